/** How fast a chain becomes rows: the demo chain from nothing, through JSON-RPC, into a warehouse on disk. Page: docs/indexer.md. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startDemo } from '../chain/demo/demo.ts'
import { openIndexer } from '../chain/index/open-indexer.ts'
import { openWarehouse } from '../chain/warehouse/open.ts'
import { demoChains, quiet } from '../test/kits/indexing.ts'
import type { BenchOptions, Figure } from './figures.ts'

const COUNT = `SELECT (SELECT count(*) FROM blocks) + (SELECT count(*) FROM transactions) + (SELECT count(*) FROM logs)
  + (SELECT count(*) FROM token_transfers) + (SELECT count(*) FROM swaps), (SELECT count(*) FROM blocks)`

/** `dataDir` is a folder of the demo chain's saved state; without it one of 16 days (2 when quick) is made first, not counted. */
export async function run({ quick, dataDir, log }: BenchOptions): Promise<Figure[]> {
  const folder = mkdtempSync(join(tmpdir(), 'petrel-bench-index-'))
  const signal = new AbortController().signal
  log('making the demo chain')
  const demo = await startDemo({ dir: dataDir ?? join(folder, 'chain'), seed: 1, port: 0, days: quick ? 2 : 16, now: Date.now, signal })
  const warehouse = await openWarehouse({ file: join(folder, 'warehouse.duckdb'), memoryMb: 1024, deadlineMs: 60_000, rows: 1000 })
  const indexer = openIndexer({ warehouse, chains: demoChains(demo), backfillDays: 30, confirmations: 0, now: Date.now, log: quiet })
  try {
    log('indexing')
    const from = performance.now()
    await indexer.sync(demo.chainId, {}, signal)
    const seconds = (performance.now() - from) / 1000
    const [rows = 0, blocks = 0] = ((await warehouse.query(COUNT, [])).rows[0] ?? []).map(Number)
    return [
      { id: 'rows_per_s', value: rows / seconds, unit: 'rows/s', better: 'higher' },
      { id: 'blocks_per_s', value: blocks / seconds, unit: 'blocks/s', better: 'higher' },
      { id: 'seconds', value: seconds, unit: 's', better: 'lower' },
    ]
  } finally {
    await indexer.stop()
    await warehouse.close()
    await demo.stop()
    rmSync(folder, { recursive: true, force: true })
  }
}
