import type { Segments } from '../../amm.ts'
import type { Fill, PoolBase, Swap } from '../../pool.ts'
import { leastIn } from '../inverse.ts'
import { type Curve, sampledSegments, sampledSpot, upTo } from '../sampled.ts'

/** Curve StableSwap: the factory's plain pools and stableswap-ng, any number of coins. */
export interface CurveStablePool extends PoolBase {
  kind: 'curve-stable'
  /** Balances without admin fees. */
  reserves: readonly bigint[]
  /** Multipliers to 18 decimals, times 1e18: rate oracles and decimals are in them. */
  rates: readonly bigint[]
  /** Amplification times `aPrecision`, as `A_precise` gives it. */
  amp: bigint
  aPrecision: bigint
  /** Of 1e10. */
  fee: bigint
  /** stableswap-ng only: the fee grows away from the peg; of 1e10. Absent: the fee is fixed. */
  offpegFeeMultiplier?: bigint
}

const PRECISION = 10n ** 18n
const FEE_DENOMINATOR = 10n ** 10n
const abs = (value: bigint): bigint => (value < 0n ? -value : value)

const scaled = (pool: CurveStablePool): bigint[] => pool.reserves.map((reserve, at) => (reserve * (pool.rates[at] as bigint)) / PRECISION)

/** The invariant D. The two templates divide by the number of coins at different places, which shows in the last wei. */
function invariant(pool: CurveStablePool, xp: readonly bigint[]): bigint | undefined {
  const n = BigInt(xp.length)
  const sum = xp.reduce((total, x) => total + x, 0n)
  if (sum === 0n || xp.some((x) => x <= 0n)) return undefined
  const [ann, precision] = [pool.amp * n, pool.aPrecision]
  let d = sum
  for (let step = 0; step < 255; step++) {
    const product =
      pool.offpegFeeMultiplier === undefined
        ? xp.reduce((part, x) => (part * d) / (x * n), d)
        : xp.reduce((part, x) => (part * d) / x, d) / n ** n
    const before = d
    d = (((ann * sum) / precision + product * n) * d) / (((ann - precision) * d) / precision + (n + 1n) * product)
    if (abs(d - before) <= 1n) return d
  }
  return undefined
}

/** What remains of coin `j` once coin `i` stands at `x`. Source: StableSwap get_y. */
function solveY(pool: CurveStablePool, { tokenIn, tokenOut }: Swap, { x, xp }: { x: bigint; xp: readonly bigint[] }): bigint | undefined {
  const d = invariant(pool, xp)
  if (d === undefined) return undefined
  const n = BigInt(xp.length)
  const ann = pool.amp * n
  let [sum, c] = [0n, d]
  for (const [at, own] of xp.entries()) {
    if (at === tokenOut) continue
    const value = at === tokenIn ? x : own
    sum += value
    c = (c * d) / (value * n)
  }
  c = (c * d * pool.aPrecision) / (ann * n)
  const b = sum + (d * pool.aPrecision) / ann
  let y = d
  for (let step = 0; step < 255; step++) {
    const before = y
    y = (y * y + c) / (2n * y + b - d)
    if (abs(y - before) <= 1n) return y
  }
  return undefined
}

function feeAt(pool: CurveStablePool, a: bigint, b: bigint): bigint {
  const multiplier = pool.offpegFeeMultiplier
  if (multiplier === undefined || multiplier <= FEE_DENOMINATOR) return pool.fee
  const square = (a + b) ** 2n
  return (multiplier * pool.fee) / (((multiplier - FEE_DENOMINATOR) * 4n * a * b) / square + FEE_DENOMINATOR)
}

/** What is asked of a pool at most, all but a thousandth of a balance: beyond it the iteration decides what a trade gives. */
const mostOut = (pool: CurveStablePool, swap: Swap): bigint => ((pool.reserves[swap.tokenOut] ?? 0n) * 999n) / 1000n

/** Exact in: the pool's own `exchange`. The admin's half of the fee stays out of account: it lowers only what later trades see. */
export function out(pool: CurveStablePool, swap: Swap, amountIn: bigint): Fill<CurveStablePool> | undefined {
  if (amountIn <= 0n || amountIn > 1n << 128n) return undefined
  const xp = scaled(pool)
  const [own, other] = [xp[swap.tokenIn], xp[swap.tokenOut]]
  if (own === undefined || other === undefined) return undefined
  const x = own + (amountIn * (pool.rates[swap.tokenIn] as bigint)) / PRECISION
  const y = solveY(pool, swap, { x, xp })
  if (y === undefined || other - y - 1n <= 0n) return undefined
  const gross = other - y - 1n
  const fee = (feeAt(pool, (own + x) / 2n, (other + y) / 2n) * gross) / FEE_DENOMINATOR
  const amountOut = ((gross - fee) * PRECISION) / (pool.rates[swap.tokenOut] as bigint)
  if (amountOut <= 0n || amountOut >= (pool.reserves[swap.tokenOut] as bigint)) return undefined
  const reserves = pool.reserves.map((reserve, at) =>
    at === swap.tokenIn ? reserve + amountIn : at === swap.tokenOut ? reserve - amountOut : reserve,
  )
  return { amountIn, amountOut, crossings: 0, after: { ...pool, reserves } }
}

/** The least input that gives `wanted`: there is no exact-out call to be equal to. The fill gives exactly what was asked. */
export function into(pool: CurveStablePool, swap: Swap, wanted: bigint): Fill<CurveStablePool> | undefined {
  if (wanted <= 0n || wanted > mostOut(pool, swap)) return undefined
  const guess = (wanted * (pool.rates[swap.tokenOut] as bigint)) / (pool.rates[swap.tokenIn] as bigint)
  const most = (pool.reserves[swap.tokenIn] as bigint) * 100_000n
  const amountIn = leastIn((amount) => out(pool, swap, amount)?.amountOut, wanted, { guess, most })
  const fill = amountIn === undefined ? undefined : out(pool, swap, amountIn)
  return fill && { ...fill, amountOut: wanted }
}

/** The same curve in floats, on amounts scaled to whole tokens. */
function curve(pool: CurveStablePool, { tokenIn, tokenOut }: Swap): Curve {
  const n = pool.reserves.length
  const rates = pool.rates.map((rate) => Number(rate) / 1e36)
  const xp = pool.reserves.map((reserve, at) => Number(reserve) * (rates[at] as number))
  const d = Number(invariant(pool, scaled(pool)) ?? 0n) / 1e18
  const ann = (Number(pool.amp) / Number(pool.aPrecision)) * n
  const [own, other] = [xp[tokenIn] as number, xp[tokenOut] as number]
  const multiplier = Number(pool.offpegFeeMultiplier ?? 0n) / 1e10
  const solve = (amountIn: number): number => {
    const x = own + amountIn * (rates[tokenIn] as number)
    const rest = xp.filter((_, at) => at !== tokenIn && at !== tokenOut)
    const c = [x, ...rest].reduce((part, value) => (part * d) / (value * n), d) * (d / (ann * n))
    const b = x + rest.reduce((sum, value) => sum + value, 0) + d / ann - d
    // y^2 + b y = c, solved for what goes out, so that small trades keep their digits.
    let given = 0
    for (let step = 0; step < 60; step++) {
      const y = other - given
      const change = (y * y + b * y - c) / (2 * y + b)
      given += change
      if (Math.abs(change) <= 1e-16 * other) break
    }
    const [a, y] = [(own + x) / 2, other - given / 2]
    const fee = Number(pool.fee) / 1e10
    const due = multiplier > 1 ? (multiplier * fee) / (((multiplier - 1) * 4 * a * y) / (a + y) ** 2 + 1) : fee
    return (given * (1 - due)) / (rates[tokenOut] as number)
  }
  // Float and integer roots of D differ by a hair, which at nothing in must give nothing out.
  const nothing = solve(0)
  const reserveIn = Number(pool.reserves[tokenIn])
  return { out: (amountIn) => solve(amountIn) - nothing, reserveIn, most: reserveIn * 100 }
}

/** Sampled up to the most that is quoted. */
export const segments = (pool: CurveStablePool, swap: Swap): Segments =>
  sampledSegments(upTo(curve(pool, swap), Number(mostOut(pool, swap))))

/** Raw out per raw in for the first wei, fee paid. */
export const spot = (pool: CurveStablePool, swap: Swap): number => sampledSpot(curve(pool, swap))

/** Whether the invariant can be solved at all. */
export const solvable = (pool: CurveStablePool): boolean => invariant(pool, scaled(pool)) !== undefined
