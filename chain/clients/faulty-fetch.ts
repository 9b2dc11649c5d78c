import type { Random } from '../demo/random.ts'

export type Fault = 'http 500' | '429' | '-32005' | 'cut' | 'drop' | 'missing' | 'stale' | 'wrong chain' | 'html'
export const FAULTS: readonly Fault[] = ['http 500', '429', '-32005', 'cut', 'drop', 'missing', 'stale', 'wrong chain', 'html']

interface Call {
  id: number
  method: string
  params: readonly unknown[]
}

export interface FaultyChain {
  chainId: number
  head: bigint
  random: Random
  /** Share of requests that go wrong. */
  rate: number
  faults: readonly Fault[]
}

/** What the chain really says; balances are a function of the address, so that a mixed-up reply shows. */
export const trueBalance = (address: string): bigint => BigInt(`0x${address.slice(2, 18)}`) * 3n

function truth({ chainId, head }: FaultyChain, { method, params }: Call): unknown {
  if (method === 'eth_chainId') return `0x${chainId.toString(16)}`
  if (method === 'eth_blockNumber') return `0x${head.toString(16)}`
  if (method === 'eth_getBalance') return `0x${trueBalance(String(params[0])).toString(16)}`
  throw new Error(`the test chain does not know ${method}`)
}

/** A fetch that plays an endpoint with seeded faults; replies to a batch come in any order. */
export function faultyFetch(chain: FaultyChain): typeof fetch {
  return (_url, init) => {
    const fault = chain.random.chance(chain.rate) ? chain.random.pick(chain.faults) : undefined
    if (fault === 'drop') return Promise.reject(new TypeError('fetch failed', { cause: new Error('ECONNRESET') }))
    if (fault === 'http 500') return Promise.resolve(new Response('upstream error', { status: 500 }))
    if (fault === '429') return Promise.resolve(new Response('{}', { status: 429, headers: { 'retry-after': '0' } }))
    if (fault === 'html') return Promise.resolve(new Response('<html>Please wait</html>', { status: 200 }))
    const asked = JSON.parse(String(init?.body)) as Call | Call[]
    const replies = (Array.isArray(asked) ? asked : [asked]).map((call) => one(chain, call, fault))
    replies.sort(() => chain.random.next() - 0.5)
    if (fault === 'missing') replies.pop()
    const text = JSON.stringify(Array.isArray(asked) ? replies : (replies[0] ?? {}))
    return Promise.resolve(new Response(fault === 'cut' ? text.slice(0, text.length - 1 - chain.random.below(text.length - 1)) : text))
  }
}

function one(chain: FaultyChain, call: Call, fault: Fault | undefined): object {
  const about = { jsonrpc: '2.0', id: call.id }
  if (fault === '-32005') return { ...about, error: { code: -32005, message: 'daily request count exceeded, request rate limited' } }
  if (fault === 'stale' && call.method === 'eth_blockNumber') return { ...about, result: `0x${(chain.head - 500n).toString(16)}` }
  if (fault === 'wrong chain' && call.method === 'eth_chainId') return { ...about, result: '0x2a' }
  return { ...about, result: truth(chain, call) }
}
