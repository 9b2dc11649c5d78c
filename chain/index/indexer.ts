import type { IndexStatus } from '../../core/operator.ts'

/** Copies chains into the warehouse; resumable, idempotent, follows reorgs. */
export interface Indexer {
  status(): readonly IndexStatus[]
  /** Blocks, requests and seconds that a backfill from `fromBlock` would take, measured on a small sample. */
  estimate(chain: number, fromBlock: number, signal: AbortSignal): Promise<{ blocks: number; requests: number; seconds: number }>
  /** Resolves when the index has reached the head that the chain had at the call; with `traces`, when every stored block has the node's. */
  sync(
    chain: number,
    options: { fromBlock?: number; traces?: boolean; report?: (message: string, done?: number) => void },
    signal: AbortSignal,
  ): Promise<IndexStatus>
  /** Keeps following the head of all chains until stop(). */
  follow(): void
  stop(): Promise<void>
}
