import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { openStore, type Store } from '../store/open.ts'
import { createTurnStore } from '../store/turns.ts'
import type { Adapter, Inbound, Outbound, TurnEvent } from './adapter.ts'
import type { Answer } from './answer.ts'
import { PetrelError } from './errors.ts'
import { openLog } from './log.ts'
import { createTurns, type TurnParts } from './turns.ts'

let folder: string
let store: Store
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'petrel-turns-'))
  store = openStore(join(folder, 'petrel.db'))
})
afterEach(() => {
  store.close()
  rmSync(folder, { recursive: true, force: true })
})

const log = openLog('silent')
const never = new AbortController().signal
const message = (id: string, chat = 'c1', text = `question ${id}`): Inbound => ({
  bot: 'http',
  id,
  chat,
  user: 'u',
  role: 'everyone',
  text,
  at: 1,
})
const reply = (id: string, said: string): Answer => ({
  id,
  rung: 'reader',
  locale: 'en',
  blocks: [{ kind: 'text', parts: [said] }],
  records: [],
  at: 1,
})

const open = (
  answer: TurnParts['answer'],
  settings = { parallel: 4, waiting: 50, waitingPerChat: 10_000, deadlineS: 30 },
  immediate: TurnParts['immediate'] = () => false,
) =>
  createTurns({
    store: createTurnStore(store, Date.now),
    answer,
    giveUp: (turn, _inbound, reason) => ({ ...reply(turn, reason.forUser), rung: 'error', error: reason.code }),
    settings,
    immediate,
    log,
    now: Date.now,
  })

const said = async (turns: { wait(turn: string, signal: AbortSignal): Promise<Answer> }, receipt: { turn: string } | undefined) => {
  const [block] = (await turns.wait(receipt?.turn ?? '', never)).blocks
  return block?.kind === 'text' ? block.parts.join('') : undefined
}

const echo: TurnParts['answer'] = async (turn, inbound) => reply(turn, inbound.text)

test('a message is answered once, however often it is delivered', async () => {
  let answered = 0
  const turns = open(async (turn, inbound) => {
    answered += 1
    return reply(turn, inbound.text)
  })
  const receipts = [await turns.receive(message('a')), await turns.receive(message('a')), await turns.receive(message('a'))]
  const answers = await Promise.all(receipts.map(({ turn }) => turns.wait(turn, never)))
  expect(answered).toBe(1)
  expect(new Set(answers.map(({ id }) => id)).size).toBe(1)
  expect(receipts.map(({ status }) => status)).toEqual(['new', 'seen', 'seen'])
})

test('events of a turn reach its watchers and end with the answer', async () => {
  const gate = deferred<void>()
  const turns = open(async (turn, inbound, { emit }) => {
    await gate.promise
    emit({ kind: 'progress', message: 'looking', done: 0.5 })
    return reply(turn, inbound.text)
  })
  const { turn } = await turns.receive(message('a'))
  const events: TurnEvent[] = []
  turns.watch(turn, (event) => events.push(event))
  gate.resolve()
  await turns.wait(turn, never)
  expect(events.map(({ kind }) => kind)).toEqual(['progress', 'answer'])
})

test('cancelling reaches the work through its signal', async () => {
  const turns = open(
    (turn, _inbound, { signal }) =>
      new Promise((resolve) => signal.addEventListener('abort', () => resolve({ ...reply(turn, 'Stopped.'), error: signal.reason.code }))),
  )
  const { turn } = await turns.receive(message('a'))
  await turns.cancel(turn)
  expect((await turns.wait(turn, never)).error).toBe('cancelled')
})

test('a full queue refuses before anything is stored', async () => {
  const hang: TurnParts['answer'] = (_turn, _inbound, { signal }) =>
    new Promise((_, reject) => signal.addEventListener('abort', () => reject(signal.reason)))
  const turns = open(hang, { parallel: 1, waiting: 2, waitingPerChat: 10_000, deadlineS: 30 })
  for (const id of ['a', 'b', 'c']) await turns.receive(message(id, id))
  expect(turns.busy?.(message('d'))).toBe(true)
  await expect(turns.receive(message('d'))).rejects.toMatchObject({ code: 'busy', retryable: true })
  expect(await createTurnStore(store, Date.now).pending(10)).toHaveLength(3)
  await turns.stop(0)
})

test('what a stop interrupts is answered after the next start, in order', async () => {
  const first = open(
    (_turn, _inbound, { signal }) => new Promise((_, reject) => signal.addEventListener('abort', () => reject(signal.reason))),
    { parallel: 1, waiting: 10, waitingPerChat: 10_000, deadlineS: 30 },
  )
  const receipts = [await first.receive(message('a')), await first.receive(message('b'))]
  const waiting = Promise.allSettled(receipts.map(({ turn }) => first.wait(turn, never)))
  await first.stop(0)
  expect((await waiting).map(({ status }) => status)).toEqual(['rejected', 'rejected'])

  const order: string[] = []
  const second = open(async (turn, inbound) => {
    order.push(inbound.id)
    return echo(turn, inbound, { signal: never, emit: () => {} })
  })
  expect(await second.resume()).toBe(2)
  for (const { turn } of receipts) await second.wait(turn, never)
  expect(order).toEqual(['a', 'b'])
})

test('a turn that is worked on already is not taken up a second time', async () => {
  const gate = deferred<void>()
  let answered = 0
  const turns = open(async (turn, inbound) => {
    answered += 1
    await gate.promise
    return reply(turn, inbound.text)
  })
  const { turn } = await turns.receive(message('a'))
  expect(await turns.resume()).toBe(0)
  gate.resolve()
  await turns.wait(turn, never)
  await turns.stop(1000)
  expect(answered).toBe(1)
})

test('more turns than may wait are all taken up after a crash', async () => {
  const disk = createTurnStore(store, Date.now)
  const receipts = await Promise.all(['a', 'b', 'c', 'd', 'e'].map((id) => disk.receive(message(id))))
  const turns = open(echo, { parallel: 1, waiting: 2, waitingPerChat: 10_000, deadlineS: 30 })
  expect(await turns.resume()).toBe(5)
  await expect(turns.receive(message('f'))).rejects.toMatchObject({ code: 'busy' })
  for (const { turn } of receipts) expect((await turns.wait(turn, never)).id).toBe(turn)
})

test('held turns wait until all is ready, and are kept when the process stops before', async () => {
  const ready = deferred<void>()
  const order: string[] = []
  const note: TurnParts['answer'] = async (turn, inbound) => {
    order.push(inbound.id)
    return reply(turn, inbound.text)
  }
  const first = open(note)
  first.hold(new Promise(() => {}))
  const left = await first.receive(message('a'))
  await first.stop(0)
  await expect(first.wait(left.turn, never)).rejects.toMatchObject({ code: 'busy' })

  const second = open(note)
  second.hold(ready.promise)
  await second.resume()
  const { turn } = await second.receive(message('b'))
  expect((await second.receive(message('a'))).status).toBe('seen')
  expect(order).toEqual([])
  order.push('ready')
  ready.resolve()
  await second.wait(turn, never)
  expect(order).toEqual(['ready', 'a', 'b'])
})

test('a turn that always kills the process is given up with an honest answer', async () => {
  const disk = createTurnStore(store, Date.now)
  const { turn } = await disk.receive(message('a'))
  for (let crash = 0; crash < 10; crash += 1) await disk.begin(turn)
  const turns = open(echo)
  await turns.resume()
  expect(await turns.wait(turn, never)).toMatchObject({ rung: 'error', error: 'internal' })
})

test('an answer reaches its adapter, and one that was not delivered is sent after the next start', async () => {
  const sent: Outbound[] = []
  const delivered = deferred<void>()
  let works = false
  const adapter: Adapter = {
    name: 'telegram',
    start: async () => {},
    stop: async () => {},
    send: async (outbound) => {
      if (!works) throw new PetrelError('platform_failed', { message: 'network is down' })
      sent.push(outbound)
      delivered.resolve()
    },
  }
  const turns = open(echo)
  turns.attach(adapter)
  await turns.redeliver()
  const { turn } = await turns.receive({ ...message('a'), bot: 'telegram:1' })
  await turns.wait(turn, never)
  await turns.stop(1000)
  expect(sent).toEqual([])
  works = true
  const later = open(echo)
  later.attach(adapter)
  await later.redeliver()
  await delivered.promise
  expect(sent.map(({ id }) => id)).toEqual([turn])
  await later.stop(1000)
})

test('what must not wait runs past the line and stops what runs and waits in its chat, and nothing else', async () => {
  const gate = deferred<void>()
  const slow: TurnParts['answer'] = async (turn, inbound, { signal }) => {
    if (inbound.text === '/stop') return reply(turn, String(await turns.halt(inbound)))
    await Promise.race([gate.promise, new Promise((resolve) => signal.addEventListener('abort', resolve))])
    return reply(turn, signal.aborted ? 'stopped' : 'done')
  }
  const immediate = ({ text }: Inbound) => text === '/stop'
  const turns = open(slow, { parallel: 2, waiting: 50, waitingPerChat: 10, deadlineS: 30 }, immediate)
  const receipts = [await turns.receive(message('a1')), await turns.receive(message('a2')), await turns.receive(message('b1', 'c2'))]
  const stop = await turns.receive(message('s', 'c1', '/stop'))
  expect(await said(turns, stop)).toBe('2')
  expect(await said(turns, receipts[0])).toBe('stopped')
  expect((await turns.wait(receipts[1]?.turn ?? '', never)).error).toBe('cancelled')
  gate.resolve()
  expect(await said(turns, receipts[2])).toBe('done')
})

test('one chat cannot fill the line, and who waits is told the place', async () => {
  const gate = deferred<void>()
  const places: number[] = []
  const turns = open(
    async (turn, inbound) => {
      await gate.promise
      return reply(turn, inbound.text)
    },
    { parallel: 1, waiting: 50, waitingPerChat: 2, deadlineS: 30 },
  )
  const preview: Adapter['preview'] = (_, event) => {
    if (event.kind === 'waiting') places.push(event.position)
  }
  turns.attach({ name: 'http', pull: true, start: async () => {}, stop: async () => {}, send: async () => {}, preview })
  for (const id of ['a1', 'a2', 'a3']) await turns.receive(message(id))
  await expect(turns.receive(message('a4'))).rejects.toMatchObject({ code: 'busy' })
  await turns.receive(message('b1', 'c2'))
  expect(places).toEqual([1, 2, 2])
  gate.resolve()
  await turns.stop(1000)
})

test('an unknown turn is an error that says so', async () => {
  const turns = open(echo)
  await expect(turns.wait('nope', never)).rejects.toMatchObject({ code: 'not_found' })
  await expect(turns.find('nope')).rejects.toMatchObject({ code: 'not_found' })
})

function deferred<T>(): { promise: Promise<T>; resolve(value?: T): void } {
  let resolve: (value?: T) => void = () => {}
  const promise = new Promise<T>((done) => {
    resolve = done as typeof resolve
  })
  return { promise, resolve }
}
