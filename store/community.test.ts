import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { type CommunityStore, createCommunityStore, type Decision } from './community.ts'
import { openStore, type Store } from './open.ts'

const CHAT = { bot: 'telegram:1', chat: '-5' }
const OTHER = { bot: 'telegram:1', chat: '-6' }
let folder: string
let opened: Store
let store: CommunityStore
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'petrel-store-'))
  opened = openStore(join(folder, 'petrel.db'))
  store = createCommunityStore(opened)
})
afterEach(() => {
  opened.close()
  rmSync(folder, { recursive: true, force: true })
})

const decision = (more: Partial<Decision> = {}): Decision => ({
  chat: CHAT,
  user: '7',
  event: 'e1',
  by: 'shield',
  kind: 'shield',
  findings: [],
  steps: [{ do: 'remove', message: '1' }],
  state: 'planned',
  at: 1000,
  ...more,
})
const warning = { reason: 'link', expiresAt: 5000, leadsTo: (active: number) => (active >= 2 ? [{ do: 'ban' } as const] : []) }

it('one event is one decision and one warning, in each chat', async () => {
  const first = await store.decide(decision({ warning }))
  const again = await store.decide(decision({ warning, at: 2000 }))
  expect([first.fresh, again.fresh, again.entry.id]).toEqual([true, false, first.entry.id])
  expect(await store.warnings(CHAT, '7', 1000)).toHaveLength(1)
  expect((await store.decide(decision({ chat: OTHER, warning }))).fresh).toBe(true)
  expect(await store.warnings(OTHER, '8', 1000)).toEqual([])
})

it('the number of warnings adds its steps, counting those that have not ended', async () => {
  await store.decide(decision({ warning }))
  const second = await store.decide(decision({ event: 'e2', warning: { ...warning, expiresAt: 9000 } }))
  expect(second.entry.steps).toEqual([{ do: 'remove', message: '1' }, { do: 'ban' }])
  const late = await store.decide(decision({ event: 'e3', at: 6000, warning: { ...warning, expiresAt: 20_000 } }))
  expect(late.entry.steps).toHaveLength(2)
  expect(await store.warnings(CHAT, '7', 9500)).toHaveLength(1)
})

it('a warning is taken back once, by its decision or the newest first', async () => {
  const { entry } = await store.decide(decision({ warning }))
  await store.decide(decision({ event: 'e2', warning }))
  expect(await store.unwarn(CHAT, '7', { action: entry.id })).toBe(true)
  expect(await store.unwarn(CHAT, '7', { action: entry.id })).toBe(false)
  expect(await store.unwarn(CHAT, '7', { newestBefore: 1000 })).toBe(true)
  expect(await store.warnings(CHAT, '7', 1000)).toEqual([])
})

it('what is not done yet is found until it is settled', async () => {
  const { entry } = await store.decide(decision())
  expect((await store.planned(1000, 10)).map(({ id }) => id)).toEqual([entry.id])
  expect(await store.planned(999, 10)).toEqual([])
  await store.settle(entry.id, 'done', [{ do: 'remove', message: '1', outcome: 'done' }])
  expect(await store.planned(1000, 10)).toEqual([])
  expect(await store.entry(CHAT, entry.id)).toMatchObject({ state: 'done', steps: [{ outcome: 'done' }], tries: 1 })
  expect(await store.entry(OTHER, entry.id)).toBeUndefined()
})

it('members are known by id and name, and begin a new stay when they come again', async () => {
  await store.see(CHAT, { id: '7', name: 'Bob', username: 'Bob_B' }, 1000, 1000)
  await store.wrote(CHAT, '7', 'm1')
  await store.wrote(CHAT, '7', 'm2')
  await store.see(CHAT, { id: '7', name: 'Bobby', username: 'Bob_B' }, 2000)
  await store.see(CHAT, { id: '7', name: 'Bobby', username: 'Bob_B' }, 2000, 1000)
  expect(await store.memberNamed(CHAT, 'bob_b')).toEqual({ id: '7', name: 'Bobby', username: 'bob_b', joinedAt: 1000, firstMessage: 'm1' })
  await store.see(CHAT, { id: '7', name: 'Bobby' }, 3000, 3000)
  expect(await store.member(CHAT, '7')).toEqual({ id: '7', name: 'Bobby', joinedAt: 3000 })
  expect(await store.member(OTHER, '7')).toBeUndefined()
})

it('a notice is given once in its time', async () => {
  expect(await store.notice(CHAT, 'right:ban', { now: 1000, after: -500 })).toBe(true)
  expect(await store.notice(CHAT, 'right:ban', { now: 2000, after: 500 })).toBe(false)
  expect(await store.notice(CHAT, 'right:mute', { now: 2000, after: 500 })).toBe(true)
  expect(await store.notice(CHAT, 'right:ban', { now: 3000, after: 1500 })).toBe(true)
})

it('what is old goes, and only that', async () => {
  await store.decide(decision({ warning }))
  await store.decide(decision({ event: 'e2', at: 8000, warning: { ...warning, expiresAt: 90_000 } }))
  await store.see(CHAT, { id: '7', name: 'Bob' }, 1000)
  expect(await store.prune(6000)).toBe(3)
  expect(await store.log(CHAT, 0, 10)).toHaveLength(1)
  expect(await store.warnings(CHAT, '7', 8000)).toHaveLength(1)
})

it('a group that moves takes everything along, and what the new one has wins', async () => {
  await store.decide(decision({ warning }))
  await store.see(CHAT, { id: '7', name: 'Old' }, 1000)
  await store.see(OTHER, { id: '7', name: 'New' }, 2000)
  await store.setCaptcha(CHAT, '9', { code: 'x', tries: 0, name: 'Eve', deadline: 1 })
  await store.migrate(CHAT.bot, { from: CHAT.chat, to: OTHER.chat })
  expect((await store.member(OTHER, '7'))?.name).toBe('New')
  expect(await store.member(CHAT, '7')).toBeUndefined()
  expect((await store.captcha(OTHER, '9'))?.code).toBe('x')
  expect(await store.warnings(OTHER, '7', 1000)).toHaveLength(1)
})
