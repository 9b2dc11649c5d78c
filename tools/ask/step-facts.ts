import type { ToolContext } from '../../core/tool.ts'
import type { Handles } from '../define.ts'
import type { Bound, BoundStep } from './compile/bound.ts'
import type { ResultColumn } from './compile/compile.ts'
import { inlined } from './compile/parameters.ts'
import { spanOf } from './compile/period.ts'
import { finding } from './compile/steps.ts'
import { TITLES } from './layer/columns.ts'
import type { Fact, StepResult } from './result.ts'
import { said } from './said.ts'

/** The columns of what a step found: what it is, and how much of it. */
function columnsOf({ bound, step }: BoundStep): ResultColumn[] {
  const { metric, subject, query } = bound
  const value: ResultColumn = {
    name: 'value',
    title: metric.title,
    type: metric.kind === 'aggregate' && metric.unit === 'count' && metric.zero && !step.each ? 'integer' : 'number',
    unit: metric.kind === 'aggregate' ? (metric.usd && query.currency === 'native' ? 'native' : metric.unit) : 'count',
  }
  if ('bound' in step) return [value]
  if (!step.order) return [{ name: 'count', title: metric.title, type: 'integer', unit: 'count' }]
  if (step.per) return [{ name: 'time', title: TITLES.time, type: 'time', unit: 'time' }, value]
  const dimension = step.by ? subject.dimensions[step.by] : undefined
  const [first] = dimension?.columns ?? []
  const name: ResultColumn = {
    name: step.by ?? '',
    title: first?.title ?? TITLES.name,
    type: first?.type === 'integer' ? 'integer' : 'text',
    unit: first?.unit ?? 'text',
  }
  return [name, value]
}

/** What one step found, for the words of the answer. */
async function stepResult(made: BoundStep, context: ToolContext<Handles>): Promise<StepResult> {
  const { ledger, handles, signal } = context
  const { bound, step } = made
  const statement = finding(made)
  const set = await handles.warehouse.query(statement.sql, statement.parameters, { limits: { rows: 5 }, signal })
  const columns = columnsOf(made)
  const source = inlined(statement.sql, statement.parameters)
  const rows = set.rows.map((row) => row.slice(0, columns.length))
  const record = ledger.table({
    name: `first step: ${bound.metric.title.en}`,
    columns: columns.map(({ name, type, unit }) => ({ name, type, unit: unit === 'time' ? 'ms since 1970, UTC' : unit })),
    rows,
    source,
  })
  const own = step.period === 'same' ? undefined : spanOf(bound.query, bound.now)
  const moment = (name: string, value: number | undefined): Fact | undefined =>
    value === undefined ? undefined : { id: ledger.measured({ name, value, unit: 'ms since 1970, UTC', source }).id, value }
  const [from, to] = [moment('start of the first step', own?.from), moment('end of the first step', own?.to)]
  return {
    step,
    query: bound.query,
    symbols: {
      native: bound.chains[0]?.native ?? '',
      ...(bound.token ? { token: bound.token.symbol } : {}),
      ...(bound.token2 ? { token2: bound.token2.symbol } : {}),
    },
    said: said(bound, ledger),
    table: { record: record.id, columns, rows, truncated: false },
    ...(from ? { from } : {}),
    ...(to ? { to } : {}),
  }
}

/** What the first steps of a query found, each with its record. Throws what the warehouse throws. */
export async function stepResults(bound: Bound, context: ToolContext<Handles>): Promise<StepResult[]> {
  const out: StepResult[] = []
  for (const made of bound.steps ?? []) out.push(await stepResult(made, context))
  return out
}
