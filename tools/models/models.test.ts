import { expect, it } from 'vitest'
import { createLedger } from '../../core/ledger.ts'
import type { ModelAdmin, ModelListing } from '../../core/operator.ts'
import type { ToolContext } from '../../core/tool.ts'
import type { Handles } from '../define.ts'
import { answer } from './answer.ts'
import { modelsTool } from './models.ts'
import { read } from './read.ts'
import { run } from './run.ts'

const listing: ModelListing = {
  id: 'tiny',
  title: 'Tiny',
  licence: 'MIT',
  size: 1_117_000_000,
  memory: 2_000_000_000,
  contextSize: 8192,
  toolUse: 'grammar',
  sources: [],
  state: 'downloaded',
  fit: 'fits',
}

function context() {
  const calls: string[] = []
  const models: ModelAdmin = {
    list: async () => [listing],
    pull: async (id) => ({ path: `/models/${id}.gguf`, source: 'hub' }),
    use: async (id) => {
      calls.push(id)
    },
    bench: async () => [{ name: 'generation', value: 42.5, unit: 'tokens/s' }],
  }
  const ledger = createLedger(() => 0)
  return {
    calls,
    ledger,
    context: {
      ledger,
      handles: { models },
      progress: () => undefined,
      signal: new AbortController().signal,
    } as unknown as ToolContext<Handles>,
  }
}

it('lists with a record for every figure', async () => {
  const { context: ctx, ledger } = context()
  const [table] = answer(await run({ action: 'list' }, ctx), 'en')
  expect(table).toMatchObject({ kind: 'table', record: 'r1', rows: [['tiny', 'downloaded', '1.12 GB', '2.00 GB', '8,192', 'fits', 'MIT']] })
  expect(ledger.all()[0]).toMatchObject({ rows: [['tiny', 'downloaded', 1_117_000_000, 2_000_000_000, 8192, 'fits', 'MIT']] })
})
it('pulls, uses and measures', async () => {
  const { context: ctx, calls } = context()
  expect(JSON.stringify(answer(await run({ action: 'pull', name: 'tiny' }, ctx), 'en'))).toContain('/models/tiny.gguf')
  await run({ action: 'use', name: 'tiny' }, ctx)
  expect(calls).toEqual(['tiny'])
  expect(JSON.stringify(answer(await run({ action: 'bench', name: 'tiny' }, ctx), 'en'))).toContain('42.5')
  await expect(run({ action: 'use' }, ctx)).rejects.toMatchObject({ code: 'input_invalid' })
})
it('reads commands and nothing else', () => {
  expect(read('list models')[0]).toMatchObject({ score: 0.92, input: { action: 'list' } })
  expect(read('pull model qwen2.5-coder')[0]).toMatchObject({ score: 0.92, input: { action: 'pull', name: 'qwen2.5-coder' } })
  expect(read('use tiny')[0]).toMatchObject({ score: 0.5 })
  for (const text of ['list pools', 'use WETH to buy USDC', 'pull the price of WETH please']) expect(read(text)).toEqual([])
  expect(modelsTool.input.parse({})).toEqual({ action: 'list' })
})
