/**
 * Figures as people read them. Exact amounts are strings and stay strings: no float touches them.
 * Separators follow the locale; times are UTC.
 */
interface Separators {
  group: string
  point: string
}

const ENGLISH: Separators = { group: ',', point: '.' }
const COMMA: Separators = { group: '.', point: ',' }
const SPACE: Separators = { group: '\u00a0', point: ',' }
const BY_LANGUAGE: Readonly<Record<string, Separators>> = { es: COMMA, pt: COMMA, tr: COMMA, de: COMMA, it: COMMA, ru: SPACE, fr: SPACE }

export const languageOf = (locale: string): string => locale.toLowerCase().split(/[-_]/)[0] ?? 'en'
const separators = (locale: string): Separators => BY_LANGUAGE[languageOf(locale)] ?? ENGLISH

/** Stands for a value that is not known. */
export const UNKNOWN = '—'

/**
 * Whole tokens from base units, exact: unitsToDecimal(1500000n, 6) is "1.5". Trailing zeros are dropped.
 * @example unitsToDecimal('1', 18) // '0.000000000000000001'
 */
export function unitsToDecimal(base: bigint | string, decimals: number): string {
  const text = BigInt(base).toString()
  const sign = text.startsWith('-') ? '-' : ''
  const digits = (sign ? text.slice(1) : text).padStart(decimals + 1, '0')
  const whole = digits.slice(0, digits.length - decimals)
  const fraction = digits.slice(digits.length - decimals).replace(/0+$/, '')
  return `${sign}${whole}${fraction ? `.${fraction}` : ''}`
}

/** Decimals that people read: the larger the number, the fewer. */
const placesFor = (whole: string): number => (whole.replace('-', '').length > 3 ? 2 : /[1-9]/.test(whole) ? 4 : 8)

/** A decimal string with grouped thousands. More than `places` decimals are cut, never rounded, and "…" says so. */
export function formatDecimal(text: string, locale: string, wanted?: number): string {
  const { group, point } = separators(locale)
  const [whole = '0', fraction = ''] = text.split('.')
  const places = wanted ?? placesFor(whole)
  const grouped = whole.replace(/\B(?=(\d{3})+(?!\d))/g, group)
  if (!fraction) return grouped
  return fraction.length > places ? `${grouped}${point}${fraction.slice(0, places)}…` : `${grouped}${point}${fraction}`
}

/** A token amount from base units. */
export const formatUnits = (base: bigint | string, decimals: number, locale: string): string =>
  formatDecimal(unitsToDecimal(base, decimals), locale)

/** A double without exponent: two decimals from 1 up, four significant digits below. */
function plainNumber(value: number, minimum = 0): string {
  const size = Math.abs(value)
  if (size === 0) return (0).toFixed(minimum)
  if (size >= 1) return value >= 1e21 || value <= -1e21 ? BigInt(Math.round(value)).toString() : value.toFixed(2)
  // Four significant digits, however small, up to the 100 places that toFixed allows.
  const places = Math.min(100, 3 - Math.floor(Math.log10(size)))
  return value.toFixed(places)
}

const trimmed = (text: string): string => (text.includes('.') ? text.replace(/\.?0+$/, '') : text)

/** A measured double; null and non-finite values are shown as unknown. */
export function formatNumber(value: number | string | null, locale: string): string {
  const number = value === null || value === '' ? Number.NaN : Number(value)
  if (!Number.isFinite(number)) return UNKNOWN
  return formatDecimal(trimmed(plainNumber(number)), locale, 100)
}

/** A whole number of any size. */
export function formatInteger(value: number | string | bigint | null, locale: string): string {
  if (value === null || value === '') return UNKNOWN
  const text = String(value)
  return /^-?\d+$/.test(text) ? formatDecimal(text, locale) : formatNumber(text, locale)
}

/** US dollars: cents from one dollar up, four significant digits below. */
export function formatUsd(value: number | string | null, locale: string): string {
  const number = value === null || value === '' ? Number.NaN : Number(value)
  if (!Number.isFinite(number)) return UNKNOWN
  const text = formatDecimal(plainNumber(Math.abs(number), 2), locale, 100)
  return `${number < 0 ? '-' : ''}$${text}`
}

export function formatPercent(value: number | string | null, locale: string, signed = false): string {
  const number = value === null || value === '' ? Number.NaN : Number(value)
  if (!Number.isFinite(number)) return UNKNOWN
  // Four decimals: what is below them is rounding of the division.
  const text = Math.abs(number) >= 1 ? plainNumber(number) : number.toFixed(4)
  const shown = formatDecimal(trimmed(text).replace(/^-0$/, '0'), locale, 100)
  return `${signed && Number(text) > 0 ? '+' : ''}${shown} %`
}

/** "2026-05-01 12:00 UTC"; seconds only where they matter. */
export function formatTime(ms: number | string | null): string {
  const number = ms === null ? Number.NaN : Number(ms)
  if (!Number.isFinite(number) || Math.abs(number) > 8.64e15) return UNKNOWN
  const text = new Date(number).toISOString()
  const seconds = text.slice(17, 19) === '00' ? '' : text.slice(16, 19)
  return `${text.slice(0, 10)} ${text.slice(11, 16)}${seconds} UTC`
}

/** The date alone when the moment is a midnight in UTC. */
export const formatBucket = (ms: number | string | null): string => {
  const shown = formatTime(ms)
  return shown.endsWith(' 00:00 UTC') ? shown.slice(0, 10) : shown
}

/** Strangers' text: control, zero-width and direction characters removed, spaces joined, cut to `length`. */
export function cleanText(text: string, length = 64): string {
  const clean = text
    .normalize('NFC')
    .replace(/[\p{Cc}\p{Cf}\p{Co}\p{Cn}\u2028\u2029]/gu, ' ')
    .replace(/\s+/g, ' ')
    .trim()
  const letters = [...clean]
  return letters.length > length ? `${letters.slice(0, length - 1).join('')}…` : clean
}
