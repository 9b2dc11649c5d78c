import type { RecordColumn } from '../../../core/record.ts'
import type { Title } from '../../../core/title.ts'

/** The languages whose words the reader knows. */
export const LANGUAGES = ['en', 'es', 'zh', 'ru', 'tr', 'pt'] as const
export type Language = (typeof LANGUAGES)[number]
export type Words = { readonly [language in Language]?: readonly string[] }

/** What answers show. */
export type { Title }

/**
 * What a value counts, before a chain and a token are known: `token` and `native` become symbols, `count` becomes "".
 */
export type Unit = 'USD' | 'count' | 'token' | 'native' | 'gwei' | 'gas' | '%' | 'seconds' | 'block' | 'text' | 'time'

export interface Column {
  name: string
  sql: string
  title: Title
  type: RecordColumn['type']
  unit: Unit
  /** SQL of the token's decimals: `sql` then gives base units, which are scaled by string arithmetic after the query. */
  decimals?: string
}

export const DIMENSIONS = [
  'token',
  'pair',
  'pool',
  'dex',
  'version',
  'chain',
  'trader',
  'sender',
  'receiver',
  'address',
  'contract',
  'label',
  'sender_label',
  'receiver_label',
  'block',
  'method',
  'kind',
  'call_type',
  'error',
] as const
export type DimensionId = (typeof DIMENSIONS)[number]

/** Something to group by. All its columns are grouped; the first is the one that names a row. */
export interface Dimension {
  columns: readonly Column[]
  /** Rows are read from this relation instead, when a row of the subject belongs to several values. */
  relation?: string
  /** Address whose labels are joined, under this alias: `alias.category`. */
  join?: { of: string; alias: string }
  /** Said in the answer when the grouping counts a row more than once. */
  note?: 'both_tokens'
  /** Its names come from joins: the light relation has them not. */
  heavy?: boolean
  /** Rows without a name of it (a pair of unknown symbols) are left out. */
  notNull?: boolean
  /** What the asked values are compared with when only some of them are shown; the first column unless told. */
  among?: string
  /** Column holding an address for which a label is looked up. */
  labelled?: boolean
}

export type FilterId =
  | 'token'
  | 'bought'
  | 'sold'
  | 'pool'
  | 'dex'
  | 'version'
  | 'address'
  | 'from'
  | 'to'
  | 'label'
  | 'fromLabel'
  | 'toLabel'
  | 'minUsd'
  | 'minAmount'
  | 'maxUsd'
  | 'maxAmount'
  | 'block'
  | 'method'
  | 'outcome'

/** SQL condition over alias `x`; `p` is a parameter such as $3, for labels a list of them. */
export type Filter = (p: string) => string

export const ORDERS = ['most', 'least', 'newest', 'oldest'] as const
export type Order = (typeof ORDERS)[number]

/** A measure: one number a group. */
export interface Aggregate {
  kind: 'aggregate'
  id: string
  title: Title
  /** SQL aggregate over alias `x`; `usd` is the row's value in dollars, or in the native token when that was asked. */
  value: (usd: string) => string
  unit: Unit
  /** True when the unit follows the asked currency. */
  usd?: boolean
  /** The same sum in base units, exact; used where nothing divides it. */
  exact?: string
  /** A state that is only known for the last indexed block: a period does not apply. */
  state?: boolean
  /** No rows means zero (counts and sums), not unknown. */
  zero: boolean
  /** What `share` and `cumulative` may do with it. */
  additive: boolean
  needs?: readonly ('token' | 'address')[]
  where?: string
  join?: string
  /** Sums of whole days hold it (tools/ask/compile/daily.ts): `value` over those, the metric's own when absent; `distinct` is not additive. */
  daily?: { value?: string; distinct?: boolean }
  /** Rows are read from this relation instead. */
  relation?: string
  words: Words
}

/** A list of single things: the largest transfers, the newest pools. */
export interface Listing {
  kind: 'rows'
  id: string
  title: Title
  columns: readonly Column[]
  /** Order expressions over alias `x`; `most` with a token asked may differ. */
  sorts: { most: string; mostOfToken?: string; newest: string }
  /** Index of the column that answers the question. */
  main: number
  /** Index of the column that names a row, where the value alone would say little. */
  name?: number
  /** Ordered by size, the list shows the state of now: a period does not apply. */
  state?: boolean
  where?: string
  needs?: readonly ('token' | 'address')[]
  words: Words
}

/** Read from the chain itself, or from the warehouse's own description. */
export interface Live {
  kind: 'live'
  id: string
  title: Title
  needs?: readonly ('token' | 'address')[]
  words: Words
}

export type Metric = Aggregate | Listing | Live

export const EACH = ['trader', 'trade', 'transaction', 'holder', 'transfer', 'sender', 'block', 'token'] as const
export type Each = (typeof EACH)[number]

/** One subject: a relation, its time, and what can be asked of it. */
export interface Subject {
  id: string
  /** View or subquery; has `chain_id`. */
  relation: string
  /** The same rows without the names that joins bring, for aggregates that need none. */
  light?: string
  /** TIMESTAMP column over alias `x`; absent for a state that only exists now. */
  time?: string
  /** Row value in dollars, null where unknown. */
  usd?: string
  /** Said in the answer. */
  caveats: readonly Caveat[]
  dimensions: { readonly [dimension in DimensionId]?: Dimension }
  filters: { readonly [filter in FilterId]?: Filter }
  /** What "per trader" and the like divide by. */
  divisors?: { readonly [each in Each]?: string }
  metrics: readonly Metric[]
}

/** Assumptions that an answer states; their words are in messages.ts. */
export type Caveat =
  | 'usd_method'
  | 'failed_excluded'
  | 'sender_is_trader'
  | 'balances_from_transfers'
  | 'price_method'
  | 'fee_by_tier'
  | 'liquidity_now'
  | 'first_transfer'
  | 'pool_minutes'
  | 'pnl_method'
  | 'retention_method'
  | 'native_flows'
  | 'event_moved'
  | 'event_units'
  | 'event_wide'
