/** Integer roots, digit for digit as Curve's crypto pools take them. */

const E36 = 10n ** 36n
/** 2^256 / 10^36: larger arguments are scaled less, so that they fit in 256 bits. */
const WIDE = 115792089237316195423570985008687907853269n

/** Largest integer whose square is not above `x`; x >= 0. */
export function isqrt(x: bigint): bigint {
  if (x < 2n) return x
  let root = 1n << BigInt((x.toString(2).length + 1) >> 1)
  for (;;) {
    const next = (root + x / root) >> 1n
    if (next >= root) return root
    root = next
  }
}

/** Cube root of an 18-digit number, with 18 digits: seven Newton steps from a power of two, where the contract stops as well. */
export function cbrt(x: bigint): bigint {
  if (x <= 0n) return 0n
  const [scaled, lift] = x >= WIDE * 10n ** 18n ? [x, 10n ** 12n] : x >= WIDE ? [x * 10n ** 18n, 10n ** 6n] : [x * E36, 1n]
  const log = BigInt(scaled.toString(2).length - 1)
  const rest = log % 3n
  let root = ((1n << (log / 3n)) * 1260n ** rest) / 1000n ** rest
  for (let step = 0; step < 7; step++) root = (2n * root + scaled / (root * root)) / 3n
  return root * lift
}

/** Cube root that keeps the sign. */
export const signedCbrt = (x: bigint): bigint => (x < 0n ? -cbrt(-x) : cbrt(x))

export const abs = (x: bigint): bigint => (x < 0n ? -x : x)
