import type { ConcentratedPool } from './amms/concentrated/concentrated.ts'
import { MAX_SQRT_RATIO, MIN_SQRT_RATIO, sqrtRatioAtTick, tickAtSqrtRatio } from './amms/concentrated/tick-math.ts'
import type { Pool } from './amms/index.ts'

/** One pool of a neutral snapshot file: decimal strings for amounts. */
export interface NeutralPool {
  kind: string
  id?: string
  address: string
  dex?: string
  gas?: number
  feePpm?: number
  token0?: string
  token1?: string
  tokens?: string[]
  reserve0?: string
  reserve1?: string
  reserves?: string[]
  liquidity?: string
  sqrtPriceX96?: string
  tick?: number
  tickSpacing?: number
  ticks?: [number, string][]
  ticksComplete?: boolean
  [other: string]: unknown
}

const SPACING: Readonly<Record<number, number>> = { 100: 1, 500: 10, 2500: 50, 3000: 60, 10000: 200 }
const lower = (text: string | undefined): string => (text ?? '').toLowerCase()

function common(pool: NeutralPool, tokens: readonly string[]) {
  const base = { id: lower(pool.id ?? pool.address), tokens: tokens.map((token) => token.toLowerCase()) as unknown as [string, string] }
  return { ...base, ...(pool.dex === undefined ? {} : { dex: pool.dex }), ...(pool.gas === undefined ? {} : { gas: pool.gas }) }
}

/** Files differ in how they write the tick (some round it to the spacing), so it is taken from the price and the liquidity. */
function tickState(pool: NeutralPool): Pick<ConcentratedPool, 'tick' | 'liquidity' | 'ticks'> {
  const ticks = (pool.ticks ?? []).map(([tick, net]) => [tick, BigInt(net)] as const)
  const [price, liquidity] = [BigInt(pool.sqrtPriceX96 ?? 0), BigInt(pool.liquidity ?? 0)]
  if (price < MIN_SQRT_RATIO || price >= MAX_SQRT_RATIO) return { tick: pool.tick ?? 0, liquidity, ticks }
  const tick = tickAtSqrtRatio(price)
  const inside = ticks.reduce((sum, [at, net]) => (at <= tick ? sum + net : sum), 0n)
  // A price that fell exactly onto a tick stands one tick below it.
  return { tick: inside !== liquidity && sqrtRatioAtTick(tick) === price ? tick - 1 : tick, liquidity, ticks }
}

/** Pools of a neutral snapshot; kinds that the engine does not quote give undefined. */
export function fromNeutral(pool: NeutralPool): Pool | undefined {
  const pair = [lower(pool.token0), lower(pool.token1)]
  if (pool.kind === 'v2') {
    return {
      ...common(pool, pair),
      kind: 'constant-product',
      reserves: [BigInt(pool.reserve0 ?? 0), BigInt(pool.reserve1 ?? 0)],
      feePpm: pool.feePpm ?? 3000,
    }
  }
  if (pool.kind === 'v3') {
    return {
      ...common(pool, pair),
      kind: 'concentrated',
      feePpm: pool.feePpm ?? 3000,
      tickSpacing: pool.tickSpacing ?? SPACING[pool.feePpm ?? 3000] ?? 1,
      sqrtPriceX96: BigInt(pool.sqrtPriceX96 ?? 0),
      ...tickState(pool),
    }
  }
  if (pool.kind === 'wrap') return { ...common(pool, pool.tokens ?? []), kind: 'wrap' }
  return undefined
}
