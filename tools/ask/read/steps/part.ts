import type { Resolve, TokenMatch } from '../../../../core/resolve.ts'
import { type QueryInput, querySchema } from '../../query.ts'
import { decide } from '../decide.ts'
import { features } from '../features.ts'
import { dangling } from '../fit.ts'
import { fold } from '../normalise.ts'
import { scan } from '../scan.ts'

/** Stand-ins for what a first step finds: the second part is read with them, and then they are taken out of it. */
export const WALLET = '0x5ca1ab1e00000000000000000000000000000001'
export const POOL = '0x5ca1ab1e00000000000000000000000000000002'
export const TOKEN = '0x5ca1ab1e00000000000000000000000000000003'
export const DAY = '2001-02-03'
export const BLOCK = 987_654_321
export const NUMBER = 123_456_789

/** Reads one part of a sentence by itself; undefined unless every word of it found its place. */
export type ReadPart = (text: string) => Promise<QueryInput | undefined>

const stand: TokenMatch = { chain: 0, address: TOKEN, symbol: 'FOUND', name: 'what is found', decimals: 18, weight: 1, match: 'address' }

/** A reader of parts of one message: what was read once is not read again. */
export function partReader({ resolve, now }: { resolve: Resolve; now: number }): ReadPart {
  const own: Resolve = { ...resolve, tokens: async (words) => (words.toLowerCase() === TOKEN ? [stand] : resolve.tokens(words)) }
  const known = new Map<string, Promise<QueryInput | undefined>>()
  const read = async (text: string): Promise<QueryInput | undefined> => {
    const scanned = await scan(text, { resolve: own, now })
    const seen = { ...features(scanned), asks: false }
    const decision = decide(seen)
    if (!decision?.query.metric || decision.unexplained.length > 0 || dangling(seen).length > 0) return undefined
    if (seen.tokens.some((token) => token.matches.length > 1) || scanned.corrections > 2) return undefined
    return querySchema.safeParse(decision.query).success ? decision.query : undefined
  }
  return (text) => {
    const found = known.get(text) ?? read(text)
    known.set(text, found)
    return found
  }
}

/** Folded letter by letter, so that places in it are places in the message. */
export const folded = (text: string): string =>
  Array.from({ length: text.length }, (_, index) => {
    const made = fold(text.charAt(index))
    return made.length === 1 ? made : text.charAt(index).toLowerCase()
  }).join('')

/** Where a part that begins at `start` may end: the whole first, commas before other gaps. */
export function endings(text: string, start: number, most = 12): number[] {
  const gaps = [...text.slice(start).matchAll(/[,，;]|\s/g)].map((match) => start + match.index)
  const commas = gaps.filter((at) => /[,，;]/.test(text.charAt(at)))
  return [...new Set([text.length, ...commas, ...gaps.reverse()])].filter((at) => at > start).slice(0, most)
}

export const tidy = (text: string): string =>
  text
    .replace(/\s+/g, ' ')
    .replace(/^[\s,，;:]+|[\s,，;:.?？!]+$/g, '')
    .replace(/ ([,?])/g, '$1')
