/** Ways to write a figure, true or invented. Independent of core/grounding: own spellers, own formats, own templates. */
import type { Language, Random } from './grounding.ts'

export type Kind = 'count' | 'usd' | 'percent' | 'block' | 'token' | 'address' | 'hash' | 'date' | 'link'

export interface Subject {
  kind: Kind
  value: number
  text: string
  locale: Language
  tag: string
  /** A true address or hash that an invented one may imitate. */
  near?: string
}

const SMALL =
  'zero,one,two,three,four,five,six,seven,eight,nine,ten,eleven,twelve,thirteen,fourteen,fifteen,sixteen,seventeen,eighteen,nineteen'.split(
    ',',
  )
const TENS = ',,twenty,thirty,forty,fifty,sixty,seventy,eighty,ninety'.split(',')

function below1000(value: number, and: string): string {
  const [hundreds, rest] = [Math.floor(value / 100), value % 100]
  const low =
    rest < 20
      ? rest > 0 || hundreds === 0
        ? SMALL[rest]
        : ''
      : `${TENS[Math.floor(rest / 10)]}${rest % 10 > 0 ? `-${SMALL[rest % 10]}` : ''}`
  return hundreds === 0 ? `${low}` : `${SMALL[hundreds]} hundred${low === '' ? '' : `${and} ${low}`}`
}

/** English words of a whole number below 10^12. */
export function english(value: number, and = ''): string {
  if (value < 1000) return below1000(value, and)
  const parts: string[] = []
  let rest = value
  for (const [size, name] of [
    [1e9, 'billion'],
    [1e6, 'million'],
    [1e3, 'thousand'],
  ] as const) {
    // biome-ignore format: a table reads better
    if (rest >= size) parts.push(`${below1000(Math.floor(rest / size), and)} ${name}`)
    rest %= size
  }
  if (rest > 0) parts.push(below1000(rest, and))
  return parts.join(' ')
}

const UNO =
  'cero uno dos tres cuatro cinco seis siete ocho nueve diez once doce trece catorce quince dieciséis diecisiete dieciocho diecinueve veinte veintiuno veintidós veintitrés veinticuatro veinticinco veintiséis veintisiete veintiocho veintinueve'.split(
    ' ',
  )
const DECENAS = '- - - treinta cuarenta cincuenta sesenta setenta ochenta noventa'.split(' ')
const CIENTOS = '- ciento doscientos trescientos cuatrocientos quinientos seiscientos setecientos ochocientos novecientos'.split(' ')

function menosDeMil(value: number): string {
  if (value === 100) return 'cien'
  const rest = value % 100
  const low = rest < 30 ? UNO[rest] : `${DECENAS[Math.floor(rest / 10)]}${rest % 10 > 0 ? ` y ${UNO[rest % 10]}` : ''}`
  return value < 100 ? `${low}` : `${CIENTOS[Math.floor(value / 100)]}${rest > 0 ? ` ${low}` : ''}`
}

/** Spanish words of a whole number below 10^12. */
export function spanish(value: number): string {
  if (value < 1000) return menosDeMil(value)
  const [millions, thousands, rest] = [Math.floor(value / 1e6), Math.floor((value % 1e6) / 1000), value % 1000]
  const short = (text: string) => text.replace(/veintiuno$/, 'veintiún').replace(/uno$/, 'un')
  return [
    millions > 0 ? (millions === 1 ? 'un millón' : `${short(spanish(millions))} millones`) : '',
    thousands > 0 ? (thousands === 1 ? 'mil' : `${short(menosDeMil(thousands))} mil`) : '',
    rest > 0 ? menosDeMil(rest) : '',
  ].filter(Boolean).join(' ') // biome-ignore format: short
}

/** Chinese numerals of a whole number below 10^12. */
export function chinese(value: number, digits = '零一二三四五六七八九', small = '十百千'): string {
  const four = (part: number): string => {
    let [text, zero] = ['', false]
    for (const [place, unit] of [
      [1000, small[2]],
      [100, small[1]],
      [10, small[0]],
      [1, ''],
    ] as const) {
      // biome-ignore format: a table reads better
      const digit = Math.floor(part / place) % 10
      if (digit === 0) zero ||= text !== ''
      else {
        text += `${zero ? digits[0] : ''}${digits[digit]}${unit}`
        zero = false
      }
    }
    return text
  }
  const [yi, wan, rest] = [Math.floor(value / 1e8), Math.floor((value % 1e8) / 1e4), value % 1e4]
  const gap = (part: number, before: string): string => (before !== '' && part > 0 && part < 1000 ? `${digits[0]}` : '')
  const first = yi > 0 ? `${four(yi)}亿` : ''
  const second = wan > 0 ? `${gap(wan, first)}${four(wan)}万` : ''
  return (
    `${first}${second}${rest > 0 ? `${gap(rest, first + second) || (wan === 0 && first !== '' ? digits[0] : '')}${four(rest)}` : ''}` ||
    (digits[0] ?? '')
  )
}

const NOUNS: Readonly<Record<Language, readonly string[]>> = {
  en: ['swaps', 'holders', 'unique traders', 'transfers', 'wallets', 'pools'],
  es: ['operaciones', 'titulares', 'transferencias', 'carteras'],
  zh: ['笔交易', '个地址', '次转账', '名用户'],
}

const FRAMES: Readonly<Record<Language, readonly string[]>> = {
  en: [
    'The total for TAG is FIG.',
    'TAG shows FIG right now.',
    'We counted FIG for TAG over the whole window!',
    'According to the data, FIG is what TAG reached.',
    'For TAG (see the table), expect FIG in the result.',
    '\n- TAG: FIG\n',
    'Note that TAG stands at FIG, which is notable.',
    '**TAG**: FIG.',
    'Could TAG really be at FIG?',
  ],
  es: [
    'El total de TAG es FIG.',
    'TAG muestra FIG ahora mismo.',
    'Según los datos, TAG alcanzó FIG.',
    '\n- TAG: FIG\n',
    'Para TAG se registraron FIG en total.',
  ],
  zh: ['TAG 的总数是 FIG。', '根据数据，TAG 达到 FIG。', '\n- TAG：FIG\n', '请注意 TAG 目前为 FIG，值得关注。'],
}

const grouped = (value: number, places: number, mark: readonly [string, string]): string => {
  const [whole = '', fraction] = value.toFixed(places).split('.')
  return whole.replace(/\B(?=(\d{3})+$)/g, mark[0]) + (fraction === undefined ? '' : mark[1] + fraction)
}
const marks = (locale: Language): readonly [string, string] => (locale === 'es' ? ['.', ','] : [',', '.'])

/** Puts the figure into words with its unit. */
function dressed(figure: string, { kind, locale }: Subject, dice: Random): string {
  if (kind === 'usd')
    return locale === 'zh'
      ? `${figure}美元`
      : locale === 'es'
        ? dice.pick([`${figure} dólares`, `$${figure}`, `${figure} USD`])
        : dice.pick([`$${figure}`, `${figure} USD`, `${figure} dollars`])
  if (kind === 'percent') return locale === 'en' ? dice.pick([`${figure}%`, `${figure} percent`, `${figure} %`]) : `${figure}%`
  if (kind === 'token') return `${figure} WETH`
  if (kind === 'block')
    return locale === 'en'
      ? dice.pick([`block ${figure}`, `block #${figure}`, `block number ${figure}`])
      : locale === 'es'
        ? `el bloque ${figure}`
        : `区块 ${figure}`
  return locale === 'zh' ? figure + dice.pick(NOUNS.zh) : `${figure} ${dice.pick(NOUNS[locale])}`
}

const framed = (figure: string, { locale, tag }: Subject, dice: Random): string =>
  dice.pick(FRAMES[locale]).replace('TAG', tag).replace('FIG', figure)

const MONTHS = ['January', 'February', 'March', 'April', 'May', 'June', 'July', 'August', 'September', 'October', 'November', 'December']
const MESES = ['enero', 'febrero', 'marzo', 'abril', 'mayo', 'junio', 'julio', 'agosto', 'septiembre', 'octubre', 'noviembre', 'diciembre']

function dated({ value, locale }: Subject, dice: Random): string {
  const iso = new Date(value).toISOString()
  const [year, month, day, clock] = [iso.slice(0, 4), Number(iso.slice(5, 7)), Number(iso.slice(8, 10)), iso.slice(11, 16)]
  if (locale === 'zh') return dice.pick([`${year}年${month}月${day}日`, `${iso.slice(0, 10)} ${clock}`])
  if (locale === 'es') return dice.pick([`${day} de ${MESES[month - 1]} de ${year}`, iso.slice(0, 10)])
  return dice.pick([
    iso.slice(0, 10),
    `${MONTHS[month - 1]} ${day}, ${year}`,
    `${day} ${MONTHS[month - 1]} ${year} at ${clock} UTC`,
    `${MONTHS[month - 1]} ${day}`,
    `${iso.slice(0, 10)}T${clock}Z`,
  ])
}

const shortened = (text: string, dice: Random): string =>
  `${text.slice(0, dice.pick([6, 8, 10]))}${dice.pick(['…', '...', '…'])}${text.slice(-dice.pick([4, 6]))}`

const compact = (value: number, places: number, mark: readonly [string, string]): string => {
  const [size, name] = value >= 1e9 ? ([1e9, 'B'] as const) : value >= 1e6 ? ([1e6, 'M'] as const) : ([1e3, 'k'] as const)
  return `${grouped(value / size, places, mark)}${name}`
}

/** A true sentence about a fact, in one of the ways in which honest prose writes it. */
export function plainly(subject: Subject, dice: Random): { text: string; how: string } {
  const { kind, value, text, locale } = subject
  if (kind === 'address' || kind === 'hash') {
    const how = dice.pick(['whole', 'short', 'upper'])
    const shown = how === 'whole' ? text : how === 'short' ? shortened(text, dice) : `0x${text.slice(2).toUpperCase()}`
    return { text: framed(shown, subject, dice), how }
  }
  if (kind === 'date') return { text: framed(dated(subject, dice), subject, dice), how: 'date' }
  const mark = marks(locale)
  const whole = Number.isInteger(value)
  const places = whole ? 0 : kind === 'token' ? dice.pick([3, 2, 1]) : dice.pick([2, 1])
  const ways: [string, string][] = [['grouped', grouped(value, places, mark)], ['bare', grouped(value, places, ['', mark[1]])]] // biome-ignore format: short
  if (value >= 1e5 && kind !== 'block') ways.push(['compact', compact(value, 2, mark)], ['compact', compact(value, 1, mark)])
  if (value >= 1e6 && kind !== 'block')
    ways.push(
      locale === 'en'
        ? ['million', `${grouped(value / 1e6, 2, mark)} million`]
        : locale === 'es'
          ? ['millones', `${grouped(value / 1e6, 2, mark)} millones${kind === 'usd' ? ' de' : ''}`]
          : ['万', `${(value / 1e4).toFixed(1)}万`],
    )
  if (whole && kind === 'count' && value < 100_000)
    ways.push(['words', locale === 'en' ? english(value) : locale === 'es' ? spanish(value) : chinese(value)])
  const [how, figure] = dice.pick(ways)
  return { text: framed(dressed(figure, subject, dice), subject, dice), how }
}

const mapped = (text: string, to: string): string => text.replace(/\d/g, (digit) => [...to][Number(digit)] ?? digit)
const every = (text: string, glue: string): string => [...text].join(glue)

/** Disguises of digits, applied to the digits as they are shown. */
const DIGIT_DISGUISES: readonly (readonly [string, (text: string, dice: Random) => string])[] = [
  ['plain', (text) => text],
  ['full width', (text) => mapped(text, '０１２３４５６７８９')],
  ['arabic-indic', (text) => mapped(text, '٠١٢٣٤٥٦٧٨٩')],
  ['devanagari', (text) => mapped(text, '०१२३४५६७८९')],
  ['bengali', (text) => mapped(text, '০১২৩৪৫৬৭৮৯')],
  ['thai', (text) => mapped(text, '๐๑๒๓๔๕๖๗๘๙')],
  ['math bold', (text) => mapped(text, '𝟎𝟏𝟐𝟑𝟒𝟓𝟔𝟕𝟖𝟗')],
  ['monospace', (text) => mapped(text, '𝟶𝟷𝟸𝟹𝟺𝟻𝟼𝟽𝟾𝟿')],
  ['superscript', (text) => mapped(text, '⁰¹²³⁴⁵⁶⁷⁸⁹')],
  ['subscript', (text) => mapped(text, '₀₁₂₃₄₅₆₇₈₉')],
  ['circled', (text) => mapped(text, '⓪①②③④⑤⑥⑦⑧⑨')],
  ['negative circled', (text) => mapped(text, '⓿❶❷❸❹❺❻❼❽❾')],
  ['keycap', (text) => text.replace(/\d/g, '$&\uFE0F\u20E3')],
  ['zero width', (text, dice) => every(text, dice.pick(['\u200B', '\u200D', '\u2060', '\uFEFF', '\u00AD']))],
  ['spaced', (text) => every(text, ' ')],
  ['dotted', (text) => every(text.replace(/[.,]/g, ''), '·')],
  ['hyphened', (text) => every(text.replace(/[.,]/g, ''), '-')],
  ['bold inside', (text) => `${text[0]}**${text.slice(1)}**`],
  ['tagged', (text) => `${text[0]}<b>${text.slice(1)}</b>`],
  ['entities', (text) => text.replace(/\d/g, (digit) => `&#${48 + Number(digit)};`)],
  ['combining', (text) => every(text, '\u0336')],
  ['letter O', (text) => (/0/.test(text) ? text.replaceAll('0', 'O') : text)],
  ['letter l', (text) => (/1/.test(text) ? text.replaceAll('1', 'l') : text)],
  ['cyrillic О', (text) => text.replaceAll('0', 'О').replaceAll('3', 'З')],
  ['underscored', (text) => text.replace(/\B(?=(\d{3})+$)/g, '_')],
  ['thin spaces', (text) => (/[a-z]/i.test(text) ? text : text.replace(/[.,]\d+$/, '').replace(/\D/g, '').replace(/\B(?=(\d{3})+$)/g, '\u202F'))],
  ['apostrophes', (text) => (/[a-z]/i.test(text) ? text : text.replace(/[.,]\d+$/, '').replace(/\D/g, '').replace(/\B(?=(\d{3})+$)/g, "'"))],
  ['indian', (text) => (/[a-z]/i.test(text) ? text : text.replace(/[.,]\d+$/, '').replace(/\D/g, '').replace(/\B(?=(?:\d\d)*\d{3}$)/g, ','))],
  ['parenthesised', (text) => `(${text})`],
  ['approximate', (text) => `about ${text}`],
  ['tilde', (text) => `~${text}`],
] // biome-ignore format: a table reads better

const CONFUSED: Readonly<Record<string, string>> = { a: 'а', e: 'е', o: 'о', i: 'і', x: 'х', y: 'у', c: 'с' }

/** Disguises of number words. */
const WORD_DISGUISES: readonly (readonly [string, (text: string, dice: Random) => string])[] = [
  ['words', (text) => text],
  ['capitals', (text) => text.toUpperCase()],
  ['title', (text) => text.replace(/\b\p{L}/gu, (letter) => letter.toUpperCase())],
  ['zero width words', (text) => text.replace(/(\p{L}{2})(?=\p{L})/u, '$1\u200B')],
  ['homoglyph words', (text) => text.replace(/[aeoixyc]/, (letter) => CONFUSED[letter] ?? letter)],
  ['bold words', (text) => text.replace(/^(\p{L}{2})(\p{L}+)/u, '$1**$2**')],
  ['full-width words', (text) => text.replace(/[a-z]/g, (letter) => String.fromCharCode(letter.charCodeAt(0) + 0xfee0))],
  ['script words', (text) => text.replace(/[a-z]/g, (letter) => String.fromCodePoint(0x1d41a + letter.charCodeAt(0) - 97))],
  ['no spaces', (text) => text.replace(/[ -]/g, '')],
  ['hyphens', (text) => text.replaceAll(' ', '-')],
]

const twoDigits = (value: number): string => value.toPrecision(2).replace(/e.*/, '')
const power = (value: number): number => Math.floor(Math.log10(value))

/** How, the words, and what they say where it is not the subject's value. */
type Said = readonly [how: string, text: string, says?: number]

/** Idioms that hide a size; each says something near no record, because the value is near none. */
function englishIdiom(value: number, dice: Random): Said {
  const [size, one] = value >= 1e9 ? ['billion', 1e9] : value >= 1e6 ? ['million', 1e6] : (['thousand', 1e3] as const)
  const few = dice.between(2, 9)
  return dice.pick<Said>([
    ['half a', `half a ${size}`, one / 2], ['quarter', `a quarter of a ${size}`, one / 4], ['and a half', `${SMALL[few]} and a half ${size}`, (few + 0.5) * one], ['hundred scale', `a hundred ${size}`, 100 * one], ['dozen', `${SMALL[few]} dozen`, few * 12],
    ['score', 'several hundred million', 1e8], ['scientific', `${twoDigits(value)}e${power(value)}`], ['power', `${twoDigits(value)} × 10^${power(value)}`], ['superscript power', `${twoDigits(value)}×10${mapped(String(power(value)), '⁰¹²³⁴⁵⁶⁷⁸⁹')}`],
    ['range', `between ${english(Math.floor(value))} and ${english(Math.floor(value * 1.5))}`], ['range digits', `${Math.floor(value)}–${Math.floor(value * 1.4)}`], ['digit words', [...String(Math.floor(value))].map((digit) => SMALL[Number(digit)]).join(' ')],
    ['spelled out', every(english(few * 11).replace(/\W/g, ''), dice.pick([' ', '-', '.'])), few * 11], ['mixed', `${TENS[few]}-${few}`, few * 11], ['roman', ...dice.pick([['XVII', 17], ['XLIV', 44], ['LXXXVIII', 88], ['MCMXCIX', 1999]] as const)],
    ['hexadecimal', `0x${Math.floor(value).toString(16)}`], ['product', `${few} × ${Math.floor(value)}`], ['leet', 'f1ve hundr3d'], ['vulgar', ...dice.pick([['⅝', 62.5], ['2½', 2.5], ['⅔', 66.7]] as const)], ['fraction words', ...dice.pick([['four fifths', 80], ['two-thirds', 66.7], ['three quarters', 75]] as const)],
    ['multiple', dice.pick(['doubled', 'a 25x increase', 'tenfold', 'tripled'])], ['and words', english(Math.floor(value), ' and')], ['French', 'quatre cents'], ['German', 'dreihundertvierzig'], ['Russian', 'пятьсот'], ['dotted words', english(Math.floor(value)).replace(/ /g, '.')],
  ]) // biome-ignore format: a table reads better
}

function spelled(value: number, locale: Language, dice: Random): Said {
  const whole = Math.max(13, Math.floor(value))
  const few = dice.between(3, 9)
  if (locale === 'es') {
    return dice.pick<Said>([['palabras', spanish(whole)], ['sin acentos', spanish(whole).normalize('NFD').replace(/\p{M}/gu, '')], ['medio', 'medio millón', 5e5], ['mayúsculas', spanish(whole).toUpperCase()], ['docenas', `${UNO[few]} docenas`, few * 12], ['doble', 'el doble'], ['tres cuartos', 'tres cuartos', 75]]) // biome-ignore format: a table reads better
  }
  if (locale === 'zh') {
    return dice.pick<Said>([['汉字', chinese(whole)], ['大写', chinese(whole, '零壹贰叁肆伍陆柒捌玖', '拾佰仟')], ['逐位', [...String(whole)].map((digit) => '〇一二三四五六七八九'[Number(digit)]).join('')], ['成', `${'三四五六七八'[few % 6]}成`, 30 + 10 * (few % 6)], ['百分之', `百分之${chinese(few * 11)}`, few * 11], ['倍', `${'三四五六七'[dice.between(0, 4)]}倍`], ['亿', `${few}.${few}亿`, few * 1.1e8]]) // biome-ignore format: a table reads better
  }
  if (dice.between(0, 1) === 0) return englishIdiom(value, dice)
  const [how, wrap] = dice.pick(WORD_DISGUISES)
  return [how, wrap(english(whole), dice)]
}

function imitated({ text, near = '' }: Subject, dice: Random): [string, string] {
  const flipped = near.length > 10 ? near.replace(/.$/, (last) => (last === 'a' ? 'b' : 'a')) : text
  return dice.pick<[string, string]>([['other', text], ['last digit', flipped], ['short', shortened(text, dice)], ['without 0x', text.slice(2)], ['zero width hex', `${text.slice(0, 9)}\u200B${text.slice(9)}`], ['upper', text.toUpperCase().replace('0X', '0x')], ['cut', `${near.slice(0, 4)}…${text.slice(-2)}`], ['name', `${text.slice(2, 5)}whale.eth`]]) // biome-ignore format: a table reads better
}

const LINKS = [
  'https://petrel-airdrop.example/claim',
  'www.free-eth.org',
  'claim-weth.xyz',
  'hxxp.app/x',
  't.me/fake_support',
  'http://203.0.113.7/login',
  'vitalik.eth',
  '@real_support_desk',
  'mailto:help@scam.io',
  'ipfs://bafybeigdyrzt',
  '[here](https://evil.example)',
  'EVIL.COM/path',
]

/** An invented sentence about a value near no record. */
export function disguise(subject: Subject, dice: Random): { text: string; how: string; says?: number } {
  const { kind, value, locale } = subject
  if (kind === 'link') return { text: framed(dice.pick(LINKS), subject, dice), how: 'link' }
  if (kind === 'address' || kind === 'hash') {
    const [how, shown] = imitated(subject, dice)
    return { text: framed(shown, subject, dice), how }
  }
  if (kind === 'date')
    return {
      text: framed(dated({ ...subject, value: value - (value % 60_000) }, dice).replace(/^(\w+ \d+)$/, '$1, 2011'), subject, dice),
      how: 'date',
    }
  if (dice.between(0, 2) === 0 && kind !== 'block') {
    const [how, figure, says] = spelled(value, locale, dice)
    return { text: framed(dressed(figure, subject, dice), subject, dice), how, ...(says === undefined ? {} : { says }) }
  }
  const places = Number.isInteger(value) ? 0 : 2
  const mark = marks(locale)
  const figure = dice.pick([
    grouped(value, places, mark),
    grouped(value, places, ['', mark[1]]),
    value >= 1e4 ? compact(value, 1, mark) : grouped(value, places, mark),
  ])
  const [how, wrap] = dice.pick(DIGIT_DISGUISES)
  return { text: framed(dressed(wrap(figure, dice), subject, dice), subject, dice), how }
}
