import { afterEach, expect, test } from 'vitest'
import { checkBots } from './checks.ts'
import { intentsFor } from './connect.ts'
import { type Rig, saidBy, startRig, until } from './rig.case.ts'

let rig: Rig | undefined
afterEach(async () => {
  await rig?.stop()
  rig = undefined
})

const signal = new AbortController().signal

test('a bot with a wrong token is told to the operator, and the others run', async () => {
  rig = await startRig({ tokens: (good) => ['not.a.token', good] })
  const { ann, general, bot, adapter } = rig
  ann.say(general, `<@${bot.id}> hello`)
  await until(() => saidBy(rig as Rig, general).length === 1, 'the answer')
  const checks = await adapter.checks(signal)
  expect(checks.map(({ name, state }) => [name, state])).toEqual([
    ['discord bot 1', 'fail'],
    ['discord "petrel"', 'ok'],
    ['discord "petrel" commands', 'ok'],
  ])
  expect(checks[0]?.found).toContain('invalid token')
  expect(checks[1]?.found).toBe('connected to 1 servers over 1 shard(s)')
})

test('an intent that the portal does not allow is not asked for, and doctor says so', async () => {
  rig = await startRig({ privileged: { messageContent: false, guildMembers: false } })
  const { ann, general, bot } = rig
  ann.say(general, `<@${bot.id}> still here?`)
  await until(() => saidBy(rig as Rig, general).length === 1, 'the answer')
  const checks = await rig.adapter.checks(signal)
  expect(checks.filter(({ state }) => state === 'warn').map(({ found }) => found)).toEqual([
    'the Message Content intent is wanted by discord.messageContent but off',
    'the Server Members intent is wanted by discord.members but off',
  ])
})

test('an intent that is switched off while the bot runs closes the connection once; it comes back without it', async () => {
  rig = await startRig()
  const { ann, general, bot, kit, adapter } = rig
  bot.privileged.messageContent = false
  kit.drop(bot, 'lose')
  await until(() => adapter.states()[0]?.phase === 'closed', 'the refusal')
  expect((await adapter.checks(signal))[0]).toMatchObject({ state: 'fail' })
  expect(adapter.states()[0]?.reason).toContain('privileged intent')
  await until(() => adapter.states()[0]?.phase === 'running', 'the return')
  ann.say(general, `<@${bot.id}> back?`)
  await until(() => saidBy(rig as Rig, general).length === 1, 'the answer')
})

test('several shards serve their guilds', async () => {
  rig = await startRig({ settings: { shards: 3 } })
  const { ann, general, bot, adapter, kit } = rig
  ann.say(general, `<@${bot.id}> hello`)
  ann.say(ann.direct(bot), 'hello')
  await until(() => saidBy(rig as Rig, general).length === 1 && saidBy(rig as Rig, ann.direct(bot)).length === 1, 'both answers')
  expect(adapter.states()[0]?.shards).toBe(3)
  expect(kit.identifies(bot)).toBe(3)
})

test('doctor asks for shards before Discord demands them', () => {
  const bot = {
    name: 'discord:1',
    title: 'P',
    phase: 'running' as const,
    reason: undefined,
    missing: [],
    commands: 'registered' as const,
    shards: 1,
  }
  expect(checkBots([{ ...bot, guilds: 1999 }]).map(({ state }) => state)).toEqual(['ok', 'ok'])
  expect(checkBots([{ ...bot, guilds: 2100 }]).map(({ state }) => state)).toEqual(['ok', 'ok', 'warn'])
  expect(checkBots([{ ...bot, guilds: 2500 }]).map(({ state }) => state)).toEqual(['ok', 'ok', 'fail'])
})

test('intents follow from the settings and the portal', () => {
  const both = (1 << 15) | (1 << 19)
  expect(intentsFor({ messageContent: false, members: false }, both)).toEqual({ intents: 1 | (1 << 9) | (1 << 12), missing: [] })
  expect(intentsFor({ messageContent: true, members: true }, both)).toEqual({
    intents: 1 | (1 << 1) | (1 << 9) | (1 << 12) | (1 << 15),
    missing: [],
  })
  expect(intentsFor({ messageContent: true, members: false }, 1 << 15).missing).toEqual(['messageContent'])
})
