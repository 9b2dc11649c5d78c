import type { ContractCall, SwapOrder } from '../../amm.ts'
import type { PoolBase, Swap } from '../../pool.ts'
import { VAULT } from './state.ts'

const SWAP =
  'function swap((bytes32 poolId, uint8 kind, address assetIn, address assetOut, uint256 amount, bytes userData) singleSwap, (address sender, bool fromInternalBalance, address recipient, bool toInternalBalance) funds, uint256 limit, uint256 deadline) payable returns (uint256)'

/** The vault's exact-in swap through one of its pools, from the recipient's own balance. */
export function vaultSwap(pool: PoolBase & { poolId: string }, { tokenIn, tokenOut }: Swap, order: SwapOrder): ContractCall {
  const { amountIn, amountOutMin, recipient, deadline } = order
  const single = [pool.poolId, 0, pool.tokens[tokenIn], pool.tokens[tokenOut], amountIn, '0x']
  return { to: VAULT, signature: SWAP, args: [single, [recipient, false, recipient, false], amountOutMin, deadline] }
}
