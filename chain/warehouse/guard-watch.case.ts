import { createHash } from 'node:crypto'
import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type DuckDBConnection, DuckDBInstance } from '@duckdb/node-api'
import { PetrelError } from '../../core/errors.ts'
import { type OpenWarehouse, openWarehouse } from './open.ts'
import { DERIVED_TABLES, TABLES, tableStatements } from './schema.ts'
import { viewStatements } from './views.ts'

/** A word that stands in a file and in tables which no stranger's statement may read. */
export const CANARY = 'canary-7f3a'
export const CAPS = { rows: 50, cell: 200, bytes: 20_000, deadlineMs: 2000 }

export interface Watch {
  warehouse: OpenWarehouse
  folder: string
  secret: string
  /** Runs a statement; gives its fate and, when something got out, what. */
  judge(sql: string): Promise<{ fate: 'refused' | 'failed' | 'stopped' | 'ran'; escape?: string }>
  /** Throws nothing; says what changed since the start, or undefined. */
  changed(): Promise<string | undefined>
  close(): Promise<void>
}

const READABLE = new Set(
  [...TABLES, ...DERIVED_TABLES].map(({ name }) => name).filter((name) => name !== 'imports' && name !== 'abi_events'),
)

/** An engine with the same tables that only says, by its own binder, which base tables a statement reaches. */
async function openOracle(): Promise<{ connection: DuckDBConnection; close(): void }> {
  const instance = await DuckDBInstance.create(':memory:')
  const connection = await instance.connect()
  for (const statement of [...tableStatements(), ...viewStatements()]) await connection.run(statement)
  await connection.run('CREATE TABLE secret (word VARCHAR); CREATE SCHEMA hidden; CREATE TABLE hidden.secret (word VARCHAR)')
  return {
    connection,
    close: () => {
      connection.closeSync()
      instance.closeSync()
    },
  }
}

const STATE = `SELECT (SELECT count(*) FROM duckdb_tables()), (SELECT string_agg(sql ORDER BY sql) FROM duckdb_views()),
  (SELECT sum(hash(l)) FROM labels l), (SELECT count(*) FROM duckdb_functions()), (SELECT count(*) FROM duckdb_databases()),
  (SELECT string_agg(name || '=' || value ORDER BY name) FROM duckdb_settings() WHERE name NOT LIKE '%memory%')`

const WAREHOUSE = { memoryMb: 256, ...CAPS, silenceMs: 60_000 }

/** A warehouse with secrets beside what may be read, and eyes on everything that a statement could touch. */
export async function openWatch(): Promise<Watch> {
  const folder = mkdtempSync(join(tmpdir(), 'petrel-guard-'))
  const secret = join(folder, 'secret.csv')
  const file = join(folder, 'w', 'warehouse.duckdb')
  writeFileSync(secret, `word\n${CANARY}\n`)
  await (await openWarehouse({ file, ...WAREHOUSE })).close()
  const instance = await DuckDBInstance.create(file)
  const connection = await instance.connect()
  await connection.run(`CREATE TABLE secret AS SELECT '${CANARY}' AS word; CREATE SCHEMA hidden; CREATE TABLE hidden.secret AS FROM secret`)
  connection.closeSync()
  instance.closeSync()
  const warehouse = await openWarehouse({ file, ...WAREHOUSE })
  await warehouse.write({
    chain: 1,
    batches: [
      { table: 'chains', rows: [[1, 'testnet', 'ETH', 18, `0x${'2'.repeat(40)}`, 12]] },
      { table: 'labels', rows: [[1, `0x${'1'.repeat(40)}`, 'a label; DROP TABLE users; --', 'test', 'test']] },
      { table: 'imports', rows: [[CANARY, 1, CANARY, 'labels', 1, 0, 0]] },
    ],
  })
  const oracle = await openOracle()
  const state = async () =>
    createHash('sha256')
      .update(JSON.stringify((await warehouse.query(STATE, [])).rows))
      .digest('hex')
  const first = await state()
  const reached = (sql: string): string | undefined => {
    const names = oracle.connection.getTableNames(sql, true).map((name) =>
      name
        .replaceAll('"', '')
        .toLowerCase()
        .replace(/ as .*$/, ''),
    )
    return names.find((name) => !READABLE.has(name.replace(/^main\./, '')))
  }
  return {
    warehouse,
    folder,
    secret,
    judge: async (sql) => {
      const from = performance.now()
      try {
        const { rows, columns } = await warehouse.guarded(sql, { limits: CAPS })
        const text = JSON.stringify([rows, columns])
        // Deadline, the grace that an interrupt has, and a busy machine.
        if (performance.now() - from > CAPS.deadlineMs + 20_000) return { fate: 'ran', escape: 'it ran past its deadline' }
        if (text.includes(CANARY)) return { fate: 'ran', escape: 'it showed the canary' }
        if (rows.length > CAPS.rows || text.length > CAPS.bytes + 20_000) return { fate: 'ran', escape: 'it passed a cap' }
        if (rows.some((row) => row.some((cell) => typeof cell === 'string' && cell.length > CAPS.cell)))
          return { fate: 'ran', escape: 'a cell passed its cap' }
        const name = reached(sql)
        return { fate: 'ran', ...(name === undefined ? {} : { escape: `it reached ${name}` }) }
      } catch (error) {
        if (!(error instanceof PetrelError)) return { fate: 'failed', escape: `not a PetrelError: ${String(error)}` }
        if (error.message.includes(CANARY) && !sql.includes(CANARY)) return { fate: 'failed', escape: 'its error showed the canary' }
        if (error.code === 'query_refused') return { fate: 'refused' }
        return { fate: error.code === 'query_deadline' || error.code === 'warehouse_down' ? 'stopped' : 'failed' }
      }
    },
    changed: async () => {
      const files = [
        ...readdirSync(folder),
        ...readdirSync(join(folder, 'w')).filter((name) => !/^warehouse\.duckdb(\.wal|\.tmp)?$/.test(name)),
      ]
      if (files.sort().join() !== 'secret.csv,w') return `files: ${files.join(', ')}`
      return (await state()) === first ? undefined : 'tables, views, functions, settings or rows'
    },
    close: async () => {
      await warehouse.close()
      oracle.close()
      if (existsSync(folder)) rmSync(folder, { recursive: true, force: true })
    },
  }
}
