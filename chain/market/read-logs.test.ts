import { createPublicClient, custom, encodeFunctionResult, type Hex, type PublicClient, parseAbi } from 'viem'
import { describe, expect, test } from 'vitest'
import { jsonRpc } from '../clients/json-rpc.ts'
import { isTooMuch } from './limits.ts'
import { readCalls } from './read-calls.ts'
import { readLogs } from './read-logs.ts'

const signal = new AbortController().signal
const FILTER = { address: ['0x00000000000000000000000000000000000000aa' as Hex], topics: [['0x01' as Hex]] }

interface Asked {
  method: string
  params: readonly unknown[]
}

/** A client of an endpoint that answers as told; what it throws is what the endpoint says. */
const clientOf = (answer: (asked: Asked) => unknown): PublicClient =>
  createPublicClient({ transport: custom({ request: (asked) => Promise.resolve().then(() => answer(asked as Asked)) }, { retryCount: 0 }) })

const says = (message: string, code = -32_000) => Object.assign(new Error(message), { code })

/** An endpoint with one log in every block that gives so many blocks at a time. */
function endpoint(most: bigint, words: string) {
  const asked: bigint[] = []
  const client = clientOf(({ params }) => {
    const { fromBlock, toBlock } = params[0] as { fromBlock: Hex; toBlock: Hex }
    const [from, to] = [BigInt(fromBlock), BigInt(toBlock)]
    asked.push(to - from + 1n)
    if (to - from + 1n > most) throw says(words)
    return Array.from({ length: Number(to - from + 1n) }, (_, at) => ({
      address: FILTER.address[0],
      topics: ['0x01'],
      data: '0x',
      blockNumber: `0x${(from + BigInt(at)).toString(16)}`,
      logIndex: '0x0',
    }))
  })
  return { client, asked }
}

const WORDS = [
  'query returned more than 10000 results',
  'block range is too wide',
  'exceed maximum block range: 50',
  'eth_getLogs is limited to a 50 range',
  'You can make eth_getLogs requests with up to a 50 block range.',
  'ranges over 50 blocks are not supported on freetier',
  'Log response size exceeded.',
  'query timeout exceeded',
]

describe('logs', () => {
  test.each(WORDS)('an endpoint that says "%s" is asked for less, and every block comes once', async (words) => {
    const { client, asked } = endpoint(50n, words)
    const logs = await readLogs(client, FILTER, { from: 1000n, to: 1299n, signal })
    expect(logs.map(({ blockNumber }) => Number(blockNumber))).toEqual(Array.from({ length: 300 }, (_, at) => 1000 + at))
    const before = asked.length
    await readLogs(client, FILTER, { from: 2000n, to: 2037n, signal })
    // What it takes is remembered.
    expect(asked.slice(before).every((width) => width <= 50n)).toBe(true)
  })

  test('an endpoint that is asked too often, or gives next to nothing, is not asked for parts', async () => {
    const busy = endpoint(1n, 'rate limit exceeded: too many requests')
    await expect(readLogs(busy.client, FILTER, { from: 1n, to: 300n, signal })).rejects.toThrow('rate limit')
    expect(busy.asked).toEqual([300n])
    const mean = endpoint(2n, 'block range is too wide')
    await expect(readLogs(mean.client, FILTER, { from: 1n, to: 300n, signal })).rejects.toThrow('at a time')
    expect(mean.asked.length).toBeLessThan(12)
  })
})

describe('calls', () => {
  const abi = parseAbi([
    'function aggregate3((address target, bool allowFailure, bytes callData)[] calls) view returns ((bool success, bytes returnData)[])',
  ])
  const WORD = `0x${'0'.repeat(63)}7` as Hex

  test('a multicall that is too large is cut, and the size is remembered', async () => {
    const sizes: number[] = []
    const client = clientOf(({ params }) => {
      const { data } = params[0] as { data: Hex }
      const calls = Number(BigInt(`0x${data.slice(2 + 8 + 64, 2 + 8 + 128)}`))
      sizes.push(calls)
      if (calls > 60) throw says('request entity too large')
      return encodeFunctionResult({
        abi,
        functionName: 'aggregate3',
        result: Array.from({ length: calls }, () => ({ success: true, returnData: WORD })),
      })
    })
    const target = { client, multicall3: '0x00000000000000000000000000000000000000cc' as Hex }
    const calls = Array.from({ length: 300 }, (_, at) => ({
      to: FILTER.address[0] as Hex,
      signature: 'function f(uint256 n) view returns (uint256)',
      args: [BigInt(at)],
    }))
    const at = { block: 1n, signal }
    expect(await readCalls(target, calls, at)).toEqual(calls.map(() => 7n))
    const before = sizes.length
    expect(await readCalls(target, calls, at)).toHaveLength(300)
    expect(Math.max(...sizes.slice(before))).toBeLessThanOrEqual(60)
  })

  test('an endpoint that takes no call at all is not taken for a contract that reverts', async () => {
    const client = clientOf(() => {
      throw says('request entity too large')
    })
    const target = { client, multicall3: '0x00000000000000000000000000000000000000cc' as Hex }
    const call = { to: FILTER.address[0] as Hex, signature: 'function f() view returns (uint256)', args: [] }
    await expect(readCalls(target, [call, call], { block: 1n, signal })).rejects.toThrow('too large')
  })
})

test('size and pace are told apart', () => {
  for (const words of WORDS) expect(isTooMuch(says(words)), words).toBe(true)
  for (const words of [
    'rate limit exceeded',
    'too many requests',
    'execution reverted',
    'header not found',
    'daily request limit quota exceeded',
  ])
    expect(isTooMuch(says(words)), words).toBe(false)
})

test('an endpoint that answers a request with "too large" is not taken for a broken one', async () => {
  const told: number[] = []
  const fetcher = ((_url: string, init: { body: string }) => {
    const asked = JSON.parse(init.body) as unknown
    told.push(Array.isArray(asked) ? asked.length : 1)
    if (Array.isArray(asked)) return Promise.resolve(new Response('Payload Too Large', { status: 413 }))
    const { id, method } = asked as { id: number; method: string }
    if (method === 'eth_call') return Promise.resolve(new Response('Payload Too Large', { status: 413 }))
    const error = { code: -32_005, message: 'query returned more than 10000 results' }
    return Promise.resolve(Response.json({ jsonrpc: '2.0', id, ...(method === 'eth_getLogs' ? { error } : { result: '0x1' }) }))
  }) as unknown as typeof fetch
  const ask = jsonRpc({ url: 'http://localhost:1', timeoutMs: 1000, batch: 50, fetch: fetcher })
  const replies = await Promise.all(['eth_chainId', 'eth_getLogs', 'eth_call'].map((method) => ask({ method, params: [] })))
  expect(replies).toMatchObject([
    { kind: 'result', value: '0x1' },
    { kind: 'refused', elsewhere: false },
    { kind: 'refused', elsewhere: false },
  ])
  expect(told).toEqual([3, 1, 1, 1])
})
