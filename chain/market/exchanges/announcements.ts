import { type AbiEvent, decodeEventLog, type Hex, type PublicClient, parseAbiItem, toEventSelector } from 'viem'
import type { Amm } from '../../../routing/amm.ts'
import type { ChainDefinition } from '../../clients/chains.ts'
import type { Known, PoolFacts } from '../identity.ts'
import type { LeftOut } from '../market.ts'
import { readLogs } from '../read-logs.ts'
import type { Exchange } from './exchange.ts'
import { addressOf, NONE } from './exchange.ts'
import type { BalancerPool } from './find-balancer.ts'
import { knownV4 } from './find-uniswap-v4.ts'

/** What factories told of new pools. */
export interface Announced {
  facts: PoolFacts[]
  known: Known[]
  leftOut: LeftOut[]
  /** Pools of a vault whose tokens must still be asked for. */
  balancer: { exchange: Extract<Exchange, { kind: 'balancer' }>; pool: BalancerPool }[]
}

type Args = Readonly<Record<string, unknown>>

interface Announcer {
  emitter: Hex
  item: AbiEvent
  note(args: Args, into: Announced): void
}

const POOL_CREATED = 'event PoolCreated(address indexed pool)'

const announcer = (emitter: Hex, signature: string, note: Announcer['note']): Announcer => ({
  emitter: emitter.toLowerCase() as Hex,
  item: parseAbiItem(signature) as AbiEvent,
  note,
})

function ofExchange(exchange: Exchange, kinds: ReadonlyMap<string, Amm>): Announcer[] {
  if (exchange.kind === 'balancer') {
    return exchange.factories.map(({ address, makes }) =>
      announcer(address, POOL_CREATED, ({ pool }, into) => {
        const found = addressOf(pool)
        if (found) into.balancer.push({ exchange, pool: { address: found, makes, factory: address } })
      }),
    )
  }
  const created = kinds.get(exchange.kind)?.state.created[0]
  if (!created) return []
  if (exchange.kind === 'solidly') {
    return [
      announcer(exchange.factory, created.signature, (args, into) => {
        const identity = { ...created.identity(args, exchange.factory), dex: exchange.dex }
        into.known.push({ kind: 'solidly', identity, found: 'factory' })
      }),
    ]
  }
  if (exchange.kind !== 'uniswap-v4') return []
  return [
    announcer(exchange.manager, created.signature, (args, into) => {
      const { id, tokens } = created.identity(args, exchange.manager)
      const hooks = String(args['hooks']).toLowerCase() as Hex
      if (hooks !== NONE) {
        const detail = `The hooks contract ${hooks} may change what a swap gives.`
        into.leftOut.push({ pool: id, tokens, dex: exchange.dex, reason: 'kind', detail })
        return
      }
      const currencies = [String(args['currency0']).toLowerCase() as Hex, String(args['currency1']).toLowerCase() as Hex] as const
      const key = { currencies, feePpm: Number(args['fee']), tickSpacing: Number(args['tickSpacing']), hooks }
      into.known.push(knownV4(exchange, key))
    }),
  ]
}

function ofFactory(factory: ChainDefinition['factories'][number], kinds: ReadonlyMap<string, Amm>): Announcer[] {
  const created = kinds.get(factory.version === '2' ? 'constant-product' : 'concentrated')?.state.created[0]
  if (!created) return []
  return [
    announcer(factory.address, created.signature, (args, into) => {
      const { id, tokens, fixed } = created.identity(args, factory.address)
      const [token0 = '', token1 = ''] = tokens
      const { feePpm, tickSpacing } = fixed as { feePpm?: number; tickSpacing?: number }
      into.facts.push({
        address: id,
        project: factory.project,
        version: factory.version,
        token0,
        token1,
        feeBps: feePpm === undefined ? null : feePpm / 100,
        tickSpacing: tickSpacing ?? null,
        found: 'factory',
      })
    }),
  ]
}

export interface Listening {
  client: PublicClient
  factories: ChainDefinition['factories']
  exchanges: readonly Exchange[]
  kinds: ReadonlyMap<string, Amm>
}

/** Pools that the factories announced in these blocks, one request where the endpoint gives the whole range. Throws PetrelError rpc_failed, cancelled. */
export async function readAnnouncements(
  listening: Listening,
  range: { from: bigint; to: bigint; signal: AbortSignal },
): Promise<Announced> {
  const { client, factories, exchanges, kinds } = listening
  const into: Announced = { facts: [], known: [], leftOut: [], balancer: [] }
  const all = [...factories.flatMap((factory) => ofFactory(factory, kinds)), ...exchanges.flatMap((one) => ofExchange(one, kinds))]
  if (all.length === 0 || range.from > range.to) return into
  const by = new Map(all.map((one) => [`${one.emitter}${toEventSelector(one.item)}`, one]))
  const [address, topics] = [[...new Set(all.map(({ emitter }) => emitter))], [...new Set(all.map(({ item }) => toEventSelector(item)))]]
  const logs = await readLogs(client, { address, topics: [topics] }, range)
  for (const log of logs as unknown as readonly { address: Hex; topics: [Hex, ...Hex[]]; data: Hex }[]) {
    const one = by.get(`${log.address.toLowerCase()}${log.topics[0]}`)
    const args = one && decoded(one.item, log)
    if (args) one.note(args, into)
  }
  return into
}

function decoded(item: AbiEvent, log: { topics: [Hex, ...Hex[]]; data: Hex }): Args | undefined {
  try {
    return decodeEventLog({ abi: [item], topics: log.topics, data: log.data }).args as unknown as Args
  } catch {
    return undefined
  }
}
