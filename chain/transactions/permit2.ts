import { encodeFunctionData, type Hex, parseAbi } from 'viem'
import type { UnsignedTx } from './transaction.ts'

export const permit2Abi = parseAbi([
  'function approve(address token, address spender, uint160 amount, uint48 expiration)',
  'function allowance(address owner, address token, address spender) view returns (uint160 amount, uint48 expiration, uint48 nonce)',
])

const MOST = 2n ** 160n - 1n

export interface Permission {
  chain: number
  permit2: Hex
  token: Hex
  spender: Hex
  /** Base units; more than Permit2 can hold counts as all. */
  amount: bigint
  /** Unix seconds at which the permission and its signature end. */
  until: number
  nonce: number
}

const capped = (amount: bigint): bigint => (amount > MOST ? MOST : amount)

/** The permission as a transaction of its own, for wallets that do not sign typed data. */
export const permit2Approve = ({ permit2, token, spender, amount, until }: Omit<Permission, 'nonce' | 'chain'>): UnsignedTx => ({
  to: permit2,
  data: encodeFunctionData({ abi: permit2Abi, functionName: 'approve', args: [token, spender, capped(amount), until] }),
  value: 0n,
  purpose: 'permit2',
  call: 'Permit2.approve(token, spender, amount, expiration)',
  token,
  spender,
  amount,
})

/** The permission as EIP-712 typed data that a wallet signs for nothing; the router takes the signature along (withPermit). */
export const permitTypedData = ({ chain, permit2, token, spender, amount, until, nonce }: Permission) =>
  ({
    domain: { name: 'Permit2', chainId: chain, verifyingContract: permit2 },
    primaryType: 'PermitSingle',
    types: {
      PermitSingle: [
        { name: 'details', type: 'PermitDetails' },
        { name: 'spender', type: 'address' },
        { name: 'sigDeadline', type: 'uint256' },
      ],
      PermitDetails: [
        { name: 'token', type: 'address' },
        { name: 'amount', type: 'uint160' },
        { name: 'expiration', type: 'uint48' },
        { name: 'nonce', type: 'uint48' },
      ],
    },
    message: { details: { token, amount: capped(amount), expiration: until, nonce }, spender, sigDeadline: BigInt(until) },
  }) as const
