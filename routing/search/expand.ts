import { edgePrice } from '../graph/segments.ts'
import { type Balance, balance } from './balance.ts'
import { type Detour, detours } from './detours.ts'
import type { Path } from './paths.ts'
import type { Plan, Task } from './task.ts'

const MOST_ROUNDS = 24
/** What the pools left out could still add, as a part of the trade's value, at which nobody looks further. */
const ENOUGH = 1e-8

/** Prices along a path once the trade has gone through it: the start of the solve. */
export function pricesOfPath(task: Task, path: Pick<Path, 'edges' | 'amount'>, nu: Float64Array): void {
  const { graph, exactOut } = task
  const inputs: number[] = []
  let amount = exactOut ? path.amount : task.amount
  for (const edge of path.edges) {
    inputs.push(amount)
    amount *= edgePrice(graph, edge, amount)
  }
  nu[graph.edgeTo[path.edges.at(-1) as number] as number] = 1
  for (let at = path.edges.length - 1; at >= 0; at--) {
    const edge = path.edges[at] as number
    const price = edgePrice(graph, edge, inputs[at] as number)
    nu[graph.edgeFrom[edge] as number] = (nu[graph.edgeTo[edge] as number] as number) * price
  }
  if (!exactOut) return
  const scale = nu[task.source] as number
  for (const edge of path.edges) nu[graph.edgeFrom[edge] as number] = (nu[graph.edgeFrom[edge] as number] as number) / scale
  nu[task.target] = 1 / scale
}

/** A balanced set of edges as a plan: edges that carry nothing, or hang in the air once those are gone, are left out. */
export function toPlan(task: Task, edges: readonly number[], { nu, done }: { nu: Float64Array; done: Balance }): Plan {
  const { graph } = task
  const least = 1e-10 * worthOf(task, nu)
  const carrying = edges.filter((edge, at) => (done.flows[at] as number) * (nu[graph.edgeFrom[edge] as number] as number) > least)
  const inside = carrying.length === edges.length ? undefined : new Set(connected(task, carrying))
  const kept: number[] = []
  const flows: number[] = []
  const outs: number[] = []
  let gas = task.baseGas
  for (const [at, edge] of edges.entries()) {
    if (inside?.has(edge) === false) continue
    kept.push(edge)
    flows.push(done.flows[at] as number)
    outs.push(done.outs[at] as number)
    const pool = graph.edgePool[edge] as number
    gas += (graph.poolGas[pool] as number) + (done.crossings[at] as number) * (graph.crossingGas[pool] as number)
  }
  return { edges: kept, flows, outs, nu, gas, gross: done.gross, score: done.gross - gas * task.gasPrice }
}

/** What the fixed amount is worth in the token that is not fixed. */
export const worthOf = (task: Task, nu: Float64Array): number => task.amount * (nu[task.exactOut ? task.target : task.source] as number)

/** Solves for a set of edges from given prices, which stay untouched; undefined when it has no solution, or none that gives `least` after gas. */
export function solve(task: Task, edges: readonly number[], start: Float64Array, least?: number): Plan | undefined {
  if (edges.length === 0) return undefined
  const nu = start.slice()
  const done = balance(task, edges, nu, least)
  const plan = toPlan(task, edges, { nu, done })
  return done.converged && plan.edges.length > 0 ? plan : undefined
}

/** Only edges that lie on a way from source to target. */
export function connected(task: Task, edges: readonly number[]): number[] {
  const { graph, source, target } = task
  const ahead = reached(edges, source, { from: graph.edgeFrom, to: graph.edgeTo, seen: new Uint8Array(graph.nodeCount) })
  const behind = reached(edges, target, { from: graph.edgeTo, to: graph.edgeFrom, seen: new Uint8Array(graph.nodeCount) })
  return edges.filter((edge) => ahead[graph.edgeFrom[edge] as number] === 1 && behind[graph.edgeTo[edge] as number] === 1)
}

function reached(
  edges: readonly number[],
  start: number,
  { from, to, seen }: { from: Int32Array; to: Int32Array; seen: Uint8Array },
): Uint8Array {
  seen[start] = 1
  for (let grown = true; grown; ) {
    grown = false
    for (const edge of edges) {
      if (seen[from[edge] as number] === 0 || seen[to[edge] as number] === 1) continue
      seen[to[edge] as number] = 1
      grown = true
    }
  }
  return seen
}

/** Where adding detours ended: the split, all edges that were tried for it, and what the pools left out could add at most, gas aside. */
export interface Expanded {
  plan: Plan
  tried: number[]
  missed: number
}

/**
 * The best split with gas a price that each detour must earn by itself: solve from the given edges and prices, add the detours that pay,
 * solve again. Edges stay in the set once they are in, in both directions if need be: the optimum of the growing problem only improves, so it ends.
 */
export function expand(task: Task, first: readonly number[], nu: Float64Array): Expanded {
  let tried = [...first]
  for (let round = 0; ; round++) {
    const done = balance(task, tried, nu)
    const plan = toPlan(task, tried, { nu, done })
    // Once balanced, nodes that hardly anything flows through are priced afresh: their own prices may have wandered anywhere.
    const { list, missed } = detours(task, { edges: done.converged ? plan.edges : tried, nu })
    const settled = done.converged && missed <= ENOUGH * worthOf(task, nu)
    if (settled || list.length === 0 || task.budget.left <= 0 || round === MOST_ROUNDS) return { plan, tried, missed }
    tried = [...new Set([...tried, ...list.flatMap((detour) => detour.edges)])]
  }
}

/** Edges with detours added; a pool is used in one direction and for one pair only, the more profitable comes first. */
export function addDetours(task: Task, edges: readonly number[], list: readonly Pick<Detour, 'edges'>[]): number[] {
  const pools = new Set(edges.map((edge) => task.graph.edgePool[edge]))
  const all = [...edges]
  for (const detour of list) {
    for (const edge of detour.edges) {
      if (pools.has(task.graph.edgePool[edge])) continue
      pools.add(task.graph.edgePool[edge])
      all.push(edge)
    }
  }
  return all
}
