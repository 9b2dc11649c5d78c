import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { createJobStore } from '../store/jobs.ts'
import { openStore, type Store } from '../store/open.ts'
import { nextRun } from './cadence.ts'
import { openLog } from './log.ts'
import { createSchedule, type JobKind } from './schedule.ts'

let folder: string
let store: Store
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'petrel-jobs-'))
  store = openStore(join(folder, 'petrel.db'))
})
afterEach(() => {
  store.close()
  rmSync(folder, { recursive: true, force: true })
})

const owner = { bot: 'http', chat: 'c', user: 'u' }
const open = (kinds: Record<string, JobKind>, now: () => number) =>
  createSchedule({ jobs: createJobStore(store), kinds, now, log: openLog('silent') })

/** A kind that runs every so often. */
const every =
  (ms: number, now: () => number, work: (id: string) => void): JobKind =>
  async (job) => {
    work(job.id)
    return { nextAt: nextRun({ everyMs: ms }, job.runAt, now()), memory: null, run: { at: now(), outcome: 'quiet' } }
  }

test('a job runs once when it is due, a repeated one keeps its rhythm', async () => {
  let clock = 0
  const ran: [string, number][] = []
  const now = () => clock
  const note = (id: string) => void ran.push([id, clock])
  const once: JobKind = async ({ id }) => {
    note(id)
    return {}
  }
  const schedule = open({ once, often: every(1_000, now, note) }, now)
  const jobs = createJobStore(store)
  await jobs.put({ id: 'once', kind: 'once', owner, spec: {}, runAt: 1_000 })
  await jobs.put({ id: 'often', kind: 'often', owner, spec: {}, runAt: 500 })
  for (clock = 0; clock <= 3_000; clock += 500) await schedule.tick()
  expect(ran.filter(([id]) => id === 'once')).toEqual([['once', 1_000]])
  expect(ran.filter(([id]) => id === 'often').map(([, at]) => at)).toEqual([500, 1_500, 2_500])
})

test('runs missed while the process was down happen once', async () => {
  let clock = 0
  let runs = 0
  const now = () => clock
  const schedule = open({ often: every(1_000, now, () => void runs++) }, now)
  await createJobStore(store).put({ id: 'often', kind: 'often', owner, spec: {}, runAt: 1_000 })
  clock = 10_300
  await schedule.tick()
  await schedule.tick()
  expect(runs).toBe(1)
  clock = 11_000
  await schedule.tick()
  expect(runs).toBe(2)
})

test('two schedulers never run one job at once, and a lease that ends gives it back', async () => {
  const jobs = createJobStore(store)
  await jobs.put({ id: 'j', kind: 'say', owner, spec: {}, runAt: 0 })
  expect(await jobs.claim(1_000, 5_000, 10)).toHaveLength(1)
  expect(await jobs.claim(2_000, 5_000, 10)).toHaveLength(0)
  expect(await jobs.claim(6_001, 5_000, 10)).toMatchObject([{ id: 'j', attempts: 1 }])
})

test('a job that throws is tried again, less and less often, and never given up', async () => {
  let clock = 0
  const tries: number[] = []
  const schedule = open(
    {
      bad: async () => {
        tries.push(clock)
        throw new Error('no')
      },
    },
    () => clock,
  )
  const jobs = createJobStore(store)
  await jobs.put({ id: 'j', kind: 'bad', owner, spec: {}, runAt: 0 })
  for (; clock < 86_400_000; clock += 5_000) await schedule.tick()
  const gaps = tries.slice(1).map((at, index) => at - (tries[index] ?? 0))
  expect(gaps.slice(0, 4)).toEqual([10_000, 20_000, 40_000, 80_000])
  expect(gaps.at(-1)).toBe(3_600_000)
})

test('the log of a job keeps its last runs', async () => {
  const jobs = createJobStore(store)
  await jobs.put({ id: 'j', kind: 'say', owner, spec: {}, runAt: 0 })
  for (let at = 0; at < 120; at += 1) await jobs.note('j', { at, outcome: 'quiet' })
  const runs = await jobs.runs('j', 1000)
  expect(runs.length).toBeGreaterThanOrEqual(50)
  expect(runs.length).toBeLessThan(60)
  expect(runs[0]?.at).toBe(119)
})
