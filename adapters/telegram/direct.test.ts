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
