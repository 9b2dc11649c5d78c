import { encodeFunctionData, erc20Abi, type Hex } from 'viem'
import type { Chain } from '../chain/clients/chains.ts'
import { demoToken } from '../chain/demo/deployment.ts'
import type { Snapshot } from '../chain/market/market.ts'
import { openMarket } from '../chain/market/open-market.ts'
import { permit2Approve } from '../chain/transactions/permit2.ts'
import { prepare } from '../chain/transactions/prepare.ts'
import type { Order } from '../chain/transactions/transaction.ts'
import { PERMIT2, type Venues } from '../chain/transactions/venues.ts'
import type { Amm } from '../routing/amm.ts'
import { AMMS, ammOf, type Pool } from '../routing/amms/index.ts'
import { findRoute } from '../routing/find-route.ts'
import { buildGraph } from '../routing/graph/graph.ts'
import { dice } from '../routing/market.case.ts'
import type { Quote } from '../routing/quote.ts'
import type { TestDemo } from '../test/kits/demo.ts'
import { BALANCER_HINT, deployExchanges, endow, hasBalancer, holding } from '../test/kits/exchanges.ts'
import { deployUniversalRouter, type NodeClient, nodeClient, sendAs } from '../test/kits/universal-router.ts'

const WALLET: Hex = '0x00000000000000000000000000000000000c0ffe'
const SYMBOLS = ['USDC', 'DAI', 'WBTC', 'UNI', 'LINK', 'PEPE']
const signal = new AbortController().signal

export interface Exactness {
  quotes: number
  mismatches: number
  /** Quotes by kind of pool. */
  kinds: Record<string, number>
}

interface Ground {
  node: NodeClient
  chain: Chain
  venues: Venues
  snapshot: Snapshot
}

/** Puts Uniswap V4 and Balancer beside the demo's exchanges, and a wallet that may spend everything anywhere. */
async function prepareGround(demo: TestDemo, chain: Chain, log: (message: string) => void): Promise<Ground> {
  const node = nodeClient(demo.rpcUrl)
  const key = (symbol: string) => (symbol === 'ETH' ? 'native' : demoToken(demo.deployment, symbol).address)
  const take = (list: Awaited<ReturnType<typeof deployExchanges>>['list']) =>
    openMarket({
      chains: { all: [chain], main: chain, get: () => chain },
      warehouse: undefined,
      kinds: AMMS as unknown as readonly Amm[],
      exchanges: () => list,
    }).snapshot({ chain: chain.id, tokens: ['native', ...SYMBOLS.map(key)], signal })
  const graph = buildGraph((await take([])).pools as Pool[])
  const worth = (symbol: string): bigint =>
    /^W?ETH$/.test(symbol)
      ? 10n ** 18n
      : (findRoute(graph, { tokenIn: 'native', tokenOut: key(symbol), amount: 10n ** 16n, exact: 'in' }) as Quote).amountOut * 100n
  const exchanges = await deployExchanges({ node, deployment: demo.deployment, worth })
  const { universal } = await deployUniversalRouter(demo.rpcUrl, demo.deployment, { manager: exchanges.manager })
  if (!hasBalancer()) log(`skipped: weighted pools, Balancer's contracts are not installed (${BALANCER_HINT})`)
  const snapshot = await take(exchanges.list)
  const venues = { routers: {}, ...(universal ? { universal } : {}), ...(exchanges.vault ? { vault: exchanges.vault } : {}) }
  await node.setBalance({ address: WALLET, value: 10n ** 28n })
  const until = snapshot.time + 10_000_000
  for (const token of new Set(snapshot.pools.flatMap(({ tokens }) => tokens).filter((one) => one !== 'native')) as Set<Hex>) {
    await endow(node, { token, owner: WALLET, amount: 10n ** 32n })
    for (const spender of [PERMIT2, ...(exchanges.vault ? [exchanges.vault] : [])])
      await sendAs(node, WALLET, {
        to: token,
        data: encodeFunctionData({ abi: erc20Abi, functionName: 'approve', args: [spender, 2n ** 255n] }),
      })
    if (universal) await sendAs(node, WALLET, permit2Approve({ ...universal, spender: universal.router, token, amount: 2n ** 160n, until }))
  }
  return { node, chain, venues, snapshot }
}

/** A random swap through a pool as the engine quotes it; undefined where the pool refuses it. */
function quoteOf(pool: Pool, random: () => number): Quote | undefined {
  const amm = ammOf(pool) as Amm
  const tokenIn = random() < 0.5 ? 0 : 1
  const swap = { tokenIn, tokenOut: 1 - tokenIn }
  const exact = pool.kind !== 'balancer-weighted' && random() < 0.35 ? 'out' : 'in'
  const depth = amm.depth(pool)[1 - tokenIn] ?? 0
  const out = depth * 10 ** (-7 + 6.4 * random())
  const amount = BigInt(Math.floor(exact === 'out' ? out : out / amm.spot(pool, swap))) + 1n
  const fill = exact === 'in' ? amm.out(pool, swap, amount) : amm.in(pool, swap, amount)
  if (!fill) return undefined
  const { amountIn, amountOut, crossings } = fill
  const ends = { tokenIn: pool.tokens[tokenIn] as string, tokenOut: pool.tokens[1 - tokenIn] as string, amountIn, amountOut }
  const leg = { pool: pool.id, kind: pool.kind, dex: pool.dex ?? '', crossings, ...ends }
  return { exact, legs: [leg], ...ends } as unknown as Quote
}

/** What a quote's transaction really moved, on the state that it was made for. */
async function carriedOut({ node, chain, venues, snapshot }: Ground, quote: Quote): Promise<{ paid: bigint; got: bigint } | undefined> {
  const order: Order = {
    chain: chain.id,
    wrappedNative: chain.wrappedNative,
    quote,
    pools: new Map(snapshot.pools.map((pool) => [pool.id, pool])),
    recipient: WALLET,
    slippageBps: 1,
    deadline: snapshot.time + 10_000_000,
  }
  const [tx] = prepare(order, venues)?.swaps ?? []
  if (!tx) return undefined
  const at = await node.snapshot()
  const held = () => Promise.all([quote.tokenIn, quote.tokenOut].map((token) => holding(node, token, WALLET)))
  try {
    const before = await held()
    const { gasUsed, effectiveGasPrice } = await sendAs(node, WALLET, tx)
    const after = await held()
    const gas = (token: string) => (token === 'native' ? gasUsed * effectiveGasPrice : 0n)
    return {
      paid: (before[0] as bigint) - (after[0] as bigint) - gas(quote.tokenIn),
      got: (after[1] as bigint) - (before[1] as bigint) + gas(quote.tokenOut),
    }
  } catch {
    return undefined
  } finally {
    await node.revert({ id: at })
  }
}

/** Random quotes over pools of Uniswap V2, V3, V4 and Balancer's weighted pools, each carried out by the contracts' own bytecode. */
export async function exactness(
  demo: TestDemo,
  chain: Chain,
  { count, log }: { count: number; log(message: string): void },
): Promise<Exactness> {
  const ground = await prepareGround(demo, chain, log)
  const wanted = ['constant-product', 'concentrated', 'uniswap-v4', ...(hasBalancer() ? ['balancer-weighted'] : [])]
  const random = dice(1).next
  log(`exactness: ${count} quotes, seed 1`)
  const result: Exactness = { quotes: 0, mismatches: 0, kinds: {} }
  for (let turn = 0; result.quotes < count && turn < count * 4; turn++) {
    const kind = wanted[turn % wanted.length] as string
    const pools = ground.snapshot.pools.filter((pool) => pool.kind === kind) as Pool[]
    const quote = quoteOf(pools[Math.floor(random() * pools.length)] as Pool, random)
    if (!quote) continue
    const done = await carriedOut(ground, quote)
    // V2's routers give back what rounding the input up by a wei brings: an exact output then is at least what was asked.
    const enough = quote.exact === 'out' && kind === 'constant-product' && (done?.got ?? 0n) >= quote.amountOut
    const same = done?.paid === quote.amountIn && (done.got === quote.amountOut || enough)
    result.quotes++
    result.kinds[kind] = (result.kinds[kind] ?? 0) + 1
    if (same) continue
    result.mismatches++
    log(
      `differs: ${kind} ${quote.legs[0]?.pool} exact ${quote.exact}, promised ${quote.amountIn} for ${quote.amountOut}, was ${done?.paid} for ${done?.got}`,
    )
  }
  return result
}
