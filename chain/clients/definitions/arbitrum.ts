import type { ChainDefinition } from '../chains.ts'
import { MULTICALL3, SUSHISWAP_V2, UNISWAP_V2, UNISWAP_V3 } from './common.ts'

export const arbitrum: ChainDefinition = {
  id: 42161,
  name: 'arbitrum',
  aliases: ['arbitrum', 'arb', 'arbitrum one'],
  native: { symbol: 'ETH', decimals: 18 },
  wrappedNative: '0x82af49447d8a07e3bd95bd0d56f35241523fbab1',
  rpc: ['https://arb1.arbitrum.io/rpc', 'https://arbitrum-one-rpc.publicnode.com'],
  multicall3: MULTICALL3,
  explorer: 'https://arbiscan.io',
  blockTime: 0.25,
  stables: [
    '0xaf88d065e77c8cc2239327c5edb3a432268e5831', // USDC
    '0xff970a61a04b1ca14834a43f5de4533ebddb5cc8', // USDC.e, bridged
    '0xfd086bc7cd5c481dcc9c85ebe478a1c0b69fcbb9', // USDT
    '0xda10009cbd5d07dd0cecc66161fc93d7c9000da1', // DAI
  ],
  factories: [
    {
      project: 'uniswap',
      version: '2',
      address: '0xf1d7cc64fb4452f05c498126312ebe29f30fbcf9',
      initCodeHash: UNISWAP_V2,
      fromBlock: 150_000_000,
    },
    { project: 'uniswap', version: '3', address: '0x1f98431c8ad98523631ae4a59f267346ea31f984', initCodeHash: UNISWAP_V3, fromBlock: 165 },
    {
      project: 'sushiswap',
      version: '2',
      address: '0xc35dadb65012ec5796536bd9864ed8773abc74c4',
      initCodeHash: SUSHISWAP_V2,
      fromBlock: 70,
    },
    { project: 'camelot', version: '2', address: '0x6eccab422d763ac031210895c81787e87b43a652', fromBlock: 35_000_000 },
  ],
}
