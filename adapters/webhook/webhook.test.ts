import { mkdtempSync, rmSync } from 'node:fs'
import { createServer, type IncomingHttpHeaders, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { Inbound } from '../../core/adapter.ts'
import type { Answer } from '../../core/answer.ts'
import { createFetcher, type Fetcher } from '../../core/fetch.ts'
import { openLog } from '../../core/log.ts'
import { createTurns, type RunningTurns } from '../../core/turns.ts'
import { openStore, type Store } from '../../store/open.ts'
import { createTurnStore } from '../../store/turns.ts'
import { REPLAY_WINDOW_S, sign, verify } from './sign.ts'
import { createWebhookAdapter } from './webhook.ts'

const SECRET = 'a secret of the operator, long enough'
type Serve = (request: IncomingMessage, response: ServerResponse, body: string) => void

let folder: string
let store: Store
let server: Server
let fetcher: Fetcher
let turns: RunningTurns
let clock: number
let posts: { headers: IncomingHttpHeaders; body: string }[]
let answers: Serve[]
let url: string

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'petrel-webhook-'))
  store = openStore(join(folder, 'petrel.db'))
  clock = Date.now()
  posts = []
  answers = []
  const serve = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    let body = ''
    for await (const chunk of request) body += String(chunk)
    posts.push({ headers: request.headers, body })
    const answer = answers.shift() ?? ((_, reply) => reply.writeHead(204).end())
    answer(request, response, body)
  }
  server = createServer((request, response) => void serve(request, response))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/petrel?key=private-part`
})
afterEach(async () => {
  await turns?.stop(0)
  await fetcher?.close()
  server.closeAllConnections()
  await new Promise((resolve) => server.close(resolve))
  store.close()
  rmSync(folder, { recursive: true, force: true })
})

const answer = (id: string): Answer => ({
  id,
  rung: 'command',
  locale: 'en',
  blocks: [{ kind: 'text', parts: ['Alert: UNI above $10.'] }],
  records: [],
  at: 1,
})
const firing = (event: string, chat = 'telegram:1/-100'): Inbound => ({
  ...{ bot: 'webhook:ops', id: `alert:7:${event}`, chat, user: 'u', role: 'everyone', text: '', at: 1 },
  route: { owner: { bot: 'telegram:1', chat: '-100' } },
})
const lines: string[] = []

/** The real turns, store and fetcher; `reach` says which addresses may be reached. */
async function open(reach: (address: string) => boolean = () => true, totalMs = 5000): Promise<void> {
  fetcher = createFetcher({ now: () => clock, ports: 'any', allow: reach, totalMs, headersMs: totalMs })
  const log = openLog('debug', { write: (line: string) => void lines.push(line) })
  turns = createTurns({
    ...{ store: createTurnStore(store, () => clock), answer: async (turn) => answer(turn), giveUp: (turn) => answer(turn) },
    settings: { parallel: 4, waiting: 50, waitingPerChat: 50, deadlineS: 30 },
    ...{ log, now: () => clock },
  })
  turns.attach(
    createWebhookAdapter({ settings: { urls: { ops: [url] }, secrets: { ops: [SECRET] }, private: true }, fetcher, now: () => clock }),
  )
  await turns.redeliver()
}
const until = async (holds: () => boolean | Promise<boolean>): Promise<void> => {
  for (const end = Date.now() + 8000; !(await holds()); ) {
    if (Date.now() > end) throw new Error('it never happened')
    await new Promise((resolve) => setTimeout(resolve, 10))
  }
}
const dead = () => createTurnStore(store, () => clock).dead(10)
const status =
  (code: number, headers: Record<string, string> = {}): Serve =>
  (_, reply) =>
    void reply.writeHead(code, headers).end('no')

test('a firing is posted, signed, with its words and its records', async () => {
  await open()
  const { turn } = await turns.receive(firing('1'))
  await until(() => turns.undelivered() === 0 && posts.length === 1)
  const [post] = posts
  expect(verify(SECRET, { headers: post?.headers ?? {}, body: post?.body ?? '' }, clock)).toBe(true)
  expect(post?.headers['petrel-delivery']).toBe(turn)
  expect(JSON.parse(post?.body ?? '')).toMatchObject({
    ...{
      id: turn,
      event: 'alert:7:1',
      from: { bot: 'telegram:1', chat: '-100', user: 'u' },
      text: expect.stringContaining('UNI above $10'),
    },
    answer: { blocks: [{ kind: 'text' }], records: [] },
  })
  await turns.receive(firing('1'))
  expect(turns.undelivered()).toBe(0)
})

test('a server at fault is tried again with the same id, and a time that it names is kept', async () => {
  answers = [status(500), status(429, { 'retry-after': '2' }), status(503)]
  await open()
  const at = Date.now()
  await turns.receive(firing('1'))
  await until(() => posts.length === 4 && turns.undelivered() === 0)
  expect(posts).toHaveLength(4)
  expect(new Set(posts.map(({ headers }) => headers['petrel-delivery'])).size).toBe(1)
  expect(Date.now() - at).toBeGreaterThanOrEqual(2000)
}, 20_000)

test('what is refused for ever becomes a dead letter, which names neither the URL nor the secret', async () => {
  answers = [status(404)]
  await open()
  await turns.receive(firing('1'))
  await until(async () => (await dead()).length === 1)
  expect((await dead())[0]?.reason).toBe('The webhook answered 404.')
  expect(lines.join('\n') + JSON.stringify(await dead())).not.toMatch(/private-part|operator, long/)
})

test('a redirect is not followed, wherever it leads', async () => {
  answers = [status(307, { location: 'http://169.254.169.254/latest/meta-data' })]
  await open((address) => address === '127.0.0.1')
  await turns.receive(firing('1'))
  await until(async () => (await dead()).length === 1)
  expect((await dead())[0]?.reason).toBe('The webhook leads where it may not.')
  expect(posts).toHaveLength(1)
})

test('a private address is not connected to unless the operator allowed it', async () => {
  await open(() => false)
  await turns.receive(firing('1'))
  await until(async () => (await dead()).length === 1)
  expect(posts).toEqual([])
})

test('a receiver that is too slow is tried again, and holds up no other chat', async () => {
  answers = [() => undefined]
  await open(() => true, 400)
  await turns.receive(firing('1', 'telegram:1/a'))
  await until(() => posts.length === 1)
  await turns.receive(firing('2', 'telegram:1/b'))
  await until(() => turns.undelivered() === 0)
  expect(posts.map(({ body }) => (JSON.parse(body) as { event: string }).event)).toEqual(['alert:7:1', 'alert:7:2', 'alert:7:1'])
}, 20_000)

test('a URL without a good secret does not start', () => {
  const make = (secrets: Record<string, string[]>) => () =>
    createWebhookAdapter({ settings: { urls: { ops: ['https://example.org/'] }, secrets, private: false }, fetcher, now: () => clock })
  expect(make({})).toThrow('"ops" has no secret of 32 characters')
  expect(make({ ops: ['short'] })).toThrow('secret')
})

test('whatever is changed of a delivery, or told too late, does not verify', () => {
  fc.assert(
    fc.property(
      fc.string(),
      fc.string(),
      fc.integer({ min: 1_700_000_000, max: 2_000_000_000 }),
      fc.nat(4),
      (body, delivery, timestamp, change) => {
        const headers = {
          'petrel-delivery': delivery,
          'petrel-timestamp': String(timestamp),
          'petrel-signature': sign(SECRET, { timestamp, delivery, body }),
        }
        const now = timestamp * 1000
        expect(verify(SECRET, { headers, body }, now)).toBe(true)
        const forged = [
          verify(SECRET, { headers, body: `${body} ` }, now),
          verify(`${SECRET}x`, { headers, body }, now),
          verify(SECRET, { headers: { ...headers, 'petrel-delivery': `${delivery}x` }, body }, now),
          verify(SECRET, { headers: { ...headers, 'petrel-timestamp': String(timestamp + 1) }, body }, now),
          verify(SECRET, { headers, body }, now + (REPLAY_WINDOW_S + 1) * 1000),
        ]
        expect(forged[change]).toBe(false)
      },
    ),
  )
})
