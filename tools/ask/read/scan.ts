import type { Resolve, TokenMatch } from '../../../core/resolve.ts'
import { type Moment, moments } from './moments.ts'
import { isCoin, missingVowel, nameable, partyOf, tokensOf } from './names.ts'
import { pieces, scaled, type Word } from './normalise.ts'
import { inEnglish } from './romance/in-english.ts'
import { correct, edits } from './spelling.ts'
import { stem } from './stems.ts'
import { chinese } from './tongues/chinese.ts'
import { russian, russianStem } from './tongues/russian.ts'
import { isTurkish, turkish, turkishRoot } from './tongues/turkish.ts'
import { cutHan, cyrillicKey, type Meaning, vocabulary } from './vocabulary.ts'
import { ALIASES } from './words/aliases.ts'
import { COMMON } from './words/common.ts'
import { METHODS } from './words/methods.ts'
import { longhand } from './words/shorthand.ts'

/** What a stretch of the message was understood as. */
export type Atom = { start: number; end: number /** The words of a phrase of the vocabulary, folded. */; said?: string } & (
  | Meaning
  | { kind: 'period'; moment: Moment }
  | { kind: 'number' | 'money'; value: number }
  /** `chain`: the words also name a chain, `party`: also a labelled address. */
  | { kind: 'token'; matches: readonly TokenMatch[]; words: string; chain?: string; party?: string }
  | { kind: 'stables' }
  | { kind: 'dex'; value: string; matches: readonly TokenMatch[] }
  | { kind: 'chain' | 'pool' | 'version' | 'wallet' | 'method'; value: string }
  /** `dex`: the party bears the name of a DEX too. */
  | { kind: 'label'; value: string; dex?: string }
  /** `near`: tokens whose names look like it. */
  | { kind: 'unknown'; words: string; near: readonly TokenMatch[] }
)

export interface Scan {
  atoms: Atom[]
  /** How many words were respelt. */
  corrections: number
  /** How many words the message has. */
  words: number
  /** Its first word: "of USDC" goes on from something. */
  first: string
}

const isHan = (text: string): boolean => /\p{Script=Han}/u.test(text)
/** A name in another script or in everyday speech, as the registry spells it. */
const spelt = (word: Word): Word => {
  const name = word.kind === 'word' && !word.raw.startsWith('$') ? ALIASES.get(word.text) : undefined
  return name === undefined ? word : { ...word, text: name.toLowerCase(), raw: name }
}
/** Short forms in small letters, written out: "wk", "addys". */
const written = (word: Word): Word[] => {
  const long = word.kind === 'word' && word.raw === word.raw.toLowerCase() ? longhand(word.text) : undefined
  return long === undefined ? [word] : long.map((text) => ({ ...word, text, raw: text }))
}
const split = (word: Word): Word[] =>
  word.kind === 'word' && isHan(word.text) ? cutHan(word.text).map((text) => ({ ...word, text, raw: text })) : [word]

const isTicker = (raw: string): boolean => raw.length <= 6 && raw === raw.toUpperCase() && /[A-Z]/.test(raw)

/** Spells unknown words as the vocabulary does, unless they name a token. */
async function respelt(
  words: readonly Word[],
  { known, resolve, turkish: inTurkish }: { known: ReadonlySet<string>; resolve: Resolve; turkish: boolean },
): Promise<Word[]> {
  return Promise.all(
    words.map(async (word, index) => {
      const { text } = word
      if (word.kind !== 'word' || isHan(text) || vocabulary.words.has(text) || known.has(text) || word.raw.startsWith('$')) return word
      if (COMMON.has(text) || isTicker(word.raw) || METHODS.has(text)) return word
      if (vocabulary.cyrillicStems.has(russianStem(text)) && /\p{Script=Cyrillic}/u.test(text)) return word
      const isKnown = (each: string) =>
        vocabulary.words.has(each) ||
        ALIASES.has(each) ||
        [...known].some((name) => name === each || (each.length > 4 && name.startsWith(each)))
      const root = inTurkish ? turkishRoot(text, isKnown) : undefined
      if (root !== undefined && !(await tokensOf(text, resolve)).some((match) => match.match === 'symbol' && match.weight > 0))
        return { ...word, text: root, raw: root }
      // "volume on balancer": after "on" stands a name, not a form of one of our words.
      const placed = words[index - 1]?.text === 'on'
      const inflected = placed ? undefined : vocabulary.stems.get(stem(text))
      const found = correct(text, known)
      const better = found !== undefined && placed && !known.has(found) && vocabulary.phrases.has(found) ? undefined : found
      const nearer = inflected !== undefined && (!better || edits(text, inflected, 4) <= edits(text, better, 4))
      if (nearer && !(await tokensOf(text, resolve)).some((match) => match.weight > 0)) return { ...word, text: inflected }
      if (!better || (await tokensOf(text, resolve)).some((match) => match.match === 'symbol' && match.weight > 0)) return word
      if (text.length < 6 && (await tokensOf(text, resolve)).length > 0 && !known.has(better)) return word
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
    const said = part.map((word) => word.text).join(' ')
    const [meaning] = vocabulary.phrases.get(said) ?? []
    if (meaning) return { ...meaning, start, end: start + length, said }
    const listed = vocabulary.cyrillic.get(cyrillicKey(part.map((word) => word.text)) ?? '')
    const [inflected] = vocabulary.phrases.get(listed ?? '') ?? []
    if (inflected && listed !== undefined) return { ...inflected, start, end: start + length, said: listed }
  }
  return undefined
}

/** "işlemlerde" stands in a longer phrase and is no phrase itself: read without its ending. */
function rootAt(words: readonly Word[], start: number, free: (index: number) => boolean): Atom | undefined {
  const word = words[start] as Word
  const root =
    word.kind === 'word' && vocabulary.words.has(word.text) ? turkishRoot(word.text, (each) => vocabulary.phrases.has(each)) : undefined
  return root === undefined
    ? undefined
    : phraseAt(
        words.map((each, index) => (index === start ? { ...word, text: root } : each)),
        start,
        free,
      )
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
  const near = text.length >= 3 && !COMMON.has(text) ? [...names.dexes.keys()].filter((dex) => dex.startsWith(text)) : []
  return near.length === 1 ? names.dexes.get(near[0] ?? '') : undefined
}

async function addressAtom(word: Word, at: { start: number; end: number }, names: Names, resolve: Resolve): Promise<Atom> {
  if (names.pools.has(word.text) || (await resolve.labelOf(word.text))?.category === 'pool')
    return { ...at, kind: 'pool', value: word.text }
  const matches = (await resolve.tokens(word.text)).filter((match) => match.match === 'address' && match.symbol !== '')
  const [match] = matches
  return match ? { ...at, kind: 'token', matches: [match], words: word.text } : { ...at, kind: 'wallet', value: word.text }
}

/** What stands before a name and tells what it names. */
export type Position = 'party' | 'chain' | 'other'

interface Place {
  words: readonly Word[]
  start: number
  free(index: number): boolean
  position: Position
}

/** A word with a meaning of its own: "price" is not the end of a name. */
const isWord = (text: string): boolean => (vocabulary.phrases.get(text) ?? []).some((meaning) => meaning.kind !== 'filler')

async function partyAt({ words, start, free, position }: Place, resolve: Resolve): Promise<{ atom: Atom; sure: number } | undefined> {
  for (let length = Math.min(5, words.length - start); length > 0; length--) {
    const part = words.slice(start, start + length)
    if (!part.every((each, index) => (each.kind === 'word' || (each.kind === 'number' && index > 0)) && free(start + index))) continue
    if (length === 1 && !nameable(part[0] as Word)) continue
    if (length > 1 && position !== 'party' && part.some((each) => isWord(each.text))) continue
    const found = await partyOf(part.map((each) => each.raw.replace(/['’]s$/i, '')).join(' '), resolve)
    // A word in small letters is a name only where a party must stand, or when it is a kind of party.
    const bold = position === 'party' || found?.kind || length > 1 || /^\P{Ll}/u.test((part[0] as Word).raw)
    if (found && bold) return { atom: { start, end: start + length, kind: 'label', value: found.name }, sure: found.sure + (length - 1) }
  }
  return undefined
}

async function tokenAt({ words, start, free }: Place, resolve: Resolve): Promise<Extract<Atom, { kind: 'token' }> | undefined> {
  for (let length = Math.min(3, words.length - start); length > 0; length--) {
    const part = words.slice(start, start + length)
    if (!part.every((each, index) => each.kind === 'word' && free(start + index))) continue
    if (length === 1 ? !nameable(part[0] as Word) : !part.some(nameable)) continue
    const spoken = part.map((each) => each.raw.replace(/^\$/, '').replace(/['’]s$/i, '')).join(' ')
    const found = await tokensOf(spoken, resolve)
    // Several words must be the whole name: "ETH price" is not the beginning of one.
    const matches =
      length === 1 ? found : found.filter((match) => [match.name, match.symbol].some((text) => text.toLowerCase() === spoken.toLowerCase()))
    if (matches.length > 0) return { start, end: start + length, kind: 'token', matches, words: spoken }
  }
  return undefined
}

/** A name at the place: an address, a number, a DEX, a chain, a token, a labelled party. */
async function nameAt(place: Place, world: { names: Names; resolve: Resolve }): Promise<Atom> {
  const { names, resolve } = world
  const { words, start, position } = place
  const word = words[start] as Word
  const at = { start, end: start + 1 }
  if (word.kind === 'address') return addressAtom(word, at, names, resolve)
  if (word.kind === 'hash') return { ...at, kind: 'unknown', words: word.raw, near: [] }
  if (word.kind === 'selector') return { ...at, kind: 'method', value: word.text }
  if (word.kind === 'number' || word.kind === 'money') return { ...at, kind: word.kind, value: word.value ?? 0 }
  if (STABLES.has(word.text)) return { ...at, kind: 'stables' }
  const version = VERSION.exec(word.text)?.[1]
  if (version) return { ...at, kind: 'version', value: version }
  const chain = names.chains.get(word.text) ?? (word.text === 'matic' ? undefined : names.chains.get(word.text))
  const exact = names.dexes.get(word.text)
  const like = exact ?? (word.raw.startsWith('$') || isTicker(word.raw) ? undefined : dexLike(word.text, names))
  const party = await partyAt(place, resolve)
  // "uniswap v3" is the DEX, though some contract's label begins so.
  const rest = party ? words.slice(start + 1, party.atom.end) : []
  const longer = rest.length > 0 && !rest.every((each) => VERSION.test(each.text))
  if (like && !(position === 'party' && party) && !longer)
    return { ...at, kind: 'dex', value: like.toLowerCase(), matches: await tokensOf(word.raw, resolve) }
  if (exact && party?.atom.kind === 'label' && !longer) return { ...party.atom, dex: exact.toLowerCase() }
  const token = await tokenAt(place, resolve)
  // "volume on pancakeswap", "volume on solana": a place that is not held here, whatever else bears its name.
  const elsewhere =
    position === 'chain' &&
    !chain &&
    (token === undefined
      ? party !== undefined
      : isCoin(token.words) || !token.matches.some((match) => match.match === 'address' || match.weight > 0))
  if (elsewhere) return { ...at, kind: 'unknown', words: word.raw, near: [] }
  if (chain && (position === 'chain' || !token || token.matches[0]?.match !== 'symbol')) return { ...at, kind: 'chain', value: chain }
  const known = token?.matches.some((match) => match.match === 'address' || (match.match === 'symbol' && match.weight > 0)) === true
  if (
    party &&
    (!token ||
      (position === 'party' && !isTicker(word.raw)) ||
      (!known && party.sure >= 2 && !isTicker(word.raw)) ||
      party.atom.end > token.end)
  )
    return party.atom
  if (token) return { ...token, ...(chain ? { chain } : {}), ...(party?.atom.kind === 'label' ? { party: party.atom.value } : {}) }
  if (chain) return { ...at, kind: 'chain', value: chain }
  const whole = await missingVowel(word, resolve)
  if (whole) return { ...at, kind: 'token', matches: [whole], words: whole.symbol }
  const near = word.raw.length >= 4 && nameable(word) ? (await resolve.tokens(word.raw)).filter((match) => match.match === 'near') : []
  return { ...at, kind: 'unknown', words: word.raw, near }
}

const PARTY_ROLES = new Set(['from', 'to', 'send', 'receive'])

/** What the words just read say about the name that follows. */
function positionOf(atoms: readonly Atom[], words: readonly Word[], start: number): Position {
  const before = words[start - 1]?.text ?? ''
  const last = atoms.at(-1)
  if (last?.end === start && last.kind === 'role' && PARTY_ROLES.has(last.role)) return 'party'
  if (
    /^(by|did|does|of)$/.test(before) &&
    /^(send|sent|sends|receive|received|receives|transfer|made|make|do)$/.test(words[start + 1]?.text ?? '')
  )
    return 'party'
  if (/^(send|sent|sends|receive|received|receives)$/.test(words[start + 1]?.text ?? '')) return 'party'
  return /^(on|chain|network|en|no|na|в|на|across)$/.test(before) ? 'chain' : 'other'
}

/** The registry with its answers kept while one message is read: a word is asked about in several places. */
function remembering(resolve: Resolve): Resolve {
  const tokens = new Map<string, ReturnType<Resolve['tokens']>>()
  const labels = new Map<string, ReturnType<Resolve['labels']>>()
  const kept = <V>(map: Map<string, V>, words: string, ask: (words: string) => V): V => {
    const found = map.get(words) ?? ask(words)
    map.set(words, found)
    return found
  }
  return { ...resolve, tokens: (words) => kept(tokens, words, resolve.tokens), labels: (words) => kept(labels, words, resolve.labels) }
}

const CALLING =
  /^(call|calls|called|calling|method|function|invoke|invoked|invoking|invocations|selector|funcion|metodo|llamaron|chamaram|вызвали|вызовов|метод|функцию|调用|方法|函数)$/

/** "called approve", "the transferFrom function": a function by its name, where a word beside it says that it is one. */
function methodAt(words: readonly Word[], start: number): Atom | undefined {
  const word = words[start] as Word
  const selector = word.kind === 'word' ? METHODS.get(word.text) : undefined
  if (selector === undefined) return undefined
  const camel = /[a-z][A-Z]/.test(word.raw)
  const beside = [words[start - 1], words[start - 2], words[start + 1]].some((each) => CALLING.test(each?.text ?? ''))
  return camel || beside ? { kind: 'method', value: selector, start, end: start + 1 } : undefined
}

/** Cuts a message into what is understood and what is not. */
export async function scan(
  text: string,
  { resolve: registry, now, anchor = now }: { resolve: Resolve; now: number; anchor?: number | undefined },
): Promise<Scan> {
  const resolve = remembering(registry)
  const names = await namesOf(resolve)
  const known = new Set([...names.dexes.keys(), ...names.chains.keys(), ...STABLES])
  const inTurkish = isTurkish(text)
  const plain = inTurkish ? turkish(text) : russian(chinese(text))
  const said = (inTurkish ? undefined : await inEnglish(text, resolve)) ?? pieces(plain).flatMap(split)
  const words = await respelt(scaled(said.flatMap(written).map(spelt)), { known, resolve, turkish: inTurkish })
  const times = moments(words, now, anchor)
  const taken = new Set(times.flatMap(({ start, end }) => Array.from({ length: end - start }, (_, index) => start + index)))
  const free = (index: number) => !taken.has(index)
  const atoms: Atom[] = times.map((moment) => ({ kind: 'period', moment, start: moment.start, end: moment.end }))
  for (let start = 0; start < words.length; ) {
    if (!free(start)) {
      start++
      continue
    }
    const phrase = methodAt(words, start) ?? phraseAt(words, start, free) ?? (inTurkish ? rootAt(words, start, free) : undefined)
    const atom = phrase ?? (await nameAt({ words, start, free, position: positionOf(atoms, words, start) }, { names, resolve }))
    atoms.push(atom)
    start = atom.end
  }
  return {
    atoms: atoms.sort((a, b) => a.start - b.start),
    corrections: words.filter((word) => word.corrected).length,
    words: words.length,
    // "en çok" is no Spanish "en".
    first: inTurkish ? '' : (words[0]?.text ?? ''),
  }
}
