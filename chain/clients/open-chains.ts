import { createPublicClient, custom, defineChain, type PublicClient } from 'viem'
import { PetrelError } from '../../core/errors.ts'
import type { Chain, ChainDefinition, Chains } from './chains.ts'
import { DEFINITIONS } from './definitions/index.ts'
import { type Endpoints, openEndpoints } from './endpoints.ts'
import { hostOf } from './redact.ts'

/** The part of the configuration that chains are opened from. */
export interface ChainSettings {
  use: readonly string[]
  rpc: Readonly<Record<string, readonly string[]>>
  privateRelay?: Readonly<Record<string, string>>
}

interface DemoAddresses {
  weth: `0x${string}`
  multicall3: `0x${string}`
}

export interface OpenChainsOptions {
  /** Where the demo chain listens, when it runs. */
  demoRpcUrl?: string
  demoDeployment?: DemoAddresses
  log?: { warn(facts: object, message: string): void }
  /** For tests. */
  fetch?: typeof fetch
  timeoutMs?: number
  rounds?: number
  backoffMs?: number
}

const TIMEOUT_MS = 15_000
const ROUNDS = 4
const BACKOFF_MS = 250

const reached = new WeakMap<PublicClient, Endpoints>()

/** The endpoints behind a client of openChains, for the doctor. */
export const endpointsOf = (client: PublicClient): Endpoints | undefined => reached.get(client)

/**
 * Clients for the chains of the configuration, the first of which is the main one. Nothing is asked yet. Throws PetrelError
 * chain_unknown for a name that Petrel does not know, config_invalid for an RPC URL that is none.
 */
export function openChains(settings: ChainSettings, options: OpenChainsOptions = {}): Chains {
  const all = settings.use.map((name) => open(find(DEFINITIONS, name), settings, options))
  const [main] = all
  if (main === undefined)
    throw new PetrelError('config_invalid', { message: 'chain.use names no chain.', hint: 'Add one, for example "demo".' })
  return { all, main, get: (idOrName) => find(all, idOrName) }
}

function find<T extends ChainDefinition>(chains: readonly T[], idOrName: number | string): T {
  const word = String(idOrName).trim().toLowerCase()
  const found = chains.find((chain) => String(chain.id) === word || chain.name === word || chain.aliases.includes(word))
  if (found !== undefined) return found
  const names = chains.map((chain) => chain.name)
  throw new PetrelError('chain_unknown', {
    message: `No chain is called "${idOrName}".`,
    hint: `Known here: ${names.join(', ')}.`,
    facts: { names },
  })
}

function open(definition: ChainDefinition, settings: ChainSettings, options: OpenChainsOptions): Chain {
  const urls = urlsOf(definition, settings, options)
  for (const url of urls) checkUrl(url, definition.name)
  const known = definition.name === 'demo' && options.demoDeployment ? at(definition, options.demoDeployment) : definition
  const endpoints = openEndpoints({
    chain: known,
    urls,
    timeoutMs: options.timeoutMs ?? TIMEOUT_MS,
    rounds: options.rounds ?? ROUNDS,
    backoffMs: options.backoffMs ?? BACKOFF_MS,
    fetch: options.fetch ?? fetch,
    now: () => performance.now(),
    log: (message, facts) => options.log?.warn(facts, message),
  })
  const client = plainErrors(clientOf(known, endpoints))
  reached.set(client, endpoints)
  const relay = settings.privateRelay?.[definition.name]
  return { ...known, rpc: urls, client, ...(relay === undefined ? {} : { privateRelay: relay }) }
}

const at = (definition: ChainDefinition, { weth, multicall3 }: DemoAddresses): ChainDefinition => ({
  ...definition,
  wrappedNative: weth,
  multicall3,
})

function urlsOf({ name, rpc }: ChainDefinition, settings: ChainSettings, { demoRpcUrl }: OpenChainsOptions): readonly string[] {
  const own = settings.rpc[name]
  if (own !== undefined) return own
  return name === 'demo' && demoRpcUrl !== undefined ? [demoRpcUrl] : rpc
}

function checkUrl(url: string, name: string): void {
  const { protocol } = URL.canParse(url) ? new URL(url) : { protocol: '' }
  if (protocol === 'http:' || protocol === 'https:') return
  const message = `chain.rpc.${name} holds an address that is no HTTP URL (${hostOf(url)}).`
  throw new PetrelError('config_invalid', { message, hint: 'Write it as https://host/path; WebSocket endpoints are not used.' })
}

function clientOf(chain: ChainDefinition, endpoints: Endpoints): PublicClient {
  const described = defineChain({
    id: chain.id,
    name: chain.name,
    nativeCurrency: { ...chain.native, name: chain.native.symbol },
    rpcUrls: { default: { http: [] } },
    ...(chain.multicall3 === undefined ? {} : { contracts: { multicall3: { address: chain.multicall3 } } }),
  })
  // cacheTime 0: an answer about the head must not be older than the question.
  const transport = custom(
    { request: (request: { method: string; params?: unknown }) => endpoints.request({ params: [], ...request }) },
    { retryCount: 0 },
  )
  return createPublicClient({ chain: described, transport, cacheTime: 0, pollingInterval: 2000 })
}

/** viem wraps what a transport throws in errors of its own; callers of ours want the PetrelError inside. */
function plainErrors(client: PublicClient): PublicClient {
  return new Proxy(client, {
    get(target, key, receiver) {
      const value: unknown = Reflect.get(target, key, receiver)
      if (typeof value !== 'function') return value
      return (...args: unknown[]): unknown => {
        const result: unknown = Reflect.apply(value, target, args)
        return result instanceof Promise ? result.catch((error: unknown) => Promise.reject(innermost(error))) : result
      }
    },
  })
}

function innermost(error: unknown): unknown {
  for (let one = error; one instanceof Error; one = one.cause) if (one instanceof PetrelError) return one
  return error
}
