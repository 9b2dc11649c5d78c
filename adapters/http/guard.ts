import { Socket } from 'node:net'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { PetrelError } from '../../core/errors.ts'
import { identify } from './caller.ts'
import { hostOf, isLoopback } from './loopback.ts'
import type { Edge } from './turn.ts'

/** What anyone may fetch: the page itself, its reference, and whether the process lives. Everything else needs a key where keys are set. */
export const OPEN_ROUTES: readonly string[] = ['/', '/assets/*', '/docs', '/openapi.json', '/healthz', '/readyz']

/**
 * A page of another site can make its name point at 127.0.0.1 and so read from here (DNS rebinding); the Host header gives it away.
 * Where keys are required, the key already keeps it out.
 */
function checkHost(edge: Edge, request: FastifyRequest): void {
  if (!isLoopback(edge.settings.host)) return
  const host = hostOf(request.headers.host)
  if (host !== undefined && isLoopback(host)) return
  throw new PetrelError('not_allowed', {
    message: `This server only answers to localhost and 127.0.0.1, not to the host "${String(request.headers.host).slice(0, 100)}".`,
    hint: 'To serve other names, set http.host to the interface and add an API key.',
  })
}

/** A browser names the site that a request comes from; only the page itself and the sites of http.cors may write. */
function checkOrigin(edge: Edge, request: FastifyRequest): void {
  const origin = request.headers.origin
  if (origin === undefined || request.method === 'GET' || request.method === 'HEAD' || request.method === 'OPTIONS') return
  if (edge.settings.cors.includes(origin)) return
  if (URL.canParse(origin) && new URL(origin).host === request.headers.host) return
  throw new PetrelError('not_allowed', {
    message: `Requests from the site ${origin.slice(0, 200)} are not allowed.`,
    hint: 'Add its origin to http.cors.',
  })
}

const HEADERS = {
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'x-frame-options': 'DENY',
  'cross-origin-opener-policy': 'same-origin',
  'permissions-policy': 'camera=(), microphone=(), geolocation=()',
  // For anything that is not our page: nothing may load, whatever a stranger's text contains.
  'content-security-policy': "default-src 'none'; frame-ancestors 'none'; sandbox",
}

/** Requests that a test injects have no real socket. */
function idleLimit(request: FastifyRequest, ms: number): void {
  if (request.raw.socket instanceof Socket) request.raw.socket.setTimeout(ms)
}

/** Hooks that every request passes: names, headers, host, origin, key, and a cut for those who do not read their answer. */
export function guard(app: FastifyInstance, edge: Edge): void {
  app.decorateRequest('caller')
  app.addHook('onRequest', async (request: FastifyRequest, reply: FastifyReply) => {
    idleLimit(request, 0)
    request.caller = { key: undefined, role: 'everyone' }
    reply.headers({ ...HEADERS, 'x-request-id': request.id })
    checkHost(edge, request)
    checkOrigin(edge, request)
    if (request.method === 'OPTIONS') return
    const open = OPEN_ROUTES.includes(request.routeOptions.url ?? '')
    if (!open) request.caller = identify(request, { configured: edge.keyHashes, local: edge.localKey })
  })
  app.addHook('onSend', async (request: FastifyRequest) => {
    // From here on the socket only writes; one on which nothing moves is a client that does not read.
    idleLimit(request, edge.stallMs * 3)
  })
}
