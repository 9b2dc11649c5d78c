import type { Aggregate, Metric, Subject } from '../layer/types.ts'
import type { Query, Than, Within } from '../query.ts'
import type { Condition } from './conditions.ts'

export interface BoundToken {
  chain: number
  /** Lower-case hex. */
  address: string
  symbol: string
  decimals: number
}

export interface BoundChain {
  id: number
  name: string
  native: string
  /** Lower-case hex. */
  wrappedNative: string
  stables: readonly string[]
}

export type Excluded = { kind: 'token' | 'dex' | 'address' | 'method'; value: string } | { kind: 'label'; addresses: readonly string[] }

/** An address, or all that bear a label; lower-case hex. */
export type Party = { address: string } | { labelled: readonly string[] }

/** A first step of a query, itself a query of which only the groups or the one value are used. */
export type BoundStep = { bound: Bound } & ({ kind: 'within'; step: Within } | { kind: 'than'; step: Than })

/** A query whose names have become addresses: all that the compiler needs, and nothing that depends on a service. */
export interface Bound {
  query: Query
  subject: Subject
  metric: Metric
  /** Unix milliseconds. */
  now: number
  chains: readonly BoundChain[]
  token?: BoundToken
  token2?: BoundToken
  /** Lower-case hex. */
  address?: string
  /** Addresses that bear the asked label, lower-case hex. */
  labelled?: readonly string[]
  /** The other side of transfers whose one side is `address` or `labelled`. */
  other?: Party
  excluded: readonly Excluded[]
  /** Values of the first grouping that are wanted, lower case; [] for all. */
  among: readonly string[]
  /** Conditions on arguments of an own contract's event. */
  where?: readonly Condition[]
  /** What is found first. */
  steps?: readonly BoundStep[]
  /** More measures of the same subject. */
  also: readonly Aggregate[]
}
