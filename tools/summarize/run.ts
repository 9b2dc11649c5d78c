import type { ToolContext } from '../../core/tool.ts'
import type { Handles } from '../define.ts'
import { cleanText, formatNumber } from '../format.ts'
import { type ChainCheck, checkAgainstChain } from './chain-check.ts'
import { type Daily, everyDay } from './daily.ts'
import { type Gathered, gather, type Piece, shownName } from './evidence.ts'
import { compose, type Part } from './forms.ts'
import type { SummarizeInput } from './input.ts'
import type { Fact, Material } from './material.ts'
import { obtain } from './obtain.ts'
import { type Line, type Mark, rewrite } from './rewrite.ts'

/** A sentence of the answer; `row` is its row in the evidence record. */
export interface ShownLine {
  shown: string
  mark: Mark
  row: number
  who?: string
  /** Headings above it. */
  where?: string
  /** The document that it stands in, where the answer quotes several. */
  from?: string
}

export interface ShownPart {
  kind: Part['kind']
  lines: readonly ShownLine[]
  /** Record of the number of people. */
  people?: { id: string; value: number }
  at?: { id: string; value: number }
}

/** It comes every day; the number is that of the alert. */
export interface DailyResult {
  daily: Daily
}

export interface SummaryResult {
  input: SummarizeInput
  title: { id: string; value: string }
  /** Id of the table of evidence: number, sentence, document, who, place. */
  evidence: string
  parts: readonly ShownPart[]
  documents: readonly { title: string; url?: string }[]
  /** Votes as records, with the unit. */
  votes: readonly { choice: string; id: string; score: number }[]
  voteUnit: string
  /** What the source knows besides the text, as records. */
  facts: readonly { name: Fact['name']; id: string; shown: string }[]
  dropped?: { id: string; value: number }
  /** Files or addresses that could not be read, beside those that were. */
  unread?: { id: string; value: string }
  /** Rewritten sentences that failed the check and were quoted instead. */
  failed?: { id: string; value: number }
  chain: readonly ChainCheck[]
}

const COLUMNS = [
  { name: 'number', unit: '', type: 'integer' },
  { name: 'sentence', unit: '', type: 'text' },
  { name: 'document', unit: '', type: 'text' },
  { name: 'who', unit: '', type: 'text' },
  { name: 'place', unit: '', type: 'text' },
] as const

const placeOf = (piece: Piece): string => shownName(piece.path.at(-1) ?? '', 80)

/** Address of a document when it lies on the host that the asker named; a feed's links elsewhere are a stranger's. */
function ownUrl(material: Material, asked: readonly string[]): { url?: string } {
  if (!material.url) return {}
  const host = (url: string) => new URL(/^[a-z][a-z0-9+.-]*:/i.test(url) ? url : `https://${url}`).hostname.replace(/^www\./, '')
  try {
    const own = host(material.url)
    return asked.some((url) => /^(?:eip|erc)[- ]?\d+$/i.test(url) || host(url) === own) ? { url: material.url } : {}
  } catch {
    return {}
  }
}

/** Summarises what is given. Throws PetrelError input_invalid, nothing_to_read and what reading throws. */
export async function run(input: SummarizeInput, context: ToolContext<Handles>): Promise<SummaryResult | DailyResult> {
  if (input.daily) return { daily: await everyDay('summarize', { input, at: input.daily }, context) }
  context.progress('reading')
  const { materials, unread } = await obtain(input, context)
  context.progress('choosing sentences')
  const summary = await summarise(materials, input, context)
  if (unread.length === 0) return summary
  const value = unread.map((name) => shownName(name, 120)).join(', ')
  return { ...summary, unread: { id: context.ledger.measured({ name: 'what could not be read', value, source: 'the message' }).id, value } }
}

/** The summary of documents that were read. */
export async function summarise(
  materials: readonly Material[],
  input: SummarizeInput,
  context: ToolContext<Handles>,
): Promise<SummaryResult> {
  const gathered = gather(materials, context.locale)
  const parts = compose(gathered.readings, input)
  const { dropped } = gathered
  const shown = await assemble(parts, gathered, { input, context })
  const [first] = materials
  const { ledger } = context
  const title = shownName(titleOf(materials), 160)
  const count = counter(ledger)
  return {
    input,
    title: { id: ledger.measured({ name: 'title', value: title, source: first?.url ?? 'text of the message' }).id, value: title },
    ...shown,
    documents: distinctDocuments(materials, parts.flatMap((part) => part.pieces), [input.url ?? [], input.also ?? []].flat()), // biome-ignore format: short
    votes: (first?.votes?.tallies ?? []).map(({ choice, score }) => ({
      choice: shownName(choice, 120),
      score,
      id: ledger.measured({ name: `votes for "${choice}"`, value: score, unit: first?.votes?.unit ?? '', source: first?.url ?? '' }).id,
    })),
    voteUnit: first?.votes?.unit ?? '',
    facts: (first?.facts ?? []).map(({ name, value, unit = '' }) => {
      const shown = typeof value === 'number' ? formatNumber(value, context.locale) : cleanText(value, 400)
      return { name, shown: unit ? `${shown} ${unit}` : shown, id: ledger.measured({ name, value, unit, source: first?.url ?? 'the governor contract' }).id }
    }), // biome-ignore format: short
    ...(dropped > 0 ? { dropped: count('sentences that address a machine', dropped) } : {}),
    chain: await checkAgainstChain(gathered.readings.flatMap(({ doc }) => doc.units.map((unit) => unit.text)), context), // biome-ignore format: short
  }
}

/** What several documents are called together: the feed that they stand in, else nothing; each sentence then names its own. */
const titleOf = ([first, ...rest]: readonly Material[]): string => {
  if (rest.length === 0) return first?.title ?? ''
  return rest.every(({ series }) => series === first?.series) ? (first?.series ?? '') : ''
}

type Count = (name: string, value: number) => { id: string; value: number }

export const counter =
  (ledger: ToolContext['ledger']): Count =>
  (name, value) => ({ id: ledger.measured({ name, value, source: 'the documents that were read' }).id, value })

/** Parts as they are shown, with the record of their evidence. */
export async function assemble(
  parts: readonly Part[],
  { readings }: Gathered,
  { input, context }: { input: SummarizeInput; context: ToolContext<Handles> },
): Promise<Pick<SummaryResult, 'parts' | 'evidence' | 'failed'>> {
  const { model, signal, ledger } = context
  const lines = await rewrite(parts.flatMap((part) => part.pieces), { model, signal, own: input.own, language: input.language }) // biome-ignore format: short
  const names = readings.map(({ material }) => shownName(material.title, 160))
  const rows = lines.map(({ piece }, i) => [i + 1, piece.text, names[piece.document] ?? '', shownName(piece.who ?? '', 60), placeOf(piece)])
  const read = readings.map(({ material, hash }) => `${material.url ?? 'text'} (${hash})`)
  const evidence = ledger.table({ name: 'evidence', columns: COLUMNS, rows, source: [...new Set(read)].slice(0, 10).join(', ') })
  const failed = lines.filter(({ faults }) => faults !== undefined).length
  const count = counter(ledger)
  return {
    evidence: evidence.id,
    parts: shownParts(parts, lines, { count, names }),
    ...(failed > 0 ? { failed: count('rewritten sentences that failed the check', failed) } : {}),
  }
}

function shownParts(
  parts: readonly Part[],
  lines: readonly Line[],
  { count, names }: { count: Count; names: readonly string[] },
): ShownPart[] {
  let row = 0
  const several = new Set(lines.map(({ piece }) => piece.document)).size > 1
  return parts.map(({ kind, pieces, people, at }) => ({
    kind,
    lines: pieces.map((piece) => {
      const line = lines[row] as Line
      const where = placeOf(piece)
      const shown = {
        shown: line.shown,
        mark: line.mark,
        row,
        ...(piece.who ? { who: shownName(piece.who, 60) } : {}),
        ...(where ? { where } : {}),
        ...(several && names[piece.document] ? { from: names[piece.document] ?? '' } : {}),
      }
      row += 1
      return shown
    }),
    ...(people === undefined ? {} : { people: count(`people ${kind}`, people) }),
    ...(at === undefined ? {} : { at: count('date of a sentence, ms since 1970, UTC', at) }),
  }))
}

/** Documents that the answer quotes, each once, in order. */
function distinctDocuments(materials: readonly Material[], pieces: readonly Piece[], asked: readonly string[]): SummaryResult['documents'] {
  const used = [...new Set(pieces.map(({ document }) => document))].sort((a, b) => a - b)
  return (used.length > 0 ? used : [0]).flatMap((index) => {
    const material = materials[index]
    return material ? [{ title: shownName(material.title, 160), ...ownUrl(material, asked) }] : []
  })
}
