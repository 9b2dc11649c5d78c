import type { Segments } from '../../amm.ts'
import type { Fill, Swap } from '../../pool.ts'
import { invariant } from '../balancer-stable/math.ts'
import { complement, divDown, divUp, mulDown, mulUp, ONE, powUp } from '../balancer-weighted/fixed-point.ts'
import { type Curve, sampledSegments, sampledSpot, upTo } from '../sampled.ts'
import type { BalancerV3Pool } from './pool.ts'

const AMP_PRECISION = 1000n
/** Part of a balance that one trade with a weighted pool may put in or take out. */
const MOST_RATIO = (3n * ONE) / 10n
/** The vault refuses amounts below a million of the 18th digit. */
const LEAST_TRADE = 1_000_000n
const MOST = 1n << 128n
const ceil = (a: bigint, b: bigint): bigint => (a === 0n ? 0n : (a - 1n) / b + 1n)

/** The balance of one token that keeps the invariant with the others as given, rounded up. Source: Balancer V3 StableMath, computeBalance. */
function balanceOf(amp: bigint, balances: readonly bigint[], { value, at }: { value: bigint; at: number }): bigint | undefined {
  const n = BigInt(balances.length)
  const total = amp * n
  const [first, ...others] = balances as [bigint, ...bigint[]]
  const product = others.reduce((part, balance) => (part * balance * n) / value, first * n)
  if (product <= 0n) return undefined
  const own = balances[at] as bigint
  const sum = balances.reduce((all, balance) => all + balance, 0n) - own
  const square = value * value
  const c = ceil(square * AMP_PRECISION, total * product) * own
  const b = sum + (value * AMP_PRECISION) / total
  let balance = ceil(square + c, value + b)
  for (let round = 0; round < 255; round++) {
    const before = balance
    balance = ceil(balance * balance + c, 2n * balance + b - value)
    if ((balance > before ? balance - before : before - balance) <= 1n) return balance
  }
  return undefined
}

type Change = readonly [index: number, delta: bigint]

const changed = (live: readonly bigint[], [index, delta]: Change): bigint[] =>
  live.map((balance, at) => (at === index ? balance + delta : balance))

/** What comes out for an input, both of 18 digits, by the pool's own curve. */
function given({ live, weights, amp }: BalancerV3Pool, { tokenIn, tokenOut }: Swap, amount: bigint): bigint | undefined {
  const [own, other] = [live[tokenIn] as bigint, live[tokenOut] as bigint]
  if (weights) {
    if (amount > mulDown(own, MOST_RATIO)) return undefined
    const power = powUp(divUp(own, own + amount), divDown(weights[tokenIn] as bigint, weights[tokenOut] as bigint), false)
    return power === undefined ? undefined : mulDown(other, complement(power))
  }
  const value = amp === undefined ? undefined : invariant(amp, live)
  const rest = value === undefined ? undefined : balanceOf(amp as bigint, changed(live, [tokenIn, amount]), { value, at: tokenOut })
  return rest === undefined ? undefined : other - rest - 1n
}

/** What must come in for an output, both of 18 digits. */
function needed({ live, weights, amp }: BalancerV3Pool, { tokenIn, tokenOut }: Swap, amount: bigint): bigint | undefined {
  const [own, other] = [live[tokenIn] as bigint, live[tokenOut] as bigint]
  if (amount >= other) return undefined
  if (weights) {
    if (amount > mulDown(other, MOST_RATIO)) return undefined
    const power = powUp(divUp(other, other - amount), divUp(weights[tokenOut] as bigint, weights[tokenIn] as bigint), false)
    return power === undefined ? undefined : mulUp(own, power - ONE)
  }
  const value = amp === undefined ? undefined : invariant(amp, live)
  const grown = value === undefined ? undefined : balanceOf(amp as bigint, changed(live, [tokenOut, -amount]), { value, at: tokenIn })
  return grown === undefined ? undefined : grown - own + 1n
}

/** All but a thousandth of a balance: beyond it roundings decide what a trade gives. */
const mostOut = ({ reserves }: BalancerV3Pool, { tokenOut }: Swap): bigint => ((reserves[tokenOut] ?? 0n) * 999n) / 1000n

/** A rate that is not whole is taken one higher where a division by it must not give too much. */
const upwards = (rate: bigint): bigint => ((rate / ONE) * ONE === rate ? rate : rate + 1n)

/** The pool once a swap has happened: the protocol's part of the fee leaves it, and the live balances are counted anew, rounded down. */
function filled(
  pool: BalancerV3Pool,
  swap: Swap,
  trade: { amountIn: bigint; amountOut: bigint; fee: bigint },
): Fill<BalancerV3Pool> | undefined {
  const { amountIn, amountOut, fee } = trade
  if (amountIn <= 0n || amountOut <= 0n || amountOut > mostOut(pool, swap)) return undefined
  const { tokenIn, tokenOut } = swap
  const [scale, rate] = [pool.scales[tokenIn] as bigint, pool.rates[tokenIn] as bigint]
  const taken = mulDown((fee * ONE) / (scale * rate), pool.aggregateFee)
  const reserves = pool.reserves.map((reserve, at) =>
    at === tokenIn ? reserve + amountIn - taken : at === tokenOut ? reserve - amountOut : reserve,
  )
  const live = pool.live.map((balance, at) =>
    at === tokenIn || at === tokenOut ? mulDown((reserves[at] as bigint) * (pool.scales[at] as bigint), pool.rates[at] as bigint) : balance,
  )
  return { amountIn, amountOut, crossings: 0, after: { ...pool, reserves, live } }
}

/** Exact in, as Balancer's third vault: the fee is taken of the scaled input, the output is divided by its rate rounded up. */
export function out(pool: BalancerV3Pool, swap: Swap, amountIn: bigint): Fill<BalancerV3Pool> | undefined {
  const { tokenIn, tokenOut } = swap
  const [scaleIn, scaleOut, rateIn, rateOut] = [pool.scales[tokenIn], pool.scales[tokenOut], pool.rates[tokenIn], pool.rates[tokenOut]]
  if (amountIn <= 0n || amountIn > MOST || !scaleIn || !scaleOut || !rateIn || !rateOut) return undefined
  const whole = mulDown(amountIn * scaleIn, rateIn)
  const fee = mulUp(whole, pool.fee)
  const result = whole - fee < LEAST_TRADE ? undefined : given(pool, swap, whole - fee)
  if (result === undefined || result < LEAST_TRADE) return undefined
  return filled(pool, swap, { amountIn, amountOut: (result * ONE) / (scaleOut * upwards(rateOut)), fee })
}

/** Exact out, as the vault: the fee is added to the scaled input. */
export function into(pool: BalancerV3Pool, swap: Swap, amountOut: bigint): Fill<BalancerV3Pool> | undefined {
  const { tokenIn, tokenOut } = swap
  const [scaleIn, scaleOut, rateIn, rateOut] = [pool.scales[tokenIn], pool.scales[tokenOut], pool.rates[tokenIn], pool.rates[tokenOut]]
  if (amountOut <= 0n || amountOut > mostOut(pool, swap) || !scaleIn || !scaleOut || !rateIn || !rateOut) return undefined
  const wanted = mulUp(amountOut * scaleOut, upwards(rateOut))
  const net = wanted < LEAST_TRADE ? undefined : needed(pool, swap, wanted)
  if (net === undefined || net < LEAST_TRADE) return undefined
  const fee = ceil(net * pool.fee, complement(pool.fee))
  return filled(pool, swap, { amountIn: ceil((net + fee) * ONE, scaleIn * rateIn), amountOut, fee })
}

/** The same curves in floats. */
function curve(pool: BalancerV3Pool, { tokenIn, tokenOut }: Swap): Curve {
  const worth = pool.scales.map((scale, at) => (Number(scale) * Number(pool.rates[at])) / 1e18)
  const live = pool.live.map(Number)
  const [own, other] = [live[tokenIn] as number, live[tokenOut] as number]
  const [from, to] = [worth[tokenIn] as number, worth[tokenOut] as number]
  const gamma = 1 - Number(pool.fee) / 1e18
  const reserveIn = Number(pool.reserves[tokenIn])
  if (pool.weights) {
    const ratio = Number(pool.weights[tokenIn]) / Number(pool.weights[tokenOut])
    const weighted = (amountIn: number): number => (-other * Math.expm1(-ratio * Math.log1p((amountIn * gamma * from) / own))) / to
    return { out: weighted, reserveIn, most: (0.3 * own) / gamma / from }
  }
  const n = live.length
  const value = Number(invariant(pool.amp ?? 0n, pool.live) ?? 0n)
  const total = (Number(pool.amp) / 1000) * n
  const rest = live.filter((_, at) => at !== tokenIn && at !== tokenOut)
  const terms = (x: number): { c: number; b: number } => ({
    c: rest.reduce((part, balance) => (part * value) / (balance * n), (value * value) / (x * n)) * (value / (total * n)),
    b: rest.reduce((sum, balance) => sum + balance, x) + value / total - value,
  })
  const start = terms(own)
  const stable = (amountIn: number): number => {
    const { c, b } = terms(own + amountIn * gamma * from)
    // f(y) = y^2 + b y - c, from the state before, whose f is zero: so that small trades keep their digits.
    const rise = other * (b - start.b) - (c - start.c)
    const slope = 2 * other + b
    return (2 * rise) / (slope + Math.sqrt(Math.max(0, slope * slope - 4 * rise))) / to
  }
  return { out: stable, reserveIn, most: reserveIn * 1e4 }
}

/** Sampled up to the most that is quoted. */
export const segments = (pool: BalancerV3Pool, swap: Swap): Segments =>
  sampledSegments(upTo(curve(pool, swap), Number(mostOut(pool, swap))))

export const spot = (pool: BalancerV3Pool, swap: Swap): number => sampledSpot(curve(pool, swap))
export const solvable = ({ amp, live }: BalancerV3Pool): boolean => amp === undefined || invariant(amp, live) !== undefined
