import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createUploads } from './uploads.ts'

let folder = ''
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'petrel-uploads-'))
})
afterAll(() => rm(folder, { recursive: true, force: true }))

const file = (name: string, text: string) => ({ name, mime: 'text/plain', bytes: Buffer.from(text) })

test('a file comes back as it went in, under a name fit to be shown, to its owner alone', async () => {
  const uploads = createUploads({ dir: join(folder, 'any'), now: Date.now })
  await fc.assert(
    fc.asyncProperty(fc.string({ minLength: 1, unit: 'binary' }), fc.uint8Array({ minLength: 1 }), async (name, bytes) => {
      const kept = await uploads.put('key-a', { name, mime: 'x/y', bytes })
      expect(kept.name).not.toMatch(/[\\/]|\p{C}/u)
      expect(kept.name.length).toBeGreaterThan(0)
      expect(await uploads.find('key-a', kept.ref)).toEqual(kept)
      expect(Buffer.from(await uploads.read(kept))).toEqual(Buffer.from(bytes))
      await expect(uploads.find('open', kept.ref)).rejects.toMatchObject({ code: 'input_invalid' })
    }),
    { numRuns: 60 },
  )
})

test('an id is no path', async () => {
  const uploads = createUploads({ dir: join(folder, 'any'), now: Date.now })
  for (const id of ['../petrel.db', '', 'x', `${'0'.repeat(63)}/`]) {
    await expect(uploads.find('open', id)).rejects.toMatchObject({ code: 'input_invalid' })
    await expect(uploads.read({ name: 'n', mime: '', size: 1, ref: id })).rejects.toMatchObject({ code: 'file_unreadable' })
  }
})

test('a file is kept for a day, counted from when it last came', async () => {
  let now = Date.UTC(2026, 0, 1)
  const hours = (count: number) => {
    now += count * 3_600_000
  }
  const dir = join(folder, 'aging')
  const uploads = createUploads({ dir, now: () => now })
  const [old, again] = [await uploads.put('open', file('old', 'a')), await uploads.put('open', file('again', 'b'))]
  hours(20)
  expect(await uploads.put('open', file('again', 'b'))).toEqual(again)
  hours(5)
  const fresh = await uploads.put('open', file('fresh', 'c'))
  await expect(uploads.read(old)).rejects.toMatchObject({ code: 'file_unreadable' })
  for (const kept of [again, fresh]) expect((await uploads.read(kept)).length).toBe(1)
  expect(await readdir(dir)).toHaveLength(4)
})

test('a file that is removed is gone with its facts, and removing it again is no error', async () => {
  const dir = join(folder, 'removed')
  const uploads = createUploads({ dir, now: Date.now })
  const [kept, gone] = [await uploads.put('open', file('kept.txt', 'stays')), await uploads.put('open', file('gone.txt', 'goes'))]
  await uploads.remove(gone)
  await uploads.remove(gone)
  await uploads.remove({ ...gone, ref: '../kept.txt' })
  await expect(uploads.read(gone)).rejects.toMatchObject({ code: 'file_unreadable' })
  expect((await readdir(dir)).sort()).toEqual([kept.ref, `${kept.ref}.json`].sort())
})
