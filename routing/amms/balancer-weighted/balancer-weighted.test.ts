import fc from 'fast-check'
import { expect, test } from 'vitest'
import { conformance } from '../conformance.case.ts'
import { balancerWeighted } from './balancer-weighted.ts'
import { exp, pow } from './log-exp.ts'
import type { BalancerWeightedPool } from './math.ts'
import { VECTORS } from './vectors.case.ts'

const E18 = 10n ** 18n

const pools: fc.Arbitrary<BalancerWeightedPool> = fc
  .record({
    first: fc.integer({ min: 5, max: 95 }),
    size: fc.double({ min: 1e2, max: 1e7, noNaN: true }),
    skew: fc.double({ min: 0.05, max: 20, noNaN: true }),
    decimals: fc.constantFrom([18, 18], [8, 18], [18, 6], [6, 6]),
    fee: fc.constantFrom(10n ** 14n, 3n * 10n ** 15n, 10n ** 17n),
    plain: fc.boolean(),
  })
  .map(({ first, size, skew, decimals, fee, plain }) => ({
    kind: 'balancer-weighted',
    id: '0xp',
    poolId: '0xp',
    tokens: ['0xa', '0xb'],
    reserves: [size, size * skew].map((tokens, at) => (BigInt(Math.floor(tokens * 1e6)) * 10n ** BigInt(decimals[at] ?? 18)) / 1_000_000n),
    weights: [(BigInt(first) * E18) / 100n, (BigInt(100 - first) * E18) / 100n],
    scales: decimals.map((places) => 10n ** BigInt(18 - places)),
    fee,
    ...(plain ? { plainPowers: true } : {}),
  }))

// The contract trusts its power function to 1e-14 and rounds that much against the trader: no more than that part of a balance.
conformance({ amm: balancerWeighted, pools, vectors: VECTORS, runs: 100, noise: 1e-12 })

test('the power function is within its promise and refuses what the contract refuses', () => {
  const law = fc.property(fc.double({ min: 0.5, max: 1, noNaN: true }), fc.double({ min: 0.01, max: 20, noNaN: true }), (x, y) => {
    const [base, exponent] = [BigInt(Math.round(x * 1e18)), BigInt(Math.round(y * 1e18))]
    const expected = (Number(base) / 1e18) ** (Number(exponent) / 1e18)
    expect(Math.abs(Number(pow(base, exponent)) / 1e18 - expected)).toBeLessThan(1e-13)
  })
  fc.assert(law)
  expect(pow(0n, E18)).toBe(0n)
  expect(pow(E18, 0n)).toBe(E18)
  expect(exp(131n * E18)).toBeUndefined()
  expect(pow(1n << 255n, E18)).toBeUndefined()
})

test('more than three tenths of a balance is refused, as the contract does', () => {
  const [pool] = fc.sample(pools, 1) as [BalancerWeightedPool]
  const swap = { tokenIn: 0, tokenOut: 1 }
  const [own, other] = pool.reserves as [bigint, bigint]
  expect(balancerWeighted.out(pool, swap, own)).toBeUndefined()
  expect(balancerWeighted.in(pool, swap, (other * 31n) / 100n)).toBeUndefined()
  expect(balancerWeighted.flaw({ ...pool, weights: [E18, E18] })).toMatchObject({ reason: 'state' })
})
