import { z } from 'zod'
import { VIEWS } from '../../chain/warehouse/views.ts'
import { PetrelError } from '../../core/errors.ts'
import type { ToolContext } from '../../core/tool.ts'
import type { Handles } from '../define.ts'
import { cleanText } from '../format.ts'
import { changeBlocks } from './answer.ts'
import { type Catalog, catalogOf } from './catalog.ts'
import type { Change } from './dialect.ts'
import { edit, type Meant, type Wish } from './edit.ts'
import { emptied, saysNothing } from './emptied.ts'
import { explain } from './explain.ts'
import { freshnessOf } from './freshness.ts'
import { meaningOf } from './meaning.ts'
import { parse, tablesIn } from './parse.ts'
import { type Repaired, runRepaired, type Unrepaired } from './repair.ts'
import type { SqlResult } from './result.ts'

export interface SqlInput {
  sql: string
  show: 'result' | 'explanation'
  wishes: readonly Wish[]
  values?: Record<string, string> | undefined
  file?: 'csv' | 'json' | undefined
}

type Context = ToolContext<Handles>

const PARAMETER = /'?\{\{\s*([\w ]+?)\s*\}\}'?/g
/** Dune's names may hold blanks, and people write them with underscores or none. */
const plainName = (name: string): string => name.toLowerCase().replaceAll(/[\s_]/g, '')
const valueNamed = (name: string, values: Readonly<Record<string, string>>): string | undefined =>
  values[name] ?? Object.entries(values).find(([given]) => plainName(given) === plainName(name))?.[1]

/** Puts values in the place of {{names}}; numbers bare, the rest as text. Throws PetrelError input_invalid naming those that are missing. */
export function withValues(sql: string, values: Readonly<Record<string, string>> = {}): string {
  const missing = new Set<string>()
  const made = sql.replace(PARAMETER, (_, name: string) => {
    const value = valueNamed(name, values)
    if (value === undefined) missing.add(name)
    return value !== undefined && /^-?\d+(\.\d+)?$/.test(value) ? value : `'${(value ?? '').replaceAll("'", "''")}'`
  })
  if (missing.size === 0) return made
  const names = [...missing].join(', ')
  throw new PetrelError('input_invalid', {
    message: `The statement has parameters without a value: ${names}.`,
    hint: `Give them, for example {"values": {"${[...missing][0]}": "…"}}, or write the values into the statement.`,
    facts: { missing: [...missing] },
  })
}

const chainsOf = ({ handles }: Context) => handles.chains.all.map(({ name, id, aliases }) => ({ name, id, aliases }))

const NEAR = 8
/** Names that a model may use: the tables of the statement, or the usual ones. */
function schemaFor(catalog: Catalog, names: readonly string[]): string {
  const wanted = [...catalog.values()].filter(({ name }) => names.includes(name))
  const usual = [...catalog.values()].filter(({ name }) => name.includes('.'))
  return [...wanted, ...usual]
    .slice(0, NEAR)
    .map(({ name, columns }) => `${name}(${columns.map((column) => column.name).join(', ')})`)
    .join('\n')
}

const answerSchema = z.object({ sql: z.string().min(1).max(8000).describe('The whole DuckDB SELECT statement.') })

/** Asks the model for a statement; undefined when there is none. What it writes runs under the same guard and is labelled. */
async function byModel(
  instruction: string,
  sql: string,
  { catalog, context }: { catalog: Catalog; context: Context },
): Promise<string | undefined> {
  const { model, signal, progress, handles } = context
  if (!model) return undefined
  progress('asking the language model for a repair')
  const parsed = await parse(handles.warehouse, sql, signal)
  const names = 'tree' in parsed ? tablesIn(parsed.tree, sql).map(({ name }) => name) : []
  const text = `Tables:\n${schemaFor(catalog, names)}\n\nStatement:\n${sql}`
  const filled = await model.fill({ instruction, text, schema: answerSchema }, signal)
  return filled.sql
}

/** The statement as it can run. Throws the engine's last error when neither rule nor model helps. */
async function working(
  sql: string,
  { catalog, context }: { catalog: Catalog; context: Context },
): Promise<Repaired & { unverified: boolean }> {
  const repairing = { warehouse: context.handles.warehouse, catalog, chains: chainsOf(context), signal: context.signal }
  const found = await runRepaired(sql, repairing)
  if (!('error' in found)) return { ...found, unverified: false }
  // What the guard refuses on purpose is no fault to repair.
  const fault = found.error.code === 'query_failed' || /is not SQL/.test(found.error.message)
  const asked = fault
    ? `Repair this DuckDB statement so that it keeps its meaning. The engine says: ${found.error.message.slice(0, 400)}`
    : ''
  const written = fault ? await byModel(asked, found.sql, { catalog, context }).catch(() => undefined) : undefined
  const second = written === undefined ? undefined : await runRepaired(written, repairing)
  if (!second || 'error' in second) throw failure(sql, found, context.locale)
  const change: Change = { kind: 'model', from: found.sql, to: second.sql }
  return { ...second, changes: [...found.changes, change, ...second.changes], unverified: true }
}

/** What remains of an error once the engine's advice on names of its own is gone, with what was tried before. */
function failure(original: string, { sql, changes, error }: Unrepaired, locale: string): PetrelError {
  const table = /it reads "([^"]+)"/.exec(error.message)?.[1]
  const message = table
    ? `There is no table "${cleanText(table, 80)}" here.`
    : (error.message.split(/\n|In order to select one/)[0]?.trim() ?? '')
  const tables = [...VIEWS.map(({ schema, name }) => `${schema}.${name}`)].filter((name) => !/native|coverage|names/.test(name)).join(', ')
  return new PetrelError(error.code, {
    message,
    hint: table ? `These are: ${tables}.` : (error.hint ?? 'Check the names of tables and columns.'),
    facts: error.facts,
    cause: error,
    blocks: changes.length > 0 ? changeBlocks({ original, sql, changes }, locale) : [],
  })
}

interface Edited {
  sql: string
  changes: Change[]
  unverified: boolean
}

/** The statement with each wish applied in turn. Throws PetrelError cannot_answer. */
async function withWishes(
  sql: string,
  wishes: readonly Wish[],
  { catalog, context }: { catalog: Catalog; context: Context },
): Promise<Edited> {
  const state: Edited = { sql, changes: [], unverified: false }
  for (const wish of wishes) {
    const before = state.sql
    if (wish.op === 'words' && context.model) {
      const instruction = `Change this DuckDB statement as asked and in no other way: ${wish.value}`
      state.sql = (await byModel(instruction, before, { catalog, context })) ?? before
      state.unverified = true
    } else {
      const parsed = await parse(context.handles.warehouse, before, context.signal)
      if ('error' in parsed)
        throw new PetrelError('cannot_answer', { message: `The statement cannot be changed while it does not parse: ${parsed.error}` })
      const meant: Meant | undefined = wish.op === 'only' || wish.op === 'without' ? await meaningOf(wish.value, context) : undefined
      state.sql = edit(before, wish, { tree: parsed.tree, catalog, now: context.now(), meant })
    }
    state.changes.push({ kind: state.unverified ? 'model' : 'edit', from: before, to: state.sql })
  }
  return state
}

/** Runs, repairs, edits and explains a statement that somebody wrote. Throws PetrelError query_refused, query_failed, query_deadline, cannot_answer, input_invalid. */
export async function run(input: SqlInput, context: Context): Promise<SqlResult> {
  const { handles, ledger, signal, locale } = context
  const catalog = await catalogOf(handles.warehouse)
  const original = withValues(input.sql, input.values)
  let found = await working(original, { catalog, context })
  if (input.wishes.length > 0) {
    const edited = await withWishes(found.sql, input.wishes, { catalog, context })
    const again = await working(edited.sql, { catalog, context })
    found = { ...again, changes: [...found.changes, ...edited.changes, ...again.changes], elsewhere: [...new Set([...found.elsewhere, ...again.elsewhere])], unverified: found.unverified || edited.unverified || again.unverified } // biome-ignore format: one object
  }
  const parsed = await parse(handles.warehouse, found.sql, signal)
  const rows = found.result.rows.map((row) => row.map((value) => (typeof value === 'string' ? cleanText(value, 200) : value)))
  const columns = found.result.columns.map((column) => ({ ...column, name: cleanText(column.name) }))
  const record = ledger.table({ name: "result of the asker's own SQL", columns, rows, source: found.sql })
  const count = ledger.measured({ name: 'rows of the result', value: rows.length, source: found.sql })
  return {
    original: input.sql,
    sql: found.sql,
    show: input.show,
    ...(input.file === undefined ? {} : { file: input.file }),
    explanation: 'tree' in parsed ? explain(parsed.tree, locale) : '',
    changes: found.changes,
    elsewhere: found.elsewhere,
    unverified: found.unverified,
    table: { record: record.id, columns, rows, truncated: found.result.truncated },
    rows: { id: count.id, value: count.value },
    emptied: saysNothing(rows) ? await emptied(found.sql, context) : [],
    fresh: await freshnessOf(context),
  }
}
