import { createHash } from 'node:crypto'
import { WORD_LISTS } from './words.ts'

/** Part of a text, in UTF-16 units. */
export interface Span {
  start: number
  end: number
}

/** Lengths of a BIP-39 phrase, longest first: a phrase of 24 holds runs of 12 that may pass by chance. */
const LENGTHS = [24, 21, 18, 15, 12] as const
/** Phrases that every developer's node starts with. */
const PUBLIC = new Set([
  'test test test test test test test test test test test junk',
  'abandon abandon abandon abandon abandon abandon abandon abandon abandon abandon abandon about',
])

interface Word extends Span {
  word: string
}

/** Words that can belong to a phrase; numbering ("1.", "2)") and punctuation between them are skipped. */
const wordsOf = (text: string): Word[] =>
  [...text.matchAll(/[\p{L}\p{M}]+/gu)].map((match) => ({
    word: match[0].toLowerCase().normalize('NFKD'),
    start: match.index,
    end: match.index + match[0].length,
  }))

/**
 * Whether the numbers of the words end in the checksum of what they say (BIP-39): the first length/3 bits of SHA-256.
 * Wrong words pass once in 16 (12 words) to once in 256 (24 words).
 */
export function checksumHolds(numbers: readonly number[]): boolean {
  const bits = numbers.map((number) => number.toString(2).padStart(11, '0')).join('')
  const size = numbers.length / 3
  const entropy = bits.slice(0, -size)
  const bytes = Buffer.from((entropy.match(/.{8}/g) ?? []).map((byte) => Number.parseInt(byte, 2)))
  const digest = createHash('sha256').update(bytes).digest()
  const sum = [...digest.subarray(0, 2)].map((byte) => byte.toString(2).padStart(8, '0')).join('')
  return bits.slice(-size) === sum.slice(0, size)
}

/** Nothing but spaces, numbering and light punctuation between two words of a phrase. */
const joined = (text: string, from: Word, to: Word): boolean =>
  /^[\s\d.,;:)(\]["'`|/\\·•*_#\-–—、，。-]{1,16}$/u.test(text.slice(from.end, to.start))

/** Runs of words that all stand in one list. */
function* runs(text: string, words: readonly Word[], list: ReadonlyMap<string, number>): Generator<Word[]> {
  let run: Word[] = []
  for (const word of words) {
    const last = run.at(-1)
    if (!list.has(word.word) || (last && !joined(text, last, word))) {
      if (run.length >= 12) yield run
      run = []
    }
    if (list.has(word.word)) run.push(word)
  }
  if (run.length >= 12) yield run
}

/** The phrases inside one run: those whose checksum holds; else the whole run when its length is that of a phrase. */
function inRun(run: readonly Word[], list: ReadonlyMap<string, number>): Span[] {
  const numbers = run.map(({ word }) => list.get(word) ?? 0)
  const span = (from: number, to: number): Span => ({ start: run[from]?.start ?? 0, end: run[to]?.end ?? 0 })
  const spans: Span[] = []
  for (const length of LENGTHS) {
    for (let at = 0; at + length <= run.length; at += 1) {
      if (checksumHolds(numbers.slice(at, at + length))) spans.push(span(at, at + length - 1))
    }
  }
  // A slip of the pen breaks the checksum, not the secret: a run of exactly this many words is no sentence.
  if (spans.length === 0 && LENGTHS.some((length) => length === run.length)) spans.push(span(0, run.length - 1))
  // What stands around a phrase inside the run may be the rest of it.
  return spans.length > 0 ? [span(0, run.length - 1)] : []
}

/**
 * Seed phrases in a text, in any of the ten BIP-39 languages, however they are numbered or separated.
 * Phrases that every development node uses are no secrets.
 */
export function seedPhrases(text: string): Span[] {
  const words = wordsOf(text)
  if (words.length < 12) return []
  return WORD_LISTS.flatMap((list) =>
    [...runs(text, words, list)]
      .filter((run) => !PUBLIC.has(run.map(({ word }) => word).join(' ')) && new Set(run.map(({ word }) => word)).size >= 6)
      .flatMap((run) => inRun(run, list)),
  )
}
