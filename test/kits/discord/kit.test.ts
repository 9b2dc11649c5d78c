import { Client, type DiscordAPIError, Events, Partials, REST, Routes } from 'discord.js'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { type Application, type Channel, type DiscordKit, type Guild, type Person, startDiscordKit } from './kit.ts'
import { INTENTS } from './limits.ts'
import { readText } from './read-text.ts'

let kit: DiscordKit
let bot: Application
let guild: Guild
let general: Channel
let ann: Person
let rest: REST
const clients: Client[] = []

beforeEach(async () => {
  kit = await startDiscordKit({ rates: { route: { limit: 5, windowMs: 300 } } })
  bot = kit.addBot()
  guild = kit.addGuild('Lab', { bots: [bot] })
  general = kit.channel(guild)
  ann = kit.addPerson('Ann')
  ann.join(guild)
  rest = new REST({ api: kit.apiRoot, retries: 0, rejectOnRateLimit: () => true }).setToken(bot.token)
})
afterEach(async () => {
  await Promise.all(clients.splice(0).map((client) => client.destroy()))
  await kit.stop()
})

const ALL = INTENTS.guilds | INTENTS.guildMembers | INTENTS.guildMessages | INTENTS.directMessages | INTENTS.messageContent

async function connect(
  intents: number,
  token = bot.token,
): Promise<{ client: Client; packets: { t: string; d: Record<string, unknown> }[] }> {
  const client = new Client({ intents, partials: [Partials.Channel], rest: { api: kit.apiRoot } })
  clients.push(client)
  const packets: { t: string; d: Record<string, unknown> }[] = []
  client.on(Events.Raw, (packet: unknown) => packets.push(packet as (typeof packets)[number]))
  client.on(Events.Error, () => {})
  const ready = new Promise((resolve) => client.once(Events.ClientReady, resolve))
  await client.login(token)
  await ready
  return { client, packets }
}

async function until(holds: () => boolean): Promise<void> {
  const end = Date.now() + 6000
  while (!holds()) {
    if (Date.now() > end) throw new Error('It never happened.')
    await new Promise((resolve) => setTimeout(resolve, 5))
  }
}

const post = (body: unknown) => rest.post(Routes.channelMessages(general.id), { body })
const codeOf = (work: Promise<unknown>): Promise<number> =>
  work.then(
    () => 0,
    (error: DiscordAPIError) => Number(error.code),
  )

test.each([
  ['too long', { content: 'x'.repeat(2001) }, 50035],
  ['empty', { content: '  ' }, 50006],
  ['half a character', { content: '\ud83d' }, 50109],
  ['a long nonce', { content: 'x', nonce: 'n'.repeat(26) }, 50035],
  ['embeds over 6000 in sum', { embeds: [{ description: 'x'.repeat(4000) }, { description: 'y'.repeat(2001) }] }, 50035],
  ['an embed with 26 fields', { embeds: [{ fields: Array.from({ length: 26 }, () => ({ name: 'a', value: 'b' })) }] }, 50035],
  ['a picture that is not attached', { embeds: [{ image: { url: 'attachment://a.png' } }] }, 50035],
  ['six rows', { content: 'x', components: Array.from({ length: 6 }, (_, index) => row(`id${index}`)) }, 50035],
  ['a custom id of 101', { content: 'x', components: [row('i'.repeat(101))] }, 50035],
  ['the same custom id twice', { content: 'x', components: [row('a'), row('a')] }, 50035],
  ['mentions twice over', { content: 'x', allowed_mentions: { parse: ['users'], users: ['1'] } }, 50035],
  ['a reply to nothing', { content: 'x', message_reference: { message_id: '1' } }, 50035],
])('a message is refused: %s', async (_name, body, code) => {
  expect(await codeOf(post(body))).toBe(code)
  expect(kit.seen(general)).toEqual([])
})

function row(id: string): unknown {
  return { type: 1, components: [{ type: 2, style: 1, label: 'x', custom_id: id }] }
}

test('the limits themselves are allowed', async () => {
  const embeds = [{ title: 't'.repeat(256), description: 'd'.repeat(4096) }]
  await post({ content: 'x'.repeat(2000), embeds, components: [row('i'.repeat(100))], nonce: 'n'.repeat(25) })
  expect(kit.seen(general)).toHaveLength(1)
})

test('an enforced nonce shows a message once, for some minutes', async () => {
  const first = (await post({ content: 'one', nonce: 'a', enforce_nonce: true })) as { id: string }
  const again = (await post({ content: 'other', nonce: 'a', enforce_nonce: true })) as { id: string; content: string }
  expect(again).toMatchObject({ id: first.id, content: 'one' })
  kit.advance(10 * 60_000)
  await post({ content: 'one', nonce: 'a', enforce_nonce: true })
  expect(kit.seen(general)).toHaveLength(2)
})

test('files travel as multipart and can be read back; ten MiB are too much', async () => {
  const files = [{ name: 'a.csv', data: Buffer.from('a,b'), contentType: 'text/csv' }]
  const sent = (await rest.post(Routes.channelMessages(general.id), { body: { attachments: [{ id: 0, description: 'alt' }] }, files })) as {
    attachments: { url: string; description: string }[]
  }
  expect(sent.attachments[0]?.description).toBe('alt')
  expect(await (await fetch(sent.attachments[0]?.url ?? '')).text()).toBe('a,b')
  const large = [{ name: 'a.bin', data: Buffer.alloc(10 * 1024 * 1024 + 1) }]
  expect(await codeOf(rest.post(Routes.channelMessages(general.id), { files: large }))).toBe(40005)
})

test('routes have limits with headers, and the bot has one over all of them', async () => {
  const tries = await Promise.allSettled(
    Array.from({ length: 8 }, (_, index) =>
      fetch(`${kit.apiRoot}/channels/${general.id}/typing?${index}`, { method: 'POST', headers: { authorization: `Bot ${bot.token}` } }),
    ),
  )
  const statuses = tries.map((one) => (one.status === 'fulfilled' ? one.value.status : 0))
  expect(statuses.filter((status) => status === 204)).toHaveLength(5)
  const refused = tries.map((one) => (one.status === 'fulfilled' ? one.value : undefined)).find((one) => one?.status === 429)
  expect(refused?.headers.get('x-ratelimit-scope')).toBe('user')
  expect(await refused?.json()).toMatchObject({ global: false })
  const many = await Promise.all(
    Array.from({ length: 60 }, (_, index) =>
      fetch(`${kit.apiRoot}/guilds/${guild.id}/members/${index}`, { headers: { authorization: `Bot ${bot.token}` } }),
    ),
  )
  expect(many.some((one) => one.headers.get('x-ratelimit-global') === 'true')).toBe(true)
})

test('permissions hold: who may not, gets 50013 or 50001', async () => {
  kit.deny(general, bot.id, ['send'])
  expect(await codeOf(post({ content: 'x' }))).toBe(50013)
  kit.deny(general, bot.id, ['view'])
  expect(await codeOf(post({ content: 'x' }))).toBe(50001)
  expect(await codeOf(rest.put(Routes.guildBan(guild.id, ann.id)))).toBe(50013)
  expect(await codeOf(new REST({ api: kit.apiRoot, retries: 0 }).setToken('no').get(Routes.user()))).toBe(0)
})

test('a timeout ends within 28 days and silences', async () => {
  kit.invite(bot, guild, ['moderateMembers', 'view'])
  const until29 = new Date(kit.now() + 29 * 86_400_000).toISOString()
  expect(await codeOf(rest.patch(Routes.guildMember(guild.id, ann.id), { body: { communication_disabled_until: until29 } }))).toBe(50035)
  await rest.patch(Routes.guildMember(guild.id, ann.id), {
    body: { communication_disabled_until: new Date(kit.now() + 60_000).toISOString() },
  })
  expect(() => ann.say(general, 'x')).toThrow('may not write')
  kit.advance(61_000)
  ann.say(general, 'x')
})

test('an interaction is answered once, within three seconds, and its token lives fifteen minutes', async () => {
  bot.commands = [{ id: '1', name: 'ping', description: 'x' }]
  await connect(ALL)
  const answer = (asked: { id: string; token: string }, type: number, data?: unknown) =>
    codeOf(rest.post(Routes.interactionCallback(asked.id, asked.token), { body: { type, data }, auth: false }))
  const late = ann.slash(general, bot, 'ping')
  kit.advance(3001)
  expect(await answer(late, 5)).toBe(10062)
  expect(kit.violations()[0]).toContain('no answer within 3000 ms')
  const asked = ann.slash(general, bot, 'ping')
  const hook = Routes.webhookMessage(bot.id, asked.token, '@original')
  expect(await codeOf(rest.patch(hook, { body: { content: 'x' }, auth: false }))).toBe(10015)
  expect(await answer(asked, 6)).toBe(50035)
  expect(await answer(asked, 5)).toBe(0)
  expect(await answer(asked, 5)).toBe(40060)
  expect(asked.message()?.thinking).toBe(true)
  await rest.patch(hook, { body: { content: 'done' }, auth: false })
  expect(asked.message()).toMatchObject({ thinking: false, content: 'done' })
  kit.advance(15 * 60_000)
  expect(await codeOf(rest.patch(hook, { body: { content: 'x' }, auth: false }))).toBe(50027)
})

test('commands are validated as a whole', async () => {
  const put = (body: unknown) => codeOf(rest.put(Routes.applicationCommands(bot.id), { body }))
  expect(await put([{ name: 'Upper', description: 'x' }])).toBe(50035)
  expect(
    await put([
      { name: 'a', description: 'x' },
      { name: 'a', description: 'y' },
    ]),
  ).toBe(50035)
  const options = [
    { name: 'one', type: 3, description: 'x' },
    { name: 'two', type: 3, description: 'x', required: true },
  ]
  expect(await put([{ name: 'a', description: 'x', options }])).toBe(50035)
  expect(await put([{ name: 'a', description: 'x', options: options.toReversed() }])).toBe(0)
  expect(bot.overwrites).toBe(1)
})

test('a resume replays what was missed, a lost session does not', async () => {
  const { packets } = await connect(ALL)
  const said = () => packets.filter(({ t }) => t === 'MESSAGE_CREATE').map(({ d }) => d.content)
  ann.say(general, 'one')
  kit.drop(bot, 'cut')
  ann.say(general, 'two')
  await until(() => kit.resumes(bot) === 1 && said().length === 2)
  expect(said()).toEqual(['one', 'two'])
  kit.drop(bot, 'lose')
  ann.say(general, 'three')
  expect(kit.sessions(bot)).toEqual([])
}, 15_000)

test('wrong tokens and intents are refused with their close codes', async () => {
  await expect(connect(ALL, 'wrong')).rejects.toThrow()
  bot.privileged.messageContent = false
  await expect(connect(ALL)).rejects.toThrow(/disallowed intents/i)
})

test('content is withheld without the intent, but not from who is spoken to', async () => {
  const { packets } = await connect(ALL & ~INTENTS.messageContent)
  ann.say(general, 'secret')
  ann.say(general, `<@${bot.id}> open`)
  ann.say(ann.direct(bot), 'direct')
  await until(() => packets.filter(({ t }) => t === 'MESSAGE_CREATE').length === 3)
  expect(packets.filter(({ t }) => t === 'MESSAGE_CREATE').map(({ d }) => d.content)).toEqual(['', `<@${bot.id}> open`, 'direct'])
})

test('faults happen before or after the effect', async () => {
  kit.faults.next({ match: 'POST /channels', kind: 'before' })
  await expect(post({ content: 'lost' })).rejects.toThrow()
  kit.faults.next({ match: 'POST /channels', kind: 'after' })
  await expect(post({ content: 'kept' })).rejects.toThrow()
  expect(kit.seen(general).map(({ content }) => content)).toEqual(['kept'])
})

test('text is read as a client reads it', () => {
  expect(readText('**bold** and \\*stars\\*')).toEqual({ plain: 'bold and *stars*', marks: ['**'] })
  expect(readText('<@1> [words](https://x.y/z) https://a.b')).toMatchObject({ marks: ['<@1>', '[words](https://x.y/z)', 'https://a.b'] })
  expect(readText('# head\n- item\n> quote\n-# small').marks).toEqual(['heading', 'list', 'quote', 'subtext'])
  expect(readText('snake_case_name 1 * 2 * 3')).toEqual({ plain: 'snake_case_name 1 * 2 * 3', marks: [] })
})
