import { expect, test } from 'vitest'
import type { Market } from '../../chain/market/market.ts'
import type { Pool } from '../../routing/amms/index.ts'
import { findRoute } from '../../routing/find-route.ts'
import { buildGraph } from '../../routing/graph/graph.ts'
import { excludedPools, graphOf } from './graphs.ts'

const WETH = '0xee'
const USDC = '0xcc'
const pair = (id: string, tokens: readonly [string, string], reserves: readonly [bigint, bigint], block = 1): Pool => ({
  kind: 'constant-product',
  id,
  dex: 'uniswap v2',
  tokens,
  reserves,
  feePpm: 3000,
  block,
})
const wrap = (): Pool => ({ kind: 'wrap', id: WETH, tokens: ['native', WETH] })
const ETHER = 10n ** 18n
const question = { tokenIn: 'native', tokenOut: USDC, amount: ETHER, exact: 'in' as const }
const out = (graph: ReturnType<typeof buildGraph>): bigint => {
  const quote = findRoute(graph, question)
  return 'reason' in quote ? 0n : quote.amountOut
}

test('a graph follows the states it is given, whoever saw them change', () => {
  const market = {} as Market
  const a = pair('0x1', [WETH, USDC], [1000n * ETHER, 3_000_000_000_000n])
  const first = graphOf(market, { chain: 1, pools: [wrap(), a] })
  expect(out(first)).toBe(out(buildGraph([wrap(), a])))
  // The same state at a later block changes nothing, and the graph is not built anew.
  expect(graphOf(market, { chain: 1, pools: [wrap(), { ...a, block: 2 } as Pool] })).toBe(first)
  const moved = pair('0x1', [WETH, USDC], [1100n * ETHER, 2_727_300_000_000n], 3)
  const second = graphOf(market, { chain: 1, pools: [wrap(), moved] })
  expect(second).toBe(first)
  expect(out(second)).toBe(out(buildGraph([wrap(), moved])))
  const more = pair('0x2', [WETH, USDC], [5000n * ETHER, 15_000_000_000_000n], 4)
  const third = graphOf(market, { chain: 1, pools: [wrap(), moved, more] })
  expect(out(third)).toBe(out(buildGraph([wrap(), moved, more])))
  // A pool that is gone is gone from the graph.
  expect(out(graphOf(market, { chain: 1, pools: [wrap(), moved] }))).toBe(out(buildGraph([wrap(), moved])))
  expect(graphOf(market, { chain: 2, pools: [wrap(), a] })).not.toBe(first)
})

test('empty, broken, dusty and off-price pools are named with their reasons', () => {
  const pools: Pool[] = [
    wrap(),
    pair('0x1', [WETH, USDC], [1000n * ETHER, 3_000_000_000_000n]),
    pair('0x2', [WETH, USDC], [0n, 0n]),
    pair('0x3', [WETH, USDC], [1n << 113n, 1n << 113n]),
    pair('0x4', [WETH, USDC], [ETHER / 1000n, 3_000_000n]),
    pair('0x5', [WETH, USDC], [100n * ETHER, 900_000_000_000n]),
  ]
  const reasons = new Map(excludedPools(buildGraph(pools), WETH, 18).map(({ pool, reason }) => [pool, reason]))
  expect(Object.fromEntries(reasons)).toEqual({ '0x2': 'zero-reserve', '0x3': 'overflow', '0x4': 'dust', '0x5': 'off-price' })
})
