import { encodeFunctionData, erc20Abi, type Hex, parseAbi } from 'viem'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openTestDemo, type TestDemo } from '../../test/kits/demo.ts'
import type { Chain } from '../clients/chains.ts'
import { openChains } from '../clients/open-chains.ts'
import { demoToken } from '../demo/deployment.ts'
import { rehearse } from './balance-changes.ts'
import { deal, findAllowanceSlot, findBalanceSlot } from './find-slots.ts'
import { openSimulator } from './open-simulator.ts'
import type { Simulator } from './simulator.ts'
import { movements } from './token-transfers.ts'
import { tradeToken } from './trade-token.ts'

const ALICE: Hex = '0x00000000000000000000000000000000000a11ce'
const BOB: Hex = '0x0000000000000000000000000000000000000b0b'
const WAYS = ['simulate-v1', 'call', 'fork'] as const
const signal = new AbortController().signal

let demo: TestDemo
let chain: Chain
let block: bigint
const simulators = new Map<Simulator['kind'], Simulator>()

beforeAll(async () => {
  demo = await openTestDemo()
  chain = openChains({ use: ['demo'], rpc: {} }, { demoRpcUrl: demo.rpcUrl, demoDeployment: demo.deployment }).main
  block = await chain.client.getBlockNumber()
  for (const way of WAYS) simulators.set(way, await openSimulator(chain, signal, { ways: [way] }))
}, 180_000)
afterAll(() => demo?.stop())

const simulator = (way: Simulator['kind']) => simulators.get(way) as Simulator
const address = (symbol: string): Hex => demoToken(demo.deployment, symbol).address

function trial(symbol: string) {
  const pool = demo.deployment.pools.find(({ token0, token1 }) => token0.symbol === symbol || token1.symbol === symbol)
  if (!pool) throw new Error(`no pool of ${symbol}`)
  const [token, base] = pool.token0.symbol === symbol ? [pool.token0, pool.token1] : [pool.token1, pool.token0]
  return {
    client: chain.client,
    wrappedNative: demo.deployment.weth,
    token: token.address,
    pool: {
      address: pool.address,
      kind: pool.version === '2' ? ('pair' as const) : ('pool' as const),
      token0: pool.token0.address,
      token1: pool.token1.address,
      feePpm: pool.fee,
    },
    block,
    spend: 10n ** BigInt(base.decimals - 2),
  }
}

test('the best way that a node offers is chosen by trying', async () => {
  expect((await openSimulator(chain, signal)).kind).toBe('simulate-v1')
})

test('a node that offers less is used by what it offers, and one that offers nothing says so', async () => {
  const without =
    (methods: RegExp, parameters: number): typeof fetch =>
    async (url, init) => {
      const calls = JSON.parse(String(init?.body)) as
        | { id: number; method: string; params: unknown[] }
        | { id: number; method: string; params: unknown[] }[]
      const list = Array.isArray(calls) ? calls : [calls]
      const refused = list.filter(({ method, params }) => methods.test(method) || (method === 'eth_call' && params.length > parameters))
      if (refused.length === 0) return fetch(url, init)
      const replies = list.map(({ id }) => ({ jsonrpc: '2.0', id, error: { code: -32601, message: 'the method does not exist' } }))
      return new Response(JSON.stringify(Array.isArray(calls) ? replies : replies[0]), { headers: { 'content-type': 'application/json' } })
    }
  const open = (fetcher: typeof fetch) =>
    openChains({ use: ['demo'], rpc: {} }, { demoRpcUrl: demo.rpcUrl, demoDeployment: demo.deployment, fetch: fetcher, rounds: 1 }).main
  expect((await openSimulator(open(without(/simulateV1/, 3)), signal)).kind).toBe('call')
  expect((await openSimulator(open(without(/simulateV1/, 2)), signal)).kind).toBe('fork')
  const none = openSimulator(open(without(/simulateV1/, 2)), signal, { ways: ['simulate-v1', 'call'] })
  await expect(none).rejects.toMatchObject({ code: 'simulation_failed' })
})

describe.each(WAYS)('%s', (way) => {
  test('calls run in order on what the ones before left, and change nothing on the chain', async () => {
    const weth = demo.deployment.weth
    const deposit = encodeFunctionData({ abi: parseAbi(['function deposit() payable']), functionName: 'deposit' })
    const send = encodeFunctionData({ abi: erc20Abi, functionName: 'transfer', args: [BOB, 40n] })
    const calls = [
      { from: ALICE, to: weth, value: 100n, data: deposit },
      { from: ALICE, to: weth, data: send },
      { from: ALICE, to: weth, data: encodeFunctionData({ abi: erc20Abi, functionName: 'transfer', args: [BOB, 61n] }) },
    ]
    const watch = [
      { token: weth, owner: ALICE },
      { token: weth, owner: BOB },
      { token: 'native' as const, owner: ALICE },
    ]
    const done = await rehearse(simulator(way), { block, calls, watch, overrides: { [ALICE]: { balance: 1000n } } }, signal)
    expect(done.ok).toBe(false)
    expect(done.results.map(({ ok }) => ok)).toEqual([true, true, false])
    expect(done.changes.map(({ before, after }) => (after ?? 0n) - (before ?? 0n))).toEqual([60n, 40n, -100n])
    if (simulator(way).logs) {
      expect(movements(done.results.flatMap(({ logs }) => logs))).toEqual([
        { kind: 'transfer', token: weth, from: ALICE, to: BOB, amount: 40n },
      ])
    }
    expect(await chain.client.getBlockNumber()).toBe(block)
    expect(await chain.client.readContract({ address: weth, abi: erc20Abi, functionName: 'balanceOf', args: [BOB] })).toBe(0n)
  }, 30_000)

  test('honest, taxed and honeypot tokens are told apart, with the contract’s own words', async () => {
    const [uni, taxed, honey] = await Promise.all(
      ['UNI', 'TAXED', 'HONEY'].map((symbol) => tradeToken(simulator(way), trial(symbol), signal)),
    )
    expect(uni).toMatchObject({
      decimals: 18,
      buy: { ok: true, taxBps: 0 },
      sell: { ok: true, taxBps: 0 },
      transfer: { ok: true, taxBps: 0 },
    })
    expect(taxed).toMatchObject({ buy: { taxBps: 0 }, sell: { ok: true, taxBps: 1000 }, transfer: { taxBps: 0 } })
    expect(honey).toMatchObject({ buy: { ok: true }, sell: { ok: false, reason: 'HONEY: cooldown' }, transfer: { ok: true } })
    expect(honey?.later).toHaveLength(simulator(way).blocks ? 1 : 0)
  }, 60_000)

  test('an aborted simulation ends as cancelled', async () => {
    await expect(simulator(way).run({ block, blocks: [] }, AbortSignal.abort())).rejects.toMatchObject({ name: 'AbortError' })
  })
})

test('every token’s books are found and can be written', async () => {
  const { tokens, weth } = demo.deployment
  for (const token of [...tokens.map((one) => one.address), weth]) {
    const question = { client: chain.client, token, owner: ALICE, block }
    expect(await findBalanceSlot(question, signal), token).toBeDefined()
    expect(await findAllowanceSlot({ ...question, spender: BOB }, signal), token).toBeDefined()
    const overrides = await deal({ ...question, amount: 12_345n, spender: BOB }, signal)
    const take = encodeFunctionData({ abi: erc20Abi, functionName: 'transferFrom', args: [ALICE, BOB, 12_345n] })
    const watch = [{ token, owner: BOB }]
    const done = await rehearse(
      simulator('simulate-v1'),
      { block, calls: [{ from: BOB, to: token, data: take }], watch, overrides: overrides ?? {} },
      signal,
    )
    expect(done.ok, `${token} ${done.reason}`).toBe(true)
    expect(done.changes[0]?.after).toBe(12_345n)
  }
}, 60_000)

test('a contract without books gives none', async () => {
  const question = { client: chain.client, token: demo.deployment.v2.factory, owner: ALICE, block }
  expect(await findBalanceSlot(question, signal)).toBeUndefined()
})

test('a token whose pool gives out nothing is seen at the purchase', async () => {
  const request = trial('UNI')
  const done = await tradeToken(simulator('simulate-v1'), { ...request, pool: { ...request.pool, address: address('UNI') } }, signal)
  expect(done.buy.ok).toBe(false)
  expect(done.sell).toMatchObject({ ok: false, reason: expect.stringContaining('not tried') })
})
