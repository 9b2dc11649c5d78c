import fc from 'fast-check'
import { conformance } from '../conformance.case.ts'
import { curveStable } from './curve-stable.ts'
import type { CurveStablePool } from './math.ts'
import { VECTORS } from './vectors.case.ts'

const pools: fc.Arbitrary<CurveStablePool> = fc
  .record({
    coins: fc.integer({ min: 2, max: 4 }),
    size: fc.double({ min: 1e3, max: 1e8, noNaN: true }),
    skews: fc.array(fc.double({ min: 0.1, max: 10, noNaN: true }), { minLength: 4, maxLength: 4 }),
    decimals: fc.array(fc.constantFrom(18, 6), { minLength: 4, maxLength: 4 }),
    amp: fc.constantFrom(1000n, 10_000n, 200_000n),
    fee: fc.constantFrom(1_000_000n, 4_000_000n),
    ng: fc.boolean(),
  })
  .map(({ coins, size, skews, decimals, amp, fee, ng }) => {
    const indexes = Array.from({ length: coins }, (_, at) => at)
    return {
      kind: 'curve-stable',
      id: '0xp',
      tokens: indexes.map((at) => `0x${at}`),
      reserves: indexes.map(
        (at) => (BigInt(Math.floor(size * (skews[at] as number) * 1e6)) * 10n ** BigInt(decimals[at] as number)) / 1_000_000n,
      ),
      rates: indexes.map((at) => 10n ** BigInt(36 - (decimals[at] as number))),
      amp,
      aPrecision: 100n,
      fee,
      ...(ng ? { offpegFeeMultiplier: 20_000_000_000n } : {}),
    }
  })

conformance({ amm: curveStable, pools, vectors: VECTORS, runs: 100, wobble: 5e-4, recycled: 2e-3 })
