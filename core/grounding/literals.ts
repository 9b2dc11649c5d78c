import { type Decimal, decimal, parseDecimal } from './decimal.ts'

export interface Shown {
  value: Decimal
  /** Value of the last digit shown. */
  step: Decimal
}

const signs = new Map<string, string>()
/** The decimal sign of a locale: "." or ",". */
export function decimalSign(locale: string): string {
  const known = signs.get(locale)
  if (known !== undefined) return known
  let sign = '.'
  try {
    sign = new Intl.NumberFormat(locale).formatToParts(1.5).find((part) => part.type === 'decimal')?.value ?? '.'
  } catch {
    // An unknown tag reads as English.
  }
  signs.set(locale, sign === ',' ? ',' : '.')
  return signs.get(locale) ?? '.'
}

function plainShown(whole: string, fraction: string, power: string): Shown | undefined {
  const value = parseDecimal(`${whole}${fraction === '' ? '' : `.${fraction}`}${power}`)
  return value && { value, step: decimal(1, value.exponent) }
}

/** Groups of three, or of two before the last three as in India. */
const grouped = (groups: readonly string[]): boolean => {
  const [first = '', ...rest] = groups
  const threes = rest.every((group) => group.length === 3)
  const indian = rest.at(-1)?.length === 3 && rest.slice(0, -1).every((group) => group.length === 2) && first.length <= 2
  return first.length >= 1 && first.length <= 3 && !/^0/.test(first) && (threes || indian)
}

/** Digits with one kind of separator that may be a decimal sign or a group sign. */
function oneKind(body: string, separator: string, { sign, power }: { sign: string; power: string }): Shown | undefined {
  const parts = body.split(separator)
  if (parts.length > 2) return grouped(parts) ? plainShown(parts.join(''), '', power) : undefined
  const [whole = '', fraction = ''] = parts
  if (separator !== sign && grouped(parts)) return plainShown(whole + fraction, '', power)
  return plainShown(whole === '' ? '0' : whole, fraction, power)
}

/**
 * Reads digits with separators: 1,234.5 · 1.234,5 · 1 234,5 · 1'234.5 · 12,34,567 · ٣٫٥ · 1.2e6. One separator that could be either sign
 * is read as the locale reads it. Undefined when the groups fit no custom (1,2,3,4 or 1.2.3).
 */
export function readLiteral(text: string, locale: string): Shown | undefined {
  const [mantissa = '', exponent] = text.split(/e/i)
  const power = exponent === undefined ? '' : `e${exponent}`
  const body = mantissa.replace(/[ '’٬]/g, '').replace(/[٫·]/g, '٫')
  if (body.includes('٫')) {
    const [whole = '', fraction = '', more] = body.replace(/[.,]/g, '').split('٫')
    return more === undefined ? plainShown(whole, fraction, power) : undefined
  }
  const comma = body.includes(',')
  const point = body.includes('.')
  if (!comma && !point) return plainShown(body, '', power)
  if (!comma || !point) return oneKind(body, comma ? ',' : '.', { sign: decimalSign(locale), power })
  const last = body.lastIndexOf(',') > body.lastIndexOf('.') ? ',' : '.'
  const [whole = '', fraction = '', more] = body.split(last)
  if (more !== undefined) return undefined
  const groups = whole.split(last === ',' ? '.' : ',')
  return grouped(groups) ? plainShown(groups.join(''), fraction, power) : undefined
}
