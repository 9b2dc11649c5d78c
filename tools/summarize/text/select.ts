import type { Doc, Unit } from './document.ts'
import { FEATURES, featuresOf } from './features.ts'
import { wordWeightsOf } from './importance.ts'
import { type Genre, WEIGHTS } from './weights.ts'

export interface Choice {
  unit: Unit
  /** Place in the document. */
  index: number
  score: number
}

export interface Selection {
  genre: Genre
  /** The title, or what the asker wants to know. */
  query: string
  /** Most words together; the best sentence is always taken. */
  words?: number
  /** Most sentences. */
  sentences?: number
  /** 0 to 1: how much likeness to what is chosen already costs. */
  variety?: number
}

/** How much each sentence says for this genre and query; a linear model over features. */
export function scores(doc: Doc, { genre, query }: Pick<Selection, 'genre' | 'query'>): number[] {
  const weights = FEATURES.map((name) => WEIGHTS[genre][name])
  return featuresOf(doc, query, wordWeightsOf(genre)).map((row) => row.reduce((sum, value, i) => sum + value * (weights[i] ?? 0), 0))
}

/** Share of terms in common, 0 to 1. */
export function alike(a: readonly string[], b: readonly string[]): number {
  const [left, right] = [new Set(a), new Set(b)]
  if (left.size === 0 || right.size === 0) return 0
  let shared = 0
  for (const term of left) if (right.has(term)) shared += 1
  return shared / Math.sqrt(left.size * right.size)
}

/** Sentences nearer than this say the same. */
const SAME = 0.9

/**
 * The sentences that say most, best first: greedy by score less likeness to what is chosen (MMR, Carbonell & Goldstein 1998).
 * Near-repeats are never taken twice.
 */
export function selectSentences(
  doc: Doc,
  { genre, query, words = Number.POSITIVE_INFINITY, sentences = Number.POSITIVE_INFINITY, variety = 0 }: Selection,
): Choice[] {
  const raw = scores(doc, { genre, query })
  const [low, high] = [
    raw.reduce((a, b) => Math.min(a, b), Number.POSITIVE_INFINITY),
    raw.reduce((a, b) => Math.max(a, b), Number.NEGATIVE_INFINITY),
  ]
  const scaled = raw.map((score) => (score - low) / (high - low || 1))
  const left = new Set(doc.units.keys())
  const nearest = new Float64Array(doc.units.length)
  const chosen: Choice[] = []
  let used = 0
  while (left.size > 0 && chosen.length < sentences && used < words) {
    const index = [...left].reduce((best, i) => (value(i) > value(best) ? i : best))
    const unit = doc.units[index] as Unit
    left.delete(index)
    if ((chosen.length > 0 && used + unit.words > words) || (nearest[index] ?? 0) > SAME) continue
    chosen.push({ unit, index, score: scaled[index] ?? 0 })
    used += unit.words
    for (const i of left) nearest[i] = Math.max(nearest[i] ?? 0, alike(unit.terms, doc.units[i]?.terms ?? []))
  }
  return chosen

  function value(i: number): number {
    return (1 - variety) * (scaled[i] ?? 0) - variety * (nearest[i] ?? 0)
  }
}

/** Chosen sentences in the order of the document. */
export const inOrder = (chosen: readonly Choice[]): Choice[] => [...chosen].sort((a, b) => a.index - b.index)
