import { afterEach, expect, test } from 'vitest'
import type { Block } from '../../core/answer.ts'
import { PetrelError } from '../../core/errors.ts'
import { gate, type Running, run } from './running.case.ts'

let running: Running | undefined
afterEach(async () => {
  await running?.close()
  running = undefined
})

const text = (words: string): Block => ({ kind: 'text', parts: [words] })
const said = (kit: Running['kit'], chat: Parameters<Running['kit']['fromBot']>[0], bot: Running['bot']) =>
  kit.fromBot(chat, bot).map((one) => one.text)

test('a message is confirmed to the platform only once it is stored', async () => {
  let broken = true
  let tries = 0
  running = await run({
    beforeReceive: async () => {
      tries += 1
      if (broken) throw new PetrelError('store_failed', { message: 'the disk is full' })
    },
  })
  const { kit, bot } = running
  const ann = kit.user('Ann')
  const chat = kit.direct(ann, bot)
  kit.say(chat, ann, 'hello')
  await kit.until(() => tries >= 3, 'three tries')
  expect(kit.pending(bot)).toBe(1)
  broken = false
  await kit.until(() => kit.fromBot(chat, bot).length === 1, 'the answer')
  await kit.until(() => kit.pending(bot) === 0, 'the confirmation')
  expect(said(kit, chat, bot)).toEqual(['You said: hello'])
})

test('one that cannot be stored in one chat does not lose the others, and order in its chat is kept', async () => {
  let broken = true
  running = await run({
    beforeReceive: async ({ text }) => {
      if (text === 'first' && broken) throw new PetrelError('store_failed', { message: 'no' })
    },
  })
  const { kit, bot } = running
  const [ann, ben] = [kit.user('Ann'), kit.user('Ben')]
  const [a, b] = [kit.direct(ann, bot), kit.direct(ben, bot)]
  kit.say(a, ann, 'first')
  kit.say(a, ann, 'second')
  kit.say(b, ben, 'other')
  await kit.until(() => said(kit, b, bot).length === 1, 'the other chat')
  expect(said(kit, a, bot)).toEqual([])
  broken = false
  await kit.until(() => said(kit, a, bot).length === 2, 'both')
  expect(said(kit, a, bot)).toEqual(['You said: first', 'You said: second'])
  expect(said(kit, b, bot)).toEqual(['You said: other'])
})

test('a fault of ours in reading one update is told and does not stop the bot', async () => {
  running = await run()
  const { kit, bot } = running
  const state = kit.world.bots.get(bot.token)
  state?.queue.push({
    update_id: state.nextUpdate++,
    lane: 'x',
    payload: { message: { message_id: 1, date: 1, from: { id: 5 }, text: 'no chat' } },
  })
  const ann = kit.user('Ann')
  const chat = kit.direct(ann, bot)
  kit.say(chat, ann, 'still there?')
  await kit.until(() => kit.fromBot(chat, bot).length === 1, 'the answer')
  expect(running.logged.some(({ text }) => text === 'an update could not be read')).toBe(true)
})

test('an update that is delivered twice is answered once', async () => {
  running = await run()
  const { kit, bot } = running
  const ann = kit.user('Ann')
  const chat = kit.direct(ann, bot)
  kit.say(chat, ann, 'one')
  await kit.until(() => kit.fromBot(chat, bot).length === 1, 'the answer')
  kit.duplicate(bot)
  kit.say(chat, ann, 'two')
  await kit.until(() => kit.fromBot(chat, bot).length === 2, 'the second answer')
  await kit.until(() => kit.pending(bot) === 0, 'the confirmation')
  expect(said(kit, chat, bot)).toEqual(['You said: one', 'You said: two'])
})

test('a turn that takes long in one chat does not hold up the acknowledgement of another', async () => {
  const door = gate()
  const order: string[] = []
  running = await run({
    answer: async ({ text }) => {
      if (text === 'slow') await door.promise
      order.push(`answered ${text}`)
      return [{ kind: 'text', parts: [text] }]
    },
  })
  const { kit, bot } = running
  const [ann, ben] = [kit.user('Ann'), kit.user('Ben')]
  const [a, b] = [kit.direct(ann, bot), kit.direct(ben, bot)]
  kit.say(a, ann, 'slow')
  kit.say(b, ben, 'quick')
  await kit.until(() => kit.pending(bot) === 0, 'both confirmed')
  await kit.until(() => said(kit, b, bot).length === 1, 'the quick answer')
  expect(order).toEqual(['answered quick'])
  door.resolve()
  await kit.until(() => said(kit, a, bot).length === 1, 'the slow answer')
})

test('a group whose keepers take long does not hold up the acknowledgement of another chat', async () => {
  const door = gate()
  running = await run({ hear: async () => door.promise.then(() => 'pass' as const) })
  const { kit, bot } = running
  const [ann, ben] = [kit.user('Ann'), kit.user('Ben')]
  const group = kit.group({ admins: [ann], bots: [bot] })
  const chat = kit.direct(ben, bot)
  kit.say(group, ann, '@petrel_bot in the group')
  kit.say(chat, ben, 'one')
  await kit.until(() => kit.fromBot(chat, bot).length === 1, 'the first answer')
  kit.say(chat, ben, 'two')
  await kit.until(() => kit.fromBot(chat, bot).length === 2, 'the second answer, which came by a later poll')
  expect(running.inbounds.map(({ text: words }) => words)).toEqual(['one', 'two'])
  expect(kit.pending(bot)).toBe(3)
  door.resolve()
  await kit.until(() => kit.fromBot(group, bot).length === 1 && kit.pending(bot) === 0, 'the rest')
  expect(running.inbounds.map(({ text: words }) => words)).toEqual(['one', 'two', 'in the group'])
})

const threeParts = (): Block[] =>
  ['one', 'two', 'three'].flatMap((word) => [
    text(word),
    { kind: 'chart', title: word, shape: 'bar', record: 'gone', x: 0, y: [1], unit: '', alt: `alt ${word}` },
  ])

test('after a crash between two parts only the rest is sent', async () => {
  running = await run({ answer: async () => threeParts() })
  const { kit, bot } = running
  const ann = kit.user('Ann')
  const chat = kit.direct(ann, bot)
  // The third message is never sent in this life.
  const stuck = kit.fault({
    kind: 'status',
    status: 500,
    method: 'sendMessage',
    times: Number.POSITIVE_INFINITY,
    when: () => kit.fromBot(chat, bot).length >= 2,
  })
  kit.say(chat, ann, 'hello')
  await kit.until(() => stuck.hits() > 0, 'the crash')
  await running.halt()
  stuck.remove()
  expect(said(kit, chat, bot)).toHaveLength(2)
  await running.restart()
  await kit.until(() => said(kit, chat, bot).length === 6, 'the rest')
  expect(said(kit, chat, bot)).toEqual(['one', 'one\nalt one', 'two', 'two\nalt two', 'three', 'three\nalt three'])
})

test('what the platform took but could not say so is sent again: there is no key to prevent it', async () => {
  running = await run()
  const { kit, bot } = running
  const ann = kit.user('Ann')
  const chat = kit.direct(ann, bot)
  kit.fault({ kind: 'drop', after: true, method: 'sendMessage' })
  kit.say(chat, ann, 'hello')
  await kit.until(() => kit.fromBot(chat, bot).length === 2, 'the repeat')
  await kit.until(() => running?.turns.undelivered() === 0, 'the delivery')
  expect(said(kit, chat, bot)).toEqual(['You said: hello', 'You said: hello'])
})

test.each([
  ['a cut connection', { kind: 'drop' as const }],
  ['an error of the server', { kind: 'status' as const, status: 502 }],
  ['a time to wait', { kind: 'status' as const, status: 429, retryAfter: 3 }],
])('%s is waited out and the answer arrives once', async (_, fault) => {
  running = await run()
  const { kit, bot } = running
  const ann = kit.user('Ann')
  const chat = kit.direct(ann, bot)
  kit.fault({ ...fault, method: 'sendMessage' })
  kit.say(chat, ann, 'hello')
  await kit.until(() => kit.fromBot(chat, bot).length === 1, 'the answer')
  await kit.until(() => running?.turns.undelivered() === 0, 'the delivery')
  expect(said(kit, chat, bot)).toEqual(['You said: hello'])
  const [refused, taken] = kit.calls('sendMessage')
  if ('retryAfter' in fault) expect((taken?.at ?? 0) - (refused?.at ?? 0)).toBeGreaterThanOrEqual(3000)
})

test('a person who blocked the bot is not written to again, and nobody else waits for it', async () => {
  running = await run()
  const { kit, bot } = running
  const [ann, ben] = [kit.user('Ann'), kit.user('Ben')]
  const [a, b] = [kit.direct(ann, bot), kit.direct(ben, bot)]
  kit.say(a, ann, 'hello')
  kit.block(ann, bot)
  await kit.until(() => kit.calls('sendMessage').some(({ status }) => status === 403), 'the refusal')
  await kit.until(() => running?.turns.undelivered() === 0, 'the giving up')
  kit.say(b, ben, 'hello')
  await kit.until(() => kit.fromBot(b, bot).length === 1, 'the other answer')
  expect(kit.calls('sendMessage').filter(({ status }) => status === 403)).toHaveLength(1)
  expect(running.logged.some(({ text }) => text === 'a person blocked the bot')).toBe(true)
})

test('a bot that was kicked gives up its answers there', async () => {
  const door = gate()
  running = await run({ answer: async ({ text: words }) => door.promise.then(() => [text(words)]) })
  const { kit, bot } = running
  const ann = kit.user('Ann')
  const chat = kit.group({ admins: [ann], bots: [bot] })
  kit.say(chat, ann, '@petrel_bot hello')
  await kit.until(() => running?.inbounds.length === 1, 'the question')
  kit.kick(chat, bot)
  door.resolve()
  await kit.until(() => kit.calls('sendMessage').some(({ status }) => status === 403), 'the refusal')
  await kit.until(() => running?.turns.undelivered() === 0, 'the giving up')
  await kit.until(() => running?.logged.some((line) => line.text === 'the bot was removed from a group') ?? false, 'the note')
})

test('a refused token stops one bot, is told to the operator, and the other goes on', async () => {
  running = await run({ bots: [{ username: 'bad_bot' }, { username: 'good_bot' }] })
  const { kit, adapter } = running
  const [bad, good] = [...kit.world.bots.values()].map(({ user, token }) => ({ id: user.id, token, username: user.username }))
  if (!bad || !good) throw new Error('two bots')
  kit.revoke(bad)
  await kit.until(() => adapter.status()[0]?.phase === 'unauthorized', 'the refusal')
  const ann = kit.user('Ann')
  const chat = kit.direct(ann, good)
  kit.say(chat, ann, 'hello')
  await kit.until(() => kit.fromBot(chat, good).length === 1, 'the answer')
  expect(running.adapter.status()).toMatchObject([
    { bot: `telegram:${bad.id}`, phase: 'unauthorized' },
    { phase: 'running', username: 'good_bot' },
  ])
  const told = running.logged.filter(({ text }) => text.includes('refuses the token'))
  expect(told).toHaveLength(1)
  expect(JSON.stringify(running.logged)).not.toContain(bad.token.slice(12))
})

test('a second program with the same token is told and waited out', async () => {
  running = await run()
  const { kit, bot, adapter } = running
  await kit.until(() => adapter.status()[0]?.phase === 'running' || kit.calls('getUpdates').length > 0, 'the start')
  const fault = kit.fault({ kind: 'status', status: 409, method: 'getUpdates', times: 3 })
  const ann = kit.user('Ann')
  const chat = kit.direct(ann, bot)
  kit.say(chat, ann, 'hello')
  await kit.until(() => fault.hits() === 3, 'three conflicts')
  await kit.until(
    () => kit.calls('getUpdates').filter(({ status }) => status === 200).length > 1 && adapter.status()[0]?.phase === 'running',
    'the return',
  )
  await kit.until(() => kit.fromBot(chat, bot).length === 1, 'the answer')
  expect(running.logged.filter(({ text }) => text.includes('another program'))).toHaveLength(1)
})

test('a question that is turned away is told so at once and is done with', async () => {
  const door = gate()
  running = await run({ turns: { parallel: 1, waiting: 1 }, answer: async ({ text: words }) => door.promise.then(() => [text(words)]) })
  const { kit, bot } = running
  const people = ['Ann', 'Ben', 'Cat'].map((name) => kit.user(name))
  const chats = people.map((user) => kit.direct(user, bot))
  for (const [index, user] of people.entries()) {
    kit.say(chats[index] as (typeof chats)[0], user, 'hello')
    await kit.until(() => kit.pending(bot) === 0, 'the confirmation')
  }
  await kit.until(() => kit.fromBot(chats[2] as (typeof chats)[0], bot).length === 1, 'the notice')
  expect(said(kit, chats[2] as (typeof chats)[0], bot)[0]).toMatch(/waiting/)
  expect(running.inbounds).toHaveLength(2)
  door.resolve()
  await kit.until(() => chats.slice(0, 2).every((chat) => kit.fromBot(chat, bot).length === 1), 'the answers')
})

test.each([
  ['becomes the answer', false],
  ['goes when the answer is a picture', true],
])('a message that said "working on it" when the process died %s', async (_, asPicture) => {
  const hanging = async (_inbound: unknown, { signal }: { signal: AbortSignal }): Promise<Block[]> =>
    await new Promise((_resolve, reject) => signal.addEventListener('abort', () => reject(signal.reason as Error)))
  running = await run({ answer: hanging })
  const { kit, bot } = running
  const ann = kit.user('Ann')
  const chat = kit.group({ admins: [ann], bots: [bot] })
  kit.say(chat, ann, '@petrel_bot question')
  await kit.until(() => said(kit, chat, bot)[0] === 'Working on it…', 'the sign of life')
  const [sign] = kit.fromBot(chat, bot)
  await running.halt()
  const drawn: Block = { kind: 'picture', title: 'code', drawing: { shape: 'qr', text: 'x' }, alt: 'a code' }
  await running.restart({ answer: async () => (asPicture ? [drawn] : [text('The answer.')]) })
  await kit.until(() => kit.fromBot(chat, bot).some((one) => one.text !== 'Working on it…'), 'the answer')
  const after = kit.fromBot(chat, bot)
  expect(after).toHaveLength(1)
  expect(after[0]?.id === sign?.id).toBe(!asPicture)
})
