import type { Scalar } from '../../core/record.ts'
import type { About } from './about/about.ts'
import type { ResultColumn } from './compile/compile.ts'
import type { Span } from './compile/period.ts'
import type { Caveat, Metric, Title } from './layer/types.ts'
import type { Query, Than, Within } from './query.ts'

/** A value and the record that proves it. */
export interface Fact {
  id: string
  value: Scalar
}

/** How far the index of the asked chain reaches; facts are missing while it is empty. */
export interface Freshness {
  chain: string
  block?: Fact
  time?: Fact
  /** First indexed moment, when the asked period begins before it. */
  begins?: Fact
  /** Blocks that the index is behind the chain, when it is. */
  behind?: Fact
}

export interface ResultTable {
  /** Id of the table record; rows and columns are the record's. */
  record: string
  columns: readonly ResultColumn[]
  rows: readonly (readonly Scalar[])[]
  total?: number
  truncated: boolean
}

/** What a first step of a query found. */
export interface StepResult {
  step: Within | Than
  /** The step as a query of its own. */
  query: Query
  symbols: QueryResult['symbols']
  said: QueryResult['said']
  /** What was found and its measure; a number of people alone; or one value. */
  table: ResultTable
  /** Its own period, where it has one. */
  from?: Fact
  to?: Fact
}

/** A compiled query that ran. */
export interface QueryResult {
  kind: 'query'
  query: Query
  /** The measure, where it was made at run time: one of an own contract's event. */
  made?: Metric
  /** Symbols for the units `token` and `native`. */
  symbols: { token?: string; native: string; token2?: string }
  table: ResultTable
  main: number
  /** Column of time, of a series. */
  time?: number
  /** Rows in the file that was asked for, and rows in all when there are more. */
  file?: { rows: Fact; all?: Fact }
  /** The asked limit, number of units, amounts and names with digits. */
  said: Readonly<Record<string, Fact>>
  span: Span & { fromFact?: Fact; toFact?: Fact }
  before?: { from: Fact; to: Fact }
  periodIgnored: boolean
  /** The state of now, whatever period was asked. */
  state: boolean
  /** Two named periods, a row each: beginning, value, change. */
  apart?: true
  /** Percent of rows without a price. */
  unpriced?: Fact
  /** What was found first, of a question of two steps. */
  steps?: readonly StepResult[]
  caveats: readonly Caveat[]
  both: boolean
  /** For an empty result: rows that would remain without one condition. */
  blame: readonly { field: string; count: Fact }[]
  fresh: Freshness
  sql: string
  /** What else is held of the one address that was asked about. */
  about?: About
}

export interface LatestBlockResult {
  kind: 'latest_block'
  chain: string
  block: Fact
  time: Fact
  fresh: Freshness
}

export interface SupplyResult {
  kind: 'supply'
  chain: string
  token: string
  /** Whole tokens, exact. */
  supply: Fact
  block: Fact
}

export interface CoverageResult {
  kind: 'coverage'
  /** Columns: chain, first block, last block, first time, last time, missing blocks. */
  table: ResultTable
}

export interface OwnSqlResult {
  kind: 'sql'
  sql: string
  table: ResultTable
  rows: Fact
  fresh: Freshness
}

/** The asked period lies outside of all that is held. */
export interface OutsideResult {
  kind: 'outside'
  chain: string
  title: Title
  first: Fact
  last: Fact
}

export type AskResult = QueryResult | OutsideResult | LatestBlockResult | SupplyResult | CoverageResult | OwnSqlResult
