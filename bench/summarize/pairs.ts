import { existsSync, readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { linesOf } from './data.ts'

/** A summary, the text it was made of, and whether people found it true to that text. */
export interface Pair {
  claim: string
  document: string
  faithful: boolean
  /** Summaries of one document stay together when data is split. */
  group: string
}

/** CLIFF: summaries of news by two models, with typed errors. */
export function cliff(dir: string): Pair[] {
  const rows = linesOf<{ id: string; doc: string; summary: string; error_type: string[] }>(
    path.join(dir, 'aggrefact-errors', 'cliff.jsonl'),
  )
  return rows.map(({ id, doc, summary, error_type }) => ({ claim: summary, document: doc, faithful: error_type.every((type) => type === 'correct'), group: id })) // biome-ignore format: short
}

interface Domain {
  docs: Record<string, string>
  items: { doc: string; summary: string; label: number }[]
}

/** SummEdits: summaries with small edits, true or not; [] a domain that is absent. */
export function summEdits(dir: string): { domain: string; pairs: Pair[] }[] {
  const folder = path.join(dir, 'summedits')
  const files = existsSync(folder) ? readdirSync(folder).filter((file) => file.endsWith('.json')) : []
  return files.sort().map((file) => {
    const { docs, items } = JSON.parse(readFileSync(path.join(folder, file), 'utf8')) as Domain
    const pairs = items.map(({ doc, summary, label }) => ({ claim: summary, document: docs[doc] ?? '', faithful: label === 1, group: doc }))
    return { domain: file.replace(/\.json$/, ''), pairs }
  })
}

/** Balanced accuracy in percent: the mean of the shares of faithful and of unfaithful that were told right. */
export function balancedAccuracy(pairs: readonly Pair[], says: (pair: Pair) => boolean): number {
  const right = (wanted: boolean): number => {
    const of = pairs.filter(({ faithful }) => faithful === wanted)
    return of.filter((pair) => says(pair) === wanted).length / Math.max(1, of.length)
  }
  return 50 * (right(true) + right(false))
}
