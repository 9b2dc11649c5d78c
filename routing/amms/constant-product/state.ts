import type { PoolIdentity, StatePlan } from '../../amm.ts'
import type { ConstantProductPool } from './math.ts'

const lower = (value: unknown): string => String(value).toLowerCase()

function poolOf(identity: PoolIdentity, reserves: readonly unknown[]): ConstantProductPool {
  return {
    kind: 'constant-product',
    id: identity.id,
    tokens: [identity.tokens[0] ?? '', identity.tokens[1] ?? ''],
    ...(identity.dex === undefined ? {} : { dex: identity.dex }),
    reserves: [BigInt(reserves[0] as bigint), BigInt(reserves[1] as bigint)],
    feePpm: Number(identity.fixed['feePpm'] ?? 3000),
  }
}

/** One call to read, one event to follow: `Sync` carries both reserves. */
export const state: StatePlan<ConstantProductPool> = {
  created: [
    {
      signature: 'event PairCreated(address indexed token0, address indexed token1, address pair, uint256 count)',
      identity: (args) => ({ id: lower(args['pair']), tokens: [lower(args['token0']), lower(args['token1'])], fixed: {} }),
    },
  ],
  read(identity, answers) {
    const reserves = answers[0]?.[0] as readonly unknown[] | undefined
    if (reserves) return { pool: poolOf(identity, reserves) }
    const signature = 'function getReserves() view returns (uint112 reserve0, uint112 reserve1, uint32 at)'
    return { calls: [{ to: identity.id, signature, args: [] }] }
  },
  events: [
    {
      signature: 'event Sync(uint112 reserve0, uint112 reserve1)',
      apply: (pool, args) => ({ ...pool, reserves: [BigInt(args['reserve0'] as bigint), BigInt(args['reserve1'] as bigint)] }),
    },
  ],
}
