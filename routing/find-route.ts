import type { Pool } from './amms/index.ts'
import type { Graph } from './graph/graph.ts'
import { exclusions } from './graph/graph.ts'
import type { Certificate, NoRoute, Question, Quote } from './quote.ts'
import { ASSUMES, bound, gapBps } from './search/certificate.ts'
import { certificatePrices } from './search/certificate-prices.ts'
import { connected } from './search/expand.ts'
import { drop } from './search/improve.ts'
import { makeTask } from './search/make-task.ts'
import { pathPlan, type Race, type Runner, race } from './search/race.ts'
import { type Settled, settleIn, settleOut } from './search/settle.ts'
import type { Plan, Task, WholeTask } from './search/task.ts'

const REPLAYED = 3
const MOST_REFUSALS = 12

interface Result {
  method: Runner['method']
  settled: Settled
  /** As in Plan, from the exact amounts. */
  score: number
}

/**
 * The best route that the searches find, replayed to the wei, with its certificate. The figures are those of the replay, never of the
 * search. Deterministic; throws nothing: a question without an answer gives a NoRoute.
 * @example findRoute(buildGraph(pools), { tokenIn: weth, tokenOut: usdc, amount: 10n ** 18n, exact: 'in' })
 */
export function findRoute(graph: Graph, question: Question): Quote | NoRoute {
  const task = makeTask(graph, question)
  if ('reason' in task) return task
  const run = race(task)
  const results = replayed(task, question, run)
  const best = results[0]
  if (!best) return noRoute(task, question)
  const single = run.single && exactly(run.part, question, { method: 'path', plan: run.single })
  return toQuote({ task, question, run }, best, single)
}

/** Carries a plan out; a leg that its pool refuses (too thin for a whole wei, or emptier than floats say) goes, and the rest is balanced again. */
function settle(task: Task, question: Question, first: Plan): Settled | undefined {
  let plan: Plan | undefined = first
  for (let turn = 0; plan && turn < MOST_REFUSALS; turn++) {
    const settled: ReturnType<typeof settleIn> = (task.exactOut ? settleOut : settleIn)(task, plan, question)
    if (!settled || !('refused' in settled)) return settled
    plan = drop(task, plan, plan.edges[settled.refused] as number)
  }
  return undefined
}

function exactly(task: Task, question: Question, { method, plan }: Runner): Result | undefined {
  const settled = settle(task, question, plan)
  if (!settled) return undefined
  const gross = task.exactOut ? -Number(settled.amountIn) : Number(settled.amountOut)
  return { method, settled, score: gross - settled.gas * task.gasPrice }
}

/** The most promising runners and always the single path, exactly; best first. On a tie the simpler route wins. */
function replayed(task: WholeTask, question: Question, run: Race): Result[] {
  const ranked = [...run.runners].sort((a, b) => b.plan.score - a.plan.score)
  const chosen = [...ranked.slice(0, REPLAYED), ...ranked.slice(REPLAYED).filter((runner) => runner.method === 'path')]
  const results = chosen.flatMap((runner) => exactly(run.part, question, runner) ?? [])
  for (const path of run.spare) {
    if (results.length > 0) break
    const found = exactly(task, question, { method: 'path', plan: pathPlan(task, path) })
    if (found) results.push(found)
  }
  return results.sort((a, b) => b.score - a.score || a.settled.legs.length - b.settled.legs.length)
}

function noRoute({ graph, values, source, target, exactOut }: WholeTask, question: Question): NoRoute {
  const reachable = (values[exactOut ? target : source] as number) > 0
  const detail = reachable
    ? `The pools between ${question.tokenIn} and ${question.tokenOut} cannot carry ${question.amount}.`
    : `No pools lead from ${question.tokenIn} to ${question.tokenOut} within the allowed hops.`
  return { reason: reachable ? 'not-enough-liquidity' : 'no-path', detail, exclusions: exclusions(graph) }
}

function toQuote(
  { task, question, run }: { task: WholeTask; question: Question; run: Race },
  best: Result,
  single: Result | undefined,
): Quote {
  const { tokenIn, tokenOut, exact, gas } = question
  const { amountIn, amountOut, legs, gas: units } = best.settled
  const spotPrice = task.values[task.exactOut ? task.target : task.source] as number
  return {
    tokenIn,
    tokenOut,
    exact,
    amountIn,
    amountOut,
    legs,
    gas: { units, priceWei: gas?.priceWei ?? 0n, cost: units * task.gasPrice, priced: task.gasPrice > 0 || !gas?.priceWei },
    net: netOf(task, best.score),
    ...(single ? { singlePath: summary(task, single) } : {}),
    spotPrice,
    impactBps: (1 - Number(amountOut) / Number(amountIn) / spotPrice) * 10_000,
    certificate: certify(task, run, best.score),
    method: best.method,
    steps: task.budget.total - task.budget.left,
    complete: task.budget.left > 0,
  }
}

const netOf = (task: Task, score: number): number => (task.exactOut ? -score : score)

const summary = (task: Task, { settled, score }: Result) => ({
  amountIn: settled.amountIn,
  amountOut: settled.amountOut,
  net: netOf(task, score),
  pools: settled.legs.map((leg) => leg.pool),
})

function certify(task: WholeTask, { part, free }: Race, score: number): Certificate {
  const prices = free ? pricesOf(part, free) : {}
  const value = bound(task, certificatePrices(task, prices))
  return { prices, bound: task.exactOut ? -value : value, gapBps: gapBps(score, value), assumes: ASSUMES }
}

/** Prices of the tokens on a plan; everything else is priced from them by what it sells for. */
function pricesOf(task: Task, plan: Plan): Record<string, number> {
  const { graph } = task
  const prices: Record<string, number> = {}
  for (const edge of connected(task, plan.edges)) {
    const tokens = (graph.pools[graph.edgePool[edge] as number] as Pool).tokens
    prices[tokens[graph.edgeTokenIn[edge] as number] as string] = plan.nu[graph.edgeFrom[edge] as number] as number
    prices[tokens[graph.edgeTokenOut[edge] as number] as string] = plan.nu[graph.edgeTo[edge] as number] as number
  }
  return prices
}
