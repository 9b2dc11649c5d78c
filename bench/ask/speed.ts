import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DuckDBInstance } from '@duckdb/node-api'
import { createRegistry } from '../../chain/registry/registry.ts'
import { sealDays } from '../../chain/warehouse/daily.ts'
import { runRead } from '../../chain/warehouse/engine.ts'
import { tableStatements } from '../../chain/warehouse/schema.ts'
import { viewStatements } from '../../chain/warehouse/views.ts'
import type { Warehouse } from '../../chain/warehouse/warehouse.ts'
import type { BenchOptions, Figure } from '../figures.ts'
import { askOne, reader } from './ask-one.ts'
import { chainsNamed } from './chains.ts'
import { COMMON, type Common } from './common-questions.ts'
import type { World } from './folder.ts'
import { p95, sqliteTimes } from './sqlite.ts'

const FULL = 10_000_000
const QUICK = 1_000_000
const TOKENS = 500
const ADDRESSES = 1_000_000
const DAYS = 90
const CHAIN = 1
/** Wednesday. */
const NOW = Date.parse('2026-05-13T14:30:00Z')
const LIMITS = { deadlineMs: 0, rows: 10_000, cell: 4000, bytes: 50_000_000 }

/** Zipf by inversion of the continuous power law: rank 0 is commonest. */
const zipf = (uniform: string, n: number): string => `CAST(floor(pow(${n}, ${uniform})) - 1 AS BIGINT)`
const address = (rank: string, salt: string): string => `'0x${salt}' || lpad(to_hex(${rank}), 38, '0')`

/** The rows of the raw tables, made inside the engine from a hash of the row's number: the same everywhere. */
function fill(rows: number): string[] {
  const unit = (salt: number) => `(hash(i * 10 + ${salt}) % 1000003) / 1000003.0`
  const start = `TIMESTAMP '${new Date(NOW - DAYS * 86_400_000).toISOString().slice(0, 19).replace('T', ' ')}'`
  const blocks = Math.floor((DAYS * 86_400) / 60)
  return [
    `INSERT INTO main.chains VALUES (${CHAIN}, 'ethereum', 'ETH', 18, '${'0xc02aaa39b223fe8d0a0e5c4f27ead9083c756cc2'}', 12)`,
    `INSERT INTO main.tokens SELECT ${CHAIN}, ${address('t', '70')}, CASE t WHEN 0 THEN 'USDT' WHEN 1 THEN 'USDC' WHEN 2 THEN 'WETH' WHEN 3 THEN 'UNI' ELSE 'TOK' || t END,
       'Token ' || t, 18, NULL, 0 FROM range(${TOKENS}) AS r(t)`,
    `INSERT INTO main.blocks SELECT ${CHAIN}, b, '0x' || lpad(to_hex(b), 64, '0'), NULL, ${start} + to_minutes(b), '0x00', 15000000, 30000000, 1000000000, 100 FROM range(${blocks}) AS r(b)`,
    `INSERT INTO main.labels SELECT ${CHAIN}, ${address('a', '90')}, CASE WHEN a < 20 THEN 'Binance ' || a ELSE 'Coinbase ' || a END, 'exchange', 'bench' FROM range(40) AS r(a)`,
    `INSERT INTO main.token_transfers
     SELECT ${CHAIN}, b, ${start} + to_minutes(b), '0x' || lpad(to_hex(i), 64, '0'), CAST(i % 1000 AS INTEGER), ${address('t', '70')}, ${address('f', '90')}, ${address('g', '90')},
       CAST(CAST(m * 1e9 AS BIGINT) AS BIGNUM) * CAST(1000000000 AS BIGNUM), ${address('f', '90')}, ${address('t', '70')}, m, CASE WHEN t < 100 THEN 1.0 + t / 10.0 END
     FROM (SELECT i, CAST(i * ${blocks} // ${rows} AS BIGINT) AS b, ${zipf(unit(1), TOKENS)} AS t, ${zipf(unit(2), ADDRESSES)} AS f, ${zipf(unit(3), ADDRESSES)} AS g,
       round(exp(10 * ${unit(4)}), 4) AS m FROM range(${rows}) AS r(i))`,
  ]
}

async function build(folder: string, rows: number) {
  const instance = await DuckDBInstance.create(join(folder, 'speed.duckdb'), { threads: '2', memory_limit: '2GB' })
  const connection = await instance.connect()
  for (const sql of [...tableStatements(), ...viewStatements(), ...fill(rows)]) await connection.run(sql)
  // As the writer does after each change.
  for (let turn = 0; turn < DAYS; turn++) await sealDays(connection, (sql) => connection.run(sql), CHAIN, [])
  const query: Warehouse['query'] = async (sql, parameters, { limits } = {}) => {
    const own = await instance.connect()
    try {
      return await runRead(own, sql, parameters, { ...LIMITS, ...limits })
    } finally {
      own.closeSync()
    }
  }
  return { instance, connection, query }
}

/** The slowest question, and each by its place in the list of docs/bench.md. */
function figuresOf(times: readonly { say: string; ms: number }[], sqlite: readonly number[]): Figure[] {
  const figure = (id: string, value: number, peer: number): Figure => ({
    ...{ id, value, unit: 'ms', better: 'lower' },
    peer: { name: 'SQLite', value: peer },
  })
  return [
    figure('slowest_p95_ms', Math.max(...times.map(({ ms }) => ms)), Math.max(...sqlite)),
    ...times.map(({ ms }, index) => figure(`question_${String(index + 1).padStart(2, '0')}_p95_ms`, ms, sqlite[index] ?? 0)),
  ]
}

async function ours(common: readonly Common[], world: World, runs: number, log: BenchOptions['log']) {
  const resolve = createRegistry({ warehouse: world.warehouse, chains: world.chains })
  const understand = reader(world, resolve)
  const out: { say: string; ms: number }[] = []
  // The first question of a process also reads the names of tokens and labels.
  await askOne(common[0]?.say ?? '', { world, resolve, understand, previous: undefined })
  for (const { say } of common) {
    const times: number[] = []
    for (let run = 0; run < runs; run++) {
      const from = performance.now()
      const outcome = await askOne(say, { world, resolve, understand, previous: undefined })
      times.push(performance.now() - from)
      if (outcome.kind !== 'rows') log(`"${say}" was declined: ${outcome.why}`)
    }
    out.push({ say, ms: p95(times) })
  }
  return out
}

/** `slowest_p95_ms`: the slowest of the 20 commonest questions, from the words to the rows; the peer is the slowest in SQLite. */
export async function speedFigures(options: Pick<BenchOptions, 'quick' | 'log'> & { runs?: number; rows?: number }): Promise<Figure[]> {
  const { quick, log } = options
  const rows = options.rows ?? (quick ? QUICK : FULL)
  const runs = options.runs ?? (quick ? 3 : 20)
  const folder = mkdtempSync(join(tmpdir(), 'petrel-bench-ask-speed-'))
  try {
    log(`making ${rows} transfers`)
    const { instance, connection, query } = await build(folder, rows)
    const world = {
      warehouse: {
        dialect: 'duckdb',
        query,
        guarded: query,
        write: async () => undefined,
        alive: () => true,
        close: async () => undefined,
      },
      chains: chainsNamed(['ethereum']),
      now: NOW,
      gold: async () => [],
      close: async () => undefined,
    } as unknown as World
    const times = await ours(COMMON, world, runs, log)
    for (const { say, ms } of times) log(`${ms.toFixed(0).padStart(7)} ms  ${say}`)
    log('the same in SQLite')
    const stream = async function* (sql: string) {
      const result = await connection.stream(sql)
      for (let chunk = await result.fetchChunk(); chunk && chunk.rowCount > 0; chunk = await result.fetchChunk()) yield chunk.getRows()
    }
    const sqlite = await sqliteTimes(COMMON, { folder, stream, rows, now: NOW, quick, log })
    connection.closeSync()
    instance.closeSync()
    times.forEach(({ say, ms }, index) => {
      log(`${ms.toFixed(0).padStart(7)} ms, SQLite ${(sqlite[index] ?? 0).toFixed(0).padStart(7)} ms  ${say}`)
    })
    return figuresOf(times, sqlite)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}
