import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { openStore, type Store } from '../store/open.ts'
import { createTurnStore } from '../store/turns.ts'
import type { Adapter, Delivery } from './adapter.ts'
import { PetrelError } from './errors.ts'
import { openLog } from './log.ts'
import { createOutbox } from './outbox.ts'

let folder: string
let store: Store
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'petrel-outbox-'))
  store = openStore(join(folder, 'petrel.db'))
})
afterEach(() => {
  store.close()
  rmSync(folder, { recursive: true, force: true })
})

const turns = () => createTurnStore(store, Date.now)

/** An answered message of the chat, ready to be delivered. */
async function answered(id: string, chat = 'c1'): Promise<string> {
  const { turn } = await turns().receive({ bot: 'telegram:1', id, chat, user: 'u', role: 'everyone', text: id, at: 1 })
  await turns().finish(turn, { id: turn, rung: 'reader', locale: 'en', blocks: [], records: [], at: 1 }, true)
  return turn
}

const open = (send: (text: string, delivery: Delivery) => Promise<void>) => {
  const outbox = createOutbox({ store: turns(), log: openLog('silent'), now: Date.now, backOff: () => 5 })
  const adapter: Adapter = {
    name: 'telegram',
    start: async () => {},
    stop: async () => {},
    send: ({ inbound }, delivery) => send(inbound.text, delivery),
  }
  outbox.attach(adapter)
  return outbox
}
const push = async (outbox: { push(answer: { turn: string; bot: string; chat: string }): void }, id: string, chat = 'c1') =>
  outbox.push({ turn: await answered(id, chat), bot: 'telegram:1', chat })

test('a platform that fails holds its chat in order and no other chat', async () => {
  const sent: string[] = []
  let failures = 3
  const outbox = open(async (text) => {
    if (text === 'a1' && failures-- > 0) throw new PetrelError('platform_failed', { message: 'down' })
    sent.push(text)
  })
  await outbox.open()
  for (const id of ['a1', 'a2']) await push(outbox, id)
  await push(outbox, 'b1', 'c2')
  await vi.waitFor(() => expect(sent).toHaveLength(3))
  expect(sent).toEqual(['b1', 'a1', 'a2'])
  expect(outbox.waiting()).toBe(0)
  await outbox.stop()
})

test('the platform’s own waiting time is kept', async () => {
  const tries: number[] = []
  const outbox = open(async () => {
    tries.push(Date.now())
    if (tries.length === 1) throw new PetrelError('platform_failed', { message: '429', facts: { retryAfterMs: 120 } })
  })
  await outbox.open()
  await push(outbox, 'a')
  await vi.waitFor(() => expect(tries).toHaveLength(2))
  expect((tries[1] ?? 0) - (tries[0] ?? 0)).toBeGreaterThanOrEqual(119)
  await outbox.stop()
})

test('what the platform refuses for ever becomes a dead letter with its reason, and the next answer goes out', async () => {
  const sent: string[] = []
  const outbox = open(async (text) => {
    if (text === 'a') throw new PetrelError('platform_refused', { message: 'bot was blocked by the user' })
    sent.push(text)
  })
  await outbox.open()
  await push(outbox, 'a')
  await push(outbox, 'b')
  await vi.waitFor(() => expect(sent).toEqual(['b']))
  await outbox.stop()
  expect(await turns().dead(10)).toMatchObject([{ chat: 'c1', reason: 'bot was blocked by the user' }])
})

test('after a stop between two parts only the rest is sent, before anything newer of the chat', async () => {
  const parts: string[] = []
  const first = open(async (_, delivery) => {
    await delivery.accept('part 1')
    parts.push('part 1')
    await new Promise((resolve) => delivery.signal.addEventListener('abort', resolve))
    throw new Error('stopped')
  })
  await first.open()
  await push(first, 'old')
  await vi.waitFor(() => expect(parts).toEqual(['part 1']))
  await first.stop()

  const second = open(async (text, { accepted, attempt }) => {
    parts.push(`${text} after ${accepted.join()} try ${attempt}`)
  })
  await push(second, 'new')
  await second.open()
  await vi.waitFor(() => expect(parts).toHaveLength(3))
  expect(parts.slice(1)).toEqual(['old after part 1 try 1', 'new after  try 1'])
  await second.stop()
})

test('a dead letter can be sent again', async () => {
  let blocked = true
  const sent: string[] = []
  const outbox = open(async (text) => {
    if (blocked) throw new PetrelError('platform_refused', { message: 'kicked' })
    sent.push(text)
  })
  await outbox.open()
  await push(outbox, 'a')
  await vi.waitFor(async () => expect(await turns().dead(10)).toHaveLength(1))
  blocked = false
  expect(await turns().revive(1000)).toBe(1)
  await outbox.open()
  await vi.waitFor(() => expect(sent).toEqual(['a']))
  await outbox.stop()
})

test('a try is waited for on the given clock', async () => {
  const waits: number[] = []
  let now = 1_000_000
  const sleep = async (ms: number): Promise<void> => {
    waits.push(ms)
    now += ms
  }
  const outbox = createOutbox({ store: turns(), log: openLog('silent'), now: () => now, sleep })
  let tries = 0
  const send = async (): Promise<void> => {
    tries += 1
    if (tries < 4)
      throw new PetrelError('platform_failed', { message: 'down', ...(tries === 2 ? { facts: { retryAfterMs: 30_000 } } : {}) })
  }
  outbox.attach({ name: 'telegram', start: async () => {}, stop: async () => {}, send })
  await outbox.open()
  await push(outbox, 'a')
  await vi.waitFor(() => expect([tries, outbox.waiting()]).toEqual([4, 0]))
  expect(waits).toEqual([1000, 30_000, 4000])
  await outbox.stop()
})
