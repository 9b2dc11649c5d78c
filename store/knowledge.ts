import type Database from 'better-sqlite3'
import { and, asc, desc, eq, inArray, lt, sql } from 'drizzle-orm'
import { attempt, type Db, type Store } from './open.ts'
import { knowledgeChunks, knowledgeDocuments } from './schema.ts'

/** A piece of a document as it is stored. `words` and `names` are what full-text search sees: stems, separated by spaces. */
export interface NewChunk {
  path: readonly string[]
  text: string
  names: string
  words: string
  vector?: Float32Array
}

export interface KnowledgeDocument {
  id: number
  source: string
  title: string
  version: number
  current: boolean
  hash: string
  chunks: number
  addedBy: string
  at: number
  checkedAt: number
}

/** A piece that was found. Scores of the two ways are undefined where that way did not find it. */
export interface Hit {
  chunk: number
  document: KnowledgeDocument
  path: readonly string[]
  text: string
  /** Words and meaning together, 0 to 1: higher is better. */
  score: number
  /** Full text: BM25, higher is better. */
  words: number | undefined
  /** Cosine with the question, -1 to 1. */
  cosine: number | undefined
}

export interface Search {
  /** Stems of the question. */
  terms: readonly string[]
  vector?: Float32Array
  limit: number
}

/** What a bot knows; every read is bounded to one bot. */
export interface Knowledge {
  /** Stores a document, or its next version when the bytes have changed; unchanged bytes are only noted as checked. */
  put(
    document: { bot: string; source: string; title: string; hash: string; by: string; at: number },
    chunks: readonly NewChunk[],
  ): Promise<{ document: KnowledgeDocument; changed: boolean }>
  /** Current documents, newest first. */
  list(bot: string): Promise<readonly KnowledgeDocument[]>
  /** All versions of one document, newest first; [] when there is none. */
  versions(bot: string, source: string): Promise<readonly KnowledgeDocument[]>
  /** Deletes a document with all its versions. */
  remove(bot: string, source: string): Promise<boolean>
  /** Current documents with an address that were not looked at since `before`, oldest look first. */
  due(before: number, limit: number): Promise<readonly (KnowledgeDocument & { bot: string })[]>
  /** Notes that a document was looked at, though it could not be read. */
  checked(bot: string, source: string, at: number): Promise<void>
  search(bot: string, query: Search): Promise<readonly Hit[]>
  /** Pieces of current documents of a bot. */
  size(bot: string): Promise<number>
}

/** Versions of a document that are kept, the current one included. */
const VERSIONS = 5
/** Candidates that each way of search puts forward. */
const CANDIDATES = 100
/** Share of words in the joined score; the rest is meaning. Measured against reciprocal rank fusion: docs/decisions/0093-search.md. */
const WORDS_SHARE = 0.4
/** Weight of headings against text in BM25. */
const NAMES_WEIGHT = 2
/** Words of a question that are searched for: the rarest; common ones cost time and change little. */
const MOST_TERMS = 20
/** Words that are searched for however common they are. */
const FEWEST_TERMS = 5
/** Beyond the first words, rows that all words together may touch: it bounds the time of a search. */
const MOST_ROWS = 20_000

interface Matrix {
  ids: number[]
  vectors: Int8Array
  size: number
}

const quote = (term: string): string => `"${term.replace(/"/g, '')}"`

/** Knowledge on SQLite: FTS5 for words, a scan over vectors in memory for meaning (docs/decisions/0093-search.md says why). */
export function createKnowledge({ db }: Store): Knowledge {
  // drizzle's type leaves out the connection that it holds
  const sqlite = (db as Db & { $client: Database.Database }).$client
  attempt('make the full-text table', () =>
    sqlite.exec("CREATE VIRTUAL TABLE IF NOT EXISTS knowledge_words USING fts5(names, words, tokenize = 'unicode61 remove_diacritics 2')"),
  )
  const insertWords = sqlite.prepare('INSERT INTO knowledge_words (rowid, names, words) VALUES (?, ?, ?)')
  const dropWords = sqlite.prepare('DELETE FROM knowledge_words WHERE rowid IN (SELECT id FROM knowledge_chunks WHERE document = ?)')
  sqlite.exec("CREATE VIRTUAL TABLE IF NOT EXISTS knowledge_vocabulary USING fts5vocab('knowledge_words', 'row')")
  const countOf = sqlite.prepare('SELECT doc FROM knowledge_vocabulary WHERE term = ?')
  const findWords = sqlite.prepare(
    `SELECT rowid AS id, -rank AS score FROM knowledge_words WHERE knowledge_words MATCH ? AND rank MATCH 'bm25(${NAMES_WEIGHT}.0, 1.0)' ORDER BY rank LIMIT ?`,
  )
  const owner = sqlite.prepare('SELECT bot FROM knowledge_chunks WHERE id = ?')
  const matrices = new Map<string, Matrix>()

  const documentsOf = (bot: string, source?: string) =>
    db.select().from(knowledgeDocuments).where(and(eq(knowledgeDocuments.bot, bot), source === undefined ? eq(knowledgeDocuments.current, true) : eq(knowledgeDocuments.source, source))).orderBy(desc(knowledgeDocuments.version), desc(knowledgeDocuments.id)).all() // biome-ignore format: one statement

  const deleteRow = (id: number): void => {
    dropWords.run(id)
    db.delete(knowledgeChunks).where(eq(knowledgeChunks.document, id)).run()
    db.delete(knowledgeDocuments).where(eq(knowledgeDocuments.id, id)).run()
  }

  const matrixOf = (bot: string): Matrix => {
    const known = matrices.get(bot)
    if (known) return known
    const rows = db
      .select({ id: knowledgeChunks.id, vector: knowledgeChunks.vector })
      .from(knowledgeChunks)
      .innerJoin(knowledgeDocuments, eq(knowledgeDocuments.id, knowledgeChunks.document))
      .where(and(eq(knowledgeChunks.bot, bot), eq(knowledgeDocuments.current, true), sql`${knowledgeChunks.vector} is not null`))
      .all()
    const size = (rows[0]?.vector?.length ?? 0) / 4
    const fit = rows.filter(({ vector }) => vector?.length === size * 4)
    const vectors = new Int8Array(fit.length * size)
    fit.forEach(({ vector }, i) => {
      if (vector)
        vectors.set(inBytes(new Float32Array(vector.buffer.slice(vector.byteOffset, vector.byteOffset + vector.length))), i * size)
    })
    const matrix = { ids: fit.map(({ id }) => id), vectors, size }
    matrices.set(bot, matrix)
    return matrix
  }

  /** The rarest of the asked words; one that the index takes apart ("block-level") counts as rare. */
  const rarest = (terms: readonly string[]): string[] =>
    [...new Set(terms)]
      .filter((term) => /[\p{L}\p{N}]/u.test(term))
      .map((term) => ({ term, count: (countOf.get(term.toLowerCase()) as { doc: number } | undefined)?.doc ?? 0 }))
      .sort((a, b) => a.count - b.count)
      .filter(
        ({ count }, i, all) =>
          i < FEWEST_TERMS || (i < MOST_TERMS && all.slice(0, i).reduce((sum, one) => sum + one.count, count) <= MOST_ROWS),
      )
      .map(({ term }) => term)

  // Bots share the full-text table: more is asked for until enough of this bot's is found.
  const byWords = (bot: string, terms: readonly string[]): Found[] => {
    const asked = rarest(terms)
    if (asked.length === 0) return []
    const match = asked.map(quote).join(' OR ')
    for (let most = CANDIDATES; ; most *= 8) {
      const found = findWords.all(match, most) as { id: number; score: number }[]
      const own = found.filter(({ id }) => (owner.get(id) as { bot: string } | undefined)?.bot === bot)
      if (own.length >= CANDIDATES || found.length < most) return own.slice(0, CANDIDATES)
    }
  }

  const byMeaning = (bot: string, vector: Float32Array | undefined): Found[] => {
    if (!vector) return []
    const { ids, vectors, size } = matrixOf(bot)
    if (size !== vector.length) return []
    const asked = inBytes(vector)
    return nearest(
      Float32Array.from(ids, (_, i) => dot(vectors, i * size, asked)),
      CANDIDATES,
    ).map(({ index, score }) => ({ id: ids[index] ?? 0, score }))
  }

  return {
    put: async ({ bot, source, title, hash, by, at }, chunks) =>
      attempt('store a document', () =>
        db.transaction(() => {
          const [newest, ...older] = documentsOf(bot, source)
          if (newest?.hash === hash && newest.current) {
            db.update(knowledgeDocuments).set({ checkedAt: at, title }).where(eq(knowledgeDocuments.id, newest.id)).run()
            return { document: { ...newest, title, checkedAt: at }, changed: false }
          }
          if (newest) {
            dropWords.run(newest.id)
            db.update(knowledgeChunks).set({ vector: null }).where(eq(knowledgeChunks.document, newest.id)).run()
            db.update(knowledgeDocuments).set({ current: false }).where(eq(knowledgeDocuments.id, newest.id)).run()
            for (const old of older.slice(VERSIONS - 2)) deleteRow(old.id)
          }
          const row = {
            bot,
            source,
            title,
            hash,
            addedBy: by,
            at,
            checkedAt: at,
            current: true,
            version: (newest?.version ?? 0) + 1,
            chunks: chunks.length,
          }
          const [document] = db.insert(knowledgeDocuments).values(row).returning().all()
          if (!document) throw new Error('the row was not returned')
          chunks.forEach(({ path, text, names, words, vector }, ordinal) => {
            const bytes = vector ? Buffer.from(vector.buffer, vector.byteOffset, vector.byteLength) : null
            const { id } = db
              .insert(knowledgeChunks)
              .values({ document: document.id, bot, ordinal, path, text, vector: bytes })
              .returning({ id: knowledgeChunks.id })
              .get()
            insertWords.run(id, names, words)
          })
          matrices.delete(bot)
          return { document, changed: true }
        }),
      ),
    list: async (bot) => attempt('list documents', () => documentsOf(bot)),
    versions: async (bot, source) => attempt('list versions', () => documentsOf(bot, source)),
    remove: async (bot, source) =>
      attempt('remove a document', () =>
        db.transaction(() => {
          const rows = documentsOf(bot, source)
          for (const { id } of rows) deleteRow(id)
          matrices.delete(bot)
          return rows.length > 0
        }),
      ),
    due: async (before, limit) =>
      attempt('find documents to read again', () =>
        db
          .select()
          .from(knowledgeDocuments)
          .where(
            and(
              eq(knowledgeDocuments.current, true),
              lt(knowledgeDocuments.checkedAt, before),
              sql`${knowledgeDocuments.source} like 'http%'`,
            ),
          )
          .orderBy(asc(knowledgeDocuments.checkedAt))
          .limit(limit)
          .all(),
      ),
    checked: async (bot, source, at) =>
      attempt('note a look at a document', () => {
        db.update(knowledgeDocuments).set({ checkedAt: at }).where(and(eq(knowledgeDocuments.bot, bot), eq(knowledgeDocuments.source, source), eq(knowledgeDocuments.current, true))).run() // biome-ignore format: short
      }),
    search: async (bot, { terms, vector, limit }) =>
      attempt('search', () => {
        const [words, meaning] = [byWords(bot, terms), byMeaning(bot, vector)]
        const scores = joined(words, meaning)
        const best = [...scores].sort((a, b) => b[1] - a[1] || a[0] - b[0]).slice(0, limit)
        const rows = best.length === 0 ? [] : db.select({ chunk: knowledgeChunks, document: knowledgeDocuments }).from(knowledgeChunks).innerJoin(knowledgeDocuments, eq(knowledgeDocuments.id, knowledgeChunks.document)).where(inArray(knowledgeChunks.id, best.map(([id]) => id))).all() // biome-ignore format: one statement
        const byId = new Map(rows.map((row) => [row.chunk.id, row]))
        const [wordScore, cosine] = [
          new Map(words.map(({ id, score }) => [id, score])),
          new Map(meaning.map(({ id, score }) => [id, score])),
        ]
        return best.flatMap(([id, score]) => {
          const row = byId.get(id)
          if (!row) return []
          return [
            {
              chunk: id,
              document: row.document,
              path: row.chunk.path,
              text: row.chunk.text,
              score,
              words: wordScore.get(id),
              cosine: cosine.get(id),
            },
          ]
        })
      }),
    size: async (bot) => attempt('count pieces', () => documentsOf(bot).reduce((sum, { chunks }) => sum + chunks, 0)),
  }
}

/** A unit vector in bytes: a quarter of the memory to walk through, and cosines right to about a hundredth. */
const inBytes = (vector: Float32Array): Int8Array =>
  Int8Array.from(vector, (value) => Math.max(-127, Math.min(127, Math.round(value * 127 * BYTE_SCALE))))
/** Numbers of a unit vector in hundreds of dimensions are small: without scaling most bits would be lost. */
const BYTE_SCALE = 4

/** Four sums at once: one alone waits for each addition to end. */
function dot(vectors: Int8Array, start: number, other: Int8Array): number {
  const size = other.length
  let a = 0
  let b = 0
  let c = 0
  let d = 0
  let i = 0
  for (let at = start; i + 3 < size; i += 4, at += 4) {
    a += (vectors[at] as number) * (other[i] as number)
    b += (vectors[at + 1] as number) * (other[i + 1] as number)
    c += (vectors[at + 2] as number) * (other[i + 2] as number)
    d += (vectors[at + 3] as number) * (other[i + 3] as number)
  }
  for (; i < size; i += 1) a += (vectors[start + i] as number) * (other[i] as number)
  return (a + b + c + d) / (127 * BYTE_SCALE) ** 2
}

interface Found {
  id: number
  score: number
}

/** One score of two lists: BM25 as a share of the best, cosine between the last candidate and the best, weighed together. */
function joined(words: readonly Found[], meaning: readonly Found[]): Map<number, number> {
  const scores = new Map<number, number>()
  const share = meaning.length === 0 ? 1 : WORDS_SHARE
  const top = Math.max(words[0]?.score ?? 0, 1e-9)
  for (const { id, score } of words) scores.set(id, (share * score) / top)
  const [high, low] = [meaning[0]?.score ?? 0, meaning.at(-1)?.score ?? 0]
  for (const { id, score } of meaning) scores.set(id, (scores.get(id) ?? 0) + ((1 - share) * (score - low)) / Math.max(high - low, 1e-9))
  return scores
}

/** The `most` highest scores, best first; one pass with a sorted short list, since nearly all rows fall below its last. */
function nearest(scores: Float32Array, most: number): { index: number; score: number }[] {
  const best: { index: number; score: number }[] = []
  let floor = Number.NEGATIVE_INFINITY
  for (let index = 0; index < scores.length; index += 1) {
    const score = scores[index] as number
    if (score <= floor) continue
    let at = best.length
    while (at > 0 && (best[at - 1]?.score ?? 0) < score) at -= 1
    best.splice(at, 0, { index, score })
    if (best.length > most) best.pop()
    if (best.length === most) floor = best[most - 1]?.score ?? floor
  }
  return best
}
