import type { ContractCall, StatePlan } from '../../amm.ts'
import type { CurveStablePool } from './math.ts'

const big = (value: unknown): bigint => BigInt(value as bigint)

/**
 * `fixed.ng` tells stableswap-ng from a plain pool of the factory; `fixed.rates` gives the multipliers of a plain pool with fixed rates.
 * A metapool of the factory names its `fixed.basePool`: the last coin's rate is then the base pool's virtual price (an ng metapool tells it itself).
 * Curve announces no reserves in its events: any of them means that the pool is read again.
 */
export const state: StatePlan<CurveStablePool> = {
  created: [],
  read(identity, answers) {
    const [found] = answers
    const ng = identity.fixed['ng'] === true
    const call = (signature: string, args: readonly unknown[] = []): ContractCall => ({ to: identity.id, signature, args })
    if (!found) {
      const balances = identity.tokens.map((_, at) => call('function balances(uint256 i) view returns (uint256)', [BigInt(at)]))
      const common = [call('function A_precise() view returns (uint256)'), call('function fee() view returns (uint256)')]
      const extra = [
        call('function stored_rates() view returns (uint256[])'),
        call('function offpeg_fee_multiplier() view returns (uint256)'),
      ]
      const base = identity.fixed['basePool']
      const price = { to: String(base), signature: 'function get_virtual_price() view returns (uint256)', args: [] }
      return { calls: [...common, ...balances, ...(ng ? extra : base === undefined ? [] : [price])] }
    }
    const count = identity.tokens.length
    const given = (identity.fixed['rates'] ?? []) as readonly unknown[]
    const meta = identity.fixed['basePool'] !== undefined
    const rates = ng ? (found[count + 2] as readonly unknown[]) : meta ? [...given.slice(0, count - 1), found[count + 2]] : given
    return {
      pool: {
        kind: 'curve-stable',
        id: identity.id,
        tokens: identity.tokens,
        ...(identity.dex === undefined ? {} : { dex: identity.dex }),
        amp: big(found[0]),
        aPrecision: 100n,
        fee: big(found[1]),
        reserves: found.slice(2, 2 + count).map(big),
        rates: rates.map(big),
        ...(ng ? { offpegFeeMultiplier: big(found[count + 3]) } : {}),
      },
    }
  },
  events: [
    {
      signature: 'event TokenExchange(address indexed buyer, int128 sold_id, uint256 tokens_sold, int128 bought_id, uint256 tokens_bought)',
      apply: () => undefined,
    },
    { signature: 'event RampA(uint256 old_A, uint256 new_A, uint256 initial_time, uint256 future_time)', apply: () => undefined },
  ],
}
