import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { PetrelError } from '../core/errors.ts'
import { settingsPage } from './docs.ts'
import { loadConfig } from './load.ts'
import { editDistance, nearest } from './nearest.ts'
import { configSchema } from './schema.ts'
import { SETTINGS, type Setting } from './settings.ts'

let cwd = ''
beforeAll(() => {
  cwd = mkdtempSync(join(tmpdir(), 'petrel-config-'))
})
afterAll(() => rmSync(cwd, { recursive: true, force: true }))

function write(value: unknown): string {
  const file = join(cwd, `c${Math.random()}.json`)
  writeFileSync(file, typeof value === 'string' ? value : JSON.stringify(value))
  return file
}
const load = (value: unknown, env: Record<string, string> = {}, args: Record<string, unknown> = {}) =>
  loadConfig({ file: write(value), env, args, cwd })

function refusal(run: () => unknown): PetrelError {
  try {
    run()
  } catch (error) {
    if (error instanceof PetrelError) return error
    throw error
  }
  throw new Error('nothing was refused')
}

const tree = ({ path }: Setting, value: unknown): unknown => path.reduceRight<unknown>((inner, name) => ({ [name]: inner }), value)
const setting = fc.constantFrom(...SETTINGS)

describe('loadConfig', () => {
  it('gives the defaults when nothing is set, and needs no file', () => {
    const { config, sources, view } = loadConfig({ env: { HOME: '/home/u' }, cwd })
    expect(config).toMatchObject({ http: { port: 3000 }, dataDir: join(cwd, '.petrel'), model: { dir: '/home/u/.cache/petrel/models' } })
    expect(new Set(Object.values(sources))).toEqual(new Set(['default']))
    expect(view.list()).toHaveLength(SETTINGS.length)
    expect({ ...config, dataDir: '', model: { ...config.model, dir: '' } }).toEqual({
      ...configSchema.parse({}),
      dataDir: '',
      model: { ...configSchema.parse({}).model, dir: '' },
    })
  })

  it('lets arguments win over the environment, and that over the file', () => {
    const file = { http: { port: 1, host: 'a', ratePerMinute: 5 } }
    const { config, sources } = load(file, { PETREL_HTTP_PORT: '2', PETREL_HTTP_HOST: 'b' }, { 'http.port': '3' })
    expect(config.http).toMatchObject({ port: 3, host: 'b', ratePerMinute: 5 })
    expect(sources).toMatchObject({
      'http.port': 'argument',
      'http.host': 'environment',
      'http.ratePerMinute': 'file',
      'http.cors': 'default',
    })
  })

  it('reads lists, records and switches from variables', () => {
    const { config } = load({}, { PETREL_CHAIN_USE: 'demo, base', PETREL_HTTP_CORS: '["https://a.example"]', PETREL_CHAIN_RPC: 'base=https://a,base=https://b', PETREL_MODEL_EMBEDDINGS: 'off', PETREL_DATADIR: '/x' }) // biome-ignore format: short
    expect(config).toMatchObject({
      chain: { use: ['demo', 'base'], rpc: { base: ['https://a', 'https://b'] } },
      http: { cors: ['https://a.example'] },
      model: { embeddings: false },
      dataDir: '/x',
    })
  })

  it('counts an empty variable as not set', () => expect(load({}, { PETREL_HTTP_PORT: '' }).config.http.port).toBe(3000))

  it('tells all problems at once, each with its name', () => {
    const error = refusal(() => load({ http: { prot: 1, port: 'x' }, chain: 5 }, { PETREL_HTTP_PROT: '1', PETREL_TURN_STEPS: '0' }))
    expect(error.code).toBe('config_invalid')
    for (const part of [
      'http.prot',
      'did you mean http.port',
      'http.port must be a whole number from 0 to 65535, not "x"',
      'chain must be a group',
      'PETREL_HTTP_PROT',
      'PETREL_HTTP_PORT',
      'turn.steps',
      'PETREL_TURN_STEPS',
    ]) {
      expect(error.message).toContain(part)
    }
  })

  it('says where broken JSON is without showing it', () => {
    const error = refusal(() => load('{\n "model": { "remote": { "key": "s3cret" "url": "" } } }'))
    expect(error).toMatchObject({ code: 'config_unreadable' })
    expect(error.message).toContain('line 2')
    expect(JSON.stringify({ ...error, message: error.message, cause: String(error.cause) })).not.toContain('s3cret')
    expect(refusal(() => load('[1]')).code).toBe('config_unreadable')
    expect(refusal(() => loadConfig({ file: 'absent.json', env: {}, cwd })).code).toBe('config_unreadable')
  })

  it('refuses names that objects have by nature', () => {
    for (const text of ['{"__proto__":{"port":1}}', '{"constructor":1}', '{"http":{"toString":1}}'])
      expect(refusal(() => load(text)).code).toBe('config_unknown_key')
  })
})

describe('any bad setting ends with one message that names it', () => {
  it('of a wrong type', () => {
    fc.assert(
      fc.property(setting, (one) => {
        const error = refusal(() =>
          load(tree(one, one.type === 'text' ? 5 : one.type === 'list' || one.type === 'record' ? 7 : 'nonsense')),
        )
        return error.code === 'config_invalid' && error.message.startsWith(`${one.key} must be`) && error.message.split('\n').length === 1
      }),
    )
  })

  it('out of range, from the file or the environment', () => {
    fc.assert(
      fc.property(fc.constantFrom(...SETTINGS.filter(({ type }) => type === 'number')), fc.boolean(), (one, file) => {
        const error = refusal(() => (file ? load(tree(one, -1)) : load({}, { [one.variable]: '1e12' })))
        return (
          error.code === 'config_invalid' &&
          error.message.startsWith(`${one.key} must be`) &&
          (file || error.message.includes(one.variable))
        )
      }),
    )
  })

  it('misspelt: the right name is suggested', () => {
    fc.assert(
      fc.property(setting, fc.nat(), (one, at) => {
        const name = one.path.at(-1) ?? ''
        const wrong = `${name.slice(0, at % name.length)}q${name.slice(at % name.length)}`
        const key = [...one.path.slice(0, -1), wrong].join('.')
        const error = refusal(() => load(tree({ ...one, path: [...one.path.slice(0, -1), wrong] }, 1)))
        return error.code === 'config_unknown_key' && error.message.startsWith(`${key} is not a setting; did you mean ${one.key}?`)
      }),
    )
  })

  it('dropped: the default stands in', () => {
    for (const one of SETTINGS) {
      expect(one.default, one.key).toBeDefined()
      expect(load({}).sources[one.key]).toBe('default')
    }
  })

  it('never shows a secret', () => {
    const secret = 'hunter2-AKIA'
    for (const one of SETTINGS.filter((candidate) => candidate.secret)) {
      const good = one.type === 'list' ? [secret] : one.type === 'record' ? { demo: [secret] } : secret
      const bad = one.type === 'text' ? [secret] : secret
      expect(JSON.stringify(load(tree(one, good)).view.list())).not.toContain(secret)
      const error = refusal(() => load(tree(one, bad)))
      expect(JSON.stringify([error, error.message, error.hint, error.forUser, String(error.cause)])).not.toContain(secret)
    }
    expect(SETTINGS.filter((one) => one.secret).map(({ key }) => key)).toEqual(
      expect.arrayContaining(['webhooks.urls', 'webhooks.secrets', 'http.apiKeys', 'model.remote.key', 'chain.rpc']),
    )
  })
})

describe('names', () => {
  it('are unique as variables even without underscores', () => {
    expect(new Set(SETTINGS.map(({ variable }) => variable.replaceAll('_', ''))).size).toBe(SETTINGS.length)
  })
  it('all have help', () => expect(SETTINGS.filter(({ help }) => help === '')).toEqual([]))
  it('are compared by edits', () => {
    expect(editDistance('prot', 'port')).toBe(1)
    expect(editDistance('', 'abc')).toBe(3)
    expect(nearest('zzzzzzzzzzzz', ['http.port'])).toBeUndefined()
  })
})

it('docs/settings.md is what the schema says (npx tsx config/write-docs.ts)', () => {
  // The formatter pads the columns of tables.
  const squeezed = (page: string) => page.replace(/-{3,}/g, '---').replace(/ *\| */g, '|')
  const page = readFileSync(new URL('../docs/settings.md', import.meta.url), 'utf8')
  expect(squeezed(page)).toBe(squeezed(settingsPage()))
})
