import { setMaxListeners } from 'node:events'
import type { PublicClient } from 'viem'
import { PetrelError } from '../../core/errors.ts'
import { type CallFrame, ofFrames, ofParity, type ParityTrace, type Trace } from './traces.ts'

/** Blocks, receipts and logs as nodes send them: hex text, unparsed. Only what the index keeps. */
export interface RawLog {
  address: string
  topics: string[]
  data: string
  logIndex: string
  transactionHash: string
  transactionIndex: string
}

export interface RawReceipt {
  transactionHash: string
  blockHash: string
  gasUsed: string
  effectiveGasPrice?: string
  status?: string
  contractAddress?: string | null
  logs: RawLog[]
}

export interface RawTransaction {
  hash: string
  transactionIndex: string
  from: string
  to: string | null
  value: string
  nonce: string
  gas: string
  gasPrice?: string
  type?: string
  input: string
}

export interface RawBlock {
  number: string
  hash: string
  parentHash: string
  timestamp: string
  miner?: string
  gasUsed: string
  gasLimit: string
  baseFeePerGas?: string
  transactions: RawTransaction[]
}

/** A block with the receipts of its transactions, in their order. */
export interface Full {
  block: RawBlock
  receipts: RawReceipt[]
}

/** The few calls that indexing needs. Every method throws PetrelError rpc_failed, and cancelled when the signal fires. */
export interface Source {
  head(): Promise<number>
  /** A block without its transactions; undefined when the node does not have it. */
  header(number: number): Promise<RawBlock | undefined>
  full(number: number): Promise<Full>
  /** Result of eth_call as hex; undefined when the contract refused (revert, no code). */
  call(to: string, data: string, block?: number): Promise<string | undefined>
  /** Every call inside a block's transactions, and the block's hash where the node says it; undefined when the node gives no traces. */
  traces(number: number): Promise<{ traces: Trace[]; hash?: string } | undefined>
  /** Requests sent so far. */
  requests(): number
}

type Send = (method: string, params: readonly unknown[]) => Promise<unknown>

const hex = (value: number): string => `0x${value.toString(16)}`

/** Numbers inside an error and its causes: JSON-RPC codes. */
function codeOf(error: unknown): number | undefined {
  for (let at: unknown = error; at instanceof Error; at = at.cause) {
    const code: unknown = Reflect.get(at, 'code')
    if (typeof code === 'number') return code
  }
  return undefined
}

const textOf = (error: unknown): string => (error instanceof Error ? `${error.message} ${textOf(error.cause)}` : '')
const REFUSED =
  /revert|invalid opcode|invalid jump|out of gas|stack (under|over)flow|opcode not found|StackUnderflow|InvalidFEOpcode|OutOfGas|NotActivated/i

/** Did the contract refuse, as against the node or the network? */
const contractRefused = (error: unknown): boolean => codeOf(error) === 3 || REFUSED.test(textOf(error))

const methodMissing = (error: unknown): boolean =>
  codeOf(error) === -32601 ||
  codeOf(error) === -32004 ||
  /method not found|not supported|does not exist|not available|not whitelisted/i.test(textOf(error))

/** Rejects as soon as the signal fires, whatever the node does. */
export function untilAborted<R>(work: Promise<R>, signal: AbortSignal): Promise<R> {
  const stopped = () => new PetrelError('cancelled', { message: 'Indexing was stopped.', forUser: 'Stopped.' })
  if (signal.aborted) {
    work.catch(() => undefined)
    return Promise.reject(stopped())
  }
  return new Promise((resolve, reject) => {
    const abort = () => reject(stopped())
    signal.addEventListener('abort', abort, { once: true })
    work.then(resolve, reject).finally(() => signal.removeEventListener('abort', abort))
  })
}

const failed = (method: string, cause: unknown): PetrelError =>
  cause instanceof PetrelError
    ? cause
    : new PetrelError('rpc_failed', {
        message: `${method} failed: ${(cause instanceof Error ? cause.message : String(cause)).split('\n')[0]}`,
        hint: 'Check chain.rpc and the node.',
        cause,
      })

async function receiptsOf(send: Send, block: RawBlock, offered: { receipts: boolean }): Promise<RawReceipt[]> {
  if (block.transactions.length === 0) return []
  if (offered.receipts)
    try {
      return (await send('eth_getBlockReceipts', [block.number])) as RawReceipt[]
    } catch (error) {
      if (!methodMissing(error instanceof PetrelError ? error.cause : error)) throw error
      offered.receipts = false
    }
  return Promise.all(block.transactions.map(({ hash }) => send('eth_getTransactionReceipt', [hash]) as Promise<RawReceipt>))
}

type Tracing = 'trace_block' | 'debug_traceBlockByNumber'

/** Tries the method that gave traces before, or each in turn; a node that has neither is not asked again. */
async function tracesOf(send: Send, number: number, offered: { tracing: Tracing[] }) {
  for (const method of [...offered.tracing])
    try {
      if (method === 'trace_block') {
        const found = (await send(method, [hex(number)])) as ParityTrace[] | null
        const hash = found?.[0]?.blockHash
        offered.tracing = [method]
        return { traces: ofParity(found ?? []), ...(hash ? { hash } : {}) }
      }
      const found = (await send(method, [hex(number), { tracer: 'callTracer' }])) as { txHash?: string; result?: CallFrame }[] | null
      offered.tracing = [method]
      return { traces: (found ?? []).flatMap(({ txHash, result }) => (txHash && result ? ofFrames(txHash, result) : [])) }
    } catch (error) {
      if (!methodMissing(error instanceof PetrelError ? error.cause : error)) throw error
      offered.tracing = offered.tracing.filter((each) => each !== method)
    }
  return undefined
}

/** Receipts can come from another node, or from the moment after a reorg, than the block they are asked for. */
function checkBelong({ block, receipts }: Full): Full {
  const fits = receipts.length === block.transactions.length && receipts.every((receipt) => receipt?.blockHash === block.hash)
  if (fits) return { block, receipts }
  throw new PetrelError('rpc_failed', {
    message: `The receipts of block ${Number(block.number)} belong to another block.`,
    hint: 'It is asked again.',
  })
}

/** Reads through a viem client, whose transport does batching, failover and rate limits. */
export function openSource(client: PublicClient, signal: AbortSignal): Source {
  // Every request in flight listens for the stop.
  setMaxListeners(0, signal)
  let count = 0
  const offered = { receipts: true }
  const tracing: { tracing: Tracing[] } = { tracing: ['trace_block', 'debug_traceBlockByNumber'] }
  const send: Send = async (method, params) => {
    count++
    const request = client.request as unknown as (args: { method: string; params: readonly unknown[] }) => Promise<unknown>
    try {
      return await untilAborted(request({ method, params }), signal)
    } catch (error) {
      throw failed(method, error)
    }
  }
  const block = async (number: number, whole: boolean) => (await send('eth_getBlockByNumber', [hex(number), whole])) as RawBlock | null
  return {
    requests: () => count,
    head: async () => Number(await send('eth_blockNumber', [])),
    header: async (number) => (await block(number, false)) ?? undefined,
    full: async (number) => {
      const found = await block(number, true)
      if (!found)
        throw new PetrelError('rpc_failed', { message: `The node has no block ${number}.`, hint: 'It may be behind; it is asked again.' })
      return checkBelong({ block: found, receipts: await receiptsOf(send, found, offered) })
    },
    traces: (number) => tracesOf(send, number, tracing),
    call: async (to, data, at) => {
      try {
        const result = await send('eth_call', [{ to, data }, at === undefined ? 'latest' : hex(at)])
        return typeof result === 'string' && result !== '0x' ? result : undefined
      } catch (error) {
        if (error instanceof PetrelError && contractRefused(error.cause)) return undefined
        throw error
      }
    },
  }
}
