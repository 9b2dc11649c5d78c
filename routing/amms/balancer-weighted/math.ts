import type { Segments } from '../../amm.ts'
import type { Fill, PoolBase, Swap } from '../../pool.ts'
import { type Curve, sampledSegments } from '../sampled.ts'
import { complement, divDown, divUp, mulDown, mulUp, ONE, powUp } from './fixed-point.ts'

/** Balancer weighted pools: the product of balances, each to the power of its weight, stays. */
export interface BalancerWeightedPool extends PoolBase {
  kind: 'balancer-weighted'
  /** The vault's id of the pool, 32 bytes. */
  poolId: string
  reserves: readonly bigint[]
  /** Of 1e18; they add up to it. */
  weights: readonly bigint[]
  /** 10^(18 - decimals) of each token. */
  scales: readonly bigint[]
  /** Of 1e18, of the input. */
  fee: bigint
  /** Pools of the first factory, which raise even to whole powers by logarithms. */
  plainPowers?: boolean
}

/** Part of a balance that one trade may put in or take out. */
const MOST_RATIO = (3n * ONE) / 10n

interface Side {
  balance: bigint
  weight: bigint
  scale: bigint
}

function side(pool: BalancerWeightedPool, at: number): Side | undefined {
  const [reserve, weight, scale] = [pool.reserves[at], pool.weights[at], pool.scales[at]]
  return reserve === undefined || weight === undefined || scale === undefined ? undefined : { balance: reserve * scale, weight, scale }
}

function filled(pool: BalancerWeightedPool, swap: Swap, { amountIn, amountOut }: { amountIn: bigint; amountOut: bigint }) {
  if (amountIn <= 0n || amountOut <= 0n) return undefined
  const reserves = pool.reserves.map((reserve, at) =>
    at === swap.tokenIn ? reserve + amountIn : at === swap.tokenOut ? reserve - amountOut : reserve,
  )
  return { amountIn, amountOut, crossings: 0, after: { ...pool, reserves } }
}

/** Exact in, to the wei. Source: WeightedMath._calcOutGivenIn; the fee is taken from the input first. */
export function out(pool: BalancerWeightedPool, swap: Swap, amountIn: bigint): Fill<BalancerWeightedPool> | undefined {
  const [own, other] = [side(pool, swap.tokenIn), side(pool, swap.tokenOut)]
  if (amountIn <= 0n || !own || !other || own.balance <= 0n) return undefined
  const paid = (amountIn - mulUp(amountIn, pool.fee)) * own.scale
  if (paid > mulDown(own.balance, MOST_RATIO)) return undefined
  const base = divUp(own.balance, own.balance + paid)
  const power = powUp(base, divDown(own.weight, other.weight), pool.plainPowers === true)
  if (power === undefined) return undefined
  return filled(pool, swap, { amountIn, amountOut: mulDown(other.balance, complement(power)) / other.scale })
}

/** Exact out, to the wei. Source: WeightedMath._calcInGivenOut; the fee is added to the input last. */
export function into(pool: BalancerWeightedPool, swap: Swap, amountOut: bigint): Fill<BalancerWeightedPool> | undefined {
  const [own, other] = [side(pool, swap.tokenIn), side(pool, swap.tokenOut)]
  if (amountOut <= 0n || !own || !other) return undefined
  const taken = amountOut * other.scale
  if (taken > mulDown(other.balance, MOST_RATIO)) return undefined
  const base = divUp(other.balance, other.balance - taken)
  const power = powUp(base, divUp(other.weight, own.weight), pool.plainPowers === true)
  if (power === undefined) return undefined
  const scaled = mulUp(own.balance, power - ONE)
  const amountIn = divUp((scaled + own.scale - 1n) / own.scale, complement(pool.fee))
  return filled(pool, swap, { amountIn, amountOut })
}

interface Floats {
  balanceIn: number
  balanceOut: number
  ratio: number
  gamma: number
}

function floats(pool: BalancerWeightedPool, { tokenIn, tokenOut }: Swap): Floats {
  return {
    balanceIn: Number(pool.reserves[tokenIn]),
    balanceOut: Number(pool.reserves[tokenOut]),
    ratio: Number(pool.weights[tokenIn]) / Number(pool.weights[tokenOut]),
    gamma: 1 - Number(pool.fee) / 1e18,
  }
}

function curve(pool: BalancerWeightedPool, swap: Swap): Curve {
  const { balanceIn, balanceOut, ratio, gamma } = floats(pool, swap)
  return {
    out: (amountIn) => -balanceOut * Math.expm1(-ratio * Math.log1p((amountIn * gamma) / balanceIn)),
    reserveIn: balanceIn,
    most: (0.3 * balanceIn) / gamma,
  }
}

/** Sampled up to the most that the contract takes: three tenths of a balance. */
export const segments = (pool: BalancerWeightedPool, swap: Swap): Segments => sampledSegments(curve(pool, swap))

/** Raw out per raw in for the first wei, fee paid. */
export function spot(pool: BalancerWeightedPool, swap: Swap): number {
  const { balanceIn, balanceOut, ratio, gamma } = floats(pool, swap)
  return (balanceOut / balanceIn) * ratio * gamma
}
