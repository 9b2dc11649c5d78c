import type { ContractCall, StatePlan } from '../../amm.ts'
import { type CurveStablePool, out } from './math.ts'

const big = (value: unknown): bigint => BigInt(value as bigint)

const GET_DY = 'function get_dy(int128 i, int128 j, uint256 dx) view returns (uint256)'
/** The pool itself is asked what this part of a balance gives, both ways between its first two coins. */
const PROBED = 1000n
const WAYS = [
  { tokenIn: 0, tokenOut: 1 },
  { tokenIn: 1, tokenOut: 0 },
] as const

/**
 * The pool when its own answers are those of the mathematics: factories have made pools with rate oracles, rebasing coins and
 * other rules, and only the pool can tell. Throws when it answers otherwise, so that it is left out with that reason.
 */
function believed(pool: CurveStablePool, told: readonly unknown[]): CurveStablePool {
  for (const [at, swap] of WAYS.entries()) {
    const ours = out(pool, swap, (pool.reserves[swap.tokenIn] as bigint) / PROBED)?.amountOut
    if (ours !== undefined && ours !== big(told[at])) throw new Error(`it gives ${told[at]} where its state says ${ours}`)
  }
  return pool
}

/**
 * `fixed.ng` tells stableswap-ng from a plain pool of the factory; `fixed.rates` gives the multipliers of a plain pool with fixed rates.
 * A metapool of the factory names its `fixed.basePool`: the last coin's rate is then the base pool's virtual price (an ng metapool tells it itself).
 * Curve announces no reserves in its events: any of them means that the pool is read again.
 */
export const state: StatePlan<CurveStablePool> = {
  created: [],
  read(identity, answers) {
    const [found, told] = answers
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
    const pool: CurveStablePool = {
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
    }
    if (told) return { pool: believed(pool, told) }
    if (pool.reserves.some((reserve) => reserve < PROBED)) return { pool }
    const probe = ({ tokenIn, tokenOut }: (typeof WAYS)[number]) => [
      BigInt(tokenIn),
      BigInt(tokenOut),
      (pool.reserves[tokenIn] as bigint) / PROBED,
    ]
    return { calls: WAYS.map((way) => call(GET_DY, probe(way))) }
  },
  events: [
    {
      signature: 'event TokenExchange(address indexed buyer, int128 sold_id, uint256 tokens_sold, int128 bought_id, uint256 tokens_bought)',
      apply: () => undefined,
    },
    { signature: 'event RampA(uint256 old_A, uint256 new_A, uint256 initial_time, uint256 future_time)', apply: () => undefined },
  ],
}
