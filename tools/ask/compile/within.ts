import { PetrelError } from '../../../core/errors.ts'
import type { DimensionId, FilterId, Subject } from '../layer/types.ts'
import type { Bound, BoundStep } from './bound.ts'
import type { Condition } from './conditions.ts'

/** Groups whose values are addresses of people or contracts: one stands for another when sets meet. */
const PEOPLE: ReadonlySet<DimensionId> = new Set(['trader', 'sender', 'receiver', 'address', 'contract'])

const refuse = (bound: Bound, what: string): never => {
  throw new PetrelError('cannot_answer', {
    message: `"${bound.metric.title.en}" cannot be narrowed to what the first step finds (${what}).`,
    hint: 'Ask the two questions one after the other.',
    facts: { metric: bound.metric.id, step: what },
  })
}

/** The column that tells the values of a group apart: an address where there is one. */
export function keyOf(subject: Subject, id: DimensionId): { name: string; sql: string } | undefined {
  const dimension = subject.dimensions[id]
  if (!dimension || dimension.join) return undefined
  const { columns } = dimension
  return columns.find((column) => column.type === 'address') ?? columns.find((column) => column.name === id) ?? columns[0]
}

/** Whose rows are meant where people of a first step narrow those of another kind. */
function personOf({ subject, metric, query }: Bound, of: DimensionId | undefined): string | undefined {
  const grouped = query.by.find((id) => PEOPLE.has(id))
  const counted = metric.id.startsWith('receiv') ? 'receiver' : undefined
  const wanted = [of, grouped, counted, 'trader', 'sender', 'address'] as const
  const found = wanted.find((id) => id !== undefined && subject.dimensions[id])
  return found === undefined ? undefined : keyOf(subject, found)?.sql
}

export const stepName = (index: number): string => `step${index + 1}`

/** A condition of a filter with a set or a subquery in the place of its one value. */
function filtered(bound: Bound, id: FilterId, place: string): string | undefined {
  const made = bound.subject.filters[id]?.('?')
  return made?.replaceAll('= ?', place)
}

function setCondition(bound: Bound, { step }: BoundStep & { kind: 'within' }, set: string): string {
  const { subject, query } = bound
  if (step.per) return subject.time ? `date_trunc('${step.per}', ${subject.time}) IN ${set}` : refuse(bound, step.per)
  const by = step.by ?? refuse(bound, 'no group')
  const own = query.by.includes(by) ? keyOf(subject, by)?.sql : undefined
  if (PEOPLE.has(by)) return `${personOf(bound, step.of) ?? refuse(bound, by)} IN ${set}`
  if (own) return `${own} IN ${set}`
  if (by === 'token') return filtered(bound, 'token', `IN ${set}`) ?? refuse(bound, by)
  if (by === 'block') return `${subject.filters.block?.('') ?? refuse(bound, by)} IN ${set}`
  return `${keyOf(subject, by)?.sql ?? refuse(bound, by)} IN ${set}`
}

/** A row of the step by the same one lies before, and no further back than was asked. */
function laterCondition(bound: Bound, { step }: BoundStep & { kind: 'within' }, name: string): string {
  const { time } = bound.subject
  const person = step.by && PEOPLE.has(step.by) ? personOf(bound, step.of) : undefined
  if (!time || !person) return refuse(bound, 'later')
  const latest = step.seconds === undefined ? '' : ` AND ${time} <= s.moment + to_seconds(${Math.floor(step.seconds)})`
  return `EXISTS (SELECT 1 FROM ${name} AS s WHERE s.id = ${person} AND ${time} >= s.moment${latest})`
}

function within(bound: Bound, made: BoundStep & { kind: 'within' }, name: string): Condition {
  const { step } = made
  const sql = step.later ? laterCondition(bound, made, name) : setCondition(bound, made, `(SELECT id FROM ${name})`)
  return { name: 'within', sql: step.not ? `NOT coalesce(${sql}, FALSE)` : sql }
}

/** Rows beyond the value of a first step; a bound of groups is laid over them later. */
function beyond(bound: Bound, { step, bound: first }: BoundStep & { kind: 'than' }, name: string): Condition[] {
  if (step.on === 'groups') return []
  const unit = first.metric.kind === 'aggregate' ? first.metric.unit : undefined
  const suffix = unit === 'USD' ? 'Usd' : unit === 'token' || unit === 'native' ? 'Amount' : refuse(bound, 'than')
  const id = `${step.bound === 'more' ? 'min' : 'max'}${suffix}` as FilterId
  const sign = step.bound === 'more' ? '>' : '<'
  const made = bound.subject.filters[id]?.('?')?.replaceAll(/[<>]= \?/g, `${sign} (SELECT value FROM ${name})`)
  return [{ name: 'than', sql: made ?? refuse(bound, 'than') }]
}

/** What the first steps of a query demand of its rows. Throws PetrelError cannot_answer. */
export const stepConditions = (bound: Bound): Condition[] =>
  (bound.steps ?? []).flatMap((made, index) =>
    made.kind === 'within' ? [within(bound, made, stepName(index))] : beyond(bound, made, stepName(index)),
  )

/** The bound that a first step sets on the measure of groups; undefined when there is none. */
export function groupBound(bound: Bound): string | undefined {
  const index = (bound.steps ?? []).findIndex((made) => made.kind === 'than' && made.step.on === 'groups')
  const made = bound.steps?.[index]
  if (made?.kind !== 'than') return undefined
  // Sums of the same rows in another order differ in the last digits: the group that set the bound is not beyond it.
  const [sign, edge] = made.step.bound === 'more' ? ['>', '+'] : ['<', '-']
  return `CAST(value AS DOUBLE) ${sign} (SELECT value ${edge} abs(value) * 1e-9 FROM ${stepName(index)})`
}
