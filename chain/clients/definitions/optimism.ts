import type { ChainDefinition } from '../chains.ts'
import { MULTICALL3, UNISWAP_V2, UNISWAP_V3 } from './common.ts'

export const optimism: ChainDefinition = {
  id: 10,
  name: 'optimism',
  aliases: ['optimism', 'op', 'op mainnet'],
  native: { symbol: 'ETH', decimals: 18 },
  wrappedNative: '0x4200000000000000000000000000000000000006',
  rpc: ['https://mainnet.optimism.io', 'https://optimism-rpc.publicnode.com'],
  multicall3: MULTICALL3,
  explorer: 'https://optimistic.etherscan.io',
  blockTime: 2,
  stables: [
    '0x0b2c639c533813f4aa9d7837caf62653d097ff85', // USDC
    '0x7f5c764cbc14f9669b88837ca1490cca17c31607', // USDC.e, bridged
    '0x94b008aa00579c1307b0ef2c499ad98a8ce58e58', // USDT
    '0xda10009cbd5d07dd0cecc66161fc93d7c9000da1', // DAI
  ],
  factories: [
    {
      project: 'uniswap',
      version: '2',
      address: '0x0c3c1c532f1e39edf36be9fe0be1410313e074bf',
      initCodeHash: UNISWAP_V2,
      fromBlock: 112_000_000,
    },
    { project: 'uniswap', version: '3', address: '0x1f98431c8ad98523631ae4a59f267346ea31f984', initCodeHash: UNISWAP_V3, fromBlock: 0 },
  ],
}
