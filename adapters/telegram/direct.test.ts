import { afterEach, expect, test } from 'vitest'
import { type Answering, type Running, run } from './running.case.ts'

let running: Running | undefined
afterEach(async () => {
  await running?.close()
  running = undefined
})

/** Notes what is worked on: its words and the names of its files. */
function noting(): { asked: string[][]; answer: Answering } {
  const asked: string[][] = []
  const answer: Answering = async ({ text, files = [] }) => {
    asked.push([text, ...files.map(({ name }) => name)])
    return [{ kind: 'text', parts: ['seen'] }]
  }
  return { asked, answer }
}

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

test('all files of an album are one question, with the words that stand at one of them', async () => {
  const { asked, answer } = noting()
  running = await run({ factor: 1, answer })
  const { kit, bot } = running
  const ann = kit.user('Ann')
  const chat = kit.direct(ann, bot)
  const file = (name: string) => ({ name, mime: 'text/csv', bytes: Buffer.from('a,b') })
  kit.sendFile(chat, ann, file('1.csv'), { album: 'one', text: 'what is in these?' })
  kit.sendFile(chat, ann, file('2.csv'), { album: 'one' })
  for (const name of ['3.csv', '4.csv', '5.csv']) kit.sendFile(chat, ann, file(name), { album: 'two' })
  kit.duplicate(bot)
  kit.say(chat, ann, 'end')
  await kit.until(() => asked.length === 3, 'three questions')
  expect(asked).toEqual([['what is in these?', '1.csv', '2.csv'], ['', '3.csv', '4.csv', '5.csv'], ['end']])
})

test('a group takes an album whole when one of its files is meant for the bot, also after a crash in its middle', async () => {
  const { asked, answer } = noting()
  running = await run({ factor: 1, answer, bots: [{ username: 'petrel_bot', readsAll: true }] })
  const { kit, bot } = running
  const ann = kit.user('Ann')
  const group = kit.group({ admins: [ann], bots: [bot] })
  const file = (name: string) => ({ name, mime: 'text/csv', bytes: Buffer.from('a,b') })
  kit.sendFile(group, ann, file('1.csv'), { album: 'one' })
  kit.sendFile(group, ann, file('2.csv'), { album: 'one', text: '@petrel_bot audit these' })
  kit.sendFile(group, ann, file('3.csv'), { album: 'one' })
  for (const name of ['4.csv', '5.csv']) kit.sendFile(group, ann, file(name), { album: 'not for the bot' })
  await kit.until(() => asked.length === 1, 'the question')
  expect(asked).toEqual([['audit these', '1.csv', '2.csv', '3.csv']])
  kit.sendFile(group, ann, file('6.csv'), { album: 'two', text: '@petrel_bot and this' })
  await kit.until(() => running?.inbounds.some(({ text }) => text === 'and this') === true, 'its first part')
  await running.halt()
  kit.sendFile(group, ann, file('7.csv'), { album: 'two', text: '@petrel_bot' })
  await running.restart()
  await kit.until(() => asked.length === 2, 'the second question')
  expect(asked[1]).toEqual(['and this', '6.csv', '7.csv'])
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
