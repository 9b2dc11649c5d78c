import type { PoolBase, TokenKey } from '../../routing/pool.ts'

/** A pool that is known but takes part in no quote, and why. */
export interface LeftOut {
  pool: string
  tokens: readonly TokenKey[]
  dex?: string
  reason: 'unread' | 'kind' | 'fee' | 'many'
  /** One sentence. */
  detail: string
}

export interface GasNow {
  /** Wei for a unit of gas: base fee of the next block and a tip. */
  priceWei: bigint
  baseFeeWei: bigint
  tipWei: bigint
  /** What a rollup charges to publish an ordinary swap, wei; 0 elsewhere. */
  dataFeeWei: bigint
}

/** The pools of a chain at one block: every state is that of its end. */
export interface Snapshot {
  chain: number
  block: bigint
  hash: string
  /** Unix seconds. */
  time: number
  pools: readonly PoolBase[]
  /** Ids of pools whose state is not the one that the previous snapshot of this chain had. */
  changed: readonly string[]
  /** Where each pool was heard of. */
  found: ReadonlyMap<string, 'index' | 'factory' | 'wrap'>
  leftOut: readonly LeftOut[]
  gas: GasNow
  /** What the endpoints said when they asked for patience. */
  slowed: readonly string[]
}

export interface SnapshotRequest {
  /** EIP-155 id. */
  chain: number
  /** Tokens of the question, `native` included: pools between them and the chain's main tokens are looked for. */
  tokens: readonly TokenKey[]
  signal: AbortSignal
  progress?(message: string): void
}

/** The live pool sets of the configured chains. */
export interface Market {
  /** The pools around these tokens at the newest block. Throws PetrelError rpc_failed, cancelled, chain_unknown; never gives a part of a state. */
  snapshot(request: SnapshotRequest): Promise<Snapshot>
  /** Keeps the pools that were asked for up to date with each new block; `listener` hears of it. Returns the way to stop. */
  follow(chain: number, listener?: (snapshot: Snapshot) => void): () => void
  stop(): Promise<void>
}
