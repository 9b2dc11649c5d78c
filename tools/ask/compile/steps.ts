import type { Parameter } from '../../../chain/warehouse/warehouse.ts'
import { PetrelError } from '../../../core/errors.ts'
import type { Aggregate } from '../layer/types.ts'
import { aggregate, ungrouped } from './aggregate.ts'
import type { Bound, BoundStep } from './bound.ts'
import { conditions } from './conditions.ts'
import { parameters as collected, compact, type Parameters } from './parameters.ts'
import { spanOf } from './period.ts'
import { keyOf, stepName } from './within.ts'

const refuse = (bound: Bound, why: string): never => {
  throw new PetrelError('cannot_answer', {
    message: `"${bound.metric.title.en}" cannot be the first of two steps: ${why}.`,
    hint: 'Ask the two questions one after the other.',
    facts: { metric: bound.metric.id },
  })
}

const measured = (bound: Bound): Aggregate => (bound.metric.kind === 'aggregate' ? bound.metric : refuse(bound, 'it lists single rows'))

function keyName(bound: Bound): string {
  const [by] = bound.query.by
  if (bound.query.per) return 'time'
  return (by && keyOf(bound.subject, by)?.name) ?? refuse(bound, `it cannot be told apart by ${by ?? 'anything'}`)
}

/** When each one did it: rows, for what must come later. */
function moments(bound: Bound, parameters: Parameters): string {
  const [by] = bound.query.by
  const key = by ? keyOf(bound.subject, by) : undefined
  const { time, relation } = bound.subject
  if (!key || !time) return refuse(bound, 'its rows have no time')
  const where = conditions(bound, spanOf(bound.query, bound.now), parameters)
  return `SELECT ${key.sql} AS id, ${time} AS moment FROM ${relation} AS x\nWHERE ${where.map(({ sql }) => sql).join('\n  AND ')}`
}

function set({ step, bound }: BoundStep & { kind: 'within' }, parameters: Parameters): string {
  if (step.later) return moments(bound, parameters)
  const metric = measured(bound)
  const span = spanOf(bound.query, bound.now)
  const key = keyName(bound)
  const made = step.order
    ? aggregate(bound, metric, { span, before: undefined }, parameters).sql
    : ungrouped(bound, metric, span, parameters)
  // Buckets without a row are zeros: the most of nothing is nothing found.
  const some = step.order === 'most' ? ' AND CAST(value AS DOUBLE) <> 0' : ''
  return `SELECT "${key}" AS id, value FROM (${made}) AS g WHERE "${key}" IS NOT NULL${some}`
}

/** One number: a measure, the first of a ranking, or the mean of groups. */
function value({ step, bound }: BoundStep & { kind: 'than' }, parameters: Parameters): string {
  const metric = measured(bound)
  const span = spanOf(bound.query, bound.now)
  const groups = step.by !== undefined && !step.order
  const made = groups ? ungrouped(bound, metric, span, parameters) : aggregate(bound, metric, { span, before: undefined }, parameters).sql
  const times = step.times === 1 ? '' : `${parameters.add(step.times)} * `
  const number = groups ? 'avg(CAST(value AS DOUBLE))' : 'CAST(value AS DOUBLE)'
  return `SELECT ${times}${number} AS value FROM (${made}) AS g`
}

/** The statement of one first step: its columns are id and value, or id and moment, or value alone. */
export const stepSql = (made: BoundStep, parameters: Parameters): string =>
  made.kind === 'within' ? set(made, parameters) : value(made, parameters)

/** A statement with the first steps of its query before it, each worked out once. */
export function withSteps(bound: Bound, sql: string, parameters: Parameters): string {
  const steps = bound.steps ?? []
  if (steps.length === 0) return sql
  const tables = steps.map((made, index) => `${stepName(index)} AS MATERIALIZED (${stepSql(made, parameters)})`).join(',\n')
  return sql.startsWith('WITH ') ? `WITH ${tables},\n${sql.slice('WITH '.length)}` : `WITH ${tables}\n${sql}`
}

/** A statement of what one step finds: the first few and their measures, how many there are, or the value. */
export function finding(made: BoundStep): { sql: string; parameters: Parameter[] } {
  const values = collected()
  const sql = stepSql(made, values)
  if (made.kind === 'than') return compact(sql, values.values)
  const shown = made.step.order ? 'id, value' : 'count(DISTINCT id) AS found'
  return compact(`SELECT ${shown} FROM (${sql}) AS s LIMIT 5`, values.values)
}
