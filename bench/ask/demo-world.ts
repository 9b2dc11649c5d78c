import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startDemo } from '../../chain/demo/demo.ts'
import { openIndexer } from '../../chain/index/open-indexer.ts'
import { openWarehouse } from '../../chain/warehouse/open.ts'
import { demoChains, quiet } from '../../test/kits/indexing.ts'
import { DAY, startOfWeek } from '../../tools/ask/compile/period.ts'
import type { World } from './folder.ts'

const LIMITS = { deadlineMs: 60_000, rows: 100_000, bytes: 50_000_000 }

/** Moments that gold statements name: $now, $today, $yesterday, $week and $lastweek (Mondays). */
export function moments(now: number): Record<string, string> {
  const text = (ms: number) => `TIMESTAMP '${new Date(ms).toISOString().replace('T', ' ').replace('Z', '')}'`
  const today = Math.floor(now / DAY) * DAY
  return {
    now: text(now),
    today: text(today),
    yesterday: text(today - DAY),
    week: text(startOfWeek(now)),
    lastweek: text(startOfWeek(now) - 7 * DAY),
  }
}

export const withMoments = (sql: string, now: number): string => {
  const named = moments(now)
  return sql.replace(/\$(now|today|yesterday|week|lastweek)\b/g, (whole, name: string) => named[name] ?? whole)
}

/** The demo chain with its history, indexed; `dir` keeps the chain for a next time. */
export async function openDemoWorld(options: { dir?: string; days: number; log(message: string): void }): Promise<World> {
  const folder = mkdtempSync(join(tmpdir(), 'petrel-bench-ask-'))
  const signal = new AbortController().signal
  options.log(`making ${options.days} days of demo chain`)
  const demo = await startDemo({ dir: options.dir ?? join(folder, 'chain'), seed: 1, port: 0, days: options.days, now: Date.now, signal })
  const chains = demoChains(demo)
  const warehouse = await openWarehouse({
    file: join(folder, 'warehouse.duckdb'),
    memoryMb: 1024,
    deadlineMs: 60_000,
    rows: 1000,
    silenceMs: 120_000,
  })
  const indexer = openIndexer({ warehouse, chains, backfillDays: 30, confirmations: 0, now: Date.now, log: quiet })
  options.log('indexing')
  await indexer.sync(demo.chainId, {}, signal)
  const now = Date.now()
  return {
    warehouse,
    chains,
    now,
    gold: async (sql) => (await warehouse.query(withMoments(sql, now), [], { limits: LIMITS })).rows,
    close: async () => {
      await indexer.stop()
      await warehouse.close()
      await demo.stop()
      rmSync(folder, { recursive: true, force: true, maxRetries: 5 })
    },
  }
}
