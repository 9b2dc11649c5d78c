import type { Segments } from '../../amm.ts'
import type { Fill, PoolBase, Swap } from '../../pool.ts'
import { complement, divDown, divUp, mulDown, mulUp } from '../balancer-weighted/fixed-point.ts'
import { type Curve, sampledSegments, sampledSpot } from '../sampled.ts'

/** Balancer V2 composable stable pools without their own pool token: swaps between the tokens only. */
export interface BalancerStablePool extends PoolBase {
  kind: 'balancer-stable'
  /** The vault's id of the pool, 32 bytes. */
  poolId: string
  reserves: readonly bigint[]
  /** Of 1e18: 10^(18 - decimals) times the token's rate. */
  scales: readonly bigint[]
  /** Amplification times 1000. */
  amp: bigint
  /** Of 1e18, of the input. */
  fee: bigint
}

const AMP_PRECISION = 1000n
const ROUNDS = 255
const up = (a: bigint, b: bigint): bigint => (a === 0n ? 0n : (a - 1n) / b + 1n)
const near = (a: bigint, b: bigint): boolean => (a > b ? a - b : b - a) <= 1n

const scaled = (pool: BalancerStablePool): bigint[] => pool.reserves.map((reserve, at) => mulDown(reserve, pool.scales[at] as bigint))

/** The invariant of scaled balances. Source: StableMath._calculateInvariant; undefined where it does not converge. */
export function invariant(amp: bigint, balances: readonly bigint[]): bigint | undefined {
  const n = BigInt(balances.length)
  const sum = balances.reduce((total, balance) => total + balance, 0n)
  if (balances.some((balance) => balance <= 0n)) return undefined
  const total = amp * n
  let value = sum
  for (let round = 0; round < ROUNDS; round++) {
    const product = balances.reduce((part, balance) => (part * value) / (balance * n), value)
    const before = value
    value =
      (((total * sum) / AMP_PRECISION + product * n) * value) / (((total - AMP_PRECISION) * value) / AMP_PRECISION + (n + 1n) * product)
    if (near(value, before)) return value
  }
  return undefined
}

/** The balance of one token that keeps the invariant with all others as given. Source: StableMath._getTokenBalanceGivenInvariantAndAllOtherBalances. */
function balanceOf(amp: bigint, balances: readonly bigint[], { value, at }: { value: bigint; at: number }): bigint | undefined {
  const n = BigInt(balances.length)
  const total = amp * n
  const [first, ...others] = balances as [bigint, ...bigint[]]
  const product = others.reduce((part, balance) => (part * balance * n) / value, first * n)
  if (product === 0n) return undefined
  const own = balances[at] as bigint
  const sum = balances.reduce((all, balance) => all + balance, 0n) - own
  const square = value * value
  const c = up(square, total * product) * AMP_PRECISION * own
  const b = sum + (value / total) * AMP_PRECISION
  let balance = up(square + c, value + b)
  for (let round = 0; round < ROUNDS; round++) {
    const before = balance
    balance = up(balance * balance + c, 2n * balance + b - value)
    if (near(balance, before)) return balance
  }
  return undefined
}

/** Balance of `at` once another token's balance has become what it says. */
function solve(pool: BalancerStablePool, changed: readonly bigint[], { before, at }: { before: readonly bigint[]; at: number }) {
  const value = invariant(pool.amp, before)
  return value === undefined ? undefined : balanceOf(pool.amp, changed, { value, at })
}

/** All but a thousandth of a balance: beyond it the contract's own roundings decide what a trade gives. */
const mostOut = (pool: BalancerStablePool, swap: Swap): bigint => ((pool.reserves[swap.tokenOut] ?? 0n) * 999n) / 1000n

function filled(pool: BalancerStablePool, swap: Swap, { amountIn, amountOut }: { amountIn: bigint; amountOut: bigint }) {
  if (amountIn <= 0n || amountOut <= 0n || amountOut > mostOut(pool, swap)) return undefined
  const reserves = pool.reserves.map((reserve, at) =>
    at === swap.tokenIn ? reserve + amountIn : at === swap.tokenOut ? reserve - amountOut : reserve,
  )
  return { amountIn, amountOut, crossings: 0, after: { ...pool, reserves } }
}

const MOST = 1n << 128n

/** Exact in, to the wei. Source: ComposableStablePool.onSwap, StableMath._calcOutGivenIn. */
export function out(pool: BalancerStablePool, swap: Swap, amountIn: bigint): Fill<BalancerStablePool> | undefined {
  const [rateIn, rateOut] = [pool.scales[swap.tokenIn], pool.scales[swap.tokenOut]]
  if (amountIn <= 0n || amountIn > MOST || rateIn === undefined || rateOut === undefined) return undefined
  const before = scaled(pool)
  const paid = mulDown(amountIn - mulUp(amountIn, pool.fee), rateIn)
  const changed = before.map((balance, at) => (at === swap.tokenIn ? balance + paid : balance))
  const rest = solve(pool, changed, { before, at: swap.tokenOut })
  if (rest === undefined) return undefined
  const given = (before[swap.tokenOut] as bigint) - rest - 1n
  return given <= 0n ? undefined : filled(pool, swap, { amountIn, amountOut: divDown(given, rateOut) })
}

/** Exact out, to the wei. Source: ComposableStablePool.onSwap, StableMath._calcInGivenOut. */
export function into(pool: BalancerStablePool, swap: Swap, amountOut: bigint): Fill<BalancerStablePool> | undefined {
  const [rateIn, rateOut] = [pool.scales[swap.tokenIn], pool.scales[swap.tokenOut]]
  if (amountOut <= 0n || rateIn === undefined || rateOut === undefined) return undefined
  const before = scaled(pool)
  const taken = mulDown(amountOut, rateOut)
  const changed = before.map((balance, at) => (at === swap.tokenOut ? balance - taken : balance))
  if ((changed[swap.tokenOut] as bigint) <= 0n) return undefined
  const grown = solve(pool, changed, { before, at: swap.tokenIn })
  if (grown === undefined) return undefined
  const paid = divUp(grown - (before[swap.tokenIn] as bigint) + 1n, rateIn)
  return filled(pool, swap, { amountIn: divUp(paid, complement(pool.fee)), amountOut })
}

/** The same curve in floats, on amounts scaled to whole tokens. */
function curve(pool: BalancerStablePool, { tokenIn, tokenOut }: Swap): Curve {
  const n = pool.reserves.length
  const rates = pool.scales.map((scale) => Number(scale) / 1e36)
  const xp = pool.reserves.map((reserve, at) => Number(reserve) * (rates[at] as number))
  const [own, other] = [xp[tokenIn] as number, xp[tokenOut] as number]
  const total = (Number(pool.amp) / 1000) * n
  const value = Number(invariant(pool.amp, scaled(pool)) ?? 0n) / 1e18
  const rest = xp.filter((_, at) => at !== tokenIn && at !== tokenOut)
  const gamma = 1 - Number(pool.fee) / 1e18
  // With u = y0 - y the quadratic y^2 + (s + D / A - D) y = c is solved for what comes out, so that small trades keep their digits.
  const terms = (x: number): { c: number; b: number } => ({
    c: rest.reduce((part, balance) => (part * value) / (balance * n), (value * value) / (x * n)) * (value / (total * n)),
    b: rest.reduce((sum, balance) => sum + balance, x) + value / total - value,
  })
  const start = terms(own)
  return {
    out: (amountIn) => {
      const paid = amountIn * gamma * (rates[tokenIn] as number)
      const { c, b } = terms(own + paid)
      // f(y) = y^2 + b y - c; f(other) follows from the state before, whose f is zero.
      const rise = other * (b - start.b) - (c - start.c)
      const slope = 2 * other + b
      const given = (2 * rise) / (slope + Math.sqrt(Math.max(0, slope * slope - 4 * rise)))
      return given / (rates[tokenOut] as number)
    },
    reserveIn: Number(pool.reserves[tokenIn]),
    most: Number.POSITIVE_INFINITY,
  }
}

/** Sampled up to the most that is quoted. */
export function segments(pool: BalancerStablePool, swap: Swap): Segments {
  const end = into(pool, swap, mostOut(pool, swap))
  return sampledSegments({ ...curve(pool, swap), most: Number(end?.amountIn ?? pool.reserves[swap.tokenIn]) })
}

export const spot = (pool: BalancerStablePool, swap: Swap): number => sampledSpot(curve(pool, swap))
export const solvable = (pool: BalancerStablePool): boolean => invariant(pool.amp, scaled(pool)) !== undefined
