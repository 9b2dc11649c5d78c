import type { PictureBlock, TableBlock } from '../../core/answer.ts'
import { plain } from '../../core/answer.ts'
import { formatDecimal, formatPercent, unitsToDecimal } from '../format.ts'
import { shareOf } from './record.ts'
import type { SwapQuote } from './result.ts'
import { sentence, word } from './words.ts'

const nameOf = ({ names }: SwapQuote, token: string): string => names.get(token)?.symbol ?? token

/** The legs in the order of execution. */
export function legsTable(result: SwapQuote, locale: string): TableBlock {
  const { quote, fees, names, legsRecord } = result
  const amount = (token: string, base: bigint) => formatDecimal(unitsToDecimal(base, names.get(token)?.decimals ?? 18), locale, 8)
  const titles = ['from', 'to', 'exchange', 'fee', 'paid', 'received', 'share'] as const
  return {
    kind: 'table',
    title: word('legs', locale),
    record: legsRecord,
    columns: titles.map((title, index) => ({ title: word(title, locale), align: index < 3 ? ('left' as const) : ('right' as const) })),
    rows: quote.legs.map((leg) => [
      nameOf(result, leg.tokenIn),
      nameOf(result, leg.tokenOut),
      leg.dex ?? leg.kind,
      formatPercent((fees.get(leg.pool) ?? 0) / 10_000, locale),
      amount(leg.tokenIn, leg.amountIn),
      amount(leg.tokenOut, leg.amountOut),
      formatPercent(shareOf(quote, leg.tokenIn, leg.amountIn), locale),
    ]),
  }
}

/** The route as boxes and arrows, an arrow's weight being its part of the whole. */
export function routePicture(result: SwapQuote, locale: string): PictureBlock {
  const { quote, fees, from, to, facts } = result
  const tokens = [...new Set([quote.tokenIn, ...quote.legs.flatMap((leg) => [leg.tokenIn, leg.tokenOut]), quote.tokenOut])]
  const flow = flows(result)
  const detail = (token: string) =>
    token === quote.tokenIn ? facts.paid.value : token === quote.tokenOut ? facts.received.value : undefined
  const paid = `${formatDecimal(facts.paid.value, locale, 6)} ${from.symbol}`
  const title = plain(sentence('picture', locale, { paid, to: to.symbol }))
  return {
    kind: 'picture',
    title,
    alt: `${title}: ${quote.legs.map((leg) => `${nameOf(result, leg.tokenIn)} → ${nameOf(result, leg.tokenOut)} (${leg.dex ?? leg.kind})`).join(', ')}`,
    drawing: {
      shape: 'flow',
      nodes: tokens.map((token) => {
        const amount = detail(token)
        return { id: token, label: nameOf(result, token), ...(amount === undefined ? {} : { detail: formatDecimal(amount, locale, 6) }) }
      }),
      edges: quote.legs.map((leg, index) => {
        const fee = fees.get(leg.pool)
        const label = fee ? `${leg.dex ?? leg.kind} ${formatPercent(fee / 10_000, locale)}` : (leg.dex ?? leg.kind)
        return { from: leg.tokenIn, to: leg.tokenOut, label, share: flow[index] ?? 0 }
      }),
    },
  }
}

/** The part of the whole trade that each leg carries, 0 to 1: what reaches its token, by its share of what leaves it. */
function flows({ quote }: SwapQuote): number[] {
  const reached = new Map<string, number>([[quote.tokenIn, 1]])
  return quote.legs.map((leg) => {
    const part = (reached.get(leg.tokenIn) ?? 0) * (shareOf(quote, leg.tokenIn, leg.amountIn) / 100)
    reached.set(leg.tokenOut, (reached.get(leg.tokenOut) ?? 0) + part)
    return part
  })
}
