import fc from 'fast-check'
import { expect, test } from 'vitest'
import { conformance } from '../conformance.case.ts'
import { curveCrypto } from './curve-crypto.ts'
import { invariantOf } from './newton.ts'
import type { CurveCryptoPool } from './pool.ts'
import { cbrt, isqrt } from './roots.ts'
import { firstTwo, SEQUENCES, tricrypto, VECTORS } from './vectors.case.ts'

const E18 = 10n ** 18n

/** Sound pools: balances near their price scale, as a pool that follows its price holds them. */
const pools: fc.Arbitrary<CurveCryptoPool> = fc
  .record({
    coins: fc.constantFrom(2, 3),
    ng: fc.boolean(),
    size: fc.double({ min: 1e3, max: 1e7, noNaN: true }),
    skews: fc.array(fc.double({ min: 0.6, max: 1.6, noNaN: true }), { minLength: 3, maxLength: 3 }),
    prices: fc.array(fc.double({ min: 1e-3, max: 1e5, noNaN: true }), { minLength: 2, maxLength: 2 }),
    decimals: fc.constantFrom([18, 18, 18], [6, 8, 18], [18, 6, 18]),
    parameters: fc.constantFrom([400_000n, 145n * 10n ** 12n], [2_700_000n, 13n * 10n ** 11n], [20_000_000n, 10n ** 16n]),
    fees: fc.constantFrom([5_000_000n, 45_000_000n, 23n * 10n ** 13n], [26_000_000n, 45_000_000n, 3n * 10n ** 16n]),
  })
  .map(({ coins, ng, size, skews, prices, decimals, parameters, fees }): CurveCryptoPool => {
    const indexes = Array.from({ length: coins }, (_, at) => at)
    const priceScale = prices.slice(0, coins - 1).map((price) => BigInt(Math.floor(price * 1e18)))
    const precisions = indexes.map((at) => 10n ** BigInt(18 - (decimals[at] as number)))
    const reserves = indexes.map((at) => {
      const worth = BigInt(Math.floor(size * (skews[at] as number) * 1e6)) * 10n ** 12n
      return (at === 0 ? worth : (worth * E18) / (priceScale[at - 1] as bigint)) / (precisions[at] as bigint)
    })
    const [ann, gamma] = parameters as [bigint, bigint]
    const [midFee, outFee, feeGamma] = fees as [bigint, bigint, bigint]
    const generation = ng ? 'ng' : 'v2'
    const xp = reserves.map((reserve, at) => {
      const raw = reserve * (precisions[at] as bigint)
      return at === 0 ? raw : (raw * (priceScale[at - 1] as bigint)) / E18
    })
    const d = invariantOf({ ann, gamma }, xp, { generation }) ?? 0n
    // Nothing is earned beyond what the scale may cost, so it stays where it is.
    const profit = { supply: d, virtualPrice: 1n, xcpProfit: 10n ** 24n, allowedExtra: E18, adjustmentStep: E18, oracle: priceScale }
    const tokens = indexes.map((at) => `0x${at}`)
    return {
      kind: 'curve-crypto',
      id: '0xp',
      generation,
      tokens,
      ...{ reserves, precisions, priceScale, ann, gamma, d, midFee, outFee, feeGamma },
      ...(ng ? { profit } : {}),
    }
  })
  .filter((pool) => curveCrypto.flaw(pool) === undefined)

// The root is taken to 1e-14 of the invariant; the fee falls towards balance, so that a larger trade, and a second half, can fare better.
conformance({
  amm: curveCrypto,
  pools,
  vectors: VECTORS,
  runs: 60,
  wobble: 1e-12,
  recycled: 5e-3,
  noise: 1e-13,
  drift: 1e-14,
  floatError: 5e-3,
})

test.each(SEQUENCES.map(({ name, ...rest }) => [name, rest] as const))(
  'each swap stands on the one before: %s',
  (_name, { pool, steps }) => {
    let state = pool
    for (const [tokenIn, amountIn, tokenOut, amountOut] of steps) {
      const fill = curveCrypto.out(state, { tokenIn, tokenOut }, amountIn)
      expect(fill?.amountOut).toBe(amountOut)
      state = fill?.after as CurveCryptoPool
    }
  },
)

test('the first contracts are not quoted twice: what they do after a swap hangs on what they do not show', () => {
  const fill = curveCrypto.out(firstTwo, { tokenIn: 0, tokenOut: 1 }, E18)
  expect(fill?.after).toMatchObject({ unsettled: true })
  expect(curveCrypto.out(fill?.after as CurveCryptoPool, { tokenIn: 1, tokenOut: 0 }, E18)).toBeUndefined()
  expect(curveCrypto.spot(fill?.after as CurveCryptoPool, { tokenIn: 1, tokenOut: 0 })).toBe(0)
})

test('the invariant is found again from the balances', () => {
  for (const { pool } of VECTORS.slice(0, 1)) expect(curveCrypto.flaw(pool)).toBeUndefined()
  expect(curveCrypto.flaw({ ...tricrypto, d: (tricrypto.d * 11n) / 10n })).toMatchObject({ reason: 'state' })
  expect(curveCrypto.flaw({ ...tricrypto, gamma: 1n })).toMatchObject({ reason: 'state' })
  expect(curveCrypto.flaw({ ...tricrypto, outFee: 0n })).toMatchObject({ reason: 'fee' })
  expect(curveCrypto.flaw({ ...tricrypto, reserves: [0n, 1n, 1n] })).toMatchObject({ reason: 'zero-reserve' })
})

test('integer roots', () => {
  const law = fc.property(fc.bigInt({ min: 0n, max: 1n << 255n }), (x) => {
    const root = isqrt(x)
    expect(root * root <= x && (root + 1n) * (root + 1n) > x).toBe(true)
    if (x > E18) expect(Math.abs(Number(cbrt(x)) / 1e12 / Math.cbrt(Number(x)) - 1)).toBeLessThan(1e-9)
  })
  fc.assert(law)
})

test('hostile states are refused with a reason or quoted without throwing', () => {
  const wild = fc.oneof(fc.bigInt({ min: 0n, max: 10n }), fc.bigInt({ min: 0n, max: 1n << 256n }), fc.bigInt({ min: 0n, max: 10n ** 24n }))
  const some = (length: number) => fc.array(wild, { minLength: length, maxLength: length })
  const states = fc.record({
    generation: fc.constantFrom('v2' as const, 'ng' as const),
    reserves: some(3),
    precisions: some(3),
    priceScale: some(2),
    numbers: some(6),
    kept: fc.array(fc.boolean(), { minLength: 9, maxLength: 9 }),
    coins: fc.constantFrom(2, 3),
  })
  const law = fc.property(
    states,
    fc.bigInt({ min: 1n, max: 1n << 200n }),
    ({ generation, reserves, precisions, priceScale, numbers, kept, coins }, amount) => {
      const sane = tricrypto
      // Each part is either wild or that of a real pool, so that the checks behind the first are reached as well.
      const pick = <T>(at: number, own: T, other: T): T => (kept[at] ? own : other)
      const [ann, gamma, d, midFee, outFee, feeGamma] = numbers as [bigint, bigint, bigint, bigint, bigint, bigint]
      const { profit: _, ...plain } = sane
      const pool: CurveCryptoPool = {
        ...plain,
        generation,
        tokens: sane.tokens.slice(0, coins),
        reserves: pick(0, sane.reserves, reserves).slice(0, coins),
        precisions: pick(1, sane.precisions, precisions).slice(0, coins),
        priceScale: pick(2, sane.priceScale, priceScale).slice(0, coins - 1),
        ann: pick(3, sane.ann, ann),
        gamma: pick(4, sane.gamma, gamma),
        d: pick(5, sane.d, d),
        midFee: pick(6, sane.midFee, midFee),
        outFee: pick(7, sane.outFee, outFee),
        feeGamma: pick(8, sane.feeGamma, feeGamma),
      }
      if (curveCrypto.flaw(pool)) return
      const swap = { tokenIn: 0, tokenOut: 1 }
      const fill = curveCrypto.out(pool, swap, amount)
      expect(fill === undefined || (fill.amountOut > 0n && fill.amountOut < (pool.reserves[1] as bigint))).toBe(true)
      expect(curveCrypto.in(pool, swap, amount)?.amountOut ?? amount).toBe(amount)
      expect(curveCrypto.segments(pool, swap).q.every((root) => Number.isFinite(root))).toBe(true)
    },
  )
  fc.assert(law, { numRuns: 400 })
})
