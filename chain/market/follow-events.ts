import { type AbiEvent, type Address, decodeEventLog, type Hex, parseAbiItem, toEventSelector } from 'viem'
import type { Amm } from '../../routing/amm.ts'
import type { Loaded } from './load-pools.ts'
import type { CallTarget } from './read-calls.ts'
import { readLogs } from './read-logs.ts'

interface RawLog {
  topics: readonly Hex[]
  data: Hex
  blockNumber: bigint | null
  logIndex: number | null
}

interface KnownEvent {
  item: AbiEvent
  apply: Amm['state']['events'][number]['apply']
}

/** Addresses that one request for events may name. */
const ADDRESSES = 250

const events = new WeakMap<Amm, Map<Hex, KnownEvent>>()

/** What a kind's events do, by their first topic. */
function eventsOf(amm: Amm): Map<Hex, KnownEvent> {
  const known = events.get(amm)
  if (known) return known
  const list = amm.state.events.map(({ signature, apply }) => {
    const item = parseAbiItem(signature) as AbiEvent
    return [toEventSelector(item), { item, apply }] as const
  })
  const map = new Map(list)
  events.set(amm, map)
  return map
}

/** A pool and the contract that tells what happens to it: itself, or one that holds many. */
export interface Followed {
  id: string
  emitter: Address
}

interface Range {
  pools: readonly Followed[]
  kinds: readonly Amm[]
  from: bigint
  to: bigint
  signal: AbortSignal
}

/** Events of pools after one block up to another, by pool. Throws PetrelError rpc_failed, cancelled. */
export async function readEvents({ client }: CallTarget, { pools, kinds, from, to, signal }: Range): Promise<Map<string, RawLog[]>> {
  const by = new Map<string, RawLog[]>()
  if (pools.length === 0 || from > to) return by
  const topics = [...new Set(kinds.flatMap((amm) => [...eventsOf(amm).keys()]))]
  const alone = pools.filter(({ id, emitter }) => id === emitter).map(({ emitter }) => emitter)
  const shared = pools.filter(({ id, emitter }) => id !== emitter)
  const managers = [...new Set(shared.map(({ emitter }) => emitter))]
  const filters = [
    ...groups(alone).map((address) => ({ address, topics: [topics] })),
    // One contract holds the pools of everyone: only those that are followed are asked for.
    ...groups(shared.map(({ id }) => id as Hex)).map((ids) => ({ address: managers, topics: [topics, ids] })),
  ]
  const found = await Promise.all(filters.map((filter) => readLogs(client, filter, { from, to, signal })))
  const known = new Set(pools.map(({ id }) => id))
  for (const { address, topics: words, data, blockNumber, logIndex } of found.flat()) {
    const own = address.toLowerCase()
    const id = known.has(own) ? own : (words[1]?.toLowerCase() ?? '')
    const log: RawLog = {
      topics: words,
      data,
      blockNumber: blockNumber === null ? null : BigInt(blockNumber),
      logIndex: logIndex === null ? null : Number(logIndex),
    }
    if (known.has(id)) by.set(id, [...(by.get(id) ?? []), log])
  }
  return by
}

function groups<T>(list: readonly T[]): T[][] {
  const cut: T[][] = []
  for (let at = 0; at < list.length; at += ADDRESSES) cut.push(list.slice(at, at + ADDRESSES))
  return cut
}

const order = (a: RawLog, b: RawLog): number =>
  Number((a.blockNumber ?? 0n) - (b.blockNumber ?? 0n)) || (a.logIndex ?? 0) - (b.logIndex ?? 0)

/** A pool after these events of its own; undefined when it must be read again. */
export function applyEvents(amm: Amm, { pool, window }: Loaded, logs: readonly RawLog[]): Loaded | undefined {
  let state = pool
  for (const log of [...logs].sort(order)) {
    const event = eventsOf(amm).get(log.topics[0] as Hex)
    // Liquidity that moves in a pool whose ends were cut off is not known well enough.
    if (!event || (window && !/Swap|Sync/.test(event.item.name))) return undefined
    const next = applyOne(event, state, log)
    if (!next) return undefined
    state = next
  }
  const { tick } = state as unknown as { tick?: number }
  if (window && tick !== undefined && !(tick > window.from && tick < window.to)) return undefined
  return { pool: state, ...(window ? { window } : {}) }
}

function applyOne({ item, apply }: KnownEvent, pool: Loaded['pool'], log: RawLog): Loaded['pool'] | undefined {
  try {
    const { args } = decodeEventLog({ abi: [item], topics: log.topics as [Hex, ...Hex[]], data: log.data })
    return apply(pool, args as unknown as Record<string, unknown>)
  } catch {
    return undefined
  }
}
