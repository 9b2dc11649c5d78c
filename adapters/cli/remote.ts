import { setTimeout as pause } from 'node:timers/promises'
import type { TurnEvent } from '../../core/adapter.ts'
import type { Answer } from '../../core/answer.ts'
import { ERRORS, type ErrorCode, PetrelError } from '../../core/errors.ts'
import type { AskedBytes, AskOptions, Client, Question } from './client.ts'
import { serverEvents } from './sse.ts'

export interface RemoteOptions {
  /** Address of the server: http://127.0.0.1:3000 */
  url: string
  /** API key, where the server wants one. */
  key?: string | undefined
  /** Names a request, so that one that is sent again is answered once. */
  newId: () => string
}

/** How often a running turn is looked at again. */
const POLL_MS = 400

interface Failure {
  error?: { code?: string; message?: string; hint?: string }
}

function failed(body: Failure, status: number): PetrelError {
  const { code = '', message, hint } = body.error ?? {}
  const known: ErrorCode = Object.hasOwn(ERRORS, code) ? (code as ErrorCode) : status === 401 ? 'unauthorized' : 'internal'
  return new PetrelError(known, {
    message: message ?? `The server answered with status ${status}.`,
    ...(hint === undefined ? {} : { hint }),
  })
}

const json = (text: string): Record<string, unknown> => {
  try {
    return JSON.parse(text) as Record<string, unknown>
  } catch {
    return {}
  }
}

class RemoteClient implements Client {
  readonly #options: RemoteOptions
  constructor(options: RemoteOptions) {
    this.#options = options
  }

  async #request(
    path: string,
    init: { method: string; body?: unknown; bytes?: Uint8Array; headers?: Record<string, string>; signal: AbortSignal },
  ): Promise<Response> {
    const { url, key } = this.#options
    try {
      return await fetch(new URL(path, url), {
        method: init.method,
        headers: { 'content-type': 'application/json', ...(key === undefined ? {} : { authorization: `Bearer ${key}` }), ...init.headers },
        signal: init.signal,
        ...(init.body === undefined ? {} : { body: JSON.stringify(init.body) }),
        ...(init.bytes === undefined ? {} : { body: init.bytes }),
      })
    } catch (cause) {
      if (init.signal.aborted) throw cause
      throw new PetrelError('server_unreachable', {
        message: `No Petrel server answers at ${url}.`,
        hint: 'Start one with "petrel start", or leave --url out.',
        cause,
      })
    }
  }

  async ask(question: Question, options: AskOptions): Promise<Answer> {
    const files = await this.#send(options.files ?? [], options.signal)
    return 'text' in question ? await this.#stream(question.text, files, options) : await this.#call(question, files, options)
  }

  /** Sends the files ahead; the headers that name them in the question. */
  async #send(files: readonly AskedBytes[], signal: AbortSignal): Promise<Record<string, string>> {
    const ids: string[] = []
    for (const { name, bytes } of files) {
      const headers = { 'content-type': 'application/octet-stream' }
      const response = await this.#request(`/v1/files?name=${encodeURIComponent(name)}`, { method: 'POST', signal, headers, bytes })
      const body = json(await response.text())
      if (!response.ok) throw failed(body as Failure, response.status)
      ids.push(String(body.id))
    }
    return ids.length > 0 ? { 'x-petrel-files': ids.join(',') } : {}
  }

  /** Words: the turn is streamed. A stream that breaks off is taken up again by the turn's id. */
  async #stream(text: string, files: Record<string, string>, { chat, signal, onEvent, locale }: AskOptions): Promise<Answer> {
    const headers = { accept: 'text/event-stream', 'idempotency-key': this.#options.newId(), ...files }
    const response = await this.#request('/v1/ask', {
      method: 'POST',
      signal,
      headers,
      body: { text, chat, ...(locale === undefined ? {} : { locale }) },
    })
    if (!response.ok || !response.body) throw failed(json(await response.text()), response.status)
    let turn: string | undefined
    try {
      for await (const event of serverEvents(response.body)) {
        const data = json(event.data)
        const name = event.name === 'message' ? data.kind : event.name
        if (name === 'turn') turn = String(data.id ?? data.turn)
        else if (name === 'answer') return data.answer as Answer
        else if (name === 'error') throw failed(data as Failure, 500)
        else if (name === 'progress' || name === 'blocks') onEvent?.({ ...data, kind: name } as TurnEvent)
      }
    } catch (error) {
      if (signal.aborted && turn !== undefined) await this.#cancel(turn)
      if (error instanceof PetrelError || signal.aborted || turn === undefined) throw error
    }
    if (turn !== undefined) return await this.#wait(turn, signal)
    throw new PetrelError('server_unreachable', { message: 'The server closed the connection before the turn began.', hint: 'Ask again.' })
  }

  /** A tool call may take long (a model to download), so it is looked at until it has ended. */
  async #call(
    { tool, input }: { tool: string; input: unknown },
    files: Record<string, string>,
    { chat, signal }: AskOptions,
  ): Promise<Answer> {
    const headers = { prefer: 'respond-async', 'idempotency-key': this.#options.newId(), 'x-petrel-chat': chat, ...files }
    const response = await this.#request(`/v1/tools/${encodeURIComponent(tool)}`, { method: 'POST', signal, headers, body: input })
    const body = json(await response.text())
    if (body.answer) return body.answer as Answer
    if (!response.ok) throw failed(body as Failure, response.status)
    try {
      return await this.#wait(String(body.id), signal)
    } catch (error) {
      if (signal.aborted) await this.#cancel(String(body.id))
      throw error
    }
  }

  async #wait(turn: string, signal: AbortSignal): Promise<Answer> {
    for (;;) {
      const response = await this.#request(`/v1/answers/${encodeURIComponent(turn)}`, { method: 'GET', signal })
      const body = json(await response.text())
      if (body.answer) return body.answer as Answer
      if (!response.ok) throw failed(body as Failure, response.status)
      await pause(POLL_MS, undefined, { signal })
    }
  }

  /** The request has an idempotency key, so the server goes on without us unless it is told. */
  async #cancel(turn: string): Promise<void> {
    const path = `/v1/answers/${encodeURIComponent(turn)}/cancel`
    await this.#request(path, { method: 'POST', body: {}, signal: AbortSignal.timeout(2000) }).catch(() => undefined)
  }

  async close(): Promise<void> {
    // Requests end with their own signals; there is no connection to give back.
  }
}

/** A client of a running server. Its calls throw PetrelError server_unreachable, and the server's own errors under their codes. */
export const remoteClient = (options: RemoteOptions): Client => new RemoteClient(options)
