import { readFileSync } from 'node:fs'
import { type Address, decodeFunctionResult, encodeFunctionData, type Hex, numberToHex, type PublicClient, parseAbi } from 'viem'
import { isUnsupported, overridesOf, rawRequest } from '../simulate/raw.ts'
import { isTooMuch } from './limits.ts'

/** A pool whose reads are wanted: its address, or the factory that knows it. */
export interface Wanted {
  pool?: Address
  factory?: Address
  token0: Address
  token1: Address
  version: 2 | 3
  /** Parts per million. */
  fee: number
  spacing: number
  /** Words of the bitmap each way. */
  reach: number
}

/** Answers by contract and calldata; undefined for a call that failed. */
export type Answers = Map<string, Hex | undefined>

export const keyOf = (to: string, data: Hex): string => `${to.toLowerCase()}:${data}`

const LENS: Address = '0x70657472656c206c656e73000000000000000001'
const NOBODY: Address = '0x0000000000000000000000000000000000000000'
/** Pools in one call at first, and reads that it may make: well within the gas that public endpoints give a call. */
const GROUP = 8
const READS = 2500
const GAS = 30_000_000n

const lensAbi = parseAbi([
  'struct Ask { address pool; address factory; address token0; address token1; uint8 version; uint24 fee; int24 spacing; int24 reach; }',
  'struct Read { address to; bool ok; bytes data; bytes answer; }',
  'function read(Ask[] asks, uint256 most) returns (Read[])',
])

let code: Hex | undefined
const runtime = (): Hex => {
  code ??= (JSON.parse(readFileSync(new URL('contracts/lens.artifact.json', import.meta.url), 'utf8')) as { runtime: Hex }).runtime
  return code
}

/** Clients whose endpoints were found to know no state overrides. */
const without = new WeakSet<PublicClient>()

/**
 * Reads at a block all that the states of these pools need, in calls that travel together: one round trip, where the endpoint takes
 * state overrides; else nothing, and the reads are made as they come. What is not in the answers is simply asked for later.
 * Throws PetrelError rpc_failed, cancelled.
 */
export async function prefetch(
  client: PublicClient,
  wanted: readonly Wanted[],
  at: { block: bigint; signal: AbortSignal },
): Promise<Answers> {
  const answers: Answers = new Map()
  if (without.has(client) || wanted.length === 0) return answers
  const groups: Wanted[][] = []
  const size = taken.get(client) ?? GROUP
  for (let from = 0; from < wanted.length; from += size) groups.push(wanted.slice(from, from + size))
  const replies = await Promise.all(groups.map((group) => askLens(client, group, at)))
  for (const { to, ok, data, answer } of replies.flat()) answers.set(keyOf(to, data), ok ? answer : undefined)
  return answers
}

type Replies = readonly { to: Address; ok: boolean; data: Hex; answer: Hex }[]

async function askLens(
  client: PublicClient,
  group: readonly Wanted[],
  { block, signal }: { block: bigint; signal: AbortSignal },
): Promise<Replies> {
  const asks = group.map((one) => ({ ...one, pool: one.pool ?? NOBODY, factory: one.factory ?? NOBODY }))
  const data = encodeFunctionData({ abi: lensAbi, functionName: 'read', args: [asks, BigInt(READS)] })
  const params = [{ to: LENS, data, gas: numberToHex(GAS) }, numberToHex(block), overridesOf({ [LENS]: { code: runtime() } })]
  try {
    const answer = (await rawRequest(client, { method: 'eth_call', params }, signal)) as Hex
    return answer.length <= 2 ? missing(client) : decodeFunctionResult({ abi: lensAbi, functionName: 'read', data: answer })
  } catch (error) {
    if (isUnsupported(error)) return missing(client)
    // Too costly for this endpoint, or cut short: the plain rounds do it in smaller steps.
    if (isTooMuch(error)) return smaller(client, group, { block, signal })
    if (isRefused(error)) return []
    throw error
  }
}

/** Pools in one call that a client's endpoints were found to take, where that is less. */
const taken = new WeakMap<PublicClient, number>()

/** The same in two halves, remembered; an endpoint that cannot even take one pool is asked in rounds from then on. */
async function smaller(client: PublicClient, group: readonly Wanted[], at: { block: bigint; signal: AbortSignal }): Promise<Replies> {
  const half = group.length >> 1
  if (half === 0) return missing(client)
  taken.set(client, Math.min(taken.get(client) ?? GROUP, half))
  const [first, second] = await Promise.all([group.slice(0, half), group.slice(half)].map((part) => askLens(client, part, at)))
  return [...(first as Replies), ...(second as Replies)]
}

function missing(client: PublicClient): [] {
  without.add(client)
  return []
}

const isRefused = (error: unknown): boolean => {
  for (let one: unknown = error; one instanceof Error; one = one.cause) {
    if (
      /gas|revert|timeout|too (?:large|big)|limit|stack|execution/i.test(one.message) &&
      !/header not found|missing trie/i.test(one.message)
    )
      return one.name !== 'PetrelError'
  }
  return false
}
