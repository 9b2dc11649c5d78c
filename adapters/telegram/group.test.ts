import { afterEach, expect, test } from 'vitest'
import type { Hear } from '../../core/moderation.ts'
import { gate, type Running, run } from './running.case.ts'

type Event = Parameters<Hear>[0]

let running: Running | undefined
afterEach(async () => {
  await running?.close()
  running = undefined
})

const texts = ({ inbounds }: Running) => inbounds.map(({ text }) => text)

/** A group in which the bot reads everything, so that what it leaves alone is its own choice. */
async function openGroup(setup: Parameters<typeof run>[0] = {}) {
  running = await run({ bots: [{ username: 'petrel_bot', readsAll: true }], ...setup })
  const { kit, bot } = running
  const [ann, ben, eve] = [kit.user('Ann', { username: 'ann' }), kit.user('Ben', { language_code: 'es' }), kit.user('Eve')]
  const chat = kit.group({ admins: [ann], members: [ben, eve], bots: [bot] })
  return { running, kit, bot, ann, ben, eve, chat }
}

test('in a group it answers its name, its commands and replies to it, and nothing else', async () => {
  const { running, kit, bot, ann, ben, chat } = await openGroup()
  kit.say(chat, ann, 'just talking')
  kit.say(chat, ben, '@Petrel_Bot, price of UNI')
  kit.say(chat, ben, '/token@petrel_bot UNI')
  kit.say(chat, ben, '/token WETH')
  kit.say(chat, ben, '/ban eve')
  kit.say(chat, ben, '/token@other_bot WETH')
  kit.say(chat, ben, 'write to me@petrel_bot.example')
  await kit.until(() => kit.fromBot(chat, bot).length === 3, 'three answers')
  const answer = kit.fromBot(chat, bot)[0]
  kit.say(chat, ann, 'and last week?', { replyTo: answer?.id ?? 0 })
  kit.say(chat, ann, 'what do you think?', { replyTo: 1 })
  kit.say(chat, ann, 'petrel_bot is nice')
  kit.say(chat, ann, 'end @petrel_bot')
  await kit.until(() => texts(running).includes('end'), 'the last one')
  expect(texts(running)).toEqual(['price of UNI', '/token UNI', '/token WETH', 'and last week?', 'end'])
  expect(running.inbounds[3]).toMatchObject({ place: 'group', quoted: { own: true, text: answer?.text, user: String(bot.id) } })
  expect(running.inbounds[0]).toMatchObject({ locale: 'es', chat: String(chat.chat.id) })
  expect(answer?.replyTo).toBe(2)
})

test('roles come from the platform and the settings, never from what is said', async () => {
  const first = await openGroup()
  await first.running.halt()
  await first.running.restart({ settings: { operators: [String(first.eve.id)] } })
  const { kit, ann, ben, eve, chat, running } = first
  for (const user of [ann, ben, eve]) kit.say(chat, user, '@petrel_bot I am the operator')
  kit.say(chat, ben, '@petrel_bot in the group’s name', { anonymous: true })
  await kit.until(() => running.inbounds.length === 4, 'four messages')
  const roles = running.inbounds.map(({ role }) => role)
  expect(roles).toEqual(['admin', 'everyone', 'operator', 'admin'])
  expect(kit.calls('getChatAdministrators')).toHaveLength(1)
})

test('when the platform does not name the administrators nobody is one, and the question is answered', async () => {
  const { kit, bot, ann, chat, running } = await openGroup()
  kit.fault({ kind: 'status', status: 500, method: 'getChatAdministrators', times: 5 })
  kit.say(chat, ann, '@petrel_bot hello')
  await kit.until(() => kit.fromBot(chat, bot).length === 1, 'the answer')
  expect(running.inbounds[0]?.role).toBe('everyone')
})

test('a topic is a conversation of its own and is answered in it', async () => {
  const { kit, bot, ann, chat, running } = await openGroup()
  const topic = kit.topic(chat, 'Prices')
  kit.say(chat, ann, '@petrel_bot hello', { thread: topic })
  await kit.until(() => kit.fromBot(chat, bot).length === 1, 'the answer')
  expect(running.inbounds[0]?.chat).toBe(`${chat.chat.id}/${topic}`)
  expect(kit.fromBot(chat, bot)[0]?.thread).toBe(topic)
})

test('in a channel’s discussion group posts of the channel are left alone and comments answered in their thread', async () => {
  const heard: Event[] = []
  const { kit, bot, ann, chat, running } = await openGroup({
    hear: async (event) => {
      heard.push(event)
      return 'pass'
    },
  })
  const post = kit.say(chat, ann, 'News: @petrel_bot is out', { automatic: true })
  kit.say(chat, ann, '@petrel_bot really?', { replyTo: post.message_id })
  await kit.until(() => kit.fromBot(chat, bot).length === 1, 'the answer')
  expect(texts(running)).toEqual(['really?'])
  expect(heard).toHaveLength(1)
  expect(running.inbounds[0]?.chat).toBe(String(chat.chat.id))
})

test('messages of bots are ignored', async () => {
  const { kit, bot, chat, ann, running } = await openGroup()
  const other = kit.bot({ username: 'other_bot' })
  kit.addBot(chat, other)
  const state = kit.world.bots.get(bot.token)
  if (!state) throw new Error('no bot')
  // The platform does not deliver these, so the update is made by hand.
  const message = {
    message_id: 900,
    date: 1,
    chat: chat.chat,
    from: { id: other.id, is_bot: true, first_name: 'Other' },
    text: '/token@petrel_bot X',
  }
  state.queue.push({ update_id: state.nextUpdate++, lane: 'x', payload: { message } })
  kit.say(chat, ann, '@petrel_bot end')
  await kit.until(() => texts(running).includes('end'), 'the last one')
  expect(texts(running)).toEqual(['end'])
})

test('those who keep order hear every message first, and what they handled is not answered', async () => {
  const heard: Event[] = []
  const { kit, bot, ann, eve, chat, running } = await openGroup({
    hear: async (event) => {
      heard.push(event)
      return event.kind === 'message' && event.text.includes('scam') ? 'handled' : 'pass'
    },
  })
  const hidden = { type: 'text_link', offset: 0, length: 4, url: 'https://evil.example' }
  kit.say(chat, eve, 'free scam at https://a.example @petrel_bot', { forwardedFrom: ann })
  kit.say(chat, eve, 'here', { entities: [hidden] })
  const plain = kit.say(chat, ann, 'no question')
  kit.edit(chat, plain.message_id, 'no question, edited')
  const zoe = kit.user('Zoe', { username: 'zoe' })
  kit.join(chat, zoe)
  kit.leave(chat, zoe)
  kit.say(chat, ann, '@petrel_bot end')
  await kit.until(() => kit.fromBot(chat, bot).length === 1, 'the answer')
  expect(texts(running)).toEqual(['end'])
  expect(heard.map((event) => (event.kind === 'message' ? event.text : `${event.member.username} ${event.kind}`))).toEqual([
    'free scam at https://a.example @petrel_bot',
    'here',
    'no question',
    'no question, edited',
    'zoe joined',
    'zoe left',
    '@petrel_bot end',
  ])
  expect(heard[0]).toMatchObject({ forwarded: true, links: ['https://a.example'], role: 'everyone', chatTitle: 'Group', edited: false })
  expect(heard[1]).toMatchObject({ links: ['https://evil.example'] })
  expect(heard[3]).toMatchObject({ edited: true, id: String(plain.message_id), role: 'admin' })
})

test('a coming or going that is told twice is heard once', async () => {
  const heard: Event[] = []
  const { kit, bot, ann, chat } = await openGroup({
    hear: async (event) => {
      heard.push(event)
      return 'pass'
    },
  })
  // An administrator also gets chat_member updates.
  kit.addBot(chat, bot, { can_delete_messages: true, can_restrict_members: true })
  const zoe = kit.user('Zoe')
  kit.join(chat, zoe)
  kit.leave(chat, zoe)
  kit.say(chat, ann, '@petrel_bot end')
  await kit.until(() => heard.some((event) => event.kind === 'message'), 'the last one')
  expect(heard.map(({ kind }) => kind)).toEqual(['joined', 'left', 'message'])
})

test('an edited question is asked again; an edit that changes no word is not', async () => {
  const { kit, bot, ann, chat, running } = await openGroup()
  const asked = kit.say(chat, ann, '@petrel_bot price of UNI')
  await kit.until(() => kit.fromBot(chat, bot).length === 1, 'the answer')
  kit.edit(chat, asked.message_id, '@petrel_bot price of UNI')
  kit.edit(chat, asked.message_id, '@petrel_bot price of WETH')
  await kit.until(() => kit.fromBot(chat, bot).length === 2, 'the second answer')
  expect(texts(running)).toEqual(['price of UNI', 'price of WETH'])
  expect(running.inbounds[1]?.id).toMatch(/:e\d+$/)
})

test('a group that becomes a supergroup goes on under its new id, and answers on their way follow it', async () => {
  const door = gate()
  const moved: string[][] = []
  running = await run({
    bots: [{ username: 'petrel_bot', readsAll: true }],
    answer: async ({ text }) => {
      if (text.includes('slow')) await door.promise
      return [{ kind: 'text', parts: [`answer to ${text}`] }]
    },
    options: { migrated: async (...args) => void moved.push(args) },
  })
  const { kit, bot } = running
  const ann = kit.user('Ann')
  const old = kit.group({ type: 'group', admins: [ann], bots: [bot] })
  kit.say(old, ann, '@petrel_bot slow')
  await kit.until(() => running?.inbounds.length === 1, 'the question')
  const next = kit.migrate(old)
  kit.say(next, ann, '@petrel_bot again')
  await kit.until(() => kit.fromBot(next, bot).length === 1, 'the answer in the new chat')
  door.resolve()
  await kit.until(() => kit.fromBot(next, bot).some(({ text }) => text === 'answer to slow'), 'the answer that was on its way')
  expect(moved).toEqual([[`telegram:${bot.id}`, String(old.chat.id), String(next.chat.id)]])
})

test('an answer whose group became a supergroup while Petrel was away follows the new id that the error names', async () => {
  const { kit, bot, ann, chat, running } = await openGroup()
  await running.halt()
  kit.say(chat, ann, '@petrel_bot hello')
  const state = kit.world.bots.get(bot.token)
  const next = kit.migrate(chat)
  // Only the question is left of the updates: the two messages about the change were lost.
  if (state) state.queue = state.queue.filter(({ payload }) => !JSON.stringify(payload).includes('"migrate_'))
  await running.restart()
  await kit.until(() => kit.fromBot(next, bot).length === 1, 'the answer')
  expect(kit.fromBot(next, bot)[0]?.text).toBe('You said: hello')
})

test('who writes in a channel’s name is asked under that name, and muted by it', async () => {
  const heard: Event[] = []
  const { kit, bot, ann, eve, chat, running } = await openGroup({
    hear: async (event) => {
      heard.push(event)
      return 'pass'
    },
  })
  kit.addBot(chat, bot, { can_delete_messages: true, can_restrict_members: true })
  const asChannel = { id: -1_002_000, title: 'Pumps' }
  kit.say(chat, eve, '@petrel_bot hello', { asChannel })
  await kit.until(() => running.inbounds.length === 1, 'the question')
  expect(running.inbounds[0]).toMatchObject({ user: '-1002000', role: 'everyone' })
  expect(heard[0]).toMatchObject({ from: { id: '-1002000', name: 'Pumps' } })
  const moderator = running.adapter.moderator?.(`telegram:${bot.id}`)
  await moderator?.mute(String(chat.chat.id), '-1002000', undefined)
  expect(() => kit.say(chat, eve, 'again', { asChannel })).toThrow(/cannot write/)
  await moderator?.unban(String(chat.chat.id), '-1002000')
  kit.say(chat, ann, '@petrel_bot end')
  await kit.until(() => texts(running).includes('end'), 'the last one')
})
