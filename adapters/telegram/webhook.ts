import { createHmac, timingSafeEqual } from 'node:crypto'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import { PetrelError } from '../../core/errors.ts'
import { type Account, meet } from './account.ts'
import { backOff } from './backoff.ts'
import { type Handle, take } from './intake.ts'
import type { TelegramOptions } from './options.ts'
import { ALLOWED_UPDATES, laneOf, type Update } from './wire.ts'

const LARGEST = 1_048_576

/** Telegram shows this with every update; made from the token, so it needs no place of its own and two bots differ. */
export const secretOf = (token: string): string => createHmac('sha256', token).update('petrel webhook').digest('hex')

/** Each bot has its own path under the public URL. */
export const webhookUrl = (base: string, id: number): string => `${base.replace(/\/+$/, '')}/${id}`

export interface WebhookServer {
  add(account: Account, handle: Handle): void
  listen(): Promise<void>
  address(): string | undefined
  close(): Promise<void>
}

interface Hook {
  account: Account
  handle: Handle
  secret: Buffer
  /** Ends of the chats' lines: updates of one chat are stored in order. */
  lanes: Map<string, Promise<unknown>>
}

/** Takes updates over HTTP. 200 only once the update is stored; anything else makes Telegram send it again. */
export function createWebhookServer({
  webhookUrl: base,
  webhookHost: host,
  webhookPort: port,
}: TelegramOptions['settings']): WebhookServer {
  const hooks = new Map<string, Hook>()
  const server = createServer((request, response) => {
    // A refused request may have a body that nobody reads: its connection is not used again.
    void answer(hooks, request).then((status) => response.writeHead(status, status === 200 ? {} : { connection: 'close' }).end())
  })
  return {
    add: (account, handle) => {
      const { pathname } = new URL(webhookUrl(base, account.id))
      hooks.set(pathname, { account, handle, secret: Buffer.from(secretOf(account.token)), lanes: new Map() })
    },
    listen: () => listen(server, host, port),
    address: () => addressOf(server),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeIdleConnections()
        setTimeout(() => server.closeAllConnections(), 1000).unref()
      }),
  }
}

function listen(server: Server, host: string, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', (cause: NodeJS.ErrnoException) => {
      if (cause.code !== 'EADDRINUSE') return reject(cause)
      reject(
        new PetrelError('port_taken', {
          message: `${host}:${port} is in use by another program.`,
          hint: 'Stop it, or set telegram.webhookPort to another port; 0 lets the system choose.',
          cause,
        }),
      )
    })
    server.listen(port, host, () => resolve())
  })
}

function addressOf(server: Server): string | undefined {
  const bound = server.address()
  if (bound === null || typeof bound === 'string') return undefined
  return `http://${bound.family === 'IPv6' ? `[${bound.address}]` : bound.address}:${bound.port}`
}

/** Status for one request; never rejects. */
async function answer(hooks: ReadonlyMap<string, Hook>, request: IncomingMessage): Promise<ServerResponse['statusCode']> {
  const hook = hooks.get(new URL(request.url ?? '/', 'http://petrel').pathname)
  if (!hook || request.method !== 'POST') return 404
  const shown = Buffer.from(String(request.headers['x-telegram-bot-api-secret-token'] ?? ''))
  if (shown.length !== hook.secret.length || !timingSafeEqual(shown, hook.secret)) return 403
  const update = await read(request)
  if (!update) return 400
  return (await inLane(hook, update)) ? 200 : 503
}

async function inLane({ account, handle, lanes }: Hook, update: Update): Promise<boolean> {
  const lane = laneOf(update)
  const turn = (lanes.get(lane) ?? Promise.resolve()).then(() => take(account, handle, update))
  lanes.set(lane, turn)
  const done = await turn
  if (lanes.get(lane) === turn) lanes.delete(lane)
  return done
}

async function read(request: IncomingMessage): Promise<Update | undefined> {
  const chunks: Buffer[] = []
  let size = 0
  if (Number(request.headers['content-length'] ?? 0) > LARGEST) return undefined
  try {
    for await (const chunk of request) {
      size += (chunk as Buffer).length
      if (size > LARGEST) return undefined
      chunks.push(chunk as Buffer)
    }
    const update: unknown = JSON.parse(Buffer.concat(chunks).toString())
    return typeof update === 'object' && update !== null && 'update_id' in update ? (update as Update) : undefined
  } catch {
    return undefined
  }
}

/** Tells Telegram where to call, until it has understood. */
export async function register(
  account: Account,
  base: string,
  { signal, ready }: { signal: AbortSignal; ready(): Promise<void> },
): Promise<void> {
  for (let attempt = 0; !signal.aborted; attempt++) {
    try {
      await meet(account, signal)
      const payload = { url: webhookUrl(base, account.id), secret_token: secretOf(account.token), allowed_updates: ALLOWED_UPDATES }
      await account.api.call('setWebhook', payload, { signal })
      account.phase('running')
      return await ready()
    } catch (error) {
      if (signal.aborted) return
      await backOff(account, error, { attempt, signal })
    }
  }
}
