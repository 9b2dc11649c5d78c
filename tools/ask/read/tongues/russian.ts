/** Russian as it is written, to the forms that the patterns of dates, numbers and bounds read. */
const NUMBERS: Readonly<Record<string, number>> = Object.fromEntries(
  [
    [2, 'два две двух двум двумя'],
    [3, 'три трех трёх трем трём тремя тройку'],
    [4, 'четыре четырех четырёх четырем'],
    [5, 'пять пяти пятью пятерку пятёрку'],
    [6, 'шесть шести'],
    [7, 'семь семи'],
    [8, 'восемь восьми'],
    [9, 'девять девяти'],
    [10, 'десять десяти десятку десятка'],
    [12, 'двенадцать двенадцати'],
    [15, 'пятнадцать пятнадцати'],
    [20, 'двадцать двадцати двадцатку'],
    [30, 'тридцать тридцати'],
    [50, 'пятьдесят пятидесяти'],
    [100, 'сто ста сотню'],
    [500, 'пятьсот пятисот'],
  ].flatMap(([value, words]) =>
    String(words)
      .split(' ')
      .map((word): [string, number] => [word, Number(value)]),
  ),
)

const quarterOf = (said: string): number => {
  const found = [/^(?:перв|1|i$)/i, /^(?:втор|2|ii$)/i, /^(?:трет|3|iii$)/i].findIndex((each) => each.test(said))
  return found < 0 ? 4 : found + 1
}
const UNIT = '(?:тыс|млн|млрд|миллион|долл|usd|\\$|бакс|eth|эфир|weth|usdc|usdt|dai|link)'
const B = '(?<![\\p{L}\\d])'
const E = '(?![\\p{L}\\d])'
const re = (source: string): RegExp => new RegExp(source, 'giu')

const RULES: readonly (readonly [RegExp, string | ((...parts: string[]) => string)])[] = [
  [re('(\\d)[\\u00a0 ](\\d{3})(?![\\d.-])'), '$1$2'],
  [re('(\\d{5,9})\\s*(?:-?(?:м|й|ом|ый|го))?\\s+(блок(?:е|а|у|ом)?)(?![\\p{L}\\d])'), '$2 $1'],
  [re(`${B}(?:сколько|скока|скок) (?:на)?(?:торговали|торговано|проторговали)${E}`), 'какой объем торгов'],
  [re('топ\\s*-\\s*(?=\\d)'), 'топ '],
  [re('(\\d),(\\d{1,2})(?=\\s*(?:тыс|млн|млрд|к|%|eth|эфир))'), '$1.$2'],
  [re(`(\\d)\\s*(?:кк|лям(?:а|ов|у)?|лимон(?:а|ов)?)${E}`), '$1 млн'],
  [re(`(\\d)\\s*(?:к|тыщ(?:и|а)?|косар(?:ь|я|ей)|штук(?:и)? (?=бакс|долл|\\$))${E}`), '$1 тыс '],
  [re(`${B}полмиллиона${E}`), '500000'],
  [re(`${B}полтора миллиона${E}`), '1500000'],
  [re(`${B}(?:тысячи|тысячу|тысяча) (?=долл|бакс|usd|eth|эфир)`), '1000 '],
  [re(`${B}(?:миллиона|миллион) (?=долл|бакс|usd|eth|эфир)`), '1000000 '],
  [
    re(
      `${B}(?:(?:в|за|во) )?(перв\\p{L}+|втор\\p{L}+|трет\\p{L}+|четверт\\p{L}+|i{1,3}|iv|[1-4](?:-?\\p{L}{1,2})?) квартал\\p{L}* (\\d{4})(?: (?:года|году|г\\.?)${E})?`,
    ),
    (_, n, y) => `в q${quarterOf(n ?? '')} ${y}`,
  ],
  [
    re(`${B}(?:(?:в|за|во) )?(перв|втор)\\p{L}+ (?:половин\\p{L}*|полугоди\\p{L}*) (\\d{4})(?: (?:года|году|г\\.?)${E})?`),
    (_, n, y) => (/^п/i.test(n ?? '') ? `с ${y}-01-01 по ${y}-06-30` : `с ${y}-07-01 по ${y}-12-31`),
  ],
  [re(`${B}(?:в|за) (?:первую|первой) декад[уе] (?=\\p{L})`), 'с 1 по 10 '],
  [re(`${B}от (?=\\$?\\d[\\d\\s.,]*\\s*${UNIT})`), 'не менее '],
  [re(`${B}до (?=\\$?\\d[\\d\\s.,]*\\s*${UNIT})(?![^,]*по${E})`), 'не более '],
  [re(`(\\$?\\d[\\d.,]*\\s*(?:тыс|млн)?\\.?\\s*(?:долл\\p{L}*|бакс\\p{L}*|usd|eth)?) (?:и|или) (?:выше|больше|более)${E}`), 'не менее $1'],
  [re(`(\\$?\\d[\\d.,]*\\s*(?:тыс|млн)?\\.?\\s*(?:долл\\p{L}*|бакс\\p{L}*|usd|eth)?)\\+`), 'не менее $1'],
  [re(`${B}(?:с|между|от)?\\s*(\\d{1,2}:\\d{2})\\s*(?:-|–|—|до|по|и)\\s*(\\d{1,2}:\\d{2})`), ' from $1 to $2 '],
]

/** The message with Russian number words, quarters, clock times and bounds in the forms that are read. */
export function russian(text: string): string {
  if (!/\p{Script=Cyrillic}/u.test(text)) return text
  let out = text.replace(/\p{L}+/gu, (word) => {
    const value = NUMBERS[word.toLowerCase()]
    return value === undefined ? word : String(value)
  })
  for (const [pattern, to] of RULES)
    out = typeof to === 'string' ? out.replace(pattern, to) : out.replace(pattern, (...parts: unknown[]) => to(...(parts as string[])))
  // "сколько USDC зашло в пул": an amount, not a number of things.
  return /пул/i.test(out) && /заш[ел]|влил|втек|поступ|приш[ел]|залил|внес/i.test(out)
    ? out.replace(re(`${B}сколько (?=[a-z]{2,6}${E})`), 'сколько монет ')
    : out
}

const VOWEL = /[аеиоуыэюя]/
const GERUND = /(?:(?<=[ая])(?:вшись|вши|в)|(?:ив|ыв)(?:шись|ши)?)$/
const ADJECTIVE = /(?:ее|ие|ые|ое|ими|ыми|еи|ии|ыи|ои|ем|им|ым|ом|его|ого|ему|ому|их|ых|ую|юю|ая|яя|ою|ею)$/
const PARTICIPLE = /(?:(?<=[ая])(?:ем|нн|вш|ющ|щ)|ивш|ывш|ующ)$/
const VERB =
  /(?:(?<=[ая])(?:ла|на|ете|ите|ли|и|л|ем|н|ло|но|ет|ют|ны|ть|ешь|нно)|ила|ыла|ена|еите|уите|ите|или|ыли|еи|уи|ил|ыл|им|ым|ен|ило|ыло|ено|ят|ует|уют|ит|ыт|ены|ить|ыть|ишь|ую|ю)$/
const NOUN = /(?:а|ев|ов|ие|ье|е|иями|ями|ами|еи|ии|и|иеи|ои|иям|ям|ием|ем|ам|ом|о|у|ах|иях|ях|ы|ь|ию|ью|ю|ия|ья|я)$/

/** Stem of a folded Russian word (й as и, ё as е): the Snowball algorithm, https://snowballstem.org/algorithms/russian/stemmer.html. */
export function russianStem(word: string): string {
  const first = [...word].findIndex((letter) => VOWEL.test(letter))
  if (first < 0 || word.length < 4) return word
  if (/^об[ъь]?ем/.test(word)) return 'объем'
  const [head, tail] = [word.slice(0, first + 1), word.slice(first + 1)]
  const cut = (pattern: RegExp, text: string): string | undefined => (pattern.test(text) ? text.replace(pattern, '') : undefined)
  let rest = cut(GERUND, tail)
  if (rest === undefined) {
    const plain = cut(/(?:ся|сь)$/, tail) ?? tail
    const adjective = cut(ADJECTIVE, plain)
    rest = adjective === undefined ? (cut(VERB, plain) ?? cut(NOUN, plain) ?? plain) : (cut(PARTICIPLE, adjective) ?? adjective)
  }
  rest = cut(/и$/, rest) ?? rest
  rest = cut(/еишe?$/, rest) ?? rest
  rest = rest.replace(/нн$/, 'н').replace(/ь$/, '')
  return head + rest
}
