import { balanceByNewton, type Shape } from './newton.ts'
import { abs, isqrt, signedCbrt } from './roots.ts'

/**
 * The newer pools solve for a balance directly: with D fixed, the invariant is a cubic in K0, whose real root they take by Cardano's formula
 * in scaled integers. Which power of ten is divided out, and the order of every division, decide the last digits; they are as deployed.
 */
const E18 = 10n ** 18n
const A = 10_000n

interface Cubic {
  a: bigint
  b: bigint
  c: bigint
  d: bigint
}

export interface Root {
  y: bigint
  /** What the pool hands on to its next search for D; 0 where it fell back to Newton's method. */
  k0: bigint
}

interface Task {
  x: readonly bigint[]
  d: bigint
  i: number
}

/** The real root's ingredients: delta0, delta1 and the square root of the discriminant, or undefined when that is not positive. */
function discriminant({ b }: Cubic, delta0: bigint, delta1: bigint): bigint | undefined {
  const square = delta1 * delta1 + ((4n * delta0 * delta0) / b) * delta0
  return square > 0n ? isqrt(square) : undefined
}

/** b^(2/3) ((delta1 ± root) / 2)^(1/3): the one cube root that Cardano's formula needs here. */
function coreRoot({ b }: Cubic, delta1: bigint, root: bigint): bigint {
  const cube = signedCbrt(b)
  const second = delta1 > 0n ? signedCbrt((delta1 + root) / 2n) : -signedCbrt((root - delta1) / 2n)
  return (((cube * cube) / E18) * second) / E18
}

/** Powers of ten that two-coin pools divide by, by the size of the smallest ingredient. */
function dividerOfTwo(size: bigint): bigint {
  for (let power = 48n; power >= 24n; power -= 2n) if (size > 10n ** power) return 10n ** (power - 18n)
  return size > 10n ** 20n ? 100n : 1n
}

function dividerOfThree(size: bigint): bigint {
  for (let power = 48n; power >= 20n; power -= 4n) if (size > 10n ** power) return 10n ** (power - 18n)
  return 1n
}

const smaller = (a: bigint, b: bigint): bigint => (a < b ? a : b)

/** Balance `i` of a two-coin pool. Undefined where the contract reverts. */
export function solveTwo(shape: Shape, { x, d, i }: Task): Root | undefined {
  const { ann, gamma } = shape
  const other = x[1 - i] as bigint
  const square = gamma * gamma
  const weight = ann * square
  const whole: Cubic = {
    a: 10n ** 32n,
    b: (d * weight) / 400_000_000n / other - 3n * 10n ** 32n - 2n * gamma * 10n ** 14n,
    c:
      3n * 10n ** 32n +
      4n * gamma * 10n ** 14n +
      square / 10n ** 4n +
      (((4n * weight) / 400_000_000n) * other) / d -
      (4n * weight) / 400_000_000n,
    d: -((E18 + gamma) ** 2n / 10n ** 4n),
  }
  if (whole.b === 0n) return undefined
  const deltas = ({ a, b, c, d: last }: Cubic): [bigint, bigint] => {
    const delta0 = (3n * a * c) / b - b
    return [delta0, 3n * delta0 + b - (((27n * a * a) / b) * last) / b]
  }
  const [first0, first1] = deltas(whole)
  const divider = dividerOfTwo(smaller(smaller(abs(first0), abs(first1)), whole.a))
  const cubic = { a: whole.a / divider, b: whole.b / divider, c: whole.c / divider, d: whole.d / divider }
  if (cubic.b === 0n) return undefined
  const [delta0, delta1] = deltas(cubic)
  const root = discriminant(cubic, delta0, delta1)
  if (root === undefined) return fallback(shape, { x, d, i })
  const core = coreRoot(cubic, delta1, root)
  if (core === 0n) return undefined
  const k0 = (E18 * core - E18 * cubic.b - ((E18 * cubic.b) / core) * delta0) / (3n * cubic.a)
  return { y: (((d * d) / other) * k0) / 4n / E18, k0 }
}

/** Balance `i` of a three-coin pool. Undefined where the contract reverts. */
export function solveThree(shape: Shape, { x, d, i }: Task): Root | undefined {
  const { ann, gamma } = shape
  const [j, k] = x.filter((_, at) => at !== i) as [bigint, bigint]
  const square = gamma * gamma
  const whole: Cubic = {
    a: 10n ** 36n / 27n,
    b: 10n ** 36n / 9n + (2n * E18 * gamma) / 27n - (((d * d) / j) * square * ann) / 729n / A / k,
    c: 10n ** 36n / 9n + (gamma * (gamma + 4n * E18)) / 27n + (((square * (j + k - d)) / d) * ann) / 27n / A,
    d: (E18 + gamma) ** 2n / 27n,
  }
  if (whole.b === 0n) return undefined
  const divider = dividerOfThree(abs((3n * whole.a * whole.c) / whole.b - whole.b))
  const wide = abs(whole.a) > abs(whole.b)
  const extra = wide ? abs(whole.a / whole.b) : abs(whole.b / whole.a)
  if (extra === 0n) return undefined
  const scale = (value: bigint): bigint => (wide ? (value * extra) / divider : value / extra / divider)
  const cubic = { a: scale(whole.a), b: scale(whole.b), c: scale(whole.c), d: scale(whole.d) }
  if (cubic.b === 0n || cubic.a === 0n) return undefined
  const product = 3n * cubic.a * cubic.c
  const delta0 = product / cubic.b - cubic.b
  const delta1 = (3n * product) / cubic.b - 2n * cubic.b - (((27n * cubic.a * cubic.a) / cubic.b) * cubic.d) / cubic.b
  const root = discriminant(cubic, delta0, delta1)
  if (root === undefined) return fallback(shape, { x, d, i })
  const core = coreRoot(cubic, delta1, root)
  if (core === 0n) return undefined
  const part = (cubic.b + (cubic.b * delta0) / core - core) / 3n
  return { y: (((((d * d) / 27n / k) * d) / j) * part) / cubic.a, k0: (E18 * part) / cubic.a }
}

function fallback(shape: Shape, { x, d, i }: Task): Root | undefined {
  const y = balanceByNewton(shape, x, { d, i })
  return y === undefined ? undefined : { y, k0: 0n }
}
