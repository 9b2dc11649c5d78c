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
  /** All DEXes, versions named, in order; more than one stand side by side. */
  dexes: string[]
  versions: string[]
  /** A block, or the first and last of a range. */
  blocks: number[]
  /** Function selector. */
  method: string | undefined
  /** The second party: who received what `address` sent. */
  other: string | undefined
  /** Measures joined by "and": "trades and volume". */
  joined: string[]
  maxUsd: number | undefined
  maxAmount: number | undefined
  window: number | undefined
  /** An amount was written with a sign of dollars. */
  money: boolean
  /** The chain that a coin's name also names: "ethereum". */
  coinChain: string | undefined
  /** "how many of": the number stood before a grain of time, "a week before". */
  shift: 'hour' | 'day' | 'week' | 'month' | 'year' | undefined
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

type Pending = 'measure' | 'by' | 'per' | 'which' | 'sup' | 'exclude' | 'over' | 'under' | 'between' | 'from' | 'to' | undefined

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

const EACH = new Set(['trader', 'trade', 'transaction', 'holder', 'transfer'])

function noun(walk: Walk, atom: Extract<Atom, { kind: 'noun' }>, before: Atom | undefined): void {
  const found = NOUN_OF.get(atom.id)
  if (!found) return
  // "by dex and version": the second group has the role of the first.
  if (walk.pending === undefined && before?.kind === 'role' && before.role === 'continue' && walk.nouns.at(-1)?.role === 'by' && found.by)
    walk.pending = 'by'
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
  if (walk.number !== undefined && role !== 'each') {
    walk.limit ??= walk.number
    walk.number = undefined
  }
  walk.nouns.push({ noun: found, singular: atom.singular, role })
  walk.pending = undefined
}

/** A second value for a place that is taken is unexplained: two DEXes are not one question. */
function place<K extends 'dex' | 'version' | 'chain' | 'pool' | 'address'>(walk: Walk, field: K, value: string): void {
  if (walk.pending === 'exclude') walk.exclude.push(value)
  else if (field === 'dex' || field === 'version') {
    const all = field === 'dex' ? walk.dexes : walk.versions
    if (!all.includes(value)) all.push(value)
    walk[field] ??= value as Walk[K]
  } else if (field === 'address' && walk.address !== undefined && walk.address !== value && walk.other === undefined) walk.other = value
  else if (walk[field] !== undefined && walk[field] !== value) walk.unexplained.push(value)
  else walk[field] = value as Walk[K]
}

function someone(walk: Walk, value: string): void {
  const { pending, address } = walk
  // "to coinbase from binance": the sender is the one that is looked from.
  if (address !== undefined && pending === 'from' && walk.direction === 'to' && address !== value) {
    Object.assign(walk, { address: value, other: address, direction: 'from', pending: undefined })
    return
  }
  place(walk, 'address', value)
  if (pending === 'from' || pending === 'to') {
    if (address === undefined) walk.direction = pending
    walk.pending = undefined
  }
}

function amount(walk: Walk, atom: { kind: 'number' | 'money'; value: number }): void {
  if (atom.kind === 'money') walk.money = true
  if (walk.pending === 'between') {
    if (walk.minUsd === undefined) walk.minUsd = atom.value
    else {
      walk.maxUsd = atom.value
      walk.pending = undefined
    }
  } else if (walk.pending === 'under') {
    walk.maxUsd = atom.value
    walk.pending = undefined
  } else if (walk.pending === 'over') {
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
  if (name === 'continue' || (name === 'before' && value)) walk.roles.add(name)
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
    case 'unique':
      if (walk.pending === 'by') walk.pending = 'measure'
      break
    case 'by':
    case 'which':
    case 'exclude':
    case 'between':
    case 'over':
    case 'under':
    case 'from':
    case 'to':
      if (walk.pending !== 'exclude' || name !== 'from') walk.pending = name
      break
    case 'continue':
      if (value === '' && walk.pending === 'by') walk.pending = undefined
      break
    case 'before':
      if (value) walk.shift = value as Walk['shift']
      break
    case 'transform':
      walk.transform ??= value as Walk['transform']
      // "30 day moving average": the number is its width.
      if (value === 'moving_average' && walk.number !== undefined) {
        walk.window = walk.number
        walk.number = undefined
        if (['hour', 'day', 'week', 'month'].includes(walk.unexplained.at(-1) ?? '')) walk.per ??= walk.unexplained.pop() as Grain
      }
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
  if (next && walk.maxUsd !== undefined && walk.maxAmount === undefined) {
    walk.maxAmount = walk.maxUsd
    walk.maxUsd = undefined
  }
  if (atom.chain) walk.coinChain = atom.chain
  const known = walk.tokens.some((each) => each.matches[0]?.address === atom.matches[0]?.address)
  if (known) return
  if (walk.tokens.length < 6) walk.tokens.push({ words: atom.words, matches: atom.matches })
  else walk.unexplained.push(atom.words)
}

/** "block 12634810", "blocks 5 to 9": the number names a block instead of counting. */
function ofBlock(walk: Walk, atom: { kind: 'number' | 'money'; value: number }, before: Atom | undefined): boolean {
  const named = before?.kind === 'noun' && before.id === 'block'
  const heading = before?.kind === 'metric' && before.id === 'latest_block'
  const second = walk.blocks.length === 1 && (before?.kind === 'role' || before?.kind === 'number')
  if (atom.kind !== 'number' || !Number.isInteger(atom.value) || !(named || heading || second)) return false
  if (named && walk.nouns.at(-1)?.noun.id === 'block') walk.nouns.pop()
  if (heading) walk.metrics.pop()
  walk.blocks.push(atom.value)
  walk.pending = undefined
  return true
}

const NAMES = new Set(['token', 'stables', 'dex', 'label', 'wallet', 'filler', 'pool', 'role', 'noun'])

function step(walk: Walk, atom: Atom, [before, next]: readonly [Atom | undefined, Atom | undefined]): void {
  if (walk.pending === 'exclude' && !NAMES.has(atom.kind)) walk.pending = undefined
  switch (atom.kind) {
    case 'filler':
      return
    // "no" denies in English and is "on the" in Portuguese before a place.
    case 'metric':
      walk.metrics.push(atom.id)
      walk.pending = undefined
      return
    case 'noun':
      // "excluding the token USDC": the noun only introduces the name.
      if (walk.pending !== 'exclude') noun(walk, atom, before)
      return
    case 'role':
      if (walk.pending === 'exclude' && atom.role === 'continue') return
      if (atom.role === 'negation' && (next?.kind === 'dex' || next?.kind === 'chain' || next?.kind === 'period')) return
      role(walk, atom.role, atom.value)
      return
    case 'period':
      walk.moments.push(atom.moment)
      return
    case 'number':
    case 'money':
      if (ofBlock(walk, atom, before)) return
      amount(walk, atom)
      return
    case 'method':
      walk.method = atom.value
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

/** A message that goes on from the one before begins or ends with the word that says so; elsewhere "and" only joins. */
function leads(atoms: readonly Atom[]): boolean {
  const said = atoms.filter((atom) => atom.kind !== 'filler')
  return [said[0], said.at(-1)].some((atom) => atom?.kind === 'role' && atom.role === 'continue')
}

const measureOf = (atom: Atom | undefined): string | undefined => {
  if (atom?.kind === 'metric') return atom.id
  return atom?.kind === 'noun' && !atom.singular ? NOUN_OF.get(atom.id)?.count : undefined
}

/** Measures with an "and" between them, in order. */
function joinedOf(atoms: readonly Atom[]): string[] {
  const said = atoms.filter((atom) => atom.kind !== 'filler' && !(atom.kind === 'role' && (atom.role === 'count' || atom.role === 'much')))
  const out: string[] = []
  said.forEach((atom, index) => {
    if (atom.kind !== 'role' || atom.role !== 'continue') return
    const [left, right] = [measureOf(said[index - 1]), measureOf(said[index + 1])]
    if (left && right && left !== right) out.push(...[left, right].filter((id) => !out.includes(id)))
  })
  return out
}

/** Walks over a scan once, from left to right. */
export function features(scanned: Scan): Features {
  const walk = blank()
  scanned.atoms.forEach((atom, index) => {
    step(walk, atom, [scanned.atoms[index - 1], scanned.atoms[index + 1]])
  })
  if (walk.number !== undefined) walk.unexplained.push(String(walk.number))
  if (walk.pending === 'over' || walk.pending === 'under') walk.unexplained.push(walk.pending)
  if (scanned.words <= 5 && /^(of|for|in|on|de|para|en|em|для|на|у)$/.test(scanned.first)) walk.roles.add('continue')
  else if (!walk.roles.has('continue:only') && !leads(scanned.atoms)) walk.roles.delete('continue')
  walk.joined = joinedOf(scanned.atoms)
  return walk
}
