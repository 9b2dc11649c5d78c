import type { Graph } from '../graph/graph.ts'
import { exclusions } from '../graph/graph.ts'
import type { Filter, NoRoute, Question } from '../quote.ts'
import type { WholeTask } from './task.ts'
import { spotValues } from './values.ts'

const BASE_GAS = 60_000
const STEPS = 4_000_000
const HOPS = 4
const SPLITS = 8
/** A pool this much smaller than the trade prices nothing that a deeper pool prices. */
export const THIN = 1e-4

/** Which pools a question may use: 1 or 0 for each. */
export function allowedPools(graph: Graph, filter: Filter | undefined, ends: readonly string[]): Uint8Array {
  const allowed = graph.usable.slice()
  for (let index = 0; index < allowed.length; index++) {
    // A price made of a handful of indivisible units is not a price: such a pool serves only those who want that very token.
    if (graph.granular[index] === 1 && !graph.pools[index]?.tokens.some((token) => ends.includes(token))) allowed[index] = 0
  }
  if (!filter?.allow && !filter?.deny?.length) return allowed
  const allow = filter.allow && new Set(filter.allow.map((name) => name.toLowerCase()))
  const deny = new Set((filter.deny ?? []).map((name) => name.toLowerCase()))
  for (const [index, pool] of graph.pools.entries()) {
    const names = [pool.id, ...(pool.dex === undefined ? [] : [pool.dex.toLowerCase()])]
    const denied = names.some((name) => deny.has(name)) || pool.tokens.some((token) => deny.has(token) && !ends.includes(token))
    if (denied || (allow && !names.some((name) => allow.has(name)))) allowed[index] = 0
  }
  return allowed
}

const refuse = (graph: Graph, reason: NoRoute['reason'], detail: string): NoRoute => ({ reason, detail, exclusions: exclusions(graph) })

/** Checks a question and prepares its search; a NoRoute when it cannot be asked. */
export function makeTask(graph: Graph, question: Question): WholeTask | NoRoute {
  const { tokenIn, tokenOut, amount, exact } = question
  const [source, target] = [graph.nodeOf.get(tokenIn), graph.nodeOf.get(tokenOut)]
  if (amount <= 0n || amount >= 1n << 255n) return refuse(graph, 'bad-amount', `The amount is ${amount}.`)
  if (tokenIn === tokenOut) return refuse(graph, 'same-token', `Both sides are ${tokenIn}.`)
  if (source === undefined || target === undefined) {
    return refuse(graph, 'unknown-token', `No pool holds ${source === undefined ? tokenIn : tokenOut}.`)
  }
  const allowed = allowedPools(graph, question.filter, [tokenIn, tokenOut])
  const exactOut = exact === 'out'
  const { hops = HOPS, splits = SPLITS, steps = STEPS } = question.limits ?? {}
  const size = Number(amount) * (graph.reference[exactOut ? target : source] as number)
  const reach = { allowed, passes: Math.max(hops, HOPS), thin: THIN * size }
  const sold = spotValues(graph, target, reach)
  const bought = spotValues(graph, source, { ...reach, reverse: true })
  const spot = exactOut ? bought : sold
  const gasNode = graph.nodeOf.get(question.gas?.token ?? 'native')
  const rate = gasNode === undefined ? 0 : (spot.values[gasNode] as number)
  const perWei = rate === 0 ? 0 : exactOut ? 1 / rate : rate
  return {
    graph,
    source,
    target,
    amount: Number(amount),
    exactOut,
    allowed,
    hops,
    splits,
    gasPrice: Number(question.gas?.priceWei ?? 0n) * perWei,
    baseGas: question.gas?.base ?? BASE_GAS,
    budget: { left: steps, total: steps },
    size,
    sells: sold.values,
    buys: bought.values,
    values: spot.values,
    via: spot.via,
  }
}
