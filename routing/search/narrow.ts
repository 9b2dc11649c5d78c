import type { Market } from '../graph/graph.ts'
import { arbitrageAt, edgeIn, edgeOut, hit, type SegmentColumns, segmentStart } from '../graph/segments.ts'
import type { Task, WholeTask } from './task.ts'

/** The part of a market that can matter to one question, and how its edges and nodes are numbered in the whole. */
export interface Part extends Task {
  wholeEdge: Int32Array
  wholeNode: Int32Array
}

/** What a pool could at most earn, as a part of the trade, below which it is left out even without gas. */
export const LEAST = 1e-10

export interface Threshold {
  /** Target tokens for a source token, at the margin: what does not beat it carries nothing. */
  rate: number
  /** Only edges that could take the whole amount at that rate on the average, the rest of the way at prices before any trade. */
  single?: boolean
  /** The least that an edge must be able to earn beyond that rate; a pool's gas counts too. Without it all edges that beat the rate are in. */
  profit?: number
  /** Edges of the whole market that are in whatever they could earn. */
  keep?: readonly number[]
}

/**
 * Leaves out what cannot carry any flow of the best route. Along a route that is worth extending the prices after the trade multiply to its
 * marginal rate, and no price after a trade is above the price before it. So an edge whose best way from the source through it to the
 * target, at the prices before any trade, falls short of the rate is no part of it; and an edge that even with such prices on both
 * sides could not earn its pool's gas does not pay. Sound where the market holds no arbitrage and the rate is below the best route's.
 */
export function narrow(task: WholeTask, threshold: Threshold): Part {
  const pairs = trimmed(task, beating(task, threshold))
  const wholeEdge = new Int32Array(2 * pairs.length)
  for (let at = 0; at < pairs.length; at++) {
    wholeEdge[2 * at] = pairs[at] as number
    wholeEdge[2 * at + 1] = (pairs[at] as number) + 1
  }
  const { wholeNode, local } = numbered(task, wholeEdge)
  const sells = picked(task.sells, wholeNode)
  const buys = picked(task.buys, wholeNode)
  const graph = partOf(task, { wholeEdge, local, nodeCount: wholeNode.length })
  const values = task.exactOut ? buys : sells
  return { ...task, graph, source: 0, target: 1, sells, buys, values, via: new Int32Array(0), wholeEdge, wholeNode }
}

/** The nodes of some edges, source and target first. */
function numbered({ graph, source, target }: WholeTask, edges: Int32Array): { wholeNode: Int32Array; local: Int32Array } {
  const local = new Int32Array(graph.nodeCount).fill(-1)
  const wholeNode = new Int32Array(edges.length + 2)
  let count = 0
  const meet = (node: number): void => {
    if (local[node] !== -1) return
    local[node] = count
    wholeNode[count++] = node
  }
  meet(source)
  meet(target)
  for (let at = 0; at < edges.length; at++) meet(graph.edgeFrom[edges[at] as number] as number)
  return { wholeNode: wholeNode.subarray(0, count), local }
}

/** Loops, not `from` with a function, which is many times slower: a part is made several times a question. */
export function picked(values: Float64Array, places: Int32Array): Float64Array {
  const some = new Float64Array(places.length)
  for (let at = 0; at < places.length; at++) some[at] = values[places[at] as number] as number
  return some
}

function pickedInts<A extends Int32Array | Uint8Array>(values: A, places: Int32Array): A {
  const some = new (values.constructor as new (size: number) => A)(places.length)
  for (let at = 0; at < places.length; at++) some[at] = values[places[at] as number] as number
  return some
}

/** Edges of the whole market as numbered in the part, which holds them. */
export function inPart({ wholeEdge }: Part, edges: readonly number[]): number[] {
  const numbers = new Map<number, number>()
  for (const edge of edges) numbers.set(edge, -1)
  for (let edge = 0; edge < wholeEdge.length; edge++) {
    if (numbers.has(wholeEdge[edge] as number)) numbers.set(wholeEdge[edge] as number, edge)
  }
  return edges.map((edge) => numbers.get(edge) as number)
}

/** The even edge of every pair of which one direction passes. */
export function beating(task: WholeTask, { rate, single, profit, keep = [] }: Threshold): number[] {
  const { graph, sells, buys, allowed, exactOut, source, target } = task
  const { edgeFrom, edgeTo, edgePool, spot, edgeCount, poolGas } = graph
  // In the token that is not fixed: the target's for exact in, the source's for exact out.
  const unit = exactOut ? 1 / rate : 1
  const earns = (edge: number, from: number, to: number): boolean => {
    if (from === target || to === source) return false
    if (single) return carries(task, edge, rate)
    if (profit === undefined || rate === 0) return true
    if (!arbitrageAt(graph, edge, (unit * rate) / (buys[from] as number), unit * (sells[to] as number))) return false
    return hit.profit > Math.max(profit, (poolGas[edgePool[edge] as number] as number) * task.gasPrice)
  }
  const kept: number[] = []
  const asked = new Set(keep.map((edge) => edge & ~1))
  const least = Math.max(rate, Number.MIN_VALUE)
  for (let edge = 0; edge < edgeCount; edge += 2) {
    const from = edgeFrom[edge] as number
    const to = edgeTo[edge] as number
    const there = (buys[from] as number) * (spot[edge] as number) * (sells[to] as number) >= least
    const back = (buys[to] as number) * (spot[edge + 1] as number) * (sells[from] as number) >= least
    if (!(there || back) || allowed[edgePool[edge] as number] === 0) continue
    if ((there && earns(edge, from, to)) || (back && earns(edge + 1, to, from))) {
      kept.push(edge)
      asked.delete(edge)
    }
  }
  for (const edge of asked) kept.push(edge)
  return kept
}

function carries({ graph, amount, exactOut, sells, buys }: WholeTask, edge: number, rate: number): boolean {
  const bought = buys[graph.edgeFrom[edge] as number] as number
  const sold = sells[graph.edgeTo[edge] as number] as number
  if (!exactOut) return edgeOut(graph, edge, amount * bought) * sold >= rate * amount
  const needed = edgeIn(graph, edge, amount / sold)
  return needed >= 0 && needed * rate <= bought * amount
}

/** Without the pools of tokens that lead nowhere else, until there are none. */
function trimmed({ graph, source, target }: WholeTask, pairs: readonly number[]): readonly number[] {
  const { edgeFrom, edgeTo, nodeCount } = graph
  /** The one neighbour of a node, or -1 when it has more. */
  const only = new Int32Array(nodeCount)
  for (let kept = pairs; ; ) {
    for (const edge of kept) only[edgeFrom[edge] as number] = only[edgeTo[edge] as number] = -2
    only[source] = only[target] = -1
    const meet = (node: number, other: number): void => {
      if (only[node] === -2) only[node] = other
      else if (only[node] !== other) only[node] = -1
    }
    for (const edge of kept) {
      meet(edgeFrom[edge] as number, edgeTo[edge] as number)
      meet(edgeTo[edge] as number, edgeFrom[edge] as number)
    }
    const rest = kept.filter((edge) => only[edgeFrom[edge] as number] === -1 && only[edgeTo[edge] as number] === -1)
    if (rest.length === kept.length) return kept
    kept = rest
  }
}

/** The same columns for the edges that are left. */
function partOf(
  { graph }: WholeTask,
  { wholeEdge, local, nodeCount }: { wholeEdge: Int32Array; local: Int32Array; nodeCount: number },
): Market {
  const { pools, poolIndex, wraps, poolGas, crossingGas, depth, granular, usable } = graph
  const edgeCount = wholeEdge.length
  const edgeFrom = pickedInts(local, pickedInts(graph.edgeFrom, wholeEdge))
  const edgeTo = pickedInts(local, pickedInts(graph.edgeTo, wholeEdge))
  const spot = picked(graph.spot, wholeEdge)
  const { outStart, outList } = leaving(edgeFrom, nodeCount)
  const backSpot = new Float64Array(edgeCount)
  for (let at = 0; at < edgeCount; at++) backSpot[at] = spot[(outList[at] as number) ^ 1] as number
  return {
    ...{ pools, poolIndex, wraps, poolGas, crossingGas, depth, granular, usable, nodeCount, edgeCount, edgeFrom, edgeTo, spot },
    edgePool: pickedInts(graph.edgePool, wholeEdge),
    edgeTokenIn: pickedInts(graph.edgeTokenIn, wholeEdge),
    edgeTokenOut: pickedInts(graph.edgeTokenOut, wholeEdge),
    outStart,
    outList,
    outTo: pickedInts(edgeTo, outList),
    outSpot: picked(spot, outList),
    backSpot,
    columns: curvesOf(graph, wholeEdge),
  }
}

/** Edges in the order of the nodes that they leave. */
export function leaving(edgeFrom: Int32Array, nodeCount: number): { outStart: Int32Array; outList: Int32Array } {
  const outStart = new Int32Array(nodeCount + 1)
  for (let edge = 0; edge < edgeFrom.length; edge++) {
    const after = (edgeFrom[edge] as number) + 1
    outStart[after] = (outStart[after] as number) + 1
  }
  for (let node = 0; node < nodeCount; node++) outStart[node + 1] = (outStart[node + 1] as number) + (outStart[node] as number)
  const next = outStart.slice()
  const outList = new Int32Array(edgeFrom.length)
  for (let edge = 0; edge < edgeFrom.length; edge++) {
    const from = edgeFrom[edge] as number
    outList[next[from] as number] = edge
    next[from] = (next[from] as number) + 1
  }
  return { outStart, outList }
}

/** Where the curves of the edges lie in the whole graph's columns, all made. */
function curvesOf(graph: WholeTask['graph'], wholeEdge: Int32Array): SegmentColumns {
  // Making one may, once in a long while, throw the others away to win space.
  for (let turn = 0; turn < 2; turn++) {
    for (let at = 0; at < wholeEdge.length; at++)
      if (graph.spot[wholeEdge[at] as number] !== 0) segmentStart(graph, wholeEdge[at] as number)
  }
  const { columns } = graph
  const start = pickedInts(columns.start, wholeEdge)
  for (let at = 0; at < start.length; at++) if (start[at] === -1) start[at] = 0
  return { ...columns, start, count: pickedInts(columns.count, wholeEdge), gamma: picked(columns.gamma, wholeEdge) }
}
