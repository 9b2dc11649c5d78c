import type { Parameter } from '../../../chain/warehouse/warehouse.ts'
import { PetrelError } from '../../../core/errors.ts'
import type { Column } from '../layer/types.ts'
import { aggregate } from './aggregate.ts'
import type { Bound } from './bound.ts'
import { listing } from './listing.ts'
import { compact, parameters } from './parameters.ts'
import { type Span, spanBefore, spanOf } from './period.ts'
import { withSteps } from './steps.ts'

/** What a column of the result is: shown, or `hidden` and read by run.ts (its name begins with "_"). */
export type ResultColumn = Pick<Column, 'name' | 'title' | 'type' | 'unit'> & {
  /** Name of the hidden column with the decimals, or their number, when the cell holds base units. */
  scale?: string | number
}

export interface Compiled {
  sql: string
  parameters: readonly Parameter[]
  /** Shown columns in order; hidden ones follow in the result. */
  columns: readonly ResultColumn[]
  /** Index of the column that answers. */
  main: number
  /** Index of the time column of a series, or undefined. */
  time: number | undefined
  span: Span
  before: Span | undefined
  limit: number
  conditions: readonly string[]
  /** True when a period was asked of something known only for now. */
  periodIgnored: boolean
  /** True when the result is the state of now. */
  state: boolean
}

export const OPEN: Span = { from: undefined, to: undefined, partial: false }

/** True when the metric shows the state of now, whatever period was asked. */
export function timeless({ subject, metric, query }: Bound): boolean {
  if (!subject.time) return true
  if (metric.kind === 'aggregate') return metric.state === true
  return metric.kind === 'rows' && metric.state === true && (query.order ?? 'most') !== 'newest' && query.order !== 'oldest'
}

function check(bound: Bound): void {
  const { metric, query } = bound
  const byAddress = query.by.includes('address') || query.by.includes('label')
  const need = (metric.needs ?? []).find((field) => (field === 'token' ? !bound.token : !bound.address && !bound.labelled && !byAddress))
  // A price, a share or a list of holders for every token at once is a ranking, not a missing name.
  const perSide = bound.subject.dimensions.token?.relation !== undefined
  const grouped =
    need === 'token' && query.by.includes('token') && (perSide || !(metric.kind === 'aggregate' && /\{token\}/.test(metric.value(''))))
  if (need && !grouped) {
    throw new PetrelError('cannot_answer', {
      message: `"${metric.title.en}" needs ${need === 'token' ? 'a token' : 'an address'}.`,
      hint: 'Name it.',
      facts: { metric: metric.id, need },
    })
  }
  // A list shows its tokens anyway; any other grouping of single rows means nothing.
  if (metric.kind === 'rows' && (query.per || query.by.some((id) => id !== 'token'))) {
    throw new PetrelError('cannot_answer', {
      message: `"${metric.title.en}" lists single rows and cannot be grouped.`,
      hint: 'Ask how many there are by group, or for the list alone.',
      facts: { metric: metric.id, by: query.by, per: query.per },
    })
  }
  if (query.per && timeless(bound)) {
    throw new PetrelError('cannot_answer', {
      message: `"${metric.title.en}" is known for the last indexed block only, not per ${query.per}.`,
      hint: 'Ask for it without a period.',
      facts: { metric: metric.id, per: query.per },
    })
  }
}

/** The statement of a query. Same query, same chain and same `now`: same text. Throws PetrelError cannot_answer when the subject lacks what is asked. */
export function compile(bound: Bound): Compiled {
  check(bound)
  const metric = bound.metric
  if (metric.kind === 'live') throw new PetrelError('internal', { message: `"${metric.id}" is read from the chain, not compiled.` })
  const values = parameters()
  const ignored = timeless(bound)
  const span = ignored ? OPEN : spanOf(bound.query, bound.now)
  const before = bound.query.compare ? spanBefore(bound.query, span) : undefined
  const made = metric.kind === 'rows' ? listing(bound, metric, span, values) : aggregate(bound, metric, { span, before }, values)
  return {
    ...made,
    ...compact(withSteps(bound, made.sql, values), values.values),
    span,
    before: metric.kind === 'rows' ? undefined : before,
    state: ignored,
    periodIgnored: ignored && bound.query.period !== 'all',
  }
}
