import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, expect, it } from 'vitest'
import { openStore } from './open.ts'
import { createQueryStore } from './queries.ts'

const folder = mkdtempSync(join(tmpdir(), 'petrel-queries-'))
const store = openStore(join(folder, 'petrel.db'))
let ids = 0
let clock = 1000
const queries = createQueryStore(store, { now: () => clock++, newId: () => `id${++ids}` })
const ann = { bot: 'b', chat: 'c', user: 'ann' }
const bob = { ...ann, user: 'bob' }
afterAll(() => {
  store.close()
  rmSync(folder, { recursive: true, force: true })
})

it('keeps versions, and one name for one person', async () => {
  const first = await queries.save(ann, { name: 'daily', tool: 'ask', input: { metric: 'volume' } })
  const second = await queries.save(ann, { name: 'Daily', tool: 'sql', input: { sql: 'SELECT 1' } })
  expect([first.created, second.created, second.query.version, second.query.name]).toEqual([true, false, 2, 'daily'])
  expect(await queries.find(ann, 'daily')).toMatchObject({ version: 2, tool: 'sql', input: { sql: 'SELECT 1' } })
  expect(await queries.find(ann, 'daily', 1)).toMatchObject({ version: 1, tool: 'ask' })
  expect((await queries.versions(ann, 'daily')).map(({ version }) => version)).toEqual([2, 1])
  await expect(queries.find(ann, 'daily', 9)).rejects.toMatchObject({ code: 'not_found' })
  await expect(queries.find(ann, 'weekly')).rejects.toMatchObject({ code: 'not_found', hint: 'You have: daily.' })
})

it('shows nobody else what was not shared', async () => {
  await expect(queries.find(bob, 'daily')).rejects.toMatchObject({ code: 'not_found' })
  for (const other of [{ ...ann, chat: 'd' }, { ...ann, bot: 'x' }, bob]) expect(await queries.list(other)).toEqual([])
  const share = await queries.share(ann, 'daily')
  expect(await queries.share(ann, 'daily')).toBe(share)
  expect(await queries.shared(share)).toEqual({ name: 'daily', tool: 'sql', input: { sql: 'SELECT 1' } })
  expect(await queries.unshare(ann, 'daily')).toBe(true)
  await expect(queries.shared(share)).rejects.toMatchObject({ code: 'not_found' })
  expect(await queries.unshare(ann, 'daily')).toBe(false)
})

it('renames, removes and forgets', async () => {
  await queries.save(ann, { name: 'other', tool: 'ask', input: {} })
  await expect(queries.rename(ann, 'other', 'DAILY')).rejects.toMatchObject({ code: 'input_invalid' })
  await queries.rename(ann, 'other', 'weekly')
  expect((await queries.list(ann)).map(({ name }) => name)).toEqual(['daily', 'weekly'])
  expect([await queries.remove(ann, 'weekly'), await queries.remove(ann, 'weekly')]).toEqual([true, false])
  expect(await queries.forget(ann)).toBe(1)
  expect(await queries.list(ann)).toEqual([])
})

it('keeps what an operator promoted', async () => {
  await queries.promote({ id: 'x', title: 'X', sql: 'SELECT 1' })
  await queries.promote({ id: 'x', title: 'X2', sql: 'SELECT 2' })
  expect(await queries.promoted()).toMatchObject([{ id: 'x', title: 'X2', sql: 'SELECT 2' }])
  expect([await queries.demote('x'), await queries.demote('x')]).toEqual([true, false])
})

it('gives back any input as it was saved, to its owner alone', async () => {
  const owner = fc.record({ bot: fc.constantFrom('a', 'b'), chat: fc.constantFrom('c', 'd'), user: fc.constantFrom('u', 'v') })
  await fc.assert(
    fc.asyncProperty(owner, owner, fc.dictionary(fc.string(), fc.jsonValue(), { noNullPrototype: true }), async (one, other, input) => {
      await queries.save(one, { name: 'q', tool: 'ask', input })
      expect(JSON.stringify((await queries.find(one, 'q')).input)).toBe(JSON.stringify(input))
      if (JSON.stringify(one) !== JSON.stringify(other)) expect(await queries.list(other)).toEqual([])
      await queries.remove(one, 'q')
    }),
    { numRuns: 50 },
  )
})
