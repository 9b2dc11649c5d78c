import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { createJobStore } from '../store/jobs.ts'
import { openStore, type Store } from '../store/open.ts'
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

test('a job runs once when it is due, a repeated one keeps its rhythm', async () => {
  let clock = 0
  const ran: [string, number][] = []
  const schedule = open({ say: async ({ id }) => void ran.push([id, clock]) }, () => clock)
  const jobs = createJobStore(store)
  await jobs.put({ id: 'once', kind: 'say', owner, spec: {}, everyMs: undefined, runAt: 1_000 })
  await jobs.put({ id: 'often', kind: 'say', owner, spec: {}, everyMs: 1_000, runAt: 500 })
  for (clock = 0; clock <= 3_000; clock += 500) await schedule.tick()
  expect(ran.filter(([id]) => id === 'once')).toEqual([['once', 1_000]])
  expect(ran.filter(([id]) => id === 'often').map(([, at]) => at)).toEqual([500, 1_500, 2_500])
})

test('runs missed while the process was down happen once', async () => {
  let clock = 0
  let runs = 0
  const schedule = open({ say: async () => void runs++ }, () => clock)
  await createJobStore(store).put({ id: 'often', kind: 'say', owner, spec: {}, everyMs: 1_000, runAt: 1_000 })
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
  await jobs.put({ id: 'j', kind: 'say', owner, spec: {}, everyMs: undefined, runAt: 0 })
  expect(await jobs.claim(1_000, 5_000, 10)).toHaveLength(1)
  expect(await jobs.claim(2_000, 5_000, 10)).toHaveLength(0)
  expect(await jobs.claim(6_001, 5_000, 10)).toMatchObject([{ id: 'j', attempts: 1 }])
})

test('a job that throws is tried again later and given up in the end', async () => {
  let clock = 0
  let tries = 0
  const schedule = open(
    {
      bad: async () => {
        tries += 1
        throw new Error('no')
      },
    },
    () => clock,
  )
  await createJobStore(store).put({ id: 'j', kind: 'bad', owner, spec: {}, everyMs: undefined, runAt: 0 })
  for (let round = 0; round < 40; round += 1, clock += 60_000) await schedule.tick()
  expect(tries).toBe(5)
})

test('whatever the period and the delay, the next run lies in the future and on the grid', async () => {
  await fc.assert(
    fc.asyncProperty(fc.integer({ min: 1, max: 1e6 }), fc.integer({ min: 0, max: 1e7 }), async (everyMs, late) => {
      const jobs = createJobStore(store)
      await jobs.put({ id: 'grid', kind: 'say', owner, spec: {}, everyMs, runAt: 1_000 })
      await open({ say: async () => {} }, () => 1_000 + late).tick()
      expect(await jobs.claim(1_000 + late, 1, 10)).toEqual([])
      const [next] = await jobs.claim(1_000 + late + everyMs, 1, 10)
      expect(((next?.runAt ?? 0) - 1_000) % everyMs).toBe(0)
    }),
    { numRuns: 30 },
  )
})
