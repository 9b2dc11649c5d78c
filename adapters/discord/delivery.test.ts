import { afterEach, expect, test } from 'vitest'
import type { Inbound } from '../../core/adapter.ts'
import { PetrelError } from '../../core/errors.ts'
import { echo, hang, type Rig, type RigOptions, reply, saidBy, startRig, until, words } from './rig.case.ts'

let rig: Rig
let clean = true
const start = async (options?: RigOptions): Promise<Rig> => {
  clean = true
  rig = await startRig(options)
  return rig
}
afterEach(async () => {
  if (clean) expect(rig.kit.violations()).toEqual([])
  await rig.stop()
})

const mention = (text: string): string => `<@${rig.bot.id}> ${text}`
const answersTo = (texts: readonly string[]): string[] => texts.map((text) => `You said: ${text}`)

test('what is said while the line is cut is replayed on resume and answered once', async () => {
  const { ann, general, kit, bot } = await start()
  for (const how of ['cut', 'close', 'reconnect'] as const) {
    ann.say(general, mention(`before ${how}`))
    const before = kit.resumes(bot)
    kit.drop(bot, how)
    ann.say(general, mention(`during ${how}`))
    await until(() => kit.resumes(bot) > before, 'the resume')
    ann.say(general, mention(`after ${how}`))
    await until(() => saidBy(rig, general).includes(`You said: after ${how}`), `the answer after ${how}`)
  }
  await until(() => saidBy(rig, general).length === 9, 'nine answers')
  expect(saidBy(rig, general)).toEqual(
    answersTo(['cut', 'close', 'reconnect'].flatMap((how) => [`before ${how}`, `during ${how}`, `after ${how}`])),
  )
  expect([kit.identifies(bot), kit.resumes(bot)]).toEqual([1, 3])
})

test('what is said while the session is lost is fetched from the channels, in order, and answered once', async () => {
  const { ann, general, kit, bot, guild } = await start()
  const side = kit.addChannel(guild, 'side')
  ann.say(general, mention('one'))
  ann.say(ann.direct(bot), 'direct one')
  await until(() => saidBy(rig, general).length + saidBy(rig, ann.direct(bot)).length === 2, 'the first answers')
  kit.drop(bot, 'lose')
  ann.say(general, mention('two'))
  ann.say(general, 'not for you')
  ann.say(general, mention('three'))
  ann.say(side, mention('four'))
  ann.say(ann.direct(bot), 'direct two')
  await until(() => kit.identifies(bot) === 2, 'a new session')
  ann.say(general, mention('five'))
  await until(() => rig.inbox.length === 7, 'seven messages')
  await until(
    () => saidBy(rig, general).length === 4 && saidBy(rig, side).length === 1 && saidBy(rig, ann.direct(bot)).length === 2,
    'all answers',
  )
  expect(saidBy(rig, general)).toEqual(answersTo(['one', 'two', 'three', 'five']))
  expect(saidBy(rig, ann.direct(bot))).toEqual(answersTo(['direct one', 'direct two']))
})

test('more messages than a page holds are fetched after a stop, also where nobody had spoken before', async () => {
  const { ann, general, kit, guild, bot } = await start()
  ann.say(general, mention('first'))
  await until(() => saidBy(rig, general).length === 1, 'the first answer')
  const quiet = kit.channel(guild)
  await rig.turns.stop(1000)
  await rig.adapter.stop()
  const fresh = kit.addChannel(guild, 'fresh')
  for (let index = 0; index < 120; index += 1) ann.say(quiet, index % 2 === 0 ? mention(`late ${index}`) : 'chatter')
  ann.say(fresh, mention('in a new channel'))
  await rig.restart()
  await until(() => rig.inbox.length === 62, 'all of them')
  await until(() => saidBy(rig, general).length === 61 && saidBy(rig, fresh).length === 1, 'all answers')
  expect(saidBy(rig, general).slice(1)).toEqual(answersTo(Array.from({ length: 60 }, (_, index) => `late ${index * 2}`)))
  expect(kit.identifies(bot)).toBe(2)
})

test('the same event twice is answered once', async () => {
  const { ann, general, kit, bot } = await start()
  ann.say(general, mention('hello'))
  const asked = ann.slash(general, bot, 'token', { token: 'UNI' })
  kit.repeat(bot, 'MESSAGE_CREATE')
  kit.repeat(bot, 'INTERACTION_CREATE')
  await until(() => saidBy(rig, general).length === 2 && asked.message()?.thinking === false, 'two answers')
  await rig.restart()
  kit.repeat(bot, 'MESSAGE_CREATE')
  ann.say(general, mention('bye'))
  await until(() => saidBy(rig, general).length === 3, 'the third')
  expect(rig.inbox).toHaveLength(3)
})

test('a message is stored before its channel counts as read: a failing disk loses nothing', async () => {
  let broken = true
  const { ann, general } = await start({
    receive: (real) => async (message) => {
      if (broken) throw new PetrelError('store_failed', { message: 'The disk is full.' })
      return real(message)
    },
  })
  ann.say(general, mention('one'))
  ann.say(general, mention('two'))
  await new Promise((resolve) => setTimeout(resolve, 300))
  expect(saidBy(rig, general)).toEqual([])
  broken = false
  await until(() => saidBy(rig, general).length === 2, 'both answers')
  expect(saidBy(rig, general)).toEqual(answersTo(['one', 'two']))
})

test('a slow disk does not cost the three seconds, and what was not stored says so', async () => {
  const { ann, general, bot } = await start({
    receive: (real) => async (message: Inbound) => {
      await new Promise((resolve) => setTimeout(resolve, 1500))
      if (message.text.includes('LOST')) throw new PetrelError('store_failed', { message: 'The disk is full.' })
      return real(message)
    },
  })
  const kept = ann.slash(general, bot, 'token', { token: 'UNI' })
  const lost = ann.slash(general, bot, 'token', { token: 'LOST' })
  await Promise.all([kept.answered(), lost.answered()])
  expect([kept.answer(), lost.answer()]).toEqual(['deferred', 'deferred'])
  await until(() => kept.message()?.thinking === false && lost.message()?.thinking === false, 'both ends')
  expect(kept.message()?.plain).toContain('You said: /token')
  expect(lost.message()?.plain).toBe('I could not store this, so it will not be answered. Please send it again.')
})

test('a failed disk is told to the asker of a command at once', async () => {
  const { ann, general, bot } = await start({
    receive: () => async () => {
      throw new PetrelError('store_failed', { message: 'The disk is full.' })
    },
  })
  const asked = ann.slash(general, bot, 'token', { token: 'UNI' })
  await asked.answered()
  expect(asked.message()).toMatchObject({
    ephemeral: true,
    plain: 'I could not store this, so it will not be answered. Please send it again.',
  })
})

const long = (turn: string) =>
  reply(
    turn,
    words(Array.from({ length: 90 }, (_, index) => `Line ${index} of an answer that needs several messages to be told.`).join('\n')),
  )

test('rate limits and failures of the platform are waited out, and nothing shows twice', async () => {
  const { ann, general, kit } = await start({ answer: async (turn) => long(turn) })
  kit.faults.next({ match: 'POST /channels', kind: 'limit', afterMs: 300 })
  kit.faults.next({ match: 'POST /channels', kind: 'error', status: 502 })
  kit.faults.next({ match: 'POST /channels', kind: 'after' })
  kit.faults.next({ match: 'POST /channels', kind: 'before' })
  ann.say(general, mention('go'))
  await until(() => saidBy(rig, general).join('\n').includes('Line 89 '), 'the last part')
  const lines = saidBy(rig, general).join('\n').split('\n')
  expect(lines.filter((line) => line.startsWith('Line '))).toHaveLength(90)
})

test('a long wait goes back to the outbox with the time that Discord named', async () => {
  const { kit, adapter, ann, general } = await start()
  kit.faults.next({ match: 'POST /channels', kind: 'limit', afterMs: 60_000, times: 3 })
  const inbound: Inbound = { bot: `discord:${rig.bot.id}`, id: '1', chat: general.id, user: ann.id, role: 'everyone', text: '', at: 1 }
  const delivery = { signal: AbortSignal.timeout(20_000), attempt: 1, accepted: [], accept: async () => {} }
  await expect(adapter.send({ id: 't1', inbound, answer: reply('t1', words('x')) }, delivery)).rejects.toMatchObject({
    code: 'platform_failed',
    facts: { retryAfterMs: expect.closeTo(60_000, -4) },
  })
})

test('a second try begins after the parts that were accepted, and a repeated part shows once', async () => {
  const { adapter, ann, general, kit } = await start()
  const inbound: Inbound = { bot: `discord:${rig.bot.id}`, id: '1', chat: general.id, user: ann.id, role: 'everyone', text: '', at: 1 }
  const accepted: string[] = []
  const crash = {
    signal: AbortSignal.timeout(20_000),
    attempt: 1,
    accepted: [],
    accept: async (id: string) => {
      // The second part was accepted by Discord, and the process died before it could note that.
      if (accepted.length === 1) throw new Error('killed')
      accepted.push(id)
    },
  }
  await expect(adapter.send({ id: 't1', inbound, answer: long('t1') }, crash)).rejects.toThrow()
  expect(saidBy(rig, general)).toHaveLength(2)
  await rig.restart()
  await rig.adapter.send(
    { id: 't1', inbound, answer: long('t1') },
    { ...crash, attempt: 2, accepted: [...accepted], accept: async () => {} },
  )
  const lines = saidBy(rig, general).join('\n').split('\n')
  expect(lines.filter((line) => line.includes('Line '))).toHaveLength(90)
  expect(kit.seen(general).every(({ everyone }) => !everyone)).toBe(true)
})

test('an answer that an earlier process had shown but not noted is found again, hours later too', async () => {
  const { ann, general, kit } = await start({ answer: hang })
  ann.say(general, mention('hello'))
  await until(() => rig.inbox.length === 1, 'the message')
  const [inbound] = rig.inbox
  if (!inbound) throw new Error('no message')
  const delivery = {
    signal: AbortSignal.timeout(20_000),
    attempt: 1,
    accepted: [],
    accept: async () => Promise.reject(new Error('killed')),
  }
  await rig.restart({ answer: hang })
  await expect(rig.adapter.send({ id: 't1', inbound, answer: reply('t1', words('Hello Ann.')) }, delivery)).rejects.toThrow()
  kit.advance(3 * 3_600_000)
  await rig.restart({ answer: hang })
  const ids: string[] = []
  await rig.adapter.send(
    { id: 't1', inbound, answer: reply('t1', words('Hello Ann.')) },
    { ...delivery, accept: async (id) => void ids.push(id) },
  )
  expect(saidBy(rig, general).filter((text) => text === 'Hello Ann.')).toHaveLength(1)
  expect(ids).toHaveLength(1)
})

test('before minute 15 an answer moves from the command to a normal message that names the asker', async () => {
  let finish = (): void => {}
  let say = (_text: string): void => {}
  const { ann, general, kit, bot } = await start({
    answer: (turn, _inbound, { emit }) =>
      new Promise((resolve) => {
        say = (message) => emit({ kind: 'progress', message })
        finish = () => resolve(reply(turn, words('Done at last.')))
      }),
  })
  const asked = ann.slash(general, bot, 'token', { token: 'UNI' })
  await asked.answered()
  say('slowly')
  await until(() => asked.message()?.plain.includes('slowly') === true, 'the preview')
  kit.advance(14 * 60_000 + 1000)
  say('still slowly')
  await until(() => saidBy(rig, general).length === 2, 'the move')
  await until(() => asked.message()?.plain.includes('It will come as a new message') === true, 'the pointer to it')
  kit.advance(5 * 60_000)
  finish()
  await until(() => saidBy(rig, general).some((text) => text.includes('Done at last.')), 'the answer')
  const shown = kit.seen(general)
  expect(shown).toHaveLength(2)
  expect(shown[1]).toMatchObject({ pings: [ann.id], buttons: [] })
})

test('hours after a crash the answer to a command comes as a message that names the asker', async () => {
  const { ann, general, kit, bot } = await start({ answer: hang })
  const asked = ann.slash(general, bot, 'token', { token: 'UNI' })
  await asked.answered()
  await rig.turns.stop(0)
  await rig.adapter.stop()
  kit.advance(3 * 3_600_000)
  clean = false
  await rig.restart({ answer: echo })
  await until(() => kit.seen(general).some(({ plain, author }) => author.id === bot.id && plain.includes('You said: /token')), 'the answer')
  const answer = kit.seen(general).find(({ plain }) => plain.includes('You said: /token'))
  expect(answer).toMatchObject({ pings: [ann.id], ephemeral: false })
})

test('a private answer whose token is dead goes to the direct channel, never to the server', async () => {
  const { ann, general, kit, bot } = await start({ answer: hang })
  const asked = ann.slash(general, bot, 'wallet', {})
  await asked.answered()
  await rig.turns.stop(0)
  await rig.adapter.stop()
  kit.advance(3_600_000)
  clean = false
  await rig.restart({ answer: echo })
  const direct = ann.direct(bot)
  await until(() => saidBy(rig, direct).length === 1, 'the direct message')
  expect(kit.seen(general).filter(({ ephemeral }) => !ephemeral)).toEqual([])
})

test('where files may not be attached the answer comes in words', async () => {
  const { ann, general, kit, bot } = await start({
    answer: async (turn) => reply(turn, words('Here is the code.'), { kind: 'code', language: 'sql', text: 'select 1\n'.repeat(600) }),
  })
  kit.deny(general, bot.id, ['attachFiles'])
  ann.say(general, mention('sql'))
  await until(() => saidBy(rig, general).length > 0, 'the answer')
  expect(saidBy(rig, general)[0]).toContain('Here is the code.')
  expect(saidBy(rig, general)[0]).toContain('I may not attach files here')
})

test('what Discord refuses for ever is refused for ever', async () => {
  const { adapter, ann, general, kit, guild } = await start()
  const delivery = { signal: AbortSignal.timeout(20_000), attempt: 1, accepted: [], accept: async () => {} }
  const to = (chat: string): Inbound => ({ bot: `discord:${rig.bot.id}`, id: '1', chat, user: ann.id, role: 'everyone', text: '', at: 1 })
  kit.deny(general, guild.id, ['send'])
  await expect(adapter.send({ id: 't', inbound: to(general.id), answer: reply('t', words('x')) }, delivery)).rejects.toMatchObject({
    code: 'platform_refused',
  })
  await expect(
    adapter.send({ id: 't', inbound: to('123456789012345678'), answer: reply('t', words('x')) }, delivery),
  ).rejects.toMatchObject({ code: 'platform_refused' })
  await expect(
    adapter.send({ id: 't', inbound: { ...to(general.id), bot: 'discord:9' }, answer: reply('t', words('x')) }, delivery),
  ).rejects.toMatchObject({ code: 'platform_failed' })
})

const chartBlocks = [
  words('Here it is.'),
  { kind: 'chart' as const, title: 'Volume', shape: 'bar' as const, record: 'r', x: 0, y: [1], unit: 'USD', alt: 'Two days.' },
]
const chartRecord = {
  kind: 'table' as const,
  id: 'r',
  name: 'volume',
  origin: 'measured' as const,
  source: 'test',
  at: 1,
  columns: [
    { name: 'day', unit: '', type: 'text' as const },
    { name: 'usd', unit: 'USD', type: 'number' as const },
  ],
  rows: [
    ['Mon', 1],
    ['Tue', 2],
  ],
}

test('a preview becomes an answer with a picture, in a channel and for a command', async () => {
  const finish: (() => void)[] = []
  const { ann, general, kit, bot } = await start({
    answer: (turn, _inbound, { emit }) =>
      new Promise((resolve) => {
        emit({ kind: 'progress', message: 'drawing' })
        finish.push(() => resolve({ ...reply(turn, ...chartBlocks), records: [chartRecord] }))
      }),
  })
  const side = kit.addChannel(rig.guild, 'side')
  ann.say(general, mention('chart'))
  const asked = ann.slash(side, bot, 'token', { token: 'UNI' })
  await until(() => saidBy(rig, general).length === 1 && asked.message()?.plain.includes('drawing') === true, 'both previews')
  for (const one of finish) one()
  await until(() => asked.message()?.files.length === 1 && kit.seen(general).at(-1)?.files.length === 1, 'both pictures')
  for (const shown of [asked.message(), kit.seen(general).at(-1)])
    expect(shown).toMatchObject({
      plain: 'Here it is.\n\nVolume (USD)\n\nTwo days.',
      buttons: [],
      files: [{ name: 'chart-1.png', description: 'Two days.' }],
    })
  expect(kit.seen(general)).toHaveLength(2)
})

test('a question that waits shows no preview above the answer to an earlier one', async () => {
  const finish: (() => void)[] = []
  const { ann, general } = await start({
    answer: (turn, inbound, { emit }) =>
      new Promise((resolve) => {
        emit({ kind: 'progress', message: inbound.text })
        finish.push(() => resolve(reply(turn, words(`Done: ${inbound.text}`))))
      }),
  })
  ann.say(general, mention('one'))
  ann.say(general, mention('two'))
  await until(() => saidBy(rig, general).length === 1, 'the preview of the first')
  await new Promise((resolve) => setTimeout(resolve, 3000))
  expect(saidBy(rig, general)).toEqual(['⏳ one'])
  finish[0]?.()
  await until(() => saidBy(rig, general).length === 2, 'the preview of the second')
  finish[1]?.()
  await until(() => saidBy(rig, general).join() === 'Done: one,Done: two', 'both answers')
})

test('an alert, which answers no message, names its owner in a channel and not in a direct one', async () => {
  const { ann, general, adapter, kit, bot } = await start()
  const delivery = { signal: AbortSignal.timeout(20_000), attempt: 1, accepted: [], accept: async () => {} }
  const base = { bot: `discord:${bot.id}`, user: ann.id, role: 'everyone' as const, text: '', at: 1 }
  await adapter.send(
    { id: 'a1', inbound: { ...base, id: 'a1', chat: general.id, place: 'group' }, answer: reply('a1', words('UNI is above 10 USD.')) },
    delivery,
  )
  await adapter.send(
    {
      id: 'a2',
      inbound: { ...base, id: 'a2', chat: ann.direct(bot).id, place: 'direct' },
      answer: reply('a2', words('UNI is above 10 USD.')),
    },
    delivery,
  )
  expect(kit.seen(general).at(-1)).toMatchObject({ content: `<@${ann.id}> UNI is above 10 USD.`, pings: [ann.id] })
  expect(kit.seen(ann.direct(bot)).at(-1)).toMatchObject({ content: 'UNI is above 10 USD.' })
})
