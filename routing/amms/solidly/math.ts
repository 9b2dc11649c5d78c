import type { Segments } from '../../amm.ts'
import type { Fill, PoolBase, Swap } from '../../pool.ts'
import { leastIn } from '../inverse.ts'
import { type Curve, sampledSegments, sampledSpot } from '../sampled.ts'

/** Velodrome V2 and Aerodrome pools: stable (x^3 y + y^3 x) or volatile (x y). */
export interface SolidlyPool extends PoolBase {
  kind: 'solidly'
  tokens: readonly [string, string]
  stable: boolean
  reserves: readonly [bigint, bigint]
  /** One whole token in raw units: 10^decimals. */
  units: readonly [bigint, bigint]
  /** Ten-thousandths of the input. */
  feeBps: number
}

const ONE = 10n ** 18n
const MOST = 1n << 127n

/** The contract's `_f`: x y (x^2 + y^2), with its own roundings, on amounts of 18 decimals. */
const f = (x: bigint, y: bigint): bigint => (((x * y) / ONE) * ((x * x) / ONE + (y * y) / ONE)) / ONE
const slopeOf = (x: bigint, y: bigint): bigint => (3n * x * ((y * y) / ONE)) / ONE + (((x * x) / ONE) * x) / ONE
/** The contract's `_k`, which scales by decimals whatever it is given: in `solveY` it gets amounts that are scaled already. */
const k = ({ units }: SolidlyPool, x: bigint, y: bigint): bigint => f((x * ONE) / units[0], (y * ONE) / units[1])

/** The contract's `_get_y`: Newton from the reserve, ending at the least y that keeps the invariant. */
function solveY(pool: SolidlyPool, x: bigint, start: { invariant: bigint; y: bigint }): bigint | undefined {
  let y = start.y
  for (let step = 0; step < 255; step++) {
    const value = f(x, y)
    const slope = slopeOf(x, y)
    if (slope === 0n) return undefined
    if (value < start.invariant) {
      let dy = ((start.invariant - value) * ONE) / slope
      if (dy === 0n) {
        if (k(pool, x, y + 1n) > start.invariant) return y + 1n
        dy = 1n
      }
      y += dy
    } else {
      let dy = ((value - start.invariant) * ONE) / slope
      if (dy === 0n) {
        if (value === start.invariant || f(x, y - 1n) < start.invariant) return y
        dy = 1n
      }
      y -= dy
    }
  }
  return undefined
}

function amountOut(pool: SolidlyPool, { tokenIn, tokenOut }: Swap, paid: bigint): bigint | undefined {
  const [unitIn, unitOut] = [pool.units[tokenIn as 0 | 1], pool.units[tokenOut as 0 | 1]]
  const [reserveIn, reserveOut] = [pool.reserves[tokenIn as 0 | 1], pool.reserves[tokenOut as 0 | 1]]
  if (!pool.stable) return (paid * reserveOut) / (reserveIn + paid)
  const [x, y] = [(reserveIn * ONE) / unitIn, (reserveOut * ONE) / unitOut]
  const next = solveY(pool, (paid * ONE) / unitIn + x, { invariant: k(pool, pool.reserves[0], pool.reserves[1]), y })
  return next === undefined || next > y ? undefined : ((y - next) * unitOut) / ONE
}

/** Pool.getAmountOut of Velodrome V2; the fee leaves the pool. */
export function out(pool: SolidlyPool, swap: Swap, amountIn: bigint): Fill<SolidlyPool> | undefined {
  if (amountIn <= 0n || amountIn > MOST) return undefined
  const paid = amountIn - (amountIn * BigInt(pool.feeBps)) / 10_000n
  const given = amountOut(pool, swap, paid)
  if (given === undefined || given <= 0n || given >= pool.reserves[swap.tokenOut as 0 | 1]) return undefined
  const reserves: [bigint, bigint] = [pool.reserves[0], pool.reserves[1]]
  reserves[swap.tokenIn as 0 | 1] += paid
  reserves[swap.tokenOut as 0 | 1] -= given
  return { amountIn, amountOut: given, crossings: 0, after: { ...pool, reserves } }
}

/** The least input that gives `wanted`: these pools have no exact-out call. The fill gives exactly what was asked. */
export function into(pool: SolidlyPool, swap: Swap, wanted: bigint): Fill<SolidlyPool> | undefined {
  if (wanted <= 0n || wanted >= pool.reserves[swap.tokenOut as 0 | 1]) return undefined
  const guess = (wanted * pool.reserves[swap.tokenIn as 0 | 1]) / pool.reserves[swap.tokenOut as 0 | 1]
  const most = pool.reserves[swap.tokenIn as 0 | 1] * 1_000_000n
  const amountIn = leastIn((amount) => out(pool, swap, amount)?.amountOut, wanted, { guess, most })
  const fill = amountIn === undefined ? undefined : out(pool, swap, amountIn)
  return fill && { ...fill, amountOut: wanted }
}

/** The same curve in floats, on whole tokens. */
function curve(pool: SolidlyPool, { tokenIn, tokenOut }: Swap): Curve {
  const [unitIn, unitOut] = [Number(pool.units[tokenIn as 0 | 1]), Number(pool.units[tokenOut as 0 | 1])]
  const [x, y] = [Number(pool.reserves[tokenIn as 0 | 1]) / unitIn, Number(pool.reserves[tokenOut as 0 | 1]) / unitOut]
  const gamma = 1 - pool.feeBps / 10_000
  const invariant = x * y * (x * x + y * y)
  const solve = (amountIn: number): number => {
    const after = x + (amountIn / unitIn) * gamma
    // Newton on the amount out, not on what stays: small trades keep their digits.
    let given = 0
    for (let step = 0; step < 60; step++) {
      const rest = y - given
      const change = (after * rest * (after * after + rest * rest) - invariant) / (after * (after * after + 3 * rest * rest))
      given += change
      if (Math.abs(change) <= 1e-16 * y) break
    }
    return given * unitOut
  }
  return { out: solve, reserveIn: x * unitIn, most: x * unitIn * 1000 }
}

export function segments(pool: SolidlyPool, swap: Swap): Segments {
  if (pool.stable) return sampledSegments(curve(pool, swap))
  const [reserveIn, reserveOut] = [Number(pool.reserves[swap.tokenIn as 0 | 1]), Number(pool.reserves[swap.tokenOut as 0 | 1])]
  return {
    gamma: 1 - pool.feeBps / 10_000,
    q: [Math.sqrt(reserveOut / reserveIn), 0],
    liquidity: [Math.sqrt(reserveIn) * Math.sqrt(reserveOut)],
  }
}

/** Raw out per raw in for the first wei, fee paid. */
export function spot(pool: SolidlyPool, swap: Swap): number {
  if (pool.stable) return sampledSpot(curve(pool, swap))
  return (Number(pool.reserves[swap.tokenOut as 0 | 1]) / Number(pool.reserves[swap.tokenIn as 0 | 1])) * (1 - pool.feeBps / 10_000)
}
