import type { StatePlan } from '../../amm.ts'
import type { SolidlyPool } from './math.ts'

const lower = (value: unknown): string => String(value).toLowerCase()
const big = (value: unknown): bigint => BigInt(value as bigint)

/** `metadata` tells everything but the fee, which the factory keeps. `fixed.factory` names it. */
export const state: StatePlan<SolidlyPool> = {
  created: [
    {
      signature: 'event PoolCreated(address indexed token0, address indexed token1, bool indexed stable, address pool, uint256 count)',
      identity: (args, emitter) => ({
        id: lower(args['pool']),
        tokens: [lower(args['token0']), lower(args['token1'])],
        fixed: { stable: args['stable'] === true, factory: emitter },
      }),
    },
  ],
  read(identity, answers) {
    const [found] = answers
    if (!found) {
      const metadata =
        'function metadata() view returns (uint256 unit0, uint256 unit1, uint256 reserve0, uint256 reserve1, bool stable, address, address)'
      const fee = 'function getFee(address pool, bool stable) view returns (uint256)'
      const args = [identity.id, identity.fixed['stable'] === true]
      return {
        calls: [
          { to: identity.id, signature: metadata, args: [] },
          { to: String(identity.fixed['factory']), signature: fee, args },
        ],
      }
    }
    const [unit0, unit1, reserve0, reserve1, stable] = found[0] as readonly unknown[]
    return {
      pool: {
        kind: 'solidly',
        id: identity.id,
        tokens: [identity.tokens[0] ?? '', identity.tokens[1] ?? ''],
        ...(identity.dex === undefined ? {} : { dex: identity.dex }),
        stable: stable === true,
        reserves: [big(reserve0), big(reserve1)],
        units: [big(unit0), big(unit1)],
        feeBps: Number(found[1] as bigint),
      },
    }
  },
  events: [
    {
      signature: 'event Sync(uint256 reserve0, uint256 reserve1)',
      apply: (pool, args) => ({ ...pool, reserves: [big(args['reserve0']), big(args['reserve1'])] }),
    },
  ],
}
