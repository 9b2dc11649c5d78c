import { randomUUID } from 'node:crypto'
import type { FastifyInstance } from 'fastify'
import type { Adapter, Inbound, Receipt } from '../../core/adapter.ts'
import { PetrelError } from '../../core/errors.ts'
import { parseKeyHashes } from './api-key.ts'
import { buildApp } from './app.ts'
import { isLoopback } from './loopback.ts'
import type { HttpOptions, HttpSettings } from './options.ts'
import type { Edge } from './turn.ts'
import { createUploads } from './uploads.ts'

export interface HttpAdapter extends Adapter {
  /** The app apart from any socket, for `inject()`. */
  app: FastifyInstance
  /** "http://127.0.0.1:3000" once it listens. */
  address(): string | undefined
}

/** Another interface than loopback without a key would be an open door. Throws PetrelError config_invalid. */
function requireKey(settings: HttpSettings): void {
  if (isLoopback(settings.host) || settings.apiKeys.length > 0) return
  throw new PetrelError('config_invalid', {
    message: `http.host is "${settings.host}", which other machines can reach, and http.apiKeys is empty.`,
    hint: 'Make a key with `petrel config --new-key` and add its hash to http.apiKeys, or listen on 127.0.0.1.',
  })
}

async function listen(app: FastifyInstance, settings: HttpSettings): Promise<void> {
  try {
    await app.listen({ host: settings.host, port: settings.port })
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code
    if (code !== 'EADDRINUSE') throw error
    throw new PetrelError('port_taken', {
      message: `${settings.host}:${settings.port} is in use by another program.`,
      hint: 'Stop it, or set http.port (PETREL_HTTP_PORT) to another port; 0 lets the system choose.',
      cause: error,
    })
  }
}

function addressOf(app: FastifyInstance): string | undefined {
  const bound = app.server.address()
  if (bound === null || typeof bound === 'string') return undefined
  return `http://${bound.family === 'IPv6' ? `[${bound.address}]` : bound.address}:${bound.port}`
}

/**
 * The HTTP surface: chat page, OpenAI-compatible and own API, charts, health and metrics.
 * Throws PetrelError config_invalid for a malformed key hash; `start` throws config_invalid and port_taken.
 */
export function createHttpAdapter(options: HttpOptions): HttpAdapter {
  const { settings, turns, graceMs = 3000 } = options
  const closing = new AbortController()
  let stopping = false
  const now = options.now ?? Date.now
  const uploads = createUploads({ dir: options.uploadsDir, now })
  let store: (message: Inbound) => Promise<Receipt> = (message) => turns.receive(message)
  const edge: Edge = {
    settings,
    turns,
    tools: options.tools,
    state: options.state,
    receive: async (message) => {
      if (!stopping) return await store(message)
      throw new PetrelError('busy', { message: 'Petrel is stopping.', hint: 'Ask again in a moment.' })
    },
    closing: closing.signal,
    keyHashes: parseKeyHashes(settings.apiKeys),
    localKey: parseKeyHashes(options.localKey === undefined ? [] : [options.localKey]),
    webDir: options.webDir,
    version: options.version,
    parquet: options.parquet,
    uploads,
    now,
    newId: options.newId ?? randomUUID,
    stallMs: options.stallMs ?? 10_000,
  }
  const app = buildApp(edge, options.log)

  return {
    name: 'http',
    // An answer is kept and fetched by its client.
    pull: true,
    app,
    address: () => addressOf(app),
    start: async (receive) => {
      requireKey(settings)
      store = receive
      await listen(app, settings)
    },
    send: () => Promise.resolve(),
    open: async (_bot, file) => await uploads.read(file),
    discard: async (file) => await uploads.remove(file),
    stop: async () => {
      stopping = true
      const end = setTimeout(() => closing.abort(), graceMs)
      const cut = setTimeout(() => app.server.closeAllConnections(), graceMs + 500)
      await app.close()
      clearTimeout(end)
      clearTimeout(cut)
    },
  }
}
