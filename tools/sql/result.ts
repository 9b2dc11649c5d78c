import type { RecordColumn, Scalar } from '../../core/record.ts'
import type { Change } from './dialect.ts'
import type { Emptied } from './emptied.ts'

/** A value with the record that proves it. */
export interface Fact {
  id: string
  value: Scalar
}

export interface SqlTable {
  record: string
  columns: readonly RecordColumn[]
  rows: readonly (readonly Scalar[])[]
  truncated: boolean
}

export interface SqlResult {
  /** What was pasted. */
  original: string
  /** What ran. */
  sql: string
  show: 'result' | 'explanation'
  /** Chats send the rows as a file of this kind too. */
  file?: 'csv' | 'json'
  /** A line a step. */
  explanation: string
  changes: readonly Change[]
  /** Chains that the statement names and that are not indexed here. */
  elsewhere: readonly string[]
  /** A model wrote part of what ran. */
  unverified: boolean
  table: SqlTable
  rows: Fact
  /** Of an empty result: the conditions that removed its rows. */
  emptied: readonly Emptied[]
  fresh: readonly { chain: string; block: Fact; time: Fact }[]
}
