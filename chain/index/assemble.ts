import type { Batch } from '../warehouse/warehouse.ts'
import {
  blockRow,
  contractRow,
  createdPool,
  type Factory,
  isSwap,
  logRow,
  movement,
  type Placed,
  type Pool,
  placedLogs,
  poolRow,
  type Row,
  swapRow,
  timeOf,
  transactionRow,
  transferRow,
} from './decode.ts'
import { tokenRows, verifyPools } from './discover.ts'
import { TOPIC, word, words } from './events.ts'
import type { Full, RawLog, Source } from './rpc.ts'

/** What the index of one chain knows already, so that it asks each contract once. */
export interface Known {
  tokens: Set<string>
  pools: Map<string, Pool>
  /** Contracts that emit swaps and are no pools of ours. */
  strangers: Set<string>
}

export interface ChainFacts {
  id: number
  wrappedNative: string
  factories: ReadonlyMap<string, Factory>
}

export interface Assembled {
  batches: Batch[]
  rows: number
  /** Pools whose state may have changed. */
  touched: Set<string>
  /** To be taken over into `Known` once the batches are stored. */
  found: { tokens: string[]; pools: Pool[]; strangers: string[] }
}

const emitter = ({ log }: Placed): string => log.address.toLowerCase()

async function newPools(source: Source, chain: ChainFacts, { known, logs }: { known: Known; logs: readonly Placed[] }) {
  const pools = new Map<string, Pool>()
  const candidates = new Map<string, { address: string; seenAt: number }>()
  for (const placed of logs) {
    const created = createdPool(placed, chain.factories)
    if (created) pools.set(created.address, created)
    const address = emitter(placed)
    if (isSwap(placed.log) && !known.pools.has(address) && !known.strangers.has(address) && !candidates.has(address))
      candidates.set(address, { address, seenAt: Number(placed.block.number) })
  }
  const unknown = [...candidates.values()].filter(({ address }) => !pools.has(address))
  for (const pool of await verifyPools(source, chain.factories, unknown)) pools.set(pool.address, pool)
  const strangers = unknown.map(({ address }) => address).filter((address) => !pools.has(address))
  // A pool met again after a rollback or at a second look keeps its first row: writing it twice changes nothing.
  return { pools: [...pools.values()].filter(({ address }) => !known.pools.has(address)), strangers }
}

function newTokens(known: Known, movements: readonly Placed[], pools: readonly Pool[]): { address: string; seenAt: number }[] {
  const tokens = new Map<string, number>()
  const add = (address: string, seenAt: number) => {
    if (!known.tokens.has(address)) tokens.set(address, Math.min(seenAt, tokens.get(address) ?? seenAt))
  }
  for (const placed of movements) add(emitter(placed), Number(placed.block.number))
  for (const pool of pools) for (const token of [pool.token0, pool.token1]) add(token, pool.seenAt)
  return [...tokens].map(([address, seenAt]) => ({ address, seenAt }))
}

/** Swaps with the reserves that V2 pairs announce in the same transaction just before; and the last announcement of each pair. */
function swapsOf(chain: number, logs: readonly Placed[], poolOf: (address: string) => Pool | undefined): { swaps: Row[]; reserves: Row[] } {
  const syncs = new Map<string, Placed>()
  const swaps: Row[] = []
  for (const placed of logs) {
    const pool = poolOf(emitter(placed))
    if (!pool) continue
    if (placed.log.topics[0] === TOPIC.sync && words(placed.log.data) === 2 && pool.version === '2') syncs.set(pool.address, placed)
    if (!isSwap(placed.log)) continue
    const sync = syncs.get(pool.address)?.log
    const row = swapRow(placed, pool, sync && sameTransaction(sync, placed.log) ? sync : undefined)
    if (row) swaps.push(row)
  }
  const reserves = [...syncs].map(
    ([pool, { log, block }]): Row => [
      ...[chain, pool, word(log.data, 0), word(log.data, 1), null, null, null, Number(block.number), timeOf(block)],
    ],
  )
  return { swaps, reserves }
}

const sameTransaction = (a: RawLog, b: RawLog): boolean => a.transactionHash === b.transactionHash

/** Turns whole blocks into rows for every table, asking contracts that it meets for the first time. */
export async function assemble(
  source: Source,
  chain: ChainFacts,
  { known, blocks }: { known: Known; blocks: readonly Full[] },
): Promise<Assembled> {
  const logs = placedLogs(chain.id, blocks)
  const moves = logs.flatMap((placed) => {
    const moved = movement(placed, chain.wrappedNative)
    return moved ? [{ placed, moved }] : []
  })
  const { pools, strangers } = await newPools(source, chain, { known, logs })
  const fresh = new Map(pools.map((pool) => [pool.address, pool]))
  const poolOf = (address: string) => fresh.get(address) ?? known.pools.get(address)
  const tokens = newTokens(
    known,
    moves.map(({ placed }) => placed),
    pools,
  )
  const { swaps, reserves } = swapsOf(chain.id, logs, poolOf)
  const pairs = blocks.flatMap(({ block, receipts }) =>
    block.transactions.flatMap((transaction, index) => {
      const receipt = receipts[index]
      return receipt ? [{ block, pair: [transaction, receipt] as [typeof transaction, typeof receipt] }] : []
    }),
  )
  const batches: Batch[] = [
    { table: 'blocks', rows: blocks.map(({ block }) => blockRow(chain.id, block)) },
    { table: 'transactions', rows: pairs.map(({ block, pair }) => transactionRow(chain.id, block, pair)) },
    { table: 'logs', rows: logs.map(logRow) },
    { table: 'token_transfers', rows: moves.map(({ placed, moved }) => transferRow(placed, moved)) },
    { table: 'tokens', rows: await tokenRows(source, chain.id, tokens) },
    {
      table: 'contracts',
      rows: pairs.filter(({ pair }) => pair[1].contractAddress).map(({ block, pair }) => contractRow(chain.id, block, pair)),
    },
    { table: 'pools', rows: pools.map((pool) => poolRow(chain.id, pool)) },
    { table: 'swaps', rows: swaps },
    { table: 'pool_reserves', rows: reserves },
  ]
  return {
    batches,
    rows: batches.reduce((sum, { rows }) => sum + rows.length, 0),
    touched: new Set(logs.map(emitter).filter((address) => poolOf(address)?.version === '3')),
    found: { tokens: tokens.map(({ address }) => address), pools, strangers },
  }
}
