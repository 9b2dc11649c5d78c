import type { ChainDefinition } from '../chains.ts'
import { MULTICALL3, SUSHISWAP_V2, UNISWAP_V2, UNISWAP_V3 } from './common.ts'

export const ethereum: ChainDefinition = {
  id: 1,
  name: 'ethereum',
  aliases: ['ethereum', 'eth', 'mainnet', 'l1'],
  native: { symbol: 'ETH', decimals: 18 },
  wrappedNative: '0xc02aaa39b223fe8d0a0e5c4f27ead9083c756cc2',
  rpc: ['https://ethereum-rpc.publicnode.com', 'https://eth.merkle.io', 'https://eth.llamarpc.com'],
  multicall3: MULTICALL3,
  explorer: 'https://etherscan.io',
  blockTime: 12,
  stables: [
    '0xa0b86991c6218b36c1d19d4a2e9eb0ce3606eb48', // USDC
    '0xdac17f958d2ee523a2206206994597c13d831ec7', // USDT
    '0x6b175474e89094c44da98b954eedeac495271d0f', // DAI
  ],
  factories: [
    {
      project: 'uniswap',
      version: '2',
      address: '0x5c69bee701ef814a2b6a3edd4b1652cb9cc5aa6f',
      initCodeHash: UNISWAP_V2,
      fromBlock: 10_000_835,
    },
    {
      project: 'uniswap',
      version: '3',
      address: '0x1f98431c8ad98523631ae4a59f267346ea31f984',
      initCodeHash: UNISWAP_V3,
      fromBlock: 12_369_621,
    },
    {
      project: 'sushiswap',
      version: '2',
      address: '0xc0aee478e3658e2610c5f7a4a2e1777ce9e4f2ac',
      initCodeHash: SUSHISWAP_V2,
      fromBlock: 10_794_229,
    },
  ],
}
