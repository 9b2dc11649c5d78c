import { Agent, request } from 'node:http'
import { PetrelError } from '../../core/errors.ts'

export interface RpcCall {
  method: string
  params: readonly unknown[]
}

interface RpcReply {
  id: number
  result?: unknown
  error?: { code: number; message: string }
}

/** What one call came to. */
export type RpcResult = { ok: true; value: unknown } | { ok: false; message: string }

/**
 * JSON-RPC to our own anvil over one kept-alive connection, many calls in a request. The market's thousands of transactions go
 * through here; everyone else uses a viem client.
 */
export interface Rpc {
  /** Results in the order of the calls. Throws PetrelError demo_chain when the node does not answer. */
  batch(calls: readonly RpcCall[]): Promise<RpcResult[]>
  /** One call. Throws PetrelError demo_chain also when the node refuses it. */
  call(method: string, ...params: readonly unknown[]): Promise<unknown>
  close(): void
}

const TIMEOUT_MS = 60_000

export const hex = (value: bigint | number): `0x${string}` => `0x${value.toString(16)}`

/** Opens a connection to a node on this machine. */
export function openRpc(port: number, signal: AbortSignal): Rpc {
  const agent = new Agent({ keepAlive: true, maxSockets: 4 })
  const batch = async (calls: readonly RpcCall[]) => {
    if (calls.length === 0) return []
    signal.throwIfAborted()
    const body = JSON.stringify(calls.map((call, id) => ({ jsonrpc: '2.0', id, ...call })))
    return inOrder(JSON.parse(await post({ port, agent, body, signal })) as RpcReply[], calls.length)
  }
  return {
    batch,
    close: () => agent.destroy(),
    call: async (method, ...params) => {
      const [result] = await batch([{ method, params }])
      if (result?.ok) return result.value
      throw new PetrelError('demo_chain', { message: `The demo chain refused ${method}: ${result?.message ?? 'no reply'}` })
    },
  }
}

function inOrder(replies: readonly RpcReply[], count: number): RpcResult[] {
  const results: RpcResult[] = Array.from({ length: count }, () => ({ ok: false, message: 'no reply' }))
  for (const { id, result, error } of replies) results[id] = error ? { ok: false, message: error.message } : { ok: true, value: result }
  return results
}

function post({ port, agent, body, signal }: { port: number; agent: Agent; body: string; signal: AbortSignal }): Promise<string> {
  const headers = { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) }
  return new Promise((resolve, reject) => {
    const fail = (cause: Error) =>
      reject(
        signal.aborted
          ? signal.reason
          : new PetrelError('demo_chain', { message: `The demo chain does not answer: ${cause.message}`, cause }),
      )
    const outgoing = request({ host: '127.0.0.1', port, method: 'POST', agent, headers, timeout: TIMEOUT_MS }, (reply) => {
      const parts: Buffer[] = []
      reply.on('data', (part: Buffer) => parts.push(part))
      reply.on('end', () => resolve(Buffer.concat(parts).toString('utf8')))
      reply.on('error', fail)
    })
    outgoing.on('timeout', () => outgoing.destroy(new Error(`no reply in ${TIMEOUT_MS / 1000} s`)))
    outgoing.on('error', fail)
    outgoing.end(body)
  })
}
