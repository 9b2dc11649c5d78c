import { around } from './around.ts'
import { gasOf } from './detours.ts'
import { expand, pricesOfPath } from './expand.ts'
import { LEAST, narrow, trimmed } from './narrow.ts'
import { order } from './order.ts'
import { inPart, type Part, partWith, picked } from './part.ts'
import { measure, twisted } from './paths.ts'
import type { Plan, Task, WholeTask } from './task.ts'

/** No pool's swap costs less. */
const LEAST_GAS = 50_000
/** More pools than any sound split has. */
const DOZENS = 60

export interface Split {
  part: Part
  plan: Plan
  /** Edges that were tried for it, and what all others could add, gas aside. */
  tried: readonly number[]
  missed: number
}

const MOST_WIDENINGS = 4
/** Where the single path's rate at the margin is this near to its average, the search begins with that and hardly ever has to widen. */
const NEAR = 0.97

/** What a little more of the source would still give, in target tokens. */
const marginOf = (task: Task, nu: Float64Array): number => (task.exactOut ? 1 / (nu[task.target] as number) : (nu[task.source] as number))

/**
 * The best split over the pools that matter. Which do depends on the rate at the margin, which only the split tells: it begins with the
 * single path's average and widens until nothing that could beat the margin is left out.
 */
export function findSplit(
  task: WholeTask,
  { edges, rate, keep }: { edges: readonly number[]; rate: number; keep: readonly number[] },
): Split {
  let known: { edges: readonly number[]; nu: Float64Array } = { edges, nu: pricesOfEdges(task, edges) }
  const first = marginOf(task, known.nu)
  for (let turn = 1, least = first > rate * NEAR ? first : rate; ; turn++) {
    const worth = task.exactOut ? task.amount / least : task.amount * least
    const part = narrow(task, { rate: least, profit: LEAST * worth, keep: [...keep, ...known.edges] })
    const nu = picked(known.nu, part.wholeNode)
    const { plan, tried, missed } = expand(part, inPart(part, known.edges), nu)
    const margin = marginOf(part, nu)
    if (margin >= least * (1 - 1e-9) || turn === MOST_WIDENINGS) return { part, plan, tried, missed }
    for (const [at, node] of part.wholeNode.entries()) known.nu[node] = nu[at] as number
    known = { edges: plan.edges.map((edge) => part.wholeEdge[edge] as number), nu: known.nu }
    least = margin
  }
}

function pricesOfEdges(task: WholeTask, edges: readonly number[]): Float64Array {
  const nu = new Float64Array(task.graph.nodeCount)
  const path = measure(task, edges)
  pricesOfPath(task, { edges: [...edges], amount: path?.amount ?? 0 }, nu)
  return nu
}

/**
 * Whether no split can beat a path: all that other pools could add, gas aside, is less than one pool's gas, and a split has a pool more than the
 * shortest way.
 */
export function alone(task: Task, path: Plan, missed: number): boolean {
  const gas = Math.min(...path.edges.map((edge) => gasOf(task, edge)), LEAST_GAS)
  return missed <= gas * task.gasPrice && path.edges.length <= shortest(task)
}

/** The fewest swaps that lead from source to target. */
function shortest({ graph, source, target }: Task): number {
  const hops = new Int32Array(graph.nodeCount)
  const queue = [source]
  hops[source] = 1
  for (const node of queue) {
    if (node === target) break
    for (let at = graph.outStart[node] as number; at < (graph.outStart[node + 1] as number); at++) {
      const next = graph.outTo[at] as number
      if (hops[next] !== 0 || graph.outSpot[at] === 0) continue
      hops[next] = (hops[node] as number) + 1
      queue.push(next)
    }
  }
  return (hops[target] as number) - 1
}

const evens = (edges: readonly number[]): number[] => edges.map((edge) => edge & ~1)

/** The part of a market that a plan and some edges lead through, and all that could pay at the plan's prices. */
export function partAround(task: Part, plan: Plan, keep: readonly number[]): Part {
  // A market with free arbitrage has no prices to go by, and shows it by cycles or by pools in dozens.
  if (plan.edges.length > DOZENS || twisted(task) || 'cycle' in order(task, plan.edges))
    return partWith(
      task,
      Array.from({ length: task.graph.edgeCount >> 1 }, (_, at) => 2 * at),
    )
  const near = task.gasPrice > 0 ? around(task, plan) : []
  return partWith(task, trimmed(task, [...new Set([...near, ...evens(keep), ...evens(plan.edges)])]))
}
