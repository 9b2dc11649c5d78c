import type { Amm, Flaw } from '../../amm.ts'
import { ONE } from '../balancer-weighted/fixed-point.ts'
import { vaultSwap } from '../balancer-weighted/vault-call.ts'
import { type BalancerStablePool, into, out, segments, solvable, spot } from './math.ts'
import { state } from './state.ts'

function flaw(pool: BalancerStablePool): Flaw | undefined {
  const { tokens, reserves, scales } = pool
  if (reserves.length !== tokens.length || scales.length !== tokens.length)
    return { reason: 'state', detail: `${tokens.length} tokens, ${reserves.length} balances and ${scales.length} scales.` }
  if (reserves.some((reserve) => reserve <= 0n)) return { reason: 'zero-reserve', detail: `The balances are ${reserves.join(', ')}.` }
  if (scales.some((scale) => scale <= 0n)) return { reason: 'state', detail: `The scales are ${scales.join(', ')}.` }
  if (reserves.some((reserve, at) => (reserve * (scales[at] as bigint)) / ONE >= 1n << 112n))
    return { reason: 'overflow', detail: 'A scaled balance does not fit in 112 bits.' }
  if (pool.amp < 1000n || pool.amp > 5_000_000n * 1000n) return { reason: 'state', detail: `The amplification is ${pool.amp} thousandths.` }
  if (pool.fee < 0n || pool.fee > ONE / 10n) return { reason: 'fee', detail: `The fee is ${pool.fee} of 1e18.` }
  const worth = reserves.map((reserve, at) => Number(reserve) * Number(scales[at]))
  if (Math.max(...worth) > 1e4 * Math.min(...worth))
    return { reason: 'price', detail: 'One token has all but run out: the pool has no price.' }
  return solvable(pool) ? undefined : { reason: 'state', detail: 'The invariant has no solution.' }
}

/** Balancer V2 composable stable pools: swaps between their tokens, not into or out of the pool's own token. */
export const balancerStable: Amm<BalancerStablePool> = {
  kind: 'balancer-stable',
  title: 'Balancer composable stable pools (V2)',
  gas: { swap: 140_000, crossing: 0 },
  inverseWei: 2n,
  flaw,
  out,
  in: into,
  segments,
  spot,
  depth: (pool) => pool.reserves.map(Number),
  state,
  call: vaultSwap,
}
