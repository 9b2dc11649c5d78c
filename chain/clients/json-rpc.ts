import { hostOf } from './redact.ts'

/** What one call came to, told apart by what it means for the next step. */
export type RpcReply =
  | { kind: 'result'; value: unknown }
  /** The node understood and said no; another node would say the same, unless `elsewhere`. */
  | { kind: 'refused'; code: number; message: string; data: unknown; elsewhere: boolean }
  /** Too many requests; `waitMs` when the server said how long. */
  | { kind: 'limited'; waitMs: number | undefined; message: string }
  /** No answer that can be trusted: network, timeout, 5xx, broken JSON. */
  | { kind: 'broken'; message: string }

export interface RpcRequest {
  method: string
  params: unknown
}

interface Pending {
  request: RpcRequest
  resolve(reply: RpcReply): void
}

export interface JsonRpcOptions {
  url: string
  timeoutMs: number
  /** Calls in one HTTP request at most. */
  batch: number
  fetch: typeof fetch
}

/** One endpoint. Calls made in the same tick travel together; replies are matched by id, never by position. Never throws. */
export function jsonRpc(options: JsonRpcOptions): (request: RpcRequest) => Promise<RpcReply> {
  let waiting: Pending[] = []
  let single = false
  const flush = () => {
    const all = waiting
    waiting = []
    const size = single ? 1 : options.batch
    for (let i = 0; i < all.length; i += size) void send(all.slice(i, i + size))
  }
  const send = async (group: readonly Pending[]) => {
    const replies = await post(options, group)
    if (replies !== 'no batches') return group.forEach((pending, i) => void pending.resolve(replies[i] ?? missing))
    single = true
    for (const pending of group) void send([pending])
  }
  return (request) =>
    new Promise((resolve) => {
      if (waiting.length === 0) setImmediate(flush)
      waiting.push({ request, resolve })
    })
}

const missing: RpcReply = { kind: 'broken', message: 'the reply to this call is missing' }

async function post({ url, timeoutMs, fetch }: JsonRpcOptions, group: readonly Pending[]): Promise<RpcReply[] | 'no batches'> {
  const calls = group.map(({ request }, i) => ({ jsonrpc: '2.0', id: i + 1, method: request.method, params: request.params ?? [] }))
  const everyone = (reply: RpcReply) => group.map(() => reply)
  try {
    const headers = { 'content-type': 'application/json' }
    const body = JSON.stringify(calls.length === 1 ? calls[0] : calls)
    const answer = await fetch(url, { method: 'POST', headers, body, signal: AbortSignal.timeout(timeoutMs), redirect: 'error' })
    const text = await answer.text()
    if (answer.status === 429) return everyone(limited(answer.headers.get('retry-after'), 'HTTP 429'))
    if (answer.status === 413) return group.length > 1 ? 'no batches' : everyone(tooLarge)
    const parsed = parse(text)
    // Some servers send a JSON-RPC error with a status of 400 or above; the error says more than the status.
    if (parsed === undefined) return everyone({ kind: 'broken', message: answer.ok ? 'not JSON' : `HTTP ${answer.status}` })
    return match(parsed, { count: group.length, retryAfter: answer.headers.get('retry-after') })
  } catch (error) {
    return everyone({ kind: 'broken', message: said(error, { url, timeoutMs }) })
  }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text) as unknown
  } catch {
    return undefined
  }
}

function match(parsed: unknown, { count, retryAfter }: { count: number; retryAfter: string | null }): RpcReply[] | 'no batches' {
  if (count > 1 && !Array.isArray(parsed)) {
    const whole = reply(parsed, retryAfter)
    return whole.kind === 'limited' ? Array.from({ length: count }, () => whole) : 'no batches'
  }
  const replies = Array.from({ length: count }, () => missing)
  for (const one of Array.isArray(parsed) ? (parsed as unknown[]) : [parsed]) {
    const id = (one as { id?: unknown } | null)?.id
    // A lone error may come without an id, for the server could not read the request.
    const index = typeof id === 'number' ? id - 1 : count === 1 && typeof one === 'object' && one !== null && 'error' in one ? 0 : -1
    if (index >= 0 && index < count) replies[index] = reply(one, retryAfter)
  }
  return replies
}

function reply(one: unknown, retryAfter: string | null): RpcReply {
  if (typeof one !== 'object' || one === null) return { kind: 'broken', message: 'not a JSON-RPC reply' }
  const { result, error } = one as { result?: unknown; error?: { code?: unknown; message?: unknown; data?: unknown } | null }
  if (error !== undefined && error !== null) return refusal(error, retryAfter)
  return result === undefined ? { kind: 'broken', message: 'neither result nor error in the reply' } : { kind: 'result', value: result }
}

const tooLarge: RpcReply = {
  kind: 'refused',
  code: -32_600,
  message: 'the request is too large (HTTP 413)',
  data: undefined,
  elsewhere: false,
}

// What servers say when they mean "slow down" but send another code than -32005.
const LIMITED = /rate.?limit|too many requests|capacity exceeded|compute units|request limit|throttl/i
// What they say of one request that is too large, in part with the same code: waiting does not help, asking for less does.
const TOO_LARGE = /more than \d+ (?:results|logs)|block range|ranges? over|response size|up to a \d+ block/i
// What a node says that has not the block or the state yet, or no longer, while another may have it.
const ELSEWHERE =
  /header not found|block not found|unknown block|missing trie node|state .*(unavailable|not available|pruned)|timeout|timed out|internal error/i

function refusal(error: { code?: unknown; message?: unknown; data?: unknown }, retryAfter: string | null): RpcReply {
  const code = typeof error.code === 'number' ? error.code : -32_603
  const message = typeof error.message === 'string' ? error.message : 'no message'
  if (code === 429 || LIMITED.test(message) || (code === -32_005 && !TOO_LARGE.test(message))) return limited(retryAfter, message)
  const elsewhere = code === -32_601 || code === -32_004 || code === -32_002 || code === -32_700 || (code !== 3 && ELSEWHERE.test(message))
  return { kind: 'refused', code, message, data: error.data, elsewhere }
}

function limited(retryAfter: string | null, message: string): RpcReply {
  const seconds = retryAfter === null ? Number.NaN : Number(retryAfter)
  return { kind: 'limited', waitMs: Number.isFinite(seconds) && seconds >= 0 ? seconds * 1000 : undefined, message }
}

function said(error: unknown, { url, timeoutMs }: { url: string; timeoutMs: number }): string {
  if (!(error instanceof Error)) return 'no connection'
  if (error.name === 'TimeoutError') return `no answer in ${timeoutMs / 1000} s`
  const { cause } = error
  const words = cause instanceof Error ? ((cause as { code?: string }).code ?? cause.message) : error.message
  // fetch may repeat the URL, and with it the key.
  return words.split(url).join(hostOf(url))
}
