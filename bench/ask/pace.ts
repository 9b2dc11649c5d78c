/** Whether blocks go on being written while questions that never end are stopped at their deadline, one after another. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { type OpenWarehouse, openWarehouse } from '../../chain/warehouse/open.ts'
import type { Batch } from '../../chain/warehouse/warehouse.ts'
import type { BenchOptions, Figure } from '../figures.ts'
import { p95 } from './sqlite.ts'

const CHAIN = 1
/** A block as Ethereum's: two hundred transfers, here every second. */
const BLOCK_MS = 1000
const TRANSFERS = 200
const BLOCKS = { quick: 10, full: 60 }
/** As many as the warehouse runs at once. */
const QUESTIONS = 4
const DEADLINE_MS = 1500
const RUNAWAY = 'SELECT count(*) FROM range(10000000) a, range(10000000) b WHERE a.range * b.range = 3'
const START = Date.UTC(2026, 0, 1)

const address = (n: number): string => `0x${n.toString(16).padStart(40, '0')}`

function block(number: number): Batch[] {
  const at = START + number * BLOCK_MS
  const hash = `0x${number.toString(16).padStart(64, '0')}`
  const transfers = Array.from({ length: TRANSFERS }, (_, log) => [
    ...[CHAIN, number, at, hash, log, address(1 + (log % 20)), address(1000 + ((number * 31 + log) % 5000))],
    ...[address(1000 + ((number * 17 + log) % 5000)), BigInt(log + 1), null, null],
  ])
  return [
    { table: 'blocks', rows: [[CHAIN, number, hash, null, at, null, 0, 0, 0, TRANSFERS]] },
    { table: 'token_transfers', rows: transfers },
  ]
}

/** Milliseconds that each write took; a block comes every second, ready or not. */
async function follow(warehouse: OpenWarehouse, from: number, count: number): Promise<number[]> {
  const times: number[] = []
  const begun = performance.now()
  for (let n = 0; n < count; n++) {
    await sleep(Math.max(0, begun + n * BLOCK_MS - performance.now()))
    const at = performance.now()
    await warehouse.write({ chain: CHAIN, batches: block(from + n) })
    times.push(performance.now() - at)
  }
  return times
}

/** `blocks_late` counts blocks that were not written before the next one came; 0 is keeping pace. */
export async function paceFigures({ quick, log }: Pick<BenchOptions, 'quick' | 'log'>): Promise<Figure[]> {
  const folder = mkdtempSync(join(tmpdir(), 'petrel-bench-pace-'))
  const warehouse = await openWarehouse({ file: join(folder, 'warehouse.duckdb'), memoryMb: 512, deadlineMs: 10_000, rows: 100 })
  const count = quick ? BLOCKS.quick : BLOCKS.full
  try {
    log(`writing ${count} blocks, then ${count} more beside ${QUESTIONS} questions without end`)
    const alone = await follow(warehouse, 0, count)
    const rest = new AbortController()
    let killed = 0
    const askers = Array.from({ length: QUESTIONS }, async () => {
      while (!rest.signal.aborted) {
        const end = await warehouse
          .guarded(RUNAWAY, { limits: { deadlineMs: DEADLINE_MS }, signal: rest.signal })
          .catch((error: { code?: string }) => error)
        if ('code' in end && end.code === 'query_deadline') killed++
      }
    })
    const beside = await follow(warehouse, count, count)
    rest.abort()
    await Promise.all(askers)
    log(`${killed} questions were stopped at their deadline`)
    return [
      { id: 'write_p95_ms', value: p95(beside), unit: 'ms', better: 'lower', peer: { name: 'no questions', value: p95(alone) } },
      { id: 'blocks_late', value: beside.filter((ms) => ms > BLOCK_MS).length, unit: 'blocks', better: 'lower' },
      { id: 'runaways_killed', value: killed, unit: 'statements', better: 'higher' },
    ]
  } finally {
    await warehouse.close()
    rmSync(folder, { recursive: true, force: true })
  }
}
