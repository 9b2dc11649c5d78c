import { existsSync, renameSync, rmSync } from 'node:fs'
import { basename } from 'node:path'
import {
  BIGINT,
  BIGNUM,
  BOOLEAN,
  DOUBLE,
  type DuckDBConnection,
  DuckDBInstance,
  type DuckDBType,
  type DuckDBValue,
  VARCHAR,
} from '@duckdb/node-api'
import { PetrelError } from '../../core/errors.ts'
import type { Scalar } from '../../core/record.ts'
import { EVENT_SCHEMA, eventStatement, eventView, specOf } from './events.ts'
import { checkText, checkTree } from './guard.ts'
import type { Setup } from './protocol.ts'
import { SCHEMA_VERSION, tableStatements } from './schema.ts'
import { columnOf, cut, refine, scalarOf } from './values.ts'
import { VIEWS, viewStatements } from './views.ts'
import type { Parameter, QueryLimits, ResultSet } from './warehouse.ts'
import { stageStatements } from './writer.ts'

export interface Engine {
  writer: DuckDBConnection
  /** Parses statements for the guard; runs nothing else. */
  parser: DuckDBConnection
  reader(): Promise<DuckDBConnection>
  /** Views of the operator's contracts, as "contracts.name". */
  events(): ReadonlySet<string>
  /** Makes those views anew after their table changed. */
  refreshEvents(): Promise<void>
  close(): Promise<void>
}

const quoted = (value: string): string => `'${value.replaceAll("'", "''")}'`

/** Order matters: the last two lines take away the power to undo the ones before. */
const settings = ({ file, memoryMb, threads }: Setup): string[] => [
  `SET memory_limit = ${quoted(`${memoryMb}MB`)}`,
  `SET threads = ${threads}`,
  "SET TimeZone = 'UTC'",
  ...(file === ':memory:' ? [] : [`SET temp_directory = ${quoted(`${file}.tmp`)}`]),
  `SET max_temp_directory_size = ${quoted(`${memoryMb * 4}MB`)}`,
  // Fewer pauses for the indexer; a restart replays at most this much.
  "SET checkpoint_threshold = '64MB'",
  'SET autoinstall_known_extensions = false',
  'SET autoload_known_extensions = false',
  'SET allow_community_extensions = false',
  'SET enable_external_access = false',
  'SET lock_configuration = true',
]

const version = async (connection: DuckDBConnection): Promise<string | undefined> => {
  await connection.run('CREATE TABLE IF NOT EXISTS main.meta (key VARCHAR, value VARCHAR)')
  const rows = (await connection.runAndReadAll("SELECT value FROM main.meta WHERE key = 'schema_version'")).getRows()
  return rows[0] === undefined ? undefined : String(rows[0][0])
}

function checkName(file: string): void {
  const name = basename(file).split('.')[0] ?? ''
  if (name !== EVENT_SCHEMA && !VIEWS.some((view) => view.schema === name)) return
  throw new PetrelError('config_invalid', {
    message: `The warehouse file cannot be called "${basename(file)}": DuckDB would confuse it with the schema ${name}.`,
    hint: 'Call it warehouse.duckdb.',
  })
}

/** Rows of files that an older layout holds: the chain cannot give those back. */
const imports = async (connection: DuckDBConnection): Promise<number> => {
  const found = await connection.runAndReadAll('SELECT count(*) FROM main.imports').catch(() => undefined)
  return Number(found?.getRows()[0]?.[0] ?? 0)
}

/**
 * The index can always be built again from the chain, so an older layout is deleted rather than migrated; one that holds imported
 * files is set aside under the name of its version.
 */
async function openCurrent(setup: Setup): Promise<DuckDBInstance> {
  const instance = await DuckDBInstance.create(setup.file)
  const connection = await instance.connect()
  const found = await version(connection)
  if (found === undefined || found === String(SCHEMA_VERSION)) {
    connection.closeSync()
    return instance
  }
  const precious = (await imports(connection)) > 0
  if (precious) await connection.run('CHECKPOINT')
  connection.closeSync()
  instance.closeSync()
  if (precious) renameSync(setup.file, `${setup.file}.${found}`)
  for (const part of [setup.file, `${setup.file}.wal`]) if (existsSync(part)) rmSync(part)
  return DuckDBInstance.create(setup.file)
}

/** Makes the views of abi_events and takes away those that are no more; gives their names. */
async function makeEvents(writer: DuckDBConnection): Promise<ReadonlySet<string>> {
  await writer.run(`CREATE SCHEMA IF NOT EXISTS ${EVENT_SCHEMA}`)
  const rows = await writer.runAndReadAll('SELECT chain_id, contract, event, address, topic0, arguments FROM main.abi_events ORDER BY ALL')
  const names = new Set<string>()
  for (const row of rows.getRows()) {
    const spec = specOf(row)
    const statement = eventStatement(spec)
    if (!statement) continue
    // An ABI that makes no view must not keep the warehouse from opening.
    const made = await writer.run(statement).then(
      () => true,
      () => false,
    )
    if (made) names.add(eventView(spec))
  }
  const there = await writer.runAndReadAll(`SELECT view_name FROM duckdb_views() WHERE schema_name = '${EVENT_SCHEMA}'`)
  for (const [view] of there.getRows()) {
    const name = `${EVENT_SCHEMA}.${String(view)}`
    if (!names.has(name)) await writer.run(`DROP VIEW ${EVENT_SCHEMA}."${String(view).replaceAll('"', '""')}"`)
  }
  return names
}

/** Opens the file, makes tables and views, then locks the configuration. Throws PetrelError config_invalid, warehouse_down. */
export async function openEngine(setup: Setup): Promise<Engine> {
  checkName(setup.file)
  const instance = await openCurrent(setup)
  const writer = await instance.connect()
  for (const statement of [...settings(setup), ...tableStatements(), ...viewStatements()]) await writer.run(statement)
  await writer.run(`INSERT INTO main.meta SELECT 'schema_version', '${SCHEMA_VERSION}' WHERE NOT EXISTS (FROM main.meta)`)
  for (const statement of stageStatements()) await writer.run(statement)
  const parser = await instance.connect()
  let events = await makeEvents(writer)
  return {
    writer,
    parser,
    reader: () => instance.connect(),
    events: () => events,
    refreshEvents: async () => {
      events = await makeEvents(writer)
    },
    close: async () => {
      await writer.run('CHECKPOINT').catch(() => undefined)
      writer.closeSync()
      parser.closeSync()
      instance.closeSync()
    },
  }
}

/** Judges a stranger's statement by DuckDB's own parser. Throws PetrelError query_refused. */
export async function guard({ parser, events }: Pick<Engine, 'parser' | 'events'>, sql: string): Promise<void> {
  checkText(sql)
  const reader = await parser.runAndReadAll('SELECT json_serialize_sql($1::VARCHAR)', [sql]).catch((cause: unknown) => {
    throw new PetrelError('query_refused', {
      message: `The statement was refused: the parser gave up on it (${cause instanceof Error ? cause.message : String(cause)}).`,
      hint: 'Write one SELECT over the documented tables.',
    })
  })
  checkTree(JSON.parse(String(reader.getRows()[0]?.[0])), events())
}

const LONG = 2n ** 63n

function bind(parameter: Parameter): { value: DuckDBValue; type: DuckDBType } {
  if (typeof parameter === 'bigint') return { value: parameter, type: parameter < LONG && parameter >= -LONG ? BIGINT : BIGNUM }
  if (typeof parameter === 'boolean') return { value: parameter, type: BOOLEAN }
  if (typeof parameter !== 'number') return { value: parameter, type: VARCHAR }
  return Number.isSafeInteger(parameter) ? { value: BigInt(parameter), type: BIGINT } : { value: parameter, type: DOUBLE }
}

/** Columns of a result at most; their names count as bytes too. */
const MOST_COLUMNS = 500

function checkWidth(names: readonly string[], limits: QueryLimits): void {
  if (names.length <= MOST_COLUMNS && JSON.stringify(names).length <= limits.bytes) return
  throw new PetrelError('query_refused', {
    message: `The result would have ${names.length} columns, or names too long to show; ${MOST_COLUMNS} columns are allowed.`,
    hint: 'Name the columns that you need.',
  })
}

async function read(
  connection: DuckDBConnection,
  sql: string,
  parameters: readonly Parameter[],
  limits: QueryLimits,
): Promise<Omit<ResultSet, 'ms'>> {
  const bound = parameters.map(bind)
  const result = await connection.stream(
    sql,
    bound.map((each) => each.value),
    bound.map((each) => each.type),
  )
  const names = result.columnNames()
  checkWidth(names, limits)
  const types = result.columnTypes()
  const rows: Scalar[][] = []
  let truncated = false
  let bytes = 0
  while (!truncated) {
    const chunk = await result.fetchChunk()
    if (!chunk || chunk.rowCount === 0) break
    for (const row of chunk.getRows()) {
      const cells = row.map((value) => cut(scalarOf(value), limits.cell))
      const values = cells.map((cell) => cell.value)
      bytes += JSON.stringify(values).length + 1
      if (rows.length >= limits.rows || bytes > limits.bytes) {
        truncated = true
        break
      }
      rows.push(values)
    }
  }
  return {
    columns: refine(
      names.map((name, index) => columnOf(name, types[index] as DuckDBType)),
      rows,
    ),
    rows,
    truncated,
  }
}

/** Runs one read inside a read-only transaction, on a connection of its own. Engine errors pass through. */
export async function runRead(
  connection: DuckDBConnection,
  sql: string,
  parameters: readonly Parameter[],
  limits: QueryLimits,
): Promise<ResultSet> {
  const from = performance.now()
  await connection.run('BEGIN TRANSACTION READ ONLY')
  try {
    return { ...(await read(connection, sql, parameters, limits)), ms: performance.now() - from }
  } finally {
    await connection.run('ROLLBACK').catch(() => undefined)
  }
}
