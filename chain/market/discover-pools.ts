import type { Hex } from 'viem'
import type { ContractCall } from '../../routing/amm.ts'
import type { ChainDefinition } from '../clients/chains.ts'
import { type PoolFacts, reachOf } from './identity.ts'
import type { Wanted } from './prefetch.ts'
import { type CallTarget, readCalls } from './read-calls.ts'

type Factory = ChainDefinition['factories'][number]

/** Fee tiers of V3 factories, parts per million, and their ticks' spacing. */
const TIERS: readonly (readonly [feePpm: number, tickSpacing: number])[] = [
  [100, 1],
  [500, 10],
  [2500, 50],
  [3000, 60],
  [10_000, 200],
]
const GET_PAIR = 'function getPair(address a, address b) view returns (address)'
const GET_POOL = 'function getPool(address a, address b, uint24 fee) view returns (address)'
const NONE = `0x${'0'.repeat(40)}`

export type Pair = readonly [Hex, Hex]

interface Asked {
  call: ContractCall
  facts(address: string): PoolFacts
}

function ask(factory: Factory, [a, b]: Pair): Asked[] {
  const [token0, token1] = a < b ? [a, b] : [b, a]
  const base = { project: factory.project, version: factory.version, token0, token1, found: 'factory' as const }
  if (factory.version === '2') {
    const call = { to: factory.address, signature: GET_PAIR, args: [token0, token1] }
    return [{ call, facts: (address) => ({ ...base, address, feeBps: null, tickSpacing: null }) }]
  }
  return TIERS.map(([feePpm, tickSpacing]) => ({
    call: { to: factory.address, signature: GET_POOL, args: [token0, token1, feePpm] },
    facts: (address: string) => ({ ...base, address, feeBps: feePpm / 100, tickSpacing }),
  }))
}

/** What reading all pools of these pairs ahead would need. */
export const wantedOf = ({ factories }: Pick<ChainDefinition, 'factories'>, pairs: readonly Pair[]): Wanted[] =>
  pairs.flatMap(([a, b]) => {
    const [token0, token1] = a < b ? [a, b] : [b, a]
    return factories.flatMap((factory): Wanted[] => {
      const base = { factory: factory.address, token0, token1 }
      if (factory.version === '2') return [{ ...base, version: 2, fee: 0, spacing: 1, reach: 0 }]
      return TIERS.map(([fee, spacing]) => ({ ...base, version: 3, fee, spacing, reach: reachOf(spacing) }))
    })
  })

/** Pools that the chain's factories list for these pairs, all asked in one request at one block. Throws PetrelError rpc_failed, cancelled. */
export async function discoverPools(
  target: CallTarget & Pick<ChainDefinition, 'factories'>,
  pairs: readonly Pair[],
  at: { block: bigint; signal: AbortSignal },
): Promise<PoolFacts[]> {
  const asked = pairs.flatMap((pair) => target.factories.flatMap((factory) => ask(factory, pair)))
  if (asked.length === 0) return []
  const answers = await readCalls(
    target,
    asked.map(({ call }) => call),
    at,
  )
  return asked.flatMap(({ facts }, index) => {
    const address = String(answers[index] ?? NONE).toLowerCase()
    return address === NONE ? [] : [facts(address)]
  })
}
