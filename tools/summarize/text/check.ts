import { CHECK_WEIGHTS, type CheckKind } from './check-weights.ts'
import { factsOf } from './facts.ts'
import { type Evidence, evidenceOf, SIGNALS, signalsOf } from './support.ts'
import { wordsOf } from './words.ts'

/** Why a sentence does not stand on its evidence. */
export type Fault = 'number' | 'unit' | 'name' | 'mark' | 'negation' | 'contrary' | 'strange'

export interface Verdict {
  ok: boolean
  faults: readonly Fault[]
  /** Above zero speaks against the sentence. */
  score: number
}

/** How much speaks against a claim, by the fitted signals of this kind of source; above zero it counts as unsupported. */
export function doubt(claim: string, evidence: Evidence, kind: CheckKind): number {
  const signals = signalsOf(claim, evidence)
  const weights = CHECK_WEIGHTS[kind]
  return SIGNALS.reduce<number>((sum, name) => sum + weights[name] * signals[name], weights.bias)
}

const UNITS =
  /([$€£¥])?\s?(\d[\d.,]*)\s?(%|percent|bps|basis points|(?:thousand|million|billion)?\s?(?:days?|hours?|weeks?|months?|years?|minutes?|seconds?|gwei|wei|usd|dollars?|euros?|[A-Z]{2,6}\b))?/g
const NAMED: Readonly<Record<string, string>> = {
  percent: '%',
  $: 'usd',
  dollar: 'usd',
  dollars: 'usd',
  'basis points': 'bps',
  '€': 'euro',
  euros: 'euro',
}

/** Numbers with what they count: "5|%", "100|days". */
function amounts(text: string): Map<string, Set<string>> {
  const found = new Map<string, Set<string>>()
  for (const [, before, digits = '', after] of text.matchAll(UNITS)) {
    const raw = (after ?? before ?? '').trim().toLowerCase()
    const unit = NAMED[raw] ?? raw.replace(/s$/, '')
    const value = String(Number(digits.replace(/,/g, '').replace(/\.$/, '')))
    found.set(value, (found.get(value) ?? new Set()).add(unit))
  }
  return found
}

/** True when a number of the claim counts something else than in the evidence. */
function unitChanged(claim: string, evidence: string): boolean {
  const theirs = amounts(evidence)
  return [...amounts(claim)].some(([value, units]) => {
    const known = theirs.get(value)
    return known !== undefined && [...units].some((unit) => unit !== '' && !known.has(unit) && [...known].some((other) => other !== ''))
  })
}

/** Share of words that a light rewrite may bring along. */
const MOST_STRANGE = 0.45

/**
 * Whether a rewritten sentence says only what its evidence says: numbers with their units, names, addresses, links, negation and
 * opposites must agree, and most words must be the evidence's own. It cannot see a changed relation between true words (docs/bench.md
 * says how much it catches); what it is unsure of counts as failed.
 * @example checkSentence('Fees fell to 5 %.', 'The fee was lowered from 8 % to 5 %.', 'news').ok
 */
export function checkSentence(claim: string, source: string, kind: CheckKind): Verdict {
  const evidence = evidenceOf(source)
  const signals = signalsOf(claim, evidence)
  const marks = factsOf(claim).marks.filter((mark) => !evidence.lower.includes(mark))
  const faults: [Fault, boolean][] = [
    ['number', signals.numbers > 0],
    ['unit', unitChanged(claim, source)],
    ['mark', marks.length > 0],
    ['name', signals.names > 0],
    ['negation', negationChanged(claim, source)],
    ['contrary', signals.opposite > 0 || signals.opposite_near > 0],
    ['strange', signals.strange_share > MOST_STRANGE || wordsOf(claim).length < 3],
  ]
  const found = faults.flatMap(([fault, there]) => (there ? [fault] : []))
  const score = doubt(claim, evidence, kind)
  return { ok: found.length === 0, faults: found, score }
}

const DENIES =
  /\b(?:not|no|never|none|neither|nor|without|cannot|nobody|nothing)\b|n['’]t\b|\b(?:un|in|im|dis)(?:able|likely|possible|approved|changed|affected)\b/gi

/** A single sentence denies, or does not, as its evidence does. */
const negationChanged = (claim: string, source: string): boolean =>
  (claim.match(DENIES)?.length ?? 0) > 0 !== (source.match(DENIES)?.length ?? 0) > 0
