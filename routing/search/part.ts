import type { Market } from '../graph/graph.ts'
import { leaving } from '../graph/leaving.ts'
import { type SegmentColumns, segmentStart } from '../graph/segments.ts'
import type { Plan, Task } from './task.ts'

/** The part of a market that can matter to one question, and how its edges and nodes are numbered in the whole. */
export interface Part extends Task {
  wholeEdge: Int32Array
  wholeNode: Int32Array
  whole: Task
  /** For each pair of edges of the whole market its place among the part's, from 1; 0 where it is left out. */
  place: Int32Array
}

/** The part that has just these pairs of edges, each named by its even one. */
export function partWith(task: Task, pairs: readonly number[]): Part {
  const wholeEdge = new Int32Array(2 * pairs.length)
  const place = new Int32Array(task.graph.edgeCount >> 1)
  for (let at = 0; at < pairs.length; at++) {
    wholeEdge[2 * at] = pairs[at] as number
    wholeEdge[2 * at + 1] = (pairs[at] as number) + 1
    place[(pairs[at] as number) >> 1] = at + 1
  }
  const { wholeNode, local } = numbered(task, wholeEdge)
  const sells = picked(task.sells, wholeNode)
  const buys = picked(task.buys, wholeNode)
  const graph = partOf(task, { wholeEdge, local, nodeCount: wholeNode.length })
  const values = task.exactOut ? buys : sells
  return { ...task, graph, source: 0, target: 1, sells, buys, values, via: new Int32Array(0), wholeEdge, wholeNode, whole: task, place }
}

/** The nodes of some edges, source and target first. */
function numbered({ graph, source, target }: Task, edges: Int32Array): { wholeNode: Int32Array; local: Int32Array } {
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
export const inPart = ({ place }: Part, edges: readonly number[]): number[] =>
  edges.map((edge) => 2 * (place[edge >> 1] as number) - 2 + (edge & 1))

/** Whether the part holds an edge of the whole market. */
export const holds = ({ place }: Part, edge: number): boolean => place[edge >> 1] !== 0

/** A plan over the whole market as numbered in the part, which holds its edges. */
export const planInPart = (part: Part, plan: Plan): Plan => ({
  ...plan,
  edges: inPart(part, plan.edges),
  nu: picked(plan.nu, part.wholeNode),
})

/** And back. Nodes outside the part have no price. */
export function planInWhole({ whole, wholeEdge, wholeNode }: Part, plan: Plan): Plan {
  const nu = new Float64Array(whole.graph.nodeCount)
  for (let at = 0; at < wholeNode.length; at++) nu[wholeNode[at] as number] = plan.nu[at] as number
  return { ...plan, edges: plan.edges.map((edge) => wholeEdge[edge] as number), nu }
}

/** The same columns for the edges that are left. */
function partOf({ graph }: Task, { wholeEdge, local, nodeCount }: { wholeEdge: Int32Array; local: Int32Array; nodeCount: number }): Market {
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

/** Where the curves of the edges lie in the whole graph's columns, all made. */
function curvesOf(graph: Market, wholeEdge: Int32Array): SegmentColumns {
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
