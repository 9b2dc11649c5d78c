import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import { ApiFault, FAULTS } from './fault.ts'
import type { Call, KitState } from './kit-state.ts'
import { LIMITS } from './limits.ts'
import { readBody } from './read-body.ts'
import { type Answer, findRoute, type Route } from './routes.ts'
import { channelRoutes } from './routes-channel.ts'
import { guildRoutes } from './routes-guild.ts'
import { interactionRoutes } from './routes-interaction.ts'
import type { createTraffic, Fault, Faults } from './traffic.ts'
import type { Application } from './world.ts'

const ROUTES: readonly Route[] = [...interactionRoutes, ...channelRoutes, ...guildRoutes]

export interface ServerParts {
  state: () => KitState
  faults: Faults
  traffic: ReturnType<typeof createTraffic>
  shards: number
}

interface Reply extends Answer {
  headers: Record<string, string>
}

const limited = (waitMs: number, scope: string): Reply => ({
  status: 429,
  json: { message: 'You are being rate limited.', retry_after: waitMs / 1000, global: scope === 'global' },
  headers: {
    'retry-after': String(Math.ceil(waitMs / 1000)),
    'x-ratelimit-scope': scope,
    ...(scope === 'global' ? { 'x-ratelimit-global': 'true' } : {}),
    'x-ratelimit-reset-after': String(waitMs / 1000),
    'x-ratelimit-remaining': '0',
    'x-ratelimit-limit': '1',
  },
})

function faultReply(fault: Fault): Reply {
  if (fault.kind === 'limit') return limited(fault.afterMs ?? 1000, fault.global ? 'global' : 'user')
  const status = fault.status ?? 500
  return { status, json: { message: `${status}: asked for by a test`, code: fault.code ?? 0 }, headers: {} }
}

function botOf({ world }: KitState, request: IncomingMessage): Application {
  const token = /^Bot (.+)$/.exec(request.headers.authorization ?? '')?.[1]
  const bot = [...world.applications.values()].find((one) => one.token === token)
  if (!bot) throw FAULTS.unauthorized()
  return bot
}

async function answer(
  parts: ServerParts,
  request: IncomingMessage,
  { path, query, call }: { path: string; query: URLSearchParams; call: Call },
): Promise<Reply> {
  const state = parts.state()
  const { route, params } = findRoute(ROUTES, call.method, path)
  const bot = route.open ? undefined : botOf(state, request)
  call.bot = bot?.user.username
  const key = route.path.replace(/:(channel|guild|application|token|id)\b/g, (_, name: string) => params[name] ?? '')
  // Answers to interactions have no limit that clients could reach; webhooks have that of their own route.
  const verdict = route.path.endsWith('/callback') ? undefined : parts.traffic.take(`${route.method} ${key}`, bot?.id)
  if (verdict?.waitMs !== undefined) return limited(verdict.waitMs, verdict.scope)
  const body = await readBody(request)
  call.body = body.json
  const result = route.run({ state, bot: bot as Application, params, query, body, shards: parts.shards })
  return { ...result, headers: verdict?.headers ?? {} }
}

/** A 204 carries no content type: clients would try to read JSON out of nothing. */
function write(response: ServerResponse, { status, json, headers }: Reply): void {
  const text = json === undefined ? '' : JSON.stringify(json)
  response.writeHead(status, {
    ...headers,
    ...(text === '' ? {} : { 'content-type': 'application/json' }),
    'content-length': String(Buffer.byteLength(text)),
  })
  response.end(text)
}

function countInvalid(state: KitState, status: number): void {
  const bad = state.calls.filter((call) => [401, 403, 429].includes(call.status)).length
  if ([401, 403, 429].includes(status) && bad === LIMITS.invalidRequests)
    state.violations.push(`${bad} invalid requests: Discord would ban this address`)
}

async function handle(parts: ServerParts, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const state = parts.state()
  const url = new URL(request.url ?? '/', 'http://kit')
  if (url.pathname.startsWith('/attachments/')) return serveFile(state, url, response)
  const path = url.pathname.replace(/^\/api(\/v\d+)?/, '')
  const call: Call = { method: request.method ?? 'GET', path, status: 0, bot: undefined, body: undefined }
  const fault = parts.faults.take(`${call.method} ${path}`)
  if (fault) call.fault = fault.kind
  if (fault?.kind === 'before') return cut(state, call, request)
  if (fault?.kind === 'slow') await new Promise((resolve) => setTimeout(resolve, fault.afterMs ?? 1000))
  let reply: Reply
  try {
    reply =
      fault?.kind === 'error' || fault?.kind === 'limit'
        ? faultReply(fault)
        : await answer(parts, request, { path, query: url.searchParams, call })
  } catch (error) {
    const known = error instanceof ApiFault ? error : FAULTS.serverError()
    if (!(error instanceof ApiFault)) state.violations.push(`the kit itself failed: ${String(error)}`)
    reply = { status: known.status, json: known.toJson(), headers: {} }
  }
  call.status = reply.status
  state.calls.push(call)
  countInvalid(state, reply.status)
  if (fault?.kind === 'after') request.socket.destroy()
  else write(response, reply)
}

function cut(state: KitState, call: Call, request: IncomingMessage): void {
  state.calls.push(call)
  request.socket.destroy()
}

function serveFile(state: KitState, url: URL, response: ServerResponse): void {
  const [, , channel, id] = url.pathname.split('/')
  const file = state.files.get(`${channel}/${id}`)
  response.writeHead(file ? 200 : 404, file ? { 'content-type': file.mime, 'content-length': String(file.bytes.length) } : {})
  response.end(file ? Buffer.from(file.bytes) : '')
}

/** The REST server of the kit; listen with port 0. */
export function createRestServer(parts: ServerParts): Server {
  return createServer((request, response) => {
    handle(parts, request, response).catch(() => response.destroy())
  })
}
