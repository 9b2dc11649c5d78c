import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { loadConfig } from '../../config/load.ts'
import { PetrelError } from '../../core/errors.ts'
import { createLedger } from '../../core/ledger.ts'
import type { Check } from '../../core/operator.ts'
import type { ToolContext } from '../../core/tool.ts'
import type { Handles } from '../define.ts'
import { answer } from './answer.ts'
import { doctorTool } from './doctor.ts'
import { checkDisk, checkGpu, checkKeys, checkMemory, checkNode } from './machine.ts'
import { checkModel } from './model.ts'
import { run } from './run.ts'

const view = (env: Record<string, string> = {}) => loadConfig({ env, cwd: tmpdir() }).view
const never = new AbortController().signal

describe('machine', () => {
  it('knows old Node.js, little memory, absent folders and open interfaces', async () => {
    expect(checkNode('18.1.0')).toMatchObject({ state: 'fail' })
    expect(checkNode(process.versions.node).state).toBe('ok')
    expect(checkMemory(1e9, 1).hint).not.toBe('')
    expect((await checkDisk('disk', join(tmpdir(), 'not', 'made', 'yet'))).found).toContain('free')
    expect(checkKeys(view()).state).toBe('ok')
    expect(checkKeys(view({ PETREL_HTTP_HOST: '0.0.0.0' }))).toMatchObject({ state: 'fail', hint: expect.stringContaining('--new-key') })
    expect(checkKeys(view({ PETREL_HTTP_HOST: '0.0.0.0', PETREL_HTTP_API_KEYS: 'a'.repeat(64) })).state).toBe('ok')
    expect((await checkGpu(never)).found).not.toBe('')
  })
})

it('says what to do when no model is there', () => {
  expect(checkModel([], 'none').state).toBe('ok')
  expect(checkModel([], 'auto')).toMatchObject({ state: 'warn', hint: expect.stringContaining('models list') })
})

describe('run', () => {
  function context(checks: readonly ((signal: AbortSignal) => Promise<Check[]>)[]) {
    const ledger = createLedger(() => 0)
    const handles = {
      settings: view(),
      models: { list: async () => [] },
      checks,
    }
    return { ledger, context: { ledger, handles, signal: never, progress: () => undefined } as unknown as ToolContext<Handles> }
  }
  it('takes every part’s checks; a part that throws is a finding with its hint', async () => {
    const { context: ctx, ledger } = context([
      async () => [{ name: 'store', state: 'ok', found: 'writable', hint: '' }],
      async () => Promise.reject(new PetrelError('warehouse_down', { message: 'The warehouse is down.', hint: 'Restart it.' })),
    ])
    const result = await run({}, ctx)
    expect(result.checks).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ name: 'store', state: 'ok' }),
        expect.objectContaining({ state: 'fail', found: 'The warehouse is down.', hint: 'Restart it.' }),
      ]),
    )
    expect(result.checks.filter(({ state, hint }) => state !== 'ok' && hint === '')).toEqual([])
    expect(result.problems.value).toBe(result.checks.filter(({ state }) => state !== 'ok').length)
    const blocks = answer(result, 'en')
    expect(blocks[1]).toMatchObject({ kind: 'table', record: result.record })
    expect(ledger.all()).toHaveLength(2)
  })
})

it('claims its own words only', async () => {
  const read = (text: string) => doctorTool.read(text, {} as never)
  expect(await read('doctor')).toMatchObject([{ score: 0.92 }])
  for (const text of ['is there a doctor token', 'health of the ETH pool', 'check WETH']) expect(await read(text)).toEqual([])
})
