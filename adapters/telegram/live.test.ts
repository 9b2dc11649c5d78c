import { afterEach, expect, test } from 'vitest'
import type { Block } from '../../core/answer.ts'
import { type Answering, gate, type Running, run } from './running.case.ts'

let running: Running | undefined
afterEach(async () => {
  await running?.close()
  running = undefined
})

const said = (words: string): Block[] => [{ kind: 'text', parts: [words] }]

/** An answer that reports, then waits for the test or for a stop. */
function slow() {
  const door = gate()
  const answer: Answering = async (_inbound, { signal, emit }) => {
    emit({ kind: 'progress', message: 'Reading pools at https://a.example' })
    await Promise.race([door.promise, new Promise<void>((resolve) => signal.addEventListener('abort', () => resolve()))])
    return signal.aborted ? said('Stopped.') : said('The answer.')
  }
  return { door, answer }
}

test('in a private chat a draft shows what is done, and the answer ends it', async () => {
  const { door, answer } = slow()
  running = await run({ answer })
  const { kit, bot } = running
  const ann = kit.user('Ann')
  const chat = kit.direct(ann, bot)
  kit.say(chat, ann, 'question')
  await kit.until(() => kit.draft(ann, bot) !== undefined, 'the draft')
  expect(kit.draft(ann, bot)).toMatchObject({ canStop: true, text: 'Reading pools at https:\u2060//a.\u2060example' })
  door.resolve()
  await kit.until(() => kit.fromBot(chat, bot).length === 1, 'the answer')
  expect(kit.draft(ann, bot)).toBeUndefined()
  await kit.clock.sleep(3000)
  expect(kit.draft(ann, bot)).toBeUndefined()
  expect(kit.fromBot(chat, bot)[0]?.text).toBe('The answer.')
})

test('the stop button of a draft stops the turn', async () => {
  const { answer } = slow()
  running = await run({ answer })
  const { kit, bot } = running
  const ann = kit.user('Ann')
  const chat = kit.direct(ann, bot)
  kit.say(chat, ann, 'question')
  await kit.until(() => kit.draft(ann, bot) !== undefined, 'the draft')
  expect(kit.stopDraft(ann, bot)).toBe(true)
  await kit.until(() => kit.fromBot(chat, bot).length === 1, 'the answer')
  expect(kit.fromBot(chat, bot)[0]?.text).toBe('Stopped.')
})

test('a server without drafts is asked once and shows "typing" instead', async () => {
  const { door, answer } = slow()
  running = await run({ answer, kit: { features: { drafts: false } } })
  const { kit, bot } = running
  const ann = kit.user('Ann')
  const chat = kit.direct(ann, bot)
  kit.say(chat, ann, 'question')
  await kit.until(() => kit.calls('sendChatAction').length >= 3, 'the signs')
  door.resolve()
  await kit.until(() => kit.fromBot(chat, bot).length === 1, 'the answer')
  expect(kit.calls('sendMessageDraft')).toHaveLength(1)
  // A sign lasts five seconds: it is repeated, but not more often than that.
  const [first, second] = kit.calls('sendChatAction').map(({ at }) => at)
  expect((second ?? 0) - (first ?? 0)).toBeGreaterThanOrEqual(4000)
})

test('a quick answer shows no sign of life at all', async () => {
  running = await run({ factor: 1 })
  const { kit, bot } = running
  const ann = kit.user('Ann')
  const chat = kit.direct(ann, bot)
  kit.say(chat, ann, 'question')
  await kit.until(() => kit.fromBot(chat, bot).length === 1, 'the answer')
  expect(kit.calls().map(({ method }) => method)).not.toContain('sendMessageDraft')
})

test('in a group one message says what is done, and becomes the answer', async () => {
  const { door, answer } = slow()
  running = await run({ answer })
  const { kit, bot } = running
  const ann = kit.user('Ann')
  const chat = kit.group({ admins: [ann], bots: [bot] })
  kit.say(chat, ann, '@petrel_bot question')
  await kit.until(() => kit.fromBot(chat, bot).length === 1, 'the placeholder')
  const placeholder = kit.fromBot(chat, bot)[0]
  expect(placeholder).toMatchObject({ text: 'Reading pools at https:\u2060//a.\u2060example', replyTo: 1, buttons: [[{ text: 'Stop' }]] })
  expect(kit.calls('sendChatAction').length).toBeGreaterThan(0)
  expect(kit.calls('sendMessageDraft')).toEqual([])
  door.resolve()
  await kit.until(() => kit.fromBot(chat, bot)[0]?.text === 'The answer.', 'the answer')
  expect(kit.fromBot(chat, bot)).toHaveLength(1)
  expect(kit.fromBot(chat, bot)[0]).toMatchObject({ id: placeholder?.id, buttons: [] })
})

test('edits in a group are at least three seconds apart, and unchanged text is not sent', async () => {
  const door = gate()
  running = await run({
    answer: async (_inbound, { emit }) => {
      let count = 0
      const timer = setInterval(() => emit({ kind: 'progress', message: `step ${Math.floor(count++ / 3)}` }), 10)
      await door.promise
      clearInterval(timer)
      return said('The answer.')
    },
  })
  const { kit, bot } = running
  const ann = kit.user('Ann')
  const chat = kit.group({ admins: [ann], bots: [bot] })
  kit.say(chat, ann, '@petrel_bot question')
  await kit.until(() => kit.calls('editMessageText').length >= 4, 'some edits')
  door.resolve()
  await kit.until(() => kit.fromBot(chat, bot)[0]?.text === 'The answer.', 'the answer')
  const times = [...kit.calls('sendMessage'), ...kit.calls('editMessageText').slice(0, -1)].map(({ at }) => at)
  for (const [index, at] of times.slice(1).entries()) expect(at - (times[index] ?? 0)).toBeGreaterThanOrEqual(2900)
  expect(kit.calls().filter(({ status }) => status >= 400)).toEqual([])
})

test('only the asker and administrators stop a turn of a group by its button', async () => {
  const { answer } = slow()
  running = await run({ answer })
  const { kit, bot } = running
  const [ann, ben, eve] = [kit.user('Ann'), kit.user('Ben'), kit.user('Eve')]
  const chat = kit.group({ admins: [ann], members: [ben, eve], bots: [bot] })
  kit.say(chat, ben, '@petrel_bot question')
  await kit.until(() => kit.fromBot(chat, bot).length === 1, 'the placeholder')
  const { id } = kit.fromBot(chat, bot)[0] ?? { id: 0 }
  const wrong = kit.press(chat, eve, id, 'Stop')
  await kit.until(() => kit.callback(wrong)?.answered === true, 'the refusal')
  expect(kit.callback(wrong)?.text).toBe('Only the person who asked can stop this.')
  expect(kit.fromBot(chat, bot)[0]?.text).not.toBe('Stopped.')
  kit.press(chat, ann, id, 'Stop')
  await kit.until(() => kit.fromBot(chat, bot)[0]?.text === 'Stopped.', 'the stop')
  const late = kit.pressData(chat, ben, id, 'stop:long-gone')
  await kit.until(() => kit.callback(late)?.answered === true, 'the note')
  expect(kit.callback(late)?.text).toBe('This is over already.')
})

test('a question that waits says its place', async () => {
  const { door, answer } = slow()
  running = await run({ answer, turns: { parallel: 1, waiting: 10 } })
  const { kit, bot } = running
  const [ann, ben] = [kit.user('Ann'), kit.user('Ben')]
  kit.say(kit.direct(ann, bot), ann, 'first')
  await kit.until(() => kit.draft(ann, bot) !== undefined, 'the first draft')
  kit.say(kit.direct(ben, bot), ben, 'second')
  await kit.until(() => kit.draft(ben, bot)?.text.includes('1') ?? false, 'the place')
  expect(kit.draft(ben, bot)?.text).toBe('Busy; your question is number 1.')
  door.resolve()
  await kit.until(() => kit.fromBot(kit.direct(ben, bot), bot).length === 1, 'the second answer')
})

test('an answer that begins with a picture makes the placeholder go', async () => {
  const door = gate()
  const record = {
    kind: 'table' as const,
    id: 'r',
    name: 't',
    columns: [
      { name: 'day', unit: '', type: 'text' as const },
      { name: 'v', unit: '', type: 'number' as const },
    ],
    rows: [
      ['a', 1],
      ['b', 2],
    ],
    origin: 'measured' as const,
    source: 's',
    at: 0,
  }
  running = await run({
    records: [record],
    answer: async () => {
      await door.promise
      return [{ kind: 'chart', title: 'Volume', shape: 'bar', record: 'r', x: 0, y: [1], unit: 'USD', alt: 'It rose.' }]
    },
  })
  const { kit, bot } = running
  const ann = kit.user('Ann')
  const chat = kit.group({ admins: [ann], bots: [bot] })
  kit.say(chat, ann, '@petrel_bot question')
  await kit.until(() => kit.fromBot(chat, bot).length === 1, 'the placeholder')
  door.resolve()
  await kit.until(() => kit.fromBot(chat, bot)[0]?.kind === 'photo', 'the picture')
  expect(kit.fromBot(chat, bot)).toMatchObject([{ text: 'Volume\nIt rose.', kind: 'photo' }])
})
