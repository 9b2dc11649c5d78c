import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { openWarehouse } from '../../chain/warehouse/open.ts'
import { openTestDemo, type TestDemo } from '../kits/demo.ts'
import { dump } from '../kits/indexing.ts'
import { seeded } from './seeded.ts'

/** More kills: PETREL_KILLS=200 npx vitest run test/chaos/index-kill */
const KILLS = Number(process.env.PETREL_KILLS ?? 6)
const SEED = Number(process.env.PETREL_SEED ?? Date.now() % 1_000_000)
const folder = mkdtempSync(join(tmpdir(), 'petrel-kill-'))
let demo: TestDemo

beforeAll(async () => {
  demo = await openTestDemo()
  writeFileSync(join(folder, 'demo.json'), JSON.stringify({ rpcUrl: demo.rpcUrl, deployment: demo.deployment }))
}, 120_000)

afterAll(async () => {
  await demo.stop()
  rmSync(folder, { recursive: true, force: true })
})

function begin(file: string): ChildProcess {
  return fork(new URL('./index-process.ts', import.meta.url), [join(folder, 'demo.json'), file], {
    execArgv: ['--import', import.meta.resolve('tsx')],
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  })
}

/** The warehouse's process may have ended in the moment before. */
function killIfThere(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL')
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error
  }
}

async function rowsOf(file: string): Promise<Record<string, string>> {
  const warehouse = await openWarehouse({ file, memoryMb: 256, deadlineMs: 20_000, rows: 1000 })
  try {
    return await dump(warehouse)
  } finally {
    await warehouse.close()
  }
}

async function finish(file: string): Promise<Record<string, string>> {
  const [code] = (await once(begin(file), 'exit')) as [number | null]
  expect(code).toBe(0)
  return rowsOf(file)
}

it(
  `loses and doubles no row when it is killed ${KILLS} times`,
  async () => {
    const expected = await finish(join(folder, 'whole.duckdb'))
    const next = seeded(SEED)
    console.info(`kill seed ${SEED}`)
    const file = join(folder, 'killed.duckdb')
    const counts = { process: 0, warehouse: 0, finished: 0 }
    for (let kill = 0; kill < KILLS; kill++) {
      // Each process that finishes leaves nothing to interrupt: begin again from nothing.
      if (counts.finished > 0 && kill % 3 === 0) for (const part of [file, `${file}.wal`]) rmSync(part, { force: true })
      const child = begin(file)
      const gone = once(child, 'exit')
      const first = await Promise.race([once(child, 'message'), gone])
      const pid = (first[0] as { warehouse?: number } | null)?.warehouse
      await Promise.race([sleep(next() * 1500), gone])
      if (child.exitCode !== null) counts.finished++
      else if (next() < 0.5 && pid !== undefined) {
        counts.warehouse++
        killIfThere(pid)
        await sleep(next() * 1000)
        child.kill('SIGKILL')
      } else {
        counts.process++
        child.kill('SIGKILL')
      }
      await gone
    }
    console.info('killed', counts)
    expect(counts.process + counts.warehouse).toBeGreaterThan(0)
    const { labels: _, ...rows } = await finish(file)
    const { labels: __, ...whole } = expected
    expect(rows).toEqual(whole)
  },
  60_000 + KILLS * 15_000,
)
