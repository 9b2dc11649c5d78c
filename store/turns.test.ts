import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Inbound } from '../core/adapter.ts'
import type { Answer } from '../core/answer.ts'
import { createMemory } from './memory.ts'
import { openStore, type Store } from './open.ts'
import { createTurnStore } from './turns.ts'

let folder: string
let store: Store
const now = () => 1_000

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'petrel-store-'))
  store = openStore(join(folder, 'petrel.db'))
})
afterEach(() => {
  store.close()
  rmSync(folder, { recursive: true, force: true })
})

const message = (id: string, text = 'price of UNI', chat = 'c1'): Inbound => ({
  bot: 'http',
  id,
  chat,
  user: 'u1',
  role: 'everyone',
  text,
  at: 1,
})
const answer = (id: string, extra: Partial<Answer> = {}): Answer => ({
  id,
  rung: 'reader',
  tool: 'ask',
  input: { metric: 'price' },
  locale: 'en',
  blocks: [{ kind: 'text', parts: ['hello'] }],
  records: [],
  at: 2,
  ...extra,
})

describe('turns', () => {
  test('the same message twice is one turn', async () => {
    const turns = createTurnStore(store, now)
    const first = await turns.receive(message('a'))
    expect(first.status).toBe('new')
    expect(await turns.receive(message('a'))).toEqual({ status: 'seen', turn: first.turn })
    expect(await turns.pending(10)).toEqual([{ turn: first.turn, inbound: message('a'), attempts: 0 }])
  })

  test('the same id with another question is refused', async () => {
    const turns = createTurnStore(store, now)
    await turns.receive(message('a'))
    await expect(turns.receive(message('a', 'something else'))).rejects.toMatchObject({ code: 'idempotency_mismatch' })
    expect(await turns.pending(10)).toHaveLength(1)
  })

  test('waiting turns come back oldest first after a reopen, answered ones do not', async () => {
    const turns = createTurnStore(store, now)
    const ids: string[] = []
    for (const id of ['a', 'b', 'c']) ids.push((await turns.receive(message(id))).turn)
    await turns.begin(ids[0] ?? '')
    await turns.finish(ids[1] ?? '', answer(ids[1] ?? ''), true)
    store.close()
    store = openStore(join(folder, 'petrel.db'))
    const again = createTurnStore(store, now)
    expect((await again.pending(10)).map(({ turn, attempts }) => [turn, attempts])).toEqual([
      [ids[0], 1],
      [ids[2], 0],
    ])
  })

  test('finishing twice keeps the first answer and one outbox row', async () => {
    const turns = createTurnStore(store, now)
    const { turn } = await turns.receive(message('a'))
    await turns.finish(turn, answer(turn), true)
    await turns.finish(turn, answer(turn, { rung: 'refuse' }), true)
    expect((await turns.find(turn))?.answer?.rung).toBe('reader')
    expect(await turns.undelivered('http')).toHaveLength(1)
    await turns.delivered(turn)
    expect(await turns.undelivered('http')).toEqual([])
  })

  test('pruning forgets what is old and delivered, never what still waits', async () => {
    const turns = createTurnStore(store, now)
    const made: string[] = []
    for (const [id, at] of [
      ['old', 10],
      ['stuck', 10],
      ['open', 10],
      ['young', 5_000],
    ] as const) {
      const { turn } = await turns.receive({ ...message(id), at })
      made.push(turn)
      if (id !== 'open') await turns.finish(turn, answer(turn), true)
      if (id === 'old' || id === 'young') await turns.delivered(turn)
    }
    expect(await turns.prune(1_000)).toBe(1)
    expect(await Promise.all(made.map(async (turn) => (await turns.find(turn)) !== undefined))).toEqual([false, true, true, true])
    expect(await turns.prune(1_000)).toBe(0)
  })

  test('a failed delivery waits for its time, a dead one is not tried again', async () => {
    let clock = 1_000
    const turns = createTurnStore(store, () => clock)
    const { turn } = await turns.receive(message('a'))
    await turns.finish(turn, answer(turn), true)
    await turns.failed(turn, 'rate limit', 5_000)
    expect(await turns.undelivered('http')).toMatchObject([{ turn, nextAt: 5_000 }])
    await turns.accepted(turn, ['m1', 'm2'])
    clock = 5_000
    expect(await turns.outbound(turn)).toMatchObject({ id: turn, attempts: 1, accepted: ['m1', 'm2'] })
    await turns.failed(turn, 'blocked by user', undefined)
    expect(await turns.undelivered('http')).toEqual([])
  })
})

describe('memory', () => {
  const key = { bot: 'http', chat: 'c1', user: 'u1' }

  test('keeps the last tool call for follow-ups and leaves it in place after a refusal', async () => {
    const turns = createTurnStore(store, now)
    const memory = createMemory(store)
    const first = await turns.receive(message('a'))
    await turns.finish(first.turn, answer(first.turn), true)
    const second = await turns.receive(message('b', 'nonsense'))
    const { tool: _tool, input: _input, ...refused } = answer(second.turn, { rung: 'refuse' })
    await turns.finish(second.turn, refused, true)
    expect(await memory.previous(key)).toEqual({ tool: 'ask', input: { metric: 'price' } })
  })

  test('offers the choices of a clarifying question until the next answer', async () => {
    const turns = createTurnStore(store, now)
    const memory = createMemory(store)
    const items = [{ label: 'USDC (native)', say: '/token {"token":"0x1"}' }]
    const asked = await turns.receive(message('a'))
    await turns.finish(asked.turn, answer(asked.turn, { rung: 'clarify', blocks: [{ kind: 'buttons', items }] }), true)
    expect(await memory.choices(key)).toEqual(items)
    const next = await turns.receive(message('b'))
    await turns.finish(next.turn, answer(next.turn), true)
    expect(await memory.choices(key)).toEqual([])
  })

  test('one user never sees what another said, and forgetting leaves nothing', async () => {
    const turns = createTurnStore(store, now)
    const memory = createMemory(store)
    for (const user of ['u1', 'u2']) {
      const { turn } = await turns.receive({ ...message(`m-${user}`, `secret of ${user}`), user })
      await turns.finish(turn, answer(turn), true)
    }
    const seen = await memory.recent(key, 10)
    expect(seen.map(({ text, origin }) => [text, origin])).toEqual([
      ['secret of u1', 'user'],
      ['hello', 'ours'],
    ])
    expect(await memory.forget(key)).toBe(2)
    expect(await memory.recent(key, 10)).toEqual([])
    expect(await memory.previous(key)).toBeUndefined()
    expect(await memory.recent({ ...key, user: 'u2' }, 10)).toHaveLength(2)
  })
})

test('a database that cannot be opened says which file and what to do', () => {
  const file = join(folder, 'petrel.db', 'inside-a-file.db')
  expect(() => openStore(file)).toThrowError(expect.objectContaining({ code: 'store_failed', facts: { file } }))
})
