import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { markdownBlocks } from '../../tools/summarize/text/blocks.ts'
import { type Doc, readDocument } from '../../tools/summarize/text/document.ts'
import { wordsOf } from '../../tools/summarize/text/words.ts'

/** A document to be summarised and what a person wrote of it. */
export interface Example {
  id: string
  query: string
  reference: string
  doc: Doc
  /** Words. */
  budget: number
}

export interface Proposal {
  title: string
  summary: string | null
  doc: string | null
}

export interface Eip {
  eip: number
  title: string
  description: string | null
  abstract: string | null
  doc: string
}

interface Call {
  episode: number
  turns: { t: number; who: string; text: string }[]
  sections: { title: string; t: number | null; notes: string[] }[]
}

export const linesOf = <T>(file: string): T[] =>
  existsSync(file)
    ? readFileSync(file, 'utf8').split('\n').filter(Boolean).map((line) => JSON.parse(line) as T) // biome-ignore format: short
    : []

/** Which half an item belongs to, by a hash (FNV-1a) of its id: 0 is for fitting, 1 for reporting. */
export function half(id: string): 0 | 1 {
  let hash = 2_166_136_261
  for (const letter of id) hash = Math.imul(hash ^ (letter.codePointAt(0) ?? 0), 16_777_619) >>> 0
  return ((hash ^ (hash >>> 15)) & 1) as 0 | 1
}

const usable = (examples: Example[]): Example[] => examples.filter(({ doc }) => doc.units.length > 1)

/** Governance proposals with their one line. */
export function proposals(dir: string): Example[] {
  const rows = linesOf<Proposal>(path.join(dir, 'makerdao', 'proposals.jsonl'))
  return usable(
    rows.flatMap(({ title, summary, doc }) =>
      summary && doc ? [{ id: title, query: title, reference: summary, doc: readDocument(markdownBlocks(doc)), budget: 0 }] : [],
    ),
  )
}

/** EIPs with their abstract (60 words are chosen) or their one-line description; neither stands in the text that is read. */
export function eips(dir: string, field: 'abstract' | 'description'): Example[] {
  const rows = linesOf<Eip>(path.join(dir, 'eips', 'eips.jsonl'))
  return usable(
    rows.flatMap((row) => {
      const reference = row[field]
      if (!reference) return []
      return [
        {
          id: String(row.eip),
          query: row.title,
          reference,
          doc: readDocument(markdownBlocks(row.doc)),
          budget: field === 'abstract' ? 60 : 0,
        },
      ]
    }),
  )
}

/** Fewest words of notes that are worth comparing with. */
const FEWEST_NOTES = 20
/** Most words of a summary of talk. */
const MOST_NOTES = 200

function segmentsOf(call: Call): Example[] {
  return call.sections.flatMap(({ title, t, notes }, i) => {
    const end = call.sections.slice(i + 1).find((section) => section.t !== null)?.t ?? Number.POSITIVE_INFINITY
    const reference = notes.join(' ')
    const turns = t === null ? [] : call.turns.filter((turn) => turn.t >= t && turn.t < end)
    if (turns.length === 0 || wordsOf(reference).length < FEWEST_NOTES) return []
    const doc = readDocument(turns.map(({ who, text }) => ({ kind: 'paragraph', text, path: [], who })))
    return [{ id: `call ${call.episode}`, query: title, reference, doc, budget: Math.min(MOST_NOTES, wordsOf(reference).length) }]
  })
}

/** Parts of governance calls, each with the notes that were taken of it; the budget is the notes' length, 200 words at most. */
export const calls = (dir: string): Example[] => usable(linesOf<Call>(path.join(dir, 'makerdao', 'calls.jsonl')).flatMap(segmentsOf))
