import type { ResultSet } from '../../chain/warehouse/warehouse.ts'
import type { Ledger } from '../../core/ledger.ts'
import type { Scalar } from '../../core/record.ts'
import type { ToolContext } from '../../core/tool.ts'
import type { Handles } from '../define.ts'
import type { Bound } from './compile/bound.ts'
import { type Compiled, compile, type ResultColumn } from './compile/compile.ts'
import { diagnosis } from './compile/diagnose.ts'
import { inlined } from './compile/parameters.ts'
import { freshness } from './freshness.ts'
import { TITLES } from './layer/columns.ts'
import type { Fact, QueryResult } from './result.ts'
import { said } from './said.ts'
import { visible } from './scale.ts'
import { stepResults } from './step-facts.ts'

const unitOf = (column: ResultColumn, bound: Bound): string => {
  const { unit } = column
  if (unit === 'count' || unit === 'text') return ''
  if (unit === 'time') return 'ms since 1970, UTC'
  if (unit === 'token') return bound.token?.symbol ?? 'token'
  return unit === 'native' ? (bound.chains[0]?.native ?? 'native') : unit
}

const hidden = (set: ResultSet, name: string): Scalar => set.rows[0]?.[set.columns.findIndex((column) => column.name === name)] ?? null

function spanFacts(bound: Bound, compiled: Compiled, ledger: Ledger): Pick<QueryResult, 'span' | 'before'> {
  const fact = (name: string, value: number): Fact => {
    const { id } = ledger.measured({
      name,
      value,
      unit: 'ms since 1970, UTC',
      source: `period "${bound.query.period}" of the question, by the clock of this turn`,
    })
    return { id, value }
  }
  const { span, before } = compiled
  return {
    span: {
      ...span,
      ...(span.from === undefined ? {} : { fromFact: fact('start of the period', span.from) }),
      ...(span.to === undefined ? {} : { toFact: fact('end of the period', span.to) }),
    },
    ...(before?.from === undefined || before.to === undefined
      ? {}
      : { before: { from: fact('start of the period before', before.from), to: fact('end of the period before', before.to) } }),
  }
}

async function blame(bound: Bound, compiled: Compiled, context: ToolContext<Handles>): Promise<QueryResult['blame']> {
  const made = diagnosis(bound, compiled)
  if (!made) return []
  const set = await context.handles.warehouse.query(made.sql, made.parameters, { signal: context.signal })
  return made.fields.flatMap((field, index) => {
    const value = Number(set.rows[0]?.[index] ?? 0)
    if (value === 0) return []
    const { id } = context.ledger.measured({
      name: `rows without the condition on ${field}`,
      value,
      unit: '',
      source: inlined(made.sql, made.parameters),
    })
    return [{ field, count: { id, value } }]
  })
}

/** True when the result says nothing: no rows, or one row whose value is nothing or zero. */
export const isEmpty = (rows: readonly (readonly Scalar[])[], main: number): boolean =>
  rows.every((row) => row[main] === null || row[main] === 0 || row[main] === '0')

/** Two named periods stand in two rows, each with its beginning, earliest first. */
function apart(
  bound: Bound,
  compiled: Compiled,
  rows: readonly (readonly Scalar[])[],
): { compiled: Compiled; rows: Scalar[][] } | undefined {
  const { query } = bound
  const { span, before, columns } = compiled
  const named = query.from2 !== undefined || query.to2 !== undefined
  if (!named || query.by.length > 0 || query.per || !before || span.from === undefined || before.from === undefined) return undefined
  const [row] = rows
  const value = columns.findIndex((column) => column.name === 'value')
  const [previous, change] = ['previous', 'change_pct'].map((name) => columns.findIndex((column) => column.name === name))
  if (!row || value < 0 || previous === undefined || change === undefined || previous < 0) return undefined
  const shown = [
    { name: 'period', title: TITLES.time, type: 'time' as const, unit: 'time' as const },
    columns[value] as ResultColumn,
    columns[change] as ResultColumn,
  ]
  const made: Scalar[][] = [
    [span.from, row[value] ?? null, row[change] ?? null],
    [before.from, row[previous] ?? null, null],
  ]
  return { compiled: { ...compiled, columns: shown, main: 1 }, rows: made.sort((a, b) => Number(a[0]) - Number(b[0])) }
}

/** How many rows the file holds, and of how many. */
function fileFacts(
  { shown, total, where }: { shown: number; total: number; where: { source: string; chain?: number; block?: number } },
  ledger: Ledger,
): NonNullable<QueryResult['file']> {
  const fact = (name: string, value: number): Fact => ({ id: ledger.measured({ name, value, unit: '', ...where }).id, value })
  return { rows: fact('rows in the file', shown), ...(total > shown ? { all: fact('rows in all', total) } : {}) }
}

/** Compiles and runs a query and gives every figure its record. Throws PetrelError cannot_answer, query_failed, query_deadline, warehouse_down. */
export async function runQuery(bound: Bound, context: ToolContext<Handles>): Promise<QueryResult> {
  const { ledger, handles, signal } = context
  const statement = compile(bound)
  const chain = bound.chains[0]
  const set = await handles.warehouse.query(statement.sql, statement.parameters, { limits: { rows: statement.limit }, signal })
  const plain = visible(set, statement.columns)
  const two = apart(bound, statement, plain)
  const compiled = two?.compiled ?? statement
  const { height, ...fresh } = chain ? await freshness(chain, compiled.span.from, context) : { chain: '', height: undefined }
  const sql = inlined(compiled.sql, compiled.parameters)
  const where = {
    source: sql,
    ...(bound.chains.length === 1 && chain ? { chain: chain.id } : {}),
    ...(height === undefined ? {} : { block: height }),
  }
  const rows = two?.rows ?? plain
  const columns = compiled.columns.map((column) => ({ name: column.name, type: column.type, unit: unitOf(column, bound) }))
  const table = ledger.table({ name: bound.metric.title.en, columns, rows, ...where })
  const all = Number(hidden(set, '_rows') ?? 0)
  const unpriced = Number(hidden(set, '_unpriced') ?? 0)
  const share =
    all > 0 ? ledger.measured({ name: 'share of rows without a USD price', value: (100 * unpriced) / all, unit: '%', ...where }) : undefined
  const total = Number(hidden(set, '_total') ?? rows.length)
  return {
    kind: 'query',
    query: bound.query,
    ...(bound.subject.id === 'events' ? { made: bound.metric } : {}),
    symbols: {
      native: chain?.native ?? '',
      ...(bound.token ? { token: bound.token.symbol } : {}),
      ...(bound.token2 ? { token2: bound.token2.symbol } : {}),
    },
    table: { record: table.id, columns: compiled.columns, rows, truncated: set.truncated, ...(total > rows.length ? { total } : {}) },
    main: compiled.main,
    ...(compiled.time === undefined ? {} : { time: compiled.time }),
    ...(bound.query.file ? { file: fileFacts({ shown: rows.length, total, where }, ledger) } : {}),
    said: said(bound, ledger),
    ...spanFacts(bound, compiled, ledger),
    periodIgnored: compiled.periodIgnored,
    state: compiled.state,
    ...(two ? { apart: true as const } : {}),
    ...(share ? { unpriced: { id: share.id, value: share.value } } : {}),
    ...(bound.steps ? { steps: await stepResults(bound, context) } : {}),
    caveats: bound.subject.caveats,
    both: bound.query.by.some((id) => bound.subject.dimensions[id]?.note === 'both_tokens'),
    blame: isEmpty(rows, compiled.main) ? await blame(bound, compiled, context) : [],
    fresh,
    sql,
  }
}
