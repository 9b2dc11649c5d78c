import { afterEach, expect, test } from 'vitest'
import { type Running, run } from './running.case.ts'

let running: Running | undefined
afterEach(async () => {
  await running?.close()
  running = undefined
})

test('a message in a private chat is answered there', async () => {
  running = await run()
  const { kit, bot } = running
  const ann = kit.user('Ann')
  const chat = kit.direct(ann, bot)
  kit.say(chat, ann, 'hello')
  await kit.until(() => kit.fromBot(chat, bot).length === 1, 'the answer')
  expect(kit.fromBot(chat, bot)[0]?.text).toBe('You said: hello')
  expect(running.inbounds[0]).toMatchObject({
    bot: `telegram:${bot.id}`,
    chat: String(ann.id),
    user: String(ann.id),
    role: 'everyone',
    place: 'direct',
    locale: 'en',
  })
})

test('of an album the file with the words is the question, without words the first', async () => {
  running = await run()
  const { kit, bot, inbounds } = running
  const ann = kit.user('Ann')
  const chat = kit.direct(ann, bot)
  const file = (name: string) => ({ name, mime: 'text/csv', bytes: Buffer.from('a,b') })
  kit.sendFile(chat, ann, file('1.csv'), { album: 'one', text: 'what is in these?' })
  kit.sendFile(chat, ann, file('2.csv'), { album: 'one' })
  for (const name of ['3.csv', '4.csv', '5.csv']) kit.sendFile(chat, ann, file(name), { album: 'two' })
  kit.say(chat, ann, 'end')
  await kit.until(() => inbounds.some(({ text }) => text === 'end'), 'the last one')
  expect(inbounds.map(({ files, text }) => files?.[0]?.name ?? text)).toEqual(['1.csv', '3.csv', 'end'])
})

test('a result of its own inline mode is not a question', async () => {
  running = await run()
  const { kit, bot, inbounds } = running
  const ann = kit.user('Ann')
  const chat = kit.direct(ann, bot)
  const self = kit.world.users.get(bot.id)
  kit.say(chat, ann, 'The price is 3 USD.', self ? { via: self } : {})
  kit.say(chat, ann, 'end')
  await kit.until(() => inbounds.some(({ text }) => text === 'end'), 'the last one')
  expect(inbounds).toHaveLength(1)
})
