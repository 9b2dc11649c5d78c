import { DuckDBInstance } from '@duckdb/node-api'
import type { Chains } from '../../chain/clients/chains.ts'
import { runRead } from '../../chain/warehouse/engine.ts'
import { tableStatements } from '../../chain/warehouse/schema.ts'
import { viewStatements } from '../../chain/warehouse/views.ts'
import type { Warehouse } from '../../chain/warehouse/warehouse.ts'
import { PetrelError } from '../../core/errors.ts'
import { chainsNamed } from './chains.ts'
import { fillStatements } from './fill.ts'
import { goldStatements, readStatements } from './tables.ts'

/** A warehouse with what names and clock a question needs beside it. */
export interface World {
  warehouse: Warehouse
  chains: Chains
  /** Unix milliseconds: the moment "now" means, the end of the data. */
  now: number
  /** Runs a gold statement, against views, raw tables and the folder's own files alike. */
  gold(sql: string): Promise<readonly (readonly unknown[])[]>
  close(): Promise<void>
}

const LIMITS = { deadlineMs: 0, rows: 100_000, cell: 4000, bytes: 50_000_000 }

async function chainsOf(read: (sql: string) => Promise<readonly (readonly unknown[])[]>): Promise<Chains> {
  const rows = await read(`SELECT lower(blockchain), sum(n) FROM (
    SELECT blockchain, 1000 AS n FROM f_dex_trades WHERE blockchain IS NOT NULL UNION ALL SELECT blockchain, 1 FROM f_pool_minutes WHERE blockchain IS NOT NULL
    UNION ALL SELECT blockchain, 1 FROM f_labels WHERE blockchain IS NOT NULL) GROUP BY ALL ORDER BY 2 DESC`)
  return chainsNamed(rows.map(([name]) => String(name)))
}

/** Loads a folder of CSV files into the raw tables of a warehouse in memory, in this process. */
export async function openFolder(folder: string): Promise<World> {
  const instance = await DuckDBInstance.create(':memory:', { threads: '1' })
  const connection = await instance.connect()
  const run = async (sql: string): Promise<void> => {
    await connection.run(sql).catch((cause: unknown) => {
      throw new Error(`${cause instanceof Error ? cause.message : String(cause)}\n${sql.slice(0, 800)}`)
    })
  }
  const read = async (sql: string) => (await connection.runAndReadAll(sql)).getRows()
  for (const sql of [...tableStatements(), ...viewStatements(), ...readStatements(folder)]) await run(sql)
  const chains = await chainsOf(read)
  for (const { id, name, native, wrappedNative, stables } of chains.all) {
    await run(
      `INSERT INTO main.chains VALUES (${id}, '${name.replaceAll("'", "''")}', '${native.symbol}', 18, '${wrappedNative.toLowerCase()}', 12)`,
    )
    for (const stable of stables) await run(`INSERT INTO main.stables VALUES (${id}, '${stable.toLowerCase()}')`)
  }
  for (const sql of fillStatements(chains.main.name)) await run(sql)
  await run('SET threads = 2')
  // Gold statements are about the files as they stand, under their own names.
  const gold = await DuckDBInstance.create(':memory:', { threads: '2' })
  const filler = await gold.connect()
  for (const sql of goldStatements(folder)) await filler.run(sql)
  filler.closeSync()
  const query: Warehouse['query'] = async (sql, parameters, { limits } = {}) => {
    const own = await instance.connect()
    try {
      return await runRead(own, sql, parameters, { ...LIMITS, ...limits })
    } catch (cause) {
      throw new PetrelError('query_failed', { message: cause instanceof Error ? cause.message : String(cause), hint: 'See the statement.' })
    } finally {
      own.closeSync()
    }
  }
  const [[last] = []] =
    await read(`SELECT max(last_time) FROM (SELECT max(block_timestamp) AS last_time FROM main.blocks WHERE chain_id = ${chains.main.id}
    UNION ALL SELECT max(block_timestamp) FROM main.trades UNION ALL SELECT max(minute) FROM main.pool_minutes)`)
  const micros = (last as { micros: bigint } | null)?.micros
  return {
    warehouse: {
      dialect: 'duckdb',
      query,
      guarded: (sql, options) => query(sql, [], options),
      write: async () => undefined,
      alive: () => true,
      close: async () => undefined,
    },
    chains,
    now: micros === undefined ? Date.UTC(2026, 0, 1) : Number(micros / 1000n),
    gold: async (sql) => {
      const own = await gold.connect()
      try {
        return (await runRead(own, sql, [], LIMITS)).rows
      } catch {
        return (await query(sql, [])).rows
      } finally {
        own.closeSync()
      }
    },
    close: async () => {
      connection.closeSync()
      instance.closeSync()
      gold.closeSync()
    },
  }
}
