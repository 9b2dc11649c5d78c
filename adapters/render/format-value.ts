import type { RecordColumn, Scalar } from '../../core/record.ts'

const DAY_MS = 86_400_000

/** A locale that Intl knows, or English. */
export function knownLocale(locale: string): string {
  try {
    return Intl.NumberFormat.supportedLocalesOf(locale)[0] ?? 'en'
  } catch {
    return 'en'
  }
}

/** A time in UTC: the date alone at midnight, else with hours and minutes. */
export function formatTime(at: number): string {
  if (!Number.isFinite(at) || Math.abs(at) > 8.64e15) return ''
  const iso = new Date(at).toISOString()
  return at % DAY_MS === 0 ? iso.slice(0, 10) : `${iso.slice(0, 10)} ${iso.slice(11, 16)}`
}

/** A number in a few characters: 1.2M, 0.00042, 3.1e-12. */
export function formatShort(value: number, locale = 'en'): string {
  if (!Number.isFinite(value)) return ''
  const size = Math.abs(value)
  if (size !== 0 && (size < 1e-6 || size >= 1e15))
    return value
      .toExponential(2)
      .replace('e+', 'e')
      .replace(/\.?0+e/, 'e')
  if (size !== 0 && size < 1) return value.toLocaleString(knownLocale(locale), { maximumSignificantDigits: 3 })
  return value.toLocaleString(knownLocale(locale), { notation: 'compact', maximumFractionDigits: size < 1000 ? 2 : 1 })
}

/** The number behind a cell; exact decimals are kept as text. */
export function toNumber(value: Scalar | undefined): number | undefined {
  if (value === null || value === undefined || value === '' || typeof value === 'boolean') return undefined
  const number = Number(value)
  return Number.isFinite(number) ? number : undefined
}

/** A cell of a record as a label on an axis. */
export function formatLabel(value: Scalar | undefined, type: RecordColumn['type'] | undefined): string {
  if (value === null || value === undefined) return ''
  if (type === 'time') return formatTime(Number(value))
  const text = String(value)
  return /^0x[0-9a-f]{40,}$/i.test(text) ? `${text.slice(0, 6)}…${text.slice(-4)}` : text
}
