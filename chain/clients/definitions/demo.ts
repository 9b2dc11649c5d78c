import type { ChainDefinition } from '../chains.ts'
import { UNISWAP_V2, UNISWAP_V3 } from './common.ts'

/** The chain that Petrel runs by itself (chain/demo). Its addresses follow from account and nonce, so they never change. */
export const demo: ChainDefinition = {
  id: 31_337,
  name: 'demo',
  aliases: ['demo', 'local', 'anvil', 'demo chain'],
  native: { symbol: 'ETH', decimals: 18 },
  wrappedNative: '0x5fbdb2315678afecb367f032d93f642f64180aa3',
  // Where it listens is known when it has started.
  rpc: [],
  multicall3: '0xa513e6e4b8f2a923d98304ec87f64353c4d5c853',
  blockTime: 12,
  stables: [
    '0x8a791620dd6260079bf849dc5567adc3f2fdc318', // USDC
    '0x610178da211fef7d417bc0e6fed39f05609ad788', // DAI
  ],
  factories: [
    { project: 'uniswap', version: '2', address: '0xe7f1725e7734ce288f8367e1bb143e90bb3f0512', initCodeHash: UNISWAP_V2, fromBlock: 0 },
    { project: 'uniswap', version: '3', address: '0xcf7ed3acca5a467e9e704c703e8d87f634fb0fc9', initCodeHash: UNISWAP_V3, fromBlock: 0 },
  ],
}
