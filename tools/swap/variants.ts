import type { Chain } from '../../chain/clients/chains.ts'
import type { TokenVerdict } from '../../chain/market/token-gate.ts'
import { groupsOf, venuesOf } from '../../chain/transactions/venues.ts'
import { findRoute } from '../../routing/find-route.ts'
import type { Question, Quote } from '../../routing/quote.ts'
import type { Found } from './find-quote.ts'

/** Better for the asker, gas counted: more out, or less in. */
const better = (a: Quote, b: Quote): boolean => (a.exact === 'in' ? a.net > b.net : a.net < b.net)

/** A quote and the question that it answers. */
export interface Asked {
  question: Question
  quote: Quote
}

/** The best route of the same question that one transaction carries out; undefined when there is none. */
export function inOneTransaction(
  chain: Pick<Chain, 'id' | 'wrappedNative'>,
  { graph, question }: Pick<Found, 'graph' | 'question'>,
): Asked | undefined {
  const wrap = chain.wrappedNative.toLowerCase()
  const quotes = groupsOf(venuesOf(chain.id)).flatMap(({ exchanges, single }) => {
    const limits = single ? { limits: { ...question.limits, hops: 1, splits: 1 } } : {}
    const narrowed = { ...question, ...limits, filter: { ...question.filter, allow: [...exchanges, wrap] } }
    const quote = findRoute(graph, narrowed)
    return 'reason' in quote ? [] : [{ question: narrowed, quote }]
  })
  return quotes.reduce<Asked | undefined>((best, one) => (best && !better(one.quote, best.quote) ? best : one), undefined)
}

/**
 * The quote as the asker sees it where a token keeps a part: the first leg is paid the whole amount, of which less arrives in the pool,
 * and what leaves the last pool is more than what the asker gets.
 */
export function withTaxes(quote: Quote, { paid, buy }: { paid: bigint; buy: TokenVerdict | undefined }): Quote {
  const received = quote.amountOut - (quote.amountOut * BigInt(Math.round(buy?.buyTaxBps ?? 0))) / 10_000n
  if (paid === quote.amountIn && received === quote.amountOut) return quote
  const first = quote.legs.findIndex((leg) => leg.kind !== 'wrap')
  const legs = quote.legs.map((leg, index) => (index === first ? { ...leg, amountIn: paid } : leg))
  return { ...quote, amountIn: paid, amountOut: received, legs }
}
