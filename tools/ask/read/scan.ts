import type { Resolve, TokenMatch } from '../../../core/resolve.ts'
import { type Moment, moments } from './moments.ts'
import { pieces, type Word } from './normalise.ts'
import { correct } from './spelling.ts'
import { cutHan, type Meaning, vocabulary } from './vocabulary.ts'

/** What a stretch of the message was understood as. */
export type Atom = { start: number; end: number } & (
  | Meaning
  | { kind: 'period'; moment: Moment }
  | { kind: 'number' | 'money'; value: number }
  | { kind: 'token'; matches: readonly TokenMatch[]; words: string }
  | { kind: 'stables' }
  | { kind: 'dex'; value: string; matches: readonly TokenMatch[] }
  | { kind: 'chain' | 'pool' | 'version' | 'label' | 'wallet'; value: string }
  /** `near`: tokens whose names look like it. */
  | { kind: 'unknown'; words: string; near: readonly TokenMatch[] }
)

export interface Scan {
  atoms: Atom[]
  /** How many words were respelt. */
  corrections: number
  /** How many words the message has. */
  words: number
}

const isHan = (text: string): boolean => /\p{Script=Han}/u.test(text)
const split = (word: Word): Word[] =>
  word.kind === 'word' && isHan(word.text) ? cutHan(word.text).map((text) => ({ ...word, text, raw: text })) : [word]

/** Exact meanings of words in the registry, one match an address; [] when there is none. */
async function exactly(words: string, resolve: Resolve): Promise<TokenMatch[]> {
  const found = await resolve.tokens(words)
  const best =
    (['address', 'symbol', 'name'] as const).map((kind) => found.filter((match) => match.match === kind)).find((each) => each.length > 0) ??
    []
  const unique = [...new Map(best.map((match) => [`${match.chain}:${match.address}`, match])).values()].sort((a, b) => b.weight - a.weight)
  const [first, second] = unique
  return first && second && first.weight > 0 && first.weight >= 10 * second.weight ? [first] : unique
}

const NATIVE: Readonly<Record<string, string>> = {
  eth: 'WETH',
  ether: 'WETH',
  ethereum: 'WETH',
  以太坊: 'WETH',
  以太币: 'WETH',
  эфир: 'WETH',
  bnb: 'WBNB',
  pol: 'WPOL',
  matic: 'WMATIC',
  btc: 'WBTC',
  bitcoin: 'WBTC',
  比特币: 'WBTC',
}

/** Words about the coin itself stand for its wrapped token where the registry has no token of that very name. */
async function tokenOf(words: string, resolve: Resolve): Promise<TokenMatch[]> {
  const found = await exactly(words, resolve)
  const wrapped = NATIVE[words.toLowerCase()]
  return found.length > 0 || !wrapped ? found : exactly(wrapped, resolve)
}

/** Spells unknown words as the vocabulary does, unless they name a token. */
async function respelt(words: readonly Word[], known: ReadonlySet<string>, resolve: Resolve): Promise<Word[]> {
  return Promise.all(
    words.map(async (word) => {
      const { text } = word
      if (word.kind !== 'word' || isHan(text) || vocabulary.words.has(text) || known.has(text) || word.raw.startsWith('$')) return word
      const better = correct(text)
      if (!better || (await tokenOf(text, resolve)).length > 0) return word
      return { ...word, text: better, corrected: true }
    }),
  )
}

/** Longest phrase of the vocabulary that begins at `start`. */
function phraseAt(words: readonly Word[], start: number, free: (index: number) => boolean): Atom | undefined {
  for (let length = Math.min(vocabulary.longest, words.length - start); length > 0; length--) {
    const part = words.slice(start, start + length)
    if (!part.every((word, index) => (word.kind === 'word' || word.kind === 'number') && free(start + index) && !word.raw.startsWith('$')))
      continue
    const [meaning] = vocabulary.phrases.get(part.map((word) => word.text).join(' ')) ?? []
    if (meaning) return { ...meaning, start, end: start + length }
  }
  return undefined
}

interface Names {
  dexes: ReadonlyMap<string, string>
  chains: ReadonlyMap<string, string>
  pools: ReadonlySet<string>
}

async function namesOf(resolve: Resolve): Promise<Names> {
  const [dexes, chains, pools] = await Promise.all([resolve.values('dex'), resolve.values('chain'), resolve.values('pool')])
  const lower = (values: readonly string[]) => new Map(values.map((value) => [value.toLowerCase(), value]))
  return { dexes: lower(dexes), chains: lower(chains), pools: new Set(pools.map((pool) => pool.toLowerCase())) }
}

const STABLES = new Set(['stablecoin', 'stablecoins', 'stables', '稳定币', 'estables', 'стеиблкоины', 'стейблкоины'])
const VERSION = /^v([234])$/

/** Part of a DEX's name also means it: "sushi" for sushiswap, "uniswap" for uniswap_v2. */
function dexLike(text: string, names: Names): string | undefined {
  const near = text.length >= 3 ? [...names.dexes.keys()].filter((dex) => dex.startsWith(text)) : []
  return near.length === 1 ? names.dexes.get(near[0] ?? '') : undefined
}

async function addressAtom(word: Word, at: { start: number; end: number }, names: Names, resolve: Resolve): Promise<Atom> {
  if (names.pools.has(word.text)) return { ...at, kind: 'pool', value: word.text }
  const matches = (await resolve.tokens(word.text)).filter((match) => match.match === 'address' && match.symbol !== '')
  const [match] = matches
  return match ? { ...at, kind: 'token', matches: [match], words: word.text } : { ...at, kind: 'wallet', value: word.text }
}

/** A name at `start`: a DEX, a chain, a token of up to three words, a label. */
async function nameAt(
  words: readonly Word[],
  start: number,
  free: (index: number) => boolean,
  world: { names: Names; resolve: Resolve },
): Promise<Atom> {
  const { names, resolve } = world
  const word = words[start] as Word
  const at = { start, end: start + 1 }
  if (word.kind === 'address') return addressAtom(word, at, names, resolve)
  if (word.kind === 'hash') return { ...at, kind: 'unknown', words: word.raw, near: [] }
  if (word.kind === 'number' || word.kind === 'money') return { ...at, kind: word.kind, value: word.value ?? 0 }
  if (STABLES.has(word.text)) return { ...at, kind: 'stables' }
  const version = VERSION.exec(word.text)?.[1]
  if (version) return { ...at, kind: 'version', value: version }
  const chain = names.chains.get(word.text)
  const dex = names.dexes.get(word.text)
  if (dex) return { ...at, kind: 'dex', value: dex.toLowerCase(), matches: await tokenOf(word.raw, resolve) }
  for (let length = Math.min(3, words.length - start); length > 0; length--) {
    const part = words.slice(start, start + length)
    if (!part.every((each, index) => each.kind === 'word' && free(start + index))) continue
    const spoken = part.map((each) => each.raw.replace(/^\$/, '').replace(/['’]s$/i, '')).join(' ')
    const matches = await tokenOf(spoken, resolve)
    if (matches.length > 0 && !(chain && length === 1 && matches[0]?.match !== 'symbol'))
      return { start, end: start + length, kind: 'token', matches, words: spoken }
    const labels = spoken.length >= 3 ? await resolve.labels(spoken) : []
    if (labels.length > 0 && !chain) return { start, end: start + length, kind: 'label', value: spoken }
  }
  if (chain) return { ...at, kind: 'chain', value: chain }
  const like = dexLike(word.text, names)
  if (like && !word.raw.startsWith('$')) return { ...at, kind: 'dex', value: like.toLowerCase(), matches: [] }
  const near = word.raw.length >= 4 ? (await resolve.tokens(word.raw)).filter((match) => match.match === 'near') : []
  return { ...at, kind: 'unknown', words: word.raw, near }
}

/** Cuts a message into what is understood and what is not. */
export async function scan(text: string, { resolve, now }: { resolve: Resolve; now: number }): Promise<Scan> {
  const names = await namesOf(resolve)
  const known = new Set([...names.dexes.keys(), ...names.chains.keys(), ...STABLES])
  const words = await respelt(pieces(text).flatMap(split), known, resolve)
  const times = moments(words, now)
  const taken = new Set(times.flatMap(({ start, end }) => Array.from({ length: end - start }, (_, index) => start + index)))
  const free = (index: number) => !taken.has(index)
  const atoms: Atom[] = times.map((moment) => ({ kind: 'period', moment, start: moment.start, end: moment.end }))
  for (let start = 0; start < words.length; ) {
    if (!free(start)) {
      start++
      continue
    }
    const phrase = phraseAt(words, start, free)
    const atom = phrase ?? (await nameAt(words, start, free, { names, resolve }))
    atoms.push(atom)
    start = atom.end
  }
  return { atoms: atoms.sort((a, b) => a.start - b.start), corrections: words.filter((word) => word.corrected).length, words: words.length }
}
