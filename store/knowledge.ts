import type Database from 'better-sqlite3'
import { and, asc, desc, eq, lt, sql } from 'drizzle-orm'
import { type Found, openWordIndex } from './knowledge-words.ts'
import { attempt, type Db, type Store } from './open.ts'
import { knowledgeChunks, knowledgeDocuments } from './schema.ts'
import { type VectorIndex, vectorIndex } from './vector-index.ts'

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
/** Bots whose vectors are kept in memory: those that were asked last. */
const MOST_INDEXES = 16

interface Meanings {
  /** Changes with the documents. */
  stamp: string
  ids: readonly number[]
  index: VectorIndex
}

/** Knowledge on SQLite: FTS5 for words, a scan over vectors in memory for meaning (docs/decisions/0093-search.md says why). */
export function createKnowledge({ db }: Store): Knowledge {
  // drizzle's type leaves out the connection that it holds
  const sqlite = (db as Db & { $client: Database.Database }).$client
  const wordIndex = openWordIndex(sqlite)
  const rowsOf = sqlite.prepare<[string], { id: number; document: number; path: string; text: string }>(
    'SELECT c.id, c.document, c.path, c.text FROM json_each(?) j CROSS JOIN knowledge_chunks c ON c.id = j.value',
  )
  const stampOf = sqlite.prepare<[string], string>("SELECT max(id) || ' ' || count(*) FROM knowledge_documents WHERE bot = ?").pluck()
  const documentOf = db.select().from(knowledgeDocuments).where(eq(knowledgeDocuments.id, sql.placeholder('document'))).prepare() // biome-ignore format: one statement
  const meanings = new Map<string, Meanings>()

  const documentsOf = (bot: string, source?: string) =>
    db.select().from(knowledgeDocuments).where(and(eq(knowledgeDocuments.bot, bot), source === undefined ? eq(knowledgeDocuments.current, true) : eq(knowledgeDocuments.source, source))).orderBy(desc(knowledgeDocuments.version), desc(knowledgeDocuments.id)).all() // biome-ignore format: one statement

  const deleteRow = (id: number): void => {
    wordIndex.drop(id)
    db.delete(knowledgeChunks).where(eq(knowledgeChunks.document, id)).run()
    db.delete(knowledgeDocuments).where(eq(knowledgeDocuments.id, id)).run()
  }

  const readMeanings = (bot: string): Meanings => {
    const rows = db
      .select({ id: knowledgeChunks.id, vector: knowledgeChunks.vector })
      .from(knowledgeChunks)
      .innerJoin(knowledgeDocuments, eq(knowledgeDocuments.id, knowledgeChunks.document))
      .where(and(eq(knowledgeChunks.bot, bot), eq(knowledgeDocuments.current, true), sql`${knowledgeChunks.vector} is not null`))
      .all()
    const length = rows[0]?.vector?.length ?? 0
    const fit = rows.flatMap(({ id, vector }) => (vector?.length === length ? [{ id, vector }] : []))
    return { stamp: stampOf.get(bot) ?? '', ids: fit.map(({ id }) => id), index: vectorIndex(fit.map(({ vector }) => floats(vector))) }
  }

  const meaningsOf = (bot: string): Meanings => {
    const known = meanings.get(bot)
    const found = known && known.stamp === (stampOf.get(bot) ?? '') ? known : readMeanings(bot)
    meanings.delete(bot)
    meanings.set(bot, found) // the last asked stands last
    for (const oldest of meanings.keys()) if (meanings.size > MOST_INDEXES) meanings.delete(oldest)
    return found
  }

  const byMeaning = (bot: string, vector: Float32Array | undefined): Found[] => {
    if (!vector) return []
    const { ids, index } = meaningsOf(bot)
    return index.nearest(vector, CANDIDATES).map(({ row, cosine }) => ({ id: ids[row] ?? 0, score: cosine }))
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
            wordIndex.drop(newest.id)
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
            wordIndex.insert(id, names, words)
          })
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
        const [words, meaning] = [wordIndex.find(bot, terms, CANDIDATES), byMeaning(bot, vector)]
        const scores = joined(words, meaning)
        const best = [...scores].sort((a, b) => b[1] - a[1] || a[0] - b[0]).slice(0, limit)
        const rows = new Map(rowsOf.all(JSON.stringify(best.map(([id]) => id))).map((row) => [row.id, row]))
        const documents = new Map<number, KnowledgeDocument>()
        for (const { document } of rows.values()) {
          const known = documents.get(document) ?? documentOf.get({ document })
          if (known) documents.set(document, known)
        }
        const [wordScore, cosine] = [scoresOf(words), scoresOf(meaning)]
        return best.flatMap(([id, score]): Hit[] => {
          const row = rows.get(id)
          const document = documents.get(row?.document ?? 0)
          if (!row || !document) return []
          const path = JSON.parse(row.path) as string[]
          return [{ chunk: id, document, path, text: row.text, score, words: wordScore.get(id), cosine: cosine.get(id) }]
        })
      }),
    size: async (bot) => attempt('count pieces', () => documentsOf(bot).reduce((sum, { chunks }) => sum + chunks, 0)),
  }
}

const floats = (bytes: Buffer): Float32Array => new Float32Array(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.length))
const scoresOf = (found: readonly Found[]): Map<number, number> => new Map(found.map(({ id, score }) => [id, score]))

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
