import type { Chain } from '../../chain/clients/chains.ts'
import { findRoute } from '../../routing/find-route.ts'
import type { Graph } from '../../routing/graph/graph.ts'
import type { Question, Quote } from '../../routing/quote.ts'
import type { Coin } from '../swap/coin.ts'

/** Dollar sizes at which a market is looked at. */
export const DOLLARS = [1_000, 10_000, 100_000, 1_000_000, 10_000_000] as const

export interface Asked {
  graph: Graph
  from: Coin
  to: Coin
  deny: readonly string[]
}

const question = ({ from, to, deny }: Asked, amount: bigint, exact: 'in' | 'out'): Question => ({
  tokenIn: from.key,
  tokenOut: to.key,
  amount,
  exact,
  filter: { deny },
})

/** The quote without gas, or undefined when the pools cannot carry it. */
export function quoteOf(asked: Asked, amount: bigint, exact: 'in' | 'out' = 'in'): Quote | undefined {
  if (amount <= 0n) return undefined
  const quote = findRoute(asked.graph, question(asked, amount, exact))
  return 'reason' in quote ? undefined : quote
}

/** Whole tokens of one side for a unit of the other, fees paid, before any trade; undefined where no pool leads. */
export function spotOf(asked: Asked): number | undefined {
  // The smallest trade that is worth a whole unit on every pool of the way: cheap tokens need more of them.
  for (let places = asked.from.decimals - 3; places <= asked.from.decimals + 12; places += 3) {
    const quote = quoteOf(asked, 10n ** BigInt(Math.max(3, places)))
    if (quote) return quote.spotPrice * 10 ** (asked.from.decimals - asked.to.decimals)
  }
  return undefined
}

/** Base units of a token that so many dollars buy at the price before any trade; undefined where nothing prices it in the chain's stablecoin. */
export function dollarsIn(dollars: number, { spot, coin }: { spot: number | undefined; coin: Coin }): bigint | undefined {
  if (spot === undefined || !(spot > 0)) return undefined
  const whole = dollars / spot
  const digits = Math.min(coin.decimals, 9)
  const scaled = Math.floor(whole * 10 ** digits)
  return Number.isFinite(scaled) ? BigInt(scaled) * 10n ** BigInt(coin.decimals - digits) : undefined
}

/** The first stablecoin of a chain, in which sizes are stated. */
export const stableOf = (chain: Pick<Chain, 'stables'>): string | undefined => chain.stables[0]?.toLowerCase()
