/**
 * Brings prose to one plain form before claims are read from it: what a person sees as a digit becomes an ASCII digit, and what a
 * person cannot see goes away. Only the form is used for reading claims; what is shown stays as it was written.
 */
const SUPERSCRIPTS = '⁰¹²³⁴⁵⁶⁷⁸⁹'
const SUBSCRIPTS = '₀₁₂₃₄₅₆₇₈₉'
const DASHES = /[\u2010-\u2015\u2212\u2E3A\u2E3B\uFE58\uFE63\uFF0D]/g
const BIDI_OVERRIDE = /[\u202D\u202E\u2066-\u2069]/

/** Letters of other scripts that look Latin; used only inside words that mix scripts. */
const LOOKALIKES: Readonly<Record<string, string>> = Object.fromEntries(
  [
    ...[
      'аa',
      'еe',
      'оo',
      'рp',
      'сc',
      'хx',
      'уy',
      'іi',
      'јj',
      'ѕs',
      'ԁd',
      'һh',
      'ӏl',
      'ԛq',
      'ԝw',
      'вb',
      'нh',
      'кk',
      'мm',
      'тt',
      'ӕæ',
      'ꞓc',
      'гr',
      'пn',
      'лl',
    ],
    ...[
      'αa',
      'εe',
      'οo',
      'ρp',
      'νv',
      'τt',
      'ιi',
      'κk',
      'υu',
      'χx',
      'ηn',
      'ωw',
      'ɡg',
      'ɑa',
      'ıi',
      'ʟl',
      'ɩi',
      'ꜱs',
      'ɴn',
      'ʀr',
      'ᴇe',
      'ᴏo',
      'ꞵb',
    ],
  ].map((pair) => [pair.slice(0, -1), pair.slice(-1)]),
)

const digitsOf = (text: string, digits: string): string => [...text].map((sign) => String(digits.indexOf(sign))).join('')

const zeros = new Map<string, string>()
/** ASCII digit of any decimal digit: each script has ten in a row, so it counts back to its zero. */
function asciiDigit(sign: string): string {
  const known = zeros.get(sign)
  if (known !== undefined) return known
  const code = sign.codePointAt(0) ?? 0
  let value = 0
  while (value < 9 && /^\p{Nd}$/u.test(String.fromCodePoint(code - value - 1))) value += 1
  zeros.set(sign, String(value))
  return String(value)
}

const foldMixed = (word: string): string =>
  /[a-z]/i.test(word) && /[^\p{ASCII}]/u.test(word)
    ? [...word].map((letter) => LOOKALIKES[letter] ?? LOOKALIKES[letter.toLowerCase()]?.toUpperCase() ?? letter).join('')
    : word

const ENTITIES: Readonly<Record<string, string>> = {
  nbsp: ' ',
  thinsp: ' ',
  ensp: ' ',
  emsp: ' ',
  zwj: '',
  zwnj: '',
  shy: '',
  frac12: '½',
  times: '×',
  dollar: '$',
  percnt: '%',
  period: '.',
  comma: ',',
}

function decodeEntities(text: string): string {
  return text.replace(/&(?:#(\d{1,7})|#x([0-9a-f]{1,6})|([a-z0-9]{2,8}));/gi, (whole, ten?: string, hex?: string, name?: string) => {
    const code = ten ? Number(ten) : hex ? Number.parseInt(hex, 16) : undefined
    if (code !== undefined) return code > 0 && code <= 0x10ffff && (code < 0xd800 || code > 0xdfff) ? String.fromCodePoint(code) : whole
    return ENTITIES[(name ?? '').toLowerCase()] ?? whole
  })
}

const TENS = [50, 100, 500, 1000]
/** Value of one Roman numeral sign: Ⅰ–Ⅻ and ⅰ–ⅻ count, Ⅼ Ⅽ Ⅾ Ⅿ and their small forms are 50 to 1000, the late ones are only told from letters. */
function romanValue(sign: string): number {
  const at = (sign.codePointAt(0) ?? 0x2160) - 0x2160
  return at < 32 ? (TENS[(at % 16) - 12] ?? (at % 16) + 1) : at
}

/** Roman numerals that have signs of their own become their number, a smaller one before a greater taken off: even ill-formed, they are read as a figure. */
function romanRun(run: string): string {
  const values = [...run].map(romanValue)
  const total = values.reduce((sum, value, at) => (value < (values[at + 1] ?? 0) ? sum - value : sum + value), 0)
  return ` ${Math.abs(total)} `
}

/** True when the writing direction is forced, which can show "12" as "21". */
export const reordered = (text: string): boolean => BIDI_OVERRIDE.test(text)

/** Lower case, without accents: the form in which words are looked up. */
export const fold = (word: string): string => word.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase()

/** The plain form of a sentence: ASCII digits, "^6" for a superscript exponent, no invisible characters, no markup. */
export function normalise(sentence: string): string {
  return decodeEntities(sentence)
    .replace(/\u{1F51F}/gu, '10')
    .replace(/\u{1F4AF}/gu, '100')
    .replace(/\p{Default_Ignorable_Code_Point}|\p{Cf}|\u20E3/gu, '')
    .replace(/\p{Cc}+/gu, ' ')
    .replace(/0\.0([₀-₉]{1,2})(?=\p{Nd})/gu, (_, run: string) => `0.${'0'.repeat(Math.min(Number(digitsOf(run, SUBSCRIPTS)), 60))}`)
    .replace(
      /(?<=\p{Nd})([⁻⁺]?)([⁰¹²³⁴-⁹]+)/gu,
      (_, sign: string, run: string) => `^${sign === '⁻' ? '-' : ''}${digitsOf(run, SUPERSCRIPTS)}`,
    )
    .replace(/[¼-¾⅐-⅞↉]/g, (sign) => ` ${sign} `)
    .replace(/[Ⅰ-ↈ]+/g, romanRun)
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .normalize('NFKC')
    .replace(/\u2044/g, '/')
    .replace(DASHES, '-')
    .replace(/[^\p{ASCII}]/gu, (sign) => (/\p{Nd}/u.test(sign) ? asciiDigit(sign) : sign))
    .replace(/<\/?[a-z][^<>]{0,200}>/gi, '')
    .replace(/(?<=\S)(?:\*+|`+|~~)|(?:\*+|`+|~~)(?=\S)/g, '')
    .replace(/(?<=[\p{L}\p{N}])_+(?=[\p{L}\p{N}])|_{2,}/gu, '')
    .replace(/\p{L}+/gu, foldMixed)
}
