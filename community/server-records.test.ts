import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { BOT, createWorld, type World } from './testing/world.ts'

let folder: string
let world: World
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'petrel-records-'))
  world = createWorld(join(folder, 'petrel.db'), { shield: 'on', warnLimit: 2 })
})
afterEach(() => {
  world.close()
  rmSync(folder, { recursive: true, force: true })
})

/** "a1", "a2" are channels of server "a". */
const inServers = (): void => world.servers(({ chat }) => chat[0])
const scam = (chat: string, id: string, user = '7') =>
  world.write({ chat, id, from: { id: user, name: `User ${user}`, username: `user_${user}` }, text: `see azukishop.live?n=${id}` })
const deeds = (): string[] => world.platform.deeds.map(({ do: what, chat, target }) => `${what} ${target} in ${chat}`)

test('warnings of all channels of a server add up, and each thing is done where it happened', async () => {
  inServers()
  await scam('a1', '1')
  await scam('b1', '2')
  await scam('a2', '3')
  expect(deeds()).toEqual(['remove 1 in a1', 'remove 2 in b1', 'remove 3 in a2', 'mute 7 in a2'])
  const warnings = async (chat: string) => (await world.community.port.warnings({ bot: BOT, chat }, '7')).length
  expect([await warnings('a1'), await warnings('a3'), await warnings('b2')]).toEqual([2, 2, 1])
  expect((await world.community.port.log({ bot: BOT, chat: 'a3' }, { since: 0, limit: 9 })).length).toBe(2)
})

test('an order of one channel counts in the others, and is taken back from any of them', async () => {
  inServers()
  await scam('a1', '1')
  const { port } = world.community
  const member = await port.find({ bot: BOT, chat: 'a2' }, '@user_7')
  const { entry, warnings } = await port.order({ chat: { bot: BOT, chat: 'a2' }, by: '1', kind: 'warn', user: member.id })
  expect([warnings, entry.steps.map(({ do: what }) => what)]).toEqual([2, ['mute']])
  await port.undo({ bot: BOT, chat: 'a3' }, entry.id, '1')
  expect(deeds().slice(1)).toEqual(['mute 7 in a2', 'unmute 7 in a3'])
  expect(await port.warnings({ bot: BOT, chat: 'a1' }, '7')).toHaveLength(1)
})

test('somebody who writes into many channels at once floods the server, not another one', async () => {
  inServers()
  for (let index = 0; index < 6; index += 1) expect(await world.write({ chat: `a${index}`, text: `hello ${index}` })).toBe('pass')
  expect(await world.write({ chat: 'b1', text: 'hello there' })).toBe('pass')
  expect(await world.write({ chat: 'a9', id: 'last', text: 'hello again' })).toBe('handled')
  expect(deeds()).toEqual(['remove last in a9', 'mute 7 in a9'])
})

test('a raid is counted over a server, and a newcomer is held in all of its channels', async () => {
  inServers()
  for (let index = 0; index < 5; index += 1) await world.join(`p${index}`, { chat: 'a1' })
  for (let index = 5; index < 9; index += 1) await world.join(`p${index}`, { chat: 'a2' })
  expect(deeds()).toEqual([])
  await world.join('p9', { chat: 'a1' })
  expect(deeds()).toHaveLength(10)
  expect(await world.write({ chat: 'a5', id: 'm', from: { id: 'p3', name: 'Eve' }, text: 'hello' })).toBe('handled')
  expect(deeds().at(-1)).toBe('remove m in a5')
  world.clock.at += 3_600_000
  await world.community.sweep()
  expect(
    new Set(
      deeds()
        .slice(-20)
        .map((deed) => deed.split(' in ')[1]),
    ),
  ).toEqual(new Set(['a1', 'a2']))
})

test('what was kept for single channels counts for the server once they are looked at', async () => {
  await scam('a1', '1')
  world.platform.fail(1)
  await scam('a2', '2')
  expect(deeds()).toEqual(['remove 1 in a1'])
  inServers()
  world.restart()
  expect(await world.community.port.warnings({ bot: BOT, chat: 'a1' }, '7')).toHaveLength(1)
  expect(await world.community.port.warnings({ bot: BOT, chat: 'a2' }, '7')).toHaveLength(2)
  expect(await world.community.port.warnings({ bot: BOT, chat: 'a1' }, '7')).toHaveLength(2)
  world.clock.at += 60_000
  await world.community.sweep()
  expect(deeds()).toEqual(['remove 1 in a1', 'remove 2 in a2'])
})
