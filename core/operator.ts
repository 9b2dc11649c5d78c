/** Ports through which the operator's tools reach parts that tools may not import. main.ts supplies them. */

export interface ModelListing {
  id: string
  title: string
  licence: string
  /** Bytes on disk. */
  size: number
  /** Bytes of memory needed at the default context. */
  memory: number
  contextSize: number
  toolUse: 'grammar' | 'native'
  sources: readonly string[]
  state: 'absent' | 'partial' | 'downloaded' | 'loaded'
  /** What the hardware choice says: "fits", "too large: needs 9 GB, 6 GB free". */
  fit: string
}

export interface ModelAdmin {
  list(): Promise<ModelListing[]>
  /** Downloads and verifies. Throws PetrelError model_unknown, model_download, model_checksum. */
  pull(id: string, report: (message: string, done?: number) => void, signal: AbortSignal): Promise<{ path: string; source: string }>
  /** Loads it now and remembers it for later starts. */
  use(id: string, report: (message: string, done?: number) => void, signal: AbortSignal): Promise<void>
  /** Measures speed on this machine. */
  bench(
    id: string,
    report: (message: string, done?: number) => void,
    signal: AbortSignal,
  ): Promise<readonly { name: string; value: number; unit: string }[]>
}

/** One setting as `petrel config` shows it; secrets are already redacted. */
export interface SettingListing {
  key: string
  value: string
  from: 'default' | 'file' | 'environment' | 'argument'
  help: string
}

export interface SettingsView {
  list(): readonly SettingListing[]
  file: string
}

/** One line of `petrel doctor`. */
export interface Check {
  name: string
  state: 'ok' | 'warn' | 'fail'
  found: string
  /** What to do about it; empty when all is well. */
  hint: string
}

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

/** Answers on their way to platforms, for the operator. */
export interface Deliveries {
  /** Answers that wait for a platform. */
  waiting(): number
  /** Given up, newest first; `at` in Unix milliseconds. */
  dead(limit: number): Promise<readonly { turn: string; bot: string; chat: string; reason: string; at: number }[]>
  /** Tries dead letters again; resolves with their number. */
  retry(): Promise<number>
}
