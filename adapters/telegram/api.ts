import type { Telegram } from 'telegraf'
import { PetrelError, toPetrelError } from '../../core/errors.ts'
import { redact } from '../../core/log.ts'

/** Calls of the Bot API by name, so that methods newer than telegraf work too. */
export interface Api {
  /**
   * Throws PetrelError platform_refused, platform_failed or cancelled, with facts `status` (0 when no answer came), `description`,
   * `retryAfterMs` and `migrateTo` where the platform gave them.
   */
  call<T = unknown>(method: string, payload: object, options?: CallOptions): Promise<T>
}

export interface CallOptions {
  signal?: AbortSignal
  /** How long the call may take, in milliseconds; `limitOf` says when absent. */
  timeoutMs?: number
  /** Milliseconds that the call may still take after the signal: one that is cut off may have taken effect, and is then repeated. */
  graceMs?: number
}

/** What only shows something, or may be done again without harm: soon given up, soon tried again. */
const QUICK = /^(edit|delete|answer|get|sendChatAction$|sendMessageDraft$)/
const QUICK_MS = 10_000
/** A message may be shown twice when it is given up after the platform took it: it gets more time. */
const CALL_MS = 30_000
/** Fifty megabytes over a slow line. */
const FILE_MS = 180_000
/** A bad token needs a person; nothing is gained by asking again at once. */
const TOKEN_WAIT_MS = 60_000

const isFile = (value: unknown): boolean => typeof value === 'object' && value !== null && 'source' in value

/** Milliseconds that a call may take before it is given up. Of the machine's own time: it is a connection that is waited for. */
export const limitOf = (method: string, payload: object): number =>
  Object.values(payload).some(isFile) ? FILE_MS : QUICK.test(method) ? QUICK_MS : CALL_MS

/** The raw client of telegraf as the adapter uses it. */
export function openApi(telegram: Telegram): Api {
  return {
    call: async <T>(method: string, payload: object, { signal, timeoutMs = limitOf(method, payload), graceMs = 0 }: CallOptions = {}) => {
      if (signal?.aborted) throw toPetrelError(signal.reason)
      const end = new AbortController()
      const timers = [setTimeout(() => end.abort(), timeoutMs)]
      const abort = () => void timers.push(setTimeout(() => end.abort(), graceMs))
      signal?.addEventListener('abort', abort, { once: true })
      try {
        // telegraf types the methods of Bot API 7.1 only, and the signal of a polyfill.
        return (await telegram.callApi(method as never, forWire(payload) as never, { signal: end.signal } as never)) as T
      } catch (error) {
        if (signal?.aborted) throw toPetrelError(signal.reason)
        throw toFault(error, method)
      } finally {
        for (const timer of timers) clearTimeout(timer)
        signal?.removeEventListener('abort', abort)
      }
    },
  }
}

/** A call with a file goes as a form, and telegraf drops the objects of a form that it does not know: they are written as JSON here. */
function forWire(payload: object): object {
  if (!Object.values(payload).some(isFile)) return payload
  const field = (value: unknown): unknown => (typeof value === 'object' && value !== null && !isFile(value) ? JSON.stringify(value) : value)
  return Object.fromEntries(Object.entries(payload).map(([name, value]) => [name, field(value)]))
}

interface Refusal {
  error_code: number
  description?: string
  parameters?: { retry_after?: number; migrate_to_chat_id?: number }
}

/** What went wrong with a call, as an error that says whether trying again can help. */
function toFault(error: unknown, method: string): PetrelError {
  const refusal = (error as { response?: Refusal }).response
  if (typeof refusal?.error_code !== 'number') {
    const message = redact(error instanceof Error ? error.message : String(error))
    // The cause stays out: its message and stack carry the token in the URL.
    return new PetrelError('platform_failed', { message: `Telegram gave no answer to ${method}: ${message}`, facts: { method, status: 0 } })
  }
  const { error_code: status, description = '', parameters = {} } = refusal
  const retryAfterMs = parameters.retry_after === undefined ? (status === 401 ? TOKEN_WAIT_MS : undefined) : parameters.retry_after * 1000
  const passing = status === 401 || status === 409 || status === 429 || status >= 500
  return new PetrelError(passing ? 'platform_failed' : 'platform_refused', {
    message: `Telegram refused ${method}: ${status} ${description}`,
    facts: {
      method,
      status,
      description,
      ...(retryAfterMs === undefined ? {} : { retryAfterMs }),
      ...(parameters.migrate_to_chat_id === undefined ? {} : { migrateTo: parameters.migrate_to_chat_id }),
    },
  })
}

/** HTTP status of a failed call, undefined for any other error. */
export const statusOf = (error: unknown): number | undefined =>
  error instanceof PetrelError && typeof error.facts.status === 'number' ? error.facts.status : undefined

/** Whether a call failed with this status and words in its description. */
export const refusedWith = (error: unknown, status: number, words: RegExp): boolean =>
  statusOf(error) === status && error instanceof PetrelError && words.test(String(error.facts.description))
