import type { PetrelRecord } from '../record.ts'
import type { CheckedClaim } from './claim.ts'
import { type ClaimContext, extractClaims } from './claims.ts'
import { type Evidence, gatherEvidence } from './evidence.ts'
import { normalise } from './normalise.ts'
import { type Sentence, splitSentences } from './sentences.ts'
import { declinesIn, supports } from './support.ts'

export interface Dropped {
  /** The sentence, list item or table line as the model wrote it. */
  sentence: string
  reason: string
  claims: readonly CheckedClaim[]
}

export interface ProseCheck {
  /** What may be shown; "" when nothing is left. */
  kept: string
  dropped: readonly Dropped[]
  /** Claims of the whole text, in order. */
  claims: readonly CheckedClaim[]
}

export interface ProseContext {
  records: readonly PetrelRecord[]
  /** The asker's own words, whose figures may be repeated. */
  words: string
  locale: string
}

const MARKER = /^(\s*(?:[-*+•]\s+)?)(\d{1,3})([.)])(\s)/
const STEP =
  /^(\s*(?:[-*+•#]+\s+)?(?:\*\*)?(?:step|paso|步骤|第)\s?)(\d{1,2}|[一二三四五六七八九十])(步)?(?=\s*(?:[:.)：、—–-]|\*\*|步|$))/i
const ORDER = '零一二三四五六七八九十'

/** Takes list markers that count up from one out of a sentence; any other number at its start is a claim. */
function markers(): (text: string) => string {
  const last = { marker: 0, step: 0 }
  return (text) => {
    const item = MARKER.exec(text)
    if (item) {
      const value = Number(item[2])
      if (value !== 1 && value !== last.marker + 1) return text
      last.marker = value
      return `${item[1]}${text.slice(item[0].length)}`
    }
    const step = STEP.exec(text)
    const value = step ? Number(step[2]) || ORDER.indexOf(step[2] ?? '') : 0
    if (!step || (value !== 1 && value !== last.step + 1)) return text
    last.step = value
    return text.slice(step[0].length)
  }
}

interface Verdict {
  sentence: Sentence
  claims: CheckedClaim[]
  keep: boolean
}

function judge(sentence: Sentence, claimed: string, { context, evidence }: { context: ClaimContext; evidence: Evidence }): Verdict {
  const declines = declinesIn(normalise(claimed))
  const claims = extractClaims(claimed, context).map(({ kind, text, readings }): CheckedClaim => {
    const record = supports({ kind, text, readings }, evidence, declines)
    return { kind, text, supported: record !== undefined, ...(record === undefined ? {} : { record }) }
  })
  return { sentence, claims, keep: claims.every(({ supported }) => supported) }
}

/** A table whose header or whose every row went is no table: its lines go too. */
function dropBrokenTables(verdicts: Verdict[]): void {
  for (let start = 0; start < verdicts.length; start += 1) {
    if (verdicts[start]?.sentence.table !== 'header') continue
    let end = start + 1
    while (verdicts[end]?.sentence.table === 'row' || verdicts[end]?.sentence.table === 'rule') end += 1
    const lines = verdicts.slice(start, end)
    const rows = lines.filter(({ sentence }) => sentence.table === 'row')
    const whole = lines[0]?.keep && (rows.length === 0 || rows.some(({ keep }) => keep))
    if (!whole) for (const line of lines) line.keep = false
  }
}

function reasonFor({ claims }: Verdict): string {
  const missing = claims.filter(({ supported }) => !supported)
  if (missing.length === 0) return 'It belongs to a table of which nothing else is left.'
  return `No record of this turn holds ${missing.slice(0, 5).map(({ text }) => `"${text.slice(0, 80)}"`).join(', ')}.` // biome-ignore format: one sentence
}

const tidy = (text: string): string => text.replace(/[^\S\n]+\n/g, '\n').replace(/\n{3,}/g, '\n\n').trim() // biome-ignore format: short

/**
 * Removes every sentence of model prose that carries a figure, address, hash or link without a record, and keeps the rest as written.
 * Negations and comparisons beyond figures are not judged (docs/grounding.md). Time grows linearly with the text.
 * @example checkProse('About 12 thousand swaps.', { records, words: 'how many swaps', locale: 'en' }).kept
 */
export function checkProse(text: string, { records, words, locale }: ProseContext): ProseCheck {
  const evidence = gatherEvidence(records, words, locale)
  const context: ClaimContext = { locale, symbols: evidence.symbols, known: (chunk) => evidence.names.has(chunk.toLowerCase()) }
  const withoutMarker = markers()
  const verdicts = splitSentences(text, locale).map((sentence) => judge(sentence, withoutMarker(sentence.text), { context, evidence }))
  dropBrokenTables(verdicts)
  return {
    kept: tidy(verdicts.filter(({ keep }) => keep).map(({ sentence }) => sentence.text).join('')),
    dropped: verdicts.filter(({ keep }) => !keep).map((verdict) => ({ sentence: verdict.sentence.text.trim(), reason: reasonFor(verdict), claims: verdict.claims })),
    claims: verdicts.flatMap(({ claims }) => claims),
  } // biome-ignore format: short
}
