/** An amount in a message, as a plain decimal or "all". */
export interface Said {
  digits: string
  /** Dollars, not tokens: "$500", "500 bucks". */
  dollars: boolean
  start: number
  end: number
  /** The other number that the same characters can mean where comma and point change roles. */
  or?: string
}

const SCALES: readonly (readonly [RegExp, number])[] = [
  [/^(?:k|thousand|mil|тыс(?:яч\p{L}*)?\.?|тыщ|bin|千)$/iu, 3],
  [/^万$/u, 4],
  [/^(?:m|mm|mln|million|millions|mill[oó]n(?:es)?|milh(?:ão|ões|ao|oes)|млн\.?|миллион\p{L}*|milyon|百万)$/iu, 6],
  [/^亿$/u, 8],
  [/^(?:b|bn|billion|billions|млрд\.?|миллиард\p{L}*|milyar)$/iu, 9],
]
const SCALE_WORDS =
  'thousand|millions?|billions?|mill[oó]n(?:es)?|milh(?:ão|ões|ao|oes)|mil|mln|тыс(?:яч\\p{L}*)?\\.?|тыщ|млн\\.?|миллион\\p{L}*|млрд\\.?|миллиард\\p{L}*|milyar|milyon|bin|百万|[kmb万亿千]|mm|bn'
const NUMBER = "\\d{1,3}(?:[,.'’_\\u00a0 ]\\d{3})+(?:[.,]\\d+)?|\\d+(?:[.,]\\d+)?|[.,]\\d+"
const FIGURE = new RegExp(`(?<![\\p{L}\\d.,])(\\$|US\\$)?\\s?(${NUMBER})\\s?(?:(${SCALE_WORDS})(?![\\p{L}\\d]))?(?![\\d%])`, 'giu')
const DOLLARS = /^\s*(?:\$|usd\b|dollars?\b|bucks?\b|d[oó]lares\b|долл\p{L}*|美元|dolar\b)/iu

/** Numbers in words, longest first. */
const WORDS: readonly (readonly [RegExp, string])[] = [
  [
    /\b(?:half a|half of a) million\b|\bmedio mill[oó]n(?: de)?\b|\bmeio milh[ãa]o(?: de)?\b|полмиллиона|\byarım milyon\b|五十万|半百万/iu,
    '500000',
  ],
  [/\b(?:a )?quarter (?:of a )?million\b/iu, '250000'],
  [/\b(?:a|one) million\b|\bun mill[oó]n(?: de)?\b|\bum milh[ãa]o(?: de)?\b|(?<!\p{L})миллион|\bbir milyon\b|一百万/iu, '1000000'],
  [/\b(?:a|one) thousand\b|(?<!\p{L})тысячу|\bbin\b|一千/iu, '1000'],
  [/\b(?:a|one) hundred\b|\bcien\b|\bcem\b|(?<!\p{L})сто(?!\p{L})|\byüz\b|一百/iu, '100'],
  [/\bhalf (?:an? )?(?=\S)|\bmedio\b|\bmeio\b|(?<!\p{L})пол(?=\s)|\byarım\b|半个/iu, '0.5'],
  [/\bone\b|\bun[oa]?\b(?= \S)|\bum\b|(?<!\p{L})од(?:ин|ну|но)(?!\p{L})|一个|一枚/iu, '1'],
  [/\btwo\b|\bdos\b|\bdois\b|(?<!\p{L})(?:два|две)(?!\p{L})|\biki\b|两个|兩個/iu, '2'],
  [/\bthree\b|\btres\b|\btrês\b|(?<!\p{L})три(?!\p{L})|\büç\b|三个/iu, '3'],
  [/\bfive\b|\bcinco\b|(?<!\p{L})пять(?!\p{L})|\bbeş\b|五个/iu, '5'],
  [/\bten\b|\bdiez\b|\bdez\b|(?<!\p{L})десять(?!\p{L})|\bon\b(?= [A-Z])|十个/u, '10'],
]
const ALL =
  /\ball (?:of )?(?:it|my|the)\b|\ball\b(?= [A-Z$])|\beverything\b|\btod[oa]s? (?:mis?|el|la|lo)\b|\btodo\b|\btudo\b|全部|所有|(?<!\p{L})(?:всё|все|весь|всю)(?!\p{L})|\b(?:hepsini?|tamamını|tüm)\b/iu

/** Languages in which a comma is the decimal point. */
const COMMA = /^(?:es|pt|tr|ru)/i

/** Moves the decimal point right by so many places, exactly. */
function scaled(digits: string, places: number): string {
  if (places === 0) return digits
  const [whole = '', fraction = ''] = digits.split('.')
  const padded = fraction.padEnd(places, '0')
  const text = `${whole}${padded.slice(0, places)}`.replace(/^0+(?=\d)/, '')
  const rest = padded.slice(places).replace(/0+$/, '')
  return rest ? `${text}.${rest}` : text
}

const tidy = (digits: string): string => {
  const text = digits.startsWith('.') ? `0${digits}` : digits
  const short = text.replace(/^0+(?=\d)/, '')
  return short.includes('.') ? short.replace(/0+$/, '').replace(/\.$/, '') : short
}

/** A written number as a plain decimal; two where its one mark can group thousands or begin decimals. */
export function plainNumber(written: string, locale: string): { digits: string; or?: string } {
  const text = written.replace(/[\s'’_\u00a0]/g, '')
  const marks = [...text.matchAll(/[.,]/g)].map(([mark]) => mark)
  const last = marks.at(-1)
  if (last === undefined) return { digits: tidy(text) }
  const mixed = new Set(marks).size > 1
  if (mixed) {
    const other = last === '.' ? ',' : '.'
    return { digits: tidy(text.replaceAll(other, '').replace(last, '.')) }
  }
  if (marks.length > 1) return { digits: tidy(text.replaceAll(last, '')) }
  const grouped = tidy(text.replace(last, ''))
  const decimal = tidy(text.replace(last, '.'))
  if (!/^\d{1,3}[.,]\d{3}$/.test(text) || text.startsWith('0')) return { digits: decimal }
  if (!COMMA.test(locale)) return { digits: last === ',' ? grouped : decimal }
  return last === '.' ? { digits: grouped, or: decimal } : { digits: decimal, or: grouped }
}

const placesOf = (word: string | undefined): number => (word ? (SCALES.find(([pattern]) => pattern.test(word))?.[1] ?? 0) : 0)

function figures(text: string, locale: string): Said[] {
  return [...text.matchAll(FIGURE)].map((found) => {
    const [whole, sign, number = '', scale] = found
    const { digits, or } = plainNumber(number, locale)
    const places = placesOf(scale)
    const end = found.index + whole.length
    const dollars = sign !== undefined || DOLLARS.test(text.slice(end))
    const start = found.index + (whole.length - whole.trimStart().length)
    return { digits: scaled(digits, places), dollars, start, end, ...(or === undefined || places > 0 ? {} : { or }) }
  })
}

/** The amounts of a message in order: figures in any grouping, with k, million, 万 and the like, a few numbers in words, and "all". */
export function amountsIn(text: string, locale: string): Said[] {
  const clean = text.replace(/0x[0-9a-f]+/gi, (address) => '\u0001'.repeat(address.length))
  const found = figures(clean, locale)
  const free = (start: number, end: number) => found.every((one) => end <= one.start || start >= one.end)
  for (const [pattern, digits] of [...WORDS, [ALL, 'all'] as const]) {
    const match = pattern.exec(clean)
    if (!match || !free(match.index, match.index + match[0].length)) continue
    found.push({ digits, dollars: false, start: match.index, end: match.index + match[0].length })
  }
  return found.sort((a, b) => a.start - b.start)
}
