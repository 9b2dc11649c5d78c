import type { Graph } from '../graph/graph.ts'

export interface Values {
  values: Float64Array
  via: Int32Array
  /** False when the last pass still found better: the market holds arbitrage, or the hops ran out. */
  settled: boolean
}

/**
 * What a unit of each node's token is worth in `end` tokens, sold along the best path of at most `passes` hops at the prices before any
 * trade (Bellman-Ford on marginal prices); with `reverse`, how much of each token a unit of `end` buys. 0 where no path leads.
 */
export function spotValues(graph: Graph, end: number, options: { allowed: Uint8Array; passes: number; reverse?: boolean }): Values {
  const { allowed, passes, reverse = false } = options
  const [near, far] = reverse ? [graph.edgeTo, graph.edgeFrom] : [graph.edgeFrom, graph.edgeTo]
  let values = new Float64Array(graph.nodeCount)
  const via = new Int32Array(graph.nodeCount).fill(-1)
  values[end] = 1
  let settled = false
  for (let pass = 0; pass < passes && !settled; pass++) {
    const next = values.slice()
    settled = true
    for (let edge = 0; edge < graph.edgeCount; edge++) {
      const value = (graph.spot[edge] as number) * (values[far[edge] as number] as number)
      const node = near[edge] as number
      if (value > (next[node] as number) && node !== end && allowed[graph.edgePool[edge] as number] === 1) {
        next[node] = value
        via[node] = edge
        settled = false
      }
    }
    values = next
  }
  return { values, via, settled }
}

/** Lifts the values of nodes outside `fixed` to what they sell for, given the prices of those inside; in place, until nothing rises. */
export function extendValues(
  graph: Graph,
  known: { nu: Float64Array; via: Int32Array; fixed: Uint8Array },
  options: { allowed: Uint8Array; passes: number },
): boolean {
  const { nu, via, fixed } = known
  for (let node = 0; node < graph.nodeCount; node++) {
    if (fixed[node]) continue
    nu[node] = 0
    via[node] = -1
  }
  for (let pass = 0; pass < options.passes; pass++) {
    let risen = false
    for (let edge = 0; edge < graph.edgeCount; edge++) {
      const from = graph.edgeFrom[edge] as number
      const value = (graph.spot[edge] as number) * (nu[graph.edgeTo[edge] as number] as number)
      // A hair's rise is rounding: an exact cycle of prices must not keep the passes going.
      if (value > (nu[from] as number) * (1 + 1e-14) && fixed[from] === 0 && options.allowed[graph.edgePool[edge] as number] === 1) {
        nu[from] = value
        via[from] = edge
        risen = true
      }
    }
    if (!risen) return true
  }
  return false
}
