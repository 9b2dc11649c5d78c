import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { type Body, readBody } from './body.ts'
import type { Faults, Trouble } from './faults.ts'
import { COUNTED, METHODS } from './methods/index.ts'
import type { RateKeeper } from './rates.ts'
import { ApiError, type Call } from './types.ts'
import type { BotState, World } from './world.ts'

interface Parts {
  world: World
  faults: Faults
  rates: RateKeeper | undefined
  /** Called after a method took effect and before it is answered; a test may kill its bot here. */
  accepted: (call: Call) => Promise<void> | void
}

export interface ApiServer {
  url: string
  close(): Promise<void>
}

/** A soak of a day must not fill the memory with its own record. */
const MOST_CALLS = 200_000

const NEW_METHODS: Readonly<Record<string, keyof World['features']>> = { sendmessagedraft: 'drafts', sendrichmessage: 'rich' }

/** The Bot API over HTTP on loopback. */
export async function listen(parts: Parts, port: number): Promise<ApiServer> {
  const closing = new AbortController()
  const server = createServer((request, response) => {
    void handle(parts, { request, response, closing: closing.signal }).catch((error: unknown) => {
      response.destroy(error instanceof Error ? error : undefined)
    })
  })
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve))
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, close: () => close(server, closing) }
}

async function close(server: Server, closing: AbortController): Promise<void> {
  closing.abort()
  server.closeAllConnections()
  await new Promise<void>((resolve) => server.close(() => resolve()))
}

interface Exchange {
  request: IncomingMessage
  response: ServerResponse
  closing: AbortSignal
}

async function handle(parts: Parts, exchange: Exchange): Promise<void> {
  const { request, response } = exchange
  const url = new URL(request.url ?? '/', 'http://kit')
  const download = /^\/file\/bot([^/]+)\/(.+)$/.exec(url.pathname)
  if (download) return sendFile(parts.world, response, { token: download[1] ?? '', path: download[2] ?? '' })
  const [, token = '', method = ''] = /^\/bot([^/]+)\/(\w+)$/.exec(url.pathname) ?? []
  const bot = parts.world.bots.get(token)
  if (!bot || bot.revoked) return reply(response, 401, { ok: false, error_code: 401, description: 'Unauthorized' })
  const gone = new AbortController()
  response.once('close', () => gone.abort())
  await answer(parts, { bot, method, url, signal: AbortSignal.any([gone.signal, exchange.closing]), ...exchange })
}

interface Asked extends Exchange {
  bot: BotState
  method: string
  url: URL
  signal: AbortSignal
}

async function answer(parts: Parts, asked: Asked): Promise<void> {
  const { world, faults } = parts
  const { bot, method, response } = asked
  const call: Call = { bot: bot.user.id, method, params: {}, status: 200, at: world.clock.now() }
  try {
    const body = await readBody(asked.request, asked.url.searchParams)
    call.params = body.params
    world.calls.push(call)
    if (world.calls.length > MOST_CALLS) world.calls.splice(0, MOST_CALLS / 2)
    const trouble = faults.pick(call)
    if (trouble?.kind === 'slow') await world.clock.sleep(trouble.ms, asked.signal)
    if (trouble && trouble.kind !== 'slow' && !trouble.after) return fail(response, call, trouble)
    call.result = await perform(parts, asked, body)
    if (method.toLowerCase() !== 'getupdates') await parts.accepted(call)
    if (trouble && trouble.kind !== 'slow') return fail(response, call, trouble)
    reply(response, 200, { ok: true, result: call.result })
  } catch (error) {
    if (!(error instanceof ApiError)) throw error
    refuse(response, call, error)
  } finally {
    call.endedAt = world.clock.now()
    world.changed()
  }
}

async function perform({ world, rates }: Parts, { bot, method, signal }: Asked, { params, files }: Body): Promise<unknown> {
  const name = method.toLowerCase()
  const feature = NEW_METHODS[name]
  const run = METHODS.get(name)
  // An older server does not know the newer methods.
  if (!run || (feature && !world.features[feature])) throw new ApiError(404, 'Not Found: method not found')
  if (rates && COUNTED.has(name)) rates.take(bot.user.id, Number(params.chat_id), Number(params.chat_id) < 0)
  return await run({ world, bot, params, files, signal })
}

function refuse(response: ServerResponse, call: Call, error: ApiError): void {
  call.status = error.code
  call.description = error.message
  const { code, message, parameters } = error
  reply(response, code, { ok: false, error_code: code, description: message, ...(parameters ? { parameters } : {}) })
}

const TEXTS: Readonly<Record<number, string>> = {
  401: 'Unauthorized',
  403: 'Forbidden: bot was blocked by the user',
  409: 'Conflict: terminated by other getUpdates request; make sure that only one bot instance is running',
  429: 'Too Many Requests',
  500: 'Internal Server Error',
  502: 'Bad Gateway',
}

function fail(response: ServerResponse, call: Call, trouble: Exclude<Trouble, { kind: 'slow' }>): void {
  if (trouble.kind === 'drop') {
    call.status = 0
    response.destroy()
    return
  }
  const { status, retryAfter, description = TEXTS[status] ?? 'Error' } = trouble
  const words = retryAfter === undefined ? description : `${description}: retry after ${retryAfter}`
  refuse(response, call, new ApiError(status, words, retryAfter === undefined ? undefined : { retry_after: retryAfter }))
}

function reply(response: ServerResponse, status: number, body: unknown): void {
  if (response.destroyed) return
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body))
}

function sendFile(world: World, response: ServerResponse, { token, path }: { token: string; path: string }): void {
  const file = [...world.files.values()].find((one) => one.path === path)
  if (!world.bots.has(token) || !file) {
    reply(response, 404, { ok: false, error_code: 404, description: 'Not Found' })
    return
  }
  response.writeHead(200, { 'content-type': file.mime, 'content-length': file.bytes.length }).end(file.bytes)
}
