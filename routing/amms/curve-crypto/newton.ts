import { abs, cbrt, isqrt } from './roots.ts'

/**
 * The invariant of Curve's crypto pools (M. Egorov, "Automatic market-making with dynamic peg", 2021), for n coins that are scaled to one
 * price: K D^(n-1) sum(x) + prod(x) = K D^n + (D/n)^n, where K0 = prod(x) n^n / D^n and K = A K0 (gamma / (gamma + 1 - K0))^2.
 * Roots are found as the contracts find them, with the same integer rounding.
 */
const E18 = 10n ** 18n
export const A_MULTIPLIER = 10_000n

export interface Shape {
  /** A n^n in ten-thousandths, as `A()` of the pools tells it. */
  ann: bigint
  /** Of 1e18. */
  gamma: bigint
}

const largest = (...values: readonly bigint[]): bigint => values.reduce((a, b) => (a > b ? a : b))

/** Balances from high to low. */
const falling = (x: readonly bigint[]): bigint[] => [...x].sort((a, b) => (a < b ? 1 : a > b ? -1 : 0))

/** D (gamma + 1 - K0)^2 / (A gamma^2), the term that both iterations need, and the distance gamma + 1 - K0. */
function steepness({ ann, gamma }: Shape, d: bigint, k0: bigint): { g: bigint; term: bigint } {
  const g = abs(gamma + E18 - k0) + 1n
  return { g, term: (((((E18 * d) / gamma) * g) / gamma) * g * A_MULTIPLIER) / ann }
}

/** Balance `i` for the other balances and the invariant; undefined where the contract gives up. */
export function balanceByNewton(shape: Shape, x: readonly bigint[], { d, i }: { d: bigint; i: number }): bigint | undefined {
  const n = BigInt(x.length)
  const others = falling(x.filter((_, at) => at !== i))
  const limit = largest((others[0] as bigint) / 10n ** 14n, d / 10n ** 14n, 100n)
  const sum = others.reduce((total, value) => total + value, 0n)
  const product = others.reduce((part, value) => (part * value * n) / d, E18)
  let y = n === 2n ? (d * d) / (sum * 4n) : others.toReversed().reduce((part, value) => (part * d) / (value * n), d / n)
  for (let step = 0; step < 255; step++) {
    if (y <= 0n) return undefined
    const before = y
    const k0 = (product * y * n) / d
    if (k0 <= 0n) return undefined
    const s = sum + y
    const { g, term } = steepness(shape, d, k0)
    const pull = E18 + (2n * E18 * k0) / g
    const rise = E18 * y + s * pull + term - d * pull
    if (rise < 0n) {
      y = before / 2n
      continue
    }
    const slope = rise / y
    if (slope === 0n) return undefined
    const down = term / slope
    const up = (rise + E18 * d) / slope + (down * E18) / k0
    const minus = down + (E18 * s) / slope
    y = up < minus ? before / 2n : up - minus
    if (abs(y - before) < largest(limit, y / 10n ** 14n)) return y
  }
  return undefined
}

/** Where the search for D begins: from the geometric mean, or, in the newer pools, from the K0 of the swap before. */
function firstD(x: readonly bigint[], generation: 'v2' | 'ng', k0: bigint): bigint {
  const [a, b, c = 0n] = x as readonly [bigint, bigint, bigint?]
  const sum = a + b + c
  if (x.length === 2) {
    if (generation === 'v2') return 2n * geometricMean(x)
    if (k0 === 0n) return 2n * isqrt(a * b)
    const d = isqrt(((4n * a * b) / k0) * E18)
    return sum < d ? sum : d
  }
  if (generation === 'v2' || k0 === 0n) return 3n * (generation === 'v2' ? geometricMean(x) : cbrt((((a * b) / E18) * c) / E18))
  const scale = sum > 10n ** 36n ? 36n : sum > 10n ** 24n ? 24n : 18n
  return cbrt(((((a * b) / 10n ** scale) * c) / k0) * 27n * 10n ** (scale === 18n ? 0n : scale / 2n - 6n))
}

/** The geometric mean by the older pools' iteration. */
function geometricMean(x: readonly bigint[]): bigint {
  const n = BigInt(x.length)
  let d = x[0] as bigint
  for (let step = 0; step < 255 && d > 0n; step++) {
    const before = d
    if (n === 2n) d = (d + ((x[0] as bigint) * (x[1] as bigint)) / d) / 2n
    else d = (d * ((n - 1n) * E18 + x.reduce((part, value) => (part * value) / d, E18))) / (n * E18)
    const change = abs(d - before)
    if (change <= 1n || change * E18 < d) return d
  }
  return d
}

/** The invariant of scaled balances; undefined where the contract refuses them. */
export function invariantOf(
  shape: Shape,
  unsorted: readonly bigint[],
  { generation, k0: last = 0n }: { generation: 'v2' | 'ng'; k0?: bigint },
): bigint | undefined {
  const x = falling(unsorted)
  const n = BigInt(x.length)
  if ((x.at(-1) as bigint) <= 0n) return undefined
  const s = x.reduce((sum, value) => sum + value, 0n)
  let d = firstD(x, generation, last)
  for (let step = 0; step < 255; step++) {
    if (d <= 0n) return undefined
    const before = d
    // The two-coin contracts collapse the product, which rounds once less.
    const k0 =
      n === 2n ? (((E18 * 4n * (x[0] as bigint)) / d) * (x[1] as bigint)) / d : x.reduce((part, value) => (part * value * n) / d, E18)
    if (k0 <= 0n) return undefined
    const { g, term } = steepness(shape, d, k0)
    const pull = (2n * E18 * n * k0) / g
    const slope = s + (s * pull) / E18 + (term * n) / k0 - (pull * d) / E18
    if (slope <= 0n) return undefined
    const plus = (d * (slope + s)) / slope
    const correction = (((d * (term / slope)) / E18) * abs(E18 - k0)) / k0
    const minus = (d * d) / slope + (E18 > k0 ? correction : -correction)
    d = plus > minus ? plus - minus : (minus - plus) / 2n
    if (abs(d - before) * 10n ** 14n < largest(10n ** 16n, d)) return d
  }
  return undefined
}
