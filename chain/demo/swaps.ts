import type { Hex } from 'viem'
import { actors } from './actors.ts'
import { v2Swap, v3Swap } from './calls.ts'
import { type DemoPool, type DemoToken, type Deployment, demoToken } from './deployment.ts'
import { type Intention, type Scene, spending } from './intention.ts'
import { POOLS } from './pools.ts'
import { fairPrice } from './prices.ts'
import { balanceOf, word } from './reads.ts'
import { baseUnits } from './tokens.ts'
import { usdOf, worth } from './units.ts'
import type { Tx } from './writer.ts'

/** A trade below this many dollars is not worth its gas. */
const LEAST_USD = 25
const DEADLINE_S = 1200
/** A swap of the crowd that asks for more than the market gives, and reverts. */
const GREEDY = 0.012

interface Trade {
  scene: Scene
  pool: DemoPool
  from: Hex
  tokenIn: DemoToken
  tokenOut: DemoToken
  usd: number
}

/** One member of the crowd, or now and then a whale, who wants to swap. */
export function noiseTrade(scene: Scene): Intention {
  const { random, known } = scene
  const { traders, whales } = actors()
  const whale = random.chance(0.012)
  const pool = whale ? random.pick(deepPools(known)) : weighted(scene)
  const depth = planOf(pool)?.depth ?? 100_000
  const from = random.pick(whale ? whales : traders)
  const usd = whale ? random.around(140_000, 0.6) : Math.min(random.around(1400, 1.25), depth * 0.02)
  const [tokenIn, tokenOut] = random.chance(buyBias(pool)) ? [pool.token0, pool.token1] : [pool.token1, pool.token0]
  return intend({ scene, pool, from, tokenIn, tokenOut, usd: Math.min(usd, depth * 0.05) })
}

/** Whether token0 is sold; most who meet a honeypot buy. */
function buyBias(pool: DemoPool): number {
  if (pool.token0.kind === 'honeypot') return 0.2
  return pool.token1.kind === 'honeypot' ? 0.8 : 0.5
}

function intend(trade: Trade): Intention {
  const { scene, pool, from, tokenIn, tokenOut } = trade
  const router = pool.version === '2' ? scene.known.v2.router : scene.known.v3.router
  const there = spending(scene, { from, token: tokenIn.address, spender: router })
  const back = spending(scene, { from, token: tokenOut.address, spender: router })
  // Who holds none of the one swaps the other way.
  const balances = [balanceOf(tokenIn.address, from), balanceOf(tokenOut.address, from)]
  return {
    reads: [...balances, ...there.reads, ...back.reads],
    act: (answers) => {
      const allowances = answers.slice(2)
      const forward = affordable(trade, word(answers[0]))
      if (forward > 0n) return [...there.approvals(allowances), swap(trade, forward)]
      const turned = { ...trade, tokenIn: tokenOut, tokenOut: tokenIn }
      const backward = affordable(turned, word(answers[1]))
      return backward > 0n ? [...back.approvals(allowances.slice(there.reads.length)), swap(turned, backward)] : []
    },
  }
}

function affordable({ scene, tokenIn, usd }: Trade, balance: bigint): bigint {
  const { seed } = scene.known
  const wanted = worth(seed, tokenIn, { usd, seconds: scene.seconds })
  if (balance >= wanted) return wanted
  const part = (balance * BigInt(Math.floor(scene.random.between(30, 90)))) / 100n
  return usdOf(seed, tokenIn, { amount: part, seconds: scene.seconds }) >= LEAST_USD ? part : 0n
}

function swap(trade: Trade, amountIn: bigint): Tx {
  const { scene, pool, from, tokenIn, tokenOut } = trade
  const deadline = BigInt(scene.seconds + DEADLINE_S)
  const greed = scene.random.chance(GREEDY) ? 1.1 : 0.85
  const tip = BigInt(Math.floor(scene.random.between(0.3e9, 3e9)))
  if (pool.version === '3') {
    const amountOutMin = expected(trade, { amountIn, tokenOut, share: greed })
    const { fee } = pool
    const ends = { tokenIn: tokenIn.address, tokenOut: tokenOut.address }
    return { ...v3Swap({ router: scene.known.v3.router, from, ...ends, fee, amountIn, amountOutMin, deadline }), tip }
  }
  const { path, end } = route(trade)
  const way = wayOf(trade, end)
  const amountOutMin = way === 'taxed' ? 0n : expected(trade, { amountIn, tokenOut: end, share: greed })
  return { ...v2Swap({ router: scene.known.v2.router, from, amountIn, amountOutMin, path, deadline, way }), tip }
}

function expected(
  { scene, tokenIn }: Trade,
  { amountIn, tokenOut, share }: { amountIn: bigint; tokenOut: DemoToken; share: number },
): bigint {
  const usd = usdOf(scene.known.seed, tokenIn, { amount: amountIn, seconds: scene.seconds })
  return baseUnits((usd * share) / fairPrice(scene.known.seed, tokenOut.symbol, scene.seconds), tokenOut.decimals)
}

/** Some who sell a token for WETH go on to USDC in the same transaction. */
function route({ scene, tokenIn, tokenOut }: Trade): { path: Hex[]; end: DemoToken } {
  const direct = { path: [tokenIn.address, tokenOut.address], end: tokenOut }
  if (tokenOut.symbol !== 'WETH' || tokenIn.kind === 'stable' || tokenIn.kind === 'sell-tax' || !scene.random.chance(0.25)) return direct
  const end = demoToken(scene.known, 'USDC')
  return { path: [...direct.path, end.address], end }
}

function wayOf({ scene, tokenIn, tokenOut }: Trade, end: DemoToken): 'tokens' | 'eth-in' | 'eth-out' | 'taxed' {
  if (tokenIn.kind === 'sell-tax' || tokenOut.kind === 'sell-tax') return 'taxed'
  if (tokenIn.symbol === 'WETH' && scene.random.chance(0.5)) return 'eth-in'
  return end.symbol === 'WETH' && scene.random.chance(0.5) ? 'eth-out' : 'tokens'
}

const planOf = ({ version, fee, token0, token1 }: DemoPool) =>
  POOLS.find(
    (plan) =>
      plan.version === version && plan.fee === fee && [plan.a, plan.b].sort().join() === [token0.symbol, token1.symbol].sort().join(),
  )

const deepPools = (known: Deployment) => known.pools.filter((pool) => (planOf(pool)?.depth ?? 0) >= 1_200_000)

function weighted({ known, random }: Scene): DemoPool {
  const weights = known.pools.map((pool) => planOf(pool)?.weight ?? 1)
  let left = random.next() * weights.reduce((sum, weight) => sum + weight, 0)
  const chosen = known.pools.find((_, i) => {
    left -= weights[i] ?? 0
    return left < 0
  })
  return chosen ?? random.pick(known.pools)
}
