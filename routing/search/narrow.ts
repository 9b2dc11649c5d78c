import { arbitrageAt, hit } from '../graph/segments.ts'
import { type Part, partWith } from './part.ts'
import type { Task, WholeTask } from './task.ts'

/** What a pool could at most earn, as a part of the trade, below which it is left out even without gas. */
export const LEAST = 1e-10

export interface Threshold {
  /** Target tokens for a source token, at the margin: what does not beat it carries nothing. */
  rate: number
  /** The least that an edge must be able to earn beyond that rate; a pool's gas counts too. Without it all edges that beat the rate are in. */
  profit?: number
  /** Edges of the whole market that are in whatever they could earn. */
  keep?: readonly number[]
}

/**
 * Leaves out what cannot carry any flow of the best route. Along a route that is worth extending the prices after the trade multiply to its
 * marginal rate, and no price after a trade is above the price before it. So an edge whose best way from the source through it to the
 * target, at the prices before any trade, falls short of the rate is no part of it; and an edge that even with such prices on both
 * sides could not earn its pool's gas does not pay. Sound where the market holds no arbitrage and the rate is below the best route's.
 */
export function narrow(task: WholeTask, threshold: Threshold): Part {
  return partWith(task, trimmed(task, beating(task, threshold)))
}

/** The even edge of every pair of which one direction passes. */
export function beating(task: WholeTask, { rate, profit, keep = [] }: Threshold): number[] {
  const { graph, sells, buys, allowed, exactOut, source, target } = task
  const { edgeFrom, edgeTo, edgePool, spot, edgeCount, poolGas } = graph
  // In the token that is not fixed: the target's for exact in, the source's for exact out.
  const unit = exactOut ? 1 / rate : 1
  const earns = (edge: number, from: number, to: number): boolean => {
    if (from === target || to === source) return false
    if (profit === undefined || rate === 0) return true
    if (!arbitrageAt(graph, edge, (unit * rate) / (buys[from] as number), unit * (sells[to] as number))) return false
    return hit.profit > Math.max(profit, (poolGas[edgePool[edge] as number] as number) * task.gasPrice)
  }
  const asked = new Set(keep.map((edge) => edge & ~1))
  const kept = [...asked]
  const least = Math.max(rate, Number.MIN_VALUE)
  for (let edge = 0; edge < edgeCount; edge += 2) {
    const from = edgeFrom[edge] as number
    const to = edgeTo[edge] as number
    const there = (buys[from] as number) * (spot[edge] as number) * (sells[to] as number) >= least
    const back = (buys[to] as number) * (spot[edge + 1] as number) * (sells[from] as number) >= least
    if (!(there || back) || allowed[edgePool[edge] as number] === 0) continue
    if (((there && earns(edge, from, to)) || (back && earns(edge + 1, to, from))) && !asked.has(edge)) kept.push(edge)
  }
  return kept
}

/** Without the pools of tokens that lead nowhere else, until there are none. */
export function trimmed({ graph, source, target }: Task, pairs: readonly number[]): readonly number[] {
  const { edgeFrom, edgeTo, nodeCount } = graph
  /** The one neighbour of a node, or -1 when it has more. */
  const only = new Int32Array(nodeCount)
  for (let kept = pairs; ; ) {
    for (const edge of kept) only[edgeFrom[edge] as number] = only[edgeTo[edge] as number] = -2
    only[source] = only[target] = -1
    const meet = (node: number, other: number): void => {
      if (only[node] === -2) only[node] = other
      else if (only[node] !== other) only[node] = -1
    }
    for (const edge of kept) {
      meet(edgeFrom[edge] as number, edgeTo[edge] as number)
      meet(edgeTo[edge] as number, edgeFrom[edge] as number)
    }
    const rest = kept.filter((edge) => only[edgeFrom[edge] as number] === -1 && only[edgeTo[edge] as number] === -1)
    if (rest.length === kept.length) return kept
    kept = rest
  }
}
