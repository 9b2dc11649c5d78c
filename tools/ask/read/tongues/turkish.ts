/** Turkish as it is written, to the forms that the patterns of dates, numbers and bounds read. */
const NUMBERS: Readonly<Record<string, number>> = {
  iki: 2,
  üç: 3,
  uc: 3,
  dört: 4,
  dort: 4,
  beş: 5,
  bes: 5,
  altı: 6,
  yedi: 7,
  sekiz: 8,
  dokuz: 9,
  on: 10,
  yirmi: 20,
  otuz: 30,
  kırk: 40,
  elli: 50,
  yüz: 100,
  yuz: 100,
}

const MARKS =
  /(?<!\p{L})(?:kaç|kac|kadar|hangi|hangisi|nedir|neydi|tane|işlem\p{L}*|islem\p{L}*|takas\p{L}*|toplam|fiyat\p{L}*|hacim|hacmi\p{L}*|cüzdan\p{L}*|cuzdan\p{L}*|için|icin|göre|gore|ortalama|yüzde|havuz\p{L}*|bana|göster|goster|listele|kişi|kisi|günlük|gunluk|peki|sadece|blok\p{L}*|kim|dolar\p{L}*|hariç|haric|dışında|knk|abi|ya|bir|ve|ile|olan|en (?:çok|cok|büyük|buyuk|yüksek|fazla|az|düşük|küçük))(?!\p{L})/giu

/** True of a Turkish message: letters that no other language read here has, or words of its own. */
export const isTurkish = (text: string): boolean => {
  if (/[\p{Script=Cyrillic}\p{Script=Han}]/u.test(text)) return false
  const marks = new Set((text.match(MARKS) ?? []).map((word) => word.toLowerCase()))
  const strong = [...marks].some((word) => !/^(?:ya|bir|ve|ile|kim|abi|on|blok|bloke\p{L}*|toplam)$/u.test(word))
  return /[ığşİĞŞ]/.test(text) || strong
}

const MONTHS = 'ocak|şubat|subat|mart|nisan|mayıs|mayis|haziran|temmuz|ağustos|agustos|eylül|eylul|ekim|kasım|kasim|aralık|aralik'
const DAY = `(?:\\d{4}-\\d{2}-\\d{2}|\\d{1,2}\\s+(?:${MONTHS})(?:\\s+\\d{4})?|(?:${MONTHS})\\s+\\d{4}|\\d{4}|(?:${MONTHS}))`
const FROM = "['’]?[dt][ae]n"
const TO = "['’]?(?:y?[ae]|n?[ae])"
const CASE = "(?:['’]?(?:n?[iıuü]n|y?[iıuü]|y?[ae]|[dt][ae]n?|l[ıi]k))?"
const N = '(\\$?\\d[\\d.,]*\\s*(?:bin|milyon|milyar|mn|k|m)?)'
const UNIT = '((?:dolar|usd|eth|weth|ether|usdc|usdt|dai|link|btc|\\$)(?!\\p{L}{4}))?'
const B = '(?<![\\p{L}\\d])'
const E = '(?![\\p{L}\\d])'
const re = (source: string): RegExp => new RegExp(source, 'giu')
const YEAR_HALF = (y: string | undefined, half: string | undefined): string =>
  /^(?:ilk|birinci)/i.test(half ?? '') ? `from ${y}-01-01 to ${y}-06-30 ` : `from ${y}-07-01 to ${y}-12-31 `
const QUARTERS: readonly RegExp[] = [/^(?:ilk|birinci|1)/i, /^(?:ikinci|2)/i, /^(?:üçüncü|ucuncu|3)/i, /^(?:dördüncü|dorduncu|son|4)/i]
const quarter = (said: string | undefined): number => QUARTERS.findIndex((each) => each.test(said ?? '')) + 1

type Rule = readonly [RegExp, string | ((...parts: string[]) => string)]
const PERIODS: readonly Rule[] = [
  [
    re(`(\\d{4})(?:\\s+yılı|\\s+yili)?(?:['’]?n?[iıuü]n)?\\s+(ilk|birinci|ikinci|son)\\s+(?:yarı|yari|6 ay|altı ay)\\p{L}*`),
    (_, y, half) => YEAR_HALF(y, half),
  ],
  [
    re(
      `(\\d{4})(?:\\s+yılı|\\s+yili)?(?:['’]?n?[iıuü]n)?\\s+(ilk|birinci|ikinci|üçüncü|ucuncu|dördüncü|dorduncu|son|[1-4]\\.?)\\s*(?:çeyre|ceyre)\\p{L}*`,
    ),
    (_, y, n) => `q${quarter(n)} ${y} `,
  ],
  [
    re(`(\\d{1,2})\\s*(?:-|–|ile|ila)\\s*(\\d{1,2})\\s+(${MONTHS})(\\s+\\d{4})?(?:['’]?\\p{L}*)?\\s+(?:arası|arasi)\\p{L}*`),
    'from $1 to $2 $3$4 ',
  ],
  [re(`(${DAY})${FROM}\\s+(?:beri|itibaren|bu yana)${E}`), 'since $1 '],
  [re(`(${DAY})${FROM}\\s+sonra\\p{L}*`), 'after $1 '],
  [re(`(${DAY})${FROM}\\s+(?:önce|once)\\p{L}*`), 'before $1 '],
  [re(`(${DAY})(?:${FROM})?\\s*(?:,|-|–)?\\s*(?<=${FROM}\\s*)(${DAY})(?:${TO})?\\s*(?:kadar\\p{L}*)?`), 'from $1 to $2 '],
  [re(`(${DAY})\\s+(?:ile|ve|ila|-|–)\\s+(${DAY})(?:['’]?\\p{L}{0,4})?\\s+(?:tarihleri\\s+)?(?:arası|arasi)\\p{L}*`), 'from $1 to $2 '],
  [
    re(
      `(?:saat\\s+)?(\\d{1,2}[:.]\\d{2})(?:['’]?\\p{L}*)?\\s*(?:ile|ve|-|–|ila)\\s*(\\d{1,2}[:.]\\d{2})(?:['’]?\\p{L}*)?(?:\\s+saatleri)?(?:\\s+(?:arası|arasi)\\p{L}*)?`,
    ),
    (_, a, b) => ` from ${a?.replace('.', ':')} to ${b?.replace('.', ':')} `,
  ],
  [re(`(\\d{4})\\s+(?:yılı|yili|senesi)(?:nda|ndaki|nın|nin|nde|ndeki)?${E}`), '$1 '],
  [re(`(\\d{5,9})['’]?\\p{L}{0,4}\\s*(?:numaralı|numarali|nolu|no'?lu|no lu|numara|\\.)?\\s*(?:blo[kğg]|block)\\p{L}*`), 'block $1 '],
  [re(`(?<=\\d)['’](?:[dt][ea](?:ki|n)?(?:ler)?|n?[iıuü]n(?:d[ae](?:ki)?)?|y?[ea]|s?[iıuü]|l[iı]k|l[uü]k)${E}`), ' '],
]

const MORE =
  '(?:fazla\\p{L}*|çok|cok|büyük|buyuk|yüksek|yuksek|yukarı\\p{L}*|üzeri\\p{L}*|uzeri\\p{L}*|üst[üu]\\p{L}*|ustu\\p{L}*|aşan\\p{L}*|asan|geçen|gecen|aştı|geçti)'
const LESS = '(?:az|küçük|kucuk|düşük|dusuk|alt[ıi]\\p{L}*|aşağı\\p{L}*|asagi)'
const BOUNDS: readonly Rule[] = [
  [re('az olmayan'), 've üzeri olan'],
  [re('(?:fazla|çok|büyük) olmayan'), 've altı olan'],
  [re(`(?<=\\d)\\.(?=\\d{3}(?![\\d:]))`), ''],
  [re(`(\\d),(\\d{1,2})(?=\\s*(?:bin|milyon|milyar|eth))`), '$1.$2'],
  [re(`${B}(?:en az|asgari|minimum|en azından)\\s+${N}`), 'at least $1'],
  [re(`${B}(?:en fazla|azami|maksimum)\\s+${N}(?=\\s*(?:dolar|usd|eth|\\$|kez|kere|defa))`), 'at most $1'],
  [re(`${N}\\s*${UNIT}${CASE}\\s*(?:ve|veya|ya da)\\s+(?:daha\\s+)?${MORE}(?:\\s+olan)?`), 'at least $1 $2 '],
  [re(`${N}\\s*${UNIT}${CASE}\\s*(?:ve|veya|ya da)\\s+(?:daha\\s+)?${LESS}(?:\\s+olan)?`), 'at most $1 $2 '],
  [re(`${N}(?:['’]?[dt][ae]n)?\\s*${UNIT}${CASE}\\s*(?:daha\\s+)?${MORE}${E}(?:\\s+(?:olan|tutan|değer\\p{L}*))?`), 'more than $1 $2 '],
  [re(`${N}(?:['’]?[dt][ae]n)?\\s*${UNIT}${CASE}\\s*(?:daha\\s+)?${LESS}${E}(?:\\s+(?:olan|tutan|değer\\p{L}*))?`), 'less than $1 $2 '],
  [
    re(
      `((?:[\\p{L}\\d/.-]+\\s+(?:ve|ile|,)\\s+)*[\\p{L}\\d/.-]+)(?:['’]\\p{L}{1,4})?\\s+(?:hariç|haric|dışında\\p{L}*|disinda\\p{L}*|haricinde\\p{L}*|saymadan|çıkarınca|çıkararak|olmadan)(?:\\s+tutarak|\\s+tutulursa|\\s+olmak üzere)?${E}`,
    ),
    'excluding $1 ',
  ],
]

const NAMED = '(binance|coinbase|kraken|huobi|okx|okex|kucoin|gemini|bitfinex|bybit|ftx|tether|opensea)'
const MOVES =
  '(?=.*(?:gönderil|gönderd|giden|gitti|gitmiş|gelen|geldi|gelmiş|yatırıl|yollan|aktarıl|transfer|giren|çıkan|çıkış|çekil|çekti|gönderm))'
/** "Binance'ten çıkan", "coinbase'e gönderilen": who sent and who received, by the ending of the name. */
const PARTIES: readonly Rule[] = [
  [re(`(transfer)\\p{L}*\\s+al(?:an|mış|dı)\\p{L}*`), '$1 receive '],
  [re(`([a-z]{2,6}[-/][a-z]{2,6})(?:['’]\\p{L}{1,3})?\\s+(?:işlem\\s+)?(?:parite|çift|cift)\\p{L}*`), '$1 '],
  [re(`${B}([\\p{L}][\\p{L}\\d.]+)['’][dt][ae]n\\s+${MOVES}`), 'from $1 '],
  [re(`${B}([\\p{L}][\\p{L}\\d.]+)['’][yn]?[ae]\\s+${MOVES}`), 'to $1 '],
  [re(`${B}${NAMED}[dt][ae]n\\s+${MOVES}`), 'from $1 '],
  [re(`${B}${NAMED}y?[ae]\\s+${MOVES}`), 'to $1 '],
  [re(`${B}ilk (?=\\d)`), 'top '],
]

/** "more than 10 swap yapan kaç cüzdan": what bounds a thing goes behind it. */
const CLAUSES: readonly Rule[] = [
  [
    re(
      `((?:more than|less than|at least|at most|tam) \\$?\\d[\\d.,]* *(?:k|m|bin|milyon)? *(?:dolar\\p{L}*|usd)?) *(?:defa|kez|kere)? *(swap|takas|işlem|trade|transfer|hacim|hacmi)\\p{L}* +(?:yapan|eden|yapmış|olan|gönderen|içeren|gerçekleştiren|çeviren|görmüş|gören|bulunan|alan|etmiş)\\p{L}* +(.*)$`,
    ),
    '$3 $1 $2 ',
  ],
]

const numbers = (text: string): string =>
  text
    .replace(re(`${B}on (bir|iki|üç|dört|beş|altı|yedi|sekiz|dokuz)${E}`), (_, one: string) =>
      String(10 + (NUMBERS[one.toLowerCase()] ?? 1)),
    )
    .replace(
      re(`${B}(iki|üç|uc|dört|dort|beş|bes|altı|yedi|sekiz|dokuz|on|yirmi|otuz|kırk|elli|yüz|yuz)((?:['’]?[dt][ae]n)?)${E}`),
      (_, word: string, from: string) => `${NUMBERS[word.toLowerCase()]}${from.replace(/['’]/, '')}`,
    )
    .replace(re(`${B}bir (?=milyon|milyar)`), '1 ')
    .replace(re(`(?<!\\d\\s*)${B}(?:bin|binden) (?=dolar|eth|usd|fazla|\\$)`), '1000 ')
    .replace(re(`(?<=\\d\\s*)(bin|milyon|milyar)(?:['’]?)([dt][ae]n|[iıuü]n|[iıuü]|[ae]|l[iı]k)${E}`), '$1')
    .replace(re(`(?<=\\d)[dt][ae]n${E}`), '')

/** The message with Turkish number words, stretches of time, bounds and exclusions in the forms that are read. */
export function turkish(text: string): string {
  let out = text.replaceAll('İ', 'I')
  for (const [pattern, to] of PERIODS)
    out = typeof to === 'string' ? out.replace(pattern, to) : out.replace(pattern, (...parts: unknown[]) => to(...(parts as string[])))
  out = numbers(out)
  for (const [pattern, to] of BOUNDS)
    out = typeof to === 'string' ? out.replace(pattern, to) : out.replace(pattern, (...parts: unknown[]) => to(...(parts as string[])))
  out = out.replace(re(`${B}(?:değeri|degeri|tutarı|tutari|büyüklüğü|miktarı|miktari|boyutu) (?=more than|less than|at least|at most)`), '')
  if (/takas|swap|işlem|islem|transfer|hacim|hacmi|ücret|satış|alım/i.test(out) && !/fiyat|kapan|kapat|açıl/i.test(out))
    out = out.replace(re('kaç (?:dolar|usd)\\p{L}*'), 'dolar olarak')
  if (/havuz/i.test(out) && /gir(?:di|miş|en)|ak(?:tı|an|mış)/i.test(out)) out = out.replace(re(`${B}kaç (?=[a-z]{2,6}${E})`), 'ne kadar ')
  out = out.replace(re(`\\s(?:hangisi|hangileri|hangisidir|hangileridir|hangisiydi)\\s*[?.!]*$`), ' ')
  for (const [pattern, to] of PARTIES) out = out.replace(pattern, to as string)
  for (const [pattern, to] of CLAUSES) out = out.replace(pattern, to as string)
  out = out.replace(re(`(?<=\\p{L})['’](?:s[iıuü]|[sn]?[iıuü]n|y[iıuü]|[iıuü])(?!\\p{L})`), '')
  return out.replace(/\s+/g, ' ')
}

/** Endings of nouns and verbs, folded (no dots, no cedillas), longest first. */
const ENDINGS =
  'larindaki lerindeki larindan lerinden larinda lerinde larinin lerinin larina lerine larini lerini imizdeki sindaki sindeki undaki undeki sundaki larda lerde lardaki lerdeki lardan lerden larin lerin lara lere lari leri larla lerle ndaki ndeki sinda sinde sinden sindan sina sine sini sunu sinin sunun sunda suna undan unden indan inden unda unde inda inde daki deki taki teki nin nun dan den tan ten ina ine una ini unu in un si su lar ler da de ta te ya ye yi yu na ne ni nu la le yla yle ca ce dir dur tir tur mis mus ydi ydu di du ti tu dilar diler tilar tiler mislar misler a e i u m n'.split(
    ' ',
  )
const HARD: Readonly<Record<string, string>> = { g: 'k', b: 'p', c: 'c', d: 't' }

/** A known word that a folded Turkish word is a form of: as few endings as possible are taken off. */
export function turkishRoot(word: string, isKnown: (root: string) => boolean, depth = 3): string | undefined {
  if (depth === 0) return undefined
  const rests = ENDINGS.filter((ending) => word.endsWith(ending) && word.length - ending.length >= 3)
    .map((ending) => word.slice(0, -ending.length))
    .sort((a, b) => b.length - a.length)
  for (const rest of rests) {
    if (isKnown(rest)) return rest
    const hard = HARD[rest.at(-1) ?? '']
    const whole = hard === undefined ? undefined : rest.slice(0, -1) + hard
    if (whole !== undefined && whole.length >= 4 && isKnown(whole)) return whole
  }
  for (const rest of rests) {
    const found = turkishRoot(rest, isKnown, depth - 1)
    if (found !== undefined) return found
  }
  return undefined
}
