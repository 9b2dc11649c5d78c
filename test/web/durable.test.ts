import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pino from 'pino'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createHttpAdapter } from '../../adapters/http/http.ts'
import type { Inbound } from '../../core/adapter.ts'
import type { Answer } from '../../core/answer.ts'
import { createTurns } from '../../core/turns.ts'
import { openStore } from '../../store/open.ts'
import { createTurnStore } from '../../store/turns.ts'
import { calm, say, settings, WEB_DIR } from './serve.ts'

/** The real turns over a real database: what a retry gets after the process was gone. */

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'petrel-http-'))
})
afterAll(() => rm(folder, { recursive: true, force: true }))

type Work = (turn: string, inbound: Inbound, context: { signal: AbortSignal }) => Promise<Answer>

async function start(answer: Work) {
  const log = pino({ level: 'silent' })
  const store = createTurnStore(openStore(join(folder, 'petrel.db')), Date.now)
  const turns = createTurns({
    store,
    answer,
    giveUp: (turn) => say(turn, 'Given up.', { rung: 'error', error: 'internal' }),
    settings: { parallel: 4, waiting: 100, waitingPerChat: 10_000, deadlineS: 60 },
    log,
    now: Date.now,
  })
  const paths = { webDir: WEB_DIR, uploadsDir: join(folder, 'uploads') }
  const http = createHttpAdapter({ settings, turns, tools: [], state: () => calm, log, ...paths, version: '0', graceMs: 50 })
  turns.attach(http)
  await http.start(turns.receive)
  await turns.resume()
  const ask = (text: string, headers: Record<string, string> = {}) =>
    fetch(`${http.address()}/v1/ask`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'idempotency-key': 'order-1', ...headers },
      body: JSON.stringify({ text }),
    })
  return {
    ask,
    stop: async () => {
      await Promise.all([http.stop(), turns.stop(50)])
      await store.close()
    },
  }
}

interface Reply {
  answer: Answer
  error: { code: string }
}
const json = async (reply: Response): Promise<Reply> => (await reply.json()) as Reply

test('a question that was cut off by a stop is answered once after the start, and every retry gets that answer', async () => {
  const worked: string[] = []
  const first = await start(async (_turn, _inbound, { signal }) => {
    worked.push('first')
    return await new Promise<never>((_, reject) => signal.addEventListener('abort', () => reject(signal.reason)))
  })
  const cut = first.ask('how many swaps')
  await expect.poll(() => worked.length).toBe(1)
  await first.stop()
  const refusal = await cut
  expect([refusal.status, (await json(refusal)).error.code]).toEqual([503, 'busy'])

  const second = await start(async (turn, inbound) => {
    worked.push('second')
    return say(turn, `Answer to: ${inbound.text}`)
  })
  const replies = await Promise.all([1, 2, 3].map(async () => await json(await second.ask('how many swaps'))))
  expect(new Set(replies.map((reply) => JSON.stringify(reply))).size).toBe(1)
  expect(replies[0]?.answer.blocks[0]).toMatchObject({ parts: ['Answer to: how many swaps'] })
  const other = await second.ask('something else')
  expect([other.status, (await json(other)).error.code]).toEqual([422, 'idempotency_mismatch'])
  await second.stop()

  const third = await start(async () => {
    throw new Error('nothing is left to work on')
  })
  expect(await json(await third.ask('how many swaps'))).toEqual(replies[0])
  const streamed = await (await third.ask('how many swaps', { accept: 'text/event-stream' })).text()
  expect(streamed).toContain('event: answer')
  await third.stop()
  expect(worked).toEqual(['first', 'second'])
})
