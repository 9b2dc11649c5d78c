import fc from 'fast-check'
import { expect, test } from 'vitest'
import { findRoute } from '../../find-route.ts'
import { buildGraph, exclusions } from '../../graph/graph.ts'
import type { Quote } from '../../quote.ts'
import { replay } from '../../replay.ts'
import { tickedPools } from '../concentrated/pools.case.ts'
import { conformance } from '../conformance.case.ts'
import type { Pool } from '../index.ts'
import { state, totalFee } from './state.ts'
import { type UniswapV4Pool, uniswapV4 } from './uniswap-v4.ts'
import { VECTORS } from './vectors.case.ts'

const hooks = `0x${'0'.repeat(40)}`
const protocol = fc.constantFrom([0, 0], [1000, 0], [250, 1000])
const pools: fc.Arbitrary<UniswapV4Pool> = fc.tuple(tickedPools, protocol).map(([pool, [first, second]]) => ({
  ...pool,
  kind: 'uniswap-v4',
  hooks,
  feesPpm: [totalFee(pool.feePpm, first as number), totalFee(pool.feePpm, second as number)],
}))

conformance({ amm: uniswapV4, pools, vectors: VECTORS })

test('a pool with hooks is kept out with a reason', () => {
  const [pool] = fc.sample(pools, 1) as [UniswapV4Pool]
  const hooked = { ...pool, hooks: `0x${'0'.repeat(38)}80` }
  expect(exclusions(buildGraph([hooked]))).toMatchObject([{ flaw: { reason: 'hooks' } }])
})

test('native coin goes through a V4 pool and through its wrapped token, whichever is asked', () => {
  const { pool } = VECTORS[0] as (typeof VECTORS)[number]
  const list: Pool[] = [
    { ...pool, id: '0xfour' },
    { kind: 'wrap', id: '0xweth', tokens: ['native', '0xweth'] },
    { kind: 'constant-product', id: '0xtwo', tokens: ['0xb', '0xweth'], reserves: [10n ** 24n, 2n * 10n ** 23n], feePpm: 3000 },
  ]
  for (const tokenIn of ['native', '0xweth']) {
    const quote = findRoute(buildGraph(list), { tokenIn, tokenOut: '0xb', amount: 10n ** 22n, exact: 'in' }) as Quote
    expect(quote.legs.map((leg) => leg.kind)).toContain('uniswap-v4')
    expect(replay(quote, list).problems).toEqual([])
  }
})

test('events of another pool of the manager change nothing, and a withdrawal asks for a new read', () => {
  const [pool] = fc.sample(pools, 1) as [UniswapV4Pool]
  const [swap, modify] = state.events as [(typeof state.events)[number], (typeof state.events)[number]]
  expect(swap.apply(pool, { id: '0xother', sqrtPriceX96: 1n, liquidity: 1n, tick: 1 })).toBe(pool)
  expect(swap.apply(pool, { id: '0xP', sqrtPriceX96: 5n, liquidity: 7n, tick: 1 })).toMatchObject({ sqrtPriceX96: 5n, liquidity: 7n })
  expect(modify.apply(pool, { id: '0xp', tickLower: 0, tickUpper: 60, liquidityDelta: -1n })).toBeUndefined()
})
