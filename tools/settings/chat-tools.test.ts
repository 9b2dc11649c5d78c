import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { type Block, plain } from '../../core/answer.ts'
import { createLedger } from '../../core/ledger.ts'
import type { AnyTool, Asker, ToolContext } from '../../core/tool.ts'
import { createChatStore, createPeopleStore } from '../../store/chats.ts'
import { createMemory } from '../../store/memory.ts'
import { openStore, type Store } from '../../store/open.ts'
import { messages as messageRows, turns as turnRows } from '../../store/schema.ts'
import { createTurnStore } from '../../store/turns.ts'
import type { Handles } from '../define.ts'
import { forgetTool } from '../forget/forget.ts'
import { privacyTool } from '../privacy/privacy.ts'
import { walletTool } from '../wallet/wallet.ts'
import { fieldIn, parseValue } from './fields.ts'
import { settingsTool } from './settings.ts'

const ADDRESS = '0x71C7656EC7ab88b098defB751B7401B5f6d8976F'
const group: Asker = { bot: 'telegram:1', chat: '-100', user: 'u', role: 'everyone', place: 'group' }

let folder: string
let store: Store
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'petrel-chat-tools-'))
  store = openStore(join(folder, 'petrel.db'))
})
afterEach(() => {
  store.close()
  rmSync(folder, { recursive: true, force: true })
})

/** What a tool says to the asker, from the real database. */
async function say(tool: AnyTool, input: unknown, asker: Asker = group, locale = 'en'): Promise<string> {
  const ledger = createLedger(Date.now)
  const settings = { list: () => [{ key: 'keepDays', value: '90' }], file: '' }
  const handles = { chats: createChatStore(store), people: createPeopleStore(store), memory: createMemory(store), settings }
  const context = { ledger, asker, handles: handles as unknown as Handles, locale, now: Date.now } as unknown as ToolContext<Handles>
  const blocks = tool.answer(await tool.run(tool.input.parse(input), context), locale)
  const known = new Set(ledger.all().map(({ id }) => id))
  for (const block of blocks)
    if (block.kind === 'text') expect(block.parts.every((part) => typeof part === 'string' || known.has(part.ref.record))).toBe(true)
  return blocks.map(words).join('\n')
}
const words = (block: Block): string =>
  block.kind === 'text' ? plain(block.parts) : block.kind === 'table' ? block.rows.map((row) => row.join(' ')).join('\n') : ''

describe('wallet', () => {
  test('is remembered for a person in a chat, and for nobody else', async () => {
    await say(walletTool, { address: ADDRESS })
    expect(await say(walletTool, {})).toContain(ADDRESS.toLowerCase())
    expect(await say(walletTool, {}, { ...group, user: 'other' })).not.toContain('0x')
    expect(await say(walletTool, {}, { ...group, chat: 'other' })).not.toContain('0x')
    await say(walletTool, { forget: true })
    expect(await say(walletTool, {})).not.toContain('0x')
  })
  test.each([
    [`my wallet is ${ADDRESS}`, { address: ADDRESS }],
    [`mi cartera es ${ADDRESS}`, { address: ADDRESS }],
    [`我的钱包是 ${ADDRESS}`, { address: ADDRESS }],
    [`мой кошелёк ${ADDRESS}`, { address: ADDRESS }],
    ['forget my wallet', { forget: true }],
    ['my wallet', {}],
  ])('%s', async (text, input) => {
    const [found] = await walletTool.read(text, {} as never)
    expect([found?.input, (found?.score ?? 0) >= 0.9]).toEqual([input, true])
  })
  test('another address is no wallet of the asker', async () => {
    expect(await walletTool.read(`what did ${ADDRESS} send`, {} as never)).toEqual([])
  })
})

describe('settings', () => {
  test('of a group are changed by admins, of a direct chat by the person', async () => {
    const spanish = { name: 'locale', value: 'spanish' }
    await expect(say(settingsTool, spanish)).rejects.toMatchObject({ code: 'not_allowed' })
    expect(await say(settingsTool, spanish, { ...group, role: 'admin' })).toContain('Idioma es ahora Español')
    expect(await say(settingsTool, spanish, { ...group, chat: 'me', place: 'direct' })).toContain('Español')
    expect(await createChatStore(store).get(group)).toEqual({ locale: 'es' })
    await say(settingsTool, { name: 'locale', value: 'default' }, { ...group, role: 'admin' })
    expect(await createChatStore(store).get(group)).toEqual({})
  })
  test.each([
    ['timezone Europe/Madrid', 'timeZone', 'Europe/Madrid'],
    ['quiet 22-7', 'quiet', { from: '22:00', to: '07:00' }],
    ['quiet hours off', 'quiet', null],
    ['keep 7', 'keepDays', 7],
    ['shield report', 'shield', 'report'],
    ['captcha on', 'captcha', true],
    ['языĸ русский'.replace('ĸ', 'к'), 'locale', 'ru'],
    ['dil türkçe', 'locale', 'tr'],
  ])('/settings %s', (text, field, value) => {
    const found = fieldIn(text)
    expect(found?.field).toBe(field)
    expect(parseValue(found?.field ?? 'locale', found?.rest ?? '')).toEqual(value)
  })
  test.each([
    ['timeZone', 'Mars/Olympus'],
    ['quiet', 'sometimes'],
    ['keepDays', '-3'],
    ['locale', 'klingon'],
  ])('%s cannot be "%s", and nothing is changed', async (name, value) => {
    await expect(say(settingsTool, { name, value }, { ...group, role: 'admin' })).rejects.toMatchObject({ code: 'input_invalid' })
    expect(await createChatStore(store).get(group)).toEqual({})
  })
})

test('privacy speaks from the settings of the chat', async () => {
  expect(await say(privacyTool, {})).toMatch(/at most 90 days[\s\S]*not kept/)
  await createChatStore(store).set(group, { keepDays: 7, history: true, shield: 'on' })
  expect(await say(privacyTool, {})).toMatch(/at most 7 days[\s\S]*history[\s\S]*scam shield/)
  for (const locale of ['es', 'zh', 'ru', 'tr', 'vi']) expect(await say(privacyTool, {}, group, locale)).toContain('7')
})

test('forgetting deletes questions, answers, the conversation and the wallet of that person alone', async () => {
  const turns = createTurnStore(store, Date.now)
  const people = createPeopleStore(store)
  for (const user of ['u', 'other']) {
    const { turn } = await turns.receive({
      bot: group.bot,
      chat: group.chat,
      role: 'everyone',
      user,
      id: user,
      text: `secret of ${user}`,
      at: 1,
    })
    await turns.finish(turn, { id: turn, rung: 'reader', tool: 'ask', input: {}, locale: 'en', blocks: [], records: [], at: 1 }, false)
    await people.setWallet({ ...group, user }, ADDRESS.toLowerCase())
  }
  await say(forgetTool, {})
  const text = JSON.stringify([turnRows, messageRows].map((table) => store.db.select().from(table).all()))
  expect(text).not.toContain('"secret of u"')
  expect(text).toContain('secret of other')
  expect(await people.wallet(group)).toBeUndefined()
  expect(await people.wallet({ ...group, user: 'other' })).toBeDefined()
  expect(await createMemory(store).previous(group)).toBeUndefined()
})
