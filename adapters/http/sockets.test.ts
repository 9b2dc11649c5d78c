import { once } from 'node:events'
import { connect } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterEach, expect, test } from 'vitest'
import { type ServeOptions, say, serve } from '../../test/web/serve.ts'

const open: (() => Promise<void>)[] = []
afterEach(async () => {
  await Promise.all(open.splice(0).map((stop) => stop()))
})

async function listen(options?: ServeOptions) {
  const made = serve(options)
  open.push(() => made.http.stop())
  return { ...made, url: await made.start() }
}

const ask = (url: string, text: string, { headers = {}, signal }: { headers?: Record<string, string>; signal?: AbortSignal } = {}) =>
  fetch(`${url}/v1/ask`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', accept: 'text/event-stream', ...headers },
    body: JSON.stringify({ text }),
    ...(signal ? { signal } : {}),
  })

const events = (body: string) =>
  body
    .split('\n\n')
    .filter((part) => part.startsWith('event: '))
    .map((part) => ({ name: part.split('\n')[0]?.slice(7) ?? '', data: JSON.parse(part.split('\n')[1]?.slice(6) ?? 'null') }))

test('a turn is streamed as it happens, with its id first and its answer last', async () => {
  const { url } = await listen()
  const reply = await ask(url, 'slow chart')
  expect(reply.headers.get('content-type')).toBe('text/event-stream; charset=utf-8')
  expect(reply.headers.get('x-request-id')).toBeTruthy()
  const heard = events(await reply.text())
  expect(heard.map((event) => event.name)).toEqual(['turn', 'progress', 'blocks', 'answer'])
  expect(heard[1]?.data).toEqual({ message: 'Counting trades', done: 0.4 })
  expect(heard[3]?.data.answer.id).toBe(heard[0]?.data.id)
})

test('a client that goes away stops its turn', async () => {
  const { url, turns } = await listen()
  for (const accept of ['text/event-stream', 'application/json']) {
    const gone = new AbortController()
    const reply = ask(url, 'wait', { headers: { accept }, signal: gone.signal }).then((answer) => answer.text())
    reply.catch(() => undefined)
    const before = turns.cancelled.length
    await expect.poll(() => turns.received.length).toBe(before + 1)
    gone.abort()
    await expect.poll(() => turns.cancelled.length).toBe(before + 1)
  }
})

test('a client with an Idempotency-Key may come back: its turn goes on', async () => {
  const { url, turns } = await listen()
  const headers = { 'idempotency-key': 'k1' }
  const gone = new AbortController()
  const first = ask(url, 'slow', { headers, signal: gone.signal }).then((answer) => answer.text())
  first.catch(() => undefined)
  await expect.poll(() => turns.received.length).toBe(1)
  gone.abort()
  const again = events(await (await ask(url, 'slow', { headers })).text())
  expect(again.at(-1)?.data.answer.id).toBe('t1')
  expect([turns.received.length, turns.cancelled.length]).toEqual([1, 0])
})

test('a turn that is stopped ends its stream with the reason', async () => {
  const { url, turns } = await listen()
  const reply = await ask(url, 'wait')
  await turns.port.cancel('t1')
  expect(events(await reply.text()).at(-1)).toMatchObject({ name: 'error', data: { error: { code: 'cancelled', retryable: true } } })
})

/** Writes raw bytes and gives back all that comes until the server closes. */
async function raw(url: string, ...writes: (string | number)[]): Promise<string> {
  const socket = connect(Number(new URL(url).port), '127.0.0.1')
  let heard = ''
  socket.on('data', (data) => {
    heard += data.toString()
  })
  socket.on('error', () => undefined)
  const closed = once(socket, 'close')
  for (const part of writes) {
    if (typeof part === 'number') await sleep(part)
    else socket.write(part)
  }
  await closed
  return heard
}

test('a client that sends its head or body drop by drop is cut, and others are answered meanwhile', async () => {
  const { url, turns } = await listen({ stallMs: 300 })
  const slow = [
    raw(url, 'POST /v1/ask HTTP/1.1\r\nHost: localhost\r\nX-A: '),
    raw(url, 'POST /v1/ask HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: 1000\r\n\r\n{"text"'),
  ]
  expect((await ask(url, 'hello')).status).toBe(200)
  for (const heard of await Promise.all(slow)) expect(heard).toMatch(/^HTTP\/1\.1 408/)
  expect(turns.received.map((message) => message.text)).toEqual(['hello'])
})

test('a head of more than 16 KB is refused', async () => {
  const { url } = await listen()
  expect(await raw(url, `GET / HTTP/1.1\r\nHost: localhost\r\nX-A: ${'a'.repeat(20_000)}\r\n\r\n`)).toMatch(/^HTTP\/1\.1 431/)
})

test('a client that does not read its stream is cut, so that nothing piles up', async () => {
  const big = 'x'.repeat(200_000)
  const { url, http } = await listen({
    stallMs: 300,
    script: async (turn, _message, { emit, signal }) => {
      while (!signal.aborted) {
        emit({ kind: 'progress', message: big })
        await sleep(2)
      }
      return say(turn, 'never')
    },
  })
  const socket = connect(Number(new URL(url).port), '127.0.0.1')
  socket.on('error', () => undefined)
  socket.pause()
  socket.write(
    'POST /v1/ask HTTP/1.1\r\nHost: localhost\r\nAccept: text/event-stream\r\nContent-Type: application/json\r\nContent-Length: 13\r\n\r\n{"text":"go"}',
  )
  const connections = () => new Promise<number>((resolve) => http.app.server.getConnections((_error, count) => resolve(count)))
  await expect.poll(connections).toBe(1)
  await expect.poll(connections, { timeout: 8000 }).toBe(0)
  socket.destroy()
})

test('a stop ends streams that do not end by themselves, says where their answers will be, and takes nothing new', async () => {
  const made = serve({ graceMs: 400 })
  const address = await made.start()
  const stuck = await ask(address, 'wait', { headers: { 'idempotency-key': 'kept' } })
  const stopped = made.http.stop()
  const last = events(await stuck.text()).at(-1)
  await stopped
  expect(last).toMatchObject({ name: 'error', data: { error: { code: 'busy', message: expect.stringContaining('/v1/answers/t1') } } })
  await expect(ask(address, 'late')).rejects.toThrow()
  expect(made.turns.cancelled).toEqual([])
})

test('a stop waits for what ends in time', async () => {
  const made = serve({ graceMs: 5000 })
  const reply = await ask(await made.start(), 'slow')
  const stopped = made.http.stop()
  expect(events(await reply.text()).at(-1)?.name).toBe('answer')
  await stopped
})

test('fifty starts and stops leave no timer, server or socket behind', async () => {
  const resources = () => process.getActiveResourcesInfo().filter((name) => /Timeout|Server|TCPSocket/.test(name)).length
  const before = resources()
  for (let time = 0; time < 50; time++) {
    const made = serve()
    const url = await made.start()
    await (await ask(url, 'hello')).text()
    await made.http.stop()
  }
  await sleep(50)
  expect(resources()).toBeLessThanOrEqual(before + 2)
})
