import fc from 'fast-check'
import { erc20Abi, type Hex } from 'viem'
import { privateKeyToAccount } from 'viem/accounts'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Amm } from '../../routing/amm.ts'
import type { Pool } from '../../routing/amms/index.ts'
import { AMMS } from '../../routing/amms/index.ts'
import { findRoute } from '../../routing/find-route.ts'
import { buildGraph } from '../../routing/graph/graph.ts'
import type { Quote } from '../../routing/quote.ts'
import { openTestDemo, type TestDemo } from '../../test/kits/demo.ts'
import { deployUniversalRouter, type NodeClient, nodeClient, permit2Address, sendAs } from '../../test/kits/universal-router.ts'
import type { Chain } from '../clients/chains.ts'
import { openChains } from '../clients/open-chains.ts'
import type { Snapshot } from '../market/market.ts'
import { openMarket } from '../market/open-market.ts'
import { deal } from '../simulate/find-slots.ts'
import { expectDelivered } from './delivered.case.ts'
import { permitTypedData } from './permit2.ts'
import { prepare } from './prepare.ts'
import type { Prepared, UnsignedTx } from './transaction.ts'
import { withPermit } from './universal-router.ts'
import { PERMIT2, type Venues, venuesOf } from './venues.ts'
import { walletLink } from './wallet-link.ts'

const WALLET: Hex = '0x00000000000000000000000000000000000c0ffe'
const signal = new AbortController().signal
const SYMBOLS = ['ETH', 'WETH', 'USDC', 'DAI', 'WBTC', 'UNI', 'LINK', 'PEPE', 'FROG'] as const

let demo: TestDemo
let chain: Chain
let node: NodeClient
let venues: Venues
let snapshot: Snapshot
let key: (symbol: string) => string

beforeAll(async () => {
  demo = await openTestDemo()
  node = nodeClient(demo.rpcUrl)
  venues = await deployUniversalRouter(demo.rpcUrl, demo.deployment)
  chain = openChains({ use: ['demo'], rpc: {} }, { demoRpcUrl: demo.rpcUrl, demoDeployment: demo.deployment }).main
  const chains = { all: [chain], main: chain, get: () => chain }
  const market = openMarket({ chains, warehouse: undefined, kinds: AMMS as unknown as readonly Amm[] })
  key = (symbol) => (symbol === 'ETH' ? 'native' : (demo.deployment.tokens.find((token) => token.symbol === symbol)?.address ?? ''))
  snapshot = await market.snapshot({ chain: chain.id, tokens: [...SYMBOLS, 'TAXED'].map(key), signal })
  await node.setBalance({ address: WALLET, value: 10n ** 24n })
}, 180_000)
afterAll(() => demo?.stop())

const held = (token: string, owner = WALLET): Promise<bigint> =>
  token === 'native'
    ? node.getBalance({ address: owner })
    : node.readContract({ address: token as Hex, abi: erc20Abi, functionName: 'balanceOf', args: [owner] })

/** Gives the wallet what the order spends, by writing it into the token's books. */
async function endow(token: string, amount: bigint, owner = WALLET): Promise<void> {
  if (token === 'native') return
  const block = await node.getBlockNumber()
  const overrides = await deal({ client: chain.client, token: token as Hex, owner, block, amount }, signal)
  for (const [address, { slots }] of Object.entries(overrides ?? {})) {
    for (const [index, value] of Object.entries(slots ?? {})) {
      await node.setStorageAt({ address: address as Hex, index: index as Hex, value: value as Hex })
    }
  }
}

const terms = (quote: Quote, slippageBps = 50) => ({
  chain: chain.id,
  wrappedNative: chain.wrappedNative,
  quote,
  pools: new Map(snapshot.pools.map((pool) => [pool.id, pool])),
  recipient: WALLET,
  slippageBps,
  deadline: snapshot.time + 86_400,
})

/** Sends everything as the wallet would, from the state of the quote; what the wallet gained and paid, gas apart. */
async function execute(quote: Quote, { approvals, swaps, maximumIn }: Prepared): Promise<{ paid: bigint; got: bigint; router: bigint }> {
  const at = await node.snapshot()
  try {
    await endow(quote.tokenIn, maximumIn)
    let gas = 0n
    const before = [await held(quote.tokenIn), await held(quote.tokenOut)] as const
    for (const tx of [...approvals, ...swaps]) {
      const receipt = await sendAs(node, WALLET, tx)
      gas += receipt.gasUsed * receipt.effectiveGasPrice
    }
    const after = [await held(quote.tokenIn), await held(quote.tokenOut)] as const
    const router = swaps[0]?.to as Hex
    const dust = await Promise.all(
      [quote.tokenIn, quote.tokenOut, ...quote.legs.map((leg) => leg.tokenOut)]
        .filter((token) => token !== 'native')
        .map((token) => node.readContract({ address: token as Hex, abi: erc20Abi, functionName: 'balanceOf', args: [router] })),
    )
    const fees = (token: string) => (token === 'native' ? gas : 0n)
    return {
      paid: before[0] - after[0] - fees(quote.tokenIn),
      got: after[1] - before[1] + fees(quote.tokenOut),
      router: [...dust, await node.getBalance({ address: router })].reduce((sum, amount) => sum + amount, 0n),
    }
  } finally {
    await node.revert({ id: at })
  }
}

const route = (question: { from: string; to: string; amount: bigint; exact: 'in' | 'out' }, allow?: readonly string[]) =>
  findRoute(buildGraph(snapshot.pools as Pool[]), {
    tokenIn: key(question.from),
    tokenOut: key(question.to),
    amount: question.amount,
    exact: question.exact,
    gas: { priceWei: 0n },
    ...(allow ? { filter: { allow: [...allow, chain.wrappedNative] } } : {}),
  })

/** About so many dollars of a token, in base units. */
const PRICES: Record<string, number> = {
  ETH: 3000,
  WETH: 3000,
  USDC: 1,
  DAI: 1,
  WBTC: 60_000,
  UNI: 8,
  LINK: 15,
  PEPE: 1e-5,
  FROG: 0.04,
  TAXED: 0.4,
}
const worth = (symbol: string, usd: number): bigint => {
  const decimals = symbol === 'ETH' ? 18 : (demo.deployment.tokens.find((token) => token.symbol === symbol)?.decimals ?? 18)
  return BigInt(Math.floor((usd / (PRICES[symbol] ?? 1)) * 10 ** Math.min(decimals, 9))) * 10n ** BigInt(Math.max(0, decimals - 9))
}

const questions = fc.record({
  pair: fc.shuffledSubarray([...SYMBOLS], { minLength: 2, maxLength: 2 }).filter((pair) => !pair.every((one) => /ETH$/.test(one))),
  usd: fc.double({ min: 1, max: 2_000_000, noNaN: true }).map((value) => 10 ** (Math.log10(value) * 1)),
  exact: fc.constantFrom('in' as const, 'in' as const, 'out' as const),
})

test('the code in the kit is the real Permit2', () => {
  expect(permit2Address().toLowerCase()).toBe(PERMIT2)
})

test('a hundred routes through Universal Router and Permit2 deliver what was promised, to the wei', async () => {
  let done = 0
  const property = fc.asyncProperty(questions, async ({ pair, usd, exact }) => {
    const [from = '', to = ''] = pair
    const quote = route({ from, to, amount: worth(exact === 'in' ? from : to, usd), exact })
    if ('reason' in quote) return
    const prepared = prepare(terms(quote), venues)
    expect(prepared?.way).toBe('universal-router')
    const { paid, got, router } = await execute(quote, prepared as Prepared)
    expect({ paid, router }).toEqual({ paid: quote.amountIn, router: 0n })
    expectDelivered(quote, got)
    done++
  })
  await fc.assert(property, { numRuns: 130, verbose: 1 })
  expect(done).toBeGreaterThanOrEqual(100)
}, 300_000)

test('a signed permission goes along with the swap, which then needs no approval of the router', async () => {
  const at = await node.snapshot()
  const account = privateKeyToAccount(`0x${'11'.repeat(32)}`)
  const wallet = account.address.toLowerCase() as Hex
  const quote = route({ from: 'USDC', to: 'UNI', amount: worth('USDC', 5000), exact: 'in' }) as Quote
  const order = { ...terms(quote), recipient: wallet }
  const { approvals, swaps } = prepare(order, venues) as Prepared
  const [approve, permit] = approvals
  const swap = swaps[0] as UnsignedTx
  await node.setBalance({ address: wallet, value: 10n ** 20n })
  await endow(quote.tokenIn, quote.amountIn, wallet)
  await sendAs(node, wallet, approve as UnsignedTx)
  const permission = {
    chain: chain.id,
    permit2: PERMIT2,
    token: quote.tokenIn as Hex,
    spender: permit?.spender as Hex,
    amount: quote.amountIn,
    until: order.deadline,
    nonce: 0,
  }
  const signature = await account.signTypedData(permitTypedData(permission))
  await expect(sendAs(node, wallet, swap)).rejects.toThrow(/reverted/)
  await sendAs(node, wallet, { ...swap, data: withPermit(swap.data, permission, signature) })
  expect(await held(quote.tokenOut, wallet)).toBe(quote.amountOut)
  await node.revert({ id: at })
}, 60_000)

test.each(['in', 'out'] as const)(
  'a price that moved further than the tolerance makes an exact %s fail, and nothing is lost',
  async (exact) => {
    for (const how of [venues, venuesOf(chain.id)]) {
      const at = await node.snapshot()
      const quote = route({ from: 'ETH', to: 'USDC', amount: worth(exact === 'in' ? 'ETH' : 'USDC', 20_000), exact }, [
        'uniswap v3',
      ]) as Quote
      const other = route({ from: 'ETH', to: 'USDC', amount: worth('ETH', 1_000_000), exact: 'in' }, ['uniswap v3']) as Quote
      const moved = prepare(terms(other, 5000), how) as Prepared
      const { swaps } = prepare(terms(quote, 10), how) as Prepared
      for (const tx of moved.swaps) await sendAs(node, WALLET, tx)
      const before = await held('native')
      await expect(sendAs(node, WALLET, swaps[0] as UnsignedTx)).rejects.toThrow(/reverted/)
      expect(before - (await held('native'))).toBeLessThan(10n ** 17n)
      await node.revert({ id: at })
    }
  },
  60_000,
)

test('calldata that is too old is refused by the contract', async () => {
  const quote = route({ from: 'ETH', to: 'USDC', amount: worth('ETH', 100), exact: 'in' }) as Quote
  for (const how of [venues, venuesOf(chain.id)]) {
    const { swaps } = prepare({ ...terms(quote), deadline: snapshot.time - 1 }, how) as Prepared
    await expect(sendAs(node, WALLET, swaps[0] as UnsignedTx)).rejects.toThrow(/reverted/)
  }
}, 60_000)

test('a taxed token is moved once by the Universal Router too', async () => {
  const token = key('TAXED')
  const amount = worth('TAXED', 1000)
  const arrives = amount - (amount * 1000n) / 10_000n
  const quote = findRoute(buildGraph(snapshot.pools as Pool[]), {
    tokenIn: token,
    tokenOut: 'native',
    amount: arrives,
    exact: 'in',
    limits: { splits: 1 },
  }) as Quote
  const paid = { ...quote, amountIn: amount, legs: quote.legs.map((leg, index) => (index === 0 ? { ...leg, amountIn: amount } : leg)) }
  const prepared = prepare({ ...terms(paid), taxed: true }, venues) as Prepared
  expect(await execute(paid, prepared)).toEqual({ paid: amount, got: quote.amountOut, router: 0n })
}, 60_000)

test('links name plain calls as EIP-681 does and carry other calldata beside the value', () => {
  const quote = route({ from: 'USDC', to: 'UNI', amount: worth('USDC', 100), exact: 'in' }) as Quote
  const { approvals, swaps } = prepare(terms(quote), venues) as Prepared
  expect(walletLink(approvals[0] as UnsignedTx, 31_337)).toBe(
    `ethereum:${key('USDC')}@31337/approve?address=${PERMIT2}&uint256=${quote.amountIn}`,
  )
  expect(walletLink(swaps[0] as UnsignedTx, 1)).toBe(`ethereum:${swaps[0]?.to}@1?value=0&data=${swaps[0]?.data}`)
})

test('plain routers deliver the same, in one transaction or several', async () => {
  const ways = new Set<string>()
  const property = fc.asyncProperty(
    questions,
    fc.constantFrom(undefined, ['uniswap v2'], ['uniswap v3']),
    async ({ pair, usd, exact }, allow) => {
      const [from = '', to = ''] = pair
      const quote = route({ from, to, amount: worth(exact === 'in' ? from : to, usd), exact }, allow)
      if ('reason' in quote) return
      const prepared = prepare(terms(quote), venuesOf(chain.id)) as Prepared
      const { paid, got } = await execute(quote, prepared)
      expect(paid).toBe(quote.amountIn)
      expectDelivered(quote, got)
      ways.add(prepared.way)
    },
  )
  await fc.assert(property, { numRuns: 40, verbose: 1 })
  expect([...ways].sort()).toEqual(['router', 'steps'])
}, 300_000)

test('a route whose exchange has no router here is not prepared', () => {
  const quote = route({ from: 'ETH', to: 'USDC', amount: 10n ** 18n, exact: 'in' }) as Quote
  expect(prepare(terms(quote), { routers: {} })).toBeUndefined()
})
