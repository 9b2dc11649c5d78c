import type { PublicClient } from 'viem'
import { PetrelError } from '../../core/errors.ts'
import { anvilFork } from './anvil-fork.ts'
import { isUnsupported, overridesOf, rawRequest } from './raw.ts'
import { simulateV1 } from './simulate-v1.ts'
import type { Simulator } from './simulator.ts'
import { withOverrides } from './with-overrides.ts'

/** What a simulator needs of a chain. */
export interface Simulated {
  id: number
  name: string
  client: PublicClient
  rpc: readonly string[]
}

export interface SimulatorOptions {
  /** Only these ways, in this order; all when left out. */
  ways?: readonly Simulator['kind'][]
}

const found = new WeakMap<PublicClient, Promise<Simulator>>()
const WAYS = ['simulate-v1', 'call', 'fork'] as const
/** Code that answers 42. */
const ANSWERS = '0x602a60005260206000f3'
const NOBODY = '0x00000000000000000000000000000000000a11ce'

/**
 * The best way to simulate that the chain's endpoints offer, found out once: blocks of calls, a call with overrides, or a fork in a
 * node of our own. Throws PetrelError simulation_failed, rpc_failed.
 * @example const simulator = await openSimulator(chains.main, signal); await simulator.run({ block, blocks }, signal)
 */
export function openSimulator(chain: Simulated, signal: AbortSignal, options: SimulatorOptions = {}): Promise<Simulator> {
  if (options.ways) return detect(chain, options.ways, signal)
  const known = found.get(chain.client)
  if (known) return known
  const asked = detect(chain, WAYS, signal)
  found.set(chain.client, asked)
  // A failure is not remembered: the endpoint may be back.
  asked.catch(() => found.delete(chain.client))
  return asked
}

async function detect(chain: Simulated, ways: readonly Simulator['kind'][], signal: AbortSignal): Promise<Simulator> {
  for (const way of ways) {
    if (await offers(chain, way, signal)) return make(chain, way)
  }
  throw new PetrelError('simulation_failed', {
    message: `No RPC endpoint of ${chain.name} can simulate a transaction.`,
    hint: `Name one that offers eth_simulateV1 or state overrides in chain.rpc.${chain.name}.`,
    facts: { chain: chain.id, ways },
  })
}

function make(chain: Simulated, way: Simulator['kind']): Simulator {
  switch (way) {
    case 'simulate-v1':
      return simulateV1(chain.client)
    case 'call':
      return withOverrides(chain.client)
    case 'fork':
      return anvilFork(chain.rpc[0] ?? '')
    default:
      return way satisfies never
  }
}

async function offers({ client, rpc }: Simulated, way: Simulator['kind'], signal: AbortSignal): Promise<boolean> {
  if (way === 'fork') return rpc.length > 0
  try {
    if (way === 'simulate-v1') {
      const blockStateCalls = [{ calls: [{ from: NOBODY, to: NOBODY, data: '0x' }] }]
      const answer = await rawRequest(client, { method: 'eth_simulateV1', params: [{ blockStateCalls }, 'latest'] }, signal)
      return Array.isArray(answer)
    }
    const overrides = overridesOf({ [NOBODY]: { code: ANSWERS } })
    const answer = await rawRequest(client, { method: 'eth_call', params: [{ to: NOBODY, data: '0x' }, 'latest', overrides] }, signal)
    return BigInt(String(answer)) === 42n
  } catch (error) {
    if (isUnsupported(error) || error instanceof SyntaxError) return false
    throw error
  }
}
