import type { Fill, PoolBase, Swap, TokenKey } from './pool.ts'

/**
 * The contract of a pool kind. Exact side: bigint, equal to the contract's result to the wei; `undefined` means that the contract would
 * refuse (not enough liquidity, zero, overflow). Float side: the same curve as constant-liquidity segments, for searching only.
 */
export interface Amm<P extends PoolBase = PoolBase> {
  readonly kind: P['kind']
  /** One phrase for people. */
  readonly title: string
  /** Gas of a swap and of each initialised tick that it crosses. */
  readonly gas: { readonly swap: number; readonly crossing: number }
  /** How many wei `in` may ask above the least input that `out` would need: rounding of the contract's own exact-out path. */
  readonly inverseWei: bigint
  /** Why no quote should come from this pool (`zero-reserve`, `overflow`, ...), or undefined when it is sound. */
  flaw(pool: P): Flaw | undefined
  out(pool: P, swap: Swap, amountIn: bigint): Fill<P> | undefined
  in(pool: P, swap: Swap, amountOut: bigint): Fill<P> | undefined
  /** The curve of one direction as search sees it. */
  segments(pool: P, swap: Swap): Segments
  /** The marginal price (raw out per raw in, fee paid) before any trade; must equal the first price of `segments`, but cheap. */
  spot(pool: P, swap: Swap): number
  /** What can be withdrawn of each token, raw, as floats: tells deep pools from thin ones. */
  depth(pool: P): readonly number[]
  readonly state: StatePlan<P>
  /** The plain call that makes the swap, or undefined where only a router can make it. */
  call?(pool: P, swap: Swap, order: SwapOrder): ContractCall | undefined
}

export interface Flaw {
  reason: 'zero-reserve' | 'no-liquidity' | 'overflow' | 'fee' | 'price' | 'state' | 'tokens' | 'dust' | 'off-price' | 'kind' | 'hooks'
  /** One sentence with the value that was wrong. */
  detail: string
}

/**
 * One direction of a pool, from its price now downwards. `q` is the square root of the marginal price without fee (out per in). Segment k
 * runs from q[k] down to q[k + 1] with liquidity[k]: in = L (1/q' - 1/q) / gamma, out = L (q - q'). This is exact for constant product
 * and for every tick range; other curves are sampled (`sampled`), and lifted so that they never promise less than the pool.
 */
export interface Segments {
  gamma: number
  /** One longer than `liquidity`; the last entry is 0 when the curve never ends. */
  q: readonly number[]
  liquidity: readonly number[]
  sampled?: boolean
}

/** A read of a contract as data: whoever has a network encodes and sends it. `signature` is human-readable ABI. */
export interface ContractCall {
  to: string
  signature: string
  args: readonly unknown[]
  /** Native coin to send along. */
  value?: bigint
}

/** What never changes about a pool and is known before its state is read. */
export interface PoolIdentity {
  id: string
  tokens: readonly TokenKey[]
  dex?: string
  /** Fees, tick spacing, precisions, contracts: whatever the kind's `created` event or registry told. */
  fixed: Readonly<Record<string, unknown>>
}

/** How the state of a pool is found, as data: pure decoding, no network. */
export interface StatePlan<P extends PoolBase> {
  /** Factory events that announce a pool, and what they say. */
  readonly created: readonly { signature: string; identity(args: Readonly<Record<string, unknown>>, emitter: string): PoolIdentity }[]
  /** Given the answers of all rounds so far, either the next calls (one multicall, all at one block) or the finished pool. */
  read(identity: PoolIdentity, answers: readonly (readonly unknown[])[]): { calls: readonly ContractCall[] } | { pool: P }
  /** Events that move the state without any call; `undefined` from `apply` means: read the pool again. */
  readonly events: readonly { signature: string; apply(pool: P, args: Readonly<Record<string, unknown>>): P | undefined }[]
}

export interface SwapOrder {
  amountIn: bigint
  amountOutMin: bigint
  /** Filled in for kinds whose pool pays out what it is told to. */
  amountOut: bigint
  recipient: string
  deadline: bigint
}
