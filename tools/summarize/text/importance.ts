import type { Doc } from './document.ts'
import type { Genre } from './weights.ts'
import { WORD_WEIGHTS } from './word-weights.ts'
import { stemOf, wordsOf } from './words.ts'

/** What is measured on every word of a document; a logistic model says from it how likely the word stands in a person's summary (as RegSum, Hong & Nenkova 2014). */
export const WORD_FEATURES = [
  'often',
  'share',
  'spread',
  'title',
  'early',
  'place',
  'purpose',
  'purpose_share',
  'digit',
  'headings',
] as const
export type WordFeature = (typeof WORD_FEATURES)[number]

const PURPOSE = /abstract|summary|overview|motivation|purpose|introduction|background|review|proposal|simple/i

/** Stems of all words, those without topic too: people's sentences are made of both. */
export const allStems = (text: string): string[] => wordsOf(text).map(stemOf)

interface Seen {
  count: number
  units: number
  first: number
  purpose: number
}

/** Features of every word of a document, in the order of WORD_FEATURES; `query` is its title. */
export function wordFeatures(doc: Doc, query: string): Map<string, readonly number[]> {
  const seen = new Map<string, Seen>()
  let [total, purposes] = [0, 0]
  doc.units.forEach(({ text, path }, i) => {
    const purpose = PURPOSE.test(path.join(' > ')) ? 1 : 0
    const own = allStems(text)
    total += own.length
    purposes += purpose * own.length
    for (const stem of own) {
      const known = seen.get(stem) ?? { count: 0, units: 0, first: i, purpose: 0 }
      seen.set(stem, { ...known, count: known.count + 1, purpose: known.purpose + purpose })
    }
    for (const stem of new Set(own)) (seen.get(stem) as Seen).units += 1
  })
  const title = new Set(allStems(query))
  const headings = new Map<string, number>()
  for (const path of new Set(doc.units.map((unit) => unit.path.join(' > '))))
    for (const stem of allStems(path)) headings.set(stem, (headings.get(stem) ?? 0) + 1)
  const count = Math.max(1, doc.units.length)
  return new Map(
    [...seen].map(([stem, { count: often, units, first, purpose }]) => [
      stem,
      [
        Math.log1p(often),
        (100 * often) / Math.max(1, total),
        (5 * units) / count,
        title.has(stem) ? 1 : 0,
        1 / (1 + first),
        first / count,
        Math.log1p(purpose),
        (100 * purpose) / Math.max(1, purposes),
        /^\d/.test(stem) ? 1 : 0,
        Math.min(3, headings.get(stem) ?? 0),
      ],
    ]),
  )
}

export type WordWeights = Readonly<Record<WordFeature | 'bias', number>>

/** How likely each word of a document stands in a person's summary of it, 0 to 1. */
export function importance(doc: Doc, query: string, weights: WordWeights): Map<string, number> {
  const list = WORD_FEATURES.map((name) => weights[name])
  const chance = (row: readonly number[]): number =>
    1 / (1 + Math.exp(-row.reduce((sum, value, i) => sum + value * (list[i] ?? 0), weights.bias)))
  return new Map([...wordFeatures(doc, query)].map(([stem, row]) => [stem, chance(row)]))
}

export interface Heard {
  word_mean: number
  word_sum: number
  word_pairs: number
  word_root: number
}

const NONE: Heard = { word_mean: 0, word_sum: 0, word_pairs: 0, word_root: 0 }

/** What the words of each sentence are worth together; zero for genres without such a model. */
export function wordsWorth(doc: Doc, query: string, weights: WordWeights | undefined): Heard[] {
  if (!weights) return doc.units.map(() => NONE)
  const chances = importance(doc, query, weights)
  return doc.units.map(({ text }) => {
    const values = allStems(text)
    const each = values.map((stem) => chances.get(stem) ?? 0)
    const once = [...new Set(values)].reduce((sum, stem) => sum + (chances.get(stem) ?? 0), 0)
    const pairs = each.slice(1).reduce((sum, value, i) => sum + value * (each[i] ?? 0), 0)
    return {
      word_mean: each.reduce((sum, value) => sum + value, 0) / Math.max(1, each.length),
      word_sum: once / 20,
      word_pairs: pairs / Math.max(1, each.length - 1),
      word_root: once / Math.sqrt(Math.max(1, each.length)),
    }
  })
}

export const wordWeightsOf = (genre: Genre | undefined): WordWeights | undefined =>
  genre === undefined ? undefined : (WORD_WEIGHTS as Partial<Record<Genre, WordWeights>>)[genre]
