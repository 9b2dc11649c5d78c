import { expect, it } from 'vitest'
import { plain } from '../../core/answer.ts'
import { createLedger } from '../../core/ledger.ts'
import type { IndexStatus } from '../../core/operator.ts'
import type { ToolContext } from '../../core/tool.ts'
import type { Handles } from '../define.ts'
import { answer } from './answer.ts'
import { read } from './read.ts'
import { run } from './run.ts'

const status: IndexStatus = {
  chain: 1,
  name: 'demo',
  from: 1,
  to: 20_412,
  fromTime: 1,
  toTime: 1_700_000_000,
  head: 20_412,
  lagBlocks: 0,
  phase: 'following',
  rowsPerSecond: 0,
  remainingS: undefined,
}

function context() {
  const synced: unknown[] = []
  const main = { id: 1, name: 'demo' }
  const indexer = {
    status: () => [status],
    estimate: async () => ({ blocks: 5000, requests: 50, seconds: 125 }),
    sync: async (chain: number, { fromBlock }: { fromBlock?: number }) => {
      synced.push([chain, fromBlock])
      return status
    },
  }
  const ledger = createLedger(() => 0)
  const handles = { chains: { main, get: () => main }, indexer }
  return {
    synced,
    ledger,
    context: { ledger, handles, progress: () => undefined, signal: new AbortController().signal } as unknown as ToolContext<Handles>,
  }
}

it('shows how far the index reaches', async () => {
  const [table] = answer(await run({ action: 'status' }, context().context), 'en')
  expect(table).toMatchObject({ kind: 'table', record: 'r1', rows: [['demo', 'following', '1', '20,412', expect.any(String), '0', '—']] })
})
it('estimates with a record for each figure', async () => {
  const { context: ctx, ledger } = context()
  const [first] = answer(await run({ action: 'estimate', from: 1000 }, ctx), 'en')
  expect(first?.kind === 'text' && plain(first.parts)).toBe(
    'A backfill of demo from block 1,000 would index 5,000 blocks with 50 requests and take about 2 min.',
  )
  expect(ledger.all().map(({ origin }) => origin)).toEqual(['user', 'measured', 'measured', 'measured'])
  await expect(run({ action: 'estimate' }, ctx)).rejects.toMatchObject({ code: 'input_invalid' })
})
it('syncs from a block', async () => {
  const { context: ctx, synced } = context()
  await run({ action: 'run', from: 7 }, ctx)
  expect(synced).toEqual([[1, 7]])
})
it('reads commands and nothing else', () => {
  expect(read('index status')[0]).toMatchObject({ score: 0.92, input: { action: 'status' } })
  expect(read('sync from block 1,000 on base')[0]).toMatchObject({ score: 0.92, input: { action: 'run', from: 1000, chain: 'base' } })
  expect(read('estimate 1000')[0]).toMatchObject({ input: { action: 'estimate', from: 1000 } })
  expect(read('from 1000')[0]).toMatchObject({ score: 0.5, input: { action: 'run', from: 1000 } })
  for (const text of ['estimate the price of WETH', 'status of my swap', 'run away']) expect(read(text)).toEqual([])
})
