import type { Amm, Flaw } from '../../amm.ts'
import { ONE } from '../balancer-weighted/fixed-point.ts'
import { into, out, segments, solvable, spot } from './math.ts'
import type { BalancerV3Pool } from './pool.ts'
import { state } from './state.ts'

function shapeFlaw(pool: BalancerV3Pool): Flaw | undefined {
  const { tokens, reserves, live, scales, rates, weights, amp } = pool
  const lists = [reserves, live, scales, rates, ...(weights ? [weights] : [])]
  if (lists.some((list) => list.length !== tokens.length))
    return { reason: 'state', detail: `${tokens.length} tokens, and lists of ${lists.map((list) => list.length).join(', ')}.` }
  if ((weights === undefined) === (amp === undefined))
    return { reason: 'kind', detail: 'It has neither weights nor an amplification, or both.' }
  if (weights && (weights.some((weight) => weight < ONE / 100n) || weights.reduce((sum, weight) => sum + weight, 0n) !== ONE))
    return { reason: 'state', detail: `The weights are ${weights.join(', ')} of 1e18.` }
  if (amp !== undefined && (amp < 1000n || amp > 50_000_000n))
    return { reason: 'state', detail: `The amplification is ${amp} thousandths.` }
  return undefined
}

function flaw(pool: BalancerV3Pool): Flaw | undefined {
  if (pool.hooks !== undefined) return { reason: 'hooks', detail: `The hooks contract ${pool.hooks} may change what a swap gives.` }
  const shape = shapeFlaw(pool)
  if (shape) return shape
  const { reserves, live, scales, rates, fee, aggregateFee } = pool
  if ([...reserves, ...live].some((balance) => balance <= 0n))
    return { reason: 'zero-reserve', detail: `The balances are ${reserves.join(', ')}.` }
  if ([...reserves, ...live].some((balance) => balance >= 1n << 128n))
    return { reason: 'overflow', detail: 'A balance does not fit in 128 bits.' }
  if ([...scales, ...rates].some((value) => value <= 0n || value >= 1n << 128n))
    return { reason: 'state', detail: `The scales are ${scales.join(', ')}, the rates ${rates.join(', ')}.` }
  if (fee < 0n || fee > ONE / 10n || aggregateFee < 0n || aggregateFee > ONE)
    return { reason: 'fee', detail: `The fee is ${fee} of 1e18, of which ${aggregateFee} leaves.` }
  if (!solvable(pool)) return { reason: 'state', detail: 'The invariant has no solution.' }
  return undefined
}

/** Balancer's third vault: weighted and stable pools without hooks on swaps. */
export const balancerV3: Amm<BalancerV3Pool> = {
  kind: 'balancer-v3',
  title: 'Balancer weighted and stable pools (V3)',
  gas: { swap: 170_000, crossing: 0 },
  inverseWei: 1n,
  flaw,
  out,
  in: into,
  segments,
  spot,
  depth: (pool) => pool.reserves.map(Number),
  state,
}
