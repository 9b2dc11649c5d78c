import { expand, pricesOfPath, solve } from './expand.ts'
import { improve, isLegal, legal, prune } from './improve.ts'
import { bestPaths, measure, type Path } from './paths.ts'
import { streams } from './streams.ts'
import type { Plan, Task } from './task.ts'

export interface Runner {
  method: 'path' | 'streams' | 'split'
  plan: Plan
}

export interface Race {
  runners: Runner[]
  /** The best single path as a plan; undefined when none carries the whole amount. */
  single?: Plan
  /** Price vectors worth certifying with. */
  prices: Plan[]
}

const STARTS = 3
/** Growing is for small routes; a large one comes from the optimum without gas, pruned. */
const GROWN_MOVES = 6

/** A path as a plan without solving anything: each edge carries what the one before gave. */
function pathPlan(task: Task, path: Path): Plan {
  const nu = new Float64Array(task.graph.nodeCount)
  pricesOfPath(task, path, nu)
  const amounts = [task.exactOut ? path.amount : task.amount]
  for (const [at] of path.edges.entries()) {
    const part = { ...task, amount: amounts[0] as number, exactOut: false }
    amounts.push(measure(part, path.edges.slice(0, at + 1))?.amount ?? 0)
  }
  const gross = task.exactOut ? -path.amount : path.amount
  return { edges: path.edges, flows: amounts.slice(0, -1), outs: amounts.slice(1), nu, gross, gas: path.gas, score: path.score }
}

/** When no single path carries the amount, one that carries a part of it still tells where to begin. */
function partPath(task: Task): Path | undefined {
  for (let part = 0.25; part > 1e-9; part /= 4) {
    const [path] = bestPaths({ ...task, amount: task.amount * part })
    if (path) return path
  }
  return undefined
}

/** Runs the searches against each other; the caller replays the best of them exactly. */
export function race(task: Task): Race {
  const paths = bestPaths(task)
  const first = paths[0]
  const start = first ?? partPath(task)
  if (!start) return { runners: [], prices: [] }
  const singles = paths.slice(0, STARTS).map((path) => pathPlan(task, path))
  const runners: Runner[] = singles.slice(0, 1).map((plan) => ({ method: 'path' as const, plan }))
  const free = expand({ ...task, gasPrice: 0 }, start)
  const prices: Plan[] = free ? [free] : []
  const split = free && legal(task, task.gasPrice > 0 ? prune(task, rescored(task, free)) : free)
  if (split) runners.push({ method: 'split', plan: task.gasPrice > 0 ? improve(task, split) : split })
  if (task.gasPrice > 0) runners.push(...grown(task, singles))
  if (!task.exactOut && (!free || split !== free)) runners.push(...streamed(task, paths, free))
  const best = runners.reduce<Runner | undefined>((top, runner) => (top && top.plan.score >= runner.plan.score ? top : runner), undefined)
  if (best && best.plan !== free && best.method !== 'streams') {
    prices.push(best.plan)
  }
  return { runners, ...(singles[0] ? { single: singles[0] } : {}), prices }
}

const rescored = (task: Task, plan: Plan): Plan => ({ ...plan, score: plan.gross - plan.gas * task.gasPrice })

/** From each of the best paths upwards: what pays its gas is added. */
function grown(task: Task, singles: readonly Plan[]): Runner[] {
  return singles.flatMap((single) => {
    const plan = solve(task, single.edges, single.nu)
    return plan && task.budget.left > 0 ? [{ method: 'split' as const, plan: improve(task, plan, GROWN_MOVES) }] : []
  })
}

function streamed(task: Task, paths: readonly Path[], free: Plan | undefined): Runner[] {
  const edges = [...new Set([...paths.flatMap((path) => path.edges), ...(free?.edges ?? [])])]
  const plan = streams(task, edges)
  return plan && isLegal(task, plan) ? [{ method: 'streams', plan }] : []
}
