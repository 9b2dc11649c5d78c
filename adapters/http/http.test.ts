import { afterEach, expect, test } from 'vitest'
import { type ServeOptions, serve } from '../../test/web/serve.ts'
import { hashApiKey } from './api-key.ts'

const open: (() => Promise<void>)[] = []
afterEach(async () => {
  await Promise.all(open.splice(0).map((stop) => stop()))
})

function make(options?: ServeOptions) {
  const made = serve(options)
  open.push(() => made.http.stop())
  return made
}

const post = (body: unknown, headers: Record<string, string> = {}) => ({ method: 'POST' as const, payload: body as object, headers })
const KEY = 'a-key-of-the-operator'
const locked = { settings: { apiKeys: [hashApiKey(KEY)] } }
const bearer = { authorization: `Bearer ${KEY}` }

test('a question gets its answer with every record', async () => {
  const { http, turns } = make()
  const reply = await http.app.inject({ url: '/v1/ask', ...post({ text: 'volume', chat: 'c1', locale: 'en' }) })
  expect(reply.statusCode).toBe(200)
  expect(reply.json().answer.records).toHaveLength(4)
  expect(reply.headers['x-petrel-turn']).toBe('t1')
  expect(turns.received[0]).toMatchObject({ bot: 'http', chat: 'open:c1', user: 'open', role: 'everyone', text: 'volume', locale: 'en' })
})

test('a retry with the same key gets the one answer, another question with it is refused', async () => {
  const { http, turns } = make()
  const headers = { 'idempotency-key': 'once' }
  const first = await http.app.inject({ url: '/v1/ask', ...post({ text: 'hello' }, headers) })
  const second = await http.app.inject({ url: '/v1/ask', ...post({ text: 'hello' }, headers) })
  const other = await http.app.inject({ url: '/v1/ask', ...post({ text: 'goodbye' }, headers) })
  expect(second.json()).toEqual(first.json())
  expect(turns.received).toHaveLength(1)
  expect([other.statusCode, other.json().error.code]).toEqual([422, 'idempotency_mismatch'])
})

test('the same key of two callers is not the same request', async () => {
  const { http, turns } = make({ settings: { apiKeys: [hashApiKey('one'), hashApiKey('two')] } })
  for (const key of ['one', 'two']) {
    const headers = { 'idempotency-key': 'same', authorization: `Bearer ${key}` }
    expect((await http.app.inject({ url: '/v1/ask', ...post({ text: `from ${key}` }, headers) })).statusCode).toBe(200)
  }
  expect(new Set(turns.received.map((message) => message.user)).size).toBe(2)
})

test('with respond-async the answer is fetched later', async () => {
  const { http } = make()
  const reply = await http.app.inject({ url: '/v1/ask', ...post({ text: 'wait' }, { prefer: 'respond-async' }) })
  expect([reply.statusCode, reply.json()]).toEqual([202, { id: 't1', status: 'running' }])
  const later = await http.app.inject('/v1/answers/t1')
  expect([later.statusCode, later.json()]).toEqual([202, { id: 't1', status: 'running' }])
})

test('a turn is stopped by its id, twice without harm', async () => {
  const { http, turns } = make()
  const asked = http.app.inject({ url: '/v1/ask', ...post({ text: 'wait' }) })
  await expect.poll(() => turns.received.length).toBe(1)
  for (let time = 0; time < 2; time++) {
    expect((await http.app.inject({ url: '/v1/answers/t1/cancel', method: 'POST' })).statusCode).toBe(200)
  }
  expect((await asked).json().error.code).toBe('cancelled')
})

test('an answer is kept with its charts and tables', async () => {
  const { http } = make()
  await http.app.inject({ url: '/v1/ask', ...post({ text: 'chart' }) })
  expect((await http.app.inject('/v1/answers/t1')).json().answer.id).toBe('t1')

  const svg = await http.app.inject('/v1/answers/t1/charts/0.svg?theme=dark&width=400&height=240')
  expect(svg.headers['content-type']).toBe('image/svg+xml')
  expect(svg.headers['content-security-policy']).toContain("default-src 'none'")
  expect(svg.body).toMatch(/^<svg width="400" height="240"/)

  const png = await http.app.inject('/v1/answers/t1/charts/0.png')
  expect(png.rawPayload.subarray(0, 4).toString('latin1')).toBe('\u0089PNG')

  const csv = await http.app.inject('/v1/answers/t1/tables/r1.csv')
  expect(csv.body.split('\r\n')[1]).toBe('2026-03-08T00:00:00.000Z,610233')
  expect(csv.headers['content-disposition']).toBe('attachment; filename="petrel-r1.csv"')

  const json = await http.app.inject('/v1/answers/t1/tables/r1.json')
  expect(json.headers['content-type']).toBe('application/json; charset=utf-8')
  expect(json.json().rows[0]).toEqual(expect.objectContaining({ [json.json().columns[0].name]: '2026-03-08T00:00:00.000Z' }))
  const parquet = await http.app.inject('/v1/answers/t1/tables/r1.parquet')
  expect([parquet.headers['content-type'], parquet.rawPayload.subarray(0, 4).toString()]).toEqual([
    'application/vnd.apache.parquet',
    'PAR1',
  ])
})

test.each([
  ['/v1/answers/nope', 404, 'not_found'],
  ['/v1/answers/t1/charts/1.svg', 404, 'not_found'],
  ['/v1/answers/t1/charts/0.gif', 400, 'input_invalid'],
  ['/v1/answers/t1/charts/0.svg?width=99999', 400, 'input_invalid'],
  ['/v1/answers/t1/tables/r9.csv', 404, 'not_found'],
  ['/v1/answers/t1/tables/r1.xlsx', 400, 'input_invalid'],
  ['/v1/models/gpt-4', 404, 'model_unknown'],
  ['/nowhere', 404, 'not_found'],
  ['/assets/..%2f..%2fpackage.json', 403, 'not_allowed'],
  ['/assets/%2e%2e/index.html', 404, 'not_found'],
])('GET %s is %i %s', async (url, status, code) => {
  const { http } = make()
  await http.app.inject({ url: '/v1/ask', ...post({ text: 'chart' }) })
  const reply = await http.app.inject(url)
  expect([reply.statusCode, reply.json().error.code]).toEqual([status, code])
})

test('a tool is called with its own input; a failed one is a failed request that keeps its words', async () => {
  const { http, turns } = make()
  const reply = await http.app.inject({ url: '/v1/tools/token', ...post({ token: 'WETH' }) })
  expect(reply.statusCode).toBe(200)
  expect(turns.received[0]?.call).toEqual({ tool: 'token', input: { token: 'WETH' } })
  const failed = await http.app.inject({ url: '/v1/tools/token', ...post({ token: 'fail' }) })
  expect([failed.statusCode, failed.json().error.code, failed.json().answer.rung]).toEqual([502, 'rpc_failed', 'error'])
})

test.each([
  ['token', {}, 400, 'input_invalid'],
  ['token', { token: 'X', days: 0 }, 400, 'input_invalid'],
  ['sync', {}, 403, 'not_allowed'],
  ['read', {}, 404, 'unknown_tool'],
  ['swapp', {}, 404, 'unknown_tool'],
])('POST /v1/tools/%s %j is %i %s', async (tool, input, status, code) => {
  const { http, turns } = make()
  const reply = await http.app.inject({ url: `/v1/tools/${tool}`, ...post(input) })
  expect([reply.statusCode, reply.json().error.code]).toEqual([status, code])
  expect(turns.received).toEqual([])
})

test('the tools that a caller may use are listed with their input', async () => {
  const { http } = make()
  const { tools } = (await http.app.inject('/v1/tools')).json()
  expect(tools.map((tool: { name: string }) => tool.name)).toEqual(['token'])
  expect(tools[0].input.properties.token.description).toBe('Symbol or address.')
})

test('where keys are set, a call needs one and is then the operator', async () => {
  const { http, turns } = make(locked)
  for (const headers of [{}, { authorization: 'Bearer wrong' }, { 'x-api-key': 'wrong' }] as Record<string, string>[]) {
    const refused = await http.app.inject({ url: '/v1/ask', ...post({ text: 'hi' }, headers) })
    expect([refused.statusCode, refused.json().error.type]).toEqual([401, 'authentication_error'])
  }
  expect((await http.app.inject({ url: '/v1/tools/sync', ...post({}, bearer) })).statusCode).toBe(200)
  expect((await http.app.inject({ url: '/v1/ask', ...post({ text: 'hi' }, { 'x-api-key': KEY }) })).statusCode).toBe(200)
  expect(turns.received.map((message) => message.role)).toEqual(['operator', 'operator'])
  for (const url of ['/v1/status', '/metrics', '/v1/tools', '/v1/answers/t1'])
    expect((await http.app.inject(url)).statusCode, url).toBe(401)
  for (const url of ['/', '/docs', '/assets/app.js', '/openapi.json', '/healthz', '/readyz']) {
    expect((await http.app.inject(url)).statusCode, url).toBe(200)
  }
})

test('without keys nobody is more than everyone, whatever key they send', async () => {
  const { http, turns } = make()
  await http.app.inject({ url: '/v1/ask', ...post({ text: 'hi' }, bearer) })
  expect(turns.received[0]?.role).toBe('everyone')
})

test('another interface without a key is refused before it listens', async () => {
  const { http, turns } = serve({ settings: { host: '0.0.0.0' } })
  await expect(http.start(turns.port.receive)).rejects.toMatchObject({ code: 'config_invalid', hint: expect.stringContaining('--new-key') })
  await http.app.close()
})

test('a port in use is named', async () => {
  const first = make()
  const port = Number(new URL(await first.start()).port)
  const second = make({ settings: { port } })
  await expect(second.start()).rejects.toMatchObject({ code: 'port_taken', message: expect.stringContaining(String(port)) })
})

test('ready, unless a part is down; a model on its way is only mentioned', async () => {
  const { calm } = await import('../../test/web/serve.ts')
  let state = { ...calm, model: { phase: 'downloading', id: 'm', done: 1, total: 2, source: 'hub' } as const }
  const { http } = make({ state: () => state })
  const ready = await http.app.inject('/readyz')
  expect([ready.statusCode, ready.json()]).toEqual([200, { ready: true, model: 'downloading', waiting: [] }])
  state = { ...state, parts: [{ name: 'warehouse', up: false, note: 'restarting' }] }
  const down = await http.app.inject('/readyz')
  expect([down.statusCode, down.json().waiting]).toEqual([503, ['warehouse: restarting']])
  expect((await http.app.inject('/healthz')).statusCode).toBe(200)
})

test('a loaded model is named without being exposed', async () => {
  const { calm } = await import('../../test/web/serve.ts')
  const model = { id: 'qwen', contextSize: 8192, fast: false, chat: {}, port: {}, slots: 1, close: async () => undefined }
  const { http } = make({ state: () => ({ ...calm, model: { phase: 'ready', model: model as never } }) })
  expect((await http.app.inject('/v1/status')).json().model).toEqual({ phase: 'ready', id: 'qwen', contextSize: 8192, fast: false })
})

test('answers and requests are counted', async () => {
  const { http } = make()
  await http.app.inject({ url: '/v1/ask', ...post({ text: 'volume' }) })
  const { body } = await http.app.inject('/metrics')
  expect(body).toContain('petrel_answers_total{rung="reader",tool="ask",error=""} 1')
  expect(body).toContain('route="/v1/ask",status="200"} 1')
  expect(body).toContain('petrel_index_lag_blocks{chain="demo"} 0')
})

test('the description names every route and every tool with its input', async () => {
  const { http } = make()
  const description = (await http.app.inject('/openapi.json')).json()
  expect(Object.keys(description.paths)).toEqual(
    expect.arrayContaining([
      '/v1/ask',
      '/v1/chat/completions',
      '/v1/models',
      '/v1/tools/token',
      '/v1/answers/{id}',
      '/healthz',
      '/readyz',
      '/metrics',
    ]),
  )
  expect(description.paths['/v1/tools/token'].post.requestBody.content['application/json'].schema.properties.token.type).toBe('string')
  expect(description.paths['/v1/tools/read']).toBeUndefined()
})

test('a file that was sent goes with the question that names it, to its caller alone', async () => {
  const { http, turns } = make({ settings: { apiKeys: [hashApiKey('one'), hashApiKey('two')] } })
  const as = (key: string, more = {}) => ({ authorization: `Bearer ${key}`, ...more })
  const bytes = Buffer.from('pragma solidity ^0.8.0;\0\xff')
  const upload = (payload: Buffer, type: string) =>
    http.app.inject({ method: 'POST', url: '/v1/files?name=a%20b.sol', payload, headers: as('one', { 'content-type': type }) })
  const sent = await upload(bytes, 'text/plain')
  expect([sent.statusCode, sent.json()]).toMatchObject([200, { name: 'a b.sol', size: bytes.length }])
  const named = { 'x-petrel-files': sent.json().id }
  const asked = await http.app.inject({ url: '/v1/ask', ...post({ text: 'audit this' }, as('one', named)) })
  expect(asked.statusCode).toBe(200)
  const [file] = turns.received[0]?.files ?? []
  expect(file).toMatchObject({ name: 'a b.sol', mime: 'text/plain', size: bytes.length })
  expect(Buffer.from((await http.open?.('http', file as never, AbortSignal.timeout(5000))) ?? [])).toEqual(bytes)
  const other = await http.app.inject({ url: '/v1/ask', ...post({ text: 'audit this' }, as('two', named)) })
  expect([other.statusCode, other.json().error.code]).toEqual([400, 'input_invalid'])
  expect((await http.app.inject({ url: '/v1/tools/token', ...post({ token: 'UNI' }, as('one', named)) })).statusCode).toBe(200)
  expect(turns.received[1]?.files).toHaveLength(1)
  for (const [payload, status] of [
    [Buffer.alloc(0), 400],
    [Buffer.alloc(10 * 2 ** 20 + 1), 413],
  ] as const)
    expect((await upload(payload, 'application/json')).statusCode).toBe(status)
})
