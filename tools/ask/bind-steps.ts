import { PetrelError } from '../../core/errors.ts'
import type { Bound, BoundStep } from './compile/bound.ts'
import { spanOf } from './compile/period.ts'
import { type Query, querySchema, type Than, type Within } from './query.ts'

const PERIOD_FIELDS = ['period', 'n', 'unit', 'from', 'to'] as const

/** The period of a step: its own, that of the question, or all before that. Throws PetrelError cannot_answer. */
function periodOf(step: Within | Than, query: Query, now: number): Partial<Query> {
  const own = (of: Within | Than | Query) => Object.fromEntries(PERIOD_FIELDS.map((field) => [field, of[field]]))
  if (step.period === 'same') return own(query)
  if (step.period !== 'before') return own(step)
  const { from } = spanOf(query, now)
  if (from === undefined)
    throw new PetrelError('cannot_answer', {
      message: 'Nothing comes before all of the data.',
      hint: 'Say since when: "this week", "in May".',
      facts: { period: query.period },
    })
  return { period: 'range', to: new Date(from).toISOString().slice(0, 19) }
}

/** A step as a query of its own. */
function queryOf(step: Within | Than, query: Query, now: number): Query {
  const { by, order, limit, period: _, n: __, unit: ___, from: ____, to: _____, ...rest } = step
  const known = Object.fromEntries(
    Object.keys(querySchema.shape).flatMap((key) => (key in rest ? [[key, rest[key as keyof typeof rest]]] : [])),
  )
  const mean = 'bound' in step && step.per !== undefined && !order ? { transform: 'average' as const } : {}
  return querySchema.parse({
    ...known,
    ...mean,
    by: by ? [by] : [],
    ...(query.chain === undefined ? {} : { chain: query.chain }),
    ...(order ? { order, limit: limit ?? 1 } : {}),
    ...periodOf(step, query, now),
  })
}

/** Whole tokens, not base units: what a step finds is compared with other measures. */
function inTokens(bound: Bound): Bound {
  if (bound.metric.kind !== 'aggregate' || bound.metric.exact === undefined) return bound
  const { exact: _, ...metric } = bound.metric
  return { ...bound, metric }
}

/** The first steps of a query, their names bound. Throws what binding a query throws. */
export async function bindSteps(query: Query, now: number, bind: (query: Query) => Promise<Bound>): Promise<readonly BoundStep[]> {
  const within = query.within.map(
    async (step): Promise<BoundStep> => ({ kind: 'within', step, bound: inTokens(await bind(queryOf(step, query, now))) }),
  )
  const than = query.than ? [{ step: query.than, bound: bind(queryOf(query.than, query, now)) }] : []
  const values = than.map(async ({ step, bound }): Promise<BoundStep> => ({ kind: 'than', step, bound: inTokens(await bound) }))
  const steps = await Promise.all([...within, ...values])
  if (steps.some(({ bound }) => bound.chains.length !== 1))
    throw new PetrelError('cannot_answer', {
      message: 'A question of two steps is about one chain.',
      hint: 'Name the chain.',
      facts: { chain: query.chain ?? 'all' },
    })
  return steps
}
