import { ammOf, type Pool } from '../amms/index.ts'
import type { Fill, Swap, TokenKey } from '../pool.ts'
import type { Leg } from '../quote.ts'
import { order } from './order.ts'
import type { Plan, Task } from './task.ts'

/** An edge (by position in the plan) whose pool refused its part. */
export interface Refused {
  refused: number
}

/** A plan carried out to the wei. */
export interface Settled {
  amountIn: bigint
  amountOut: bigint
  legs: Leg[]
  gas: number
}

type Purse = Map<TokenKey, bigint>

const SCALE = 1n << 52n

/** A whole divided by float weights; the last part takes what rounding left, so nothing stays behind. */
export function divide(whole: bigint, weights: readonly number[]): bigint[] {
  const total = weights.reduce((sum, weight) => sum + weight, 0)
  let left = whole
  return weights.map((weight, at) => {
    const part = at === weights.length - 1 ? left : (whole * BigInt(Math.round((weight / total) * Number(SCALE)))) / SCALE
    const taken = part > left ? left : part
    left -= taken
    return taken
  })
}

const put = (purse: Purse, token: TokenKey, amount: bigint): void => void purse.set(token, (purse.get(token) ?? 0n) + amount)
const sumOf = (purse: Purse): bigint => [...purse.values()].reduce((sum, amount) => sum + amount, 0n)

interface Edge {
  pool: Pool
  swap: Swap
  tokenIn: TokenKey
  tokenOut: TokenKey
  /** Raw float input and output: the weights of splits. */
  flow: number
  out: number
  to: number
  from: number
}

function edgesOf(task: Task, plan: Plan): Edge[] {
  const { graph } = task
  return plan.edges.map((edge, at) => {
    const pool = graph.pools[graph.edgePool[edge] as number] as Pool
    const swap = { tokenIn: graph.edgeTokenIn[edge] as number, tokenOut: graph.edgeTokenOut[edge] as number }
    const [tokenIn, tokenOut] = [pool.tokens[swap.tokenIn] as TokenKey, pool.tokens[swap.tokenOut] as TokenKey]
    return {
      pool,
      swap,
      tokenIn,
      tokenOut,
      flow: plan.flows[at] as number,
      out: plan.outs[at] as number,
      from: graph.edgeFrom[edge] as number,
      to: graph.edgeTo[edge] as number,
    }
  })
}

function legOf(edge: { pool: Pool; tokenIn: TokenKey; tokenOut: TokenKey }, fill: Fill): Leg {
  const { pool, tokenIn, tokenOut } = edge
  const dex = pool.dex === undefined ? {} : { dex: pool.dex }
  const { amountIn, amountOut, crossings } = fill
  return { pool: pool.id, kind: pool.kind, ...dex, tokenIn, tokenOut, amountIn, amountOut, crossings }
}

/** Legs that turn what a purse has into what is wanted, all of one node; undefined when no wrap pool does it. */
function rewrap(task: Task, have: Purse, want: Purse): Leg[] | undefined {
  const legs: Leg[] = []
  for (const [token, amount] of want) {
    let missing = amount - (have.get(token) ?? 0n)
    for (const [other, held] of have) {
      const spare = held - (want.get(other) ?? 0n)
      if (missing <= 0n || spare <= 0n || other === token) continue
      const pool = task.graph.wraps.find((wrap) => wrap.tokens.includes(token) && wrap.tokens.includes(other))
      if (!pool) continue
      const moved = spare < missing ? spare : missing
      legs.push(legOf({ pool, tokenIn: other, tokenOut: token }, { amountIn: moved, amountOut: moved, crossings: 0, after: pool }))
      put(have, other, -moved)
      put(have, token, moved)
      missing -= moved
    }
    if (missing > 0n) return undefined
  }
  return legs
}

/**
 * Swaps the parts. A pool that floats have filled to its very end may refuse the last wei: it gets a millionth less, and what is left
 * goes to the largest part that has room.
 */
function fillAll(
  edges: readonly Edge[],
  parts: readonly bigint[],
  side: 'out' | 'in',
): { fills: { edge: Edge; fill: Fill }[] } | { refused?: Edge } {
  const fills: { edge: Edge; fill: Fill; full: boolean }[] = []
  const swap = (edge: Edge, wanted: bigint): Fill | undefined => ammOf(edge.pool)?.[side](edge.pool, edge.swap, wanted)
  let carried = 0n
  for (const [at, edge] of edges.entries()) {
    const amount = parts[at] as bigint
    if (amount === 0n) continue
    const whole = swap(edge, amount)
    const fill = whole ?? swap(edge, amount - amount / 1_000_000n - 1n)
    if (!fill) return { refused: edge }
    carried += amount - (side === 'out' ? fill.amountIn : fill.amountOut)
    fills.push({ edge, fill, full: whole === undefined })
  }
  if (carried === 0n) return edges.length === 0 ? {} : { fills }
  // Parts rise: from the largest down, until one has room.
  for (const part of fills.filter(({ full }) => !full).reverse()) {
    const more = swap(part.edge, (side === 'out' ? part.fill.amountIn : part.fill.amountOut) + carried)
    if (!more) continue
    part.fill = more
    return { fills }
  }
  return fills[0] ? { refused: fills[0].edge } : {}
}

function gasOfLegs(task: Task, legs: readonly Leg[]): number {
  return legs.reduce((sum, leg) => {
    const index = task.graph.poolIndex.get(leg.pool)
    if (index === undefined) return sum + 30_000
    return sum + (task.graph.poolGas[index] as number) + leg.crossings * (task.graph.crossingGas[index] as number)
  }, task.baseGas)
}

export interface Ends {
  tokenIn: TokenKey
  tokenOut: TokenKey
  amount: bigint
}

/** Exact in: pushes the amount through the plan from the source on. A refusal when a pool does not take its part; undefined when the plan leads nowhere. */
export function settleIn(task: Task, plan: Plan, ends: Ends): Settled | Refused | undefined {
  const sorted = order(task, plan.edges)
  if (!('nodes' in sorted)) return undefined
  const edges = edgesOf(task, plan)
  const purses = new Map<number, Purse>([[task.source, new Map([[ends.tokenIn, ends.amount]])]])
  const legs: Leg[] = []
  for (const node of sorted.nodes) {
    const purse = purses.get(node)
    if (!purse || node === task.target) continue
    const leaving = edges.filter((edge) => edge.from === node).sort((x, y) => x.flow - y.flow)
    const done = fillAll(
      leaving,
      divide(
        sumOf(purse),
        leaving.map((edge) => edge.flow),
      ),
      'out',
    )
    if (!('fills' in done)) return done.refused ? { refused: edges.indexOf(done.refused) } : undefined
    const want: Purse = new Map()
    for (const { edge, fill } of done.fills) put(want, edge.tokenIn, fill.amountIn)
    const wraps = rewrap(task, purse, want)
    if (!wraps) return undefined
    legs.push(...wraps, ...done.fills.map(({ edge, fill }) => legOf(edge, fill)))
    for (const { edge, fill } of done.fills) {
      const next = purses.get(edge.to) ?? new Map<TokenKey, bigint>()
      purses.set(edge.to, next)
      put(next, edge.tokenOut, fill.amountOut)
    }
  }
  const last: Purse = purses.get(task.target) ?? new Map<TokenKey, bigint>()
  const amountOut = sumOf(last)
  const wraps = rewrap(task, last, new Map([[ends.tokenOut, amountOut]]))
  if (!wraps || amountOut === 0n) return undefined
  legs.push(...wraps)
  return { amountIn: ends.amount, amountOut, legs, gas: gasOfLegs(task, legs) }
}

/** Exact out: pulls the amount through the plan from the target back. A refusal when a pool does not take its part; undefined when the plan leads nowhere. */
export function settleOut(task: Task, plan: Plan, ends: Ends): Settled | Refused | undefined {
  const sorted = order(task, plan.edges)
  if (!('nodes' in sorted)) return undefined
  const edges = edgesOf(task, plan)
  const needs = new Map<number, Purse>([[task.target, new Map([[ends.tokenOut, ends.amount]])]])
  const legs: Leg[] = []
  for (const node of [...sorted.nodes].reverse()) {
    const need = needs.get(node)
    if (!need || node === task.source) continue
    const entering = edges.filter((edge) => edge.to === node).sort((x, y) => x.out - y.out)
    const done = fillAll(
      entering,
      divide(
        sumOf(need),
        entering.map((edge) => edge.out),
      ),
      'in',
    )
    if (!('fills' in done)) return done.refused ? { refused: edges.indexOf(done.refused) } : undefined
    const made: Purse = new Map()
    for (const { edge, fill } of done.fills) {
      put(made, edge.tokenOut, fill.amountOut)
      const before = needs.get(edge.from) ?? new Map<TokenKey, bigint>()
      needs.set(edge.from, before)
      put(before, edge.tokenIn, fill.amountIn)
    }
    const wraps = rewrap(task, made, need)
    if (!wraps) return undefined
    legs.unshift(...done.fills.map(({ edge, fill }) => legOf(edge, fill)), ...wraps)
  }
  const need = needs.get(task.source) ?? new Map<TokenKey, bigint>()
  const amountIn = sumOf(need)
  const wraps = rewrap(task, new Map([[ends.tokenIn, amountIn]]), need)
  if (!wraps || amountIn === 0n) return undefined
  legs.unshift(...wraps)
  return { amountIn, amountOut: ends.amount, legs, gas: gasOfLegs(task, legs) }
}
