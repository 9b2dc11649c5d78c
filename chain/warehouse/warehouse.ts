import type { RecordColumn, Scalar } from '../../core/record.ts'

/** What a statement may cost. A limit that is reached cuts the rows (truncated: true) or stops the statement. */
export interface QueryLimits {
  /** Milliseconds until the statement is interrupted; 0 stands for none (indexer's own statements). */
  deadlineMs: number
  rows: number
  /** Characters of one cell; longer text is cut with an ellipsis. */
  cell: number
  /** Characters of the whole result as JSON. */
  bytes: number
}

export interface ResultSet {
  columns: readonly RecordColumn[]
  /** Integers beyond 2^53 and decimals are strings; times are Unix milliseconds. */
  rows: readonly (readonly Scalar[])[]
  truncated: boolean
  /** Milliseconds inside the engine. */
  ms: number
}

export type Parameter = string | number | bigint | boolean | null

/** Rows for one table, in the order of its columns in chain/warehouse/schema.ts. Keys decide: an existing row is replaced. */
export interface Batch {
  table: string
  rows: readonly (readonly Parameter[])[]
}

/** The analytics database, behind which DuckDB is hidden. The file is owned by one child process. */
export interface Warehouse {
  dialect: 'duckdb'
  /** A statement of our own compiler, parameters as $1, $2, …; read-only. Throws PetrelError query_failed, query_deadline, warehouse_down. */
  query(
    sql: string,
    parameters: readonly Parameter[],
    options?: { limits?: Partial<QueryLimits>; signal?: AbortSignal },
  ): Promise<ResultSet>
  /** A statement somebody wrote: passes the guard first. Throws also query_refused with the reason. */
  guarded(sql: string, options?: { limits?: Partial<QueryLimits>; signal?: AbortSignal }): Promise<ResultSet>
  /**
   * Writes all batches and the deletions in one transaction. With `held: 'add'` the rows only wait in the engine, for what is too
   * large for one message; `held: { rows }` then writes all that wait (so many, or it throws query_failed) with its own batches.
   * `revalue` works out prices and values of a span (Unix milliseconds) anew.
   */
  write(change: {
    chain: number
    deleteFrom?: number
    batches: readonly Batch[]
    held?: 'add' | 'drop' | { rows: number }
    revalue?: { from: number; to: number }
  }): Promise<void>
  /** True while the child process runs; it is restarted when it dies. */
  alive(): boolean
  close(): Promise<void>
}
