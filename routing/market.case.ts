import { tickAtSqrtRatio } from './amms/concentrated/tick-math.ts'
import type { Pool } from './amms/index.ts'

/** Seeded markets for tests and benchmarks: the same seed gives the same pools. */

export interface Dice {
  /** Uniform in 0..1. */
  next(): number
  below(count: number): number
}

/** Mulberry32. */
export function dice(seed: number): Dice {
  let state = seed >>> 0
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
  return { next, below: (count) => Math.floor(next() * count) }
}

export interface Market {
  tokens: string[]
  /** Whole-token prices in the first token. */
  prices: number[]
  pools: Pool[]
}

const UNIT = 1e18
const raw = (tokens: number): bigint => BigInt(Math.floor(tokens * 1e9)) * 10n ** 9n

/**
 * A market whose pools all stand inside the fee band round one price vector, so that it holds no arbitrage. Tokens of 18 decimals; a third
 * of the pools concentrated; a few hub tokens are in most of them.
 */
export function randomMarket(seed: number, size: { pools: number; tokens: number }): Market {
  const { next, below } = dice(seed)
  const tokens = Array.from({ length: size.tokens }, (_, at) => `0x${(at + 1).toString(16).padStart(40, '0')}`)
  const prices = tokens.map((_, at) => (at === 0 ? 1 : 10 ** (4 * next() - 2)))
  const hubs = Math.min(4, size.tokens)
  const pools = Array.from({ length: size.pools }, (_, at): Pool => {
    const a = next() < 0.7 ? below(hubs) : below(size.tokens)
    const b = (a + 1 + below(size.tokens - 1)) % size.tokens
    const depth = 10 ** (1 + 3 * next())
    const feePpm = [500, 3000, 10_000][below(3)] as number
    const wide = 1 + (next() - 0.5) * (feePpm / 1e6)
    const common = {
      id: `0xp${at.toString(16)}`,
      tokens: [tokens[a] as string, tokens[b] as string] as const,
      feePpm,
      dex: next() < 0.5 ? 'north' : 'south',
    }
    const price = ((prices[a] as number) / (prices[b] as number)) * wide
    if (next() < 0.67) {
      const reserves = [raw(depth / (prices[a] as number)), raw((depth / (prices[a] as number)) * price)] as const
      return { ...common, kind: 'constant-product', reserves }
    }
    return {
      ...common,
      kind: 'concentrated',
      ...ranges(price, (depth / (prices[a] as number)) * Math.sqrt(price) * UNIT, { feePpm, next }),
    }
  })
  return { tokens, prices, pools }
}

const SPACING: Readonly<Record<number, number>> = { 500: 10, 3000: 60, 10000: 200 }

function ranges(price: number, liquidity: number, { feePpm, next }: { feePpm: number; next: () => number }) {
  const tickSpacing = SPACING[feePpm] as number
  const sqrtPriceX96 = BigInt(Math.floor(Math.sqrt(price) * 2 ** 70)) << 26n
  const tick = tickAtSqrtRatio(sqrtPriceX96)
  const nets = new Map<number, bigint>()
  for (let position = 0; position < 5; position++) {
    const low = Math.floor(tick / tickSpacing) - Math.floor(next() * 60)
    const high = Math.floor(tick / tickSpacing) + 1 + Math.floor(next() * 60)
    const amount = BigInt(Math.floor(liquidity * (0.5 + next())))
    nets.set(low * tickSpacing, (nets.get(low * tickSpacing) ?? 0n) + amount)
    nets.set(high * tickSpacing, (nets.get(high * tickSpacing) ?? 0n) - amount)
  }
  const ticks = [...nets].sort((a, b) => a[0] - b[0])
  const inside = ticks.filter(([at]) => at <= tick).reduce((sum, [, net]) => sum + net, 0n)
  return { tickSpacing, sqrtPriceX96, tick, liquidity: inside, ticks }
}
