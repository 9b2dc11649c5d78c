import type { Market, Snapshot } from '../../chain/market/market.ts'
import type { Pool } from '../../routing/amms/index.ts'
import { hygiene } from '../../routing/graph/depth.ts'
import { buildGraph, type Graph, updateGraph } from '../../routing/graph/graph.ts'

interface Held {
  graph: Graph
  /** Ids of the pools in it, wraps included. */
  ids: ReadonlySet<string>
}

const graphs = new WeakMap<Market, Map<number, Held>>()

/** The engine's graph of a snapshot: what changed since the last one is updated in place. */
export function graphOf(market: Market, { chain, pools, changed }: Snapshot): Graph {
  const held = graphs.get(market) ?? new Map<number, Held>()
  graphs.set(market, held)
  const known = held.get(chain)
  const list = pools as readonly Pool[]
  const ids = new Set(list.map(({ id }) => id))
  const same = known !== undefined && known.ids.size === ids.size && [...ids].every((id) => known.ids.has(id))
  const moved = new Set(changed)
  const graph = same
    ? updateGraph(
        known.graph,
        list.filter(({ id }) => moved.has(id)),
      )
    : buildGraph(list)
  held.set(chain, { graph, ids })
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
