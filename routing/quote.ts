import type { Exclusion } from './graph/graph.ts'
import type { TokenKey } from './pool.ts'

/** One swap of a route, in the order of execution. */
export interface Leg {
  pool: string
  kind: string
  dex?: string
  tokenIn: TokenKey
  tokenOut: TokenKey
  amountIn: bigint
  amountOut: bigint
  /** Initialised ticks crossed. */
  crossings: number
}

/**
 * How far a quote can be from the best possible, for anyone to check: with these token prices no route over the listed pools, of whatever
 * shape, gives more than `bound` (exact in) or takes less (exact out).
 */
export interface Certificate {
  /** Price of a raw unit of each token in raw units of the output token (exact in) or the input token (exact out). */
  prices: Readonly<Record<TokenKey, number>>
  /** Exact in: most that can come out, net of gas. Exact out: least that can go in, gas added. */
  bound: number
  /** Distance of the quote's net amount from the bound, in hundredths of a percent. */
  gapBps: number
  /** What the bound takes for granted. */
  assumes: readonly string[]
}

export interface Quote {
  tokenIn: TokenKey
  tokenOut: TokenKey
  exact: 'in' | 'out'
  amountIn: bigint
  amountOut: bigint
  legs: readonly Leg[]
  gas: {
    units: number
    priceWei: bigint
    /** Raw units of the output token (exact in) or input token (exact out); 0 when gas has no price here. */
    cost: number
    /** False when no path leads from the gas token to the token that gas is paid in: then gas counts as free. */
    priced: boolean
  }
  /** The amount that is not fixed, after gas: what is left of the output (below zero when gas eats it all), or what the input costs with gas. */
  net: number
  /** The best single path, by the same exact replay; undefined when none carries the whole amount. */
  singlePath?: { amountIn: bigint; amountOut: bigint; net: number; pools: readonly string[] }
  /** Raw output per raw input of the best path before any trade, fees paid. */
  spotPrice: number
  /** How much worse the trade's price is than the spot price, in hundredths of a percent; fees are in both. */
  impactBps: number
  certificate: Certificate
  /** Which of the racing searches found it. */
  method: 'path' | 'streams' | 'split'
  /** Work done, and whether the budget ended the search. */
  steps: number
  complete: boolean
}

/** Why there is no quote. */
export interface NoRoute {
  reason: 'unknown-token' | 'same-token' | 'bad-amount' | 'no-path' | 'not-enough-liquidity'
  detail: string
  exclusions: readonly Exclusion[]
}

export interface Limits {
  /** Longest chain of swaps; default 4. */
  hops?: number
  /** Most independent ways side by side; default 8. */
  splits?: number
  /** Units of work (an edge evaluated, a row solved); default 4,000,000: the same budget gives the same route. */
  steps?: number
}

export interface Filter {
  /** Only these pools or exchanges, when given. */
  allow?: readonly string[]
  /** Never these pools, exchanges or tokens (as intermediate). */
  deny?: readonly string[]
}

export interface Question {
  tokenIn: TokenKey
  tokenOut: TokenKey
  /** Raw units: of tokenIn for exact in, of tokenOut for exact out. */
  amount: bigint
  exact: 'in' | 'out'
  /** Wei for a unit of gas, the token it is paid in (default `native`), and what every transaction costs. */
  gas?: { priceWei: bigint; token?: TokenKey; base?: number }
  limits?: Limits
  filter?: Filter
}
