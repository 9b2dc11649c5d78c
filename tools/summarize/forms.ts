import { changeIn } from './changes.ts'
import { KEY, PRESENT } from './cues/section.ts'
import { dateIn, yearIn, yearOf } from './dates.ts'
import { isDecided, isOpen } from './decisions.ts'
import { distinct, type Piece, pieceOf, type Reading } from './evidence.ts'
import type { Form, Length, SummarizeInput } from './input.ts'
import type { Unit } from './text/document.ts'
import { type Choice, inOrder, scores, selectSentences } from './text/select.ts'
import { termsOf } from './text/words.ts'
import { sidesOf } from './views.ts'

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

/** A sentence and how much it says, 0 to 1. */
export interface Rated {
  piece: Piece
  unit: Unit
  terms: readonly string[]
  score: number
}

/** Sentences of too few words to be ranked, placed between the others. */
function briefly(readings: readonly Reading[]): Rated[] {
  return readings.flatMap((reading, document) => {
    const { units, short } = reading.doc
    let before = 0
    return short.map((unit, i) => {
      while ((units[before]?.place ?? Number.POSITIVE_INFINITY) < unit.place) before += 1
      return { piece: pieceOf(reading, document, unit, before - 1 + (i + 1) / (short.length + 1)), unit, terms: unit.terms, score: 0 }
    })
  })
}

function rate(readings: readonly Reading[], query: string): Rated[] {
  return readings.flatMap((reading, document) => {
    const { genre, title } = reading.material
    const raw = scores(reading.doc, { genre, query: query || title })
    const [low, high] = [Math.min(...raw, 0), Math.max(...raw, 1e-9)]
    return reading.doc.units.map((unit, index) => ({
      piece: pieceOf(reading, document, unit, index),
      unit,
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
    const chosen = across(
      selectSentences(reading.doc, { genre, query: title, sentences: 4 * most, variety: 0.15 }).filter(
        ({ unit }) => !PRESENT.test(unit.text),
      ),
      most,
    )
    return [{ kind: 'main', pieces: inOrder(chosen).map(({ unit, index }) => pieceOf(reading, 0, unit, index)) }]
  }
  const rated = lean(input, rate(readings, input.focus ?? ''))
  const bearingOn = input.focus ? rated.map((item) => ({ ...item, score: item.score + 1.5 * bearing(input.focus ?? '', item.terms) })).filter(({ terms }) => bearing(input.focus ?? '', terms) >= FLOOR) : rated // biome-ignore format: short
  return [{ kind: 'main', pieces: ordered(best(spread(bearingOn, readings.length), most)) }]
}

/** What each sentence taken from a section costs the next of the same one, as a share of the best score. */
const SAME_SECTION = 0.12

/** What a sentence under a heading that promises the matter itself is worth more. */
const KEY_SECTION = 0.2

/** The best of a document by sections: one that says why and one that says what follows beat a third of what happened. */
function across(choices: readonly Choice[], most: number): Choice[] {
  const taken = new Map<string, number>()
  const sectionOf = ({ unit }: Choice): string => unit.path.join('\n')
  if (new Set(choices.map(sectionOf)).size < 3) return choices.slice(0, most)
  const left = new Set(choices.keys())
  const chosen: Choice[] = []
  while (left.size > 0 && chosen.length < most) {
    const worth = (i: number): number => {
      const choice = choices[i] as Choice
      // Choices come best first by score less likeness, so their order counts beside the score.
      const key = KEY.test(choice.unit.path.at(-1) ?? '') ? KEY_SECTION : 0
      return choice.score + key - i / (4 * choices.length) - SAME_SECTION * (taken.get(sectionOf(choice)) ?? 0)
    }
    const index = [...left].reduce((a, b) => (worth(b) > worth(a) ? b : a))
    left.delete(index)
    const choice = choices[index] as Choice
    chosen.push(choice)
    taken.set(sectionOf(choice), (taken.get(sectionOf(choice)) ?? 0) + 1)
  }
  return chosen
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

/** Every sentence that bears on what was asked, in order, the short ones too. */
const everything = (readings: readonly Reading[], input: SummarizeInput): Rated[] =>
  onTopic(input, [...rate(readings, input.focus ?? ''), ...briefly(readings)]).sort(
    (a, b) => a.piece.document - b.piece.document || a.piece.index - b.piece.index,
  )

/** The best of a kind; with several documents each has its say, and there may be twice as many. */
function part(kind: Part['kind'], rated: readonly Rated[], most: number): Part[] {
  const documents = new Set(rated.map(({ piece }) => piece.document)).size
  const room = Math.max(most, Math.min(2 * documents, 2 * most))
  return rated.length > 0 ? [{ kind, pieces: ordered(best(spread(rated, documents), room)) }] : []
}

function changes(readings: readonly Reading[], input: SummarizeInput): Part[] {
  const found = everything(readings, input).flatMap((item) => {
    const weight = changeIn(item.unit, readings[item.piece.document]?.material.title)
    return weight > 0 ? [{ ...item, score: item.score + 0.4 * weight }] : []
  })
  return part('changes', found, SENTENCES.changes[input.length])
}

/** Fewest words of a question that somebody may want answered. */
const FEWEST_ASKED = 3

function decisions(readings: readonly Reading[], input: SummarizeInput): Part[] {
  const all = everything(readings, input)
  const most = SENTENCES.decisions[input.length]
  const open = all.filter(({ unit, piece }, i) => {
    const after = all.slice(i + 1, i + 8).flatMap((next) => (next.piece.document === piece.document ? [next.unit] : []))
    return (unit.kind === 'item' || unit.words >= FEWEST_ASKED) && isOpen(unit, after)
  })
  const decided = all.filter((item) => !open.includes(item) && isDecided(item.unit))
  return [...part('decided', decided, most), ...part('open', open, most)]
}

/** For and against: each person counts once, on the side most of what is theirs takes. */
function views(readings: readonly Reading[], input: SummarizeInput): Part[] {
  const { opinions, people } = sidesOf(everything(readings, input))
  const most = SENTENCES.views[input.length]
  return (['for', 'against'] as const).flatMap((kind) => {
    const wanted = kind === 'for' ? 1 : -1
    const own = opinions.filter(({ side }) => side === wanted).map((item) => ({ ...item, score: item.score + 0.3 * item.weight }))
    const chosen = best(own, 3 * most) as typeof own
    // One voice a person, as long as there are others.
    const voices = new Set<string>()
    const fair = [...chosen.filter(({ holders: [first] }) => first === undefined || (!voices.has(first) && voices.add(first))), ...chosen]
    const pieces = [...new Set(fair)].slice(0, most).map(({ piece }) => piece)
    return pieces.length > 0 ? [{ kind, pieces, ...(people ? { people: people[kind] } : {}) }] : []
  })
}

/** Who wrote it and when: no event. */
const BYLINE = /^(?:by|por|от|автор:?|yazan:?|bởi|作者[:：]?) ?\p{Lu}[^.!?]{2,60}$/iu

function timeline(readings: readonly Reading[], input: SummarizeInput): Part[] {
  const years = readings.map(({ material, doc }) => yearOf(material) ?? yearIn(doc.units.map(({ text }) => text)))
  const dated = onTopic(input, rate(readings, input.focus ?? '')).flatMap((item) => {
    const at = BYLINE.test(item.piece.text) ? undefined : dateIn(item.piece.text, years[item.piece.document])
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
      return changes(readings, input)
    case 'decisions':
      return decisions(readings, input)
    case 'views':
      return views(readings, input)
    case 'timeline':
      return timeline(readings, input)
  }
}
