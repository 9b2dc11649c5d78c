import type { Doc, Unit } from './document.ts'
import { type WordWeights, wordsWorth } from './importance.ts'
import { termsOf, wordsOf } from './words.ts'

/** What is measured on every sentence; a linear model per genre weighs them (text/weights.ts). */
export const FEATURES = [
  'first',
  'early',
  'position',
  'block_first',
  'section_early',
  'item',
  'quote',
  'short',
  'long',
  'words',
  'title_cover',
  'title_share',
  'title_pairs',
  'heading_cover',
  'centroid',
  'rank',
  'number',
  'names',
  'opens_back',
  'asks',
  'colon',
  'link',
  'aim',
  'procedure',
  'spoken',
  'first_person',
  'lead',
  'feedback',
  'in_purpose',
  'in_design',
  'in_detail',
  'numbers_only',
  'word_mean',
  'word_sum',
  'word_pairs',
  'word_root',
] as const
export type Feature = (typeof FEATURES)[number]

/** Words by which a text says what it is for. */
const AIM =
  /\b(?:propos\w*|introduc\w*|this (?:eip|erc|mip|rfc|proposal|document|standard|poll|vote)|in order to|aims? to|goal|purpose|allows?|enables?|increas\w*|decreas\w*|reduc\w*|add(?:s|ing)?|remov\w*|replac\w*|defin\w*|specif(?:y|ies)|support or opposition|signal|onboard\w*|amend\w*|approv\w*|authoriz\w*)\b/gi
/** How a vote is held, not what it is about. */
const PROCEDURE =
  /\b(?:facilitators?|voting (?:system|portal)|will be active|binary vote|you (?:may|should) (?:vote|abstain)|single option|instant[- ]run[- ]?off|ranked[- ]choice|discussion thread|more information|please (?:review|see|read|note)|wallet|key words|rfc ?2119|copyright)\b/gi
const SPOKEN =
  /\b(?:um+|uh+|you know|i mean|kind of|sort of|gonna|yeah|okay|ok|like,|right\?|thank(?:s| you)|hello|welcome|hear me|can you see)\b/gi
const BACK =
  /^(?:this|that|these|those|it|they|he|she|such|however|therefore|thus|also|moreover|furthermore|additionally|and|but|so|or|because)\b/i

/** Sections by what they hold. */
const PURPOSE = /\b(?:abstract|summary|overview|motivation|purpose|introduction|background|review|proposal|simple)\b/i
const DESIGN = /\b(?:rationale|design|discussion|why)\b/i
const DETAIL = /\b(?:security|test|implementation|reference|compatib\w*|appendix|resources|next steps|copyright|how to|history|format)\b/i

const share = (matches: RegExpMatchArray | null, words: number): number => Math.min(1, (4 * (matches?.length ?? 0)) / Math.max(8, words))

/** Weight of a term: rare among the sentences of the document, heavy. */
export const rarity = (doc: Doc, term: string): number => Math.log(1 + doc.units.length / (1 + (doc.spread.get(term) ?? 0)))

const pairsOf = (terms: readonly string[]): string[] => terms.slice(1).map((term, i) => `${terms[i]} ${term}`)

/** Cosine of each sentence with the weighted middle of all. */
function centroidOf(doc: Doc): number[] {
  const sum = new Map<string, number>()
  for (const { terms } of doc.units) for (const term of terms) sum.set(term, (sum.get(term) ?? 0) + rarity(doc, term))
  const length = Math.hypot(...sum.values()) || 1
  return doc.units.map(({ terms }) => {
    const own = new Map<string, number>()
    for (const term of terms) own.set(term, (own.get(term) ?? 0) + rarity(doc, term))
    const dot = [...own].reduce((total, [term, weight]) => total + weight * (sum.get(term) ?? 0), 0)
    return dot / (length * (Math.hypot(...own.values()) || 1))
  })
}

/** Cosine of each sentence with the three that answer the query best: words that go with the query's. */
function feedbackOf(doc: Doc, cover: readonly number[]): number[] {
  const best = cover.map((value, i) => ({ value, i })).sort((a, b) => b.value - a.value).slice(0, 3) // biome-ignore format: short
  const sum = new Map<string, number>()
  for (const { value, i } of best)
    for (const term of new Set(doc.units[i]?.terms)) sum.set(term, (sum.get(term) ?? 0) + value * rarity(doc, term))
  const length = Math.hypot(...sum.values()) || 1
  return doc.units.map(({ terms }) => {
    const own = [...new Set(terms)]
    const dot = own.reduce((total, term) => total + rarity(doc, term) * (sum.get(term) ?? 0), 0)
    return dot / (length * (Math.hypot(...own.map((term) => rarity(doc, term))) || 1))
  })
}

/** Sentences that are compared with each other; beyond, the centroid alone says what is central. */
const MOST_COMPARED = 500

/** LexRank (Erkan & Radev 2004) by power iteration, scaled so that the best is 1. */
export function lexRank(doc: Doc): number[] {
  const count = doc.units.length
  if (count === 0 || count > MOST_COMPARED) return doc.units.map(() => 0)
  const vectors = doc.units.map(({ terms }) => {
    const own = new Map<string, number>()
    for (const term of terms) own.set(term, (own.get(term) ?? 0) + rarity(doc, term))
    const length = Math.hypot(...own.values()) || 1
    return new Map([...own].map(([term, weight]) => [term, weight / length]))
  })
  const edges = vectors.map((a) => vectors.map((b) => similarity(a, b)))
  const sums = edges.map((row) => row.reduce((total, value) => total + value, 0) || 1)
  let rank = Array.from({ length: count }, () => 1 / count)
  for (let step = 0; step < 20; step += 1) {
    const next = Array.from({ length: count }, () => 0.15 / count)
    for (let i = 0; i < count; i += 1)
      for (let j = 0; j < count; j += 1) next[j] = (next[j] ?? 0) + (0.85 * (rank[i] ?? 0) * (edges[i]?.[j] ?? 0)) / (sums[i] ?? 1)
    rank = next
  }
  const top = Math.max(...rank)
  return rank.map((value) => value / top)
}

function similarity(a: ReadonlyMap<string, number>, b: ReadonlyMap<string, number>): number {
  const [small, large] = a.size < b.size ? [a, b] : [b, a]
  let dot = 0
  for (const [term, weight] of small) dot += weight * (large.get(term) ?? 0)
  return dot
}

interface Query {
  terms: ReadonlySet<string>
  pairs: ReadonlySet<string>
  weight: number
}

function queryOf(doc: Doc, words: string): Query {
  const terms = termsOf(words)
  const set = new Set(terms)
  return { terms: set, pairs: new Set(pairsOf(terms)), weight: [...set].reduce((sum, term) => sum + rarity(doc, term), 0) || 1 }
}

function shape({ text, words }: Unit): Partial<Record<Feature, number>> {
  return {
    short: Math.max(0, (12 - words) / 12),
    long: Math.min(2, Math.max(0, (words - 30) / 30)),
    words: Math.min(1, words / 40),
    number: /\d/.test(text) ? 1 : 0,
    names: Math.min(1, (text.match(/(?<!^)(?<![.!?]\s)\b\p{Lu}[\p{L}\d]+/gu)?.length ?? 0) / 8),
    opens_back: BACK.test(text) ? 1 : 0,
    asks: /[?？]/.test(text) ? 1 : 0,
    colon: /:$/.test(text) ? 1 : 0,
    link: /https?:\/\//.test(text) ? 1 : 0,
    aim: share(text.match(AIM), words),
    procedure: share(text.match(PROCEDURE), words),
    spoken: share(text.match(SPOKEN), words),
    first_person: share(text.match(/\b(?:I|I'm|I'll|my|me|you)\b/g), words),
  }
}

function sectionOf({ path, text }: Unit): Partial<Record<Feature, number>> {
  const heading = path.slice(-2).join(' ')
  return {
    in_purpose: PURPOSE.test(heading) ? 1 : 0,
    in_design: DESIGN.test(heading) ? 1 : 0,
    in_detail: DETAIL.test(heading) ? 1 : 0,
    numbers_only: (text.match(/[^\p{L}\s]/gu)?.length ?? 0) / Math.max(1, text.length),
  }
}

function about(unit: Unit, query: Query, doc: Doc): Partial<Record<Feature, number>> {
  const own = new Set(unit.terms)
  const hit = [...query.terms].filter((term) => own.has(term)).reduce((sum, term) => sum + rarity(doc, term), 0)
  const pairs = pairsOf(unit.terms).filter((pair) => query.pairs.has(pair)).length
  const heading = new Set(termsOf(unit.path.at(-1) ?? ''))
  return {
    title_cover: hit / query.weight,
    title_share: [...query.terms].filter((term) => own.has(term)).length / Math.sqrt(1 + own.size),
    title_pairs: pairs / Math.max(1, query.pairs.size),
    heading_cover: [...heading].filter((term) => own.has(term)).length / Math.max(1, heading.size),
  }
}

/** Features of every sentence of a document, in the order of FEATURES; `query` is its title or the asker's question, `words` says what words are worth. */
export function featuresOf(doc: Doc, query: string, words?: WordWeights): Float64Array[] {
  const worth = wordsWorth(doc, query, words)
  const asked = queryOf(doc, query)
  const [central, ranked] = [centroidOf(doc), lexRank(doc)]
  const last = Math.max(1, doc.units.length - 1)
  const topical = doc.units.map((unit) => about(unit, asked, doc))
  const feedback = feedbackOf(doc, topical.map(({ title_share }) => title_share ?? 0)) // biome-ignore format: short
  let before = 0
  return doc.units.map((unit, i) => {
    const lead = Math.exp(-before / 150)
    before += unit.words
    const named: Partial<Record<Feature, number>> = {
      first: i === 0 ? 1 : 0,
      early: 1 / (1 + i),
      position: i / last,
      block_first: unit.inBlock === 0 ? 1 : 0,
      section_early: 1 / (1 + unit.inSection),
      item: unit.kind === 'item' ? 1 : 0,
      quote: unit.kind === 'quote' ? 1 : 0,
      centroid: central[i] ?? 0,
      rank: ranked[i] ?? 0,
      lead,
      feedback: feedback[i] ?? 0,
      ...sectionOf(unit),
      ...shape(unit),
      ...topical[i],
      ...worth[i],
    }
    return Float64Array.from(FEATURES, (name) => named[name] ?? 0)
  })
}

/** Number of words, as budgets count them. */
export const lengthOf = (text: string): number => wordsOf(text).length
