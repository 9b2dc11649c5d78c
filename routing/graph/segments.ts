import { ammOf } from '../amms/index.ts'
import type { Graph } from './graph.ts'

/** What the curves of edges are made of: a whole graph, or a part of one. */
export type Curves = Pick<Graph, 'pools' | 'edgePool' | 'edgeFrom' | 'edgeTo' | 'edgeTokenIn' | 'edgeTokenOut' | 'spot' | 'columns'>

/**
 * The curves of all edges in one set of columns. Entry k of an edge holds the root price where segment k begins, its liquidity, and what
 * went in (fee not counted) and came out before it. One more entry closes the edge.
 */
export interface SegmentColumns {
  /** First entry of an edge, or -1 while its segments are not made. */
  start: Int32Array
  /** Number of segments. */
  count: Int32Array
  gamma: Float64Array
  q: Float64Array
  liquidity: Float64Array
  sumIn: Float64Array
  sumOut: Float64Array
  used: number
}

export function newColumns(edgeCount: number): SegmentColumns {
  const size = Math.max(64, 4 * edgeCount)
  return {
    start: new Int32Array(edgeCount).fill(-1),
    count: new Int32Array(edgeCount),
    gamma: new Float64Array(edgeCount).fill(1),
    q: new Float64Array(size),
    liquidity: new Float64Array(size),
    sumIn: new Float64Array(size),
    sumOut: new Float64Array(size),
    used: 0,
  }
}

const MOST_ENTRIES = 1 << 24

function reserve(columns: SegmentColumns, entries: number): void {
  if (columns.used + entries > MOST_ENTRIES) {
    // Old states pile up behind the new ones: past a point everything is made afresh on demand.
    columns.start.fill(-1)
    columns.used = 0
  }
  if (columns.used + entries <= columns.q.length) return
  for (const name of ['q', 'liquidity', 'sumIn', 'sumOut'] as const) {
    const larger = new Float64Array(2 * (columns.used + entries))
    larger.set(columns[name])
    columns[name] = larger
  }
}

/** Index of the edge's first entry; makes the segments if nobody has asked before. */
export function segmentStart(graph: Curves, edge: number): number {
  const known = graph.columns.start[edge] as number
  return known >= 0 ? known : makeSegments(graph, edge)
}

function makeSegments(graph: Curves, edge: number): number {
  const { columns } = graph
  const pool = graph.pools[graph.edgePool[edge] as number]
  const amm = pool && ammOf(pool)
  if (!pool || !amm) throw new Error(`edge ${edge} has no pool`)
  const swap = { tokenIn: graph.edgeTokenIn[edge] as number, tokenOut: graph.edgeTokenOut[edge] as number }
  const { gamma, q, liquidity } = amm.segments(pool, swap)
  reserve(columns, q.length)
  const start = columns.used
  let [sumIn, sumOut] = [0, 0]
  for (let k = 0; k < q.length; k++) {
    const [from, depth] = [q[k] as number, liquidity[k] ?? 0]
    columns.q[start + k] = from
    columns.liquidity[start + k] = depth
    columns.sumIn[start + k] = sumIn
    columns.sumOut[start + k] = sumOut
    const to = q[k + 1]
    if (to === undefined) break
    sumIn += to === 0 ? Number.POSITIVE_INFINITY : depth * ((from - to) / (from * to))
    sumOut += depth * (from - to)
  }
  columns.start[edge] = start
  columns.count[edge] = liquidity.length
  columns.gamma[edge] = gamma
  columns.used += q.length
  return start
}

/** Last entry in start..start + count - 1 whose `sums` value is at most `amount`. */
function segmentOf(sums: Float64Array, start: number, { count, amount }: { count: number; amount: number }): number {
  let [low, high] = [start, start + count]
  while (high - low > 1) {
    const middle = (low + high) >> 1
    if ((sums[middle] as number) <= amount) low = middle
    else high = middle
  }
  return low
}

/** What a pool does at given token prices: filled by `arbitrage`, its crossings also by `edgeOut` and `edgeIn`; read at once. */
export const hit = { in: 0, out: 0, profit: 0, slope: 0, crossings: 0 }

/** Raw amount out for `amountIn`; -1 when the pool cannot take that much. */
export function edgeOut(graph: Curves, edge: number, amountIn: number): number {
  const start = segmentStart(graph, edge)
  const { columns } = graph
  const count = columns.count[edge] as number
  const net = amountIn * (columns.gamma[edge] as number)
  if (net > (columns.sumIn[start + count] as number)) return -1
  const at = count === 1 ? start : segmentOf(columns.sumIn, start, { count, amount: net })
  hit.crossings = at - start
  const q = columns.q[at] as number
  const depth = columns.liquidity[at] as number
  if (depth === 0) return columns.sumOut[at] as number
  const part = ((net - (columns.sumIn[at] as number)) * q) / depth
  return (columns.sumOut[at] as number) + (depth * q * part) / (1 + part)
}

/** Raw amount that must go in for `amountOut`; -1 when the pool cannot give that much. */
export function edgeIn(graph: Curves, edge: number, amountOut: number): number {
  const start = segmentStart(graph, edge)
  const { columns } = graph
  const count = columns.count[edge] as number
  if (amountOut >= (columns.sumOut[start + count] as number)) return -1
  const at = count === 1 ? start : segmentOf(columns.sumOut, start, { count, amount: amountOut })
  hit.crossings = at - start
  const [q, depth] = [columns.q[at] as number, columns.liquidity[at] as number]
  const part = (amountOut - (columns.sumOut[at] as number)) / (depth * q)
  return ((columns.sumIn[at] as number) + (depth / q) * (part / (1 - part))) / (columns.gamma[edge] as number)
}

/** Marginal price (fee paid) once `amountIn` has gone through. */
export function edgePrice(graph: Curves, edge: number, amountIn: number): number {
  const start = segmentStart(graph, edge)
  const { columns } = graph
  const [count, gamma] = [columns.count[edge] as number, columns.gamma[edge] as number]
  const net = amountIn * gamma
  const at = count === 1 ? start : segmentOf(columns.sumIn, start, { count, amount: net })
  const [q, depth] = [columns.q[at] as number, columns.liquidity[at] as number]
  const root = depth === 0 ? (columns.q[at + 1] as number) : q / (1 + ((net - (columns.sumIn[at] as number)) * q) / depth)
  return gamma * root * root
}

/**
 * The best trade of one edge at the node prices `nu` (nuIn for a unit of input, nuOut for one of output): amounts, profit, and the slope of the value
 * that flows against the logarithm of the price. False, with `hit` untouched, when no trade pays. With q'^2 = nuIn / (gamma nuOut) the
 * profit inside a segment is nuOut L (q - q')^2 / q, which loses no digits.
 */
export function arbitrage(graph: Curves, edge: number, nu: Float64Array): boolean {
  return arbitrageAt(graph, edge, nu[graph.edgeFrom[edge] as number] as number, nu[graph.edgeTo[edge] as number] as number)
}

/** The same at two given prices. */
export function arbitrageAt(graph: Curves, edge: number, nuIn: number, nuOut: number): boolean {
  if (!((graph.spot[edge] as number) * nuOut > nuIn)) return false
  const start = segmentStart(graph, edge)
  const { columns } = graph
  const gamma = columns.gamma[edge] as number
  const target = Math.sqrt(nuIn / (gamma * nuOut))
  let low = start
  let high = start + (columns.count[edge] as number)
  while (high - low > 1) {
    const middle = (low + high) >> 1
    if ((columns.q[middle] as number) > target) low = middle
    else high = middle
  }
  const q = columns.q[low] as number
  const depth = columns.liquidity[low] as number
  const sumIn = columns.sumIn[low] as number
  const sumOut = columns.sumOut[low] as number
  if (target >= q) return false
  const end = columns.q[low + 1] as number
  const root = target < end ? end : target
  const fall = q - root
  hit.in = (sumIn + depth * (fall / (q * root))) / gamma
  hit.out = sumOut + depth * fall
  hit.profit = nuOut * (sumOut - target * target * sumIn) + nuOut * depth * fall * (1 - (target * target) / (q * root))
  hit.slope = target < end ? 0 : (nuIn * depth) / (2 * gamma * root)
  hit.crossings = low - start
  return true
}
