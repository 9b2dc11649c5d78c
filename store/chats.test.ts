import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { createCallbackStore } from './callbacks.ts'
import { createChatStore, createPeopleStore } from './chats.ts'
import { migrateChat } from './migrate-chat.ts'
import { openStore, type Store } from './open.ts'
import { createSeenStore } from './seen.ts'
import { createTurnStore } from './turns.ts'

const bot = 'telegram:1'
let folder: string
let store: Store
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'petrel-chats-'))
  store = openStore(join(folder, 'petrel.db'))
})
afterEach(() => {
  store.close()
  rmSync(folder, { recursive: true, force: true })
})

test('a group that becomes a supergroup takes everything with it, topics too, and nothing of others', async () => {
  const chats = createChatStore(store)
  const people = createPeopleStore(store)
  const turns = createTurnStore(store, Date.now)
  await chats.set({ bot, chat: '-5' }, { locale: 'es' })
  await chats.set({ bot, chat: '-55' }, { locale: 'ru' })
  await people.setWallet({ bot, chat: '-5', user: 'u' }, '0xab')
  const { turn } = await turns.receive({ bot, id: '1', chat: '-5/7', user: 'u', role: 'everyone', text: 'hi', at: 1 })
  migrateChat(store, bot, { from: '-5', to: '-1005' })
  expect(await chats.get({ bot, chat: '-1005' })).toEqual({ locale: 'es' })
  expect(await chats.get({ bot, chat: '-5' })).toEqual({})
  expect(await chats.get({ bot, chat: '-55' })).toEqual({ locale: 'ru' })
  expect(await people.wallet({ bot, chat: '-1005', user: 'u' })).toBe('0xab')
  expect((await turns.find(turn))?.inbound.chat).toBe('-1005/7')
})

test('what a chat chose holds in its topics, and is chosen from any of them', async () => {
  const [chats, people] = [createChatStore(store), createPeopleStore(store)]
  await chats.set({ bot, chat: '-1005/7' }, { locale: 'es' })
  await people.setWallet({ bot, chat: '-1005/7', user: 'u' }, '0xab')
  for (const chat of ['-1005', '-1005/9']) {
    expect(await chats.get({ bot, chat })).toEqual({ locale: 'es' })
    expect(await people.wallet({ bot, chat, user: 'u' })).toBe('0xab')
  }
  expect(await chats.get({ bot, chat: 'open:c1' })).toEqual({})
})

test('what the new chat already chose wins', async () => {
  const chats = createChatStore(store)
  await chats.set({ bot, chat: '-5' }, { locale: 'es' })
  await chats.set({ bot, chat: '-1005' }, { locale: 'tr' })
  migrateChat(store, bot, { from: '-5', to: '-1005' })
  expect(await chats.get({ bot, chat: '-1005' })).toEqual({ locale: 'tr' })
})

test('buttons expire and belong to their chat', async () => {
  let clock = 0
  let serial = 0
  const newId = () => {
    serial += 1
    return String(serial).padStart(16, 'a')
  }
  const callbacks = createCallbackStore(store, { now: () => clock, newId })
  const [first = '', second = ''] = await callbacks.keep({ bot, chat: 'c', says: ['/stop', 'price of UNI'], expiresAt: 100 })
  expect(await callbacks.find(second)).toEqual({ bot, chat: 'c', say: 'price of UNI' })
  clock = 100
  expect(await callbacks.find(first)).toBeUndefined()
  expect(await callbacks.find('nothing')).toBeUndefined()
})

test('the newest message of each channel is remembered', async () => {
  const seen = createSeenStore(store)
  await seen.note('discord:1', 'a', '5')
  await seen.note('discord:1', 'a', '9')
  await seen.note('discord:2', 'a', '1')
  expect(await seen.last('discord:1')).toEqual({ a: '9' })
})
