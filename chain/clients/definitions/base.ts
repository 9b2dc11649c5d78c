import type { ChainDefinition } from '../chains.ts'
import { MULTICALL3, UNISWAP_V2, UNISWAP_V3 } from './common.ts'

export const base: ChainDefinition = {
  id: 8453,
  name: 'base',
  aliases: ['base'],
  native: { symbol: 'ETH', decimals: 18 },
  wrappedNative: '0x4200000000000000000000000000000000000006',
  rpc: ['https://mainnet.base.org', 'https://base-rpc.publicnode.com'],
  multicall3: MULTICALL3,
  explorer: 'https://basescan.org',
  blockTime: 2,
  stables: [
    '0x833589fcd6edb6e08f4c7c32d4f71b54bda02913', // USDC
    '0xd9aaec86b65d86f6a7b5b1b0c42ffa531710b6ca', // USDbC, bridged
    '0x50c5725949a6f0c72e6c4a641f24049a917db0cb', // DAI
  ],
  factories: [
    {
      project: 'uniswap',
      version: '2',
      address: '0x8909dc15e40173ff4699343b6eb8132c65e18ec6',
      initCodeHash: UNISWAP_V2,
      fromBlock: 6_601_915,
    },
    {
      project: 'uniswap',
      version: '3',
      address: '0x33128a8fc17869897dce68ed026d694621f6fdfd',
      initCodeHash: UNISWAP_V3,
      fromBlock: 1_371_680,
    },
  ],
}
