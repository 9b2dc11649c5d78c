import { afterAll, expect, test } from 'vitest'
import { serve } from '../../test/web/serve.ts'

const { http, turns } = serve({ settings: { cors: ['https://friend.example'], bodyLimit: 2000 } })
afterAll(() => http.stop())

const ask = (headers: Record<string, string>, payload = '{"text":"hi"}') =>
  http.app.inject({ method: 'POST', url: '/v1/ask', headers: { 'content-type': 'application/json', ...headers }, payload })

test.each([
  ['localhost:3000', 200],
  ['127.0.0.1:80', 200],
  ['[::1]:3000', 200],
  ['evil.example', 403],
  ['127.0.0.1.nip.io', 403],
  ['localhost@evil.example', 403],
])('the host %s gets %i: names that a stranger points here are refused', async (host, status) => {
  expect((await ask({ host })).statusCode).toBe(status)
  expect((await http.app.inject({ url: '/', headers: { host } })).statusCode).toBe(status)
})

test.each([
  ['https://friend.example', 200],
  ['http://localhost:3000', 200],
  ['https://evil.example', 403],
  ['null', 403],
  ['http://localhost:9999', 403],
])('a page of %s gets %i', async (origin, status) => {
  expect((await ask({ origin, host: 'localhost:3000' })).statusCode).toBe(status)
})

test('only listed sites may read', async () => {
  const friend = await http.app.inject({ url: '/v1/models', headers: { origin: 'https://friend.example' } })
  const stranger = await http.app.inject({ url: '/v1/models', headers: { origin: 'https://evil.example' } })
  expect(friend.headers['access-control-allow-origin']).toBe('https://friend.example')
  expect(stranger.headers['access-control-allow-origin']).toBeUndefined()
})

test.each([
  ['text/plain', '{"text":"hi"}', 415],
  ['application/x-www-form-urlencoded', 'text=hi', 415],
  ['application/json', '{"text":"hi","__proto__":{"role":"operator"}}', 400],
  ['application/json', '{"text":"hi","constructor":{"prototype":{"role":"operator"}}}', 400],
  ['application/json', '{"text":', 400],
  ['application/json', '[]', 400],
  ['application/json', '{"text":7}', 400],
  ['application/json', JSON.stringify({ text: 'x'.repeat(3000) }), 413],
])('a body of %s %s is refused with %i', async (type, payload, status) => {
  const before = turns.received.length
  const reply = await ask({ 'content-type': type }, payload)
  // What cannot be read at all is 400 by our table; Fastify's own status is only its reason.
  expect(reply.statusCode).toBe(status === 415 ? 400 : status)
  expect(reply.json().error).toMatchObject({ retryable: false, message: expect.any(String) })
  expect(turns.received).toHaveLength(before)
})

test('a request id is kept when it is harmless, and made when it is not', async () => {
  const kept = await http.app.inject({ url: '/healthz', headers: { 'x-request-id': 'abc-1' } })
  const made = await http.app.inject({ url: '/healthz', headers: { 'x-request-id': 'a b\u00e9{}' } })
  expect(kept.headers['x-request-id']).toBe('abc-1')
  expect(made.headers['x-request-id']).toMatch(/^[0-9a-f-]{36}$/)
})

test('the page may load from here only, and nothing else may load at all', async () => {
  const page = await http.app.inject('/')
  const policy = String(page.headers['content-security-policy'])
  expect(policy).toContain("default-src 'none'")
  expect(policy).toContain("script-src 'self'")
  expect(policy).not.toMatch(/unsafe|https?:|\*/)
  expect(page.body).not.toMatch(/<script(?![^>]*src=)|style=|\son\w+=|https?:/)
  const json = await http.app.inject('/v1/models')
  expect(json.headers).toMatchObject({ 'x-content-type-options': 'nosniff', 'x-frame-options': 'DENY', 'referrer-policy': 'no-referrer' })
})

test('one caller cannot ask without end', async () => {
  const few = serve({ settings: { ratePerMinute: 3 } })
  const statuses: number[] = []
  for (let time = 0; time < 5; time++) statuses.push((await few.http.app.inject('/v1/models')).statusCode)
  expect(statuses).toEqual([200, 200, 200, 429, 429])
  const refused = await few.http.app.inject('/v1/models')
  expect(refused.json().error).toMatchObject({ code: 'rate_limited', type: 'rate_limit_error', retryable: true })
  expect(refused.headers['retry-after']).toBeDefined()
  expect((await few.http.app.inject('/healthz')).statusCode).toBe(200)
  await few.http.stop()
})

test.each([' ', 'a'.repeat(201), 'with space', '\u00e9'])('an Idempotency-Key of %j is refused and nothing is stored', async (key) => {
  const before = turns.received.length
  const reply = await ask({ 'idempotency-key': key })
  expect(reply.json().error.code).toBe('input_invalid')
  expect(turns.received).toHaveLength(before)
})

test('odd texts pass unharmed', async () => {
  for (const text of ['', '\u0000', '\ud800', '👩‍👩‍👧', 'DROP TABLE turns;--', '{{7*7}}', '../../etc/passwd', '\u202e', 'a'.repeat(1500)]) {
    const reply = await ask({}, JSON.stringify({ text }))
    expect(reply.statusCode, JSON.stringify(text)).toBe(200)
    expect(turns.received.at(-1)?.text).toBe(text)
  }
})
