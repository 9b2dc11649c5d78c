import type { TokenMatch } from '../../../core/resolve.ts'
import type { Grain } from '../query.ts'
import type { Moment } from './moments.ts'
import type { Atom, Scan } from './scan.ts'
import { NOUN_OF, type Noun } from './words/nouns.ts'

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
  /** Words that found no meaning or no place. */
  unexplained: string[]
}

type Pending = 'measure' | 'by' | 'per' | 'which' | 'sup' | 'exclude' | 'over' | 'from' | 'to' | undefined

interface Walk extends Features {
  pending: Pending
  /** A number that waits for what it counts. */
  number: number | undefined
}

const blank = (): Walk => ({
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
  unexplained: [],
  pending: undefined,
  number: undefined,
})

const EACH = new Set(['trader', 'trade', 'transaction', 'holder'])

function noun(walk: Walk, atom: Extract<Atom, { kind: 'noun' }>): void {
  const found = NOUN_OF.get(atom.id)
  if (!found) return
  const { pending } = walk
  const counted = pending === 'measure' || (pending === 'by' && !found.by)
  const role: NounRole = counted
    ? 'measure'
    : pending === 'per' && EACH.has(found.id)
      ? 'each'
      : pending === 'by' || pending === 'per'
        ? 'by'
        : pending === 'which'
          ? 'which'
          : pending === 'sup'
            ? 'top'
            : 'main'
  if (walk.number !== undefined && (role === 'top' || role === 'main')) {
    walk.limit ??= walk.number
    walk.number = undefined
  }
  walk.nouns.push({ noun: found, singular: atom.singular, role })
  walk.pending = undefined
}

/** A second value for a place that is taken is unexplained: two DEXes are not one question. */
function place<K extends 'dex' | 'version' | 'chain' | 'pool' | 'address'>(walk: Walk, field: K, value: string): void {
  if (walk.pending === 'exclude') walk.exclude.push(value)
  else if (walk[field] !== undefined && walk[field] !== value) walk.unexplained.push(value)
  else walk[field] = value as Walk[K]
}

function someone(walk: Walk, value: string): void {
  const { pending } = walk
  place(walk, 'address', value)
  if (pending === 'from' || pending === 'to') {
    walk.direction = pending
    walk.pending = undefined
  }
}

function amount(walk: Walk, atom: { kind: 'number' | 'money'; value: number }): void {
  if (walk.pending === 'over') {
    // Dollars until a token or a currency says otherwise.
    walk.minUsd = atom.value
    walk.pending = undefined
  } else if (atom.kind === 'money') walk.unexplained.push(`$${atom.value}`)
  else if (walk.pending === 'sup' && walk.limit === undefined) walk.limit = atom.value
  else if (walk.number === undefined) walk.number = atom.value
  else walk.unexplained.push(String(atom.value))
}

function role(walk: Walk, name: string, value: string): void {
  walk.roles.add(value ? `${name}:${value}` : name)
  switch (name) {
    case 'sup':
      // "the latest" of something may be said twice ("newest, most recent"); the first word decides.
      walk.order ??= value as Walk['order']
      if (walk.number !== undefined) walk.limit ??= walk.number
      walk.number = undefined
      walk.pending = walk.pending === 'by' ? 'by' : 'sup'
      break
    case 'per':
      if (value) walk.per ??= value as Grain
      else walk.pending = 'per'
      break
    case 'grain':
      if (walk.pending === 'which' || walk.pending === 'sup' || walk.pending === 'by') {
        if (walk.pending === 'by') walk.per ??= value as Grain
        else walk.rankGrain = value as Grain
      } else walk.unexplained.push(value)
      walk.pending = undefined
      break
    case 'count':
      if (walk.pending === 'by') walk.pending = 'measure'
      break
    case 'by':
    case 'which':
    case 'exclude':
    case 'over':
    case 'from':
    case 'to':
      if (walk.pending !== 'exclude' || name !== 'from') walk.pending = name
      break
    case 'transform':
      walk.transform ??= value as Walk['transform']
      break
    case 'currency':
      if (value === 'native') walk.currency = 'native'
      else walk.currency ??= 'usd'
      break
    default:
      break
  }
}

function token(walk: Walk, atom: Extract<Atom, { kind: 'token' }>, next: boolean): void {
  const said =
    atom.matches.length === 1 ? (atom.matches[0]?.match === 'address' ? atom.matches[0].address : atom.matches[0]?.symbol) : atom.words
  if (walk.pending === 'exclude') {
    walk.exclude.push(said ?? atom.words)
    return
  }
  // "over 1000 UNI": the number counted tokens.
  if (next && walk.minUsd !== undefined && walk.minAmount === undefined) {
    walk.minAmount = walk.minUsd
    walk.minUsd = undefined
  }
  const known = walk.tokens.some((each) => each.matches[0]?.address === atom.matches[0]?.address)
  if (known) return
  if (walk.tokens.length < 2) walk.tokens.push({ words: atom.words, matches: atom.matches })
  else walk.unexplained.push(atom.words)
}

const NAMES = new Set(['token', 'stables', 'dex', 'label', 'wallet', 'filler', 'pool', 'role', 'noun'])

function step(walk: Walk, atom: Atom, before: Atom | undefined): void {
  if (walk.pending === 'exclude' && !NAMES.has(atom.kind)) walk.pending = undefined
  switch (atom.kind) {
    case 'filler':
      return
    case 'metric':
      walk.metrics.push(atom.id)
      walk.pending = undefined
      return
    case 'noun':
      // "excluding the token USDC": the noun only introduces the name.
      if (walk.pending !== 'exclude') noun(walk, atom)
      return
    case 'role':
      if (walk.pending === 'exclude' && atom.role === 'continue') return
      role(walk, atom.role, atom.value)
      return
    case 'period':
      walk.moments.push(atom.moment)
      return
    case 'number':
    case 'money':
      amount(walk, atom)
      return
    case 'token':
      token(walk, atom, before?.kind === 'number')
      return
    case 'stables':
      if (walk.pending === 'exclude') walk.exclude.push('stablecoins')
      else walk.unexplained.push('stablecoins')
      return
    case 'dex':
      if (atom.matches.length > 0) walk.dexToken ??= { words: atom.value, matches: atom.matches }
      place(walk, atom.kind, atom.value)
      return
    case 'chain':
    case 'version':
    case 'pool':
      place(walk, atom.kind, atom.value)
      return
    case 'label':
    case 'wallet':
      someone(walk, atom.value)
      return
    case 'unknown':
      walk.unexplained.push(atom.words)
      if (atom.near.length > 0) walk.near ??= { words: atom.words, matches: atom.near }
      return
    default:
      atom satisfies never
  }
}

/** Walks over a scan once, from left to right. */
export function features(scanned: Scan): Features {
  const walk = blank()
  scanned.atoms.forEach((atom, index) => {
    step(walk, atom, scanned.atoms[index - 1])
  })
  if (walk.number !== undefined) walk.unexplained.push(String(walk.number))
  if (walk.pending === 'over') walk.unexplained.push('over')
  return walk
}
