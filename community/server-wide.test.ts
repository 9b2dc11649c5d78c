import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { ChatKey, ChatStore } from '../core/chats.ts'
import { createChatStore } from '../store/chats.ts'
import { openStore, type Store } from '../store/open.ts'
import { createServerWide } from './server-wide.ts'

const bot = 'discord:1'
const room = (chat: string): ChatKey => ({ bot, chat })
/** "a1", "a2" are channels of server "a"; "dm" is of none. */
const serverOf = ({ chat }: ChatKey): string | undefined => (chat === 'dm' ? undefined : chat[0])

let folder: string
let store: Store
let plain: ChatStore
let chats: ChatStore
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'petrel-wide-'))
  store = openStore(join(folder, 'petrel.db'))
  plain = createChatStore(store)
  chats = createServerWide(plain, serverOf)
})
afterEach(() => {
  store.close()
  rmSync(folder, { recursive: true, force: true })
})

test('the guards’ settings hold in all channels of a server and in no other; the rest is the channel’s own', async () => {
  expect(await chats.set(room('a1'), { shield: 'on', locale: 'es' })).toEqual({ shield: 'on', locale: 'es' })
  expect(await chats.get(room('a2'))).toEqual({ shield: 'on' })
  expect(await chats.get(room('b1'))).toEqual({})
  await chats.set(room('a2'), { shield: null, captcha: true })
  expect(await chats.get(room('a1'))).toEqual({ locale: 'es', captcha: true })
  await chats.set(room('dm'), { shield: 'on' })
  expect(await plain.get(room('dm'))).toEqual({ shield: 'on' })
})

test('what channels had chosen for themselves moves to their server, the stricter of two', async () => {
  await plain.set(room('a1'), { shield: 'off', warnLimit: 5, locale: 'ru' })
  await plain.set(room('a2'), { shield: 'on', captcha: true, warnLimit: 2 })
  expect(await chats.get(room('a1'))).toEqual({ locale: 'ru', shield: 'off', warnLimit: 5 })
  expect(await chats.get(room('a2'))).toEqual({ shield: 'on', captcha: true, warnLimit: 2 })
  expect(await chats.get(room('a1'))).toEqual({ locale: 'ru', shield: 'on', captcha: true, warnLimit: 2 })
  expect([await plain.get(room('a1')), await plain.get(room('a2'))]).toEqual([{ locale: 'ru' }, {}])
})

test('a choice is not undone by what another channel still had stored for itself before it', async () => {
  await plain.set(room('a1'), { shield: 'report' })
  await chats.set(room('a1'), { shield: 'off' })
  expect(await chats.get(room('a1'))).toEqual({ shield: 'off' })
})

test('while the server is not known, the channel’s own settings count', async () => {
  const apart = createServerWide(plain, () => undefined)
  await apart.set(room('a1'), { shield: 'on' })
  expect([await apart.get(room('a1')), await apart.get(room('a2'))]).toEqual([{ shield: 'on' }, {}])
})

test('whatever the order in which channels are looked at, the server ends with the strictest', async () => {
  const choice = fc.record(
    { shield: fc.constantFrom('off', 'report', 'on'), warnLimit: fc.integer({ min: 1, max: 20 }) },
    { requiredKeys: [] },
  )
  await fc.assert(
    fc.asyncProperty(fc.array(choice, { minLength: 1, maxLength: 4 }), fc.infiniteStream(fc.nat(3)), async (choices, order) => {
      const server = `${(await chats.all()).length}x`
      const own = createServerWide(plain, () => server)
      for (const [index, one] of choices.entries()) await plain.set(room(`${server}${index}`), one)
      const looked = [...choices.keys()].sort(() => (order.next().value as number) - 2)
      await Promise.all(looked.map((index) => own.get(room(`${server}${index}`))))
      const level = (mode: string | undefined): number => ['off', 'report', 'on'].indexOf(mode ?? '')
      const { shield, warnLimit } = await own.get(room(`${server}0`))
      expect(level(shield)).toBe(Math.max(-1, ...choices.map((one) => level(one.shield))))
      expect(warnLimit ?? 99).toBe(Math.min(99, ...choices.map((one) => one.warnLimit ?? 99)))
    }),
    { numRuns: 30 },
  )
})
