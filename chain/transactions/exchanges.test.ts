import fc from 'fast-check'
import type { Hex } from 'viem'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Amm } from '../../routing/amm.ts'
import { AMMS, type Pool } from '../../routing/amms/index.ts'
import { findRoute } from '../../routing/find-route.ts'
import { buildGraph, type Graph } from '../../routing/graph/graph.ts'
import type { Quote } from '../../routing/quote.ts'
import { openTestDemo, type TestDemo } from '../../test/kits/demo.ts'
import { deployExchanges, type Exchanges, endow, hasBalancer, holding } from '../../test/kits/exchanges.ts'
import {
  deployedRouter,
  deployUniversalRouter,
  type NodeClient,
  nodeClient,
  ROUTER_HINT,
  sendAs,
} from '../../test/kits/universal-router.ts'
import type { Chain } from '../clients/chains.ts'
import { openChains } from '../clients/open-chains.ts'
import { demoToken } from '../demo/deployment.ts'
import type { Snapshot } from '../market/market.ts'
import { openMarket } from '../market/open-market.ts'
import { expectDelivered } from './delivered.case.ts'
import { prepare } from './prepare.ts'
import type { Prepared, UnsignedTx } from './transaction.ts'
import { executable, groupsOf, type Universal, type Venues } from './venues.ts'

const WALLET: Hex = '0x00000000000000000000000000000000000c0ffe'
const signal = new AbortController().signal
const SYMBOLS = ['ETH', 'WETH', 'USDC', 'DAI', 'WBTC', 'UNI', 'LINK', 'PEPE'] as const
const UNISWAP = ['uniswap v2', 'uniswap v3', 'uniswap v4']

let demo: TestDemo
let node: NodeClient
let chain: Chain
let exchanges: Exchanges
let venues: Venues
/** The Universal Router of the version on the chains, where its package is installed. */
let older: Universal | undefined
let snapshot: Snapshot
let graph: Graph

const key = (symbol: string): string =>
  symbol === 'ETH' ? 'native' : symbol === 'SHARE' ? (exchanges.pools.vault as string) : demoToken(demo.deployment, symbol).address

beforeAll(async () => {
  demo = await openTestDemo()
  node = nodeClient(demo.rpcUrl)
  chain = openChains({ use: ['demo'], rpc: {} }, { demoRpcUrl: demo.rpcUrl, demoDeployment: demo.deployment }).main
  const open = () =>
    openMarket({
      chains: { all: [chain], main: chain, get: () => chain },
      warehouse: undefined,
      kinds: AMMS as unknown as readonly Amm[],
      exchanges: () => exchanges?.list ?? [],
    })
  const take = (tokens: readonly string[]) => open().snapshot({ chain: chain.id, tokens, signal })
  graph = buildGraph((await take(SYMBOLS.map(key))).pools as Pool[])
  const worth = (symbol: string): bigint => {
    if (/^W?ETH$/.test(symbol)) return 10n ** 18n
    return (findRoute(graph, { tokenIn: 'native', tokenOut: key(symbol), amount: 10n ** 16n, exact: 'in' }) as Quote).amountOut * 100n
  }
  exchanges = await deployExchanges({ node, deployment: demo.deployment, worth })
  const { manager } = exchanges
  const { universal } = await deployUniversalRouter(demo.rpcUrl, demo.deployment, { manager })
  const file = deployedRouter()
  if (file) older = (await deployUniversalRouter(demo.rpcUrl, demo.deployment, { manager, file })).universal
  else console.warn(`Skipped: the Universal Router that stands on the chains is not installed (${ROUTER_HINT})`)
  const pairs = exchanges.list.flatMap((one) =>
    one.kind === 'solidly' ? [[one.dex, { router: exchanges.pairRouter, factory: one.factory }]] : [],
  )
  venues = {
    ...(universal ? { universal } : {}),
    routers: {},
    pairs: Object.fromEntries(pairs),
    ...(exchanges.vault ? { vault: exchanges.vault } : {}),
  }
  snapshot = await take([...SYMBOLS.map(key), exchanges.pools.vault as string])
  graph = buildGraph(snapshot.pools as Pool[])
  await node.setBalance({ address: WALLET, value: 10n ** 26n })
}, 300_000)
afterAll(() => demo?.stop())

const terms = (quote: Quote, slippageBps = 50) => ({
  chain: chain.id,
  wrappedNative: chain.wrappedNative,
  quote,
  pools: new Map(snapshot.pools.map((pool) => [pool.id, pool])),
  recipient: WALLET,
  slippageBps,
  deadline: snapshot.time + 86_400,
})

interface Asked {
  from: string
  to: string
  amount: bigint
  exact: 'in' | 'out'
}

const route = ({ from, to, amount, exact }: Asked, allow: readonly string[]) =>
  findRoute(graph, {
    tokenIn: key(from),
    tokenOut: key(to),
    amount,
    exact,
    gas: { priceWei: 0n },
    filter: { allow: [...allow, chain.wrappedNative.toLowerCase()] },
  })

/** So many whole native coins' worth of a token. */
function worthOf(symbol: string, coins: number): bigint {
  const amount = BigInt(Math.floor(coins * 1e9)) * 10n ** 9n
  if (/^W?ETH$/.test(symbol)) return amount
  const quote = findRoute(graph, { tokenIn: 'native', tokenOut: key(symbol), amount: 10n ** 15n, exact: 'in' }) as Quote
  return (quote.amountOut * amount) / 10n ** 15n + 1n
}

/** Sends everything as the wallet would, from the state of the quote: what it paid and got, gas apart, and what stayed in the contracts. */
async function execute(quote: Quote, { approvals, swaps, maximumIn }: Prepared) {
  const at = await node.snapshot()
  try {
    if (quote.tokenIn !== 'native') await endow(node, { token: quote.tokenIn as Hex, owner: WALLET, amount: maximumIn })
    const before = await Promise.all([quote.tokenIn, quote.tokenOut].map((token) => holding(node, token, WALLET)))
    let gas = 0n
    for (const tx of [...approvals, ...swaps]) {
      const receipt = await sendAs(node, WALLET, tx)
      gas += receipt.gasUsed * receipt.effectiveGasPrice
    }
    const after = await Promise.all([quote.tokenIn, quote.tokenOut].map((token) => holding(node, token, WALLET)))
    const tokens = [...new Set(['native', quote.tokenIn, ...quote.legs.map((leg) => leg.tokenOut)])]
    const left = await Promise.all(tokens.map((token) => holding(node, token, swaps[0]?.to as Hex)))
    const fees = (token: string) => (token === 'native' ? gas : 0n)
    return {
      paid: (before[0] as bigint) - (after[0] as bigint) - fees(quote.tokenIn),
      got: (after[1] as bigint) - (before[1] as bigint) + fees(quote.tokenOut),
      router: left.reduce((sum, amount) => sum + amount, 0n),
    }
  } finally {
    await node.revert({ id: at })
  }
}

const questions = fc.record({
  pair: fc.shuffledSubarray([...SYMBOLS], { minLength: 2, maxLength: 2 }).filter((pair) => !pair.every((one) => /ETH$/.test(one))),
  coins: fc.double({ min: -3, max: 2.5, noNaN: true }).map((power) => 10 ** power),
  exact: fc.constantFrom('in' as const, 'in' as const, 'out' as const),
})

test('a hundred routes over Uniswap V2, V3 and V4 deliver what was promised, to the wei, and leave nothing behind', async () => {
  const seen = { v4: 0, native: 0, wrapped: 0, done: 0 }
  const property = fc.asyncProperty(questions, async ({ pair, coins, exact }) => {
    const [from = '', to = ''] = pair
    const quote = route({ from, to, amount: worthOf(exact === 'in' ? from : to, coins), exact }, UNISWAP)
    if ('reason' in quote) return
    // Both versions of the router in turn, where both are there.
    const universal = older && seen.done % 2 === 1 ? older : venues.universal
    const prepared = prepare(terms(quote), { ...venues, ...(universal ? { universal } : {}) }) as Prepared
    expect(prepared.way).toBe('universal-router')
    const { paid, got, router } = await execute(quote, prepared)
    expect({ paid, router }).toEqual({ paid: quote.amountIn, router: 0n })
    expectDelivered(quote, got)
    const v4 = quote.legs.filter(({ kind }) => kind === 'uniswap-v4')
    seen.done++
    if (v4.length > 0) seen.v4++
    if (v4.some(({ tokenIn }) => tokenIn === 'native')) seen.native++
    if (v4.length > 0 && quote.legs.some(({ kind }) => kind === 'wrap')) seen.wrapped++
  })
  await fc.assert(property, { numRuns: 120, verbose: 1 })
  expect(seen.done).toBeGreaterThanOrEqual(100)
  expect(Math.min(seen.v4, seen.native, seen.wrapped), JSON.stringify(seen)).toBeGreaterThanOrEqual(3)
}, 400_000)

test('routes over every exchange are carried out by one call or several, and deliver what was promised', async () => {
  const ways = new Set<string>()
  const kinds = new Set<string>()
  const places = fc.constantFrom<readonly string[]>(['curve'], ['aerodrome'], ['balancer v2'], executable({ ...venues }))
  const ends = fc.constantFrom(
    ['USDC', 'DAI'],
    ['DAI', 'USDC'],
    ['ETH', 'UNI'],
    ['UNI', 'ETH'],
    ['WBTC', 'ETH'],
    ['ETH', 'LINK'],
    ['USDC', 'SHARE'],
    ['SHARE', 'DAI'],
    ['DAI', 'UNI'],
  )
  const property = fc.asyncProperty(ends, questions, places, async ([from = '', to = ''], { coins }, allow) => {
    const quote = route({ from, to, amount: worthOf(from, Math.min(coins, 20)), exact: 'in' }, allow)
    if ('reason' in quote) return
    const prepared = prepare(terms(quote), venues)
    if (!prepared) return
    const { paid, got } = await execute(quote, prepared)
    const last = quote.legs.filter(({ tokenOut }) => tokenOut === quote.tokenOut)
    const vault = last.some(({ kind }) => kind === 'erc4626')
    const shares = vault && to === 'SHARE'
    const told = { got, kinds: quote.legs.map(({ kind }) => kind) }
    // Shares are minted by number: the least of them, and the rest of the asset stays.
    expect(told).toMatchObject({ got: shares ? prepared.minimumOut : quote.amountOut })
    if (!shares) expect(paid).toBe(quote.amountIn)
    else expect(Number(quote.amountOut - got) / Number(quote.amountOut)).toBeLessThanOrEqual(1.01e-4)
    ways.add(prepared.way)
    for (const { kind } of quote.legs) kinds.add(kind)
    expect(prepared.unguarded === true).toBe(vault && !shares)
  })
  await fc.assert(property, { numRuns: 90, verbose: 1 })
  // Whether the best way is ever Uniswap's alone depends on the market's day; its router has a test of its own above.
  for (const way of ['router', 'steps']) expect([...ways]).toContain(way)
  for (const kind of ['solidly', 'curve-stable', 'erc4626', ...(hasBalancer() ? ['balancer-weighted'] : [])])
    expect([...kinds]).toContain(kind)
}, 400_000)

test('each call keeps its minimum: after the price moved further than the tolerance it fails and costs only gas', async () => {
  for (const [from, to, allow] of [
    ['ETH', 'USDC', ['uniswap v4']],
    ['USDC', 'DAI', ['curve']],
    ['WETH', 'UNI', ['aerodrome']],
    ...(hasBalancer() ? [['WBTC', 'WETH', ['balancer v2']]] : []),
  ] as [string, string, string[]][]) {
    const at = await node.snapshot()
    const quote = route({ from, to, amount: worthOf(from, 2), exact: 'in' }, allow) as Quote
    const other = route({ from, to, amount: worthOf(from, 200), exact: 'in' }, allow) as Quote
    const [mine, moved] = [prepare(terms(quote, 5), venues) as Prepared, prepare(terms(other, 5000), venues) as Prepared]
    if (quote.tokenIn !== 'native')
      await endow(node, { token: quote.tokenIn as Hex, owner: WALLET, amount: mine.maximumIn + moved.maximumIn })
    for (const tx of [...moved.approvals, ...moved.swaps, ...mine.approvals]) await sendAs(node, WALLET, tx)
    const before = await holding(node, quote.tokenIn, WALLET)
    await expect(sendAs(node, WALLET, mine.swaps[0] as UnsignedTx), allow[0]).rejects.toThrow(/reverted/)
    expect(before - (await holding(node, quote.tokenIn, WALLET))).toBeLessThan(10n ** 17n)
    await node.revert({ id: at })
  }
}, 120_000)

test('the exchanges that can be used are named, and V4 only where a Universal Router stands', () => {
  expect(groupsOf(venues)).toContainEqual({ exchanges: UNISWAP, single: false })
  expect(executable({ routers: { 'uniswap v2': WALLET } })).toEqual(['uniswap v2', 'curve', 'erc-4626'])
})
