import type { Amm } from '../../amm.ts'
import { tickedFlaw } from '../concentrated/flaw.ts'
import { depth, into, out, segments, spot, type TickedPool } from '../concentrated/math.ts'
import { MAX_SQRT_RATIO, MIN_SQRT_RATIO } from '../concentrated/tick-math.ts'
import { state } from './state.ts'

/** `listed` tells Integral, which keeps its ticks in a list, from the first versions with their bitmap. */
export interface AlgebraPool extends TickedPool {
  kind: 'algebra'
}

/**
 * Algebra (QuickSwap V3): concentrated liquidity with a fee that follows volatility. Inside a swap the fee is one number, so the mathematics
 * is that of ticks; which number it is the pool itself decides at the first swap of a block.
 */
export const algebra: Amm<AlgebraPool> = {
  kind: 'algebra',
  title: 'concentrated liquidity with a dynamic fee (Algebra)',
  gas: { swap: 120_000, crossing: 24_000 },
  inverseWei: 1n,
  flaw: tickedFlaw,
  out,
  in: into,
  segments,
  spot,
  depth,
  state,
  // Only a contract with a callback can call this; routers do.
  call: (pool, swap, order) => ({
    to: pool.id,
    signature: 'function swap(address recipient, bool zeroToOne, int256 amountRequired, uint160 limitSqrtPrice, bytes data)',
    args: [order.recipient, swap.tokenIn === 0, order.amountIn, swap.tokenIn === 0 ? MIN_SQRT_RATIO + 1n : MAX_SQRT_RATIO - 1n, '0x'],
  }),
}
