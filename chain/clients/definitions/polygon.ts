import type { ChainDefinition } from '../chains.ts'
import { MULTICALL3, SUSHISWAP_V2, UNISWAP_V2, UNISWAP_V3 } from './common.ts'

export const polygon: ChainDefinition = {
  id: 137,
  name: 'polygon',
  aliases: ['polygon', 'matic', 'pol'],
  native: { symbol: 'POL', decimals: 18 },
  wrappedNative: '0x0d500b1d8e8ef31e21c99d1db9a6444d3adf1270',
  rpc: ['https://polygon-rpc.com', 'https://polygon-bor-rpc.publicnode.com'],
  multicall3: MULTICALL3,
  explorer: 'https://polygonscan.com',
  blockTime: 2.1,
  stables: [
    '0x3c499c542cef5e3811e1192ce70d8cc03d5c3359', // USDC
    '0x2791bca1f2de4661ed88a30c99a7a9449aa84174', // USDC.e, bridged
    '0xc2132d05d31c914a87c6611c10748aeb04b58e8f', // USDT
    '0x8f3cf7ad23cd3cadbd9735aff958023239c6a063', // DAI
  ],
  factories: [
    {
      project: 'uniswap',
      version: '2',
      address: '0x9e5a52f57b3038f1b8eee45f28b3c1967e22799c',
      initCodeHash: UNISWAP_V2,
      fromBlock: 49_900_000,
    },
    {
      project: 'uniswap',
      version: '3',
      address: '0x1f98431c8ad98523631ae4a59f267346ea31f984',
      initCodeHash: UNISWAP_V3,
      fromBlock: 22_757_547,
    },
    {
      project: 'quickswap',
      version: '2',
      address: '0x5757371414417b8c6caad45baef941abc7d3ab32',
      initCodeHash: UNISWAP_V2,
      fromBlock: 4_900_000,
    },
    {
      project: 'sushiswap',
      version: '2',
      address: '0xc35dadb65012ec5796536bd9864ed8773abc74c4',
      initCodeHash: SUSHISWAP_V2,
      fromBlock: 11_300_000,
    },
  ],
}
