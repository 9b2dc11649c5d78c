import { existsSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { ammOf, type Pool } from '../../routing/amms/index.ts'
import { swapOf } from '../../routing/pool.ts'
import type { Query } from './sets.ts'

/** What a router's route really gives: its legs replayed with exact integers on the same pools. */
export interface Outcome {
  out: bigint
  gas: number
}

export interface Peer {
  name: string
  ms: number
  outcome: Outcome | undefined
}

const BASE_GAS = 60_000
export const gasOf = (pool: Pool, crossings: number): number => {
  const amm = ammOf(pool)
  return (pool.gas ?? amm?.gas.swap ?? 0) + crossings * (amm?.gas.crossing ?? 0)
}

interface Step {
  pool: Pool
  tokenIn: string
  tokenOut: string
}

/** Edges by the token they leave. */
export function neighbours(pools: readonly Pool[]): Map<string, Step[]> {
  const steps = new Map<string, Step[]>()
  for (const pool of pools) {
    if (ammOf(pool)?.flaw(pool) !== undefined) continue
    for (const tokenIn of pool.tokens) {
      for (const tokenOut of pool.tokens)
        if (tokenIn !== tokenOut) steps.set(tokenIn, [...(steps.get(tokenIn) ?? []), { pool, tokenIn, tokenOut }])
    }
  }
  return steps
}

interface Label {
  amount: bigint
  gas: number
  path: Step[]
}

/** Best single path of at most three hops, every step in exact integers: the least that a router must reach. Shares nothing with the engine's search. */
export function singlePath(
  steps: ReadonlyMap<string, Step[]>,
  query: Query,
  gasPrice: number,
  states?: ReadonlyMap<string, Pool>,
): Label | undefined {
  let labels = new Map<string, Label>([[query.tokenIn, { amount: query.amount, gas: BASE_GAS, path: [] }]])
  let best: Label | undefined
  const net = ({ amount, gas }: Label): number => Number(amount) - gas * gasPrice
  for (let hop = 0; hop < 3; hop++) {
    const next = new Map<string, Label>()
    for (const [token, label] of labels) {
      for (const step of steps.get(token) ?? []) {
        if (hop === 2 && step.tokenOut !== query.tokenOut) continue
        if (step.tokenOut === query.tokenIn || label.path.some((one) => one.tokenIn === step.tokenOut || one.pool.id === step.pool.id))
          continue
        const pool = states?.get(step.pool.id) ?? step.pool
        const swap = swapOf(pool, step.tokenIn, step.tokenOut)
        const fill = swap && ammOf(pool)?.out(pool, swap, label.amount)
        if (!fill) continue
        const reached: Label = { amount: fill.amountOut, gas: label.gas + gasOf(pool, fill.crossings), path: [...label.path, step] }
        if (step.tokenOut === query.tokenOut) {
          if (!best || net(reached) > net(best)) best = reached
        } else if (fill.amountOut > (next.get(step.tokenOut)?.amount ?? 0n)) next.set(step.tokenOut, reached)
      }
    }
    labels = next
  }
  return best
}

const SLICES = 20

/** The naive splitter: twenty equal slices, each along what is then the best path, in exact integers. */
export function greedy(steps: ReadonlyMap<string, Step[]>, query: Query, gasPrice: number): Outcome | undefined {
  const states = new Map<string, Pool>()
  let [out, left] = [0n, query.amount]
  const used = new Map<string, number>()
  for (let slice = 0; slice < SLICES; slice++) {
    const amount = slice === SLICES - 1 ? left : query.amount / BigInt(SLICES)
    left -= amount
    const path = singlePath(steps, { ...query, amount }, gasPrice, states)
    if (!path) return undefined
    let carried = amount
    for (const step of path.path) {
      const pool = states.get(step.pool.id) ?? step.pool
      const fill = ammOf(pool)?.out(pool, swapOf(pool, step.tokenIn, step.tokenOut) as never, carried)
      if (!fill) return undefined
      states.set(pool.id, fill.after as Pool)
      used.set(pool.id, Math.max(used.get(pool.id) ?? 0, gasOf(pool, fill.crossings)))
      carried = fill.amountOut
    }
    out += carried
  }
  return { out, gas: [...used.values()].reduce((sum, gas) => sum + gas, BASE_GAS) }
}

interface TinesLeg {
  poolAddress: string
  tokenFrom: { address: string }
  tokenTo: { address: string }
  swapPortion: number
}

interface TinesModule {
  ConstantProductRPool: new (...args: unknown[]) => unknown
  UniV3Pool: new (...args: unknown[]) => unknown
  findMultiRouteExactIn(
    from: unknown,
    to: unknown,
    amount: bigint,
    pools: unknown[],
    base: unknown,
    gasPrice: number,
  ): { legs: TinesLeg[]; status: string }
}

/** Sushi's Tines over the same pools, when somebody has installed it beside the benchmark (it is not ours to ship); else undefined. */
export function openTines(pools: readonly Pool[], gasToken: string): ((query: Query, gasPriceWei: number) => Peer) | undefined {
  const home = join('.petrel', 'peers')
  if (!existsSync(join(home, 'node_modules', '@sushiswap', 'tines'))) return undefined
  const tines = createRequire(join(process.cwd(), home, 'package.json'))('@sushiswap/tines') as TinesModule
  const tokens = new Map<string, { name: string; symbol: string; address: string; decimals: number; chainId: number }>()
  const token = (address: string) => {
    const known = tokens.get(address) ?? { name: address, symbol: address, address, decimals: 18, chainId: 1 }
    tokens.set(address, known)
    return known
  }
  const theirs = pools.flatMap((pool) => theirPool(tines, pool, token) ?? [])
  const byId = new Map(pools.map((pool) => [pool.id, pool]))
  return (query, gasPriceWei) => {
    const begin = performance.now()
    const route = tines.findMultiRouteExactIn(
      token(query.tokenIn),
      token(query.tokenOut),
      query.amount,
      theirs,
      token(gasToken),
      gasPriceWei,
    )
    const ms = performance.now() - begin
    return { name: 'Tines', ms, outcome: route.status === 'Success' ? replayPortions(route.legs, query, byId) : undefined }
  }
}

function theirPool(tines: TinesModule, pool: Pool, token: (address: string) => unknown): unknown {
  if (ammOf(pool)?.flaw(pool) !== undefined) return undefined
  if (pool.kind === 'constant-product') {
    return new tines.ConstantProductRPool(pool.id, token(pool.tokens[0]), token(pool.tokens[1]), pool.feePpm / 1e6, ...pool.reserves)
  }
  if (pool.kind !== 'concentrated') return undefined
  const ticks = pool.ticks.map(([index, DLiquidity]) => ({ index, DLiquidity }))
  const ends = [
    { index: -887_272, DLiquidity: 0n },
    { index: 887_272, DLiquidity: 0n },
  ] as const
  const all = [ends[0], ...ticks, ends[1]]
  const [amount0, amount1] = (ammOf(pool)?.depth(pool) ?? [0, 0]).map((amount) => BigInt(Math.floor(Math.min(amount, 1e60)))) as [
    bigint,
    bigint,
  ]
  const common = [pool.id, token(pool.tokens[0]), token(pool.tokens[1]), pool.feePpm / 1e6, amount0, amount1]
  return new tines.UniV3Pool(...common, pool.tick, pool.liquidity, pool.sqrtPriceX96, all)
}

/** Their legs say which portion of what is there each takes. */
function replayPortions(legs: readonly TinesLeg[], query: Query, byId: ReadonlyMap<string, Pool>): Outcome | undefined {
  const purse = new Map<string, bigint>([[query.tokenIn, query.amount]])
  const states = new Map<string, Pool>()
  let gas = BASE_GAS
  for (const leg of legs) {
    const pool = states.get(leg.poolAddress) ?? byId.get(leg.poolAddress)
    const swap = pool && swapOf(pool, leg.tokenFrom.address, leg.tokenTo.address)
    const held = purse.get(leg.tokenFrom.address) ?? 0n
    const amount = leg.swapPortion >= 1 ? held : (held * BigInt(Math.floor(leg.swapPortion * 2 ** 52))) >> 52n
    const fill = pool && swap && ammOf(pool)?.out(pool, swap, amount)
    if (!pool || !fill) return undefined
    purse.set(leg.tokenFrom.address, held - amount)
    purse.set(leg.tokenTo.address, (purse.get(leg.tokenTo.address) ?? 0n) + fill.amountOut)
    states.set(pool.id, fill.after as Pool)
    gas += gasOf(pool, fill.crossings)
  }
  return { out: purse.get(query.tokenOut) ?? 0n, gas }
}
