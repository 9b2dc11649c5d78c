import type { LabelMatch, Resolve, TokenMatch } from '../../../core/resolve.ts'

export const CHAIN = 31337
const hex = (start: string): string => `0x${start.padEnd(40, '0')}`

/** A small registry: two different tokens are called CAT. */
export const TOKENS: readonly TokenMatch[] = (
  [
    ['WETH', 'Wrapped Ether', 18, hex('11')],
    ['USDC', 'USD Coin', 6, hex('22')],
    ['DAI', 'Dai Stablecoin', 18, hex('33')],
    ['WBTC', 'Wrapped Bitcoin', 8, hex('44')],
    ['UNI', 'Uniswap', 18, hex('55')],
    ['PEPE', 'Pepe', 18, hex('66')],
    ['CAT', 'Cat Coin', 18, hex('77')],
    ['CAT', 'Cat in Hat', 18, hex('88')],
    ['PWN', 'Pwn Token', 18, '0x1111111111111111111111111111111111111111'],
  ] as const
).map(([symbol, name, decimals, address]) => ({ chain: CHAIN, address, symbol, name, decimals, weight: 1, match: 'symbol' }))

export const LABELS: readonly LabelMatch[] = [
  { chain: CHAIN, address: hex('b1'), name: 'Binance 14', category: 'cex' },
  { chain: CHAIN, address: hex('b2'), name: 'Binance 15', category: 'cex' },
  { chain: CHAIN, address: hex('b3'), name: 'Bridge Vault', category: 'bridge' },
]

/** The registry of tests: exact symbols, names and addresses; an unknown pasted address matches as an unknown token. */
export const registry: Resolve = {
  tokens: async (words) => {
    const asked = words.toLowerCase()
    if (/^0x[0-9a-f]{40}$/.test(asked)) {
      const known = TOKENS.find((token) => token.address === asked)
      return [{ chain: CHAIN, address: asked, symbol: '', name: '', decimals: 18, weight: 0, ...known, match: 'address' }]
    }
    const symbols = TOKENS.filter((token) => token.symbol.toLowerCase() === asked)
    if (symbols.length > 0) return symbols
    return TOKENS.filter((token) => token.name.toLowerCase() === asked).map((token) => ({ ...token, match: 'name' }))
  },
  labels: async (words) =>
    LABELS.filter(
      (label) => label.name.toLowerCase().split(' ').includes(words.toLowerCase()) || label.name.toLowerCase() === words.toLowerCase(),
    ),
  labelOf: async (address) => LABELS.find((label) => label.address === address.toLowerCase()),
  values: async (domain) => (domain === 'dex' ? ['uniswap', 'sushiswap'] : domain === 'chain' ? ['demo'] : [hex('99')]),
}
