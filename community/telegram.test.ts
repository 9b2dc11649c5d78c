import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, expect, it } from 'vitest'
import { type Running, run } from '../adapters/telegram/running.case.ts'
import type { ChatSettings, ChatStore } from '../core/chats.ts'
import { openLog } from '../core/log.ts'
import type { Hear } from '../core/moderation.ts'
import { createCommunityStore } from '../store/community.ts'
import { openStore, type Store } from '../store/open.ts'
import { createCommunity, type RunningCommunity } from './community.ts'
import { openPhishingList } from './domains/phishing-list.ts'

/** The real telegraf against the strict server: what the rules decide is what people in the group see. */

let running: Running | undefined
let store: Store | undefined
let folder = ''
afterEach(async () => {
  await running?.close()
  store?.close()
  rmSync(folder, { recursive: true, force: true })
})

async function openGroup(settings: ChatSettings, rights = { can_delete_messages: true, can_restrict_members: true }) {
  folder = mkdtempSync(join(tmpdir(), 'petrel-community-'))
  const database = openStore(join(folder, 'community.db'))
  store = database
  const chats: ChatStore = { get: async () => settings, all: async () => [], set: async () => settings }
  let ids = 0
  let community: RunningCommunity | undefined
  const hear: Hear = async (event, moderator) => (await community?.hear(event, moderator)) ?? 'pass'
  const started = await run({ bots: [{ username: 'petrel_bot', readsAll: true }], hear })
  running = started
  const { kit, bot } = started
  community = createCommunity({
    chats,
    store: createCommunityStore(database),
    phishing: openPhishingList(),
    now: kit.clock.now,
    newId: () => `id-${ids++}`,
    log: openLog('silent'),
    moderatorOf: (name) => started.adapter.moderator?.(name),
  })
  const [ann, eve] = [kit.user('Ann Admin', { username: 'ann_admin' }), kit.user('Eve')]
  const chat = kit.group({ admins: [ann], members: [eve], bots: [bot] })
  kit.addBot(chat, bot, rights)
  const texts = (): string[] => kit.visible(chat, bot).map(({ text }) => text ?? '')
  return { kit, bot, ann, eve, chat, texts, community, started }
}

it('a scam is gone, its writer warned, an admin’s word stays, and the question after it is answered', async () => {
  const { kit, ann, eve, chat, bot, texts, started } = await openGroup({ shield: 'on', warnLimit: 2 })
  kit.say(chat, eve, 'free coins at azukishop.live')
  kit.say(chat, ann, 'beware of azukishop.live')
  kit.say(chat, eve, '@petrel_bot price of UNI')
  await kit.until(() => kit.fromBot(chat, bot).length >= 2, 'the warning and the answer')
  expect(texts()).not.toContain('free coins at azukishop.live')
  expect(texts()).toContain('beware of azukishop.live')
  expect(texts().join('\n')).toContain('Eve: warning 1')
  expect(started.inbounds.map(({ text }) => text)).toEqual(['price of UNI'])
  kit.say(chat, eve, 'again azukishop.live')
  await kit.until(() => kit.calls('restrictChatMember').some(({ status }) => status === 200), 'the mute')
  expect(kit.calls('restrictChatMember').at(-1)?.params).toMatchObject({ user_id: eve.id, permissions: { can_send_messages: false } })
}, 60_000)

it('a seed phrase is gone and its writer told', async () => {
  const { kit, eve, chat, bot, texts } = await openGroup({ shield: 'on' })
  kit.say(chat, eve, 'legal winner thank year wave sausage worth useful legal winner thank yellow')
  await kit.until(() => kit.calls('sendMessage').length > 0, 'the warning')
  expect(texts().join('\n')).not.toContain('sausage')
  expect(kit.calls('deleteMessage').at(-1)?.status).toBe(200)
  expect(JSON.stringify(kit.calls('sendMessage').at(-1)?.params)).toContain('move everything to a new wallet')
  expect(kit.fromBot(chat, bot).length).toBeLessThanOrEqual(1)
}, 60_000)

it('a newcomer is muted until the right button is pressed', async () => {
  const { kit, chat, bot } = await openGroup({ captcha: true })
  const zoe = kit.user('Zoe')
  kit.join(chat, zoe)
  const asked = () => kit.visible(chat, bot, zoe.id).find(({ text }) => text?.includes('Welcome, Zoe'))
  await kit.until(() => asked() !== undefined, 'the buttons')
  expect(kit.calls('restrictChatMember').at(-1)?.params).toMatchObject({ user_id: zoe.id, permissions: { can_send_messages: false } })
  const message = asked()
  const picture = /Press (\S+) within/.exec(message?.text ?? '')?.[1] ?? ''
  kit.press(chat, zoe, message?.id ?? 0, picture)
  await kit.until(() => kit.calls('restrictChatMember').length === 2, 'freedom')
  expect(kit.calls('restrictChatMember').at(-1)?.params).toMatchObject({ user_id: zoe.id, permissions: { can_send_messages: true } })
}, 60_000)

it('without the rights nothing is done, and admins are told', async () => {
  const { kit, eve, chat, bot, texts } = await openGroup({ shield: 'on' }, { can_delete_messages: false, can_restrict_members: false })
  kit.say(chat, eve, 'free coins at azukishop.live')
  await kit.until(() => kit.calls('sendMessage').some(({ params }) => JSON.stringify(params).includes('does not let me')), 'the notice')
  expect(texts()).toContain('free coins at azukishop.live')
  expect(kit.calls('deleteMessage')).toEqual([])
  expect(kit.fromBot(chat, bot)).toBeDefined()
}, 60_000)
