import { type DuckDBAppender, type DuckDBConnection, DuckDBTimestampValue } from '@duckdb/node-api'
import { PetrelError } from '../../core/errors.ts'
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
  if (table.name === 'token_transfers')
    await run(
      balanceStatement(
        `(SELECT t.* FROM main.token_transfers t WHERE true${near} AND EXISTS (FROM stage_token_transfers s WHERE ${same}))`,
        -1,
      ),
    )
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

/** Writes what waits, later rows over earlier ones of the same key; gives the first and last moment (Unix milliseconds) of what needs values. */
async function putHeld(connection: DuckDBConnection, run: Run, rows: number): Promise<number[]> {
  const times: number[] = []
  let count = 0
  for (const table of await heldTables(connection)) {
    const key = table.key.map((name) => `"${name}"`).join(', ')
    const at = table.columns.find(({ type }) => type === 'TIMESTAMP')?.name
    const span = VALUED.includes(table.name) ? `epoch_ms(min("${at}")), epoch_ms(max("${at}"))` : 'NULL, NULL'
    const found = (await connection.runAndReadAll(`SELECT count(*), ${span} FROM held_${table.name}`)).getRows()[0] ?? []
    count += Number(found[0])
    for (const time of found.slice(1)) if (time !== null && time !== undefined) times.push(Number(time))
    await run(`DELETE FROM stage_${table.name}`)
    await run(
      // No window function: DuckDB 1.5.5 fails in them on several threads.
      `INSERT INTO stage_${table.name} FROM held_${table.name} WHERE rowid IN (SELECT max(rowid) FROM held_${table.name} GROUP BY ${key})`,
    )
    await putStaged(connection, run, table)
  }
  // A restarted engine has lost what waited in the one before it.
  if (count !== rows) throw failed(`${rows} rows should wait to be written, ${count} do.`)
  return times
}

/** Unix milliseconds of the first block that a deletion removes. */
async function timeOf(connection: DuckDBConnection, chain: number, block: number): Promise<number[]> {
  const reader = await connection.runAndReadAll(
    `SELECT epoch_ms(min(block_timestamp)) FROM main.blocks WHERE chain_id = ${chain} AND number >= ${block}`,
  )
  const value = reader.getRows()[0]?.[0]
  return value === null || value === undefined ? [] : [Number(value)]
}

async function deleteFrom(run: Run, chain: number, block: number): Promise<void> {
  await run(balanceStatement(`(SELECT * FROM main.token_transfers WHERE chain_id = ${chain} AND block_number >= ${block})`, -1))
  for (const table of TABLES)
    if (table.block) await run(`DELETE FROM main.${table.name} WHERE chain_id = ${chain} AND "${table.block}" >= ${block}`)
}

/** Times of the rows that prices depend on. */
function timesOf(batches: readonly Batch[]): { low: number; high: number } | undefined {
  let low = Number.POSITIVE_INFINITY
  let high = Number.NEGATIVE_INFINITY
  for (const batch of batches) {
    if (!VALUED.includes(batch.table)) continue
    const at = tableOf(batch.table)?.columns.findIndex((column) => column.type === 'TIMESTAMP') ?? -1
    for (const row of batch.rows) {
      const time = Number(row[at])
      if (time < low) low = time
      if (time > high) high = time
    }
  }
  return high < low ? undefined : { low, high }
}

const sqlTime = (ms: number): string => new Date(ms).toISOString().replace('T', ' ').replace('Z', '')

function spanOf(chain: number, batches: readonly Batch[], deleted: readonly number[]): Span | undefined {
  const times = timesOf(batches)
  const low = Math.min(times?.low ?? Number.POSITIVE_INFINITY, ...deleted)
  const high = Math.max(times?.high ?? Number.NEGATIVE_INFINITY, ...deleted)
  if (!Number.isFinite(low)) return undefined
  const from = Math.floor(low / MINUTE) * MINUTE
  return { chain, from: sqlTime(from), to: sqlTime((Math.floor(high / MINUTE) + 1) * MINUTE) }
}

async function apply(connection: DuckDBConnection, run: Run, change: Change): Promise<void> {
  const chain = Math.trunc(change.chain)
  let deleted: number[] = []
  if (change.deleteFrom !== undefined) {
    deleted = await timeOf(connection, chain, Math.trunc(change.deleteFrom))
    await deleteFrom(run, chain, Math.trunc(change.deleteFrom))
    const [first] = deleted
    if (first !== undefined)
      await run(
        `DELETE FROM main.prices_minute WHERE chain_id = ${chain} AND minute >= date_trunc('minute', TIMESTAMP '${sqlTime(first)}')`,
      )
  }
  const order = (batch: Batch) => TABLES.findIndex((table) => table.name === batch.table)
  const held = typeof change.held === 'object' ? await putHeld(connection, run, change.held.rows) : []
  for (const batch of [...change.batches].sort((a, b) => order(a) - order(b))) await put(connection, run, batch)
  const { from, to } = change.revalue ?? {}
  const also = [...held, ...(from === undefined || to === undefined ? [] : [from, to])]
  const span = spanOf(chain, change.batches, [...deleted, ...also])
  if (span) for (const statement of priceStatements(span)) await run(statement)
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
