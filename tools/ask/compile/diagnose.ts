import type { Parameter } from '../../../chain/warehouse/warehouse.ts'
import type { Bound } from './bound.ts'
import type { Compiled } from './compile.ts'
import { conditions } from './conditions.ts'
import { compact, parameters } from './parameters.ts'
import { withSteps } from './steps.ts'

/** Fields whose condition can be dropped; the chain and the metric's own condition stay. */
const FIXED = new Set(['chain', 'metric'])

/**
 * A statement that counts, for each condition of an empty result, the rows that would be there without it.
 * Returns undefined when nothing can be dropped.
 */
export function diagnosis(
  bound: Bound,
  compiled: Compiled,
): { sql: string; parameters: readonly Parameter[]; fields: readonly string[] } | undefined {
  const values = parameters()
  const all = conditions(bound, compiled.span, values)
  const fields = [...new Set(all.map((each) => each.name))].filter((name) => !FIXED.has(name))
  if (fields.length === 0) return undefined
  const counts = fields.map((field, index) => {
    const rest = all.filter((each) => each.name !== field).map((each) => each.sql)
    return `count(*) FILTER (WHERE ${rest.join(' AND ') || 'TRUE'}) AS c${index}`
  })
  const { relation, dimensions } = bound.subject
  const from =
    (bound.metric.kind === 'aggregate' ? bound.query.by.map((id) => dimensions[id]?.relation).find(Boolean) : undefined) ?? relation
  return { ...compact(withSteps(bound, `SELECT ${counts.join(', ')} FROM ${from} AS x`, values), values.values), fields }
}
