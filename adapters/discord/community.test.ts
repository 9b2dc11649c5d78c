import { afterEach, expect, test } from 'vitest'
import type { Heard, Joined, Left, Moderator } from '../../core/moderation.ts'
import { type Rig, type RigOptions, reply, saidBy, startRig, until, words } from './rig.case.ts'

let rig: Rig
afterEach(async () => {
  expect(rig.kit.violations()).toEqual([])
  await rig.stop()
})

const RIGHTS = ['view', 'send', 'readHistory', 'manageMessages', 'moderateMembers', 'ban', 'kick', 'attachFiles', 'embedLinks'] as const
const heard: (Heard | Joined | Left)[] = []
const start = async (verdict: (event: Heard | Joined | Left) => 'pass' | 'handled', options: RigOptions = {}): Promise<Moderator> => {
  heard.length = 0
  rig = await startRig({
    grant: RIGHTS,
    hear: async (event) => {
      heard.push(event)
      return verdict(event)
    },
    ...options,
  })
  return rig.adapter.moderator?.(`discord:${rig.bot.id}`) as Moderator
}

test('everything that is said in a server is heard before it is answered, and what is handled is not answered', async () => {
  await start((event) => (event.kind === 'message' && event.text.includes('spam') ? 'handled' : 'pass'))
  const { ann, general, bot, guild } = rig
  ann.say(general, `<@${bot.id}> spam https://evil.example/x and discord.gg/abc`)
  const message = ann.say(general, 'plain talk')
  ann.edit(message, 'changed talk')
  ann.say(general, `<@${bot.id}> question`)
  ann.say(ann.direct(bot), 'direct')
  await until(() => saidBy(rig, general).length === 1 && saidBy(rig, ann.direct(bot)).length === 1, 'the answers')
  await until(() => heard.length === 4, 'four events')
  expect(heard.map((event) => (event.kind === 'message' ? [event.text.slice(0, 12), event.edited] : event.kind))).toEqual([
    [`<@${bot.id}> spam`.slice(0, 12), false],
    ['plain talk', false],
    ['changed talk', true],
    [`<@${bot.id}> question`.slice(0, 12), false],
  ])
  expect(rig.adapter.serverOf?.(`discord:${bot.id}`, general.id)).toBe(guild.id)
  expect(rig.adapter.serverOf?.(`discord:${bot.id}`, ann.direct(bot).id)).toBeUndefined()
  expect(heard[0]).toMatchObject({
    links: ['https://evil.example/x', 'discord.gg/abc'],
    chatTitle: `${guild.name} #general`,
    from: { id: ann.id, username: 'ann' },
  })
})

test('people who come and go are heard', async () => {
  await start(() => 'pass')
  const { kit, guild, general } = rig
  const bob = kit.addPerson('Bob')
  bob.join(guild)
  bob.leave(guild)
  await until(() => heard.length === 2, 'two events')
  expect(heard).toMatchObject([
    { kind: 'joined', chat: general.id, member: { id: bob.id, name: 'Bob' } },
    { kind: 'left', member: { id: bob.id } },
  ])
})

test('a press goes through the guards; one that they handled is not answered', async () => {
  await start((event) => (event.kind === 'message' && event.text === '/captcha ok' ? 'handled' : 'pass'), {
    answer: async (turn) => reply(turn, words('Are you human?'), { kind: 'buttons', items: [{ label: 'Yes', say: '/captcha ok' }] }),
  })
  const { ann, general, bot, kit } = rig
  ann.say(general, `<@${bot.id}> hi`)
  await until(() => saidBy(rig, general).length === 1, 'the question')
  const [question] = kit.seen(general).filter(({ author }) => author.id === bot.id)
  const pressed = ann.press(question ?? { id: '' }, 'Yes')
  await pressed.answered()
  expect(pressed.answer()).toBe('update')
  expect(heard.at(-1)).toMatchObject({ kind: 'message', text: '/captcha ok', from: { id: ann.id } })
  expect(saidBy(rig, general)).toHaveLength(1)
})

test('the moderator does what the bot may: remove, mute, ban, say', async () => {
  const moderator = await start(() => 'pass')
  const { ann, general, guild, kit } = rig
  const bob = kit.addPerson('Bob')
  bob.join(guild)
  const message = bob.say(general, 'bad words')
  expect(await moderator.rights(general.id)).toEqual({ remove: true, mute: true, ban: true })
  await moderator.remove(general.id, message.id)
  await moderator.remove(general.id, message.id)
  await moderator.mute(general.id, bob.id, undefined)
  expect(() => bob.say(general, 'more')).toThrow('may not write')
  await moderator.unmute(general.id, bob.id)
  bob.say(general, 'sorry')
  await moderator.ban(general.id, bob.id, undefined)
  expect(guild.bans.has(bob.id)).toBe(true)
  await moderator.unban(general.id, bob.id)
  await moderator.unban(general.id, bob.id)
  await moderator.say(general.id, [{ kind: 'text', parts: ['Mind the @everyone rules.'] }], { only: ann.id })
  const said = kit.seen(general).at(-1)
  expect(said).toMatchObject({ pings: [ann.id], everyone: false })
  expect(kit.events.filter(({ kind }) => ['delete', 'timeout', 'ban', 'unban'].includes(kind)).map(({ kind }) => kind)).toEqual([
    'delete',
    'timeout',
    'timeout',
    'ban',
    'unban',
  ])
})

test('admins are those who may manage the server, and they are beyond the bot', async () => {
  const moderator = await start(() => 'pass')
  const { general, guild, kit } = rig
  const mod = kit.addPerson('Mod')
  mod.join(guild, [kit.addRole(guild, 'mods', ['manageGuild'])])
  const admins = await moderator.admins(general.id)
  expect(admins.map(({ id }) => id).sort()).toEqual([guild.owner, mod.id].sort())
  await expect(moderator.mute(general.id, mod.id, undefined)).rejects.toMatchObject({ code: 'platform_refused' })
  await expect(moderator.remove('123456789012345678', '1')).rejects.toMatchObject({ code: 'platform_refused' })
})
