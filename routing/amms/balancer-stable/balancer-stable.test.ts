import fc from 'fast-check'
import { expect, test } from 'vitest'
import { conformance } from '../conformance.case.ts'
import { balancerStable } from './balancer-stable.ts'
import type { BalancerStablePool } from './math.ts'
import { VECTORS } from './vectors.case.ts'

const pools: fc.Arbitrary<BalancerStablePool> = fc
  .record({
    coins: fc.integer({ min: 2, max: 4 }),
    size: fc.double({ min: 1e3, max: 1e7, noNaN: true }),
    skews: fc.array(fc.double({ min: 0.2, max: 5, noNaN: true }), { minLength: 4, maxLength: 4 }),
    decimals: fc.array(fc.constantFrom(18, 6), { minLength: 4, maxLength: 4 }),
    rate: fc.double({ min: 0.8, max: 1.3, noNaN: true }),
    amp: fc.constantFrom(10_000n, 200_000n, 5_000_000n),
    fee: fc.constantFrom(10n ** 14n, 4n * 10n ** 14n, 10n ** 16n),
  })
  .map(({ coins, size, skews, decimals, rate, amp, fee }) => {
    const indexes = Array.from({ length: coins }, (_, at) => at)
    const places = (at: number) => BigInt(decimals[at] as number)
    return {
      kind: 'balancer-stable',
      id: '0xp',
      poolId: '0xp',
      tokens: indexes.map((at) => `0x${at}`),
      reserves: indexes.map((at) => (BigInt(Math.floor(size * (skews[at] as number) * 1e6)) * 10n ** places(at)) / 1_000_000n),
      scales: indexes.map((at) => (at === 0 ? BigInt(Math.floor(rate * 1e18)) : 10n ** 18n) * 10n ** (18n - places(at))),
      amp,
      fee,
    }
  })

conformance({ amm: balancerStable, pools, vectors: VECTORS, runs: 100, noise: 1e-12, recycled: 2e-3 })

test('a pool without a solvable state is refused with a reason', () => {
  const [pool] = fc.sample(pools, 1) as [BalancerStablePool]
  expect(balancerStable.flaw({ ...pool, amp: 1n })).toMatchObject({ reason: 'state' })
  expect(balancerStable.flaw({ ...pool, reserves: pool.reserves.map(() => 0n) })).toMatchObject({ reason: 'zero-reserve' })
})
