/** How far the index of one chain reaches. */
export interface IndexStatus {
  chain: number
  name: string
  /** First and last block in the warehouse, undefined before the first batch. */
  from: number | undefined
  to: number | undefined
  /** Unix seconds of those blocks. */
  fromTime: number | undefined
  toTime: number | undefined
  head: number | undefined
  /** head − to. */
  lagBlocks: number | undefined
  phase: 'idle' | 'backfill' | 'following' | 'failed'
  rowsPerSecond: number
  /** Seconds until the backfill ends, by the rate so far. */
  remainingS: number | undefined
  error?: string
}

/** Copies chains into the warehouse; resumable, idempotent, follows reorgs. */
export interface Indexer {
  status(): readonly IndexStatus[]
  /** Blocks, requests and seconds that a backfill from `fromBlock` would take, measured on a small sample. */
  estimate(chain: number, fromBlock: number, signal: AbortSignal): Promise<{ blocks: number; requests: number; seconds: number }>
  /** Resolves when the index has reached the head that the chain had at the call. */
  sync(
    chain: number,
    options: { fromBlock?: number; report?: (message: string, done?: number) => void },
    signal: AbortSignal,
  ): Promise<IndexStatus>
  /** Keeps following the head of all chains until stop(). */
  follow(): void
  stop(): Promise<void>
}
