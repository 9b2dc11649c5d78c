import { pow } from './log-exp.ts'

/** Balancer's 18-digit arithmetic, each rounding as in its FixedPoint library. */
export const ONE = 10n ** 18n

/** Ten-thousand parts of 1e18: how far the contract trusts its own power function. */
const POWER_ERROR = 10_000n

export const mulDown = (a: bigint, b: bigint): bigint => (a * b) / ONE
export const mulUp = (a: bigint, b: bigint): bigint => (a === 0n || b === 0n ? 0n : (a * b - 1n) / ONE + 1n)
export const divDown = (a: bigint, b: bigint): bigint => (a * ONE) / b
export const divUp = (a: bigint, b: bigint): bigint => (a === 0n ? 0n : (a * ONE - 1n) / b + 1n)
export const complement = (x: bigint): bigint => (x < ONE ? ONE - x : 0n)

/** x^y rounded up. Whole powers 1, 2 and 4 are multiplied out, but not in the first factory's pools (`plain`). */
export function powUp(x: bigint, y: bigint, plain: boolean): bigint | undefined {
  if (!plain) {
    if (y === ONE) return x
    if (y === 2n * ONE) return mulUp(x, x)
    if (y === 4n * ONE) return mulUp(mulUp(x, x), mulUp(x, x))
  }
  const raw = pow(x, y)
  return raw === undefined ? undefined : raw + mulUp(raw, POWER_ERROR) + 1n
}
