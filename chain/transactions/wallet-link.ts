import type { UnsignedTx } from './transaction.ts'

/**
 * A link that opens a transaction in a wallet (EIP-681). The standard names a function and its plain arguments, which fits approvals
 * and wraps; calls with lists or tuples, as swaps are, carry their calldata in `data`, an extension that not every wallet knows.
 */
export function walletLink({ to, data, value, purpose, spender, amount, call }: UnsignedTx, chain: number): string {
  if (purpose === 'approve' && spender) return `ethereum:${to}@${chain}/approve?address=${spender}&uint256=${amount}`
  if (call === 'deposit()') return `ethereum:${to}@${chain}/deposit?value=${value}`
  if (call === 'withdraw(amount)') return `ethereum:${to}@${chain}/withdraw?uint256=${amount}`
  return `ethereum:${to}@${chain}?value=${value}&data=${data}`
}
