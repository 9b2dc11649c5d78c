import { type DuckDBAppender, type DuckDBConnection, DuckDBTimestampValue } from '@duckdb/node-api'
import { PetrelError } from '../../core/errors.ts'
import { openDays, sealDays, type Touched, touchedBy } from './daily.ts'
import { balanceStatement, priceStatements, type Span } from './derive.ts'
import { type ColumnType, TABLES, type Table, tableOf } from './schema.ts'
import type { Batch, Parameter } from './warehouse.ts'

export interface Change {
  chain: number
  deleteFrom?: number
  batches: readonly Batch[]
  held?: 'add' | 'drop' | { rows: number }
  revalue?: { from: number; to: number }
}

type Run = (sql: string) => Promise<unknown>

const MINUTE = 60_000

/**
 * Staging tables of the writing connection; rows land here first, so that keys can be compared by the engine.
 * A BIGNUM waits here as text: the binding's appendBigNum writes zero as an empty blob, which crashes the engine when it is read.
 */
export const stageStatements = (): string[] =>
  TABLES.map(({ name, columns }) => {
    const typed = columns.map((column) => `"${column.name}" ${column.type === 'BIGNUM' ? 'VARCHAR' : column.type}`)
    return `CREATE OR REPLACE TEMP TABLE stage_${name} (${typed.join(', ')})`
  })

const staged = (table: Table): string => {
  const read = table.columns.map(({ name, type }) => (type === 'BIGNUM' ? `"${name}"::BIGNUM AS "${name}"` : `"${name}"`))
  return `(SELECT ${read.join(', ')} FROM stage_${table.name})`
}

const failed = (message: string): PetrelError =>
  new PetrelError('query_failed', { message, hint: 'Rows must have the columns of chain/warehouse/schema.ts, in that order.' })

type Value = Exclude<Parameter, null>

const APPEND: Record<ColumnType, (appender: DuckDBAppender, value: Value) => void> = {
  VARCHAR: (appender, value) => appender.appendVarchar(String(value)),
  INTEGER: (appender, value) => appender.appendInteger(Number(value)),
  DOUBLE: (appender, value) => appender.appendDouble(Number(value)),
  BOOLEAN: (appender, value) => appender.appendBoolean(Boolean(value)),
  BIGINT: (appender, value) => appender.appendBigInt(BigInt(value)),
  BIGNUM: (appender, value) => appender.appendVarchar(BigInt(value).toString()),
  TIMESTAMP: (appender, value) => appender.appendTimestamp(new DuckDBTimestampValue(BigInt(value) * 1000n)),
}

/** The last row of each key: within one batch, too, the later row wins. */
function lastOfKey(table: Table, rows: Batch['rows']): Batch['rows'] {
  const at = table.key.map((name) => table.columns.findIndex((column) => column.name === name))
  const last = new Map<string, Batch['rows'][number]>()
  for (const row of rows) last.set(at.map((index) => row[index]).join('|'), row)
  return last.size === rows.length ? rows : [...last.values()]
}

async function stage(connection: DuckDBConnection, table: Table, rows: Batch['rows'], into = 'stage'): Promise<void> {
  const appender = await connection.createAppender(`${into}_${table.name}`, null, 'temp')
  try {
    for (const row of into === 'stage' ? lastOfKey(table, rows) : rows) {
      if (row.length !== table.columns.length)
        throw failed(`A row for ${table.name} has ${row.length} values, the table has ${table.columns.length} columns.`)
      table.columns.forEach(({ type }, index) => {
        const value = row[index]
        if (value === null || value === undefined) appender.appendNull()
        else APPEND[type](appender, value)
      })
      appender.endRow()
    }
    appender.flushSync()
  } finally {
    appender.closeSync()
  }
}

/** SQL that pairs a stored row t with the staged row s that replaces it. */
function sameKey({ key, renames }: Table): string {
  const equal = key.map((name) => `t."${name}" = s."${name}"`)
  const last = equal.at(-1)
  return [...equal.slice(0, -1), renames === undefined ? last : `(${last} OR (${renames}))`].join(' AND ')
}

/** Removes the rows that the staged ones replace. Tables keyed by height skip the search when that height is new. */
async function replaceExisting(connection: DuckDBConnection, run: Run, table: Table): Promise<void> {
  const same = sameKey(table)
  let near = ''
  if (table.block && table.key.includes(table.block)) {
    const range = `(SELECT min("${table.block}") FROM stage_${table.name}) AND (SELECT max("${table.block}") FROM stage_${table.name})`
    near = ` AND t."${table.block}" BETWEEN ${range} AND t.chain_id IN (SELECT chain_id FROM stage_${table.name})`
    const found = await connection.runAndReadAll(`SELECT 1 FROM main.${table.name} t WHERE true${near} LIMIT 1`)
    if (found.currentRowCount === 0) return
  }
  if (table.name === 'token_transfers') {
    const gone = `(SELECT t.* FROM main.token_transfers t WHERE true${near} AND EXISTS (FROM stage_token_transfers s WHERE ${same}))`
    for (const touched of await daysOf(connection, gone)) await openDays(connection, run, touched)
    await run(balanceStatement(gone, -1))
  }
  await run(`DELETE FROM main.${table.name} t USING stage_${table.name} s WHERE ${same}${near}`)
}

const known = (name: string): Table => {
  const table = tableOf(name)
  if (!table) throw failed(`No table "${name}".`)
  return table
}

async function put(connection: DuckDBConnection, run: Run, batch: Batch): Promise<void> {
  const table = known(batch.table)
  if (batch.rows.length === 0) return
  await run(`DELETE FROM stage_${table.name}`)
  await stage(connection, table, batch.rows)
  await putStaged(connection, run, table)
}

async function putStaged(connection: DuckDBConnection, run: Run, table: Table): Promise<void> {
  await replaceExisting(connection, run, table)
  const names = table.columns.map((column) => `"${column.name}"`).join(', ')
  await run(`INSERT INTO main.${table.name} (${names}) SELECT ${names} FROM ${staged(table)}`)
  if (table.name === 'token_transfers') await run(balanceStatement(staged(table), 1))
}

const VALUED = ['swaps', 'token_transfers', 'given_prices']

/** Tables of rows that wait for the rest of their file. */
async function heldTables(connection: DuckDBConnection): Promise<Table[]> {
  const found = await connection.runAndReadAll(
    "SELECT table_name FROM duckdb_tables() WHERE temporary AND table_name LIKE 'held\\_%' ESCAPE '\\'",
  )
  const names = new Set(found.getRows().map(([name]) => String(name).slice('held_'.length)))
  return TABLES.filter(({ name }) => names.has(name))
}

async function addHeld(connection: DuckDBConnection, run: Run, batches: readonly Batch[]): Promise<void> {
  for (const batch of batches) {
    const { name } = known(batch.table)
    await run(`CREATE TEMP TABLE IF NOT EXISTS held_${name} AS FROM stage_${name} LIMIT 0`)
    await stage(connection, known(name), batch.rows, 'held')
  }
}

async function dropHeld(connection: DuckDBConnection, run: Run): Promise<void> {
  for (const { name } of await heldTables(connection)) await run(`DROP TABLE held_${name}`)
}

/** Moments (Unix milliseconds) between which a chain's rows need new values. */
type Moments = Map<number, number[]>

const addMoments = (moments: Moments, chain: number, times: readonly unknown[]): void => {
  const known = times.filter((time) => time !== null && time !== undefined).map(Number)
  if (known.length > 0) moments.set(chain, [...(moments.get(chain) ?? []), ...known])
}

/** Writes what waits, later rows over earlier ones of the same key; adds the first and last moment of what needs values. */
async function putHeld(connection: DuckDBConnection, run: Run, { rows, moments }: { rows: number; moments: Moments }): Promise<void> {
  let count = 0
  for (const table of await heldTables(connection)) {
    const key = table.key.map((name) => `"${name}"`).join(', ')
    const at = table.columns.find(({ type }) => type === 'TIMESTAMP')?.name
    const span = VALUED.includes(table.name) ? `epoch_ms(min("${at}")), epoch_ms(max("${at}"))` : 'NULL, NULL'
    const found = await connection.runAndReadAll(`SELECT chain_id, count(*), ${span} FROM held_${table.name} GROUP BY 1`)
    for (const [chain, some, ...times] of found.getRows()) {
      count += Number(some)
      addMoments(moments, Number(chain), times)
    }
    await run(`DELETE FROM stage_${table.name}`)
    await run(
      // No window function: DuckDB 1.5.5 fails in them on several threads.
      `INSERT INTO stage_${table.name} FROM held_${table.name} WHERE rowid IN (SELECT max(rowid) FROM held_${table.name} GROUP BY ${key})`,
    )
    await putStaged(connection, run, table)
  }
  // A restarted engine has lost what waited in the one before it.
  if (count !== rows) throw failed(`${rows} rows should wait to be written, ${count} do.`)
}

/** Unix milliseconds of the first row that a deletion removes. */
async function timeOf(connection: DuckDBConnection, chain: number, block: number): Promise<number[]> {
  const of = (table: string, height: string) =>
    `SELECT min(block_timestamp) AS first FROM main.${table} WHERE chain_id = ${chain} AND ${height} >= ${block}`
  const reader = await connection.runAndReadAll(
    `SELECT epoch_ms(min(first)) FROM (${of('blocks', 'number')} UNION ALL ${of('token_transfers', 'block_number')} UNION ALL ${of('swaps', 'block_number')})`,
  )
  const value = reader.getRows()[0]?.[0]
  return value === null || value === undefined ? [] : [Number(value)]
}

/** First and last moment of each chain's rows in `source`. */
async function daysOf(connection: DuckDBConnection, source: string): Promise<Touched[]> {
  const found = await connection.runAndReadAll(
    `SELECT chain_id, epoch_ms(date_trunc('day', min(block_timestamp))), epoch_ms(date_trunc('day', max(block_timestamp))) FROM ${source} GROUP BY 1`,
  )
  return found.getRows().map(([chain, from, to]) => ({ chain: Number(chain), from: Number(from), to: Number(to) }))
}

async function deleteFrom(run: Run, chain: number, block: number): Promise<void> {
  await run(balanceStatement(`(SELECT * FROM main.token_transfers WHERE chain_id = ${chain} AND block_number >= ${block})`, -1))
  for (const table of TABLES)
    if (table.block) await run(`DELETE FROM main.${table.name} WHERE chain_id = ${chain} AND "${table.block}" >= ${block}`)
}

/** Times of the rows that prices depend on. */
function addBatches(moments: Moments, batches: readonly Batch[]): void {
  const ends = new Map<number, { low: number; high: number }>()
  for (const batch of batches) {
    if (!VALUED.includes(batch.table)) continue
    const at = tableOf(batch.table)?.columns.findIndex((column) => column.type === 'TIMESTAMP') ?? -1
    for (const row of batch.rows) {
      const [chain, time] = [Number(row[0]), Number(row[at])]
      const known = ends.get(chain)
      if (!known) ends.set(chain, { low: time, high: time })
      else if (time < known.low) known.low = time
      else if (time > known.high) known.high = time
    }
  }
  for (const [chain, { low, high }] of ends) addMoments(moments, chain, [low, high])
}

const sqlTime = (ms: number): string => new Date(ms).toISOString().replace('T', ' ').replace('Z', '')

/** Whole minutes from the first to the last moment. */
function spanOf(chain: number, moments: readonly number[]): Span {
  const from = Math.floor(Math.min(...moments) / MINUTE) * MINUTE
  return { chain, from: sqlTime(from), to: sqlTime((Math.floor(Math.max(...moments) / MINUTE) + 1) * MINUTE) }
}

/** Far enough after any block. */
const LATER = 8_000_000_000_000

async function undo(connection: DuckDBConnection, run: Run, { chain, block }: { chain: number; block: number }): Promise<number[]> {
  const deleted = await timeOf(connection, chain, block)
  await deleteFrom(run, chain, block)
  const [first] = deleted
  if (first === undefined) return []
  await run(`DELETE FROM main.prices_minute WHERE chain_id = ${chain} AND minute >= date_trunc('minute', TIMESTAMP '${sqlTime(first)}')`)
  await openDays(connection, run, { ...touchedBy(spanOf(chain, deleted)), to: LATER })
  return deleted
}

async function apply(connection: DuckDBConnection, run: Run, change: Change): Promise<void> {
  const chain = Math.trunc(change.chain)
  const moments: Moments = new Map()
  if (change.deleteFrom !== undefined)
    addMoments(moments, chain, await undo(connection, run, { chain, block: Math.trunc(change.deleteFrom) }))
  const order = (batch: Batch) => TABLES.findIndex((table) => table.name === batch.table)
  if (typeof change.held === 'object') await putHeld(connection, run, { rows: change.held.rows, moments })
  for (const batch of [...change.batches].sort((a, b) => order(a) - order(b))) await put(connection, run, batch)
  addBatches(moments, change.batches)
  if (change.revalue) addMoments(moments, chain, [change.revalue.from, change.revalue.to])
  const spans = [...moments].map(([id, times]) => spanOf(id, times))
  for (const span of spans) for (const statement of priceStatements(span)) await run(statement)
  const touched = spans.map(touchedBy)
  for (const each of touched) await openDays(connection, run, each)
  for (const id of new Set([chain, ...moments.keys()])) await sealDays(connection, run, id, touched)
}

/** One transaction: deletion, rows, balances, prices. Throws PetrelError query_failed and leaves everything as it was. */
export async function writeChange(connection: DuckDBConnection, change: Change): Promise<void> {
  const run: Run = (sql) => connection.run(sql)
  if (change.held === 'drop') return await dropHeld(connection, run)
  await run('BEGIN TRANSACTION')
  try {
    if (change.held === 'add') await addHeld(connection, run, change.batches)
    else await apply(connection, run, change)
    await run('COMMIT')
    if (typeof change.held === 'object') await dropHeld(connection, run)
  } catch (error) {
    await run('ROLLBACK').catch(() => undefined)
    if (error instanceof PetrelError) throw error
    throw new PetrelError('query_failed', {
      message: `The warehouse refused a write: ${error instanceof Error ? error.message : String(error)}`,
      hint: 'Nothing of it was stored; see the log for the rows.',
      cause: error,
    })
  }
}
