import { AGAINST, CHANGE, DECIDED, FOR, HOW_TO_VOTE, OPEN } from './cues.ts'
import { dateIn, yearOf } from './dates.ts'
import { distinct, type Piece, pieceOf, type Reading } from './evidence.ts'
import type { Form, Length, SummarizeInput } from './input.ts'
import { negationsIn } from './text/facts.ts'
import { inOrder, scores, selectSentences } from './text/select.ts'
import { countsOf, termsOf } from './text/words.ts'

/** A part of a summary: a heading that answer.ts names, and its sentences. */
export interface Part {
  kind: 'main' | 'changes' | 'decided' | 'open' | 'for' | 'against' | 'date'
  pieces: readonly Piece[]
  /** How many people said such a thing, for views. */
  people?: number
  /** Unix milliseconds, for a date. */
  at?: number
}

const SENTENCES: Readonly<Record<Form, Readonly<Record<Length, number>>>> = {
  gist: { short: 1, medium: 2, long: 3 },
  bullets: { short: 3, medium: 5, long: 10 },
  changes: { short: 3, medium: 6, long: 12 },
  decisions: { short: 2, medium: 4, long: 8 },
  views: { short: 2, medium: 3, long: 6 },
  timeline: { short: 4, medium: 8, long: 16 },
}

interface Rated {
  piece: Piece
  terms: readonly string[]
  score: number
}

function rate(readings: readonly Reading[], query: string): Rated[] {
  return readings.flatMap((reading, document) => {
    const { genre, title } = reading.material
    const raw = scores(reading.doc, { genre, query: query || title })
    const [low, high] = [Math.min(...raw, 0), Math.max(...raw, 1e-9)]
    return reading.doc.units.map((unit, index) => ({
      piece: pieceOf(reading, document, unit, index),
      terms: unit.terms,
      score: ((raw[index] ?? 0) - low) / (high - low || 1),
    }))
  })
}

const best = (rated: readonly Rated[], most: number): Rated[] =>
  distinct([...rated].sort((a, b) => b.score - a.score).slice(0, 20 * most), ({ terms }) => terms).slice(0, most)
const ordered = (rated: readonly Rated[]): Piece[] =>
  [...rated].sort((a, b) => a.piece.document - b.piece.document || a.piece.index - b.piece.index).map(({ piece }) => piece)

/** How much of what was asked a sentence speaks of, 0 to 1. */
export function bearing(query: string, terms: readonly string[]): number {
  const asked = [...new Set(termsOf(query))]
  if (asked.length === 0) return 1
  const own = new Set(terms)
  return asked.filter((term) => own.has(term)).length / asked.length
}

/** Fewest of the asked words that a sentence must share to be an answer. */
const FLOOR = 0.34

function lean({ audience }: SummarizeInput, rated: readonly Rated[]): Rated[] {
  if (audience === 'all') return [...rated]
  const bonus = audience === 'expert' ? /\d/ : /\b(?:is an?|are|means?|called|refers? to|allows?|lets?|works? by)\b/i
  return rated.map((item) => ({ ...item, score: item.score + (bonus.test(item.piece.text) ? 0.2 : 0) }))
}

function main(readings: readonly Reading[], input: SummarizeInput): Part[] {
  const most = SENTENCES[input.form === 'gist' ? 'gist' : 'bullets'][input.length]
  if (readings.length === 1 && !input.focus && input.audience === 'all') {
    const [reading] = readings as [Reading]
    const { genre, title } = reading.material
    const chosen = selectSentences(reading.doc, { genre, query: title, sentences: most, variety: 0.15 })
    return [{ kind: 'main', pieces: inOrder(chosen).map(({ unit, index }) => pieceOf(reading, 0, unit, index)) }]
  }
  const rated = lean(input, rate(readings, input.focus ?? ''))
  const bearingOn = input.focus ? rated.map((item) => ({ ...item, score: item.score + 1.5 * bearing(input.focus ?? '', item.terms) })).filter(({ terms }) => bearing(input.focus ?? '', terms) >= FLOOR) : rated // biome-ignore format: short
  return [{ kind: 'main', pieces: ordered(best(spread(bearingOn, readings.length), most)) }]
}

/** With many documents each gives its best before any gives a second. */
function spread(rated: readonly Rated[], documents: number): Rated[] {
  if (documents < 2) return [...rated]
  const seen = new Map<number, number>()
  return [...rated].sort((a, b) => b.score - a.score).map((item) => {
    const count = seen.get(item.piece.document) ?? 0
    seen.set(item.piece.document, count + 1)
    return { ...item, score: item.score - 0.5 * count }
  }) // biome-ignore format: short
}

const onTopic = (input: SummarizeInput, rated: readonly Rated[]): Rated[] =>
  input.focus ? rated.filter(({ terms }) => bearing(input.focus ?? '', terms) >= FLOOR) : [...rated]

function matching(
  readings: readonly Reading[],
  input: SummarizeInput,
  kinds: readonly { kind: Part['kind']; pattern: RegExp; not?: RegExp }[],
): Part[] {
  const rated = onTopic(input, rate(readings, input.focus ?? ''))
  const most = SENTENCES[input.form][input.length]
  return kinds.flatMap(({ kind, pattern, not }) => {
    const fit = rated.filter(({ piece }) => pattern.test(piece.text) && !not?.test(piece.text))
    const weighed = fit.map((item) => ({
      ...item,
      score: item.score + 0.2 * (item.piece.text.match(new RegExp(pattern, 'giu'))?.length ?? 0),
    }))
    const pieces = ordered(best(weighed, most))
    return pieces.length > 0 ? [{ kind, pieces }] : []
  })
}

/** Which side a sentence takes: 1 for, -1 against, 0 neither or both. A denial turns it round. */
export function stance(text: string): -1 | 0 | 1 {
  if (HOW_TO_VOTE.test(text)) return 0
  const against = new RegExp(AGAINST, 'giu')
  const contra = text.match(against)?.length ?? 0
  // "Do not support" holds "support": what speaks against is taken out first.
  const pro = text.replace(against, ' ').match(new RegExp(FOR, 'giu'))?.length ?? 0
  if (pro === contra) return 0
  const side = pro > contra ? 1 : -1
  return side === 1 && negationsIn(text) > 0 && contra === 0 ? -1 : side
}

/** For and against: each person counts once, on the side most of their sentences take. */
function views(readings: readonly Reading[], input: SummarizeInput): Part[] {
  const rated = onTopic(input, rate(readings, input.focus ?? '')).map((item) => ({ ...item, side: stance(item.piece.text) })).filter(({ side }) => side !== 0) // biome-ignore format: short
  const sums = new Map<string, number>()
  for (const { piece, side } of rated) if (piece.who) sums.set(piece.who, (sums.get(piece.who) ?? 0) + side)
  const sides = countsOf([...sums.values()].map((sum) => (sum > 0 ? 'for' : sum < 0 ? 'against' : 'torn')))
  const most = SENTENCES.views[input.length]
  return (['for', 'against'] as const).flatMap((kind) => {
    const wanted = kind === 'for' ? 1 : -1
    const own = rated.filter(({ piece, side }) => side === wanted && (!piece.who || (sums.get(piece.who) ?? 0) * wanted > 0))
    const chosen = best(own, 3 * most)
    // One voice a person, as long as there are others.
    const voices = new Set<string>()
    const fair = [...chosen.filter(({ piece }) => !piece.who || (!voices.has(piece.who) && voices.add(piece.who))), ...chosen]
    const pieces = [...new Set(fair)].slice(0, most).map(({ piece }) => piece)
    return pieces.length > 0 ? [{ kind, pieces, ...(sums.size > 0 ? { people: sides.get(kind) ?? 0 } : {}) }] : []
  })
}

function timeline(readings: readonly Reading[], input: SummarizeInput): Part[] {
  const dated = onTopic(input, rate(readings, input.focus ?? '')).flatMap((item) => {
    const at = dateIn(item.piece.text, yearOf(readings[item.piece.document]?.material))
    return at === undefined ? [] : [{ ...item, at }]
  })
  const chosen = best(dated, SENTENCES.timeline[input.length]) as typeof dated
  return [...chosen].sort((a, b) => a.at - b.at).map(({ piece, at }) => ({ kind: 'date', pieces: [piece], at }))
}

/** The sentences of a summary in the asked form; [] when the documents hold nothing of that kind. */
export function compose(readings: readonly Reading[], input: SummarizeInput): Part[] {
  return composed(readings, input).filter(({ pieces }) => pieces.length > 0)
}

function composed(readings: readonly Reading[], input: SummarizeInput): Part[] {
  switch (input.form) {
    case 'gist':
    case 'bullets':
      return main(readings, input)
    case 'changes':
      return matching(readings, input, [{ kind: 'changes', pattern: CHANGE }])
    case 'decisions':
      return matching(readings, input, [
        { kind: 'decided', pattern: DECIDED, not: OPEN },
        { kind: 'open', pattern: OPEN },
      ])
    case 'views':
      return views(readings, input)
    case 'timeline':
      return timeline(readings, input)
  }
}
