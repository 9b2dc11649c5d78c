import type { Block } from './answer.ts'

/**
 * Every error that Petrel raises on purpose: a stable code, the facts, what to do next, and whether trying again can help.
 * The table is the only place where a code is born; docs/errors.md lists it and a test holds the two together.
 */
export const ERRORS = {
  config_invalid: { retryable: false, http: 400, about: 'A setting has a value it cannot have.' },
  config_unknown_key: { retryable: false, http: 400, about: 'The settings hold a key that Petrel does not know.' },
  config_unreadable: { retryable: false, http: 400, about: 'The settings file cannot be read or is not JSON.' },
  input_invalid: { retryable: false, http: 400, about: 'The input does not fit the tool.' },
  input_too_large: { retryable: false, http: 413, about: 'The message is longer than Petrel reads.' },
  unknown_tool: { retryable: false, http: 404, about: 'No tool has this name.' },
  not_allowed: { retryable: false, http: 403, about: 'The asker may not use this tool here.' },
  unauthorized: { retryable: false, http: 401, about: 'The API key is missing or wrong.' },
  not_found: { retryable: false, http: 404, about: 'Nothing is stored under this name or id.' },
  idempotency_mismatch: { retryable: false, http: 422, about: 'The same Idempotency-Key came with a different request.' },
  busy: { retryable: true, http: 503, about: 'Too many questions are waiting.' },
  rate_limited: { retryable: true, http: 429, about: 'Too many requests in a minute from one key or address.' },
  cancelled: { retryable: true, http: 499, about: 'The asker or a shutdown stopped the turn.' },
  deadline: { retryable: true, http: 504, about: 'The turn or one of its steps took longer than allowed.' },
  model_missing: { retryable: true, http: 503, about: 'No language model is loaded.' },
  model_unknown: { retryable: false, http: 404, about: 'The catalogue has no model of this name.' },
  model_failed: { retryable: true, http: 502, about: 'The language model gave no usable answer.' },
  model_download: { retryable: true, http: 502, about: 'No source gave the model file.' },
  model_checksum: { retryable: true, http: 502, about: 'A model file does not have the checksum of the catalogue.' },
  embedding_missing: { retryable: true, http: 503, about: 'No embedding model is loaded.' },
  rpc_failed: { retryable: true, http: 502, about: 'No RPC endpoint of the chain gave an answer.' },
  rpc_wrong_chain: { retryable: false, http: 502, about: 'An RPC endpoint serves another chain than configured.' },
  chain_unknown: { retryable: false, http: 404, about: 'The configuration has no chain of this name.' },
  token_unknown: { retryable: false, http: 404, about: 'No token has this name or address.' },
  token_ambiguous: { retryable: false, http: 409, about: 'Several tokens share this name.' },
  demo_chain: { retryable: true, http: 500, about: 'The demo chain did not start.' },
  query_refused: { retryable: false, http: 400, about: 'The SQL statement is not a single read of the listed tables.' },
  query_failed: { retryable: false, http: 400, about: 'The warehouse could not run the SQL statement.' },
  query_deadline: { retryable: true, http: 504, about: 'The SQL statement ran longer than allowed and was stopped.' },
  warehouse_down: { retryable: true, http: 503, about: 'The warehouse process is not running.' },
  cannot_answer: { retryable: false, http: 422, about: 'Petrel has no data or tool for this question.' },
  store_failed: { retryable: true, http: 500, about: 'The application database refused a read or a write.' },
  port_taken: { retryable: true, http: 500, about: 'The address to listen on is in use.' },
  platform_refused: {
    retryable: false,
    http: 502,
    about: 'Telegram or Discord refuses this for ever: blocked, kicked, no right, too old.',
  },
  platform_failed: { retryable: true, http: 502, about: 'Telegram or Discord did not take a request this time.' },
  file_unreadable: { retryable: true, http: 400, about: 'A file that came with a message cannot be read.' },
  no_route: { retryable: false, http: 422, about: 'No pools lead from one token to the other for this amount.' },
  simulation_failed: { retryable: true, http: 502, about: 'No node at hand can simulate a transaction.' },
  server_unreachable: { retryable: true, http: 502, about: 'No Petrel server answers at this address.' },
  audit_findings: { retryable: false, http: 422, about: 'The audit found something at least as bad as the command allows.' },
  url_refused: {
    retryable: false,
    http: 400,
    about: 'Petrel does not open this address: scheme, port, host, redirect or robots.txt forbids it.',
  },
  fetch_failed: { retryable: true, http: 502, about: 'A page could not be read: no connection, a fault of the server, or too slow.' },
  fetch_too_large: { retryable: false, http: 413, about: 'A page or file is larger than Petrel reads, or opens up to more than that.' },
  nothing_to_read: { retryable: false, http: 422, about: 'A page or file holds no text that can be summarised.' },
  internal: { retryable: false, http: 500, about: 'A fault in Petrel itself.' },
} as const satisfies Record<string, { retryable: boolean; http: number; about: string }>

export type ErrorCode = keyof typeof ERRORS

export interface ErrorFacts {
  /** What was wrong, naming the value: one sentence for the log and for people. */
  message: string
  /** What to do next, one sentence. */
  hint?: string
  /** The values that the message speaks of; never secrets. */
  facts?: Record<string, unknown>
  /** What an ordinary user of a chat may read, when `message` says too much. */
  forUser?: string
  cause?: unknown
  /** What was found out before the failure: shown above the error. */
  blocks?: readonly Block[]
}

/**
 * The one error class. `retryable` says whether the same call can succeed later.
 * @example throw new PetrelError('token_unknown', { message: 'No token is called "PEPEE".', hint: 'Give its address.' })
 */
export class PetrelError extends Error {
  override readonly name = 'PetrelError'
  readonly code: ErrorCode
  readonly facts: Record<string, unknown>
  readonly hint: string | undefined
  readonly retryable: boolean
  readonly forUser: string
  readonly blocks: readonly Block[]

  constructor(code: ErrorCode, { message, hint, facts = {}, forUser, cause, blocks = [] }: ErrorFacts) {
    super(message, cause === undefined ? undefined : { cause })
    this.code = code
    this.facts = facts
    this.hint = hint
    this.retryable = ERRORS[code].retryable
    this.blocks = blocks
    this.forUser = forUser ?? [message, hint].filter(Boolean).join(' ')
  }
}

/** Any thrown thing as a PetrelError: ours unchanged, an abort as `cancelled`, the rest as `internal`. */
export function toPetrelError(error: unknown): PetrelError {
  if (error instanceof PetrelError) return error
  const message = error instanceof Error ? error.message : String(error)
  if (error instanceof Error && (error.name === 'AbortError' || error.name === 'TimeoutError')) {
    const code = error.name === 'AbortError' ? 'cancelled' : 'deadline'
    return new PetrelError(code, { message, forUser: code === 'cancelled' ? 'Stopped.' : 'That took too long.', cause: error })
  }
  return new PetrelError('internal', {
    message,
    forUser: 'Something went wrong inside Petrel; the operator can see it in the log.',
    cause: error,
  })
}
