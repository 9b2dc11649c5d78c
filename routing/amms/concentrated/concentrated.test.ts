import fc from 'fast-check'
import { expect, test } from 'vitest'
import { conformance } from '../conformance.case.ts'
import { type ConcentratedPool, concentrated } from './concentrated.ts'
import { tickedPools } from './pools.case.ts'
import { MAX_SQRT_RATIO, MAX_TICK, MIN_SQRT_RATIO, MIN_TICK, sqrtRatioAtTick, tickAtSqrtRatio } from './tick-math.ts'
import { VECTORS } from './vectors.case.ts'

conformance({
  amm: concentrated,
  pools: tickedPools.map((pool): ConcentratedPool => ({ ...pool, kind: 'concentrated' })),
  vectors: VECTORS,
})

test('the ends of the tick range are the contract’s own constants', () => {
  expect(sqrtRatioAtTick(MIN_TICK)).toBe(MIN_SQRT_RATIO)
  expect(sqrtRatioAtTick(MAX_TICK)).toBe(MAX_SQRT_RATIO)
  expect(tickAtSqrtRatio(MIN_SQRT_RATIO)).toBe(MIN_TICK)
  expect(tickAtSqrtRatio(MAX_SQRT_RATIO - 1n)).toBe(MAX_TICK - 1)
  expect(() => sqrtRatioAtTick(MAX_TICK + 1)).toThrow('887273')
})

test('tick and ratio are inverse of each other', () => {
  const ticks = fc.integer({ min: MIN_TICK, max: MAX_TICK - 1 })
  fc.assert(
    fc.property(ticks, (tick) => {
      expect(tickAtSqrtRatio(sqrtRatioAtTick(tick))).toBe(tick)
      expect(tickAtSqrtRatio(sqrtRatioAtTick(tick + 1) - 1n)).toBe(tick)
    }),
  )
})

test('a pool whose ticks contradict its liquidity is refused with a reason', () => {
  const [pool] = fc.sample(tickedPools, 1)
  const broken = { ...pool, kind: 'concentrated', liquidity: (pool?.liquidity ?? 0n) + 1n } as ConcentratedPool
  expect(concentrated.flaw(broken)).toMatchObject({ reason: 'state' })
  expect(concentrated.flaw({ ...broken, sqrtPriceX96: 0n })).toMatchObject({ reason: 'no-liquidity' })
  expect(concentrated.flaw({ ...broken, sqrtPriceX96: 1n })).toMatchObject({ reason: 'price' })
})
