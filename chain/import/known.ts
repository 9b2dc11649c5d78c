/**
 * Public facts that files leave out: where a price by symbol belongs, and what a minute file's pool is made of.
 * Keyed by chain id; addresses lower case.
 */
export const PRICED: Readonly<Record<number, Readonly<Record<string, string>>>> = {
  1: {
    ETH: '0xc02aaa39b223fe8d0a0e5c4f27ead9083c756cc2',
    WETH: '0xc02aaa39b223fe8d0a0e5c4f27ead9083c756cc2',
    BTC: '0x2260fac5e5542a773aa44fbcfedf7c193bc2c599',
    WBTC: '0x2260fac5e5542a773aa44fbcfedf7c193bc2c599',
    USDC: '0xa0b86991c6218b36c1d19d4a2e9eb0ce3606eb48',
    USDT: '0xdac17f958d2ee523a2206206994597c13d831ec7',
    DAI: '0x6b175474e89094c44da98b954eedeac495271d0f',
    UNI: '0x1f9840a85d5af5bf1d1762f925bdaddc4201f984',
    LINK: '0x514910771af9ca656af840dff83e8264ecf986ca',
    AAVE: '0x7fc66500c84a76ad7e9c93437bfc5ac33e2ddae9',
    CRO: '0xa0b73e1ff0b80914ab6fe0444e65848c4c34450b',
  },
}

/** Names of coins that live on chains of their own. */
export const COINS: Readonly<Record<string, string>> = {
  ADA: 'Cardano',
  ATOM: 'Cosmos',
  AVAX: 'Avalanche',
  BCH: 'Bitcoin Cash',
  BNB: 'BNB',
  BTC: 'Bitcoin',
  DOGE: 'Dogecoin',
  DOT: 'Polkadot',
  EOS: 'EOS',
  ETC: 'Ethereum Classic',
  ETH: 'Ether',
  LTC: 'Litecoin',
  SOL: 'Solana',
  TRX: 'Tron',
  XLM: 'Stellar',
  XMR: 'Monero',
  XRP: 'XRP',
}

/**
 * Where prices of a coin are kept that has no token on the chain: its letters as an address. Nobody can hold a token there, and no
 * token that merely bears the coin's symbol is valued by its price. Undefined for what is no symbol.
 */
export const coinAddress = (symbol: string): string | undefined =>
  /^[A-Z0-9.]{1,12}$/.test(symbol) ? `0x${Buffer.from(symbol, 'ascii').toString('hex').padStart(40, '0')}` : undefined

interface KnownPool {
  chain: number
  address: string
  project: string
  version: string
  feeBps: number
  tokens: readonly [KnownToken, KnownToken]
}

interface KnownToken {
  address: string
  symbol: string
  name: string
  decimals: number
}

export const KNOWN_POOLS: readonly KnownPool[] = [
  {
    chain: 137,
    address: '0x45dda9cb7c25131df268515131f647d726f50608',
    project: 'uniswap',
    version: '3',
    feeBps: 5,
    tokens: [
      { address: '0x2791bca1f2de4661ed88a30c99a7a9449aa84174', symbol: 'USDC', name: 'USD Coin (PoS)', decimals: 6 },
      { address: '0x7ceb23fd6bc0add59e62ac25578270cff1b9f619', symbol: 'WETH', name: 'Wrapped Ether', decimals: 18 },
    ],
  },
]
