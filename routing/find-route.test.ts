import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Pool } from './amms/index.ts'
import { findRoute } from './find-route.ts'
import { buildGraph, updateGraph } from './graph/graph.ts'
import { dice, type Market, randomMarket } from './market.case.ts'
import type { NoRoute, Question, Quote } from './quote.ts'
import { replay } from './replay.ts'

const markets = fc.record({
  seed: fc.integer({ min: 1, max: 1_000_000 }),
  pools: fc.integer({ min: 2, max: 80 }),
  tokens: fc.integer({ min: 2, max: 14 }),
  size: fc.double({ min: -3, max: 3, noNaN: true }),
  gwei: fc.constantFrom(0, 0, 1, 40),
  exact: fc.constantFrom('in' as const, 'out' as const),
})

interface Case {
  market: Market
  question: Question
}

function ask({
  seed,
  pools,
  tokens,
  size,
  gwei,
  exact,
}: {
  seed: number
  pools: number
  tokens: number
  size: number
  gwei: number
  exact: 'in' | 'out'
}): Case {
  const market = randomMarket(seed, { pools, tokens })
  const { below } = dice(seed + 1)
  const from = below(tokens)
  const to = (from + 1 + below(tokens - 1)) % tokens
  const price = market.prices[exact === 'in' ? from : to] as number
  const amount = BigInt(Math.floor((10 ** size / price) * 1e9)) * 10n ** 9n + 1n
  const gas = { priceWei: BigInt(gwei) * 10n ** 9n, token: market.tokens[0] as string }
  return { market, question: { tokenIn: market.tokens[from] as string, tokenOut: market.tokens[to] as string, amount, exact, gas } }
}

const isQuote = (answer: Quote | NoRoute): answer is Quote => 'legs' in answer
const scoreOf = (quote: Quote): number => (quote.exact === 'in' ? quote.net : -quote.net)

describe('in random markets without arbitrage', () => {
  test('a quote replays to the wei, is never above its bound and never below the best single path', () => {
    const law = fc.property(markets, (setup) => {
      const { market, question } = ask(setup)
      const quote = findRoute(buildGraph(market.pools), question)
      if (!isQuote(quote)) return
      expect(replay(quote, market.pools).problems).toEqual([])
      const limit = quote.exact === 'in' ? quote.certificate.bound : -quote.certificate.bound
      expect(scoreOf(quote)).toBeLessThanOrEqual(limit)
      expect(quote.certificate.gapBps).toBeGreaterThanOrEqual(0)
      if (quote.singlePath)
        expect(scoreOf(quote)).toBeGreaterThanOrEqual(quote.exact === 'in' ? quote.singlePath.net : -quote.singlePath.net)
    })
    fc.assert(law, { numRuns: 250 })
  })

  test('without gas and limits the distance to the optimum is below a twentieth of a basis point', () => {
    const law = fc.property(markets, (setup) => {
      const { market, question } = ask({ ...setup, gwei: 0, size: Math.min(setup.size, 1.5) })
      const quote = findRoute(buildGraph(market.pools), { ...question, limits: { hops: 16, splits: 1000 } })
      // A trade that empties the ranges of a pool could only reach the bound by throwing tokens away.
      if (isQuote(quote) && quote.impactBps < 1000) expect(quote.certificate.gapBps).toBeLessThan(0.05)
    })
    fc.assert(law, { numRuns: 400 })
  })

  test('hops and splits stay within their limits', () => {
    const law = fc.property(markets, fc.integer({ min: 1, max: 3 }), fc.integer({ min: 1, max: 3 }), (setup, hops, splits) => {
      const { market, question } = ask(setup)
      const quote = findRoute(buildGraph(market.pools), { ...question, limits: { hops, splits } })
      if (!isQuote(quote)) return
      const nodes = new Set(quote.legs.flatMap((leg) => [leg.tokenIn, leg.tokenOut]))
      expect(quote.legs.length - nodes.size + 2).toBeLessThanOrEqual(splits)
      expect(longest(quote)).toBeLessThanOrEqual(hops)
    })
    fc.assert(law, { numRuns: 400 })
  })

  test('buying what a sale gave costs no more than the sale', () => {
    const law = fc.property(markets, (setup) => {
      const { market, question } = ask({ ...setup, gwei: 0, exact: 'in', size: Math.min(setup.size, 0) })
      const graph = buildGraph(market.pools)
      const limits = { hops: 16, splits: 1000 }
      const sold = findRoute(graph, { ...question, limits })
      if (!isQuote(sold)) return
      const bought = findRoute(graph, { ...question, exact: 'out', amount: sold.amountOut, limits })
      expect(isQuote(bought) && Number(bought.amountIn) / Number(sold.amountIn)).toBeLessThan(1 + 1e-5)
    })
    fc.assert(law, { numRuns: 100 })
  })

  test('new states in place give what a new graph gives', () => {
    const law = fc.property(markets, (setup) => {
      const { market, question } = ask(setup)
      const old = randomMarket(setup.seed, { pools: setup.pools, tokens: setup.tokens }).pools.map(thinner)
      const graph = buildGraph(old)
      findRoute(graph, question)
      const [updated, fresh] = [findRoute(updateGraph(graph, market.pools), question), findRoute(buildGraph(market.pools), question)]
      if (isQuote(fresh)) expect(isQuote(updated) && updated.amountOut).toBe(fresh.amountOut)
      else expect(isQuote(updated)).toBe(false)
    })
    fc.assert(law, { numRuns: 80 })
  })
})

const thinner = (pool: Pool): Pool =>
  pool.kind === 'constant-product' ? { ...pool, reserves: [pool.reserves[0] / 3n + 1n, pool.reserves[1] / 2n + 1n] } : pool

function longest({ legs }: Quote): number {
  const depth = new Map<string, number>()
  for (const leg of legs) depth.set(leg.tokenOut, Math.max(depth.get(leg.tokenOut) ?? 0, (depth.get(leg.tokenIn) ?? 0) + 1))
  return Math.max(...depth.values())
}

const pair = (id: string, tokens: [string, string], reserves: [bigint, bigint]): Pool => ({
  kind: 'constant-product',
  id,
  tokens,
  reserves,
  feePpm: 3000,
})

test('two equal pools share a trade evenly: the closed form', () => {
  const pools = [pair('0x1', ['0xa', '0xb'], [10n ** 21n, 10n ** 21n]), pair('0x2', ['0xa', '0xb'], [10n ** 21n, 10n ** 21n])]
  const quote = findRoute(buildGraph(pools), { tokenIn: '0xa', tokenOut: '0xb', amount: 2n * 10n ** 20n, exact: 'in' }) as Quote
  const half = (997n * 10n ** 20n * 10n ** 21n) / (1000n * 10n ** 21n + 997n * 10n ** 20n)
  expect(quote.legs.map((leg) => Number(leg.amountIn) / 1e20)).toEqual([expect.closeTo(1, 6), expect.closeTo(1, 6)])
  expect(Number(quote.amountOut)).toBeCloseTo(Number(2n * half), -8)
})

test('a wrap joins native coin and wrapped token, and the legs say so', () => {
  const pools: Pool[] = [
    { kind: 'wrap', id: '0xweth', tokens: ['native', '0xweth'] },
    pair('0x1', ['0xweth', '0xb'], [10n ** 21n, 10n ** 21n]),
  ]
  const graph = buildGraph(pools)
  const sale = findRoute(graph, { tokenIn: 'native', tokenOut: '0xb', amount: 10n ** 18n, exact: 'in' }) as Quote
  expect(sale.legs.map((leg) => leg.kind)).toEqual(['wrap', 'constant-product'])
  const purchase = findRoute(graph, { tokenIn: '0xb', tokenOut: 'native', amount: 10n ** 18n, exact: 'out' }) as Quote
  expect(purchase.legs.map((leg) => leg.kind)).toEqual(['constant-product', 'wrap'])
  expect([replay(sale, pools).problems, replay(purchase, pools).problems]).toEqual([[], []])
})

test('allow and deny lists hold for pools, exchanges and tokens on the way', () => {
  const { pools, tokens } = randomMarket(5, { pools: 60, tokens: 8 })
  const graph = buildGraph(pools)
  const question: Question = { tokenIn: tokens[5] as string, tokenOut: tokens[6] as string, amount: 10n ** 19n, exact: 'in' }
  const free = findRoute(graph, question) as Quote
  const dexes = (quote: Quote | NoRoute) => new Set(isQuote(quote) ? quote.legs.map((leg) => leg.dex) : [])
  expect(dexes(findRoute(graph, { ...question, filter: { allow: ['north'] } }))).toEqual(new Set(['north']))
  expect(dexes(findRoute(graph, { ...question, filter: { deny: ['North'] } }))).toEqual(new Set(['south']))
  const first = free.legs[0]?.pool as string
  const other = findRoute(graph, { ...question, filter: { deny: [first, tokens[0] as string] } })
  expect(isQuote(other) && other.legs.some((leg) => leg.pool === first || leg.tokenOut === tokens[0])).toBe(false)
})

test('gas buys fewer pools, and a route is only split where the split earns its gas', () => {
  const { pools, tokens } = randomMarket(11, { pools: 60, tokens: 6 })
  const graph = buildGraph(pools)
  const question: Question = { tokenIn: tokens[0] as string, tokenOut: tokens[3] as string, amount: 3n * 10n ** 18n, exact: 'in' }
  const legs = [0n, 100n, 10_000n].map((gwei) => {
    const quote = findRoute(graph, { ...question, gas: { priceWei: gwei * 10n ** 9n, token: tokens[0] as string } }) as Quote
    return quote.legs.length
  })
  expect(legs[0]).toBeGreaterThan(legs[1] as number)
  expect(legs[1]).toBeGreaterThanOrEqual(legs[2] as number)
})

test('the same question has the same answer, and a small budget still gives one', () => {
  const { pools, tokens } = randomMarket(3, { pools: 300, tokens: 40 })
  const question: Question = { tokenIn: tokens[9] as string, tokenOut: tokens[20] as string, amount: 10n ** 20n, exact: 'in' }
  const [once, again] = [findRoute(buildGraph(pools), question), findRoute(buildGraph(pools), question)]
  expect(again).toEqual(once)
  const hasty = findRoute(buildGraph(pools), { ...question, limits: { steps: 300 } }) as Quote
  expect(hasty.complete).toBe(false)
  expect(hasty.amountOut).toBeGreaterThan(0n)
  expect(hasty.amountOut).toBeLessThanOrEqual((once as Quote).amountOut)
})

test('a question that cannot be answered says why', () => {
  const graph = buildGraph([pair('0x1', ['0xa', '0xb'], [1000n, 1000n]), pair('0x2', ['0xc', '0xd'], [10n ** 20n, 10n ** 20n])])
  const reason = (tokenIn: string, tokenOut: string, amount: bigint, exact: 'in' | 'out' = 'in') =>
    (findRoute(graph, { tokenIn, tokenOut, amount, exact }) as NoRoute).reason
  expect(reason('0xa', '0xz', 1n)).toBe('unknown-token')
  expect(reason('0xa', '0xa', 1n)).toBe('same-token')
  expect(reason('0xa', '0xb', 0n)).toBe('bad-amount')
  expect(reason('0xa', '0xc', 10n)).toBe('no-path')
  expect(reason('0xc', '0xd', 10n ** 21n, 'out')).toBe('not-enough-liquidity')
})
