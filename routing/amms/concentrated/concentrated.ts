import type { Amm } from '../../amm.ts'
import { tickedFlaw } from './flaw.ts'
import { depth, into, out, segments, spot, type TickedPool } from './math.ts'
import { state } from './state.ts'
import { MAX_SQRT_RATIO, MIN_SQRT_RATIO } from './tick-math.ts'

export interface ConcentratedPool extends TickedPool {
  kind: 'concentrated'
}

/**
 * Uniswap V3 and forks that keep its tick bitmap (Sushi V3, Pancake V3). Gas: 68,600 and 24,000 a tick measured by bench/routing/gas.ts with a
 * bare token, and 16,500 for what real tokens add.
 */
export const concentrated: Amm<ConcentratedPool> = {
  kind: 'concentrated',
  title: 'concentrated liquidity (Uniswap V3 and forks)',
  gas: { swap: 85_000, crossing: 24_000 },
  inverseWei: 1n,
  flaw: tickedFlaw,
  out,
  in: into,
  segments,
  spot,
  depth,
  state,
  // Only a contract with a callback can call this; routers do. Price limits are the widest: the minimum out is checked by the router.
  call: (pool, swap, order) => ({
    to: pool.id,
    signature: 'function swap(address recipient, bool zeroForOne, int256 amountSpecified, uint160 sqrtPriceLimitX96, bytes data)',
    args: [order.recipient, swap.tokenIn === 0, order.amountIn, swap.tokenIn === 0 ? MIN_SQRT_RATIO + 1n : MAX_SQRT_RATIO - 1n, '0x'],
  }),
}
