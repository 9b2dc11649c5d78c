import { arbitrage, hit } from '../graph/segments.ts'
import { addDetours, connected, detours, gasOf, solve } from './expand.ts'
import { longestChain, order, strands } from './order.ts'
import { type Plan, spend, type Task } from './task.ts'

const MOST_MOVES = 60
const TRIED_AT_ONCE = 6

/** Profit of each edge of a plan at its prices: the least that the plan would lose without it. */
function profits(task: Task, plan: Plan): number[] {
  return plan.edges.map((edge) => (arbitrage(task.graph, edge, plan.nu) ? hit.profit : 0))
}

const without = (plan: Plan, edge: number): number[] => plan.edges.filter((each) => each !== edge)

/** The edge of some that the plan can best do without. */
function weakest(task: Task, plan: Plan, among: readonly number[]): number {
  const worth = profits(task, plan)
  let weak = among[0] as number
  let least = Number.POSITIVE_INFINITY
  for (const edge of among) {
    const value = worth[plan.edges.indexOf(edge)] ?? 0
    if (value < least) [weak, least] = [edge, value]
  }
  return weak
}

/**
 * A plan that can be carried out: no cycles (a raw market holds free arbitrage), no more hops and strands than asked. Each time the
 * weakest offending edge goes and the rest is balanced again. Undefined when nothing remains.
 */
export function legal(task: Task, first: Plan): Plan | undefined {
  let plan: Plan | undefined = first
  for (let turn = 0; plan && turn < 200; turn++) {
    const sorted = order(task, plan.edges)
    if ('cycle' in sorted) {
      plan = drop(task, plan, weakest(task, plan, sorted.cycle))
      continue
    }
    const chain = longestChain(task, plan, sorted.nodes)
    if (chain.length > task.hops) plan = drop(task, plan, weakest(task, plan, chain))
    else if (strands(task, plan) > task.splits) plan = drop(task, plan, weakest(task, plan, plan.edges))
    else return plan
  }
  return undefined
}

/** The plan without an edge; when the rest cannot carry the trade, undefined. */
export function drop(task: Task, plan: Plan, edge: number): Plan | undefined {
  return solve(task, connected(task, without(plan, edge)), plan.nu)
}

/**
 * Gas as a fixed cost of each pool: drops pools that earn less than they cost and adds detours that earn more, as long as the net result
 * improves. Both kinds of move are screened by duality: an edge's profit at the plan's prices is the least that dropping it loses and the
 * most that adding it gains, so most pools are never tried.
 */
export function improve(task: Task, first: Plan): Plan {
  let plan = first
  for (let move = 0; move < MOST_MOVES && task.budget.left > 0; move++) {
    const better = dropOne(task, plan) ?? addOne(task, plan)
    if (!better) break
    plan = better
  }
  return plan
}

const beats = (task: Task, a: Plan | undefined, b: Plan): a is Plan =>
  a !== undefined && a.score > b.score + 1e-12 * Math.abs(b.score) && isLegal(task, a)

/** No cycle, and no more hops and strands than asked. */
export function isLegal(task: Task, plan: Pick<Plan, 'edges'>): boolean {
  const sorted = order(task, plan.edges)
  return 'nodes' in sorted && longestChain(task, plan, sorted.nodes).length <= task.hops && strands(task, plan) <= task.splits
}

function dropOne(task: Task, plan: Plan): Plan | undefined {
  const worth = profits(task, plan)
  const loss = (at: number): number => (worth[at] as number) - gasOf(task, plan.edges[at] as number) * task.gasPrice
  const doubtful = plan.edges.map((_, at) => at).filter((at) => loss(at) < 0)
  let best: Plan | undefined
  for (const at of doubtful.sort((a, b) => loss(a) - loss(b)).slice(0, TRIED_AT_ONCE)) {
    if (!spend(task.budget, 1)) break
    const tried = drop(task, plan, plan.edges[at] as number)
    if (beats(task, tried, best ?? plan)) best = tried
  }
  return best
}

function addOne(task: Task, plan: Plan): Plan | undefined {
  const { list } = detours(task, plan)
  const paying = list.filter((detour) => detour.profit > detour.gas * task.gasPrice)
  paying.sort((a, b) => b.profit - b.gas * task.gasPrice - (a.profit - a.gas * task.gasPrice))
  for (const detour of paying.slice(0, TRIED_AT_ONCE)) {
    if (!spend(task.budget, 1)) break
    const grown = solve(task, addDetours(task, plan.edges, [detour]), plan.nu)
    const tried = grown && (dropOne(task, grown) ?? grown)
    if (beats(task, tried, plan)) return tried
  }
  return undefined
}
