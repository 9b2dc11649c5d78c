import { factsOf, hedgesIn, negationsIn, oppositesOf } from './facts.ts'
import { splitSentences } from './sentences.ts'
import { isStopWord, stemOf, wordsOf } from './words.ts'

/** What is measured between a claim and the text that should bear it. Shares are 0 to 1. */
export const SIGNALS = [
  'numbers',
  'names',
  'names_share',
  'negation',
  'opposite',
  'opposite_near',
  'strange',
  'strange_share',
  'pairs',
  'loose',
  'hedge',
  'long',
] as const
export type Signal = (typeof SIGNALS)[number]
export type Signals = Readonly<Record<Signal, number>>

/** A text made ready to be looked things up in. */
export interface Evidence {
  text: string
  lower: string
  stems: ReadonlySet<string>
  pairs: ReadonlySet<string>
  numbers: ReadonlySet<string>
  sentences: readonly { text: string; stems: ReadonlySet<string> }[]
}

const stemsIn = (text: string): string[] => wordsOf(text).map(stemOf)
const pairsIn = (stems: readonly string[]): string[] => stems.slice(1).map((stem, i) => `${stems[i]} ${stem}`)

export function evidenceOf(text: string): Evidence {
  const stems = stemsIn(text)
  const sentences = text.split('\n').flatMap((line) => splitSentences(line)).map((sentence) => ({ text: sentence.text, stems: new Set(stemsIn(sentence.text)) })) // biome-ignore format: short
  return {
    text,
    lower: text.toLowerCase(),
    stems: new Set(stems),
    pairs: new Set(pairsIn(stems)),
    numbers: new Set(factsOf(text).numbers),
    sentences,
  }
}

/** The sentences that share most content with a claim. */
function nearest(claim: readonly string[], { sentences }: Evidence, most = 2): { text: string; stems: ReadonlySet<string> }[] {
  const content = [...new Set(claim.filter((stem) => !isStopWord(stem)))]
  const rated = sentences.map((sentence) => ({
    sentence,
    hit: content.filter((stem) => sentence.stems.has(stem)).length / Math.sqrt(4 + sentence.stems.size),
  }))
  return rated.sort((a, b) => b.hit - a.hit).slice(0, most).map(({ sentence }) => sentence) // biome-ignore format: short
}

const significant = (value: string): number => value.replace(/^-?0*\.?0*|\./g, '').replace(/0+$/, '').length

/** True when the evidence holds this value, or a longer one that rounds to it; years and small counts must stand there as they are. */
export function holdsNumber(value: string, numbers: ReadonlySet<string>): boolean {
  if (numbers.has(value)) return true
  const [number, digits] = [Number(value), significant(value)]
  if (digits < 2 || (Number.isInteger(number) && number < 10_000)) return false
  return [...numbers].some((other) => significant(other) > digits && Number(Number(other).toPrecision(digits)) === number)
}

const QUARTER: Readonly<Record<string, RegExp>> = {
  q1: /first[- ]quarter/,
  q2: /second[- ]quarter/,
  q3: /third[- ]quarter/,
  q4: /fourth[- ]quarter/,
}

/** True when the evidence speaks of this name: as written, in parts, or in another form of the same word (China, Chinese). */
function holdsName(name: string, { lower, stems }: Evidence): boolean {
  if (lower.includes(name)) return true
  const plain = name.replace(/[.'’]/g, '')
  if (lower.replace(/[.'’]/g, '').includes(plain) || QUARTER[name]?.test(lower)) return true
  const parts = plain.split(/[-\s&]+/).filter((part) => part.length > 1)
  return parts.every(
    (part) =>
      lower.includes(part.replace(/s$/, '')) ||
      (part.length >= 5 && [...stems].some((stem) => stem.startsWith(part.slice(0, 4)) && stem.length >= 4)),
  )
}

/** How a claim stands to its evidence. */
export function signalsOf(claim: string, evidence: Evidence): Signals {
  const stems = stemsIn(claim)
  const content = [...new Set(stems.filter((stem) => !isStopWord(stem) && !/^\d/.test(stem)))]
  const strange = content.filter((stem) => !evidence.stems.has(stem))
  const facts = factsOf(claim)
  const near = nearest(stems, evidence)
  const lost = facts.names.filter((name) => !holdsName(name, evidence))
  const pairs = pairsIn(stems)
  const nearStems = new Set(near.flatMap((sentence) => [...sentence.stems]))
  const contrary = strange.filter((stem) => [...oppositesOf(stem)].some((other) => evidence.stems.has(other)))
  const nearContrary = content.filter((stem) => !nearStems.has(stem) && [...oppositesOf(stem)].some((other) => nearStems.has(other)))
  const denials = splitSentences(claim).map(({ text }) => {
    const [best] = nearest(stemsIn(text), evidence, 1)
    return Math.abs(Math.min(1, negationsIn(text)) - Math.min(1, negationsIn(best?.text ?? '')))
  })
  return {
    numbers:
      facts.numbers.filter((value) => !holdsNumber(value, evidence.numbers)).length +
        facts.marks.filter((mark) => !evidence.lower.includes(mark)).length >
      0
        ? 1
        : 0,
    names: lost.length > 0 ? 1 : 0,
    names_share: lost.length / Math.max(1, facts.names.length),
    negation: negationsIn(claim) > 0 && denials.some((value) => value > 0) ? 1 : 0,
    opposite: contrary.length > 0 ? 1 : 0,
    opposite_near: nearContrary.length > 0 ? 1 : 0,
    strange: Math.min(1, strange.length / 8),
    strange_share: strange.length / Math.max(1, content.length),
    pairs: pairs.filter((pair) => !evidence.pairs.has(pair)).length / Math.max(1, pairs.length),
    loose: content.filter((stem) => !nearStems.has(stem)).length / Math.max(1, content.length),
    hedge: hedgesIn(claim) === 0 && near.some((sentence) => hedgesIn(sentence.text) > 0) ? 1 : 0,
    long: Math.min(2, stems.length / 40),
  }
}
