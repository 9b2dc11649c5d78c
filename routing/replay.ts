import { ammOf, type Pool } from './amms/index.ts'
import { type PoolBase, swapOf, type TokenKey } from './pool.ts'
import type { Leg, Quote } from './quote.ts'

export interface Replay {
  /** Every leg gives what the quote says and every token is there when it is spent. */
  holds: boolean
  amountIn: bigint
  amountOut: bigint
  /** What does not hold, one sentence each. */
  problems: string[]
}

/** What a replay needs of a quote: a Quote, or one read back from JSON. */
export type Replayable = Pick<Quote, 'tokenIn' | 'tokenOut' | 'exact' | 'amountIn' | 'amountOut' | 'legs'>

/**
 * Executes a quote's legs one after the other on the given pool states, to the wei: each leg against the pool as the legs before left it,
 * each spending only what was there. No search, no floats.
 */
export function replay(quote: Replayable, pools: readonly Pool[]): Replay {
  const states = new Map<string, PoolBase>(pools.map((pool) => [pool.id, pool]))
  const purse = new Map<TokenKey, bigint>([[quote.tokenIn, quote.amountIn]])
  const problems = quote.legs.flatMap((leg, at) => play(leg, { states, purse, exact: quote.exact }).map((text) => `Leg ${at + 1}: ${text}`))
  const amountOut = purse.get(quote.tokenOut) ?? 0n
  if (amountOut !== quote.amountOut) problems.push(`The legs give ${amountOut}, the quote says ${quote.amountOut}.`)
  for (const [token, left] of purse) if (token !== quote.tokenOut && left !== 0n) problems.push(`${left} of ${token} are left over.`)
  return { holds: problems.length === 0, amountIn: quote.amountIn, amountOut, problems }
}

interface Table {
  states: Map<string, PoolBase>
  purse: Map<TokenKey, bigint>
  exact: 'in' | 'out'
}

function play(leg: Leg, { states, purse, exact }: Table): string[] {
  const pool = states.get(leg.pool)
  const swap = pool && swapOf(pool, leg.tokenIn, leg.tokenOut)
  const amm = pool && ammOf(pool)
  if (!pool || !swap || !amm) return [`pool ${leg.pool} with ${leg.tokenIn} and ${leg.tokenOut} is not among the pools.`]
  const held = purse.get(leg.tokenIn) ?? 0n
  if (held < leg.amountIn) return [`it spends ${leg.amountIn} of ${leg.tokenIn}, of which there are ${held}.`]
  const fill = exact === 'in' ? amm.out(pool, swap, leg.amountIn) : amm.in(pool, swap, leg.amountOut)
  if (!fill) return [`the pool refuses ${leg.amountIn}.`]
  purse.set(leg.tokenIn, held - fill.amountIn)
  purse.set(leg.tokenOut, (purse.get(leg.tokenOut) ?? 0n) + fill.amountOut)
  states.set(leg.pool, fill.after)
  const told = [leg.amountIn, leg.amountOut, leg.crossings].join()
  const done = [fill.amountIn, fill.amountOut, fill.crossings].join()
  return told === done ? [] : [`in, out and ticks are ${done}, the quote says ${told}.`]
}
