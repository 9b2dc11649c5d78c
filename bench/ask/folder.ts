import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DuckDBInstance } from '@duckdb/node-api'
import type { Chains } from '../../chain/clients/chains.ts'
import { importDirectory } from '../../chain/import/import-directory.ts'
import { runRead } from '../../chain/warehouse/engine.ts'
import { openWarehouse } from '../../chain/warehouse/open.ts'
import type { Warehouse } from '../../chain/warehouse/warehouse.ts'
import { chainsNamed } from './chains.ts'
import { goldStatements } from './tables.ts'

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

type Read = (sql: string) => Promise<readonly (readonly unknown[])[]>

const LIMITS = { deadlineMs: 0, rows: 100_000, cell: 4000, bytes: 50_000_000 }
/** Tables whose rows name their chain, and how much a row of each says about which chain the folder is about. */
const NAMING = { dex_trades: 1000, pool_minutes: 1, labels: 1 }

/** Gold statements are about the files as they stand, under their own names. */
async function openGold(folder: string) {
  const instance = await DuckDBInstance.create(':memory:', { threads: '2' })
  const connection = await instance.connect()
  for (const sql of goldStatements(folder)) await connection.run(sql)
  const read: Read = async (sql) => {
    const own = await instance.connect()
    try {
      return (await runRead(own, sql, [], LIMITS)).rows
    } finally {
      own.closeSync()
    }
  }
  const close = () => {
    connection.closeSync()
    instance.closeSync()
  }
  return { read, close }
}

/** The chains that rows name, the one with most trades first. */
async function chainsOf(read: Read): Promise<Chains> {
  const named = await read("SELECT table_name FROM information_schema.columns WHERE column_name = 'blockchain'")
  const tables = named.map(([name]) => String(name)).filter((name): name is keyof typeof NAMING => name in NAMING)
  if (tables.length === 0) return chainsNamed([])
  const parts = tables.map((name) => `SELECT blockchain, ${NAMING[name]} AS n FROM ${name} WHERE blockchain IS NOT NULL`)
  const rows = await read(`SELECT lower(blockchain), sum(n) FROM (${parts.join(' UNION ALL ')}) GROUP BY ALL ORDER BY 2 DESC, 1`)
  return chainsNamed(rows.map(([name]) => String(name)))
}

/** Unix milliseconds of the last thing that the folder tells of. */
async function endOf(warehouse: Warehouse, main: number): Promise<number> {
  const sql = `SELECT max(moment) FROM (SELECT max(block_timestamp) AS moment FROM main.blocks WHERE chain_id = $1
    UNION ALL SELECT max(block_timestamp) FROM main.trades UNION ALL SELECT max(minute) FROM main.pool_minutes)`
  const { rows } = await warehouse.query(sql, [main])
  return Number(rows[0]?.[0] ?? Date.UTC(2026, 0, 1))
}

/** Brings a folder of CSV files into a warehouse as `petrel import` does. */
export async function openFolder(folder: string, log: (message: string) => void): Promise<World> {
  const gold = await openGold(folder)
  const chains = await chainsOf(gold.read)
  const home = mkdtempSync(join(tmpdir(), 'petrel-bench-folder-'))
  const warehouse = await openWarehouse({
    file: join(home, 'warehouse.duckdb'),
    memoryMb: 1024,
    deadlineMs: 60_000,
    rows: 1000,
    silenceMs: 120_000,
  })
  const signal = new AbortController().signal
  const { rows, bad, files, notes } = await importDirectory(warehouse, folder, {
    ...{ chain: chains.main, chains: chains.all, signal },
    report: () => undefined,
  })
  log(`imported ${rows} rows of ${files.length} files, ${bad} bad`)
  for (const { file, samples } of files) for (const sample of samples) log(`bad row: ${file}: ${sample}`)
  for (const note of notes) log(note)
  return {
    warehouse,
    chains,
    now: await endOf(warehouse, chains.main.id),
    gold: (sql) => gold.read(sql).catch(async () => (await warehouse.query(sql, [], { limits: LIMITS })).rows),
    close: async () => {
      await warehouse.close()
      gold.close()
      rmSync(home, { recursive: true, force: true, maxRetries: 5 })
    },
  }
}
