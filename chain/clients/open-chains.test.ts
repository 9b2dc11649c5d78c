import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import fc from 'fast-check'
import { afterEach, expect, test } from 'vitest'
import { PetrelError } from '../../core/errors.ts'
import { random } from '../demo/random.ts'
import { checkRpc } from './check-rpc.ts'
import { FAULTS, faultyFetch, trueBalance } from './faulty-fetch.ts'
import { openChains } from './open-chains.ts'

const servers: Server[] = []
afterEach(() => {
  for (const server of servers.splice(0)) server.close()
})

interface Call {
  id: number
  method: string
  params: unknown[]
}

type Reply = { status?: number; headers?: Record<string, string>; result?: unknown; error?: object }

/** A real HTTP endpoint; the handler answers each call, the first one for all of a batch. */
async function endpoint(answer: (method: string, params: readonly unknown[]) => Reply): Promise<string> {
  const server = createServer((request, response) => {
    let body = ''
    request.on('data', (part: Buffer) => {
      body += part.toString()
    })
    request.on('end', () => {
      const asked = JSON.parse(body) as Call | Call[]
      const [first] = [asked].flat() as [Call]
      const { status = 200, headers = {}, ...rest } = answer(first.method, first.params)
      const reply = ({ id }: Call) => ({ jsonrpc: '2.0', id, ...rest })
      const told = Array.isArray(asked) ? asked.map(reply) : reply(asked)
      response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(JSON.stringify(told))
    })
  })
  servers.push(server)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}

const good =
  (block = '0x64') =>
  (method: string): Reply => ({ result: method === 'eth_chainId' ? '0x1' : block })
const open = (urls: string[], more = {}) =>
  openChains({ use: ['ethereum'], rpc: { ethereum: urls } }, { backoffMs: 5, timeoutMs: 2000, ...more })

async function thrown(promise: Promise<unknown>): Promise<PetrelError> {
  const error: unknown = await promise.then(
    () => undefined,
    (reason: unknown) => reason,
  )
  if (error instanceof PetrelError) return error
  throw new Error(`expected a PetrelError, got ${String(error)}`)
}

test('under any faults an answer is right or the error is typed', { timeout: 120_000 }, async () => {
  const plan = fc.record({
    seed: fc.integer({ min: 0, max: 2 ** 31 }),
    rate: fc.double({ min: 0, max: 0.6, noNaN: true }),
    faults: fc.subarray([...FAULTS], { minLength: 1 }),
    endpoints: fc.integer({ min: 1, max: 3 }),
  })
  await fc.assert(
    fc.asyncProperty(plan, async ({ seed, rate, faults, endpoints }) => {
      const r = random(`faults:${seed}`)
      const chain = { chainId: 1, head: 20_000_000n, random: r, rate, faults }
      const urls = Array.from({ length: endpoints }, (_, i) => `https://rpc${i}.example/secret-key`)
      const { client } = open(urls, { fetch: faultyFetch(chain), backoffMs: 0 }).main
      const addresses = Array.from(
        { length: 8 },
        () =>
          `0x${r
            .below(2 ** 31)
            .toString(16)
            .padStart(40, '7')}` as const,
      )
      const balances = await Promise.allSettled(addresses.map((address) => client.getBalance({ address })))
      for (const [i, one] of balances.entries()) {
        if (one.status === 'fulfilled') expect(one.value).toBe(trueBalance(addresses[i] ?? ''))
        else {
          expect(one.reason).toBeInstanceOf(PetrelError)
          expect(['rpc_failed', 'rpc_wrong_chain']).toContain((one.reason as PetrelError).code)
          expect((one.reason as PetrelError).message).not.toContain('secret-key')
        }
      }
    }),
    { numRuns: 300 },
  )
})

test('with one honest endpoint of two, every answer comes and is one that an endpoint gave', { timeout: 60_000 }, async () => {
  await fc.assert(
    fc.asyncProperty(fc.integer({ min: 0, max: 2 ** 31 }), fc.boolean(), async (seed, honestFirst) => {
      const r = random(`honest:${seed}`)
      const honest = faultyFetch({ chainId: 1, head: 20_000_000n, random: r, rate: 0, faults: ['cut'] })
      const faulty = faultyFetch({ chainId: 1, head: 20_000_000n, random: r, rate: 0.9, faults: FAULTS })
      const urls = honestFirst ? ['https://honest.example', 'https://faulty.example'] : ['https://faulty.example', 'https://honest.example']
      const pick: typeof fetch = (url, init) => (String(url).includes('honest') ? honest : faulty)(url, init)
      const { client } = open(urls, { fetch: pick, backoffMs: 0 }).main
      await client.getBlockNumber()
      const address = '0x00000000000000000000000000000000000000aa'
      expect(await client.getBalance({ address })).toBe(trueBalance(address))
      for (let i = 0; i < 3; i++) expect([19_999_500n, 20_000_000n]).toContain(await client.getBlockNumber())
    }),
    { numRuns: 100 },
  )
})

test('a node that has fallen behind is not believed while another is ahead', async () => {
  let first = '0x1000'
  const lagging = await endpoint((method) => ({ result: method === 'eth_chainId' ? '0x1' : first }))
  const current = await endpoint(good('0x1000'))
  const { client } = open([lagging, current]).main
  expect(await client.getBlockNumber()).toBe(0x1000n)
  first = '0x900'
  expect(await client.getBlockNumber()).toBe(0x1000n)
})

test('a rollback that all endpoints agree on is believed', async () => {
  let head = '0x1000'
  const both = [await endpoint((m) => good(head)(m)), await endpoint((m) => good(head)(m))]
  const { client } = open(both).main
  expect(await client.getBlockNumber()).toBe(0x1000n)
  head = '0x900'
  expect(await client.getBlockNumber()).toBe(0x900n)
})

test('a wrong chain is an error that names it, or is passed over when another endpoint is right', async () => {
  const wrong = await endpoint(() => ({ result: '0x38' }))
  const error = await thrown(open([wrong]).main.client.getBlockNumber())
  expect(error.code).toBe('rpc_wrong_chain')
  expect(error.message).toContain('serves chain 56, not 1')
  expect(await open([wrong, await endpoint(good())]).main.client.getBlockNumber()).toBe(100n)
})

test('an endpoint that asks for patience gets it, and the log says so', async () => {
  let asked = 0
  const url = await endpoint((method) => {
    if (method === 'eth_chainId') return { result: '0x1' }
    return ++asked === 1 ? { status: 429, headers: { 'retry-after': '0.2' } } : { result: '0x64' }
  })
  const lines: [object, string][] = []
  const { client } = open([url], { log: { warn: (facts: object, message: string) => lines.push([facts, message]) } }).main
  expect(await client.getBlockNumber()).toBe(100n)
  expect(asked).toBe(2)
  expect(lines).toEqual([[expect.objectContaining({ ms: 200 }), expect.stringContaining('asks us to slow down')]])
})

test('an error names the host and never the key', async () => {
  const { port } = new URL(await endpoint(good()))
  await new Promise((resolve) => servers.pop()?.close(resolve))
  const error = await thrown(open([`http://user:pass@127.0.0.1:${port}/v2/abcdef-key?apikey=zzz`]).main.client.getBlockNumber())
  expect(error.code).toBe('rpc_failed')
  expect(error.message).toContain(`127.0.0.1:${port}`)
  expect(JSON.stringify([error.message, error.facts, error.hint])).not.toMatch(/abcdef|zzz|user|pass/)
})

test('a revert is passed on at once with its data', async () => {
  let calls = 0
  const url = await endpoint((method) => {
    if (method === 'eth_chainId') return { result: '0x1' }
    calls++
    return { error: { code: 3, message: 'execution reverted: NO', data: '0x08c379a0' } }
  })
  await expect(open([url]).main.client.call({ to: `0x${'1'.repeat(40)}` })).rejects.toThrow(/reverted/)
  expect(calls).toBe(1)
})

test('chains are found by id, name and alias; an unknown one names the known', async () => {
  const chains = openChains({ use: ['ethereum', 'bnb'], rpc: {} })
  expect(chains.main.name).toBe('ethereum')
  expect(chains.get(56)).toBe(chains.get('BSC'))
  expect(() => chains.get('solana')).toThrow(/solana/)
  expect(() => openChains({ use: ['sol'], rpc: {} })).toThrow(PetrelError)
  expect(() => openChains({ use: ['base'], rpc: { base: ['wss://x.example/key'] } })).toThrow(/x\.example/)
})

test('the doctor says for each endpoint what it found', async () => {
  const chains = open([await endpoint(good()), await endpoint(() => ({ result: '0x38' }))])
  const checks = await checkRpc(chains, new AbortController().signal)
  expect(checks.map((check) => check.state)).toEqual(['ok', 'warn'])
  expect(checks[0]?.found).toContain('block 100')
  expect(checks[1]?.found).toContain('serves chain 56')
})

test('a private relay is known by its chain and is no endpoint', () => {
  const relay = 'https://relay.example/'
  const { all } = openChains({ use: ['ethereum', 'base'], rpc: {}, privateRelay: { ethereum: relay } })
  expect(all.map(({ privateRelay }) => privateRelay)).toEqual([relay, undefined])
  expect(all.flatMap(({ rpc }) => rpc)).not.toContain(relay)
})

test('calls side by side that an endpoint refuses together are one failure, and all have their answer', async () => {
  let asked = 0
  const url = await endpoint((method) => {
    if (method === 'eth_chainId') return { result: '0x1' }
    return ++asked <= 3 ? { status: 429, headers: { 'retry-after': '0' } } : { result: '0x64' }
  })
  const lines: { ms: number }[] = []
  const { client } = open([url], { log: { warn: (facts: { ms: number }) => lines.push(facts) } }).main
  const at = (index: number) => `0x${String(index).padStart(40, '0')}` as const
  const balances = Array.from({ length: 40 }, (_, index) => client.getBalance({ address: at(index) }))
  expect(new Set(await Promise.all(balances))).toEqual(new Set([100n]))
  expect(Math.max(...lines.map(({ ms }) => ms))).toBeLessThan(100)
})
