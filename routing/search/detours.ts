import { arbitrage, hit } from '../graph/segments.ts'
import { THIN } from './make-task.ts'
import { type Plan, spend, type Task } from './task.ts'
import { extendValues } from './values.ts'

/** A way out of the plan's nodes and back into them, through pools that it does not use yet. */
export interface Detour {
  edges: number[]
  /** The most it can add, by weak duality, and what its pools cost. */
  profit: number
  gas: number
}

const MOST = 24
export const LONGEST = 16

export const extension = (task: Task) => ({ allowed: task.allowed, passes: 16, thin: THIN * task.size })

export const gasOf = (task: Task, edge: number): number => task.graph.poolGas[task.graph.edgePool[edge] as number] as number

/** Nodes whose prices are a plan's own, and the edge that each other node's price comes through. */
interface Known {
  fixed: Uint8Array
  via: Int32Array
}

/** Sets the prices of nodes outside the plan in `nu` to what they sell for. */
export function extend(task: Task, { edges, nu }: Pick<Plan, 'edges' | 'nu'>): Known {
  const { graph, source, target } = task
  const fixed = new Uint8Array(graph.nodeCount)
  fixed[source] = 1
  fixed[target] = 1
  for (const edge of edges) {
    fixed[graph.edgeFrom[edge] as number] = 1
    fixed[graph.edgeTo[edge] as number] = 1
  }
  const via = new Int32Array(graph.nodeCount)
  extendValues(graph, { nu, via, fixed }, extension(task))
  return { fixed, via }
}

/**
 * The best detours that earn their gas at the plan's prices, best first, and the sum of what all pools outside it could earn: the distance
 * between the plan and the optimum over all pools, gas aside. Sets the prices of nodes outside the plan in `plan.nu`.
 */
export function detours(task: Task, plan: Pick<Plan, 'edges' | 'nu'>): { list: Detour[]; missed: number } {
  const { graph, source, target, allowed, gasPrice } = task
  const known = extend(task, plan)
  const { fixed } = known
  spend(task.budget, graph.edgeCount >> 4)
  const used = new Set(plan.edges)
  const best = new Best(MOST)
  const { nu } = plan
  const { outStart, outList, outTo, outSpot, edgePool, poolGas } = graph
  let missed = 0
  for (let node = 0; node < graph.nodeCount; node++) {
    // Prices elsewhere are what the best sale gives: no sale gains there.
    if (fixed[node] === 0 || node === target) continue
    const last = outStart[node + 1] as number
    const price = nu[node] as number
    for (let at = outStart[node] as number; at < last; at++) {
      if (!((outSpot[at] as number) * (nu[outTo[at] as number] as number) > price)) continue
      const edge = outList[at] as number
      const pool = edgePool[edge] as number
      if (allowed[pool] === 0 || outTo[at] === source || used.has(edge)) continue
      if (!arbitrage(graph, edge, nu) || !(hit.profit > 0)) continue
      const profit = hit.profit
      missed += profit
      if (profit <= (poolGas[pool] as number) * gasPrice) continue
      const gas = gasAlong(task, edge, known)
      const net = profit - gas * gasPrice
      if (gas < Number.POSITIVE_INFINITY && net > best.least) best.put(edge, { net, profit })
    }
  }
  const list: Detour[] = []
  for (const { edge, profit } of best.list) {
    const edges = follow(task, edge, known)
    if (edges) list.push({ edges, profit, gas: gasAlong(task, edge, known) })
  }
  return { list, missed }
}

/** The best few of many, best first. */
class Best {
  readonly list: { edge: number; net: number; profit: number }[] = []
  /** What another must beat. */
  least = 0
  private readonly most: number

  constructor(most: number) {
    this.most = most
  }

  put(edge: number, { net, profit }: { net: number; profit: number }): void {
    const { list } = this
    let at = list.length
    while (at > 0 && (list[at - 1] as { net: number }).net < net) at--
    list.splice(at, 0, { edge, net, profit })
    if (list.length > this.most) list.pop()
    if (list.length === this.most) this.least = (list.at(-1) as { net: number }).net
  }
}

/** Gas from an edge on along the best prices until a node of the plan; endless when that is no detour. */
function gasAlong(task: Task, first: number, { fixed, via }: Known): number {
  const { edgeFrom, edgeTo, edgePool, poolGas } = task.graph
  const pool = edgePool[first] as number
  let gas = poolGas[pool] as number
  let node = edgeTo[first] as number
  for (let steps = 0; fixed[node] === 0; steps++) {
    const edge = via[node] as number
    if (edge < 0 || edgePool[edge] === pool || steps === LONGEST) return Number.POSITIVE_INFINITY
    gas += poolGas[edgePool[edge] as number] as number
    node = edgeTo[edge] as number
  }
  return node === task.source || node === edgeFrom[first] ? Number.POSITIVE_INFINITY : gas
}

/** From an edge on along the best prices until a node of the plan; undefined when that runs through the source or in a circle. */
export function follow(task: Task, first: number, { via, fixed }: Known): number[] | undefined {
  const { graph } = task
  const edges = [first]
  for (let node = graph.edgeTo[first] as number; fixed[node] === 0; node = graph.edgeTo[edges.at(-1) as number] as number) {
    const edge = via[node] as number
    if (edge < 0 || edges.length > LONGEST || edges.some((known) => graph.edgePool[known] === graph.edgePool[edge])) return undefined
    edges.push(edge)
  }
  const end = graph.edgeTo[edges.at(-1) as number]
  return end === task.source || end === graph.edgeFrom[first] ? undefined : edges
}
