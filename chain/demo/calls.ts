import { encodeFunctionData, type Hex, maxUint256 } from 'viem'
import { erc20Abi, v2RouterAbi, v3RouterAbi } from './abi.ts'
import type { Tx } from './writer.ts'

/** Gas limits, generous: nothing is estimated, and what is not used is not paid. */
export const GAS = {
  transfer: 90_000,
  approve: 70_000,
  v2: 260_000,
  v2Hop: 160_000,
  v3: 420_000,
  liquidity: 900_000,
  createPool: 6_500_000,
}

export const transfer = (from: Hex, token: Hex, to: { address: Hex; amount: bigint }): Tx => ({
  from,
  to: token,
  gas: GAS.transfer,
  data: encodeFunctionData({ abi: erc20Abi, functionName: 'transfer', args: [to.address, to.amount] }),
})

export const approve = (from: Hex, token: Hex, spender: Hex): Tx => ({
  from,
  to: token,
  gas: GAS.approve,
  data: encodeFunctionData({ abi: erc20Abi, functionName: 'approve', args: [spender, maxUint256] }),
})

export interface V2Swap {
  router: Hex
  from: Hex
  amountIn: bigint
  amountOutMin: bigint
  path: readonly Hex[]
  deadline: bigint
  /** tokens: both ends are ERC-20; eth-in and eth-out wrap; taxed: tolerates fees on transfer. */
  way: 'tokens' | 'eth-in' | 'eth-out' | 'taxed'
}

export function v2Swap({ router, from, amountIn, amountOutMin, path, deadline, way }: V2Swap): Tx {
  const gas = GAS.v2 + GAS.v2Hop * (path.length - 2)
  const tail = [[...path], from, deadline] as const
  if (way === 'eth-in') {
    const data = encodeFunctionData({ abi: v2RouterAbi, functionName: 'swapExactETHForTokens', args: [amountOutMin, ...tail] })
    return { from, to: router, value: amountIn, gas, data }
  }
  const functionName = {
    tokens: 'swapExactTokensForTokens',
    'eth-out': 'swapExactTokensForETH',
    taxed: 'swapExactTokensForTokensSupportingFeeOnTransferTokens',
  } as const
  const data = encodeFunctionData({ abi: v2RouterAbi, functionName: functionName[way], args: [amountIn, amountOutMin, ...tail] })
  return { from, to: router, gas, data }
}

export interface V3Swap {
  router: Hex
  from: Hex
  tokenIn: Hex
  tokenOut: Hex
  fee: number
  amountIn: bigint
  amountOutMin: bigint
  deadline: bigint
  /** The swap stops at this √price and takes no more input than it needs; 0 for none. */
  limit?: bigint
}

export function v3Swap({ router, from, tokenIn, tokenOut, fee, amountIn, amountOutMin, deadline, limit = 0n }: V3Swap): Tx {
  const params = { tokenIn, tokenOut, fee, recipient: from, deadline, amountIn, amountOutMinimum: amountOutMin, sqrtPriceLimitX96: limit }
  return { from, to: router, gas: GAS.v3, data: encodeFunctionData({ abi: v3RouterAbi, functionName: 'exactInputSingle', args: [params] }) }
}
