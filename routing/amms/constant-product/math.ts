import type { Segments } from '../../amm.ts'
import type { Fill, PoolBase, Swap } from '../../pool.ts'

/** x * y = k with the fee taken from the input: Uniswap V2 and its forks. */
export interface ConstantProductPool extends PoolBase {
  kind: 'constant-product'
  tokens: readonly [string, string]
  reserves: readonly [bigint, bigint]
  /** Parts per million of the input: 3000 is 0.3 %. */
  feePpm: number
}

const MILLION = 1_000_000n
/** Reserves are uint112 in the pair; a swap that would leave more reverts. */
const UINT112 = (1n << 112n) - 1n

function filled(pool: ConstantProductPool, swap: Swap, amounts: readonly [bigint, bigint]): Fill<ConstantProductPool> | undefined {
  const [amountIn, amountOut] = amounts
  const reserves: [bigint, bigint] = [pool.reserves[0], pool.reserves[1]]
  reserves[swap.tokenIn as 0 | 1] += amountIn
  reserves[swap.tokenOut as 0 | 1] -= amountOut
  if (reserves[swap.tokenIn as 0 | 1] > UINT112) return undefined
  return { amountIn, amountOut, crossings: 0, after: { ...pool, reserves } }
}

const side = (pool: ConstantProductPool, index: number): bigint => pool.reserves[index as 0 | 1]

/** Most that a swap of `amountIn` raw units takes out. Formula: UniswapV2Library.getAmountOut with any fee. */
export function out(pool: ConstantProductPool, swap: Swap, amountIn: bigint): Fill<ConstantProductPool> | undefined {
  const [reserveIn, reserveOut] = [side(pool, swap.tokenIn), side(pool, swap.tokenOut)]
  if (amountIn <= 0n || reserveIn <= 0n || reserveOut <= 0n) return undefined
  const paid = amountIn * (MILLION - BigInt(pool.feePpm))
  const amountOut = (paid * reserveOut) / (reserveIn * MILLION + paid)
  return amountOut <= 0n ? undefined : filled(pool, swap, [amountIn, amountOut])
}

/** What the router charges for exactly `amountOut` raw units. Formula: UniswapV2Library.getAmountIn, which always adds one wei. */
export function into(pool: ConstantProductPool, swap: Swap, amountOut: bigint): Fill<ConstantProductPool> | undefined {
  const [reserveIn, reserveOut] = [side(pool, swap.tokenIn), side(pool, swap.tokenOut)]
  if (amountOut <= 0n || reserveIn <= 0n || amountOut >= reserveOut) return undefined
  const paid = (reserveOut - amountOut) * (MILLION - BigInt(pool.feePpm))
  if (paid <= 0n) return undefined
  return filled(pool, swap, [(reserveIn * amountOut * MILLION) / paid + 1n, amountOut])
}

/** The whole curve is one segment: liquidity sqrt(x y), price from y / x to nothing. */
export function segments(pool: ConstantProductPool, swap: Swap): Segments {
  const [reserveIn, reserveOut] = [Number(side(pool, swap.tokenIn)), Number(side(pool, swap.tokenOut))]
  return {
    gamma: 1 - pool.feePpm / 1e6,
    q: [Math.sqrt(reserveOut / reserveIn), 0],
    liquidity: [Math.sqrt(reserveIn) * Math.sqrt(reserveOut)],
  }
}

/** Raw out per raw in for the first wei, fee paid. */
export function spot(pool: ConstantProductPool, swap: Swap): number {
  return (Number(side(pool, swap.tokenOut)) / Number(side(pool, swap.tokenIn))) * (1 - pool.feePpm / 1e6)
}
