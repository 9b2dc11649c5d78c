import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { createChatStore } from '../store/chats.ts'
import { openStore, type Store } from '../store/open.ts'
import { createTurnStore } from '../store/turns.ts'
import { createPrune } from './retention.ts'
import type { Job } from './store.ts'

const DAY = 86_400_000
let folder: string
let store: Store
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'petrel-retention-'))
  store = openStore(join(folder, 'petrel.db'))
})
afterEach(() => {
  store.close()
  rmSync(folder, { recursive: true, force: true })
})

test('each chat forgets after its own days, never later than the operator says', async () => {
  const now = 100 * DAY
  const [turns, chats] = [createTurnStore(store, () => now), createChatStore(store)]
  const bot = 'telegram:1'
  await chats.set({ bot, chat: 'short' }, { keepDays: 7 })
  await chats.set({ bot, chat: 'long' }, { keepDays: 365 })
  const made: [string, number, string][] = []
  for (const chat of ['short', 'long', 'plain']) {
    for (const age of [1, 10, 50]) {
      const { turn } = await turns.receive({ bot, id: `${chat}${age}`, chat, user: 'u', role: 'everyone', text: 'x', at: now - age * DAY })
      await turns.finish(turn, { id: turn, rung: 'reader', locale: 'en', blocks: [], records: [], at: now - age * DAY }, false)
      made.push([chat, age, turn])
    }
  }
  const asked: number[] = []
  const also = async (at: number): Promise<number> => asked.push(at)
  const prune = createPrune({ turns, chats, keepDays: 30, also, now: () => now })
  const { nextAt } = await prune({} as Job, new AbortController().signal)
  const left = await Promise.all(made.map(async ([chat, age, turn]) => ((await turns.find(turn)) ? `${chat} ${age}` : '')))
  expect(left.filter(Boolean)).toEqual(['short 1', 'long 1', 'long 10', 'plain 1', 'plain 10'])
  expect([asked, nextAt]).toEqual([[now], now + 3_600_000])
})
