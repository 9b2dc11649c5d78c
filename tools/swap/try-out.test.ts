import type { Hex } from 'viem'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Snapshot } from '../../chain/market/market.ts'
import { prepare } from '../../chain/transactions/prepare.ts'
import type { Prepared, UnsignedTx } from '../../chain/transactions/transaction.ts'
import type { Venues } from '../../chain/transactions/venues.ts'
import type { Pool } from '../../routing/amms/index.ts'
import { findRoute } from '../../routing/find-route.ts'
import { buildGraph } from '../../routing/graph/graph.ts'
import type { Quote } from '../../routing/quote.ts'
import { deployUniversalRouter, nodeClient, sendAs } from '../../test/kits/universal-router.ts'
import { coinOf } from './coin.ts'
import { servicesOf } from './services.ts'
import { openSwapMarket, type SwapMarket } from './testing/market.case.ts'
import { missingApprovals, readPurse, STAND_IN, tryOut } from './try-out.ts'

const WALLET: Hex = '0x00000000000000000000000000000000000c0ffe'
const signal = new AbortController().signal
let market: SwapMarket
let venues: Venues
let snapshot: Snapshot

beforeAll(async () => {
  market = await openSwapMarket()
  venues = await deployUniversalRouter(market.demo.rpcUrl, market.demo.deployment)
  const { market: live } = servicesOf(market.context().handles)
  snapshot = await live.snapshot({ chain: market.chain.id, tokens: ['native', market.key('USDC'), market.key('UNI')], signal })
}, 180_000)
afterAll(() => market?.close())

const swap = async (tokenIn: string, tokenOut: string, amount: bigint) => {
  const { chain, resolve } = market
  const [from, to] = [await coinOf(tokenIn, chain, resolve), await coinOf(tokenOut, chain, resolve)]
  const quote = findRoute(buildGraph(snapshot.pools as Pool[]), { tokenIn: from.key, tokenOut: to.key, amount, exact: 'in' }) as Quote
  const pools = new Map(snapshot.pools.map((pool) => [pool.id, pool]))
  const make = (recipient: Hex) =>
    prepare(
      { chain: chain.id, wrappedNative: chain.wrappedNative, quote, pools, recipient, slippageBps: 50, deadline: snapshot.time + 3600 },
      venues,
    ) as Prepared
  return { chain, from, to, quote, make }
}

test('a split through Permit2 and the Universal Router is rehearsed from the first approval on, with a lent balance', async () => {
  const { chain, from, to, quote, make } = await swap('USDC', 'ETH', 3_000_000_000_000n)
  expect(quote.legs.length).toBeGreaterThan(2)
  const prepared = make(STAND_IN)
  expect(prepared.approvals.map(({ purpose }) => purpose)).toEqual(['approve', 'permit2'])
  const tried = await tryOut({ chain, prepared, from, to, wallet: STAND_IN, balance: 0n, block: snapshot.block }, signal)
  expect(tried).toMatchObject({ ok: true, lent: true, received: quote.amountOut, paid: quote.amountIn })
  expect(Number(tried?.gas)).toBeGreaterThan(150_000)
}, 60_000)

test('a wallet’s approvals are read, and only those that are missing are left', async () => {
  const node = nodeClient(market.demo.rpcUrl)
  await node.setBalance({ address: WALLET, value: 10n ** 20n })
  const { chain, from, make } = await swap('USDC', 'UNI', 5_000_000n)
  const { approvals } = make(WALLET)
  const read = async () => readPurse(chain, { wallet: WALLET, from, block: await node.getBlockNumber(), approvals })
  const before = await read()
  expect(before).toMatchObject({ balance: 0n, permit: { amount: 0n, nonce: 0 }, allowed: [{ amount: 0n, needed: 5_000_000n }] })
  expect(missingApprovals(approvals, before, snapshot.time)).toEqual(approvals)
  await sendAs(node, WALLET, approvals[0] as UnsignedTx)
  expect(missingApprovals(approvals, await read(), snapshot.time).map(({ purpose }) => purpose)).toEqual(['permit2'])
  await sendAs(node, WALLET, approvals[1] as UnsignedTx)
  expect(missingApprovals(approvals, await read(), snapshot.time)).toEqual([])
  // A permission ends.
  expect(missingApprovals(approvals, await read(), snapshot.time + 86_400)).toHaveLength(1)
}, 60_000)

test('a swap that would fail says why, in the contract’s words', async () => {
  const { chain, from, to, make } = await swap('ETH', 'USDC', 10n ** 18n)
  const prepared = make(STAND_IN)
  const { data, ...rest } = prepared.swaps[0] as UnsignedTx
  const broken = { ...prepared, swaps: [{ ...rest, data: `${data.slice(0, -8)}ffffffff` as Hex, value: 1n }] }
  const tried = await tryOut({ chain, prepared: broken, from, to, wallet: STAND_IN, balance: 0n, block: snapshot.block }, signal)
  expect(tried).toMatchObject({ ok: false, reason: expect.stringMatching(/\w/) })
}, 60_000)
