import type { FastifyReply, FastifyRequest } from 'fastify'
import type { FileRef, Inbound, Receipt, TurnEvent, Turns } from '../../core/adapter.ts'
import type { Answer } from '../../core/answer.ts'
import { PetrelError } from '../../core/errors.ts'
import type { EncodeTable } from '../../core/export.ts'
import { MOST_FILES } from '../../core/gather.ts'
import type { AnyTool } from '../../core/tool.ts'
import type { HttpSettings } from './options.ts'
import type { StatusReport } from './status.ts'
import type { Uploads } from './uploads.ts'

/** What every route works with. */
export interface Edge {
  settings: HttpSettings
  turns: Turns
  tools: readonly AnyTool[]
  state: () => StatusReport
  /** Stores a message; throws PetrelError busy once the adapter is stopping. */
  receive: (message: Inbound) => Promise<Receipt>
  /** Aborted when streams that are still open must end. */
  closing: AbortSignal
  keyHashes: readonly Buffer[]
  /** Hash of the key of this run, for the command line beside the server. */
  localKey: readonly Buffer[]
  webDir: string
  version: string
  parquet: EncodeTable | undefined
  uploads: Uploads
  now: () => number
  newId: () => string
  stallMs: number
}

/** What a request asks, before it has an id and an asker. */
export interface Ask {
  text: string
  call?: { tool: string; input: unknown }
  /** Conversation that the client names. */
  chat?: string | undefined
  /** End user that the client names; kept apart from other callers' users. */
  user?: string | undefined
  locale?: string | undefined
}

const header = (request: FastifyRequest, name: string): string | undefined => {
  const value = request.headers[name]
  return typeof value === 'string' && value !== '' ? value : undefined
}

/** The client's own id of a request, which makes a retry the same request. Throws PetrelError input_invalid. */
export function idempotencyKey(request: FastifyRequest): string | undefined {
  const key = header(request, 'idempotency-key')
  if (key === undefined || /^[\x21-\x7e]{1,200}$/.test(key)) return key
  throw new PetrelError('input_invalid', { message: 'Idempotency-Key must be 1 to 200 visible ASCII characters.' })
}

/** Whose a request is: the callers of two keys never meet, nor do their files. */
export const ownerOf = (request: FastifyRequest): string => (request.caller.key === undefined ? 'open' : `key-${request.caller.key}`)

/** The files that a request names, sent before with POST /v1/files. Throws PetrelError input_invalid. */
async function filesOf(edge: Edge, request: FastifyRequest): Promise<readonly FileRef[]> {
  const ids = (header(request, 'x-petrel-files') ?? '').split(',').map((id) => id.trim()).filter(Boolean) // biome-ignore format: short
  if (ids.length > MOST_FILES)
    throw new PetrelError('input_invalid', { message: `X-Petrel-Files names ${ids.length} files; a question takes ${MOST_FILES}.` })
  return await Promise.all(ids.map((id) => edge.uploads.find(ownerOf(request), id)))
}

/** A request as a message. Ids, users and conversations are scoped by the caller's key: two keys never meet. */
export function toInbound(edge: Edge, request: FastifyRequest, ask: Ask): Inbound {
  const scope = ownerOf(request)
  const id = `${scope}:${idempotencyKey(request) ?? edge.newId()}`
  const user = ask.user === undefined ? scope : `${scope}:${ask.user}`
  const chat = ask.chat ?? header(request, 'x-petrel-chat') ?? (ask.user === undefined ? undefined : `user-${ask.user}`)
  if (chat !== undefined && chat.length > 200) {
    throw new PetrelError('input_invalid', { message: 'The name of a conversation must be at most 200 characters long.' })
  }
  return {
    bot: 'http',
    id,
    chat: chat === undefined ? `once:${id}` : `${scope}:${chat}`,
    user,
    role: request.caller.role,
    text: ask.text,
    ...(ask.call === undefined ? {} : { call: ask.call }),
    ...(ask.locale === undefined ? {} : { locale: ask.locale }),
    at: edge.now(),
  }
}

/** A turn that a request waits for. */
export interface Waiting {
  turn: string
  /** Aborted when the client is gone or the adapter ends its streams. */
  signal: AbortSignal
  /** Call when the turn has ended: from then on a closed connection means nothing. */
  done(): void
}

/**
 * Stores the message and ties the turn to the connection: when the client goes away, a turn that nobody could ask for again
 * (no Idempotency-Key) is cancelled.
 */
export async function begin(edge: Edge, request: FastifyRequest, reply: FastifyReply, ask: Ask): Promise<Waiting> {
  const message = toInbound(edge, request, ask)
  const gone = new AbortController()
  let ended = false
  let turn: string | undefined
  const cancel = () => {
    if (turn === undefined || idempotencyKey(request) !== undefined) return
    edge.turns.cancel(turn).catch((error: unknown) => request.log.warn({ err: error, turn }, 'cancel failed'))
  }
  reply.raw.once('close', () => {
    if (ended) return
    gone.abort()
    cancel()
  })
  const files = await filesOf(edge, request)
  const receipt = await edge.receive(files.length > 0 ? { ...message, files } : message)
  turn = receipt.turn
  reply.header('x-petrel-turn', turn)
  if (gone.signal.aborted) cancel()
  return {
    turn,
    signal: AbortSignal.any([gone.signal, edge.closing]),
    done: () => {
      ended = true
    },
  }
}

/** The turn's answer. Throws PetrelError busy when the adapter stops first: the turn is kept and can be fetched later. */
export async function finish(edge: Edge, waiting: Waiting): Promise<Answer> {
  try {
    return await edge.turns.wait(waiting.turn, waiting.signal)
  } catch (error) {
    if (!edge.closing.aborted) throw error
    throw new PetrelError('busy', {
      message: `Petrel is stopping; the question is kept. Its answer will be at /v1/answers/${waiting.turn} after the restart.`,
      cause: error,
    })
  } finally {
    waiting.done()
  }
}

/** Follows a turn: every event but the last to `listener`, the answer as the result. */
export async function follow(edge: Edge, waiting: Waiting, listener: (event: TurnEvent) => void): Promise<Answer> {
  const stop = edge.turns.watch(waiting.turn, (event) => {
    if (event.kind !== 'answer') listener(event)
  })
  try {
    return await finish(edge, waiting)
  } finally {
    stop()
  }
}
