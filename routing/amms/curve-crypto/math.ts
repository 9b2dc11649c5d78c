import type { Segments } from '../../amm.ts'
import type { Fill, Swap } from '../../pool.ts'
import { leastIn } from '../inverse.ts'
import { type Curve, sampledSegments, upTo } from '../sampled.ts'
import { after, scaled } from './after.ts'
import { solveThree, solveTwo } from './cubic.ts'
import { balanceByNewton, invariantOf } from './newton.ts'
import type { CurveCryptoPool } from './pool.ts'

const E18 = 10n ** 18n
const FEE = 10n ** 10n
const shapeOf = ({ ann, gamma }: CurveCryptoPool) => ({ ann, gamma })

/** The bounds within which every version of the contracts works, of the invariant by 1e18; the strictest of them. */
function bounds({ gamma, tokens }: CurveCryptoPool): { least: bigint; most: bigint } {
  const wide = 10n ** 20n
  if (tokens.length > 2) return { least: 10n ** 16n, most: wide }
  const limit = gamma > 2n * 10n ** 16n ? (wide * 2n * 10n ** 16n) / gamma : wide
  const least = 10n ** 36n / 2n / limit
  return { least: least > 10n ** 16n ? least : 10n ** 16n, most: limit / 2n }
}

/** Whether balances lie where the contracts' mathematics is safe. */
function safe(pool: CurveCryptoPool, xp: readonly bigint[]): boolean {
  const { least, most } = bounds(pool)
  return xp.every((x) => {
    const part = (x * E18) / pool.d
    return part >= least && part <= most
  })
}

/** Of 1e10: between the two fees, by how far the balances are from equal worth. */
function feeAt({ midFee, outFee, feeGamma }: CurveCryptoPool, xp: readonly bigint[]): bigint {
  const sum = xp.reduce((total, x) => total + x, 0n)
  const n = BigInt(xp.length)
  const evenness =
    n === 2n ? (((4n * E18 * (xp[0] as bigint)) / sum) * (xp[1] as bigint)) / sum : xp.reduce((part, x) => (part * n * x) / sum, E18)
  const weight = (feeGamma * E18) / (feeGamma + E18 - evenness)
  return (midFee * weight + outFee * (E18 - weight)) / E18
}

/** Exact in, as the pool's `exchange`: the balance that the invariant leaves, less a wei, less a fee by where the swap ends. */
export function out(pool: CurveCryptoPool, swap: Swap, amountIn: bigint): Fill<CurveCryptoPool> | undefined {
  if (amountIn <= 0n || amountIn > 1n << 128n || pool.unsettled) return undefined
  const { tokenIn, tokenOut } = swap
  const [own, other] = [pool.reserves[tokenIn], pool.reserves[tokenOut]]
  if (own === undefined || other === undefined) return undefined
  const xp = scaled(
    pool,
    pool.reserves.map((reserve, at) => (at === tokenIn ? reserve + amountIn : reserve)),
  )
  if (
    !safe(
      pool,
      xp.filter((_, at) => at !== tokenOut),
    )
  )
    return undefined
  const root = solve(pool, xp, tokenOut)
  if (root === undefined || root.y <= 0n || root.y + 1n >= (xp[tokenOut] as bigint)) return undefined
  const gross = (xp[tokenOut] as bigint) - root.y - 1n
  xp[tokenOut] = root.y
  if (!safe(pool, [root.y])) return undefined
  const raw = (tokenOut === 0 ? gross : (gross * E18) / (pool.priceScale[tokenOut - 1] as bigint)) / (pool.precisions[tokenOut] as bigint)
  const amountOut = raw - (feeAt(pool, xp) * raw) / FEE
  if (amountOut <= 0n || amountOut >= other) return undefined
  const reserves = pool.reserves.map((reserve, at) =>
    at === tokenIn ? reserve + amountIn : at === tokenOut ? reserve - amountOut : reserve,
  )
  return { amountIn, amountOut, crossings: 0, after: after(pool, reserves, root.k0) }
}

function solve(pool: CurveCryptoPool, x: readonly bigint[], i: number) {
  if (pool.generation === 'ng') return (x.length === 2 ? solveTwo : solveThree)(shapeOf(pool), { x, d: pool.d, i })
  const y = balanceByNewton(shapeOf(pool), x, { d: pool.d, i })
  return y === undefined ? undefined : { y, k0: 0n }
}

/** What is asked of a pool at most: nine tenths of a balance. Beyond it the contracts' bounds come near. */
const mostOut = (pool: CurveCryptoPool, swap: Swap): bigint => ((pool.reserves[swap.tokenOut] ?? 0n) * 9n) / 10n

/** The least input that gives `wanted`: there is no exact-out call to be equal to. The fill gives exactly what was asked. */
export function into(pool: CurveCryptoPool, swap: Swap, wanted: bigint): Fill<CurveCryptoPool> | undefined {
  if (wanted <= 0n || wanted > mostOut(pool, swap)) return undefined
  const price = spot(pool, swap)
  const guess = price > 0 ? BigInt(Math.ceil(Math.min(1e38, Number(wanted) / price))) : 1n
  const most = (pool.reserves[swap.tokenIn] as bigint) * 100n
  const amountIn = leastIn((amount) => given(pool, swap, amount), wanted, { guess, most })
  const fill = amountIn === undefined ? undefined : out(pool, swap, amountIn)
  return fill && { ...fill, amountOut: wanted }
}

/** What a swap gives; everything there is once the contract refuses because it is too much, so that a search turns back. */
function given(pool: CurveCryptoPool, swap: Swap, amountIn: bigint): bigint | undefined {
  const fill = out(pool, swap, amountIn)
  if (fill) return fill.amountOut
  return amountIn > (pool.reserves[swap.tokenIn] as bigint) ? pool.reserves[swap.tokenOut] : undefined
}

/** The same in floats, on balances as parts of the invariant. */
function curve(pool: CurveCryptoPool, { tokenIn, tokenOut }: Swap): Curve {
  const n = pool.reserves.length
  const d = Number(pool.d)
  const parts = scaled(pool, pool.reserves).map((x) => Number(x) / d)
  const worth = pool.reserves.map((_, at) => (Number(pool.precisions[at]) * (at === 0 ? 1 : Number(pool.priceScale[at - 1]) / 1e18)) / d)
  const [a, gamma] = [Number(pool.ann) / 1e4 / n ** n, Number(pool.gamma) / 1e18]
  const [mid, wide, feeGamma] = [Number(pool.midFee) / 1e10, Number(pool.outFee) / 1e10, Number(pool.feeGamma) / 1e18]
  const rest = parts.filter((_, at) => at !== tokenIn && at !== tokenOut)
  const solveAt = (x: number): number => balanceAt([x, ...rest], { a, gamma, start: parts[tokenOut] as number })
  // Float and integer roots differ by a hair, which at nothing in must give nothing out.
  const before = solveAt(parts[tokenIn] as number)
  const curveOut = (amountIn: number): number => {
    const x = (parts[tokenIn] as number) + amountIn * (worth[tokenIn] as number)
    const y = solveAt(x)
    const all = [x, y, ...rest]
    const sum = all.reduce((total, part) => total + part, 0)
    const evenness = all.reduce((product, part) => (product * n * part) / sum, 1)
    const weight = feeGamma / (feeGamma + 1 - evenness)
    return ((before - y) / (worth[tokenOut] as number)) * (1 - mid * weight - wide * (1 - weight))
  }
  const reserveIn = Number(pool.reserves[tokenIn])
  return { out: curveOut, reserveIn, most: reserveIn * 50 }
}

/** The balance that the invariant (here 1) leaves beside the others: Newton's method, halving where it would leave the range. */
function balanceAt(others: readonly number[], { a, gamma, start }: { a: number; gamma: number; start: number }): number {
  const n = others.length + 1
  const [sum, product] = [others.reduce((total, x) => total + x, 0), others.reduce((part, x) => part * x, 1)]
  const scale = n ** n
  let [y, low, high] = [start, 0, Math.max(start * 2, 1 / (product * scale) + 1)]
  for (let step = 0; step < 100; step++) {
    const k0 = product * y * scale
    const gap = gamma + 1 - k0
    const k = (a * k0 * gamma * gamma) / (gap * gap)
    // F = K (S - 1) + P - n^-n, with everything in parts of D; A n^n is `a` scaled as in the whitepaper.
    const f = k * scale * (sum + y - 1) + k0 - 1
    const slopeK = (k / y) * ((gap + 2 * k0) / gap)
    const slope = slopeK * scale * (sum + y - 1) + k * scale + k0 / y
    if (f > 0) high = Math.min(high, y)
    else low = Math.max(low, y)
    let next = y - f / slope
    if (!(next > low && next < high)) next = (low + high) / 2
    if (Math.abs(next - y) <= 1e-16 * y) return next
    y = next
  }
  return y
}

const DRAWN = new WeakMap<CurveCryptoPool, Map<string, Segments>>()

/** Sampled up to the most that is quoted. The fee falls towards balance, so the curve can bend up there: search sees its concave cover. */
export function segments(pool: CurveCryptoPool, swap: Swap): Segments {
  const drawn = DRAWN.get(pool) ?? new Map<string, Segments>()
  DRAWN.set(pool, drawn)
  const key = `${swap.tokenIn},${swap.tokenOut}`
  const known = drawn.get(key)
  if (known) return known
  const made = sampledSegments(upTo(curve(pool, swap), Number(mostOut(pool, swap))), { cover: true })
  drawn.set(key, made)
  return made
}

/** Raw out per raw in where search begins, fee paid. */
export function spot(pool: CurveCryptoPool, swap: Swap): number {
  if (pool.unsettled) return 0
  return (segments(pool, swap).q[0] as number) ** 2
}

/** Whether the balances belong to the invariant that the pool tells: to a hundredth of a percent, since fees and rounding stay in. */
export function consistent(pool: CurveCryptoPool): boolean {
  const d = invariantOf(shapeOf(pool), scaled(pool, pool.reserves), { generation: pool.generation })
  return d !== undefined && safe(pool, scaled(pool, pool.reserves)) && Math.abs(Number(d) / Number(pool.d) - 1) < 1e-4
}
