/** An exact decimal number: digits × 10^exponent. Amounts of 30 digits are compared without a float. */
export interface Decimal {
  digits: bigint
  exponent: number
}

const SHAPE = /^([+-]?)(\d*)(?:\.(\d*))?(?:e([+-]?\d{1,4}))?$/i
/** Longer figures are not figures that a person reads. */
const MAX_LENGTH = 160
const MAX_EXPONENT = 200

export const decimal = (digits: bigint | number, exponent = 0): Decimal => ({ digits: BigInt(digits), exponent })

/** Reads "-12.50", "1e-7" and the like; undefined when it is no number or too long to be one. */
export function parseDecimal(text: string): Decimal | undefined {
  if (text.length > MAX_LENGTH) return undefined
  const match = SHAPE.exec(text.trim())
  if (!match) return undefined
  const [, sign, whole = '', fraction = '', power = '0'] = match
  const digits = whole + fraction
  const exponent = Number(power) - fraction.length
  if (digits === '' || Math.abs(exponent) > MAX_EXPONENT) return undefined
  return { digits: BigInt(digits) * (sign === '-' ? -1n : 1n), exponent }
}

export function multiply(a: Decimal, b: Decimal): Decimal {
  return { digits: a.digits * b.digits, exponent: a.exponent + b.exponent }
}

function aligned(a: Decimal, b: Decimal): [bigint, bigint] {
  const low = Math.min(a.exponent, b.exponent)
  return [a.digits * 10n ** BigInt(a.exponent - low), b.digits * 10n ** BigInt(b.exponent - low)]
}

export function add(a: Decimal, b: Decimal): Decimal {
  const [x, y] = aligned(a, b)
  return { digits: x + y, exponent: Math.min(a.exponent, b.exponent) }
}

export const negate = (a: Decimal): Decimal => ({ digits: -a.digits, exponent: a.exponent })
export const absolute = (a: Decimal): Decimal => (a.digits < 0n ? negate(a) : a)

/** Negative when a < b, 0 when equal, positive when a > b. */
export function compare(a: Decimal, b: Decimal): number {
  const [x, y] = aligned(a, b)
  return x < y ? -1 : x > y ? 1 : 0
}

/** True when |a − b| × factor ≤ limit. */
export const near = (a: Decimal, b: Decimal, { factor, limit }: { factor: bigint; limit: Decimal }): boolean =>
  compare(multiply(absolute(add(a, negate(b))), decimal(factor)), absolute(limit)) <= 0

export const toNumber = (a: Decimal): number => Number(`${a.digits}e${a.exponent}`)
