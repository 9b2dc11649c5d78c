import type { Graph, Market } from '../graph/graph.ts'

/** How many units of work a search may still do: an edge evaluated, a row of a solve. No clock: the same budget gives the same route. */
export interface Budget {
  left: number
  readonly total: number
}

/** A question in the engine's own terms. */
export interface Task {
  graph: Market
  source: number
  target: number
  /** Raw amount as a float: of the source token for exact in, of the target token for exact out. */
  amount: number
  exactOut: boolean
  /** Pools that this question may use: 1 or 0 for each. */
  allowed: Uint8Array
  hops: number
  splits: number
  /** Wei of gas token for a unit of gas, already in the token that is not fixed (out for exact in, in for exact out). */
  gasPrice: number
  /** Gas that every route pays. */
  baseGas: number
  budget: Budget
  /** The trade's size in the graph's reference token. */
  size: number
  /** Before any trade: the most target tokens that a unit of each node's token sells for, and the most of it that a source token buys. */
  sells: Float64Array
  buys: Float64Array
  /** Exact in: what a unit of each node's token sells for in target tokens at the prices before any trade, so the most it can ever give.
   * Exact out: how much of each node's token a source token buys. */
  values: Float64Array
  /** The edge that each node's value comes through, or -1. */
  via: Int32Array
}

/** A question over the whole graph. */
export interface WholeTask extends Task {
  graph: Graph
}

/** A set of edges with prices that balance them. */
export interface Plan {
  edges: number[]
  /** Raw input and output of each edge. */
  flows: number[]
  outs: number[]
  nu: Float64Array
  /** Exact in: what comes out, less gas. Exact out: what goes in and gas, negative. Higher is better, in both. */
  score: number
  /** The same without gas. */
  gross: number
  gas: number
}

/** Whether work is left, after taking `units` of it. */
export function spend(budget: Budget, units: number): boolean {
  budget.left -= units
  return budget.left > 0
}
