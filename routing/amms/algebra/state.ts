import type { ContractCall, StatePlan } from '../../amm.ts'
import { depth, out } from '../concentrated/math.ts'
import { readTicked } from '../concentrated/state.ts'
import type { AlgebraPool } from './algebra.ts'

const big = (value: unknown): bigint => BigInt(value as bigint)

// What follows price and tick differs between versions and is not needed.
const STATE = 'function globalState() view returns (uint160 price, int24 tick)'
const TABLE = 'function tickTable(int16 row) view returns (uint256)'
const TICK = 'function ticks(int24 tick) view returns (uint128 liquidityTotal, int128 liquidityDelta)'
const QUOTE =
  'function quoteExactInputSingle(address tokenIn, address tokenOut, uint256 amountIn, uint160 limitSqrtPrice) returns (uint256 amountOut, uint16 fee)'
/** A trial sells this part of what the other side holds. */
const PROBED = 1e-4

const WAYS = [
  { tokenIn: 0, tokenOut: 1 },
  { tokenIn: 1, tokenOut: 0 },
] as const

/** A trial both ways, small and within reach of what was read. */
const trials = (pool: AlgebraPool): bigint[] => {
  const held = depth(pool)
  const price = (Number(pool.sqrtPriceX96) / 2 ** 96) ** 2
  return [((held[1] ?? 0) * PROBED) / price, (held[0] ?? 0) * PROBED * price].map((amount) => BigInt(Math.floor(amount)) + 1_000_000n)
}

/**
 * The pool with the fees that its exchange's quoter is charged at this block, when the amounts are those of the mathematics. Throws when
 * they are not, so that a pool with rules of its own is left out with that reason.
 */
function believed(pool: AlgebraPool, amounts: readonly bigint[], told: readonly unknown[]): AlgebraPool {
  const answers = told as readonly (readonly unknown[])[]
  const [down, up] = answers.map(([, fee]) => Number(fee)) as [number, number]
  const charged: AlgebraPool = { ...pool, feePpm: down, ...(down === up ? {} : { feesPpm: [down, up] as const }) }
  for (const [at, swap] of WAYS.entries()) {
    const ours = out(charged, swap, amounts[at] as bigint)?.amountOut ?? 0n
    if (ours !== big(answers[at]?.[0])) throw new Error(`it gives ${answers[at]?.[0]} where its state says ${ours}`)
  }
  return charged
}

/**
 * The versions with a bitmap. `fixed.quoter` is the exchange's own: the fee of the next swap follows from a day of prices, and only the
 * pool knows it. Nothing tells of a change, so each new block reads the pool again.
 */
export const state: StatePlan<AlgebraPool> = {
  created: [
    {
      signature: 'event Pool(address indexed token0, address indexed token1, address pool)',
      identity: (args) => ({
        id: String(args['pool']).toLowerCase(),
        tokens: [String(args['token0']).toLowerCase(), String(args['token1']).toLowerCase()],
        fixed: {},
      }),
    },
  ],
  read(identity, answers) {
    const ask = (signature: string, ...args: unknown[]): ContractCall => ({ to: identity.id, signature, args })
    const round = readTicked(identity, answers, {
      first: [ask(STATE), ask('function liquidity() view returns (uint128)')],
      word: (index) => ask(TABLE, index),
      tick: (tick) => ask(TICK, tick),
    })
    if ('calls' in round) return round
    const tokens = [identity.tokens[0] ?? '', identity.tokens[1] ?? ''] as const
    const pool: AlgebraPool = {
      kind: 'algebra',
      id: identity.id,
      tokens,
      ...(identity.dex === undefined ? {} : { dex: identity.dex }),
      feePpm: 0,
      tickSpacing: Number(identity.fixed['tickSpacing']),
      ...round.found,
    }
    // Two rounds where no tick is set, else three; then the trial.
    const told = answers[pool.ticks.length === 0 ? 2 : 3]
    if (pool.ticks.length === 0) return { pool }
    const amounts = trials(pool)
    if (told) return { pool: believed(pool, amounts, told) }
    const quoter = String(identity.fixed['quoter'])
    return {
      calls: WAYS.map(({ tokenIn, tokenOut }, at) => ({
        to: quoter,
        signature: QUOTE,
        args: [tokens[tokenIn], tokens[tokenOut], amounts[at], 0n],
      })),
    }
  },
  events: [],
}
