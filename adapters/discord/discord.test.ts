import { afterEach, expect, test } from 'vitest'
import { type Rig, type RigOptions, reply, saidBy, startRig, until, words } from './rig.case.ts'

let rig: Rig
const start = async (options?: RigOptions): Promise<Rig> => {
  rig = await startRig(options)
  return rig
}
afterEach(async () => {
  expect(rig.kit.violations()).toEqual([])
  await rig.stop()
})

const mention = (text: string): string => `<@${rig.bot.id}> ${text}`

test('a mention in a channel is answered as a reply to it, and notifies nobody else', async () => {
  const { ann, general, kit } = await start()
  const asked = ann.say(general, mention('volume of <@1> and @everyone?'))
  await until(() => saidBy(rig, general).length === 1, 'the answer')
  const [answer] = kit.seen(general).filter(({ author }) => author.id === rig.bot.id)
  expect(answer?.plain).toBe('You said: volume of <@1> and @everyone?')
  expect(answer).toMatchObject({ replyTo: asked.id, pings: [ann.id], everyone: false })
  expect(rig.inbox[0]).toMatchObject({ chat: general.id, user: ann.id, place: 'group', role: 'everyone', bot: `discord:${rig.bot.id}` })
})

test('a direct message needs no mention; other talk in a channel is not answered', async () => {
  const { ann, general, bot } = await start()
  ann.say(general, 'just talking')
  ann.say(ann.direct(bot), 'hello')
  await until(() => saidBy(rig, ann.direct(bot)).length === 1, 'the answer')
  expect(saidBy(rig, ann.direct(bot))).toEqual(['You said: hello'])
  expect(saidBy(rig, general)).toEqual([])
  expect(rig.inbox[0]).toMatchObject({ place: 'direct' })
})

test('a reply to one of its messages speaks to Petrel and brings what it answers', async () => {
  const { ann, general, kit, bot } = await start()
  ann.say(general, mention('one'))
  await until(() => saidBy(rig, general).length === 1, 'the first answer')
  const [first] = kit.seen(general).filter(({ author }) => author.id === bot.id)
  ann.say(general, 'and two?', { replyTo: first?.id ?? '', ping: false })
  await until(() => saidBy(rig, general).length === 2, 'the second answer')
  expect(rig.inbox[1]).toMatchObject({ text: 'and two?', quoted: { user: bot.id, own: true } })
})

test('bots are not answered, a thread is a conversation of its own', async () => {
  const { ann, general, kit, guild } = await start()
  const other = kit.addBot({ name: 'other' })
  kit.invite(other, guild)
  kit.botSays(other, general, mention('hello bot'))
  const thread = ann.thread(general, 'side')
  ann.say(thread, mention('in here'))
  await until(() => saidBy(rig, thread).length === 1, 'the answer in the thread')
  expect(saidBy(rig, general)).toEqual([])
  expect(rig.inbox.map(({ chat }) => chat)).toEqual([thread.id])
})

test('a slash command becomes a tool call and is answered in its place', async () => {
  const { ann, general, bot } = await start()
  const asked = ann.slash(general, bot, 'token', { token: 'WETH' })
  await asked.answered()
  expect(asked.answer()).toBe('deferred')
  await until(() => asked.message()?.thinking === false, 'the answer')
  expect(rig.inbox[0]).toMatchObject({ call: { tool: 'token', input: { token: 'WETH' } }, id: asked.id, locale: 'en-US' })
  expect(asked.message()?.plain).toContain('You said: /token')
})

test('words of /ask go to the reader; without words a window opens for them', async () => {
  const { ann, general, bot } = await start()
  const short = ann.slash(general, bot, 'ask', { question: 'latest block' })
  await until(() => short.message()?.thinking === false, 'the short answer')
  expect(rig.inbox[0]).toMatchObject({ text: '/ask latest block' })
  const long = ann.slash(general, bot, 'ask')
  await long.answered()
  expect(long.answer()).toBe('modal')
  const sent = ann.submit(long, { words: 'who holds\nmost UNI?' })
  await until(() => sent.message()?.thinking === false, 'the long answer')
  expect(rig.inbox[1]).toMatchObject({ text: '/ask who holds\nmost UNI?' })
})

test('a private tool and a private wish are seen by the asker alone', async () => {
  const { ann, general, bot, kit } = await start()
  const bob = kit.addPerson('Bob')
  bob.join(rig.guild)
  const wallet = ann.slash(general, bot, 'wallet', {})
  const token = ann.slash(general, bot, 'token', { token: 'UNI', private: true })
  for (const one of [wallet, token]) await until(() => one.message()?.thinking === false, 'the answer')
  expect(saidBy(rig, general, ann)).toHaveLength(2)
  expect(saidBy(rig, general, bob)).toEqual([])
})

test('choices become buttons that speak for the one who presses them', async () => {
  const { ann, general, bot, kit } = await start({
    answer: async (turn, inbound) =>
      inbound.text === 'which?'
        ? reply(turn, words('One of these?'), { kind: 'buttons', items: [{ label: 'UNI', say: 'price of UNI' }] })
        : reply(turn, words(`Now: ${inbound.text}`)),
  })
  ann.say(general, mention('which?'))
  await until(() => saidBy(rig, general).length === 1, 'the question')
  const [question] = kit.seen(general).filter(({ author }) => author.id === bot.id)
  const pressed = ann.press(question ?? { id: '' }, 'UNI')
  await until(() => pressed.message()?.thinking === false, 'the answer to the press')
  expect(pressed.message()?.plain).toBe('Now: price of UNI')
  kit.advance(8 * 86_400_000)
  const late = ann.press(question ?? { id: '' }, 'UNI')
  await late.answered()
  expect(late.message()).toMatchObject({ ephemeral: true, plain: 'This button is too old. Please ask again.' })
})

test('many choices become a menu', async () => {
  const items = Array.from({ length: 14 }, (_, index) => ({ label: `Token ${index}`, say: `price of ${index}` }))
  const { ann, general, bot, kit } = await start({
    answer: async (turn, inbound) =>
      inbound.text === 'which?' ? reply(turn, words('Choose.'), { kind: 'buttons', items }) : reply(turn, words(inbound.text)),
  })
  ann.say(general, mention('which?'))
  await until(() => saidBy(rig, general).length === 1, 'the question')
  const [question] = kit.seen(general).filter(({ author }) => author.id === bot.id)
  const chosen = ann.select(question ?? { id: '' }, ['Token 13'])
  await until(() => chosen.message()?.thinking === false, 'the answer')
  expect(chosen.message()?.plain).toBe('price of 13')
})

test('what a stranger writes is shown as it is, and no part of it is markup', async () => {
  const evil =
    '**bold** @everyone <@123> [x](https://evil.example) ||spoiler|| `code` https://evil.example/a discord.gg/abc\n# head\n- item\n> quote\n1. one'
  const { ann, general, kit, bot } = await start({ answer: async (turn) => reply(turn, words(evil)) })
  ann.say(general, mention('go'))
  await until(() => saidBy(rig, general).length === 1, 'the answer')
  const shown = kit.seen(general).find(({ author }) => author.id === bot.id)
  expect(shown?.plain).toBe(evil)
  expect(shown?.pings).toEqual([ann.id])
})

test('admins are told by their permissions, the operator by the settings', async () => {
  const { ann, general, kit, guild, bot } = await start()
  const role = kit.addRole(guild, 'mods', ['manageGuild'])
  const mod = kit.addPerson('Mod')
  mod.join(guild, [role])
  mod.say(general, mention('hi'))
  ann.say(general, mention('hi'))
  expect(() => ann.slash(general, bot, 'settings', {})).toThrow('hidden')
  expect(() => mod.slash(general, bot, 'sync', {})).toThrow('hidden')
  mod.slash(general, bot, 'settings', {})
  await until(() => rig.inbox.length === 3, 'three messages')
  expect(rig.inbox.map(({ user, role: as }) => [user, as])).toEqual(
    expect.arrayContaining([
      [mod.id, 'admin'],
      [ann.id, 'everyone'],
    ]),
  )
})

test('commands are registered once and again only when they change', async () => {
  const { bot } = await start()
  expect(bot.overwrites).toBe(1)
  await rig.restart()
  expect(bot.overwrites).toBe(1)
  expect(bot.commands.map(({ name }) => name)).toEqual(['ask', 'token', 'sync', 'settings', 'wallet'])
})

test('what is typed into a token option is completed', async () => {
  const asked: [string, string][] = []
  const { ann, general, bot } = await start({
    options: {
      complete: async (field, text) => {
        asked.push([field, text])
        return Array.from({ length: 40 }, (_, index) => ({ name: `Token ${index} ${'x'.repeat(120)}`, value: `0x${index}` }))
      },
    },
  })
  const typing = ann.typing(general, bot, 'token', { field: 'token', text: 'we' })
  await typing.answered()
  expect(asked).toEqual([['token', 'we']])
  expect(typing.choices()).toHaveLength(25)
})

test('a turn can be stopped with its button by the asker, not by others', async () => {
  const { ann, general, kit, guild } = await start({
    answer: (turn, _inbound, { signal, emit }) =>
      new Promise((resolve) => {
        emit({ kind: 'progress', message: 'reading blocks', done: 0.5 })
        signal.addEventListener('abort', () => resolve(reply(turn, words('Stopped.'))))
      }),
  })
  const bob = kit.addPerson('Bob')
  bob.join(guild)
  ann.say(general, mention('long one'))
  await until(() => saidBy(rig, general).some((text) => text.includes('reading blocks (50 %)')), 'the preview')
  const [preview] = kit.seen(general).filter(({ author }) => author.id === rig.bot.id)
  const refused = bob.press(preview ?? { id: '' }, 'Stop')
  await refused.answered()
  expect(refused.message()).toMatchObject({ ephemeral: true })
  ann.press(preview ?? { id: '' }, 'Stop')
  await until(() => saidBy(rig, general, ann).includes('Stopped.'), 'the stop')
  expect(kit.seen(general, ann).filter(({ author }) => author.id === rig.bot.id)).toHaveLength(1)
})

test('one who asks too much is told at once', async () => {
  const { ann, general, bot } = await start({
    waiting: 1,
    answer: (_turn, _inbound, { signal }) => new Promise((_, reject) => signal.addEventListener('abort', () => reject(signal.reason))),
  })
  for (let index = 0; index < 12; index += 1) ann.say(general, mention(`question ${index}`))
  await until(() => saidBy(rig, general).some((text) => text.startsWith('Too many questions')), 'the refusal')
  const asked = ann.slash(general, bot, 'token', { token: 'UNI' })
  await asked.answered()
  expect(asked.message()).toMatchObject({ ephemeral: true, plain: 'Too many questions are waiting. Please try again in a minute.' })
})

test('buttons of settings change the message that they stand on', async () => {
  const { ann, general, bot, kit, guild } = await start({
    answer: async (turn, inbound) =>
      reply(turn, words(inbound.text.includes('"es"') ? 'Idioma: español' : 'Language: English'), {
        kind: 'buttons',
        items: [{ label: 'Español', say: '/settings {"locale":"es"}' }],
      }),
  })
  const mod = kit.addPerson('Mod')
  mod.join(guild, [kit.addRole(guild, 'mods', ['manageGuild'])])
  const asked = mod.slash(general, bot, 'settings', {})
  await until(() => asked.message()?.buttons.length === 1 && asked.message()?.thinking === false, 'the settings')
  const pressed = mod.press(asked.message() ?? { id: '' }, 'Español')
  await until(() => asked.message()?.plain === 'Idioma: español', 'the change in place')
  expect(pressed.answer()).toBe('update')
  expect(kit.seen(general, mod)).toHaveLength(1)
  expect(kit.seen(general, ann)).toHaveLength(0)
})
