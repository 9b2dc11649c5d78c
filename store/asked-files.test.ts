import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import type { FileRef, Inbound } from '../core/adapter.ts'
import { filesOf } from './asked-files.ts'
import { openStore, type Store } from './open.ts'
import { createTurnStore } from './turns.ts'

let folder: string
let store: Store
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'petrel-asked-files-'))
  store = openStore(join(folder, 'petrel.db'))
})
afterAll(() => {
  store.close()
  rmSync(folder, { recursive: true, force: true })
})

const file = (ref: string): FileRef => ({ name: `${ref}.pdf`, mime: 'application/pdf', size: 1, ref })
const asker = { bot: 'http', chat: 'c', user: 'ann' }
let serial = 0
const ask = (over: Partial<Inbound>): Promise<unknown> => {
  serial += 1
  return createTurnStore(store, () => serial).receive({ ...asker, id: `m${serial}`, role: 'everyone', text: 'tldr', at: serial, ...over })
}

it('finds the files of one person in one chat, each once, and none that somebody else asked about too', async () => {
  await ask({ files: [file('a'), file('b')] })
  await ask({ files: [file('a')] })
  await ask({ files: [file('shared'), file("it's")] })
  await ask({})
  await ask({ user: 'ben', files: [file('shared'), file('of ben')] })
  await ask({ chat: 'other', files: [file('b')] })
  expect((await filesOf(store, asker)).map(({ ref }) => ref).sort()).toEqual(['a', "it's"])
  expect(await filesOf(store, { ...asker, user: 'nobody' })).toEqual([])
})
