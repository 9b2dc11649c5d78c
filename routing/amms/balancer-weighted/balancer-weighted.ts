import type { Amm, Flaw } from '../../amm.ts'
import { ONE } from './fixed-point.ts'
import { type BalancerWeightedPool, into, out, segments, spot } from './math.ts'
import { state } from './state.ts'
import { vaultSwap } from './vault-call.ts'

function flaw(pool: BalancerWeightedPool): Flaw | undefined {
  const { reserves, weights, scales, tokens } = pool
  const same = [reserves, weights, scales].every((list) => list.length === tokens.length)
  if (!same)
    return {
      reason: 'state',
      detail: `${tokens.length} tokens, ${reserves.length} balances, ${weights.length} weights, ${scales.length} scales.`,
    }
  if (reserves.some((reserve) => reserve <= 0n)) return { reason: 'zero-reserve', detail: `The balances are ${reserves.join(', ')}.` }
  if (scales.some((scale) => scale <= 0n)) return { reason: 'state', detail: `The scales are ${scales.join(', ')}.` }
  if (reserves.some((reserve, at) => reserve * (scales[at] as bigint) >= 1n << 128n))
    return { reason: 'overflow', detail: 'A balance does not fit in 128 bits.' }
  // The contract holds every weight to a hundredth at least.
  if (weights.some((weight) => weight < ONE / 100n) || weights.reduce((sum, weight) => sum + weight, 0n) !== ONE)
    return { reason: 'state', detail: `The weights are ${weights.join(', ')} of 1e18.` }
  if (pool.fee < 0n || pool.fee > ONE / 10n) return { reason: 'fee', detail: `The fee is ${pool.fee} of 1e18.` }
  return undefined
}

/** Balancer V2 weighted pools, two tokens or more. */
export const balancerWeighted: Amm<BalancerWeightedPool> = {
  kind: 'balancer-weighted',
  title: 'Balancer weighted pools (V2)',
  gas: { swap: 120_000, crossing: 0 },
  inverseWei: 1n,
  flaw,
  out,
  in: into,
  segments,
  spot,
  depth: (pool) => pool.reserves.map(Number),
  state,
  call: vaultSwap,
}
