import type { Market, Snapshot } from '../../chain/market/market.ts'
import type { Pool } from '../../routing/amms/index.ts'
import { hygiene } from '../../routing/graph/depth.ts'
import { buildGraph, type Graph, updateGraph } from '../../routing/graph/graph.ts'
import { cleanText } from '../format.ts'

interface Held {
  graph: Graph
  /** The states in it, wraps included. */
  states: ReadonlyMap<string, Pool>
}

const graphs = new WeakMap<Market, Map<number, Held>>()

/** Whether two states are one but for the block that they are of: a state that did not change shares its parts with the one before. */
const sameState = (a: Pool, b: Pool | undefined): boolean =>
  b !== undefined && Object.entries(a).every(([key, value]) => key === 'block' || value === (b as unknown as Record<string, unknown>)[key])

/** The engine's graph of a snapshot: what changed since the graph's own last state is updated in place, whoever else took snapshots meanwhile. */
export function graphOf(market: Market, { chain, pools }: Pick<Snapshot, 'chain' | 'pools'>): Graph {
  const held = graphs.get(market) ?? new Map<number, Held>()
  graphs.set(market, held)
  const known = held.get(chain)
  const list = pools as readonly Pool[]
  const states = new Map(list.map((pool) => [pool.id, pool]))
  const same = known !== undefined && known.states.size === states.size && [...states.keys()].every((id) => known.states.has(id))
  const moved = list.filter((pool) => pool.kind !== 'wrap' && !sameState(pool, known?.states.get(pool.id)))
  const graph = same ? updateGraph(known.graph, moved) : buildGraph(list)
  held.set(chain, { graph, states })
  return graph
}

/** A pool whose price is further than this from the market's takes no part. */
const OFF_PRICE = 0.3
/** Pools that hold less than this many native coins on a side take no part. */
const DUST = 0.01

export interface Excluded {
  pool: string
  reason: string
  detail: string
}

/** Pools that are empty, broken, nearly empty or far off the market's price, with the reason. */
export function excludedPools(graph: Graph, wrappedNative: string, decimals: number): Excluded[] {
  const node = graph.nodeOf.get(wrappedNative)
  const price = node === undefined ? 0 : (graph.reference[node] ?? 0)
  const dust = price > 0 ? DUST * 10 ** decimals * price : 0
  const broken = [...graph.excluded].map(([pool, { reason, detail }]) => ({ pool, reason, detail }))
  const thin = hygiene(graph, { offPrice: OFF_PRICE, dust }).map(({ pool, flaw }) => ({ pool, reason: flaw.reason, detail: flaw.detail }))
  return [...broken, ...thin]
}

const MOST_NAMED = 4

/** The first few of them in words. */
export const listed = (excluded: readonly Excluded[]): string =>
  `${excluded
    .slice(0, MOST_NAMED)
    .map(({ pool, reason, detail }) => `${pool.slice(0, 10)}… (${reason}: ${cleanText(detail, 80)})`)
    .join('; ')}${excluded.length > MOST_NAMED ? '; …' : ''}`
