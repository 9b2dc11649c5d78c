import { mkdtempSync, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createHistory, type HeardMessage, type HistoryStore } from './history.ts'
import { openStore, type Store } from './open.ts'

const dir = mkdtempSync(path.join(os.tmpdir(), 'petrel-history-'))
let store: Store
let history: HistoryStore
beforeAll(() => {
  store = openStore(path.join(dir, 'test.db'))
  history = createHistory(store)
})
afterAll(() => {
  store.close()
  rmSync(dir, { recursive: true, force: true })
})

const said = (message: string, user: string, at: number, text = `words ${message}`): HeardMessage => ({
  message,
  user,
  name: user,
  text,
  edited: false,
  at,
})
const all = { from: 0, to: 1e15, limit: 100 }

describe('history of a chat', () => {
  it('keeps chats apart, an edit replaces, a repeat changes nothing', async () => {
    const [a, b] = [
      { bot: 't', chat: 'a' },
      { bot: 't', chat: 'b' },
    ]
    await history.keep(a, said('1', 'ann', 10))
    await history.keep(a, said('1', 'ann', 10))
    await history.keep(a, { ...said('1', 'ann', 10, 'better words'), edited: true })
    await history.keep(b, said('1', 'ann', 20))
    expect((await history.read(a, all)).map(({ text, edited }) => [text, edited])).toEqual([['better words', true]])
    expect(await history.read(b, all)).toHaveLength(1)
    expect(await history.coverage(a)).toEqual({ since: 10, first: 10, last: 10, messages: 1 })
  })

  it('forgets a person, keeps nothing of theirs until they are back, and never touches others', async () => {
    const key = { bot: 't', chat: 'c' }
    await history.keep(key, said('1', 'ann', 1))
    await history.keep(key, said('2', 'bob', 2))
    expect(await history.forget({ ...key, user: 'ann' }, true)).toBe(1)
    await history.keep(key, said('3', 'ann', 3))
    expect((await history.read(key, all)).map(({ user }) => user)).toEqual(['bob'])
    await history.welcome({ ...key, user: 'ann' })
    await history.keep(key, said('4', 'ann', 4))
    expect(await history.lastOf({ ...key, user: 'ann' }, 100)).toBe(4)
    expect(await history.lastOf({ ...key, user: 'ann' }, 4)).toBeUndefined()
  })

  it('gives the newest when there are too many, prunes by age, clears', async () => {
    const key = { bot: 't', chat: 'd' }
    for (let i = 1; i <= 5; i += 1) await history.keep(key, said(`${i}`, 'u', i))
    expect((await history.read(key, { ...all, limit: 2 })).map(({ at }) => at)).toEqual([4, 5])
    expect(await history.prune(3, key)).toBe(2)
    expect(await history.clear(key)).toBe(3)
    expect(await history.coverage(key)).toEqual({ since: undefined, first: undefined, last: undefined, messages: 0 })
  })
})
