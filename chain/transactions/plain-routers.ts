import { encodeFunctionData, type Hex, parseAbi } from 'viem'
import { packedPath, tokensOf } from './paths.ts'
import type { Run } from './runs.ts'
import { least, most, type Order, type UnsignedTx } from './transaction.ts'

export const pairRouterAbi = parseAbi([
  'function swapExactTokensForTokens(uint256 amountIn, uint256 amountOutMin, address[] path, address to, uint256 deadline) returns (uint256[])',
  'function swapExactETHForTokens(uint256 amountOutMin, address[] path, address to, uint256 deadline) payable returns (uint256[])',
  'function swapExactTokensForETH(uint256 amountIn, uint256 amountOutMin, address[] path, address to, uint256 deadline) returns (uint256[])',
  'function swapExactTokensForTokensSupportingFeeOnTransferTokens(uint256 amountIn, uint256 amountOutMin, address[] path, address to, uint256 deadline)',
  'function swapExactETHForTokensSupportingFeeOnTransferTokens(uint256 amountOutMin, address[] path, address to, uint256 deadline) payable',
  'function swapExactTokensForETHSupportingFeeOnTransferTokens(uint256 amountIn, uint256 amountOutMin, address[] path, address to, uint256 deadline)',
  'function swapTokensForExactTokens(uint256 amountOut, uint256 amountInMax, address[] path, address to, uint256 deadline) returns (uint256[])',
  'function swapETHForExactTokens(uint256 amountOut, address[] path, address to, uint256 deadline) payable returns (uint256[])',
  'function swapTokensForExactETH(uint256 amountOut, uint256 amountInMax, address[] path, address to, uint256 deadline) returns (uint256[])',
])

export const poolRouterAbi = parseAbi([
  'struct In { bytes path; address recipient; uint256 deadline; uint256 amountIn; uint256 amountOutMinimum; }',
  'struct Out { bytes path; address recipient; uint256 deadline; uint256 amountOut; uint256 amountInMaximum; }',
  'function exactInput(In params) payable returns (uint256)',
  'function exactOutput(Out params) payable returns (uint256)',
  'function unwrapWETH9(uint256 amountMinimum, address recipient) payable',
  'function refundETH() payable',
  'function multicall(bytes[] data) payable returns (bytes[])',
])

const NOBODY: Hex = '0x0000000000000000000000000000000000000000'

/** What a run pays and is paid in the native coin itself. */
interface Terms {
  order: Order
  router: Hex
  /** Exact out, with room for a move of the price. */
  exactOut: boolean
}

interface Money {
  nativeIn: boolean
  nativeOut: boolean
  /** Limits of the run. */
  minimumOut: bigint
  maximumIn: bigint
}

function moneyOf(run: Run, { order, exactOut }: Terms): Money {
  const { quote, slippageBps } = order
  const wrapped = order.wrappedNative.toLowerCase()
  const ends = run.tokenOut === (quote.tokenOut === 'native' ? wrapped : quote.tokenOut)
  return {
    nativeIn: quote.tokenIn === 'native' && run.tokenIn === wrapped,
    nativeOut: quote.tokenOut === 'native' && run.tokenOut === wrapped,
    // What a later step spends must be there in full.
    minimumOut: exactOut ? run.amountOut : ends && quote.exact === 'in' ? least(run.amountOut, slippageBps) : run.amountOut,
    maximumIn: exactOut ? most(run.amountIn, slippageBps) : run.amountIn,
  }
}

/** One call of a V2 router. The token of the transaction is the one that must be approved. */
export function pairCall(run: Run, terms: Terms): UnsignedTx {
  const { order, router, exactOut } = terms
  const { nativeIn, nativeOut, minimumOut, maximumIn } = moneyOf(run, terms)
  const path = tokensOf(run)
  const [to, deadline] = [order.recipient, BigInt(order.deadline)]
  const encode = (functionName: (typeof pairRouterAbi)[number]['name'], args: readonly unknown[]): UnsignedTx => ({
    to: router,
    data: encodeFunctionData({ abi: pairRouterAbi, functionName, args } as unknown as Parameters<typeof encodeFunctionData>[0]),
    value: nativeIn ? maximumIn : 0n,
    purpose: 'swap',
    call: functionName,
    token: nativeIn ? 'native' : run.tokenIn,
    amount: maximumIn,
  })
  if (exactOut) {
    if (nativeIn) return encode('swapETHForExactTokens', [run.amountOut, path, to, deadline])
    return encode(nativeOut ? 'swapTokensForExactETH' : 'swapTokensForExactTokens', [run.amountOut, maximumIn, path, to, deadline])
  }
  const fee = order.taxed ? 'SupportingFeeOnTransferTokens' : ''
  if (nativeIn) return encode(`swapExactETHForTokens${fee}`, [minimumOut, path, to, deadline])
  return encode(`swapExactTokensFor${nativeOut ? 'ETH' : 'Tokens'}${fee}`, [run.amountIn, minimumOut, path, to, deadline])
}

/** Runs through a V3 router in one call of its multicall. */
export function poolCall(runs: readonly Run[], terms: Terms): UnsignedTx {
  const { order, router, exactOut } = terms
  const money = runs.map((run) => moneyOf(run, terms))
  const nativeOut = money.some((one) => one.nativeOut)
  const calls = runs.map((run, index) => {
    const one = money[index] as Money
    // The router keeps wrapped coins for itself until they are unwrapped for the recipient.
    const recipient = one.nativeOut ? NOBODY : order.recipient
    const common = { path: packedPath(run, order.pools, exactOut), recipient, deadline: BigInt(order.deadline) }
    if (exactOut) {
      const params = { ...common, amountOut: run.amountOut, amountInMaximum: one.maximumIn }
      return encodeFunctionData({ abi: poolRouterAbi, functionName: 'exactOutput', args: [params] })
    }
    const params = { ...common, amountIn: run.amountIn, amountOutMinimum: one.minimumOut }
    return encodeFunctionData({ abi: poolRouterAbi, functionName: 'exactInput', args: [params] })
  })
  const value = money.filter((one) => one.nativeIn).reduce((sum, one) => sum + one.maximumIn, 0n)
  const unwrapped = money.filter((one) => one.nativeOut).reduce((sum, one) => sum + one.minimumOut, 0n)
  if (nativeOut) calls.push(encodeFunctionData({ abi: poolRouterAbi, functionName: 'unwrapWETH9', args: [unwrapped, order.recipient] }))
  if (value > 0n) calls.push(encodeFunctionData({ abi: poolRouterAbi, functionName: 'refundETH' }))
  const data = calls.length === 1 ? (calls[0] as Hex) : encodeFunctionData({ abi: poolRouterAbi, functionName: 'multicall', args: [calls] })
  const names = [
    ...runs.map(() => (exactOut ? 'exactOutput' : 'exactInput')),
    ...(nativeOut ? ['unwrapWETH9'] : []),
    ...(value > 0n ? ['refundETH'] : []),
  ]
  return {
    to: router,
    data,
    value,
    purpose: 'swap',
    call: calls.length === 1 ? (names[0] as string) : `multicall(${names.join(', ')})`,
    token: value > 0n ? 'native' : (runs[0] as Run).tokenIn,
    amount: money.reduce((sum, one) => sum + one.maximumIn, 0n),
  }
}
