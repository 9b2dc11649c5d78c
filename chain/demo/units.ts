import type { DemoPool, DemoToken } from './deployment.ts'
import { fairPrice } from './prices.ts'
import { baseUnits } from './tokens.ts'

/** Base units of a token that are worth this many US dollars at a time. */
export function worth(seed: number, token: DemoToken, at: { usd: number; seconds: number }): bigint {
  return baseUnits(at.usd / fairPrice(seed, token.symbol, at.seconds), token.decimals)
}

/** US dollars that base units of a token are worth at a time. */
export function usdOf(seed: number, token: DemoToken, at: { amount: bigint; seconds: number }): number {
  return (Number(at.amount) / 10 ** token.decimals) * fairPrice(seed, token.symbol, at.seconds)
}

/** Fair price of token0 in base units of token1 for one base unit of token0. */
export function fairRatio(seed: number, pool: DemoPool, seconds: number): number {
  const ratio = fairPrice(seed, pool.token0.symbol, seconds) / fairPrice(seed, pool.token1.symbol, seconds)
  return ratio * 10 ** (pool.token1.decimals - pool.token0.decimals)
}

/** √ratio · 2^96 as Uniswap V3 stores a price; a float's 53 bits are enough to set one. */
export function sqrtPriceX96(ratio: number): bigint {
  return BigInt(Math.floor(Math.sqrt(ratio) * 2 ** 96))
}

/** The initialisable tick nearest below a ratio: ticks are powers of 1.0001 (Uniswap V3 white paper, 6.1). */
export function tickBelow(ratio: number, spacing: number): number {
  return Math.floor(Math.log(ratio) / Math.log(1.0001) / spacing) * spacing
}

/** Ticks between initialisable ticks for a fee (UniswapV3Factory's constructor). */
export function tickSpacing(fee: number): number {
  return fee === 500 ? 10 : fee === 3000 ? 60 : 200
}
