import { readCalls } from '../../chain/market/read-calls.ts'
import type { PoolIdentity } from '../../routing/amm.ts'
import type { TickedPool } from '../../routing/amms/concentrated/math.ts'
import { state } from '../../routing/amms/concentrated/state.ts'
import { amount0Delta, amount1Delta } from '../../routing/amms/concentrated/swap-math.ts'
import { MAX_SQRT_RATIO, MIN_SQRT_RATIO, sqrtRatioAtTick } from '../../routing/amms/concentrated/tick-math.ts'
import type { RiskPool } from './pools.ts'
import type { Where } from './where.ts'

/** Base units of the token that a sale must bring to move its price down so far. */
export interface DepthAt {
  movePct: number
  amount: bigint
}

export const MOVES = [1, 5, 10] as const
const SCALE = 10n ** 18n
/** Rounds of questions that the state of a pool with ranges takes. */
const ROUNDS = 4

/**
 * What sales of the token must bring in to move its price in a pool down by 1, 5 and 10 %, the pool's fee included; undefined when the state of its
 * ranges could not be read. Throws PetrelError rpc_failed, cancelled.
 */
export async function depthOf(pool: RiskPool, token: string, where: Where): Promise<DepthAt[] | undefined> {
  if (pool.kind === 'pair') return MOVES.map((movePct) => ({ movePct, amount: inPair(pool, movePct) }))
  const ticked = await readPool(pool, where)
  return (
    ticked &&
    MOVES.map((movePct) => ({ movePct, amount: inRanges(ticked, { zeroForOne: token === pool.token0, movePct, feePpm: pool.feePpm }) }))
  )
}

/** x·(1/√(1−p) − 1) for a reserve x of a constant product. */
function inPair({ reserve, feePpm }: RiskPool, movePct: number): bigint {
  const part = (1 / Math.sqrt(1 - movePct / 100) - 1) / (1 - feePpm / 1e6)
  return (reserve * BigInt(Math.round(part * 1e9))) / 1_000_000_000n
}

async function readPool(pool: RiskPool, where: Where): Promise<TickedPool | undefined> {
  const { chain, block, signal } = where
  const [spacing] = await readCalls(chain, [{ to: pool.address, signature: 'function tickSpacing() view returns (int24)', args: [] }], {
    block,
    signal,
  })
  if (typeof spacing !== 'number' || spacing <= 0) return undefined
  // A tenth is a little over a thousand ticks.
  const reach = 1 + Math.ceil(1_100 / (spacing * 256))
  const identity: PoolIdentity = {
    id: pool.address,
    tokens: [pool.token0, pool.token1],
    fixed: { feePpm: pool.feePpm, tickSpacing: spacing, reach },
  }
  const answers: (readonly unknown[])[] = []
  for (let round = 0; round < ROUNDS; round += 1) {
    const plan = state.read(identity, answers)
    if ('pool' in plan) return plan.pool
    const got = await readCalls(chain, plan.calls, { block, signal })
    if (got.some((answer) => answer === undefined)) return undefined
    answers.push(got)
  }
  return undefined
}

interface Sale {
  /** The token is token0: its sale lowers sqrtPrice. */
  zeroForOne: boolean
  movePct: number
  feePpm: number
}

/** Sum over the ranges between the price and where it ends; ranges without liquidity cost nothing to cross. */
export function inRanges(pool: Pick<TickedPool, 'sqrtPriceX96' | 'liquidity' | 'ticks'>, { zeroForOne, movePct, feePpm }: Sale): bigint {
  const root = BigInt(Math.round(Math.sqrt(1 - movePct / 100) * 1e18))
  const wanted = zeroForOne ? (pool.sqrtPriceX96 * root) / SCALE : (pool.sqrtPriceX96 * SCALE) / root
  const end = wanted < MIN_SQRT_RATIO ? MIN_SQRT_RATIO : wanted > MAX_SQRT_RATIO ? MAX_SQRT_RATIO : wanted
  const prices = pool.ticks.map(([tick, net]) => ({ price: sqrtRatioAtTick(tick), net }))
  const ahead = prices
    .filter(({ price }) => (zeroForOne ? price <= pool.sqrtPriceX96 && price > end : price > pool.sqrtPriceX96 && price < end))
    .sort((a, b) => ((zeroForOne ? a.price > b.price : a.price < b.price) ? -1 : 1))
  const delta = zeroForOne ? amount0Delta : amount1Delta
  let [at, liquidity, sum] = [pool.sqrtPriceX96, pool.liquidity, 0n]
  for (const { price, net } of [...ahead, { price: end, net: 0n }]) {
    const [low, high] = at < price ? [at, price] : [price, at]
    if (liquidity > 0n && low < high) sum += delta(low, high, { liquidity, up: true })
    liquidity += zeroForOne ? -net : net
    at = price
  }
  return (sum * 1_000_000n) / BigInt(1_000_000 - feePpm)
}

/** The same move in several pools at once: what all of them take together. */
export function together(depths: readonly (readonly DepthAt[])[]): DepthAt[] {
  return MOVES.map((movePct) => ({
    movePct,
    amount: depths.reduce((sum, depth) => sum + (depth.find((one) => one.movePct === movePct)?.amount ?? 0n), 0n),
  }))
}
