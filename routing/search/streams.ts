import { edgeOut } from '../graph/segments.ts'
import { order } from './order.ts'
import { type Plan, spend, type Task } from './task.ts'

const STREAMS = 24

/**
 * Greedy streams over a few edges (exact in): the amount in equal parts, each along the path that then gives most. It needs no prices and
 * cannot fail to converge, so it stands in where the dual does.
 */
export function streams(task: Task, edges: readonly number[]): Plan | undefined {
  const loads = new Map<number, number>()
  for (let stream = 0; stream < STREAMS; stream++) {
    const path = bestNext(task, edges, loads)
    if (!path) return undefined
    let amount = task.amount / STREAMS
    for (const edge of path) {
      const load = loads.get(edge) ?? 0
      const gained = edgeOut(task.graph, edge, load + amount) - (load > 0 ? edgeOut(task.graph, edge, load) : 0)
      loads.set(edge, load + amount)
      amount = gained
    }
  }
  return asPlan(task, loads)
}

function bestNext(task: Task, edges: readonly number[], loads: ReadonlyMap<number, number>): number[] | undefined {
  const { graph } = task
  let labels = new Map([[task.source, { amount: task.amount / STREAMS, path: [] as number[] }]])
  // Edge 2k and its reverse 2k + 1 are one pair of a pool: it trades one way only.
  const taken = new Set(loads.keys())
  for (let hop = 0; hop < task.hops; hop++) {
    const next = new Map(labels)
    for (const edge of edges) {
      const from = labels.get(graph.edgeFrom[edge] as number)
      if (!from || graph.edgeFrom[edge] === task.target || !spend(task.budget, 1)) continue
      if (taken.has(edge ^ 1) || from.path.some((other) => other >> 1 === edge >> 1)) continue
      const load = loads.get(edge) ?? 0
      const amount = edgeOut(graph, edge, load + from.amount) - (load > 0 ? edgeOut(graph, edge, load) : 0)
      const to = graph.edgeTo[edge] as number
      if (amount > (next.get(to)?.amount ?? 0) && !from.path.some((other) => graph.edgeFrom[other] === to)) {
        next.set(to, { amount, path: [...from.path, edge] })
      }
    }
    labels = next
  }
  return labels.get(task.target)?.path
}

function asPlan(task: Task, loads: ReadonlyMap<number, number>): Plan | undefined {
  const { graph } = task
  const edges = [...loads.keys()]
  if ('cycle' in order(task, edges)) return undefined
  const flows = edges.map((edge) => loads.get(edge) as number)
  const outs = edges.map((edge, at) => edgeOut(graph, edge, flows[at] as number))
  const gross = edges.reduce((sum, edge, at) => sum + (graph.edgeTo[edge] === task.target ? (outs[at] as number) : 0), 0)
  const gas = task.baseGas + edges.reduce((sum, edge) => sum + (graph.poolGas[graph.edgePool[edge] as number] as number), 0)
  return { edges, flows, outs, nu: new Float64Array(graph.nodeCount), gross, gas, score: gross - gas * task.gasPrice }
}
