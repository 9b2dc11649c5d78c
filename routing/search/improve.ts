import { arbitrage, hit } from '../graph/segments.ts'
import { detours, gasOf } from './detours.ts'
import { addDetours, connected, solve } from './expand.ts'
import { longestChain, order, strands } from './order.ts'
import { type Plan, spend, type Task } from './task.ts'

const MOST_MOVES = 60
const TRIED_AT_ONCE = 6
/** Where so many pools share a trade, several may fall idle at once, and no move is given up early. */
const MANY = 30

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
    const excess = strands(task, plan) - task.splits
    if (excess > 0) {
      plan = dropWeakest(task, plan, Math.ceil(excess / 2))
      continue
    }
    const chain = longestChain(task, plan, sorted.nodes)
    if (chain.length <= task.hops) return plan
    plan = drop(task, plan, weakest(task, plan, chain))
  }
  return undefined
}

/** The plan without an edge; when the rest cannot carry the trade, undefined. */
export function drop(task: Task, plan: Plan, edge: number): Plan | undefined {
  return solve(task, connected(task, without(plan, edge)), plan.nu)
}

/** The plan without its weakest edges; with fewer of them when the rest cannot carry the trade. */
function dropWeakest(task: Task, plan: Plan, count: number): Plan | undefined {
  const worth = profits(task, plan)
  const ranked = plan.edges.map((_, at) => at).sort((a, b) => (worth[a] as number) - (worth[b] as number))
  for (let some = count; some >= 1; some = Math.floor(some / 2)) {
    const gone = new Set(ranked.slice(0, some))
    const rest = solve(
      task,
      connected(
        task,
        plan.edges.filter((_, at) => !gone.has(at)),
      ),
      plan.nu,
    )
    if (rest) return rest
  }
  return undefined
}

/** Drops pools that do not earn their gas by halves, as long as it pays: an optimum without gas is full of them. */
export function prune(task: Task, first: Plan): Plan {
  let plan = first
  for (;;) {
    const worth = profits(task, plan)
    const doubtful = plan.edges.filter((edge, at) => (worth[at] as number) < gasOf(task, edge) * task.gasPrice).length
    const tried = doubtful > 3 && spend(task.budget, 1) ? dropWeakest(task, plan, Math.ceil(doubtful / 2)) : undefined
    if (!tried || tried.score <= plan.score) return plan
    plan = tried
  }
}

/**
 * Gas as a fixed cost of each pool: drops pools that earn less than they cost and adds detours that earn more, as long as the net result
 * improves. Both kinds of move are screened by duality: an edge's profit at the plan's prices is the least that dropping it loses and the
 * most that adding it gains, so most pools are never tried.
 */
export function improve(task: Task, first: Plan, moves = MOST_MOVES): Plan {
  let plan = first
  for (let move = 0; move < moves && task.budget.left > 0; move++) {
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

function dropOne(task: Task, plan: Plan, tries = TRIED_AT_ONCE): Plan | undefined {
  const worth = profits(task, plan)
  const loss = (at: number): number => (worth[at] as number) - gasOf(task, plan.edges[at] as number) * task.gasPrice
  const doubtful = plan.edges.map((_, at) => at).filter((at) => loss(at) < 0)
  for (const at of doubtful.sort((a, b) => loss(a) - loss(b)).slice(0, tries)) {
    if (!spend(task.budget, 1)) break
    const tried = solve(
      task,
      connected(task, without(plan, plan.edges[at] as number)),
      plan.nu,
      plan.edges.length > MANY ? undefined : plan.score,
    )
    if (beats(task, tried, plan)) return tried
  }
  return undefined
}

function addOne(task: Task, plan: Plan): Plan | undefined {
  const { list } = detours(task, plan)
  for (const detour of list.slice(0, TRIED_AT_ONCE)) {
    if (!spend(task.budget, 1)) break
    // Another pool may go for it, with its gas.
    const spared = Math.max(...plan.edges.map((edge) => gasOf(task, edge))) * task.gasPrice
    const grown = solve(task, addDetours(task, plan.edges, [detour]), plan.nu, plan.edges.length > MANY ? undefined : plan.score - spared)
    const tried = grown && (dropOne(task, grown, 2) ?? grown)
    if (beats(task, tried, plan)) return tried
  }
  return undefined
}
