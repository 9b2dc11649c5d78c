import type { RecordColumn } from '../../core/record.ts'
import { inLocale, type Title } from '../../core/title.ts'
import type { ToolContext } from '../../core/tool.ts'
import type { Handles } from '../define.ts'
import { cleanText } from '../format.ts'
import { emptied, saysNothing } from '../sql/emptied.ts'
import { freshnessOf } from '../sql/freshness.ts'
import type { SqlResult, SqlTable } from '../sql/result.ts'
import { byId, bySaying, byWords } from './find.ts'
import { QUERIES } from './queries/index.ts'
import { PARAMETERS, parametersOf, type VerifiedQuery, verified } from './query.ts'
import { splitValues } from './read.ts'
import { fillTemplate, type Values } from './values.ts'

export interface LibraryInput {
  name?: string | undefined
  values?: Readonly<Record<string, string>> | undefined
  file?: 'csv' | 'json' | undefined
}

export interface Listed {
  id: string
  title: string
  parameters: readonly string[]
  promoted: boolean
}

export type LibraryResult =
  | { kind: 'list'; record: string; count: { id: string; value: number }; queries: readonly Listed[]; asked: string | undefined }
  | {
      kind: 'query'
      id: string
      title: Title
      promoted: boolean
      sql: string
      /** Name, value, and id of the record of the asker's own words. */
      values: readonly { name: string; value: string; record: string }[]
      table: SqlTable
      rows: { id: string; value: number }
      emptied: SqlResult['emptied']
      fresh: SqlResult['fresh']
      file?: 'csv' | 'json'
    }

type Context = ToolContext<Handles>

/** The library with what operators of this Petrel promoted. */
export async function allQueries({ handles }: Pick<Context, 'handles'>): Promise<readonly VerifiedQuery[]> {
  const promoted = (await handles.queries?.promoted()) ?? []
  return [
    ...QUERIES,
    ...promoted
      .filter(({ id }) => !QUERIES.some((query) => query.id === id))
      .map(({ id, title, sql }) => verified(id, [title, title, title], sql)),
  ]
}

const isPromoted = (query: VerifiedQuery): boolean => !QUERIES.includes(query)
const MOST_LISTED = 12

function list(queries: readonly VerifiedQuery[], asked: string | undefined, { ledger, locale }: Context): LibraryResult {
  const shown = queries.map((query) => ({
    id: query.id,
    title: cleanText(inLocale(query.title, locale), 80),
    parameters: parametersOf(query.sql),
    promoted: isPromoted(query),
  }))
  const record = ledger.table({
    name: 'verified queries',
    source: 'library of verified queries',
    columns: ['name', 'title', 'parameters'].map((name) => ({ name, unit: '', type: 'text' as const })),
    rows: shown.map(({ id, title, parameters }) => [id, title, parameters.join(', ')]),
  })
  const count = ledger.measured({ name: 'verified queries', value: shown.length, source: 'library of verified queries' })
  return { kind: 'list', record: record.id, count: { id: count.id, value: shown.length }, queries: shown, asked }
}

const unitOf = (column: RecordColumn, units: VerifiedQuery['units']): RecordColumn => {
  const unit = units[column.name] ?? (/_pct$/.test(column.name) ? '%' : /_gwei$/.test(column.name) ? 'gwei' : column.unit)
  return { ...column, unit }
}

async function runQuery(query: VerifiedQuery, values: Values, context: Context): Promise<LibraryResult> {
  const { handles, ledger, signal } = context
  const filled = await fillTemplate(query, values, context)
  // What an operator promoted is somebody's SQL: it passes the guard like any other.
  const found = isPromoted(query)
    ? await handles.warehouse.guarded(filled.sql, { signal })
    : await handles.warehouse.query(filled.sql, [], { signal })
  const rows = found.rows.map((row) => row.map((value) => (typeof value === 'string' ? cleanText(value, 200) : value)))
  const columns = found.columns.map((column) => unitOf({ ...column, name: cleanText(column.name) }, query.units))
  const record = ledger.table({ name: `verified query ${query.id}`, columns, rows, source: filled.sql })
  const count = ledger.measured({ name: 'rows of the result', value: rows.length, source: filled.sql })
  const said = Object.entries(filled.values).map(([name, value = '']) => ({
    name,
    value,
    record: ledger.user({ name: `${name} of the query`, value, words: `${name}=${value}` }).id,
  }))
  return {
    kind: 'query',
    id: query.id,
    title: query.title,
    promoted: isPromoted(query),
    sql: filled.sql,
    values: said,
    table: { record: record.id, columns, rows, truncated: found.truncated },
    rows: { id: count.id, value: rows.length },
    emptied: saysNothing(rows) ? await emptied(filled.sql, context) : [],
    fresh: await freshnessOf(context),
  }
}

/** Lists the library, or runs one of its queries with the given values. Throws PetrelError input_invalid, token_unknown, token_ambiguous, query_*. */
export async function run(input: LibraryInput, context: Context): Promise<LibraryResult> {
  const result = await listOrQuery(input, context)
  return result.kind === 'query' && input.file !== undefined ? { ...result, file: input.file } : result
}

async function listOrQuery(input: LibraryInput, context: Context): Promise<LibraryResult> {
  const queries = await allQueries(context)
  if (input.name === undefined || input.name.trim() === '') return list(queries, undefined, context)
  const { words, values } = splitValues(input.name)
  const query = byId(queries, words) ?? bySaying(queries, words)
  if (query) return runQuery(query, { ...values, ...input.values } as Values, context)
  const near = byWords(queries, words, context.locale)
  const [best, second] = near
  if (best && best.score >= 0.75 && (!second || best.score - second.score >= 0.15))
    return runQuery(best.query, { ...values, ...input.values } as Values, context)
  return list(near.length > 0 ? near.slice(0, MOST_LISTED).map((each) => each.query) : queries, words, context)
}

/** What a parameter may be, for the answer's words. */
export const aboutParameter = (name: string): string =>
  Object.hasOwn(PARAMETERS, name) ? PARAMETERS[name as keyof typeof PARAMETERS].about : name
