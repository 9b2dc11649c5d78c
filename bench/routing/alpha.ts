import { existsSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { ammOf, type Pool } from '../../routing/amms/index.ts'
import type { Graph } from '../../routing/graph/graph.ts'
import { swapOf } from '../../routing/pool.ts'
import { gasOf, type Outcome, type Peer } from './peers.ts'
import type { Query } from './sets.ts'

/**
 * The core of Uniswap's AlphaRouter over the same pools, offline: its own `getBestSwapRoute` combines routes of at most three hops, quoted
 * in steps of five percent, into at most seven parts. Which pools it is offered follows its defaults for Ethereum (the deepest overall, of
 * the pair, of either token, and with each base token), by our measure of depth in place of its subgraph; quotes come from our exact
 * integers in place of the quoter contract; gas from our table. Routes are of one protocol each, as its own before mixed routes.
 */
const SELECTION = {
  'constant-product': { topN: 3, topNDirectSwaps: 1, topNTokenInOut: 5, topNWithEachBaseToken: 2 },
  concentrated: { topN: 2, topNDirectSwaps: 2, topNTokenInOut: 3, topNWithEachBaseToken: 3 },
} as const
const BASES = [
  '0xa0b86991c6218b36c1d19d4a2e9eb0ce3606eb48',
  '0xdac17f958d2ee523a2206206994597c13d831ec7',
  '0x2260fac5e5542a773aa44fbcfedf7c193bc2c599',
  '0x6b175474e89094c44da98b954eedeac495271d0f',
  '0xc02aaa39b223fe8d0a0e5c4f27ead9083c756cc2',
]
const PERCENTS = Array.from({ length: 20 }, (_, at) => 5 * (at + 1))
const CONFIG = { maxSwapsPerPath: 3, minSplits: 1, maxSplits: 7, distributionPercent: 5, forceCrossProtocol: false }

/** Nobody takes a share of the output. */
const NO_PORTION = { getRouteWithQuotePortionAdjusted: (_type: unknown, routes: unknown) => routes }

interface Amount {
  quotient: { toString(): string }
}

interface Library {
  getBestSwapRoute(...args: unknown[]): Promise<{ routes: { amount: Amount; steps: readonly Step[] }[] } | null>
  fromRawAmount(token: unknown, raw: string): Amount
  Token: new (chain: number, address: string, decimals: number) => unknown
  BigNumber: { from(value: number): unknown }
}

interface Step {
  pool: Pool
  tokenIn: string
  tokenOut: string
}

function open(home: string): Library {
  const load = createRequire(join(process.cwd(), home, 'package.json'))
  const inside = '@uniswap/smart-order-router/build/main'
  // Its files import one another in circles: only this order loads.
  load('@uniswap/smart-order-router')
  const { getBestSwapRoute } = load(`${inside}/routers/alpha-router/functions/best-swap-route.js`) as Library
  const { CurrencyAmount } = load(`${inside}/util/amounts.js`) as { CurrencyAmount: { fromRawAmount: Library['fromRawAmount'] } }
  const nested = createRequire(load.resolve(`${inside}/index.js`))
  const { Token } = nested('@uniswap/sdk-core') as Pick<Library, 'Token'>
  const { BigNumber } = nested('@ethersproject/bignumber') as Pick<Library, 'BigNumber'>
  return { getBestSwapRoute, fromRawAmount: (token, raw) => CurrencyAmount.fromRawAmount(token, raw), Token, BigNumber }
}

/** The pools of one protocol that it would load for a question. */
function candidates(graph: Graph, kind: keyof typeof SELECTION, { tokenIn, tokenOut }: Query): Pool[] {
  const rules = SELECTION[kind]
  const ranked = graph.pools
    .map((pool, at) => ({ pool, depth: graph.depth[at] as number, usable: graph.usable[at] === 1 }))
    .filter(({ pool, usable }) => usable && pool.kind === kind)
    .sort((a, b) => b.depth - a.depth)
    .map(({ pool }) => pool)
  const holds = (pool: Pool, ...tokens: string[]): boolean => tokens.every((token) => (pool.tokens as readonly string[]).includes(token))
  const best = (count: number, fits: (pool: Pool) => boolean): Pool[] => ranked.filter(fits).slice(0, count)
  const bases = BASES.flatMap((base) =>
    [tokenIn, tokenOut].flatMap((end) => best(rules.topNWithEachBaseToken, (pool) => holds(pool, base, end))),
  )
  return [
    ...new Set([
      ...best(rules.topN, () => true),
      ...best(rules.topNDirectSwaps, (pool) => holds(pool, tokenIn, tokenOut)),
      ...best(rules.topNTokenInOut, (pool) => holds(pool, tokenIn)),
      ...best(rules.topNTokenInOut, (pool) => holds(pool, tokenOut)),
      ...bases,
    ]),
  ]
}

/** All routes of at most three pools, no pool and no token twice. */
function routes(pools: readonly Pool[], { tokenIn, tokenOut }: Query): Step[][] {
  const found: Step[][] = []
  const walk = (token: string, steps: Step[]): void => {
    if (token === tokenOut) return void found.push(steps)
    if (steps.length === CONFIG.maxSwapsPerPath) return
    for (const pool of pools) {
      if (!(pool.tokens as readonly string[]).includes(token) || steps.some((step) => step.pool === pool)) continue
      for (const next of pool.tokens) {
        if (next !== token && next !== tokenIn && steps.every((step) => step.tokenIn !== next)) {
          walk(next, [...steps, { pool, tokenIn: token, tokenOut: next }])
        }
      }
    }
  }
  walk(tokenIn, [])
  return found
}

function quote(steps: readonly Step[], amount: bigint): Outcome | undefined {
  let [carried, gas] = [amount, 0]
  for (const { pool, tokenIn, tokenOut } of steps) {
    const swap = swapOf(pool, tokenIn, tokenOut)
    const fill = carried > 0n && swap ? ammOf(pool)?.out(pool, swap, carried) : undefined
    if (!fill) return undefined
    carried = fill.amountOut
    gas += gasOf(pool, fill.crossings)
  }
  return { out: carried, gas }
}

/** The opponent, when somebody has installed it beside the benchmark; else undefined. `gasPrice`: output tokens for a unit of gas. */
export function openAlpha(graph: Graph): ((query: Query, gasPrice: number) => Promise<Peer>) | undefined {
  const home = join('.petrel', 'peers', 'alpha')
  if (!existsSync(join(home, 'node_modules', '@uniswap', 'smart-order-router'))) return undefined
  const library = open(home)
  return async (query, gasPrice) => {
    const begin = performance.now()
    const outcome = await ask(library, { graph, query, gasPrice })
    return { name: 'AlphaRouter core', ms: performance.now() - begin, outcome }
  }
}

async function ask(library: Library, { graph, query, gasPrice }: { graph: Graph; query: Query; gasPrice: number }) {
  const { fromRawAmount, BigNumber } = library
  const [sold, bought] = [query.tokenIn, query.tokenOut].map((address) => new library.Token(1, address, 18))
  const usd = new library.Token(1, BASES[0] as string, 6)
  const kinds = ['constant-product', 'concentrated'] as const
  const quotes = kinds.flatMap((kind) =>
    routes(candidates(graph, kind, query), query).flatMap((steps) =>
      PERCENTS.flatMap((percent) => {
        const amount = (query.amount * BigInt(percent)) / 100n
        const got = quote(steps, amount)
        if (!got) return []
        const cost = BigInt(Math.ceil(got.gas * gasPrice))
        return {
          ...{ steps, percent, protocol: kind === 'concentrated' ? 'V3' : 'V2', quoteToken: bought, tradeType: 0 },
          amount: fromRawAmount(sold, String(amount)),
          quote: fromRawAmount(bought, String(got.out)),
          quoteAdjustedForGas: fromRawAmount(bought, String(got.out - cost)),
          gasEstimate: BigNumber.from(got.gas),
          gasCostInToken: fromRawAmount(bought, String(cost)),
          gasCostInUSD: fromRawAmount(usd, '0'),
          poolIdentifiers: steps.map((step) => step.pool.id),
          tokenPath: [sold, bought],
          // Its search looks at the pools' ids alone; this is for what its log prints.
          route: { protocol: 'V3', pools: [], tokenPath: [sold, bought], input: sold, output: bought, chainId: 1 },
          toString: () => '',
        }
      }),
    ),
  )
  const whole = fromRawAmount(sold, String(query.amount))
  const best = await library.getBestSwapRoute(whole, PERCENTS, quotes, 0, 1, CONFIG, NO_PORTION)
  if (!best) return undefined
  const parts = best.routes.map((route) => quote(route.steps, BigInt(route.amount.quotient.toString())))
  if (parts.some((part) => part === undefined)) return undefined
  return (parts as Outcome[]).reduce((sum, part) => ({ out: sum.out + part.out, gas: sum.gas + part.gas }), { out: 0n, gas: 60_000 })
}
