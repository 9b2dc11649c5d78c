export type TokenKind = 'wrapped' | 'stable' | 'ordinary' | 'meme' | 'honeypot' | 'sell-tax' | 'mintable' | 'proxy'

/** What a demo token is before it has an address. */
export interface TokenPlan {
  symbol: string
  name: string
  decimals: number
  kind: TokenKind
  /** US dollars around which its price wanders. */
  price: number
  /** Standard deviation of a day's log return. */
  volatility: number
  /** How much of ETH's log price it follows. */
  beta: number
  /** Whole tokens in existence at first. */
  supply: number
  /** How many addresses hold some from the start. */
  holders: number
  /** When it appears, as a share of the history; 0 is the beginning. */
  appears: number
}

const token = (
  symbol: string,
  kind: TokenKind,
  rest: Omit<TokenPlan, 'symbol' | 'kind' | 'appears'> & { appears?: number },
): TokenPlan => ({
  symbol,
  kind,
  appears: 0,
  ...rest,
})

/** The demo chain's tokens. Symbols are the ones people ask about; names say that they are not the real thing. */
export const TOKENS: readonly TokenPlan[] = [
  token('WETH', 'wrapped', { name: 'Wrapped Ether', decimals: 18, price: 3000, volatility: 0.028, beta: 1, supply: 0, holders: 40 }),
  token('USDC', 'stable', { name: 'USD Coin (demo)', decimals: 6, price: 1, volatility: 0, beta: 0, supply: 400_000_000, holders: 140 }),
  token('DAI', 'stable', {
    name: 'Dai Stablecoin (demo)',
    decimals: 18,
    price: 1,
    volatility: 0.0004,
    beta: 0,
    supply: 150_000_000,
    holders: 70,
  }),
  token('WBTC', 'ordinary', {
    name: 'Wrapped Bitcoin (demo)',
    decimals: 8,
    price: 60_000,
    volatility: 0.014,
    beta: 0.7,
    supply: 6000,
    holders: 50,
  }),
  token('UNI', 'ordinary', {
    name: 'Uniswap (demo)',
    decimals: 18,
    price: 8,
    volatility: 0.03,
    beta: 0.9,
    supply: 20_000_000,
    holders: 110,
  }),
  token('LINK', 'ordinary', {
    name: 'Chainlink (demo)',
    decimals: 18,
    price: 15,
    volatility: 0.025,
    beta: 0.9,
    supply: 10_000_000,
    holders: 90,
  }),
  token('PEPE', 'meme', {
    name: 'Pepe (demo)',
    decimals: 18,
    price: 0.00001,
    volatility: 0.07,
    beta: 1.2,
    supply: 42_000_000_000_000,
    holders: 160,
  }),
  token('HONEY', 'honeypot', {
    name: 'Honey Pot (demo)',
    decimals: 18,
    price: 0.02,
    volatility: 0.05,
    beta: 0.5,
    supply: 100_000_000,
    holders: 15,
  }),
  token('TAXED', 'sell-tax', {
    name: 'Taxed (demo)',
    decimals: 18,
    price: 0.5,
    volatility: 0.05,
    beta: 0.8,
    supply: 20_000_000,
    holders: 30,
  }),
  token('MINTY', 'mintable', {
    name: 'Minty (demo)',
    decimals: 18,
    price: 1.2,
    volatility: 0.05,
    beta: 0.8,
    supply: 10_000_000,
    holders: 35,
  }),
  token('PROXY', 'proxy', {
    name: 'Proxy Protocol (demo)',
    decimals: 18,
    price: 2.5,
    volatility: 0.04,
    beta: 0.9,
    supply: 8_000_000,
    holders: 40,
  }),
  token('MOON', 'meme', {
    name: 'Moon (demo)',
    decimals: 18,
    price: 0.003,
    volatility: 0.09,
    beta: 1,
    supply: 2_000_000_000,
    holders: 20,
    appears: 0.3,
  }),
  token('FROG', 'meme', {
    name: 'Frog (demo)',
    decimals: 9,
    price: 0.04,
    volatility: 0.09,
    beta: 1,
    supply: 150_000_000,
    holders: 20,
    appears: 0.6,
  }),
  token('NEWT', 'meme', {
    name: 'Newt (demo)',
    decimals: 18,
    price: 0.12,
    volatility: 0.1,
    beta: 0.8,
    supply: 50_000_000,
    holders: 12,
    appears: 0.93,
  }),
]

/** The plan of a symbol in TOKENS. */
export function tokenPlan(symbol: string): TokenPlan {
  const plan = TOKENS.find((one) => one.symbol === symbol)
  if (plan === undefined) throw new RangeError(`no demo token ${symbol}`)
  return plan
}

/** A (possibly fractional) amount of whole tokens in base units; floats are precise enough to draw random amounts. */
export function baseUnits(amount: number, decimals: number): bigint {
  if (!(amount > 0)) return 0n
  const scaled = amount * 10 ** decimals
  return Number.isFinite(scaled) ? BigInt(Math.floor(scaled)) : 0n
}
