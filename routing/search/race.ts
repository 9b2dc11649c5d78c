import { edgeOut } from '../graph/segments.ts'
import { addDetours, connected, expand, pricesOfPath, solve } from './expand.ts'
import { improve, isLegal, legal, prune } from './improve.ts'
import { LEAST, narrow } from './narrow.ts'
import { inPart, type Part, picked } from './part.ts'
import { bestPaths, FOLLOW, likelyPath, measure, type Path } from './paths.ts'
import { streams } from './streams.ts'
import type { Plan, Task, WholeTask } from './task.ts'

export interface Runner {
  method: 'path' | 'streams' | 'split'
  plan: Plan
}

export interface Race {
  /** The pools that the plans are about. */
  part: Part
  runners: Runner[]
  /** Other single paths, best first: for when no pool takes what the runners want of it. */
  spare: Plan[]
  /** The best single path as a plan; undefined when none carries the whole amount. */
  single?: Plan
  /** Price vectors worth certifying with. */
  prices: Plan[]
}

const STARTS = 2
/** Growing is for small routes; a large one comes from the optimum without gas, pruned. */
const GROWN_MOVES = 6
const PARTS = [1 / 4, 1 / 16]

/** A path as a plan without solving anything: each edge carries what the one before gave. */
function pathPlan(task: Task, path: Path): Plan {
  const nu = new Float64Array(task.graph.nodeCount)
  pricesOfPath(task, path, nu)
  const flows: number[] = []
  const outs: number[] = []
  let amount = task.exactOut ? path.amount : task.amount
  for (const edge of path.edges) {
    flows.push(amount)
    amount = edgeOut(task.graph, edge, amount)
    outs.push(amount)
  }
  const gross = task.exactOut ? -path.amount : path.amount
  return { edges: path.edges, flows, outs, nu, gross, gas: path.gas, score: path.score }
}

/** Raw output per raw input. */
const rateOf = (task: Task, path: Path): number => (task.exactOut ? task.amount / path.amount : path.amount / task.amount)

/** The average rate that another path needs to come near a known one, were it to cost no gas. */
function leastRate(task: Task, { score }: Path): number {
  const most = (score + task.baseGas * task.gasPrice) * (task.exactOut ? 1 + FOLLOW : 1 - FOLLOW)
  return task.exactOut ? task.amount / -most : Math.max(0, most / task.amount)
}

/** The best single paths, over the pools that could be on one. When none carries the amount, one that carries a part of it tells where to begin. */
function findPaths(task: WholeTask): { part: Part; paths: Path[]; start: Path | undefined } {
  const first = likelyPath(task)
  const part = narrow(task, first ? { rate: leastRate(task, first), single: true, keep: first.edges } : { rate: 0 })
  const paths = bestPaths(part, first && { ...first, edges: inPart(part, first.edges) })
  let start = paths[0]
  for (let share = 0.25; !start && share > 1e-9; share /= 4) start = bestPaths({ ...part, amount: task.amount * share })[0]
  return { part, paths, start }
}

interface Split {
  part: Part
  plan: Plan
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
function findSplit(task: WholeTask, { edges, rate, keep }: { edges: readonly number[]; rate: number; keep: readonly number[] }): Split {
  let known: { edges: readonly number[]; nu: Float64Array } = { edges, nu: pricesOfEdges(task, edges) }
  const first = marginOf(task, known.nu)
  for (let turn = 1, least = first > rate * NEAR ? first : rate; ; turn++) {
    const worth = task.exactOut ? task.amount / least : task.amount * least
    const part = narrow(task, { rate: least, profit: LEAST * worth, keep: [...keep, ...known.edges] })
    const nu = picked(known.nu, part.wholeNode)
    const plan = expand(part, inPart(part, known.edges), nu)
    const margin = marginOf(part, nu)
    if (margin >= least * (1 - 1e-9) || turn === MOST_WIDENINGS) return { part, plan }
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

/** Runs the searches against each other; the caller replays the best of them exactly. */
export function race(task: WholeTask): Race {
  const found = findPaths(task)
  if (!found.start) return { part: found.part, runners: [], spare: [], prices: [] }
  const whole = (edges: readonly number[]): number[] => edges.map((edge) => found.part.wholeEdge[edge] as number)
  const keep = found.paths.flatMap((path) => whole(path.edges))
  const { part, plan: free } = findSplit(task, { edges: whole(found.start.edges), rate: rateOf(found.part, found.start), keep })
  const numbers = inPart(part, keep)
  let [begin, end] = [0, 0]
  const paths = found.paths.map((path) => {
    ;[begin, end] = [end, end + path.edges.length]
    return { ...path, edges: numbers.slice(begin, end) }
  })
  const all = paths.map((path) => pathPlan(part, path))
  const singles = all.slice(0, STARTS)
  const runners: Runner[] = singles.slice(0, 1).map((plan) => ({ method: 'path' as const, plan }))
  const prices: Plan[] = [free]
  const split = legal(part, part.gasPrice > 0 ? prune(part, free) : free)
  if (split) runners.push({ method: 'split', plan: part.gasPrice > 0 ? improve(part, split) : split })
  if (part.gasPrice > 0) runners.push(...grown(part, singles), ...joined(part, singles[0], free.nu))
  if (!part.exactOut && split !== free) runners.push(...streamed(part, paths, free))
  const best = runners.reduce<Runner | undefined>((top, runner) => (top && top.plan.score >= runner.plan.score ? top : runner), undefined)
  if (best && best.plan !== free && best.method !== 'streams') prices.push(best.plan)
  return { part, runners, spare: all.slice(1), ...(singles[0] ? { single: singles[0] } : {}), prices }
}

/** From each of the best paths upwards: what pays its gas is added. */
function grown(task: Task, singles: readonly Plan[]): Runner[] {
  return singles.flatMap((single) => {
    const plan = solve(task, single.edges, single.nu)
    return plan && task.budget.left > 0 ? [{ method: 'split' as const, plan: improve(task, plan, GROWN_MOVES) }] : []
  })
}

/** The best path for the whole together with the best for parts of it: pools too thin for all are fine for some. */
function joined(task: Task, single: Plan | undefined, nu: Float64Array): Runner[] {
  if (!single) return []
  const smaller = PARTS.flatMap((share) => bestPaths({ ...task, amount: task.amount * share })[0]?.edges ?? [])
  const edges = addDetours(task, single.edges, [{ edges: smaller }])
  const plan = edges.length > single.edges.length ? solve(task, connected(task, edges), nu) : undefined
  const sound = plan && legal(task, prune(task, plan))
  return sound ? [{ method: 'split', plan: improve(task, sound, GROWN_MOVES) }] : []
}

function streamed(task: Task, paths: readonly Path[], free: Plan | undefined): Runner[] {
  const edges = [...new Set([...paths.flatMap((path) => path.edges), ...(free?.edges ?? [])])]
  const plan = streams(task, edges)
  return plan && isLegal(task, plan) ? [{ method: 'streams', plan }] : []
}
