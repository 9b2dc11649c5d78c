import { PetrelError } from '../../core/errors.ts'
import type { IndexStatus } from '../../core/operator.ts'
import type { ToolContext } from '../../core/tool.ts'
import type { Handles } from '../define.ts'

export interface SyncInput {
  action: 'status' | 'estimate' | 'run' | 'traces'
  from?: number | undefined
  chain?: string | undefined
}

/** A number of the answer with the record that proves it. */
export interface Proven {
  value: number
  record: string
}

export type SyncResult =
  | { action: 'status' | 'run' | 'traces'; record: string; statuses: readonly IndexStatus[] }
  | { action: 'estimate'; chain: string; from: Proven; blocks: Proven; requests: Proven; seconds: Proven }

type Context = ToolContext<Handles>

function statusRecord(statuses: readonly IndexStatus[], { ledger }: Context): string {
  const time = (seconds: number | undefined): number | null => (seconds === undefined ? null : seconds * 1000)
  return ledger.table({
    name: 'index of each chain',
    source: 'indexer',
    columns: [
      { name: 'chain', unit: '', type: 'text' },
      { name: 'state', unit: '', type: 'text' },
      { name: 'first block', unit: 'block', type: 'integer' },
      { name: 'last block', unit: 'block', type: 'integer' },
      { name: 'last time', unit: '', type: 'time' },
      { name: 'behind', unit: 'block', type: 'integer' },
      { name: 'remaining', unit: 's', type: 'number' },
    ],
    rows: statuses.map((one) => [
      one.name,
      one.error ?? one.phase,
      one.from ?? null,
      one.to ?? null,
      time(one.toTime),
      one.lagBlocks ?? null,
      one.remainingS ?? null,
    ]),
  }).id
}

async function estimate(input: SyncInput, context: Context): Promise<SyncResult> {
  const { handles, ledger, signal, progress } = context
  const chain = input.chain === undefined ? handles.chains.main : handles.chains.get(input.chain)
  if (input.from === undefined)
    throw new PetrelError('input_invalid', {
      message: 'An estimate needs the first block of the backfill.',
      hint: 'Write "petrel sync estimate 1000".',
    })
  progress(`measuring ${chain.name} on a small sample`)
  const found = await handles.indexer.estimate(chain.id, input.from, signal)
  const proven = (name: string, value: number, unit: string): Proven => ({
    value,
    record: ledger.measured({ name, value, unit, source: 'a small sample of blocks', chain: chain.id }).id,
  })
  const from = ledger.user({ name: 'first block of the backfill', value: input.from, unit: 'block', words: String(input.from) })
  return {
    action: 'estimate', chain: chain.name, from: { value: input.from, record: from.id },
    blocks: proven('blocks to index', found.blocks, 'block'), requests: proven('requests to the RPC', found.requests, 'request'), seconds: proven('time of the backfill', found.seconds, 's'),
  } // biome-ignore format: short
}

/** Throws PetrelError chain_unknown, input_invalid, rpc_failed, cancelled. */
export async function run(input: SyncInput, context: Context): Promise<SyncResult> {
  const { handles, progress, signal } = context
  if (input.action === 'estimate') return await estimate(input, context)
  if (input.action === 'status') {
    const only = input.chain === undefined ? undefined : handles.chains.get(input.chain).id
    const statuses = handles.indexer.status().filter(({ chain }) => only === undefined || chain === only)
    return { action: 'status', record: statusRecord(statuses, context), statuses }
  }
  const chain = input.chain === undefined ? handles.chains.main : handles.chains.get(input.chain)
  const status = await handles.indexer.sync(
    chain.id,
    {
      report: progress,
      ...(input.action === 'traces' ? { traces: true } : {}),
      ...(input.from === undefined ? {} : { fromBlock: input.from }),
    },
    signal,
  )
  return { action: input.action, record: statusRecord([status], context), statuses: [status] }
}
