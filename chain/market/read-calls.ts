import {
  type Abi,
  type AbiFunction,
  decodeFunctionResult,
  encodeFunctionData,
  type Hex,
  type PublicClient,
  parseAbi,
  parseAbiItem,
} from 'viem'
import type { ContractCall } from '../../routing/amm.ts'
import { isTooMuch } from './limits.ts'
import { type Answers, keyOf } from './prefetch.ts'

/** What calls are sent through. */
export interface CallTarget {
  client: PublicClient
  multicall3?: Hex
  /** What was read ahead at the same block. */
  answers?: Answers
}

const multicallAbi = parseAbi([
  'struct Call3 { address target; bool allowFailure; bytes callData; }',
  'struct Result { bool success; bytes returnData; }',
  'function aggregate3(Call3[] calls) payable returns (Result[])',
])
/** Calls in one multicall at first: at 20,000 gas each within what the strictest public endpoints run. */
const GROUP = 400
/** What a client's endpoints were found to take in one call, where that is less. */
const taken = new WeakMap<PublicClient, number>()

const parsed = new Map<string, AbiFunction>()

function functionOf(signature: string): AbiFunction {
  const known = parsed.get(signature)
  if (known) return known
  const item = parseAbiItem(signature) as AbiFunction
  parsed.set(signature, item)
  return item
}

const encode = ({ signature, args }: ContractCall): Hex => {
  const item = functionOf(signature)
  return encodeFunctionData({ abi: [item] as Abi, functionName: item.name, args: [...args] })
}

function decode({ signature }: ContractCall, data: Hex | undefined): unknown {
  if (data === undefined || data === '0x') return undefined
  const item = functionOf(signature)
  try {
    return decodeFunctionResult({ abi: [item] as Abi, functionName: item.name, data })
  } catch {
    return undefined
  }
}

/**
 * Answers of calls at one block, in order; undefined for a call that reverts or answers nonsense. One request for every few hundred
 * calls where Multicall3 stands, else calls that travel together in JSON-RPC batches. Throws PetrelError rpc_failed, cancelled.
 */
export async function readCalls(
  target: CallTarget,
  calls: readonly ContractCall[],
  at: { block: bigint; signal: AbortSignal },
): Promise<unknown[]> {
  at.signal.throwIfAborted()
  const keys = calls.map((call) => keyOf(call.to, encode(call)))
  const open = calls.filter((_, index) => !target.answers?.has(keys[index] ?? ''))
  const raw =
    open.length === 0 ? [] : target.multicall3 === undefined ? await singly(target, open, at.block) : await together(target, open, at.block)
  at.signal.throwIfAborted()
  const own = new Map(open.map((call, index) => [call, raw[index]]))
  return calls.map((call, index) => decode(call, own.has(call) ? own.get(call) : target.answers?.get(keys[index] ?? '')))
}

async function together(target: CallTarget, calls: readonly ContractCall[], block: bigint): Promise<(Hex | undefined)[]> {
  const groups: ContractCall[][] = []
  const size = taken.get(target.client) ?? GROUP
  for (let at = 0; at < calls.length; at += size) groups.push(calls.slice(at, at + size))
  return (await Promise.all(groups.map((group) => multicall(target, group, block)))).flat()
}

async function multicall(target: CallTarget, group: readonly ContractCall[], block: bigint): Promise<(Hex | undefined)[]> {
  const args = [group.map((call) => ({ target: call.to as Hex, allowFailure: true, callData: encode(call) }))] as const
  try {
    const results = await target.client.readContract({
      address: target.multicall3 as Hex,
      abi: multicallAbi,
      functionName: 'aggregate3',
      args,
      blockNumber: block,
    })
    return (results as readonly { success: boolean; returnData: Hex }[]).map(({ success, returnData }) =>
      success ? returnData : undefined,
    )
  } catch (error) {
    // One greedy contract can use up the gas of all: halves find it. An endpoint that takes no call of this size takes none later.
    const large = isTooMuch(error)
    if (!large && !refused(error)) throw error
    if (group.length === 1 && large) throw error
    if (group.length === 1) return [undefined]
    const half = group.length >> 1
    if (large) taken.set(target.client, Math.min(taken.get(target.client) ?? GROUP, half))
    const parts = [group.slice(0, half), group.slice(half)]
    return (await Promise.all(parts.map((part) => multicall(target, part, block)))).flat()
  }
}

async function singly({ client }: CallTarget, calls: readonly ContractCall[], block: bigint): Promise<(Hex | undefined)[]> {
  const one = async (call: ContractCall) => {
    try {
      return (await client.call({ to: call.to as Hex, data: encode(call), blockNumber: block })).data
    } catch (error) {
      if (refused(error)) return undefined
      throw error
    }
  }
  return Promise.all(calls.map(one))
}

/** Whether the node ran the call and it failed: the call's own fault. A node that does not know the block is not that. */
function refused(error: unknown): boolean {
  for (let one: unknown = error; one instanceof Error; one = one.cause) {
    if (/header not found|missing trie node|unknown block|block not found|pruned|not available/i.test(one.message)) return false
    const { code, name } = one as { code?: unknown; name?: string }
    if (code === 3 || name === 'CallExecutionError' || name === 'ContractFunctionExecutionError') continue
    if (/revert|out of gas|gas required exceeds|invalid opcode|stack|execution/i.test(one.message)) return true
  }
  return false
}
