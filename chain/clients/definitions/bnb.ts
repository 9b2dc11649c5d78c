import type { ChainDefinition } from '../chains.ts'
import { MULTICALL3, UNISWAP_V2, UNISWAP_V3 } from './common.ts'

export const bnb: ChainDefinition = {
  id: 56,
  name: 'bnb',
  aliases: ['bnb', 'bsc', 'bnb chain', 'binance smart chain'],
  native: { symbol: 'BNB', decimals: 18 },
  wrappedNative: '0xbb4cdb9cbd36b01bd1cbaebf2de08d9173bc095c',
  rpc: ['https://bsc-dataseed.bnbchain.org', 'https://bsc-rpc.publicnode.com'],
  multicall3: MULTICALL3,
  explorer: 'https://bscscan.com',
  blockTime: 0.75,
  stables: [
    '0x55d398326f99059ff775485246999027b3197955', // USDT
    '0x8ac76a51cc950d9822d68b83fe1ad97b32cd580d', // USDC
    '0xe9e7cea3dedca5984780bafc599bd69add087d56', // BUSD
    '0x1af3f329e8be154074d8769d1ffa4ee058b1dbc3', // DAI
  ],
  factories: [
    {
      project: 'pancakeswap',
      version: '2',
      address: '0xca143ce32fe78f1f7019d7d551a6402fc5350c73',
      initCodeHash: '0x00fb7f630766e6a796048ea87d01acd3068e8ff67d078148a3fa3f4a84f69bd5',
      fromBlock: 6_800_000,
    },
    {
      project: 'uniswap',
      version: '2',
      address: '0x8909dc15e40173ff4699343b6eb8132c65e18ec6',
      initCodeHash: UNISWAP_V2,
      fromBlock: 33_400_000,
    },
    {
      project: 'uniswap',
      version: '3',
      address: '0xdb1d10011ad0ff90774d0c6bb92e5c5c8b4461f7',
      initCodeHash: UNISWAP_V3,
      fromBlock: 26_300_000,
    },
  ],
}
