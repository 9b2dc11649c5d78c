import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type ButtonsBlock, plain } from '../core/answer.ts'
import { CHAT, createWorld, PLACE, type World } from './testing/world.ts'

let folder: string
let world: World
const on = (settings: World['settings'] = {}, verdictOf?: Parameters<typeof createWorld>[2]): World => {
  world = createWorld(join(folder, `${Math.random()}.db`), { shield: 'on', ...settings }, verdictOf)
  return world
}
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'petrel-community-'))
})
afterEach(() => {
  world.close()
  rmSync(folder, { recursive: true, force: true })
})

const SEED = 'legal winner thank year wave sausage worth useful legal winner thank yellow'
const deeds = (): string[] => world.platform.deeds.map(({ do: what, target }) => `${what} ${target}`)
const words = (): string =>
  world.platform.said
    .flatMap(({ blocks }) => blocks)
    .map((block) => (block.kind === 'text' || block.kind === 'warning' ? plain(block.parts) : ''))
    .join('\n')

describe('a scam link', () => {
  it('is removed, its writer warned, muted at the limit and banned at twice the limit', async () => {
    on({ warnLimit: 2 })
    for (let index = 1; index <= 4; index += 1)
      expect(await world.write({ id: `${index}`, text: `see azukishop.live?n=${index}` })).toBe('handled')
    expect(deeds()).toEqual(['remove 1', 'remove 2', 'mute 7', 'remove 3', 'mute 7', 'remove 4', 'ban 7'])
    expect(words()).toContain('warning 1')
    expect(words()).toContain('Bob is banned')
  })
  it('counts once however often it is delivered, also after a restart', async () => {
    on()
    for (let index = 0; index < 3; index += 1) {
      expect(await world.write({ id: 'same', text: 'https://azukishop.live' })).toBe('handled')
      world.restart()
    }
    expect(deeds()).toEqual(['remove same'])
    expect(await world.community.port.warnings(PLACE, '7')).toHaveLength(1)
    expect(world.platform.said).toHaveLength(1)
  })
  it('is seen when an edit brings it', async () => {
    on()
    expect(await world.write({ id: 'e', text: 'good morning everybody' })).toBe('pass')
    expect(await world.write({ id: 'e', text: 'good morning azukishop.live', edited: true })).toBe('handled')
    expect(deeds()).toEqual(['remove e'])
  })
  it('is not held against its writer for longer than thirty days', async () => {
    on({ warnLimit: 2 })
    await world.write({ id: '1', text: 'azukishop.live' })
    world.clock.at += 31 * 86_400_000
    await world.write({ id: '2', text: 'azukishop.live' })
    expect(deeds()).toEqual(['remove 1', 'remove 2'])
  })
  it('is left alone when an admin posts it, by the platform’s list or by role', async () => {
    on()
    expect(await world.write({ from: { id: '1', name: 'Ada Lovelace' }, text: 'beware of azukishop.live' })).toBe('pass')
    expect(await world.write({ role: 'admin', text: 'beware of azukishop.live' })).toBe('pass')
    expect(deeds()).toEqual([])
  })
})

describe('report', () => {
  it('does nothing, notes what it would have done, and says so once a day', async () => {
    on({ shield: 'report' })
    expect(await world.write({ text: 'azukishop.live' })).toBe('pass')
    expect(await world.write({ text: `my seed: ${SEED}` })).toBe('pass')
    expect(deeds()).toEqual([])
    expect(world.platform.said).toHaveLength(1)
    expect(world.platform.said[0]?.only).toBe('1')
    const tally = await world.community.port.tally(PLACE, 0)
    expect(tally.map(({ rule, acted, reported }) => [rule, acted, reported])).toEqual(
      expect.arrayContaining([
        ['listed-link', 0, 1],
        ['seed-phrase', 0, 1],
      ]),
    )
    expect(await world.community.port.warnings(PLACE, '7')).toEqual([])
  })
})

describe('a secret', () => {
  it('is removed and reaches neither database, log nor chat; its writer is told and not warned', async () => {
    on()
    const key = '4c0883a69102937d6231471b5dbb6204fe5129617082792ae468d01a3f362318'
    expect(await world.write({ id: 's', text: `help, my words are ${SEED}` })).toBe('handled')
    expect(await world.write({ id: 'k', text: `private key ${key}` })).toBe('handled')
    expect(deeds()).toEqual(['remove s', 'remove k'])
    expect(words()).toContain('move everything to a new wallet')
    expect(world.platform.said.map(({ only }) => only)).toEqual(['7', '7'])
    expect(await world.community.port.warnings(PLACE, '7')).toEqual([])
    const rows = ['community_actions', 'community_warnings', 'community_members', 'community_notices'].flatMap((table) =>
      (world.store.db as unknown as { $client: { prepare(sql: string): { all(): unknown[] } } }).$client
        .prepare(`SELECT * FROM ${table}`)
        .all(),
    )
    const kept = JSON.stringify([rows, world.logged, world.platform.said])
    expect(rows.length).toBeGreaterThan(2)
    expect(kept).not.toContain('sausage')
    expect(kept).not.toContain(key.slice(0, 12))
  })
  it('of an admin stays, and the admin is told', async () => {
    on()
    expect(await world.write({ id: 's', role: 'admin', from: { id: '1', name: 'Ada' }, text: SEED })).toBe('pass')
    expect(deeds()).toEqual([])
    expect(words()).toContain('delete it now')
  })
})

describe('missing rights', () => {
  it('are told to admins once a day, and nothing is pretended', async () => {
    on()
    world.platform.rights_ = { remove: false, mute: false, ban: false }
    await world.write({ text: 'azukishop.live' })
    await world.write({ text: 'azukishop.live again' })
    const told = world.platform.said.filter(({ only }) => only === '1')
    expect(told).toHaveLength(1)
    expect(words()).toContain('does not let me delete messages')
    world.clock.at += 86_400_001
    await world.write({ text: 'azukishop.live' })
    // The third warning leads to a mute, which is another right.
    expect(world.platform.said.filter(({ only }) => only === '1')).toHaveLength(3)
    const [entry] = await world.community.port.log(PLACE, { since: 0, limit: 5 })
    expect(entry).toMatchObject({
      state: 'failed',
      steps: [
        { do: 'remove', outcome: 'no_right' },
        { do: 'mute', outcome: 'no_right' },
      ],
    })
  })
})

describe('a platform that fails for a moment', () => {
  it('is asked again by the sweep, once', async () => {
    on()
    world.platform.fail(1)
    expect(await world.write({ id: 'f', text: 'azukishop.live' })).toBe('handled')
    expect(deeds()).toEqual([])
    world.clock.at += 30_000
    await world.community.sweep()
    await world.community.sweep()
    expect(deeds()).toEqual(['remove f'])
  })
})

describe('brakes', () => {
  it('mute who writes too fast for ten minutes, and do not count a repeated delivery', async () => {
    on()
    for (let index = 0; index < 20; index += 1) expect(await world.write({ id: 'one', text: 'hello there' })).toBe('pass')
    for (let index = 0; index < 5; index += 1) expect(await world.write({ text: `message ${index}` })).toBe('pass')
    expect(await world.write({ id: 'last', text: 'one more' })).toBe('handled')
    expect(deeds()).toEqual(['remove last', 'mute 7'])
    expect(world.platform.muted.get('7')).toBe(world.clock.at + 600_000)
  })
  it('remove the same text said again and again', async () => {
    on()
    const verdicts: string[] = []
    for (let index = 0; index < 4; index += 1) {
      verdicts.push(await world.write({ text: 'BUY $MOON now, it flies!!!' }))
      world.clock.at += 5000
    }
    expect(verdicts).toEqual(['pass', 'pass', 'pass', 'handled'])
  })
  it('hold everybody who came in with a raid', async () => {
    on()
    for (let index = 0; index < 12; index += 1) {
      await world.join(`${100 + index}`)
      world.clock.at += 2000
    }
    expect(new Set(world.platform.muted.keys()).size).toBe(12)
    // One message asks them all, and each has to press for themselves.
    const asks = world.platform.said.filter(({ blocks }) => blocks.some(({ kind }) => kind === 'buttons'))
    expect(asks).toHaveLength(1)
    const block = asks[0]?.blocks.find(({ kind }) => kind === 'buttons') as ButtonsBlock
    const right = block.items.find(({ label }) => words().includes(`press ${label} within`))?.say ?? ''
    await world.write({ from: { id: '105', name: 'User 105' }, text: right })
    expect([world.platform.muted.has('105'), world.platform.muted.has('106')]).toEqual([false, true])
    world.clock.at += 11 * 60_000
    await world.join('200')
    expect(world.platform.muted.has('200')).toBe(false)
  })
})

describe('newcomers', () => {
  it('may not begin with a link or a forward; old members may', async () => {
    on()
    await world.join('9')
    expect(await world.write({ from: { id: '9', name: 'Eve' }, text: 'join t.me/mygroup' })).toBe('handled')
    expect(await world.write({ from: { id: '9', name: 'Eve' }, text: 'hi all, how are you?', forwarded: true })).toBe('handled')
    expect(await world.write({ from: { id: '9', name: 'Eve' }, text: 'hi all, how are you?' })).toBe('pass')
    expect(await world.write({ from: { id: '9', name: 'Eve' }, text: 'join t.me/mygroup' })).toBe('pass')
    expect(await world.write({ from: { id: '8', name: 'Old' }, text: 'join t.me/mygroup' })).toBe('pass')
    expect(deeds()).toHaveLength(2)
  })
  it('stay known when their arrival is told again', async () => {
    on()
    const arrival = { id: 'j', at: world.clock.at }
    await world.join('9', arrival)
    await world.write({ from: { id: '9', name: 'Eve' }, text: 'hi all, how are you?' })
    await world.join('9', arrival)
    expect(await world.write({ from: { id: '9', name: 'Eve' }, text: 'join t.me/mygroup' })).toBe('pass')
  })
})

it('an admin’s name at the door is told to admins, and nothing done', async () => {
  on()
  await world.join('66', { member: { id: '66', name: 'Аda Lovelace' } })
  await world.join('66', { member: { id: '66', name: 'Аda Lovelace' } })
  expect(deeds()).toEqual([])
  expect(words()).toContain('looks like one of yours')
  expect(world.platform.said).toHaveLength(1)
})

it('a group that gets a new id keeps its warnings and log', async () => {
  on({ shield: 'on' })
  await world.write({ text: 'azukishop.live' })
  await world.community.migrate(PLACE.bot, { from: CHAT, to: '-1009' })
  const moved = { ...PLACE, chat: '-1009' }
  expect(await world.community.port.warnings(moved, '7')).toHaveLength(1)
  expect(await world.community.port.log(moved, { since: 0, limit: 5 })).toHaveLength(1)
  expect(await world.community.port.log(PLACE, { since: 0, limit: 5 })).toEqual([])
})

describe('captcha', () => {
  const buttons = (): ButtonsBlock['items'] =>
    world.platform.said.flatMap(({ blocks }) => blocks).flatMap((block) => (block.kind === 'buttons' ? block.items : []))
  const asked = (): string => /Press (\S+) within/.exec(words())?.[1] ?? ''
  const press = (say: string, from = { id: '9', name: 'Eve' }): Promise<string> => world.write({ from, text: say })

  it('mutes until the right button is pressed, by the right person', async () => {
    on({ shield: 'off', captcha: true })
    await world.join('9', { id: 'j' })
    await world.join('9', { id: 'j' })
    expect(deeds()).toEqual(['mute 9'])
    const right = buttons().find(({ label }) => label === asked())?.say ?? ''
    expect(buttons()).toHaveLength(4)
    expect(await press(right, { id: '5', name: 'Mallory' })).toBe('handled')
    expect(deeds()).toEqual(['mute 9'])
    expect(await press(right)).toBe('handled')
    expect(deeds()).toEqual(['mute 9', 'unmute 9'])
  })
  it('takes out who presses wrong three times, and lets them come again', async () => {
    on({ captcha: true })
    await world.join('9')
    const wrong = buttons().filter(({ label }) => label !== asked())
    for (const { say } of wrong) await press(say)
    expect(deeds()).toEqual(['mute 9', 'ban 9', 'unban 9'])
    expect(world.platform.banned.size).toBe(0)
  })
  it('takes out who does not press in time, and forgets who left', async () => {
    on({ captcha: true })
    await world.join('9')
    await world.join('10')
    await world.leave('10')
    world.clock.at += 11 * 60_000
    await world.community.sweep()
    await world.community.sweep()
    expect(deeds().filter((deed) => deed.startsWith('ban'))).toEqual(['ban 9'])
  })
  it('lifts no mute that warnings led to', async () => {
    on({ captcha: true, warnLimit: 1 })
    await world.write({ from: { id: '9', name: 'Eve' }, text: 'azukishop.live' })
    const until = world.platform.muted.get('9')
    await world.leave('9')
    await world.join('9')
    await press(buttons().find(({ label }) => label === asked())?.say ?? '')
    expect(world.platform.muted.get('9')).toBe(until)
  })
  it('removes messages instead where somebody muted could not press the button', async () => {
    on({ captcha: true })
    const there = { bot: 'discord:1' }
    await world.join('9', there)
    expect(await world.write({ ...there, id: 'early', from: { id: '9', name: 'Eve' }, text: 'hello everybody' })).toBe('handled')
    expect(deeds()).toEqual(['remove early'])
    await world.write({ ...there, from: { id: '9', name: 'Eve' }, text: buttons().find(({ label }) => label === asked())?.say ?? '' })
    expect(await world.write({ ...there, from: { id: '9', name: 'Eve' }, text: 'hello everybody' })).toBe('pass')
    expect(deeds()).toEqual(['remove early'])
    world.platform.rights_.remove = false
    await world.join('10', there)
    expect(words()).toContain('does not let me delete messages')
  })
  it('leaves nobody muted without buttons when the platform fails for a moment', async () => {
    on({ captcha: true })
    world.platform.fail(1)
    await world.join('9')
    world.clock.at += 60_000
    await world.community.sweep()
    expect(deeds()).toEqual([])
    expect(await press('hello everybody')).toBe('pass')
  })
  it('says that it may not mute instead of holding nobody', async () => {
    on({ captcha: true })
    world.platform.rights_.mute = false
    await world.join('9')
    expect(buttons()).toEqual([])
    expect(words()).toContain('restrict members')
    expect(await press('hello everybody')).toBe('pass')
  })
})

describe('orders', () => {
  const order = (kind: 'warn' | 'unwarn' | 'mute' | 'unmute' | 'ban' | 'unban', more = {}) =>
    world.community.port.order({ chat: PLACE, by: '1', kind, user: '7', ...more })

  it('are carried out, written down and taken back', async () => {
    on({ shield: 'off' })
    await order('mute', { lasts: 3_600_000, reason: 'too loud' })
    await order('ban')
    const [ban, mute] = await world.community.port.log(PLACE, { since: 0, limit: 10 })
    expect(mute).toMatchObject({ by: '1', kind: 'mute', user: '7', reason: 'too loud', state: 'done' })
    await world.community.port.undo(PLACE, ban?.id ?? 0, '1')
    await world.community.port.undo(PLACE, ban?.id ?? 0, '1')
    expect(deeds()).toEqual(['mute 7', 'ban 7', 'unban 7'])
    expect((await world.community.port.log(PLACE, { since: 0, limit: 10 })).find(({ id }) => id === ban?.id)?.state).toBe('undone')
  })
  it('climb the ladder, and come down it', async () => {
    on({ shield: 'off', warnLimit: 2 })
    expect((await order('warn', { reason: 'a' })).warnings).toBe(1)
    expect((await order('warn', { reason: 'a' })).warnings).toBe(1)
    const second = await order('warn', { reason: 'b' })
    expect(second).toMatchObject({ warnings: 2, limit: 2 })
    expect(deeds()).toEqual(['mute 7'])
    await world.community.port.undo(PLACE, second.entry.id, '1')
    expect(deeds()).toEqual(['mute 7', 'unmute 7'])
    expect((await order('unwarn')).warnings).toBe(0)
    await expect(order('unwarn')).rejects.toMatchObject({ code: 'not_found' })
  })
  it('never reach an admin, and fail aloud without the right', async () => {
    on()
    await expect(order('ban', { user: '1' })).rejects.toMatchObject({ code: 'not_allowed' })
    world.platform.rights_.ban = false
    await expect(order('ban')).rejects.toMatchObject({ code: 'platform_refused' })
    expect(deeds()).toEqual([])
  })
  it('find people by name, mention and id', async () => {
    on({ shield: 'off' })
    await world.write({ from: { id: '77', name: 'Grace', username: 'GraceH' }, text: 'hi' })
    expect((await world.community.port.find(PLACE, '@graceh')).id).toBe('77')
    expect((await world.community.port.find(PLACE, '<@77777>')).id).toBe('77777')
    await expect(world.community.port.find(PLACE, '@nobody')).rejects.toMatchObject({ code: 'not_found' })
  })
})

describe('contracts', () => {
  it('that are pasted get one verdict an hour, and nobody waits for it', async () => {
    const asked: string[] = []
    on({}, async ({ address }) => {
      asked.push(address)
      return [{ kind: 'text', parts: ['looks bad'] }]
    })
    const address = `0x${'aB'.repeat(20)}`
    for (let index = 0; index < 3; index += 1) expect(await world.write({ id: `c${index}`, text: `what is ${address}` })).toBe('pass')
    await world.write({ text: `/risk 0x${'cd'.repeat(20)}` })
    await world.community.idle()
    expect(asked).toEqual([address.toLowerCase()])
    expect(world.platform.said).toEqual([{ chat: CHAT, blocks: [{ kind: 'text', parts: ['looks bad'] }], replyTo: 'c0' }])
  })
})

it('a platform or database that fails stops no message', async () => {
  on()
  world.platform.admins = async () => {
    throw new Error('down')
  }
  expect(await world.write({ text: 'azukishop.live' })).toBe('pass')
  expect(world.logged.join()).not.toContain('azukishop')
})
