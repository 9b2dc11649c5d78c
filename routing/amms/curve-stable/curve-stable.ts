import type { Amm, Flaw } from '../../amm.ts'
import { type CurveStablePool, into, out, segments, solvable, spot } from './math.ts'
import { state } from './state.ts'

function flaw(pool: CurveStablePool): Flaw | undefined {
  if (pool.reserves.length !== pool.tokens.length || pool.rates.length !== pool.tokens.length) {
    return { reason: 'state', detail: `${pool.tokens.length} tokens, ${pool.reserves.length} reserves and ${pool.rates.length} rates.` }
  }
  if (pool.reserves.some((reserve) => reserve <= 0n))
    return { reason: 'zero-reserve', detail: `The reserves are ${pool.reserves.join(', ')}.` }
  if (pool.rates.some((rate) => rate <= 0n)) return { reason: 'state', detail: `The rates are ${pool.rates.join(', ')}.` }
  if (pool.reserves.some((reserve, at) => reserve * (pool.rates[at] as bigint) >= 1n << 192n))
    return { reason: 'overflow', detail: 'A scaled reserve is too large.' }
  if (pool.amp < pool.aPrecision || pool.aPrecision <= 0n) return { reason: 'state', detail: `The amplification is ${pool.amp}.` }
  if (pool.fee < 0n || pool.fee > 5n * 10n ** 9n) return { reason: 'fee', detail: `The fee is ${pool.fee} of 1e10.` }
  if (!solvable(pool)) return { reason: 'state', detail: 'The invariant has no solution.' }
  const worth = pool.reserves.map((reserve, at) => Number(reserve) * Number(pool.rates[at]))
  if (Math.max(...worth) > 1e4 * Math.min(...worth))
    return { reason: 'price', detail: 'One coin has all but run out: the pool has no price.' }
  return undefined
}

/** Curve StableSwap: plain pools of the factory and stableswap-ng. */
export const curveStable: Amm<CurveStablePool> = {
  kind: 'curve-stable',
  title: 'Curve StableSwap (plain and ng)',
  gas: { swap: 140_000, crossing: 0 },
  inverseWei: 1n,
  flaw,
  out,
  in: into,
  segments,
  spot,
  depth: (pool) => pool.reserves.map(Number),
  state,
  call: (pool, swap, order) => ({
    to: pool.id,
    signature: 'function exchange(int128 i, int128 j, uint256 dx, uint256 min_dy, address receiver) returns (uint256)',
    args: [BigInt(swap.tokenIn), BigInt(swap.tokenOut), order.amountIn, order.amountOutMin, order.recipient],
  }),
}
