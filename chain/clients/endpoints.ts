import { setTimeout as sleep } from 'node:timers/promises'
import { RpcRequestError } from 'viem'
import { PetrelError } from '../../core/errors.ts'
import { jsonRpc, type RpcReply, type RpcRequest } from './json-rpc.ts'
import { hostOf } from './redact.ts'

export interface EndpointsOptions {
  chain: { id: number; name: string }
  urls: readonly string[]
  timeoutMs: number
  /** How often the whole list is tried before giving up. */
  rounds: number
  /** First pause after a failure; doubles with each failure in a row. */
  backoffMs: number
  fetch: typeof fetch
  /** Milliseconds on any steady clock. */
  now: () => number
  log: (message: string, facts: Record<string, unknown>) => void
}

/** How one endpoint has been doing. */
export interface Health {
  host: string
  failures: number
  /** On the clock of `now`; not asked before. */
  pausedUntil: number
  why: string
  chainId: number | undefined
}

interface Endpoint {
  health: Health
  ask(request: RpcRequest): Promise<RpcReply>
  /** The check of the chain id while it runs. */
  checked: Promise<RpcReply> | undefined
}

export interface Endpoints {
  /** Throws PetrelError rpc_failed, rpc_wrong_chain, or viem's RpcRequestError when the nodes refuse the call itself. */
  request(request: RpcRequest): Promise<unknown>
  health(): readonly Health[]
  /** Asks every endpoint for its chain id and head, one try each, and says what each answered. */
  probe(): Promise<{ health: Health; reply: RpcReply }[]>
}

const LONGEST_PAUSE_MS = 60_000
const LEAST_PAUSE_MS = 10
/** A call waits for paused endpoints so many first pauses long (28 s with 250 ms), then gives up. */
const PATIENCE = 112
// A node this far behind the best head seen is not asked while another can be.
const LAG = 8n
const LAG_PAUSE_MS = 10_000

/** The endpoints of one chain as one: asks the first healthy one, remembers who failed, slows down for those who ask for it. */
export function openEndpoints(options: EndpointsOptions): Endpoints {
  const pool: Pool = { options, endpoints: options.urls.map((url) => endpoint(url, options)), best: 0n }
  return {
    request: (asked) => request(pool, asked),
    health: () => pool.endpoints.map((one) => one.health),
    probe: () => Promise.all(pool.endpoints.map(async (one) => ({ health: one.health, reply: await ask(pool, one, HEAD) }))),
  }
}

interface Pool {
  options: EndpointsOptions
  endpoints: readonly Endpoint[]
  /** The highest block that any endpoint spoke of. */
  best: bigint
}

/** What one round over the endpoints brought short of an answer. */
interface Round {
  /** An unknown block or transaction: believed when nobody knows better. */
  nothing: boolean
  /** The newest of the answers that lie far behind the best head. */
  behind: unknown
  lagging: number
  refusal: Extract<RpcReply, { kind: 'refused' }> | undefined
  failed: number
}

const HEAD: RpcRequest = { method: 'eth_blockNumber', params: [] }

async function request(pool: Pool, asked: RpcRequest): Promise<unknown> {
  const { options, endpoints } = pool
  const deadline = options.now() + options.backoffMs * PATIENCE
  let last: Round | undefined
  let round = 0
  while (round < options.rounds) {
    const free = endpoints.filter(({ health }) => health.pausedUntil <= options.now())
    if (free.length === 0) {
      if (options.now() >= deadline) break
      await untilFree(endpoints, options, deadline)
      continue
    }
    round++
    const tried: Round = { nothing: last?.nothing ?? false, behind: last?.behind, lagging: 0, refusal: last?.refusal, failed: 0 }
    for (const one of free) {
      const answer = judge(pool, { one, asked, reply: await ask(pool, one, asked), tried })
      if (answer !== undefined) return answer.value
    }
    last = tried
    if (tried.failed === 0 && tried.nothing) return null
    if (tried.failed === 0 && tried.refusal) throw refusedBy(asked, tried.refusal)
    if (tried.lagging === endpoints.length || allWrong(pool)) break
  }
  return settleFor(pool, asked, last)
}

/** The answer if this reply is one; else what it was is noted in the round. Throws when the node refuses the call itself. */
function judge(
  pool: Pool,
  { one, asked, reply, tried }: { one: Endpoint; asked: RpcRequest; reply: RpcReply; tried: Round },
): { value: unknown } | undefined {
  if (reply.kind === 'refused' && !reply.elsewhere) throw refusedBy(asked, reply)
  if (reply.kind === 'refused') tried.refusal = reply
  else if (reply.kind !== 'result') tried.failed++
  else if (reply.value === null && pool.endpoints.length > 1) tried.nothing = true
  else {
    const head = headOf(asked, reply.value)
    if (head === undefined || head + LAG >= pool.best || pool.endpoints.length === 1) {
      if (head !== undefined && (head > pool.best || pool.endpoints.length === 1)) pool.best = head
      return { value: reply.value }
    }
    tried.lagging++
    tried.behind = newer(tried.behind, reply.value, asked)
    pause(one, { ms: LAG_PAUSE_MS, why: `is ${pool.best - head} blocks behind` }, pool.options)
  }
  return undefined
}

/** The best that was had after the last round. */
function settleFor(pool: Pool, asked: RpcRequest, last: Round | undefined): unknown {
  if (last?.behind !== undefined) {
    // Nobody is further: the chain was rolled back, or those who knew more are gone.
    pool.best = headOf(asked, last.behind) ?? 0n
    return last.behind
  }
  if (last?.nothing) return null
  if (last?.refusal) throw refusedBy(asked, last.refusal)
  throw givenUp(pool.endpoints, pool.options)
}

async function ask({ options }: Pool, one: Endpoint, request: RpcRequest): Promise<RpcReply> {
  const stranger = await identify(one, options)
  if (stranger !== undefined) return stranger
  const reply = await one.ask(request)
  if (reply.kind === 'limited' || reply.kind === 'broken') punish(one, reply, options)
  else if (reply.kind === 'result') one.health.failures = 0
  return reply
}

const isStranger = ({ health }: Endpoint, { chain }: EndpointsOptions) => health.chainId !== undefined && health.chainId !== chain.id

const allWrong = ({ endpoints, options }: Pool) => endpoints.length > 0 && endpoints.every((one) => isStranger(one, options))

function endpoint(url: string, { timeoutMs, fetch }: EndpointsOptions): Endpoint {
  const ask = jsonRpc({ url, timeoutMs, fetch, batch: 50 })
  return { health: { host: hostOf(url), failures: 0, pausedUntil: 0, why: '', chainId: undefined }, ask, checked: undefined }
}

/** Undefined once the endpoint has proved that it serves the right chain; else the reason not to ask it. */
async function identify(one: Endpoint, options: EndpointsOptions): Promise<RpcReply | undefined> {
  if (one.health.chainId === options.chain.id) return undefined
  one.checked ??= learnChain(one, options)
  const reply = await one.checked
  one.checked = undefined
  if (reply.kind === 'limited' || reply.kind === 'broken') return reply
  if (one.health.chainId === options.chain.id) return undefined
  return { kind: 'broken', message: one.health.why }
}

async function learnChain(one: Endpoint, options: EndpointsOptions): Promise<RpcReply> {
  const reply = await one.ask({ method: 'eth_chainId', params: [] })
  if (reply.kind !== 'result') {
    punish(one, reply, options)
    return reply.kind === 'refused' ? { kind: 'broken', message: reply.message } : reply
  }
  one.health.chainId = Number(reply.value)
  if (isStranger(one, options)) {
    pause(one, { ms: LONGEST_PAUSE_MS, why: `serves chain ${one.health.chainId}, not ${options.chain.id}` }, options)
  }
  return reply
}

function punish(one: Endpoint, reply: Exclude<RpcReply, { kind: 'result' }>, options: EndpointsOptions): void {
  // The calls of one refused batch, and those in flight beside it, are one failure.
  if (one.health.pausedUntil <= options.now()) one.health.failures++
  const grown = Math.min(LONGEST_PAUSE_MS, options.backoffMs * 2 ** Math.min(10, one.health.failures - 1))
  if (reply.kind === 'limited') {
    // Asked again after the wait that it named and refused again: that wait was too short.
    const least = one.health.failures > 1 ? grown : LEAST_PAUSE_MS
    pause(
      one,
      { ms: Math.min(LONGEST_PAUSE_MS, Math.max(least, reply.waitMs ?? grown * 2)), why: `asks us to slow down (${reply.message})` },
      options,
    )
  } else pause(one, { ms: grown, why: reply.message }, options)
}

function pause(one: Endpoint, { ms, why }: { ms: number; why: string }, { now, log, chain }: EndpointsOptions): void {
  one.health.pausedUntil = Math.max(one.health.pausedUntil, now() + ms)
  one.health.why = why
  log(`RPC ${one.health.host} of ${chain.name} ${why}; not asked for ${(ms / 1000).toFixed(1)} s`, {
    chain: chain.id,
    host: one.health.host,
    why,
    ms,
  })
}

/** Waits until the first paused endpoint may be asked again, or the deadline on the clock of `now`. */
async function untilFree(endpoints: readonly Endpoint[], { now }: EndpointsOptions, deadline: number): Promise<void> {
  const soonest = Math.min(...endpoints.map(({ health }) => health.pausedUntil))
  await sleep(Math.max(1, Math.min(soonest, deadline) - now()))
}

function headOf({ method, params }: RpcRequest, value: unknown): bigint | undefined {
  if (method === 'eth_blockNumber' && typeof value === 'string') return toBig(value)
  const latest = method === 'eth_getBlockByNumber' && Array.isArray(params) && params[0] === 'latest'
  return latest ? toBig((value as { number?: unknown } | null)?.number) : undefined
}

const toBig = (value: unknown) => (typeof value === 'string' && /^0x[0-9a-f]+$/i.test(value) ? BigInt(value) : undefined)

function newer(known: unknown, value: unknown, asked: RpcRequest): unknown {
  return known === undefined || (headOf(asked, value) ?? 0n) > (headOf(asked, known) ?? 0n) ? value : known
}

function refusedBy(asked: RpcRequest, { code, message, data }: Extract<RpcReply, { kind: 'refused' }>): RpcRequestError {
  return new RpcRequestError({ body: { method: asked.method }, url: 'the RPC endpoints', error: { code, message, data } })
}

function givenUp(endpoints: readonly Endpoint[], options: EndpointsOptions): PetrelError {
  const { chain } = options
  const each = endpoints.map(({ health }) => `${health.host} ${health.why || 'gave no answer'}`)
  const wrong = endpoints.length > 0 && endpoints.every((one) => isStranger(one, options))
  const facts = { chain: chain.id, endpoints: each }
  if (wrong) {
    const message = `The RPC endpoints of ${chain.name} serve another chain: ${each.join('; ')}.`
    return new PetrelError('rpc_wrong_chain', { message, hint: `Correct chain.rpc.${chain.name} in the settings.`, facts })
  }
  return new PetrelError('rpc_failed', {
    message: `No RPC endpoint of ${chain.name} answered: ${each.join('; ') || 'none is configured'}.`,
    hint: `Try again, or name other endpoints in chain.rpc.${chain.name}.`,
    forUser: `The ${chain.name} network cannot be reached at the moment.`,
    facts,
  })
}
