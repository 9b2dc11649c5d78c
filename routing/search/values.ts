import type { Market } from '../graph/graph.ts'

export interface Values {
  values: Float64Array
  via: Int32Array
}

interface Options {
  allowed: Uint8Array
  passes: number
  /** How much of each token a unit of `end` buys, instead of what each sells for. */
  reverse?: boolean
  /** Pools less deep than this price only what no deeper pool reaches: a handful of dust at a strange price must not set the price of a
   * token that others trade deeply. */
  thin: number
  /** The price of an edge, where it is not that of the first wei. */
  average?: (edge: number) => number
}

/**
 * What a unit of each node's token is worth in `end` tokens, sold along the best path of at most `passes` hops at the prices before any
 * trade (Bellman-Ford on marginal prices). 0 where no path leads.
 */
export function spotValues(graph: Market, end: number, options: Options): Values {
  const values = new Float64Array(graph.nodeCount)
  const via = new Int32Array(graph.nodeCount).fill(-1)
  const fixed = new Uint8Array(graph.nodeCount)
  values[end] = 1
  fixed[end] = 1
  relax(graph, { values, via, fixed }, options)
  let reached = 0
  for (let node = 0; node < graph.nodeCount; node++) if ((values[node] as number) > 0) reached += fixed[node] = 1
  if (reached < graph.nodeCount && options.thin > 0) relax(graph, { values, via, fixed }, { ...options, thin: 0 })
  return { values, via }
}

function relax(graph: Market, { values, via, fixed }: Values & { fixed: Uint8Array }, options: Options): void {
  const { allowed, passes, reverse = false, thin, average } = options
  const { nodeCount, edgePool, outStart, outList, outTo, depth } = graph
  const spot = reverse ? graph.outSpot : graph.backSpot
  let frontier = new Int32Array(nodeCount)
  let risen = new Int32Array(nodeCount)
  const prices = new Float64Array(nodeCount)
  const risenIn = new Int32Array(nodeCount)
  let count = 0
  for (let node = 0; node < nodeCount; node++) if (fixed[node] === 1) frontier[count++] = node
  for (let pass = 1; pass <= passes && count > 0; pass++) {
    // A pass goes by the prices of the pass before: what rises meanwhile has one hop more.
    for (let at = 0; at < count; at++) prices[at] = values[frontier[at] as number] as number
    let next = 0
    for (let at = 0; at < count; at++) {
      const node = frontier[at] as number
      const price = prices[at] as number
      const last = outStart[node + 1] as number
      for (let out = outStart[node] as number; out < last; out++) {
        const far = outTo[out] as number
        let value = (spot[out] as number) * price
        if (!(value > (values[far] as number)) || fixed[far] === 1) continue
        const edge = outList[out] as number
        const pool = edgePool[edge] as number
        if (allowed[pool] === 0 || (depth[pool] as number) < thin) continue
        const way = reverse ? edge : edge ^ 1
        if (average) {
          value = average(way) * price
          if (!(value > (values[far] as number))) continue
        }
        values[far] = value
        via[far] = way
        if (risenIn[far] === pass) continue
        risenIn[far] = pass
        risen[next++] = far
      }
    }
    ;[frontier, risen, count] = [risen, frontier, next]
  }
}

/**
 * Prices the nodes outside `fixed` at what they sell for, given the prices of those inside, in place. Thin pools as in spotValues.
 */
export function extendValues(
  graph: Market,
  known: { nu: Float64Array; via: Int32Array; fixed: Uint8Array },
  options: { allowed: Uint8Array; passes: number; thin: number },
): void {
  const { nu, via, fixed } = known
  for (let node = 0; node < graph.nodeCount; node++) {
    via[node] = -1
    if (!fixed[node]) nu[node] = 0
  }
  const settled = fixed.slice()
  rise(graph, { nu, via, fixed: settled }, options)
  let priced = 0
  for (let node = 0; node < graph.nodeCount; node++) if ((nu[node] as number) > 0 || fixed[node] === 1) priced += settled[node] = 1
  if (priced < graph.nodeCount) rise(graph, { nu, via, fixed: settled }, { ...options, thin: 0 })
}

function rise(
  graph: Market,
  { nu, via, fixed }: { nu: Float64Array; via: Int32Array; fixed: Uint8Array },
  { allowed, passes, thin }: { allowed: Uint8Array; passes: number; thin: number },
): void {
  // Named once: these loops over all edges are most of a search on a large market.
  const { nodeCount, edgePool, outStart, outList, outTo, backSpot, depth } = graph
  let frontier = new Int32Array(nodeCount)
  let risen = new Int32Array(nodeCount)
  const queued = new Uint8Array(nodeCount)
  let count = 0
  for (let node = 0; node < nodeCount; node++) if ((nu[node] as number) > 0) frontier[count++] = node
  for (let pass = 0; pass < passes && count > 0; pass++) {
    let next = 0
    for (let at = 0; at < count; at++) {
      // Only a node whose price has just risen can raise others: those that sell into it.
      const node = frontier[at] as number
      const price = nu[node] as number
      queued[node] = 0
      const last = outStart[node + 1] as number
      for (let out = outStart[node] as number; out < last; out++) {
        const from = outTo[out] as number
        const value = (backSpot[out] as number) * price
        // A hair's rise is rounding: an exact cycle of prices must not keep the passes going.
        if (!(value > (nu[from] as number) * (1 + 1e-14)) || fixed[from] === 1) continue
        const edge = (outList[out] as number) ^ 1
        const pool = edgePool[edge] as number
        if (allowed[pool] === 0 || (depth[pool] as number) < thin || leadsTo(graph, via, { from, edge })) continue
        nu[from] = value
        via[from] = edge
        if (queued[from] === 1) continue
        queued[from] = 1
        risen[next++] = from
      }
    }
    ;[frontier, risen, count] = [risen, frontier, next]
  }
}

/** Whether selling through the edge would come back to where it began: a market's arbitrage would raise the price without end. */
function leadsTo(graph: Market, via: Int32Array, { from, edge }: { from: number; edge: number }): boolean {
  let node = graph.edgeTo[edge] as number
  for (let steps = 0; steps < 24; steps++) {
    if (node === from) return true
    const next = via[node] as number
    if (next < 0) return false
    node = graph.edgeTo[next] as number
  }
  return true
}
