import { createHash } from 'node:crypto'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { configSchema } from '../config/schema.ts'
import type { ModelState } from '../core/model.ts'
import { createModelAdmin } from './admin.ts'
import { CATALOGUE } from './catalogue.ts'
import { type ManagedModels, openModelSource } from './source.ts'
import type { Source } from './sources/source.ts'

let dir: string
let open: ManagedModels[]
const log = { info: () => {}, warn: () => {} } as unknown as Parameters<typeof openModelSource>[1]['log']

beforeEach(async () => {
  dir = await mkdtemp(path.join(os.tmpdir(), 'petrel-models-'))
  open = []
})
afterEach(async () => {
  for (const models of open) await models.close()
  await rm(dir, { recursive: true, force: true })
})

const settings = (model: object) => configSchema.parse({ model: { dir: path.join(dir, 'models'), gpu: 'none', ...model } }).model

function start(model: object, sources: readonly Source[] = []): ManagedModels {
  const models = openModelSource(settings(model), { dataDir: dir, now: Date.now, log, sources })
  open.push(models)
  return models
}

/** Waits for a phase; fails the test when another final one comes. */
function reach(models: ManagedModels, phase: ModelState['phase']): Promise<ModelState> {
  const now = models.state()
  if (now.phase === phase) return Promise.resolve(now)
  return new Promise((resolve) => {
    const stop = models.watch((state) => {
      if (state.phase !== phase) return
      stop()
      resolve(state)
    })
  })
}

const hanging: Source = {
  name: 'hub',
  refuses: () => undefined,
  fetch: (_file, _partial, { signal, report }) => {
    report(10, 100)
    return new Promise((_, reject) => signal.addEventListener('abort', () => reject(signal.reason), { once: true }))
  },
}

describe('openModelSource', () => {
  it('is off when no model is wanted', async () => {
    expect(start({ name: 'none' }).state()).toEqual({ phase: 'off' })
  })

  it('is ready at once with a remote server', async () => {
    const models = start({ name: 'remote', remote: { url: 'http://127.0.0.1:9/v1', model: 'big' } })
    expect(await reach(models, 'ready')).toMatchObject({ model: { id: 'big', fast: true } })
  })

  it.each([
    ['remote', /remote\.url/],
    ['no-such-model', /no model "no-such-model"/],
    ['/nowhere/x.gguf', /no file \/nowhere\/x\.gguf/],
  ])('says what is wrong with %s', async (name, reason) => {
    const state = await reach(start({ name }), 'failed')
    expect(state).toMatchObject({ reason: expect.stringMatching(reason), hint: expect.stringMatching(/\w/) })
  })

  it('shows a running download and stops it when it is closed', async () => {
    const models = start({ name: 'qwen2.5-coder-1.5b', sources: ['hub'] }, [hanging])
    expect(await reach(models, 'downloading')).toMatchObject({ id: 'qwen2.5-coder-1.5b', done: 10, total: 100, source: 'hub' })
    await models.close()
    await models.close()
  })

  it('fails with the reasons of all sources', async () => {
    expect(await reach(start({ name: 'auto' }), 'failed')).toMatchObject({
      id: 'qwen2.5-coder-1.5b',
      reason: expect.stringContaining('local:'),
    })
  })

  it('says that a broken file cannot be loaded, without ending the process', async () => {
    const file = path.join(dir, 'broken.gguf')
    await writeFile(file, 'GGUF but not really')
    expect(await reach(start({ name: file }), 'failed')).toMatchObject({ reason: expect.stringContaining('broken.gguf') })
  })
})

describe('createModelAdmin', () => {
  it('lists the catalogue with state and fit', async () => {
    const wanted = settings({ name: 'none' })
    const list = await createModelAdmin(start({ name: 'none' }), wanted, { now: Date.now }).list()
    expect(list.map((entry) => entry.id)).toEqual(CATALOGUE.map((model) => model.id))
    expect(list.every((entry) => entry.state === 'absent' && /fits|too large/.test(entry.fit))).toBe(true)
  })

  it('refuses an unknown model with the names there are', async () => {
    const admin = createModelAdmin(start({ name: 'none' }), settings({ name: 'none' }), { now: Date.now })
    const pull = admin.pull('gpt-9', () => {}, new AbortController().signal)
    await expect(pull).rejects.toMatchObject({ code: 'model_unknown', hint: expect.stringContaining('qwen2.5-coder-1.5b') })
  })

  it('pulls with words and a share', async () => {
    const body = Buffer.from('weights')
    const giving: Source = {
      name: 'hub',
      refuses: () => undefined,
      fetch: async (_file, partial, { report }) => {
        await writeFile(partial, body)
        report(body.length, body.length)
        return { sha256: createHash('sha256').update(body).digest('hex') }
      },
    }
    const said: [string, number | undefined][] = []
    const admin = createModelAdmin(start({ name: 'none', sources: ['hub'] }, [giving]), settings({ name: 'none' }), { now: Date.now })
    const got = await admin.pull('qwen3.5-4b', (message, done) => said.push([message, done]), new AbortController().signal)
    expect(got.source).toBe('hub')
    expect(said.at(-1)).toEqual([expect.stringContaining('qwen3.5-4b from hub'), 1])
  })
})
