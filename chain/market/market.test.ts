import fc from 'fast-check'
import type { Hex } from 'viem'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'
import type { Amm } from '../../routing/amm.ts'
import { AMMS, ammOf, type Pool } from '../../routing/amms/index.ts'
import type { PoolBase } from '../../routing/pool.ts'
import { openTestDemo, type TestDemo } from '../../test/kits/demo.ts'
import { type NodeClient, nodeClient, sendAs } from '../../test/kits/universal-router.ts'
import type { Chain } from '../clients/chains.ts'
import { openChains } from '../clients/open-chains.ts'
import { demoToken } from '../demo/deployment.ts'
import { mintV3 } from '../demo/liquidity.ts'
import { deal } from '../simulate/find-slots.ts'
import { prepare } from '../transactions/prepare.ts'
import { gasNow } from './gas-now.ts'
import { identify, type Known } from './identity.ts'
import { loadPools } from './load-pools.ts'
import type { Market, Snapshot } from './market.ts'
import { openMarket } from './open-market.ts'
import { openTokenGate } from './token-gate.ts'

const KINDS = AMMS as unknown as readonly Amm[]
const WALLET: Hex = '0x00000000000000000000000000000000000c0ffe'
const signal = new AbortController().signal

let demo: TestDemo
let node: NodeClient
let at: Hex

beforeAll(async () => {
  demo = await openTestDemo()
  node = nodeClient(demo.rpcUrl)
  await node.setBalance({ address: WALLET, value: 10n ** 24n })
}, 180_000)
afterAll(() => demo?.stop())
beforeEach(async () => {
  at = await node.snapshot()
})
afterEach(() => node.revert({ id: at }))

const open = (change: Partial<Chain> = {}, fetcher?: typeof fetch) => {
  const options = { demoRpcUrl: demo.rpcUrl, demoDeployment: demo.deployment, ...(fetcher ? { fetch: fetcher, backoffMs: 5 } : {}) }
  const chain = { ...openChains({ use: ['demo'], rpc: {} }, options).main, ...change }
  return { chain, market: openMarket({ chains: { all: [chain], main: chain, get: () => chain }, warehouse: undefined, kinds: KINDS }) }
}

const key = (symbol: string): string => (symbol === 'ETH' ? 'native' : demoToken(demo.deployment, symbol).address)
const ASKED = ['ETH', 'USDC', 'UNI', 'PEPE', 'WBTC', 'DAI', 'LINK', 'TAXED', 'HONEY']
const take = (market: Market, tokens = ASKED): Promise<Snapshot> => market.snapshot({ chain: 31_337, tokens: tokens.map(key), signal })

/** States by pool, without the block, which every snapshot renews. */
const states = ({ pools }: Snapshot) => new Map(pools.map(({ block: _, ...pool }: PoolBase) => [pool.id, pool]))

/** A swap of a random size through a random pool. */
async function trade(pool: (typeof demo.deployment.pools)[number], share: number): Promise<void> {
  const { chain } = open()
  const block = await node.getBlockNumber()
  const { token0, token1, version, fee, address } = pool
  const amount = BigInt(Math.floor(10 ** token0.decimals * share)) + 1n
  const overrides = await deal({ client: chain.client, token: token0.address, owner: WALLET, block, amount }, signal)
  for (const [where, { slots }] of Object.entries(overrides ?? {}))
    for (const [index, value] of Object.entries(slots ?? {}))
      await node.setStorageAt({ address: where as Hex, index: index as Hex, value: value as Hex })
  const leg = {
    pool: address,
    kind: version === '2' ? 'constant-product' : 'concentrated',
    dex: `uniswap v${version}`,
    tokenIn: token0.address,
    tokenOut: token1.address,
    amountIn: amount,
    amountOut: 0n,
    crossings: 0,
  }
  const quote = { tokenIn: token0.address, tokenOut: token1.address, exact: 'in' as const, amountIn: amount, amountOut: 0n, legs: [leg] }
  const pools = new Map([[address as string, { kind: leg.kind, id: address, tokens: [], feePpm: fee } as PoolBase]])
  const deadline = Math.floor(Date.now() / 1000) + 86_400 * 30
  const prepared = prepare({
    chain: chain.id,
    wrappedNative: chain.wrappedNative,
    quote,
    pools,
    recipient: WALLET,
    slippageBps: 1,
    deadline,
  })
  for (const tx of [...(prepared?.approvals ?? []), ...(prepared?.swaps ?? [])]) await sendAs(node, WALLET, tx).catch(() => undefined)
}

test('the factories’ pools of a pair are found without an index, each sound, all at one block', async () => {
  const { market } = open()
  const snapshot = await take(market)
  const symbols = new Set(['WETH', ...ASKED])
  const wanted = demo.deployment.pools.filter(({ token0, token1 }) => symbols.has(token0.symbol) && symbols.has(token1.symbol))
  const found = snapshot.pools.filter(({ kind }) => kind !== 'wrap').map(({ id }) => id)
  expect(found.sort()).toEqual(wanted.map(({ address }) => address).sort())
  for (const pool of snapshot.pools as Pool[]) {
    expect(ammOf(pool)?.flaw(pool), pool.id).toBeUndefined()
    if (pool.kind !== 'wrap') expect(pool.block).toBe(Number(snapshot.block))
  }
  expect(snapshot.leftOut).toEqual([])
  expect((await node.getBlock({ blockNumber: snapshot.block })).hash).toBe(snapshot.hash)
}, 60_000)

test('after any trades, what the events tell is what reading everything anew tells', async () => {
  const live = open().market
  await take(live)
  const property = fc.asyncProperty(
    fc.array(fc.record({ pool: fc.nat(16), share: fc.double({ min: 0.0001, max: 20, noNaN: true }) }), { minLength: 1, maxLength: 4 }),
    async (trades) => {
      for (const { pool, share } of trades) await trade(demo.deployment.pools[pool] as (typeof demo.deployment.pools)[number], share)
      const [followed, fresh] = [await take(live), await take(open().market)]
      expect(followed.block).toBe(fresh.block)
      expect(states(followed)).toEqual(states(fresh))
    },
  )
  await fc.assert(property, { numRuns: 8, verbose: 1 })
}, 120_000)

test('new liquidity is seen, and only the pools that changed are named', async () => {
  const live = open().market
  await take(live)
  const pool = demo.deployment.pools.find(({ version, fee }) => version === '3' && fee === 3000) as (typeof demo.deployment.pools)[number]
  const before = await take(live)
  expect(before.changed).toEqual([])
  const { chain } = open()
  const block = await node.getBlockNumber()
  for (const { address } of [pool.token0, pool.token1]) {
    const overrides = await deal({ client: chain.client, token: address, owner: WALLET, block, amount: 10n ** 30n }, signal)
    for (const [where, { slots }] of Object.entries(overrides ?? {}))
      for (const [index, value] of Object.entries(slots ?? {}))
        await node.setStorageAt({ address: where as Hex, index: index as Hex, value: value as Hex })
  }
  const seconds = Number((await node.getBlock()).timestamp)
  for (const tx of mintV3(demo.deployment, { pool, from: WALLET, usd: 50_000, seconds, reach: 1.3 }))
    await sendAs(node, WALLET, { to: tx.to as Hex, data: tx.data as Hex })
  const after = await take(live)
  expect(after.changed).toEqual([pool.address])
  expect(states(after)).toEqual(states(await take(open().market)))
}, 60_000)

test('blocks that are taken back are forgotten', async () => {
  const live = open().market
  const first = await node.snapshot()
  await trade(demo.deployment.pools[0] as (typeof demo.deployment.pools)[number], 3)
  await take(live)
  await node.revert({ id: first })
  await trade(demo.deployment.pools[3] as (typeof demo.deployment.pools)[number], 0.2)
  await trade(demo.deployment.pools[5] as (typeof demo.deployment.pools)[number], 7)
  await trade(demo.deployment.pools[1] as (typeof demo.deployment.pools)[number], 1)
  expect(states(await take(live))).toEqual(states(await take(open().market)))
}, 60_000)

test('without Multicall3 the same is read in batches', async () => {
  const { chain } = open()
  const { multicall3: _, ...rest } = chain
  const bare = openMarket({ chains: { all: [rest], main: rest, get: () => rest }, warehouse: undefined, kinds: KINDS })
  expect(states(await take(bare))).toEqual(states(await take(open().market)))
}, 60_000)

test('a pair that was never asked for takes two round trips, and as many more as it must where state overrides are unknown', async () => {
  const posts: string[] = []
  const counting: typeof fetch = async (url, init) => {
    posts.push(String(init?.body))
    return fetch(url, init)
  }
  const quick = await take(open({}, counting).market, ['ETH', 'USDC'])
  // The first asks the endpoint for its chain, once in its life.
  expect(posts).toHaveLength(3)
  const plain: typeof fetch = async (url, init) => {
    const calls = JSON.parse(String(init?.body)) as { id: number; params?: unknown[] } | { id: number; params?: unknown[] }[]
    const list = Array.isArray(calls) ? calls : [calls]
    if (list.every(({ params }) => (params?.length ?? 0) < 3)) return fetch(url, init)
    const replies = list.map(({ id }) => ({ jsonrpc: '2.0', id, error: { code: -32602, message: 'too many arguments, want at most 2' } }))
    return new Response(JSON.stringify(Array.isArray(calls) ? replies : replies[0]), { headers: { 'content-type': 'application/json' } })
  }
  expect(states(await take(open({}, plain).market, ['ETH', 'USDC']))).toEqual(states(quick))
}, 60_000)

describe('an endpoint that', () => {
  test('limits requests slows the answer down, is named, and costs no pool', async () => {
    let count = 0
    const limited: typeof fetch = async (url, init) => {
      count++
      // Three refusals: fewer than the rounds of one call, however calls side by side share them.
      if (count % 2 === 0 && count <= 6) return new Response('slow down', { status: 429, headers: { 'retry-after': '0' } })
      return fetch(url, init)
    }
    const said: string[] = []
    const { market } = open({}, limited)
    const snapshot = await market.snapshot({ chain: 31_337, tokens: ASKED.map(key), signal, progress: (message) => said.push(message) })
    expect(states(snapshot)).toEqual(states(await take(open().market)))
    expect(count).toBeGreaterThan(1)
    expect(snapshot.slowed).toEqual([expect.stringMatching(/127\.0\.0\.1.*slow down/)])
    expect(said).toEqual([expect.stringMatching(/^Waiting: /)])
  }, 60_000)

  test('fails in the middle gives no snapshot, and the next one is whole', async () => {
    let [count, broken] = [0, true]
    const failing: typeof fetch = async (url, init) => {
      count++
      if (broken && count > 2) throw new TypeError('the network is gone')
      return fetch(url, init)
    }
    const { market } = open({}, failing)
    await expect(take(market)).rejects.toMatchObject({ code: 'rpc_failed' })
    broken = false
    // The client leaves an endpoint alone for a while that has failed many times.
    const whole = await vi.waitFor(() => take(market), { timeout: 20_000, interval: 300 })
    expect(states(whole)).toEqual(states(await take(open().market)))
  }, 60_000)
})

test('a pool of which a window was read gives what the whole pool gives inside it, and nothing beyond', async () => {
  const { chain } = open()
  const pool = demo.deployment.pools.find(({ version, fee }) => version === '3' && fee === 500) as (typeof demo.deployment.pools)[number]
  const facts = {
    address: pool.address,
    project: 'uniswap',
    version: '3',
    token0: pool.token0.address,
    token1: pool.token1.address,
    feeBps: 5,
    tickSpacing: 10,
    found: 'index' as const,
  }
  const known = identify(facts) as Known
  const kinds = new Map(KINDS.map((amm) => [amm.kind, amm]))
  const block = await node.getBlockNumber()
  const read = async (reach: number) => {
    const one = { ...known, identity: { ...known.identity, fixed: { ...known.identity.fixed, reach } } }
    const loaded = (await loadPools([one], { target: chain, kinds, block, signal })).get(pool.address)
    if (typeof loaded !== 'object') throw new Error(String(loaded))
    return loaded
  }
  const [whole, part] = [await read(10_000), await read(1)]
  expect(whole.window).toBeUndefined()
  expect(part.window).toBeDefined()
  const amm = ammOf(whole.pool) as Amm
  for (const tokenIn of [0, 1]) {
    const swap = { tokenIn, tokenOut: 1 - tokenIn }
    let [same, refused] = [0, 0]
    for (let size = 0; size < 60; size++) {
      const amount = BigInt(Math.floor(2.4 ** size)) + 1n
      const [a, b] = [amm.out(whole.pool, swap, amount), amm.out(part.pool, swap, amount)]
      if (b) expect(b.amountOut).toBe(a?.amountOut)
      if (b) same++
      else if (a) refused++
    }
    expect(same).toBeGreaterThan(10)
    expect(refused).toBeGreaterThan(0)
  }
}, 60_000)

test('gas on a rollup carries what publishing a swap costs', async () => {
  const { chain } = open()
  const block = await node.getBlockNumber()
  const question = { block, baseFee: 10n ** 9n }
  expect((await gasNow({ chain, ...question })).dataFeeWei).toBe(0n)
  // Contracts of two words: they answer a fixed number, and three of them, whatever is asked.
  await node.setCode({ address: '0x420000000000000000000000000000000000000f', bytecode: '0x6201e24060005260206000f3' })
  await node.setCode({
    address: '0x00000000000000000000000000000000000000c8',
    bytecode: '0x61271060005260646020526007604052606060 00f3'.replace(' ', '') as Hex,
  })
  const now = await node.getBlockNumber()
  expect((await gasNow({ chain: { id: 8453, client: chain.client }, ...question, block: now })).dataFeeWei).toBe(123_456n)
  expect((await gasNow({ chain: { id: 42_161, client: chain.client }, ...question, block: now })).dataFeeWei).toBe(1_000_000n)
})

test('the gate tells clean, taxed and unsafe tokens apart, with reasons, and remembers for a while', async () => {
  const { chain, market } = open()
  const { pools, block } = await take(market)
  const gate = openTokenGate({ kinds: KINDS })
  const check = (symbol: string) => gate.check({ chain, token: key(symbol) as Hex, pools, block }, signal)
  expect(await check('UNI')).toMatchObject({ state: 'clean', decimals: 18, reasons: [] })
  expect(await check('USDC')).toMatchObject({ state: 'clean', decimals: 6 })
  expect(await check('TAXED')).toMatchObject({
    state: 'taxed',
    sellTaxBps: 1000,
    buyTaxBps: 0,
    reasons: [expect.stringContaining('10 % of every sale')],
  })
  const honey = await check('HONEY')
  expect(honey).toMatchObject({ state: 'unsafe', reasons: [expect.stringContaining('HONEY: cooldown')] })
  expect(await check('HONEY')).toBe(honey)
  expect(await gate.check({ chain, token: key('MOON') as Hex, pools, block }, signal)).toMatchObject({ state: 'untried' })
}, 60_000)

test('pools of the index that are none, or lie, are left out with a reason and cost the others nothing', async () => {
  const codes: Record<string, Hex> = {
    '0x00000000000000000000000000000000000bad01': '0x00',
    '0x00000000000000000000000000000000000bad02': '0x60006000fd',
    '0x00000000000000000000000000000000000bad03': '0x5b600056',
    '0x00000000000000000000000000000000000bad04': '0x7fffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff60005260206000f3',
    '0x00000000000000000000000000000000000bad05': '0x60606000f3',
  }
  const wallet = '0x00000000000000000000000000000000000bad06'
  for (const [address, bytecode] of Object.entries(codes)) await node.setCode({ address: address as Hex, bytecode })
  const pair = [key('USDC'), demo.deployment.weth].sort()
  const rows = [...Object.keys(codes), wallet].flatMap((address) => [
    [address, 'uniswap', '2', ...pair, 30, null],
    [`${address.slice(0, -2)}f${address.slice(-1)}`, 'uniswap', '3', ...pair, 5, 10],
    [`${address.slice(0, -2)}e${address.slice(-1)}`, 'camelot', '2', ...pair, null, null],
  ])
  for (const [address, bytecode] of Object.entries(codes))
    await node.setCode({ address: `${address.slice(0, -2)}f${address.slice(-1)}` as Hex, bytecode })
  const warehouse = { query: async () => ({ columns: [], rows, truncated: false, ms: 0 }) }
  const { chain, market } = open()
  const hostile = openMarket({ chains: { all: [chain], main: chain, get: () => chain }, warehouse, kinds: KINDS })
  const snapshot = await take(hostile, ['ETH', 'USDC'])
  const honest = await take(market, ['ETH', 'USDC'])
  const known = new Set(honest.pools.map(({ id }) => id))
  expect(snapshot.pools.filter(({ id }) => known.has(id)).map(({ id }) => id)).toEqual(honest.pools.map(({ id }) => id))
  // What can be read at all must be flawed in the engine's eyes, so that no quote comes from it.
  for (const pool of snapshot.pools.filter(({ id }) => !known.has(id)) as Pool[]) expect(ammOf(pool)?.flaw(pool), pool.id).toBeDefined()
  for (const { detail, reason } of snapshot.leftOut) {
    expect(detail).toMatch(/\w{3}.*\.$/)
    expect(['unread', 'kind']).toContain(reason)
  }
  expect(snapshot.leftOut.length).toBeGreaterThanOrEqual(12)
}, 60_000)

test('following keeps the pools at the head by itself', async () => {
  const { market } = open()
  await take(market)
  const heard = new Promise<Snapshot>((resolve) => {
    const stop = market.follow(31_337, (snapshot) => {
      if (snapshot.changed.length === 0) return
      stop()
      resolve(snapshot)
    })
  })
  await new Promise((done) => setTimeout(done, 300))
  await trade(demo.deployment.pools[0] as (typeof demo.deployment.pools)[number], 1)
  const snapshot = await heard
  expect(snapshot.changed).toContain(demo.deployment.pools[0]?.address)
  await market.stop()
}, 60_000)
