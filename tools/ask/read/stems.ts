/** Endings of the languages that are read: Cyrillic ones, then those of Latin script (Spanish, Portuguese, Turkish, English). */
const CYRILLIC =
  'ами ями ого его ому ему ыми ими ете ите али или ало ило ала ила ают яют уют ует ает яет ешь ишь ыи ии ои еи ая яя ое ее ые ие ым им ых их ую юю ою ею ом ем ам ям ах ях ов ев ал ил ть ти ет ит ут ют ат ят ла ло ли на но ны а я ы и о е у ю ь л н'.split(
    ' ',
  )
const LATIN =
  'larinin lerinin larindan lerinden larini lerini larina lerine larda lerde lardan lerden larin lerin lari leri lara lere lar ler iyor uyor ndan nden inin unun sini sunu ildi ilen ndaki ndeki dan den tan ten nin nun nda nde yi yu ya ye si su da de ta te in un di du ti tu aron ieron aram eram iram aba ando endo iendo ados adas idos idas ado ada ido ida cao coes ciones cion amos emos ou eu iu ing ed es os as li lu s d o a e i u'.split(
    ' ',
  )

const isCyrillic = (word: string): boolean => /^\p{Script=Cyrillic}+$/u.test(word)

/** The word without its ending; at least four letters stay (three of a Cyrillic word). Words of other scripts stay whole. */
export function stem(word: string): string {
  const [endings, shortest] = isCyrillic(word) ? [CYRILLIC, 4] : [LATIN, 4]
  if (!/^[\p{Script=Latin}\p{Script=Cyrillic}]+$/u.test(word)) return word
  const ending = endings.find((each) => word.endsWith(each) && word.length - each.length >= shortest)
  return ending ? word.slice(0, -ending.length) : word
}
