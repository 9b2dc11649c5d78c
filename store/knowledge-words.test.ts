import { mkdtempSync, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import type Database from 'better-sqlite3'
import fc from 'fast-check'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { createKnowledge, type Knowledge } from './knowledge.ts'
import { type Db, openStore, type Store } from './open.ts'

let dir: string
let store: Store
beforeEach(() => {
  dir = mkdtempSync(path.join(os.tmpdir(), 'petrel-words-'))
  store = openStore(path.join(dir, 'words.db'))
})
afterEach(() => {
  store.close()
  rmSync(dir, { recursive: true, force: true })
})

const put = (knowledge: Knowledge, { bot = 'a', source, texts }: { bot?: string; source: string; texts: readonly string[] }) =>
  knowledge.put(
    { bot, source, title: source, hash: texts.join('|'), by: 'admin', at: 0 },
    texts.map((text) => ({ path: ['S'], text, names: 'title', words: text })),
  )
const found = async (knowledge: Knowledge, ...terms: string[]) =>
  (await knowledge.search('a', { terms, limit: 100 })).map(({ text, words }) => [text, words] as const)

it('adds up, word by word, to the BM25 of the whole question', async () => {
  const word = fc.constantFrom('vault', 'fee', 'oracle', 'vote', 'quorum', 'bridge', 'burn')
  const sentence = fc.array(word, { minLength: 1, maxLength: 12 }).map((words) => words.join(' '))
  await fc.assert(
    fc.asyncProperty(
      fc.array(sentence, { minLength: 1, maxLength: 20 }),
      fc.uniqueArray(word, { minLength: 1, maxLength: 4 }),
      async (texts, terms) => {
        const knowledge = createKnowledge(store)
        await put(knowledge, { source: 'doc', texts })
        const whole = (store.db as Db & { $client: Database.Database }).$client
          .prepare("SELECT -rank FROM knowledge_words WHERE knowledge_words MATCH ? AND rank MATCH 'bm25(2.0, 1.0)' ORDER BY rank")
          .pluck()
          .all(terms.join(' OR ')) as number[]
        const ours = (await found(knowledge, ...terms)).map(([, score]) => score ?? 0)
        await knowledge.remove('a', 'doc')
        expect(ours).toHaveLength(whole.length)
        for (const [i, score] of ours.entries()) expect(score).toBeCloseTo(whole[i] ?? 0, 9)
      },
    ),
    { numRuns: 40 },
  )
})

it('sees what another process adds and removes', async () => {
  const knowledge = createKnowledge(store)
  await put(knowledge, { source: 'one', texts: ['the vault has a fee'] })
  expect(await found(knowledge, 'fee')).toHaveLength(1)
  const other = openStore(path.join(dir, 'words.db'))
  const elsewhere = createKnowledge(other)
  await put(elsewhere, { source: 'two', texts: ['another fee'] })
  expect(await found(knowledge, 'fee')).toHaveLength(2)
  await elsewhere.remove('a', 'one')
  other.close()
  expect((await found(knowledge, 'fee')).map(([text]) => text)).toEqual(['another fee'])
})

it('finds what is a bot’s own among many of others', async () => {
  const knowledge = createKnowledge(store)
  await put(knowledge, { bot: 'b', source: 'theirs', texts: Array.from({ length: 300 }, (_, i) => `fee fee fee ${i}`) })
  await put(knowledge, { source: 'ours', texts: ['a long text that says little of the fee and much of other things'] })
  expect((await found(knowledge, 'fee')).map(([text]) => text)).toEqual([
    'a long text that says little of the fee and much of other things',
  ])
})
