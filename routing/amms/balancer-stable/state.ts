import type { ContractCall, StatePlan } from '../../amm.ts'
import { believed, big, lower, poolIdOf, probeCalls, SWAP_FEE, vaultCall } from '../balancer-weighted/state.ts'
import { type BalancerStablePool, out } from './math.ts'

const SCALES = 'function getScalingFactors() view returns (uint256[])'
const AMP = 'function getAmplificationParameter() view returns (uint256 value, bool isUpdating, uint256 precision)'
const BPT = 'function getBptIndex() view returns (uint256)'

/** A round of five reads and a trial. The vault holds the pool's own token too; it and its scale are left out. */
export const state: StatePlan<BalancerStablePool> = {
  created: [],
  read(identity, answers) {
    const [first, told] = answers
    const read = (signature: string): ContractCall => ({ to: identity.id, signature, args: [] })
    if (!first) return { calls: [vaultCall(identity), read(SCALES), read(AMP), read(SWAP_FEE), read(BPT)] }
    const [tokens, balances] = first[0] as readonly [readonly unknown[], readonly unknown[]]
    const own = Number(big(first[4]))
    const others = <T>(list: readonly T[]): T[] => list.filter((_, at) => at !== own)
    const pool: BalancerStablePool = {
      kind: 'balancer-stable',
      id: identity.id,
      poolId: poolIdOf(identity),
      tokens: others(tokens).map(lower),
      ...(identity.dex === undefined ? {} : { dex: identity.dex }),
      reserves: others(balances).map(big),
      scales: others(first[1] as readonly unknown[]).map(big),
      amp: big((first[2] as readonly unknown[])[0]),
      fee: big(first[3]),
    }
    if (told) return { pool: believed(pool, told, out) }
    const calls = probeCalls(identity, pool)
    return calls.length === 0 ? { pool } : { calls }
  },
  events: [],
}
