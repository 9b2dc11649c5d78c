import type { ContractCall, StatePlan } from '../../amm.ts'
import type { Swap } from '../../pool.ts'
import { scaled } from './after.ts'
import { out } from './math.ts'
import { invariantOf } from './newton.ts'
import type { CurveCryptoPool } from './pool.ts'

const big = (value: unknown): bigint => BigInt(value as bigint)

/** The pool itself is asked what this part of a balance gives, from each coin to the next. */
const PROBED = 1000n
const COMMON = ['A', 'gamma', 'D', 'mid_fee', 'out_fee', 'fee_gamma', 'future_A_gamma_time']
const NEWER = ['totalSupply', 'virtual_price', 'xcp_profit', 'allowed_extra_profit', 'adjustment_step']
const getter = (name: string): string => `function ${name}() view returns (uint256)`
const GET_DY = 'function get_dy(uint256 i, uint256 j, uint256 dx) view returns (uint256)'

const waysOf = (pool: CurveCryptoPool): Swap[] => pool.tokens.map((_, at) => ({ tokenIn: at, tokenOut: (at + 1) % pool.tokens.length }))

/**
 * The pool when its own answers are those of the mathematics: the factories have made pools with other invariants and pools whose
 * parameters are on the move. Throws when one answers otherwise, so that it is left out with that reason.
 */
function believed(pool: CurveCryptoPool, told: readonly unknown[]): CurveCryptoPool {
  for (const [at, swap] of waysOf(pool).entries()) {
    const ours = out(pool, swap, (pool.reserves[swap.tokenIn] as bigint) / PROBED)?.amountOut
    if (ours === undefined || ours !== big(told[at])) throw new Error(`it gives ${told[at]} where its state says ${ours ?? 'nothing'}`)
  }
  return pool
}

/** Prices of all coins but the first: pools of two coins tell theirs without an index. */
const pricesOf = (call: (signature: string, args?: readonly unknown[]) => ContractCall, name: string, coins: number): ContractCall[] =>
  coins === 2 ? [call(getter(name))] : [0n, 1n].map((at) => call(`function ${name}(uint256 k) view returns (uint256)`, [at]))

/**
 * `fixed.ng` tells the newer contracts from the first ones, `fixed.decimals` the coins' decimals. The price scale moves with swaps of
 * others and tells nobody: any event means that the pool is read again.
 */
export const state: StatePlan<CurveCryptoPool> = {
  created: [],
  read(identity, answers) {
    const [found, told] = answers
    const ng = identity.fixed['ng'] === true
    const coins = identity.tokens.length
    const call = (signature: string, args: readonly unknown[] = []): ContractCall => ({ to: identity.id, signature, args })
    if (!found) {
      const balances = identity.tokens.map((_, at) => call('function balances(uint256 i) view returns (uint256)', [BigInt(at)]))
      const own = [...NEWER.map((name) => call(getter(name))), ...pricesOf(call, 'price_oracle', coins)]
      return {
        calls: [...COMMON.map((name) => call(getter(name))), ...balances, ...pricesOf(call, 'price_scale', coins), ...(ng ? own : [])],
      }
    }
    const pool = decoded(identity, found.map(big))
    if (told) return { pool: believed(pool, told) }
    if (pool.reserves.some((reserve) => reserve < PROBED)) return { pool }
    return {
      calls: waysOf(pool).map(({ tokenIn, tokenOut }) =>
        call(GET_DY, [BigInt(tokenIn), BigInt(tokenOut), (pool.reserves[tokenIn] as bigint) / PROBED]),
      ),
    }
  },
  events: [
    {
      signature:
        'event TokenExchange(address indexed buyer, uint256 sold_id, uint256 tokens_sold, uint256 bought_id, uint256 tokens_bought)',
      apply: () => undefined,
    },
  ],
}

function decoded(identity: Parameters<typeof state.read>[0], values: readonly bigint[]): CurveCryptoPool {
  const ng = identity.fixed['ng'] === true
  const coins = identity.tokens.length
  const [ann, gamma, d, midFee, outFee, feeGamma, rampedAt] = values as [bigint, bigint, bigint, bigint, bigint, bigint, bigint]
  const scales = COMMON.length + coins
  const more = scales + coins - 1
  const [supply, virtualPrice, xcpProfit, allowedExtra, adjustmentStep] = values.slice(more) as [bigint, bigint, bigint, bigint, bigint]
  const oracle = values.slice(more + NEWER.length)
  const decimals = (identity.fixed['decimals'] ?? []) as readonly unknown[]
  const pool: CurveCryptoPool = {
    kind: 'curve-crypto',
    id: identity.id,
    generation: ng ? 'ng' : 'v2',
    tokens: identity.tokens,
    ...(identity.dex === undefined ? {} : { dex: identity.dex }),
    ...(identity.fixed['coinToo'] === true ? { coinToo: true } : {}),
    reserves: values.slice(COMMON.length, scales),
    precisions: identity.tokens.map((_, at) => 10n ** (18n - big(decimals[at] ?? 18n))),
    priceScale: values.slice(scales, more),
    ...{ ann, gamma, d, midFee, outFee, feeGamma },
    ...(ng ? { profit: { supply, virtualPrice, xcpProfit, allowedExtra, adjustmentStep, oracle } } : {}),
  }
  // The first contracts, once their parameters were ever moved, solve for the invariant anew at each swap.
  if (ng || rampedAt === 0n) return pool
  return { ...pool, d: invariantOf(pool, scaled(pool, pool.reserves), { generation: 'v2' }) ?? d }
}
