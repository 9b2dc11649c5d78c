import type { Hex } from 'viem'
import type { PoolBase, TokenKey } from '../../routing/pool.ts'
import type { Leg } from '../../routing/quote.ts'

/** A transaction that nobody has signed. Petrel holds no key: the asker's wallet signs or does not. */
export interface UnsignedTx {
  to: Hex
  data: Hex
  /** Wei. */
  value: bigint
  /** What it is for. */
  purpose: 'approve' | 'permit2' | 'swap'
  /** The function it calls, for people. */
  call: string
  /** The token that is approved, or spent. */
  token: TokenKey
  /** Who may spend it, for approvals; whom it must be approved for, for swaps that take it. */
  spender?: Hex
  /** Base units. */
  amount: bigint
  /** An approval that is also the limit of what is spent: a larger one must be set down to it. */
  exactly?: boolean
}

/** The route and the terms on which it may be carried out. */
export interface Order {
  chain: number
  wrappedNative: Hex
  quote: {
    tokenIn: TokenKey
    tokenOut: TokenKey
    exact: 'in' | 'out'
    amountIn: bigint
    amountOut: bigint
    /** In the order of execution. */
    legs: readonly Leg[]
  }
  /** Pools of the legs, for fees and kinds. */
  pools: ReadonlyMap<string, PoolBase>
  /** Who gets the output. */
  recipient: Hex
  /** Hundredths of a percent that the price may move against the asker. */
  slippageBps: number
  /** Unix seconds. */
  deadline: number
  /** A token that keeps a part of each transfer takes part. */
  taxed?: boolean
}

export interface Prepared {
  /** One contract carries out everything, or several transactions follow one another and are not atomic. */
  way: 'universal-router' | 'router' | 'steps' | 'wrap'
  approvals: readonly UnsignedTx[]
  swaps: readonly UnsignedTx[]
  /** Exact in: the least that arrives. Exact out: the wanted amount. */
  minimumOut: bigint
  /** Exact out: the most that is paid. Exact in: the amount. */
  maximumIn: bigint
  /** Set where the last step is a vault's redemption, which checks no minimum. */
  unguarded?: boolean
  /** False where an exact-out route has no room for a move of the price, so that it fails instead of costing more. */
  tolerant: boolean
}

/** The least output that a tolerance leaves, rounded down: amount * (1 - bps / 10,000). */
export const least = (amount: bigint, bps: number): bigint => (amount * BigInt(10_000 - bps)) / 10_000n

/** The most input, rounded up: amount * (1 + bps / 10,000). */
export const most = (amount: bigint, bps: number): bigint => (amount * BigInt(10_000 + bps) + 9_999n) / 10_000n
