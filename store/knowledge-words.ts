import type Database from 'better-sqlite3'
import { highest } from './highest.ts'
import { attempt } from './open.ts'

/** A piece that one way of search found, best first in a list. */
export interface Found {
  id: number
  score: number
}

/** Full-text search over the pieces of all bots. */
export interface WordIndex {
  insert(chunk: number, names: string, words: string): void
  /** Drops the pieces of a document. */
  drop(document: number): void
  /** Pieces of a bot by BM25, best first. */
  find(bot: string, terms: readonly string[], most: number): Found[]
}

/** Weight of headings against text in BM25. */
const NAMES_WEIGHT = 2
/** Words of a question that are searched for: the rarest; common ones cost time and change little. */
const MOST_TERMS = 20
/** Words that are searched for however common they are. */
const FEWEST_TERMS = 3
/** Beyond the first words, rows that all words together may touch: it bounds the time of a search (docs/decisions/0093-search.md). */
const MOST_ROWS = 6000

/** Pieces that cached words hold together; 12 bytes each. */
const MOST_CACHED = 2_000_000

interface Postings {
  ids: Uint32Array
  scores: Float64Array
}

const quote = (term: string): string => `"${term.replace(/"/g, '')}"`

/** SQLite FTS5. The table is made here, since drizzle has no notion of it. Throws PetrelError store_failed. */
export function openWordIndex(sqlite: Database.Database): WordIndex {
  attempt('make the full-text table', () =>
    sqlite.exec(
      `CREATE VIRTUAL TABLE IF NOT EXISTS knowledge_words USING fts5(names, words, tokenize = 'unicode61 remove_diacritics 2');
       CREATE VIRTUAL TABLE IF NOT EXISTS knowledge_vocabulary USING fts5vocab('knowledge_words', 'row')`,
    ),
  )
  const insertWords = sqlite.prepare('INSERT INTO knowledge_words (rowid, names, words) VALUES (?, ?, ?)')
  const dropWords = sqlite.prepare('DELETE FROM knowledge_words WHERE rowid IN (SELECT id FROM knowledge_chunks WHERE document = ?)')
  const countOf = sqlite.prepare<[string], { doc: number }>('SELECT doc FROM knowledge_vocabulary WHERE term = ?')
  const findWord = sqlite
    .prepare<[string], [number, number]>(
      `SELECT rowid, -rank FROM knowledge_words WHERE knowledge_words MATCH ? AND rank MATCH 'bm25(${NAMES_WEIGHT}.0, 1.0)'`,
    )
    .raw()
  // Versions of documents are only added and removed: this tells every change, also one by another process.
  const stampOf = sqlite.prepare<[], string>("SELECT max(id) || ' ' || count(*) FROM knowledge_documents").pluck()
  const ownOnes = sqlite
    .prepare<[string, string], number>('SELECT c.id FROM json_each(?) j CROSS JOIN knowledge_chunks c ON c.id = j.value WHERE c.bot = ?')
    .pluck()

  const cache = new Map<string, Postings>()
  let [cached, stamp] = [0, '']

  /** The rarest of the asked words; one that the index takes apart ("block-level") counts as rare. */
  const rarest = (terms: readonly string[]): string[] => {
    let rows = 0
    return [...new Set(terms)]
      .filter((term) => /[\p{L}\p{N}]/u.test(term))
      .map((term) => ({ term, count: countOf.get(term.toLowerCase())?.doc ?? 0 }))
      .sort((a, b) => a.count - b.count)
      .filter(({ count }, i) => {
        rows += count
        return i < FEWEST_TERMS || (i < MOST_TERMS && rows <= MOST_ROWS)
      })
      .map(({ term }) => term)
  }

  /** Every piece with this word and what it adds to BM25: that of a question is the sum over its words. */
  const postingsOf = (term: string): Postings => {
    const known = cache.get(term)
    if (known) {
      cache.delete(term)
      cache.set(term, known) // the last asked stands last
      return known
    }
    const rows = findWord.all(quote(term))
    const made = { ids: Uint32Array.from(rows, ([id]) => id), scores: Float64Array.from(rows, ([, score]) => score) }
    cache.set(term, made)
    cached += rows.length
    for (const [oldest, { ids }] of cache) {
      if (cached <= MOST_CACHED || oldest === term) break
      cache.delete(oldest)
      cached -= ids.length
    }
    return made
  }

  let sums = new Float64Array(0) // by id; zero between searches
  const scoresOf = (terms: readonly string[]): { ids: number[]; scores: Float64Array } => {
    const lists = terms.map(postingsOf)
    const highestId = lists.reduce((most, { ids }) => Math.max(most, ids.at(-1) ?? 0), 0)
    if (sums.length <= highestId) sums = new Float64Array(2 * highestId + 1)
    const touched: number[] = []
    for (const { ids, scores } of lists)
      for (let i = 0; i < ids.length; i += 1) {
        const id = ids[i] as number
        if (sums[id] === 0) touched.push(id)
        sums[id] = (sums[id] as number) + (scores[i] as number)
      }
    const scores = Float64Array.from(touched, (id) => sums[id] as number)
    for (const id of touched) sums[id] = 0
    return { ids: touched, scores }
  }

  return {
    insert: (chunk, names, words) => void insertWords.run(chunk, names, words),
    drop: (document) => void dropWords.run(document),
    // Bots share the table: more is looked at until enough of this bot's is found.
    find: (bot, terms, most) => {
      const now = stampOf.get() ?? ''
      if (now !== stamp) cache.clear()
      if (now !== stamp) cached = 0
      stamp = now
      const { ids, scores } = scoresOf(rarest(terms))
      for (let limit = most; ; limit *= 8) {
        const found = highest(scores, limit).map((at) => ({ id: ids[at] as number, score: scores[at] as number }))
        const own = new Set(ownOnes.all(JSON.stringify(found.map(({ id }) => id)), bot))
        const ours = found.filter(({ id }) => own.has(id))
        if (ours.length >= most || found.length < limit) return ours.slice(0, most)
      }
    },
  }
}
