import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { z } from 'zod'
import { createChatStore } from '../store/chats.ts'
import { createJobStore } from '../store/jobs.ts'
import { openStore, type Store } from '../store/open.ts'
import { createTurnStore } from '../store/turns.ts'
import type { Inbound } from './adapter.ts'
import type { Condition } from './alert.ts'
import { ALERT_JOB, createAlerts } from './alerts.ts'
import { inNameOf } from './destination.ts'
import { checkLevel, type LevelMemory } from './levels.ts'
import { openLog } from './log.ts'
import type { Resolve } from './resolve.ts'
import { createSchedule } from './schedule.ts'

const MINUTE = 60_000
const owner = { bot: 'telegram:1', chat: 'c', user: 'u' }
const request = { owner, role: 'everyone' as const, place: 'direct' as const, locale: 'en' }

let folder: string
let store: Store
let clock: number
let price: number
let checks: number
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'petrel-alerts-'))
  store = openStore(join(folder, 'petrel.db'))
  clock = 1_800_000_000_000
  price = 1
  checks = 0
})
afterEach(() => {
  store.close()
  rmSync(folder, { recursive: true, force: true })
})

const spec = z.object({ level: z.number() })
const condition: Condition<{ level: number }, LevelMemory> = {
  kind: 'price',
  spec,
  describe: ({ level }) => `UNI above ${level}`,
  reword: (_, { op, value }) => (op === 'below' || value === undefined ? undefined : { level: value }),
  check: async ({ level }, memory, { now }) => {
    checks += 1
    const checked = checkLevel({ op: 'above', level }, price, memory)
    if (checked.fired === undefined) return { memory: checked.memory }
    const facts = [{ name: 'price of UNI', value: price, unit: 'USD', source: 'test', at: now() }]
    return { memory: checked.memory, fired: { event: String(checked.fired), facts } }
  },
}

/** The real parts on one database; `crash` makes the n-th taking of a firing die before the job is settled. */
function open(crash = false) {
  const taken: Inbound[] = []
  const turns = createTurnStore(store, () => clock)
  let serial = 0
  const parts = createAlerts({
    jobs: createJobStore(store),
    chats: createChatStore(store),
    conditions: [condition],
    receive: async (message) => {
      const receipt = await turns.receive(message)
      if (receipt.status === 'new') taken.push(message)
      if (crash) throw new Error('killed')
      return receipt
    },
    context: { handles: {}, resolve: {} as Resolve, now: () => clock },
    newId: () => {
      serial += 1
      return `job${serial}`
    },
    destinations: ['ops'],
  })
  const schedule = createSchedule({
    jobs: createJobStore(store),
    kinds: { [ALERT_JOB]: parts.run },
    now: () => clock,
    log: openLog('silent'),
  })
  return { ...parts, schedule, taken }
}

const pass = async (schedule: { tick(): Promise<number> }, minutes: number): Promise<void> => {
  for (let minute = 0; minute < minutes; minute += 1) {
    await schedule.tick()
    clock += MINUTE
  }
}

test('a watch fires once a crossing, as a message of its owner that carries the event', async () => {
  const { alerts, schedule, taken } = open()
  await alerts.add({ ...request, kind: 'price', spec: { level: 10 }, cadence: { everyMs: MINUTE } })
  await pass(schedule, 3)
  expect(taken).toEqual([])
  price = 11
  await pass(schedule, 3)
  price = 9
  await pass(schedule, 1)
  price = 12
  await pass(schedule, 2)
  expect(taken.map(({ call }) => call)).toEqual([
    { tool: 'alerts', input: { number: 1, event: '1' } },
    { tool: 'alerts', input: { number: 1, event: '2' } },
  ])
  expect(await alerts.event(owner, 1, '1')).toMatchObject({ alert: { title: 'UNI above 10' }, facts: [{ value: 11, unit: 'USD' }] })
})

test('a crash between firing and the end of the run fires no second time', async () => {
  const first = open(true)
  await first.alerts.add({ ...request, kind: 'price', spec: { level: 10 }, cadence: { everyMs: MINUTE } })
  price = 11
  await first.schedule.tick()
  expect(first.taken).toHaveLength(1)
  const second = open()
  price = 13
  clock += 10 * MINUTE
  await pass(second.schedule, 3)
  expect(second.taken).toEqual([])
  expect(checks).toBeGreaterThan(1)
})

test('quiet hours hold an alert until they end, then what still holds fires', async () => {
  const { alerts, schedule, taken } = open()
  clock = Date.parse('2026-11-24T23:00:00Z')
  await createChatStore(store).set(owner, { quiet: { from: '22:00', to: '07:00' } })
  await alerts.add({ ...request, kind: 'price', spec: { level: 10 }, cadence: { everyMs: MINUTE } })
  price = 11
  await pass(schedule, 7 * 60)
  expect([taken, checks]).toEqual([[], 0])
  await pass(schedule, 62)
  expect(taken).toHaveLength(1)
  expect((await alerts.runs(owner, 1, 100)).some(({ outcome }) => outcome === 'held')).toBe(true)
})

test('a digest comes at its hour with the call that it names', async () => {
  const { alerts, schedule, taken } = open()
  clock = Date.parse('2026-11-24T05:00:00Z')
  const call = { tool: 'ask', input: { metric: 'volume' } }
  await alerts.add({ ...request, kind: 'always', spec: call, cadence: { at: '09:00', zone: 'Europe/Madrid' } })
  await pass(schedule, 60 * 48)
  expect(taken.map((message) => message.call)).toEqual([call, call])
})

test('alerts are listed, paused, changed and removed by number, inside their chat only', async () => {
  const { alerts, schedule, taken } = open()
  const add = (level: number) => alerts.add({ ...request, kind: 'price', spec: { level }, cadence: { everyMs: MINUTE } })
  expect((await add(5)).number).toBe(1)
  expect((await add(6)).number).toBe(2)
  const elsewhere = { bot: owner.bot, chat: 'other' }
  expect(await alerts.list(elsewhere)).toEqual([])
  await expect(alerts.change(elsewhere, 1, { paused: true })).rejects.toMatchObject({ code: 'not_found' })
  expect(await alerts.remove(elsewhere, 1)).toBe(false)
  await alerts.change(owner, 1, { paused: true })
  await alerts.change(owner, 2, { spec: { level: 20 } })
  price = 7
  await pass(schedule, 3)
  expect(taken).toEqual([])
  expect((await alerts.list(owner)).map(({ title, paused }) => [title, paused])).toEqual([
    ['UNI above 5', true],
    ['UNI above 20', false],
  ])
  expect(await alerts.remove(owner, 1)).toBe(true)
  expect((await alerts.list(owner)).map(({ number }) => number)).toEqual([2])
})

test('a re-worded alert begins anew: what it told before is no reason to be silent', async () => {
  const { alerts, schedule, taken } = open()
  await alerts.add({ ...request, kind: 'price', spec: { level: 10 }, cadence: { everyMs: MINUTE } })
  price = 11
  await pass(schedule, 2)
  expect(taken).toHaveLength(1)
  const changed = await alerts.change(owner, 1, { words: { value: 8 } })
  expect(changed.title).toBe('UNI above 8')
  await pass(schedule, 3)
  expect(taken).toHaveLength(2)
  expect(new Set(taken.map(({ id }) => id)).size).toBe(2)
  const { event } = (taken[1]?.call?.input ?? {}) as { event: string }
  expect((await alerts.event(owner, 1, event)).facts).toMatchObject([{ value: 11 }])
  await expect(alerts.change(owner, 1, { words: { op: 'below', value: 3 } })).rejects.toMatchObject({ code: 'input_invalid' })
})

test('an alert can be sent to a webhook, in the name of its chat, and back', async () => {
  const { alerts, schedule, taken } = open()
  await alerts.add({ ...request, kind: 'price', spec: { level: 10 }, cadence: { everyMs: MINUTE } })
  await expect(alerts.change(owner, 1, { to: 'nowhere' })).rejects.toMatchObject({ code: 'input_invalid' })
  expect((await alerts.change(owner, 1, { to: 'ops' })).to).toBe('ops')
  price = 11
  await pass(schedule, 2)
  const [fired] = taken
  expect(fired).toMatchObject({ bot: 'webhook:ops', chat: 'telegram:1/c', user: 'u', call: { tool: 'alerts' } })
  expect(inNameOf(fired as Inbound)).toEqual({ bot: owner.bot, chat: owner.chat })
  expect(inNameOf({ ...(fired as Inbound), bot: 'http' })).toEqual({ bot: 'http', chat: 'telegram:1/c' })
  expect((await alerts.change(owner, 1, { to: null })).to).toBeUndefined()
  for (price of [5, 11]) await pass(schedule, 2)
  expect(taken.map(({ bot }) => bot)).toEqual(['webhook:ops', owner.bot])
})

test('another time leaves what an alert remembers', async () => {
  const { alerts, schedule, taken } = open()
  await alerts.add({ ...request, kind: 'price', spec: { level: 10 }, cadence: { everyMs: MINUTE } })
  price = 11
  await pass(schedule, 2)
  await alerts.change(owner, 1, { cadence: { everyMs: 5 * MINUTE } })
  await pass(schedule, 20)
  expect(taken).toHaveLength(1)
})

test('what cannot be watched for is refused by name', async () => {
  const { alerts } = open()
  await expect(alerts.add({ ...request, kind: 'weather', spec: {}, cadence: { everyMs: MINUTE } })).rejects.toThrow('weather')
  await expect(alerts.add({ ...request, kind: 'price', spec: { level: 'x' }, cadence: { everyMs: MINUTE } })).rejects.toThrow('level')
})
