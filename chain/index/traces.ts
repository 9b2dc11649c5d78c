import { PetrelError } from '../../core/errors.ts'
import type { Parameter, Warehouse } from '../warehouse/warehouse.ts'
import { each } from './discover.ts'
import type { Source } from './rpc.ts'
import { cleanText } from './text.ts'

/** One call, creation or self-destruct inside a transaction; the same whichever method the node has. */
export interface Trace {
  transactionHash: string
  /** Places on the way from the outer call, '' for that itself: '0_2'. */
  address: string
  type: 'call' | 'create' | 'suicide'
  callType: string | null
  from: string | null
  to: string | null
  value: bigint
  input: string
  gasUsed: number | null
  error: string | null
}

/** As `trace_block` gives it. */
export interface ParityTrace {
  type: string
  action: {
    callType?: string
    from?: string
    to?: string
    value?: string
    input?: string
    address?: string
    balance?: string
    refundAddress?: string
  }
  result?: { gasUsed?: string; address?: string } | null
  error?: string
  traceAddress: readonly number[]
  transactionHash?: string | null
  blockHash?: string
}

/** As `debug_traceBlockByNumber` gives it with the tracer callTracer. */
export interface CallFrame {
  type: string
  from?: string
  to?: string
  value?: string
  gasUsed?: string
  input?: string
  error?: string
  calls?: readonly CallFrame[]
}

const amount = (hex: string | undefined): bigint => (hex === undefined || hex === '0x' ? 0n : BigInt(hex))
const count = (hex: string | undefined): number | null => (hex === undefined ? null : Number(hex))
const lower = (text: string | undefined | null): string | null => text?.toLowerCase() ?? null

/** Traces of a block from `trace_block`; rewards, which no transaction paid, are left out. */
export const ofParity = (traces: readonly ParityTrace[]): Trace[] =>
  traces.flatMap(({ type, action, result, error, traceAddress, transactionHash }): Trace[] => {
    if (!transactionHash || (type !== 'call' && type !== 'create' && type !== 'suicide')) return []
    const suicide = type === 'suicide'
    return [
      {
        transactionHash,
        address: traceAddress.join('_'),
        type,
        callType: type === 'call' ? (action.callType ?? 'call') : null,
        from: lower(suicide ? action.address : action.from),
        to: lower(suicide ? action.refundAddress : type === 'create' ? result?.address : action.to),
        value: amount(suicide ? action.balance : action.value),
        input: type === 'call' ? (action.input ?? '0x') : '0x',
        gasUsed: count(result?.gasUsed),
        error: error ?? null,
      },
    ]
  })

/** Traces of one transaction from the tree of callTracer. */
export function ofFrames(transactionHash: string, frame: CallFrame, address = ''): Trace[] {
  const kind = frame.type.toLowerCase()
  const type = kind.startsWith('create') ? 'create' : kind === 'selfdestruct' ? 'suicide' : 'call'
  const own: Trace = {
    transactionHash,
    address,
    type,
    callType: type === 'call' ? kind : null,
    from: lower(frame.from),
    to: lower(frame.to),
    value: amount(frame.value),
    input: type === 'call' ? (frame.input ?? '0x') : '0x',
    gasUsed: count(frame.gasUsed),
    error: frame.error ?? null,
  }
  return [
    own,
    ...(frame.calls ?? []).flatMap((inner, index) => ofFrames(transactionHash, inner, address === '' ? `${index}` : `${address}_${index}`)),
  ]
}

/** What failed took with it all that it had called. */
function failedOf(traces: readonly Trace[]): (trace: Trace) => boolean {
  const failed = new Set(
    traces.filter(({ error }) => error !== null).map(({ transactionHash, address }) => `${transactionHash}:${address}`),
  )
  return ({ transactionHash, address }) => {
    const places = address === '' ? [] : address.split('_')
    return [...Array(places.length + 1).keys()].some((length) => failed.has(`${transactionHash}:${places.slice(0, length).join('_')}`))
  }
}

/** Rows of the table traces, in the order of its columns. `time` in Unix milliseconds. */
export function traceRows(
  chain: number,
  { number, time, traces }: { number: number; time: number; traces: readonly Trace[] },
): Parameter[][] {
  const failed = failedOf(traces)
  return traces.map((trace) => [
    ...[chain, number, time, trace.transactionHash, trace.address, trace.type, trace.callType, trace.from, trace.to, trace.value],
    trace.input.length >= 10 ? trace.input.slice(0, 10).toLowerCase() : null,
    trace.gasUsed,
    trace.error === null ? null : (cleanText(trace.error, 200) ?? 'failed'),
    failed(trace) ? 0 : 1,
  ])
}

export interface TraceWork {
  source: Source
  warehouse: Warehouse
  chain: number
  /** Only blocks from this one on; those before have been looked at. */
  from: number
  retry<R>(task: () => Promise<R>): Promise<R>
  report?: ((message: string, done?: number) => void) | undefined
}

/** Blocks that are asked for at once, and rows after which they are written. */
const AT_ONCE = 16

const MISSING = `SELECT b.number, b.block_timestamp, b.hash, b.transaction_count FROM main.blocks AS b WHERE b.chain_id = $1 AND b.number >= $2 AND b.transaction_count > 0
  AND NOT EXISTS (SELECT 1 FROM main.traces AS t WHERE t.chain_id = $1 AND t.block_number = b.number) ORDER BY b.number`

interface Wanted {
  number: number
  time: number
  hash: string
  transactions: number
}

/** The traces of a block, or none when the node no longer has them or is on another fork. */
async function tracesOf({ source, retry }: TraceWork, { number, hash, transactions }: Wanted): Promise<Trace[]> {
  const found = await retry(() => source.traces(number))
  if (found === undefined)
    throw new PetrelError('rpc_failed', {
      message: 'The node gives no traces: it has neither trace_block nor debug_traceBlockByNumber.',
      hint: 'Use a node with the trace or debug methods, or set chain.traces to false.',
    })
  if (found.hash !== undefined && found.hash !== hash) return []
  const outer = found.traces.filter(({ address }) => address === '').length
  return outer === transactions ? found.traces : []
}

/**
 * Brings the traces of stored blocks that have none yet. The rows are the checkpoint: stopped at any moment, it goes on where it was.
 * Gives how many blocks got traces and how many the node has none of. Throws PetrelError rpc_failed, warehouse_down, cancelled.
 */
export async function loadTraces(work: TraceWork): Promise<{ loaded: number; without: number }> {
  const { warehouse, chain, from, report } = work
  const limits = { deadlineMs: 0, rows: 50_000_000, cell: 200, bytes: 4_000_000_000 }
  const { rows } = await warehouse.query(MISSING, [chain, from], { limits })
  const wanted = rows.map(
    ([number, time, hash, transactions]): Wanted => ({
      number: Number(number),
      time: Number(time),
      hash: String(hash),
      transactions: Number(transactions),
    }),
  )
  let loaded = 0
  for (let at = 0; at < wanted.length; at += AT_ONCE) {
    const some = wanted.slice(at, at + AT_ONCE)
    const traces = await each(some, AT_ONCE, (block) => tracesOf(work, block))
    const made = some.flatMap((block, index) => traceRows(chain, { ...block, traces: traces[index] ?? [] }))
    if (made.length > 0) await warehouse.write({ chain, batches: [{ table: 'traces', rows: made }] })
    loaded += traces.filter((each) => each.length > 0).length
    report?.(`Reading traces: ${wanted.length - at - some.length} blocks left`, (at + some.length) / wanted.length)
  }
  return { loaded, without: wanted.length - loaded }
}
