/** A pool of the demo market before it has an address. */
export interface PoolPlan {
  version: '2' | '3'
  /** Symbols; order does not matter here. */
  a: string
  b: string
  /** Hundredths of a basis point, as Uniswap V3 writes it: 3000 is 0.3 %. */
  fee: number
  /** US dollars on each side at first. */
  depth: number
  /** How often noise traders choose it, relative to the others. */
  weight: number
  /** When it appears, as a share of the history. */
  appears: number
}

const v2 = (a: string, b: string, depth: number, weight: number, appears = 0): PoolPlan => ({
  version: '2',
  a,
  b,
  fee: 3000,
  depth,
  weight,
  appears,
})
const v3 = (a: string, b: string, fee: number, depth: number, rest: { weight: number; appears?: number }): PoolPlan => ({
  version: '3',
  a,
  b,
  fee,
  depth,
  appears: 0,
  ...rest,
})

/** The demo market. */
export const POOLS: readonly PoolPlan[] = [
  v2('WETH', 'USDC', 5_000_000, 14),
  v2('WETH', 'DAI', 2_500_000, 6),
  v2('WETH', 'WBTC', 3_000_000, 5),
  v2('WETH', 'UNI', 1_500_000, 7),
  v2('WETH', 'LINK', 1_200_000, 6),
  v2('WETH', 'PEPE', 900_000, 10),
  v2('WETH', 'HONEY', 60_000, 1.2),
  v2('WETH', 'TAXED', 150_000, 2),
  v2('WETH', 'MINTY', 200_000, 3),
  v2('USDC', 'PROXY', 400_000, 4),
  v3('WETH', 'USDC', 500, 6_000_000, { weight: 18 }),
  v3('WETH', 'USDC', 3000, 2_000_000, { weight: 6 }),
  v3('WETH', 'WBTC', 3000, 2_500_000, { weight: 6 }),
  v3('DAI', 'USDC', 500, 3_000_000, { weight: 5 }),
  v3('WETH', 'UNI', 3000, 800_000, { weight: 4 }),
  v3('WETH', 'LINK', 3000, 700_000, { weight: 4 }),
  v3('WETH', 'PEPE', 10_000, 500_000, { weight: 5 }),
  v2('WETH', 'MOON', 120_000, 5, 0.3),
  v3('USDC', 'WBTC', 3000, 1_000_000, { weight: 3, appears: 0.45 }),
  v3('WETH', 'FROG', 10_000, 100_000, { weight: 4, appears: 0.6 }),
  v2('USDC', 'NEWT', 80_000, 5, 0.93),
]
