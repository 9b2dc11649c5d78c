import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { createKnowledge, type Hit, type Knowledge } from '../../store/knowledge.ts'
import { openStore } from '../../store/open.ts'
import { chunksOf } from '../../tools/knowledge/chunk.ts'
import { markdownBlocks } from '../../tools/summarize/text/blocks.ts'
import { termsOf } from '../../tools/summarize/text/words.ts'
import { random } from '../grounding.ts'
import { type Eip, linesOf } from './data.ts'
import type { Embed } from './embedding-cache.ts'

/** Runs with an empty knowledge base in a temporary folder. */
async function withKnowledge<T>(use: (knowledge: Knowledge) => Promise<T>): Promise<T> {
  const dir = mkdtempSync(path.join(os.tmpdir(), 'petrel-search-'))
  const store = openStore(path.join(dir, 'search.db'))
  try {
    return await use(createKnowledge(store))
  } finally {
    store.close()
    rmSync(dir, { recursive: true, force: true })
  }
}

/** An EIP as text, without the field that will be searched for. */
function textOf({ description, abstract, doc }: Eip, without: 'description' | 'abstract' | undefined): string {
  const parts = [without === 'description' ? '' : description, without === 'abstract' || !abstract ? '' : `## Abstract\n${abstract}`, doc]
  return parts.filter(Boolean).join('\n\n')
}

async function fill(
  knowledge: Knowledge,
  rows: readonly Eip[],
  { without, embed, most = Number.POSITIVE_INFINITY }: { without?: 'description' | 'abstract'; embed?: Embed; most?: number },
): Promise<void> {
  for (const row of rows) {
    const chunks = chunksOf(row.title, markdownBlocks(textOf(row, without))).slice(0, most)
    const vectors = embed ? await embed(chunks.map(({ text }) => `${row.title}. ${text}`)) : []
    const made = chunks.map((chunk, i) => ({ ...chunk, ...(vectors[i] ? { vector: vectors[i] } : {}) }))
    await knowledge.put({ bot: 'bench', source: `eip-${row.eip}`, title: row.title, hash: `${row.eip}`, by: 'bench', at: 0 }, made)
  }
}

/** Documents in the order of their pieces: the best counts whole, each further one a third of the one before. */
export function documentsOf(hits: readonly Hit[], by: (hit: Hit) => number): string[] {
  const scores = new Map<string, number[]>()
  for (const hit of hits) scores.set(hit.document.source, [...(scores.get(hit.document.source) ?? []), by(hit)])
  const total = (list: number[]): number => list.sort((a, b) => b - a).reduce((sum, value, i) => sum + value * 0.3 ** i, 0)
  return [...scores].map(([source, list]) => ({ source, score: total(list) })).sort((a, b) => b.score - a.score).map(({ source }) => source) // biome-ignore format: short
}

const reciprocal = (found: readonly string[], wanted: string): number => {
  const at = found.slice(0, 10).indexOf(wanted)
  return at < 0 ? 0 : 1 / (at + 1)
}

/** Mean reciprocal rank of the right EIP among ten when its description, or the first 300 characters of its abstract, is searched for. */
export async function fieldMrr(dir: string, field: 'description' | 'abstract'): Promise<number> {
  const rows = linesOf<Eip>(path.join(dir, 'eips', 'eips.jsonl'))
  return withKnowledge(async (knowledge) => {
    await fill(knowledge, rows, { without: field })
    const asked = rows.filter((row) => row[field])
    let sum = 0
    for (const row of asked) {
      const hits = await knowledge.search('bench', { terms: termsOf((row[field] ?? '').slice(0, 300)), limit: 100 })
      sum += reciprocal(documentsOf(hits, ({ words }) => words ?? 0), `eip-${row.eip}`) // biome-ignore format: short
    }
    return sum / Math.max(1, asked.length)
  })
}

interface Question {
  eip: number
  question: string
}

/** The same for questions in other words, by words alone and joined with meaning, over the beginnings of all EIPs of the folder. */
export async function questionMrr(
  dir: string,
  embed: Embed,
  pieces = 3,
): Promise<{ words: number; hybrid: number; meaning: number; count: number }> {
  const rows = linesOf<Eip>(path.join(dir, 'eips', 'eips.jsonl'))
  const known = new Set(rows.map(({ eip }) => eip))
  const all = readFileSync(new URL('./questions.jsonl', import.meta.url), 'utf8').split('\n').filter(Boolean).map((line) => JSON.parse(line) as Question) // biome-ignore format: short
  const questions = all.filter(({ eip }) => known.has(eip))
  return withKnowledge(async (knowledge) => {
    await fill(knowledge, rows, { embed, most: pieces })
    const sum = { words: 0, hybrid: 0, meaning: 0 }
    for (const { eip, question } of questions) {
      const terms = termsOf(question)
      const [vector] = await embed([question])
      const wanted = `eip-${eip}`
      const plain = await knowledge.search('bench', { terms, limit: 100 })
      const joined = await knowledge.search('bench', { terms, limit: 100, ...(vector ? { vector } : {}) })
      const near = await knowledge.search('bench', { terms: [], limit: 100, ...(vector ? { vector } : {}) })
      sum.words += reciprocal(documentsOf(plain, ({ words }) => words ?? 0), wanted) // biome-ignore format: short
      sum.hybrid += reciprocal(documentsOf(joined, ({ score }) => score), wanted) // biome-ignore format: short
      sum.meaning += reciprocal(documentsOf(near, ({ cosine }) => cosine ?? 0), wanted) // biome-ignore format: short
    }
    const mean = (value: number): number => value / Math.max(1, questions.length)
    return { words: mean(sum.words), hybrid: mean(sum.hybrid), meaning: mean(sum.meaning), count: questions.length }
  })
}

const CHUNKS = 10_000
const DIMENSIONS = 384

/** Median milliseconds, and those of CPU, of a search by words and meaning over 10,000 pieces, its eight best with their text. */
export async function searchTime(): Promise<{ p50: number; cpu: number }> {
  const dice = random(11)
  const vocabulary = Array.from({ length: 8000 }, () =>
    Array.from({ length: dice.between(3, 9) }, () => dice.pick([...'abcdefghiklmnoprstuvw'])).join(''),
  )
  // Frequencies fall with the rank, as those of words do; the first hundred ranks stand for stop words, which no question is searched by.
  const word = (): string => vocabulary[Math.floor(100 * (vocabulary.length / 100) ** (dice.between(0, 9999) / 10_000)) - 1] ?? 'word'
  const vector = (): Float32Array => {
    const raw = Float32Array.from({ length: DIMENSIONS }, () => dice.between(-1000, 1000))
    const length = Math.hypot(...raw)
    return raw.map((value) => value / length)
  }
  return withKnowledge(async (knowledge) => {
    for (let start = 0; start < CHUNKS; start += 500) {
      const chunks = Array.from({ length: 500 }, () => {
        const text = Array.from({ length: 120 }, word).join(' ')
        return { path: ['Section'], text, names: word(), words: text, vector: vector() }
      })
      await knowledge.put({ bot: 'bench', source: `doc-${start}`, title: 'Document', hash: `${start}`, by: 'bench', at: 0 }, chunks)
    }
    const times: number[] = []
    let used = process.cpuUsage()
    for (let i = 0; i < 120; i += 1) {
      const query = { terms: Array.from({ length: 8 }, word), vector: vector(), limit: 8 }
      if (i === 20) used = process.cpuUsage()
      const start = performance.now()
      await knowledge.search('bench', query)
      if (i >= 20) times.push(performance.now() - start)
    }
    const { user, system } = process.cpuUsage(used)
    return { p50: times.sort((a, b) => a - b)[Math.floor(times.length / 2)] ?? 0, cpu: (user + system) / 1000 / times.length }
  })
}
