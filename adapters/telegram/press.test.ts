import { afterEach, expect, test } from 'vitest'
import type { Block } from '../../core/answer.ts'
import { type Running, run } from './running.case.ts'

let running: Running | undefined
afterEach(async () => {
  await running?.close()
  running = undefined
})

const withButtons: Block[] = [
  { kind: 'text', parts: ['Which one?'] },
  {
    kind: 'buttons',
    items: [
      { label: 'UNI', say: '/token UNI' },
      { label: 'WETH on the main chain, the one with the most volume of all', say: 'x'.repeat(500) },
    ],
  },
]
const answer = async ({ text }: { text: string }): Promise<Block[]> =>
  text === 'ask' ? withButtons : [{ kind: 'text', parts: [`heard ${text.length}: ${text.slice(0, 20)}`] }]

test('a pressed button is said in the presser’s name, after a restart too', async () => {
  running = await run({ answer })
  const { kit, bot } = running
  const ann = kit.user('Ann')
  const chat = kit.direct(ann, bot)
  kit.say(chat, ann, 'ask')
  await kit.until(() => kit.fromBot(chat, bot).length === 1, 'the question')
  const [question] = kit.fromBot(chat, bot)
  expect(question?.buttons.flat().map(({ callback_data }) => Buffer.byteLength(callback_data ?? ''))).toEqual([16, 16])
  await running.halt()
  await running.restart()
  const query = kit.press(chat, ann, question?.id ?? 0, 'UNI')
  await kit.until(() => kit.fromBot(chat, bot).length === 2, 'the answer')
  await kit.until(() => kit.callback(query)?.answered === true, 'the end of the turning')
  expect(kit.callback(query)?.text).toBe('')
  expect(running.inbounds.at(-1)).toMatchObject({ id: `cb:${query}`, text: '/token UNI', user: String(ann.id) })
})

test('in a group anybody may press and is the one who asks, and those who keep order hear it', async () => {
  const heard: string[] = []
  running = await run({
    answer,
    hear: async (event) => {
      if (event.kind === 'message') heard.push(`${event.from.name}: ${event.text.slice(0, 20)}`)
      return event.kind === 'message' && event.from.name === 'Eve' ? 'handled' : 'pass'
    },
  })
  const { kit, bot } = running
  const [ann, ben, eve] = [kit.user('Ann'), kit.user('Ben'), kit.user('Eve')]
  const chat = kit.group({ admins: [ann], members: [ben, eve], bots: [bot] })
  kit.say(chat, ann, '@petrel_bot ask')
  await kit.until(() => kit.fromBot(chat, bot).length === 1, 'the question')
  const id = kit.fromBot(chat, bot)[0]?.id ?? 0
  const blocked = kit.press(chat, eve, id, 'UNI')
  kit.press(chat, ben, id, 'UNI')
  await kit.until(() => kit.fromBot(chat, bot).length === 2, 'the answer')
  await kit.until(() => kit.callback(blocked)?.answered === true, 'the end of the turning')
  expect(running.inbounds.slice(1).map(({ user, role }) => [user, role])).toEqual([[String(ben.id), 'everyone']])
  expect(heard).toEqual(['Ann: @petrel_bot ask', 'Eve: /token UNI', 'Ben: /token UNI'])
})

test('an expired button says so, in the presser’s language, and nothing is asked', async () => {
  running = await run({ answer })
  const { kit, bot } = running
  const ann = kit.user('Ann', { language_code: 'es' })
  const chat = kit.direct(ann, bot)
  kit.say(chat, ann, 'ask')
  await kit.until(() => kit.fromBot(chat, bot).length === 1, 'the question')
  await running.halt()
  const later = kit.clock.now() + 8 * 86_400_000
  await running.restart({ options: { now: () => later } })
  const query = kit.press(chat, ann, kit.fromBot(chat, bot)[0]?.id ?? 0, 'UNI')
  await kit.until(() => kit.callback(query)?.answered === true, 'the note')
  expect(kit.callback(query)?.text).toBe('Este botón es demasiado antiguo. Pregunta de nuevo.')
  expect(running.inbounds).toHaveLength(1)
})

test('data that a changed client sends counts only where and for whom it was made', async () => {
  running = await run({ answer })
  const { kit, bot, callbacks } = running
  const [ann, eve] = [kit.user('Ann'), kit.user('Eve')]
  const [a, e] = [kit.direct(ann, bot), kit.direct(eve, bot)]
  for (const [chat, user] of [
    [a, ann],
    [e, eve],
  ] as const)
    kit.say(chat, user, 'ask')
  await kit.until(() => [a, e].every((chat) => kit.fromBot(chat, bot).length === 1), 'the questions')
  const name = `telegram:${bot.id}`
  const expiresAt = kit.clock.now() + 1e9
  const [mine = ''] = await callbacks.keep({ bot: name, chat: String(ann.id), says: ['/forget'], expiresAt })
  const [others = ''] = await callbacks.keep({ bot: name, chat: String(eve.id), user: String(ann.id), says: ['/forget'], expiresAt })
  const [foreign = ''] = await callbacks.keep({ bot: 'telegram:1', chat: String(eve.id), says: ['/forget'], expiresAt })
  const queries = [mine, foreign, others, 'nonsense', '../../etc', ''].map((data) =>
    kit.pressData(e, eve, kit.fromBot(e, bot)[0]?.id ?? 0, data),
  )
  await kit.until(() => queries.every((query) => kit.callback(query)?.answered === true), 'the answers')
  const expired = 'This button is too old. Please ask again.'
  expect(queries.map((query) => kit.callback(query)?.text)).toEqual([
    expired,
    expired,
    'This button is for somebody else.',
    expired,
    expired,
    expired,
  ])
  expect(running.inbounds).toHaveLength(2)
})

test('a start link says what was kept for it, opens a page, or helps; nothing else', async () => {
  running = await run({ answer: async ({ text }) => [{ kind: 'text', parts: [text] }] })
  const { kit, bot, callbacks, inbounds } = running
  const ann = kit.user('Ann')
  const chat = kit.direct(ann, bot)
  const [kept = ''] = await callbacks.keep({
    bot: `telegram:${bot.id}`,
    chat: '-1',
    says: ['volume of UNI'],
    expiresAt: kit.clock.now() + 1e9,
  })
  for (const payload of ['', ' settings_-100123', ` cb_${kept}`, ' cb_unknown', ' forget', ' privacy'])
    kit.say(chat, ann, `/start${payload}`)
  await kit.until(() => inbounds.length === 6, 'six messages')
  expect(inbounds.map(({ text }) => text)).toEqual(['/help', '/settings -100123', 'volume of UNI', '/help', '/help', '/privacy'])
})
