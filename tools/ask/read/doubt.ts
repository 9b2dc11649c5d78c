import type { Candidate } from '../../../core/tool.ts'
import type { QueryInput } from '../query.ts'
import type { Features } from './features.ts'

/** What the rows of a list count as. */
const COUNTS: Readonly<Record<string, { count: string; things: string }>> = {
  trade_rows: { count: 'trades', things: 'trades' },
  transfer_rows: { count: 'transfers', things: 'transfers' },
}
/** Words that decide whether the rows or their number is wanted. */
const DECIDED = ['listing', 'which', 'who', 'when', 'much', 'table', 'chart', 'count', 'times', 'send', 'receive', 'buy', 'sell']

/** "trades bigger than $250k", "transfers from binance in november": the things themselves or their number? Both are meant; it is asked. */
export function listOrCount(seen: Features, query: QueryInput): Candidate['ambiguous'] {
  const kind = COUNTS[query.metric ?? '']
  if (!kind || query.order !== undefined || query.limit !== undefined || DECIDED.some((role) => seen.roles.has(role))) return []
  if (seen.nouns.length !== 1 || seen.nouns[0]?.singular) return []
  // Of the days that just were people want to see what happened.
  if (query.period !== undefined && query.period !== 'all' && query.period !== 'range') return []
  const bounded = (query.minUsd ?? query.minAmount ?? query.maxUsd ?? query.maxAmount) !== undefined
  if (!bounded && !(query.address !== undefined && seen.moments.length > 0)) return []
  return [
    {
      field: 'metric',
      question: `How many ${kind.things} there are, or the ${kind.things} themselves?`,
      options: [
        { label: 'How many', value: kind.count },
        { label: `The ${kind.things}`, value: query.metric ?? '' },
      ],
    },
  ]
}
