import type { Resolve, TokenMatch } from '../../../core/resolve.ts'
import { plainName, standing } from '../parties.ts'
import type { Word } from './normalise.ts'
import { COMMON } from './words/common.ts'

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

/** What people call a coin, and the token that stands for it. */
const COINS: Readonly<Record<string, string>> = {
  eth: 'WETH',
  ether: 'WETH',
  ethereum: 'WETH',
  以太坊: 'WETH',
  以太币: 'WETH',
  эфир: 'WETH',
  эфира: 'WETH',
  эфириум: 'WETH',
  bnb: 'WBNB',
  pol: 'WPOL',
  matic: 'WMATIC',
  btc: 'WBTC',
  bitcoin: 'WBTC',
  比特币: 'WBTC',
  биткоин: 'WBTC',
  биткоина: 'WBTC',
  dogecoin: 'DOGE',
  litecoin: 'LTC',
  solana: 'SOL',
  cardano: 'ADA',
  ripple: 'XRP',
  cronos: 'CRO',
  tether: 'USDT',
}

/** A coin of a chain of its own, or a coin's name. */
export const isCoin = (words: string): boolean => COINS[words.toLowerCase()] !== undefined && words.toLowerCase() !== 'tether'

/** Tokens that these words name exactly; a coin's own name stands for its wrapped token unless a token of that name is as well known. */
export async function tokensOf(words: string, resolve: Resolve): Promise<TokenMatch[]> {
  const found = await exactly(words, resolve)
  const coin = COINS[words.toLowerCase()]
  if (!coin) return found
  const wrapped = await exactly(coin, resolve)
  const weight = (matches: readonly TokenMatch[]) => Math.max(0, ...matches.map((match) => match.weight))
  if (wrapped.length === 0) return found
  return found.length > 0 && found.length < 2 && weight(found) >= weight(wrapped) ? found : wrapped
}

/** Words for groups of labelled addresses, and the category that registries give them. */
const GROUPS: Readonly<Record<string, readonly string[]>> = {
  'mev bots': ['mev-bot', 'mev bot', 'mev'],
  'mev bot': ['mev-bot', 'mev bot', 'mev'],
  mev: ['mev-bot', 'mev bot', 'mev'],
  'mev ботов': ['mev-bot'],
  'mev боты': ['mev-bot'],
  'bots mev': ['mev-bot'],
  mev机器人: ['mev-bot'],
  exchanges: ['exchange', 'cex'],
  'centralized exchanges': ['exchange', 'cex'],
  cexes: ['cex', 'exchange'],
  cexs: ['cex', 'exchange'],
  bridges: ['bridge'],
  miners: ['mining', 'miner'],
  hackers: ['heist', 'hacker'],
  phishers: ['phish-hack', 'phishing'],
  phishing: ['phish-hack', 'phishing'],
  мосты: ['bridge'],
  мостов: ['bridge'],
  puentes: ['bridge'],
  桥: ['bridge'],
  跨链桥: ['bridge'],
  交易所: ['exchange', 'cex'],
}

/** The words under which the registry knows a labelled party, and how surely; undefined when it knows none. */
export async function partyOf(spoken: string, resolve: Resolve): Promise<{ name: string; sure: number; kind: boolean } | undefined> {
  const wanted = plainName(spoken)
  if (wanted.length < 3) return undefined
  for (const name of [...(GROUPS[wanted] ?? []), spoken, wanted.replaceAll(' ', '-'), wanted.replace(/s$/, '').replaceAll(' ', '-')]) {
    const found = await resolve.labels(name)
    const sure = Math.max(0, ...found.map((label) => standing(label, name)))
    if (sure > 0) return { name, sure, kind: found.some((label) => plainName(label.category) === plainName(name)) }
  }
  const [first = ''] = wanted.split(' ')
  if (first === wanted || first.length < 3) return undefined
  const exact = (await resolve.labels(first)).find((label) => plainName(label.name) === wanted)
  return exact ? { name: exact.name, sure: 3, kind: false } : undefined
}

/** "wth" for WETH: a word of three letters that one vowel makes the symbol of one well-known token. */
export async function missingVowel(word: Word, resolve: Resolve): Promise<TokenMatch | undefined> {
  if (!/^[a-z]{3}$/.test(word.text) || COMMON.has(word.text)) return undefined
  const spellings = [0, 1, 2, 3].flatMap((at) => [...'aeiou'].map((vowel) => word.text.slice(0, at) + vowel + word.text.slice(at)))
  const found = await Promise.all([...new Set(spellings)].map((spelling) => tokensOf(spelling, resolve)))
  const known = found.flat().filter((match) => match.match === 'symbol' && match.weight > 0)
  const unique = [...new Map(known.map((match) => [match.address, match])).values()]
  return unique.length === 1 ? unique[0] : undefined
}

/** A word that may name something: a ticker as tickers are written, or no everyday word. */
export function nameable(word: Word): boolean {
  const raw = word.raw.replace(/^\$/, '').replace(/['’]s$/i, '')
  if (word.raw.startsWith('$')) return true
  if (!COMMON.has(word.text)) return true
  return raw.length >= 2 && raw.length <= 8 && raw === raw.toUpperCase() && /[A-Z]/.test(raw)
}
