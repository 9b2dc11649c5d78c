import type { Graph } from '../graph/graph.ts'
import { arbitrage, hit } from '../graph/segments.ts'

/** What a bound is made of: no more than this and the pools is needed to compute it again. */
export interface Terms {
  graph: Graph
  source: number
  target: number
  amount: number
  exactOut: boolean
  allowed: Uint8Array
  gasPrice: number
  baseGas: number
}

/** Sums of thousands of floats: the bound is widened by this part of itself, a millionth of a basis point, so that rounding never breaks it. */
const ROUNDING = 1e-10

/**
 * The dual bound at the given node prices, gas included: every pool counts with what its best trade earns at these prices less its gas,
 * if that is positive. Holds for any prices (weak duality); pools that a route cannot use, because they would sell the output or buy the
 * input, do not count. Exact in: most net output. Exact out: negative of the least input with gas. Infinity when prices prove nothing.
 */
export function bound(terms: Terms, nu: Float64Array): number {
  const { graph, source, target, exactOut, allowed } = terms
  let sum = exactOut ? -terms.amount * (nu[target] as number) : terms.amount * (nu[source] as number)
  let [pool, best] = [-1, 0]
  for (let edge = 0; edge < graph.edgeCount; edge++) {
    if (graph.edgePool[edge] !== pool) {
      sum += best
      ;[pool, best] = [graph.edgePool[edge] as number, 0]
    }
    if (allowed[pool] === 0 || graph.edgeFrom[edge] === target || graph.edgeTo[edge] === source) continue
    if (!((graph.spot[edge] as number) * (nu[graph.edgeTo[edge] as number] as number) > (nu[graph.edgeFrom[edge] as number] as number)))
      continue
    if (!((nu[graph.edgeFrom[edge] as number] as number) > 0)) return Number.POSITIVE_INFINITY
    if (!arbitrage(graph, edge, nu)) continue
    best = Math.max(best, hit.profit - (graph.poolGas[pool] as number) * terms.gasPrice)
  }
  sum += best - terms.baseGas * terms.gasPrice
  const most = sum + Math.abs(sum) * ROUNDING
  // Tokens come in whole raw units. A net amount does not: gas has any price.
  return terms.gasPrice === 0 ? Math.floor(most) : most
}

/** Distance from a net amount to its bound in hundredths of a percent: 0 is the proven optimum. Scores as in Plan: higher is better. */
export function gapBps(score: number, best: number): number {
  if (!Number.isFinite(best) || best === 0) return Number.POSITIVE_INFINITY
  return (Math.max(0, best - score) / Math.abs(best)) * 10_000
}

export const ASSUMES: readonly string[] = [
  'only the listed pools, at the listed state',
  'each pool is used for one pair of its tokens in one direction',
  'no route sells the output token or buys back the input token',
  'gas is a fixed cost for each pool and for the transaction; tick crossings only add to it',
]

export const SAMPLED = 'curves without a closed form are sampled and lifted to lie above the pool by about a millionth'
