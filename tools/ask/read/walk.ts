import type { TokenMatch } from '../../../core/resolve.ts'
import type { Grain } from '../query.ts'
import type { Moment } from './moments.ts'
import type { Atom } from './scan.ts'
import type { Noun } from './words/nouns.ts'

/** measure: what a ranking counts, "by number of holders". */
export type NounRole = 'main' | 'measure' | 'by' | 'which' | 'top' | 'each'
export interface SeenNoun {
  noun: Noun
  singular: boolean
  role: NounRole
}
export interface SeenToken {
  words: string
  matches: readonly TokenMatch[]
}

/** Everything that a message says, before it is decided what it asks. */
export interface Features {
  metrics: string[]
  nouns: SeenNoun[]
  roles: Set<string>
  order: 'most' | 'least' | 'newest' | 'oldest' | 'busiest' | undefined
  per: Grain | undefined
  /** "busiest hour", "which day". */
  rankGrain: Grain | undefined
  limit: number | undefined
  tokens: SeenToken[]
  exclude: string[]
  moments: Moment[]
  dex: string | undefined
  /** All DEXes, versions named, in order; more than one stand side by side. */
  dexes: string[]
  versions: string[]
  /** A block, or the first and last of a range. */
  blocks: number[]
  /** Function selector. */
  method: string | undefined
  /** The second party: who received what `address` sent. */
  other: string | undefined
  /** The names of the message in order, and whether a share was asked before them. */
  named: { field: string; after: boolean }[]
  /** Measures joined by "and": "trades and volume". */
  joined: string[]
  maxUsd: number | undefined
  maxAmount: number | undefined
  window: number | undefined
  /** "more than" leaves the number itself out, "at least" does not. */
  strict: boolean
  /** An amount was written with a sign of dollars. */
  money: boolean
  /** The chain that a coin's name also names: "ethereum". */
  coinChain: string | undefined
  /** "how many of": the number stood before a grain of time, "a week before". */
  shift: 'hour' | 'day' | 'week' | 'month' | 'year' | undefined
  /** DEX that bears the name of the party. */
  partyDex: string | undefined
  /** Token that bears the name of the DEX. */
  dexToken: SeenToken | undefined
  version: string | undefined
  chain: string | undefined
  pool: string | undefined
  address: string | undefined
  direction: 'from' | 'to' | undefined
  minUsd: number | undefined
  minAmount: number | undefined
  transform: 'share' | 'cumulative' | 'moving_average' | undefined
  currency: 'native' | 'usd' | undefined
  /** An unknown word that looks like the name of tokens. */
  near: SeenToken | undefined
  /** Units of time that stood without a word that groups or ranks. */
  days: Grain[]
  /** The shift goes to a later period. */
  forward: boolean
  /** It ends in a question mark. */
  asks: boolean
  /** Only groups whose measure reaches these bounds: "traders with more than 10 swaps". */
  having: Having | undefined
  /** Words that found no meaning or no place. */
  unexplained: string[]
}

/** Bounds (inclusive) of a measure of groups. */
export interface Having {
  metric: string
  min?: number
  max?: number
}

export type Pending =
  | 'measure'
  | 'by'
  | 'per'
  | 'which'
  | 'sup'
  | 'exclude'
  | 'over'
  | 'under'
  | 'exact'
  | 'between'
  | 'from'
  | 'to'
  | undefined

export interface Walk extends Features {
  pending: Pending
  /** A number that waits for what it counts. */
  number: number | undefined
  /** A word asked for an amount that is a price when nothing else is measured. */
  weak: boolean
  /** A share has been asked for. */
  shared: boolean
  /** The measure that stood right before the bound: "volume over 100k". */
  bounded: string | undefined
  /** It is about transactions rather than trades. */
  onChain: boolean
  /** A DEX is named, so that its transactions are trades. */
  onDex: boolean
  /** The message is Portuguese. */
  romance: boolean
  /** Atoms that an earlier one has taken with it. */
  taken: Set<Atom>
}

export const blank = (): Walk => ({
  metrics: [],
  nouns: [],
  roles: new Set(),
  order: undefined,
  per: undefined,
  rankGrain: undefined,
  limit: undefined,
  tokens: [],
  exclude: [],
  moments: [],
  dex: undefined,
  dexes: [],
  versions: [],
  blocks: [],
  method: undefined,
  other: undefined,
  joined: [],
  maxUsd: undefined,
  maxAmount: undefined,
  window: undefined,
  money: false,
  coinChain: undefined,
  shift: undefined,
  partyDex: undefined,
  dexToken: undefined,
  version: undefined,
  chain: undefined,
  pool: undefined,
  address: undefined,
  direction: undefined,
  minUsd: undefined,
  minAmount: undefined,
  transform: undefined,
  currency: undefined,
  near: undefined,
  having: undefined,
  forward: false,
  asks: false,
  unexplained: [],
  pending: undefined,
  number: undefined,
  strict: false,
  days: [],
  romance: false,
  weak: false,
  named: [],
  shared: false,
  bounded: undefined,
  onChain: false,
  onDex: false,
  taken: new Set(),
})
