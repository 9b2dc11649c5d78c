/** The multicall contract that stands at the same address on nearly every chain. */
export const MULTICALL3 = '0xca11bde05977b3631167028862be2a173976ca11'

/** Hashes of the pools' creation code, from which CREATE2 addresses of pools follow. */
export const UNISWAP_V2 = '0x96e8ac4277198ff8b6f785478aa9a39f403cb768dd02cbee326c3e7da348845f'
export const UNISWAP_V3 = '0xe34f199b19b2b4f47f68442619d555527d244f78a3297ea89325f843f87b8b54'
export const SUSHISWAP_V2 = '0xe18a34eb0e04b04f7a0ac29a6e80748dca96319b42c54d679cb821dca90c6303'
