import { edgeOut } from '../graph/segments.ts'
import { detours } from './detours.ts'
import { addDetours, connected, pricesOfPath, solve } from './expand.ts'
import { improve, isLegal, legal, prune } from './improve.ts'
import { holds, inPart, type Part, planInPart, planInWhole } from './part.ts'
import { bestPaths, likelyPath, type Path } from './paths.ts'
import { alone, findSplit, partAround } from './split.ts'
import { streams } from './streams.ts'
import type { Plan, Task, WholeTask } from './task.ts'

export interface Runner {
  method: 'path' | 'streams' | 'split'
  plan: Plan
}

export interface Race {
  /** The pools that the plans are about. */
  part: Task
  runners: Runner[]
  /** Other single paths over the whole market, best first: for when no pool takes what the runners want of it. */
  spare: Path[]
  /** The best single path as a plan; undefined when none carries the whole amount. */
  single?: Plan
  /** The split before pools that do not earn their gas were dropped: its prices prove the tightest bound. */
  free?: Plan
}

const STARTS = 2
/** How far behind the best a path may be and still lend its pools to the split, as a part of the best. */
const FAR = 0.1
/** Growing is for small routes; a large one comes from the optimum without gas, pruned. */
const GROWN_MOVES = 6
const PARTS = [1 / 4, 1 / 16]

/** A path as a plan without solving anything: each edge carries what the one before gave. */
export function pathPlan(task: Task, path: Path): Plan {
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

/** The best single paths. When none carries the amount, one that carries a part of it tells where to begin. */
function findPaths(task: WholeTask): { paths: Path[]; start: Path | undefined } {
  const likely = likelyPath(task)
  const paths = bestPaths(task, likely?.path, likely?.ahead)
  let start = paths[0]
  for (let share = 0.25; !start && share > 1e-9; share /= 4) start = bestPaths({ ...task, amount: task.amount * share })[0]
  return { paths, start }
}

const bestOf = (runners: readonly Runner[]): Runner | undefined =>
  runners.reduce<Runner | undefined>((top, runner) => (top && top.plan.score >= runner.plan.score ? top : runner), undefined)

/** Runs the searches against each other; the caller replays the best of them exactly. */
export function race(task: WholeTask): Race {
  const { paths: found, start } = findPaths(task)
  if (!start) return { part: task, runners: [], spare: [] }
  // One that is far behind would only bring dust at strange prices into the split.
  const paths = found.filter(({ score }) => score >= start.score - FAR * Math.abs(start.score))
  const keep = paths.flatMap((path) => path.edges)
  const { part, plan: free, tried, missed } = findSplit(task, { edges: start.edges, rate: rateOf(task, start), keep })
  const all = paths.map((path) => pathPlan(part, { ...path, edges: inPart(part, path.edges) }))
  const single = all[0]
  const path: Runner[] = single ? [{ method: 'path', plan: single }] : []
  if (single && tried.length === single.edges.length && alone(part, single, missed)) {
    return { part, runners: path, spare: found.slice(1), single, free }
  }
  const near = partAround(part, free, [...tried, ...inPart(part, keep)])
  const runners = [...path, ...within(near, { free, all })]
  if (task.gasPrice > 0) runners.push(...widened(part, near, runners))
  return { part, runners, spare: found.slice(1), ...(single ? { single } : {}), free }
}

/** The searches over a part of the market; their plans are about the whole. */
function within(part: Part, { free, all }: { free: Plan; all: readonly Plan[] }): Runner[] {
  const local = planInPart(part, free)
  const singles = all.slice(0, STARTS).map((plan) => planInPart(part, plan))
  const runners: Runner[] = []
  const split = legal(part, part.gasPrice > 0 ? prune(part, local) : local)
  if (split) runners.push({ method: 'split', plan: part.gasPrice > 0 ? improve(part, split) : split })
  if (part.gasPrice > 0) runners.push(...grown(part, singles), ...joined(part, singles[0], local.nu))
  if (!part.exactOut && split !== local)
    runners.push(...streamed(part, [...all.flatMap((plan) => inPart(part, plan.edges)), ...local.edges]))
  return runners.map(({ method, plan }) => ({ method, plan: plan === local ? free : planInWhole(part, plan) }))
}

const MOST_RETURNS = 2

/** The best so far, improved among what pays at its own prices, where that lies outside the part. */
function widened(task: Part, first: Part, runners: readonly Runner[]): Runner[] {
  let best = bestOf(runners)
  let part = first
  const found: Runner[] = []
  for (let turn = 0; best && best.method !== 'streams' && turn < MOST_RETURNS; turn++) {
    const { list } = detours(task, best.plan)
    const known = part
    if (list.every(({ edges }) => edges.every((edge) => holds(known, edge)))) break
    part = partAround(
      task,
      best.plan,
      list.flatMap(({ edges }) => edges),
    )
    const plan = planInWhole(part, improve(part, planInPart(part, best.plan)))
    if (!(plan.score > best.plan.score)) break
    best = { method: 'split', plan }
    found.push(best)
  }
  return found
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

function streamed(task: Task, edges: readonly number[]): Runner[] {
  const plan = streams(task, [...new Set(edges)])
  return plan && isLegal(task, plan) ? [{ method: 'streams', plan }] : []
}
