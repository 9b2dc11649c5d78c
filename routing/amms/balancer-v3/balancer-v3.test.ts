import fc from 'fast-check'
import { expect, test } from 'vitest'
import { conformance } from '../conformance.case.ts'
import { balancerV3 } from './balancer-v3.ts'
import type { BalancerV3Pool } from './pool.ts'
import { VECTORS } from './vectors.case.ts'

const E18 = 10n ** 18n

const pools: fc.Arbitrary<BalancerV3Pool> = fc
  .record({
    stable: fc.boolean(),
    size: fc.double({ min: 1e3, max: 1e7, noNaN: true }),
    skew: fc.double({ min: 0.2, max: 5, noNaN: true }),
    first: fc.integer({ min: 10, max: 90 }),
    amp: fc.constantFrom(50_000n, 200_000n, 5_000_000n),
    decimals: fc.constantFrom([18, 18], [6, 18], [6, 6]),
    rates: fc.tuple(...([0, 1] as const).map(() => fc.bigInt({ min: E18, max: 2n * E18 }))),
    fee: fc.constantFrom(10n ** 14n, 3n * 10n ** 15n, 5n * 10n ** 16n),
    aggregateFee: fc.constantFrom(0n, E18 / 2n),
  })
  .map(({ stable, size, skew, first, amp, decimals, rates, fee, aggregateFee }) => {
    const scales = decimals.map((places) => 10n ** BigInt(18 - places))
    const reserves = [size, size * skew].map(
      (tokens, at) => (BigInt(Math.floor(tokens * 1e6)) * 10n ** BigInt(decimals[at] ?? 18)) / 1_000_000n,
    )
    const live = reserves.map((reserve, at) => (reserve * (scales[at] as bigint) * (rates[at] as bigint)) / E18)
    const weights = [(BigInt(first) * E18) / 100n, (BigInt(100 - first) * E18) / 100n]
    const curve = stable ? { amp } : { weights }
    return {
      kind: 'balancer-v3',
      id: '0xp',
      tokens: ['0xa', '0xb'],
      reserves,
      live,
      scales,
      rates: [...rates],
      fee,
      aggregateFee,
      ...curve,
    }
  })

// The power function is trusted to 1e-14 by the contract itself, and a rate's last digit is taken against the trader.
conformance({ amm: balancerV3, pools, vectors: VECTORS, runs: 100, noise: 1e-12 })

test('a pool whose hooks touch swaps is left out by name, one with hooks on liquidity alone is not', () => {
  const [{ pool }] = VECTORS as [(typeof VECTORS)[number]]
  expect(balancerV3.flaw({ ...pool, hooks: '0xbad' })).toMatchObject({ reason: 'hooks', detail: expect.stringContaining('0xbad') })
  const identity = { id: '0xp', tokens: ['0x0', '0x1'], fixed: { stable: true, router: '0xr' } }
  const config = {
    staticSwapFeePercentage: pool.fee,
    aggregateSwapFeePercentage: pool.aggregateFee,
    isPoolInitialized: true,
    isPoolPaused: false,
    isPoolInRecoveryMode: false,
  }
  const answers = (hooks: object) => [
    [['0x0', '0x1'], [], pool.reserves, []],
    pool.live,
    [pool.scales, pool.rates],
    config,
    hooks,
    [pool.amp, false, 1000n],
  ]
  const harmless = { shouldCallAfterAddLiquidity: true, hooksContract: '0xHOOK' }
  const round = balancerV3.state.read(identity, [answers(harmless)])
  if (!('calls' in round)) throw new Error('a trial was expected')
  const told = round.calls.map(({ args }) => {
    const tokenIn = args[1] === '0x0' ? 0 : 1
    return balancerV3.out(pool, { tokenIn, tokenOut: 1 - tokenIn }, args[3] as bigint)?.amountOut
  })
  expect(balancerV3.state.read(identity, [answers(harmless), told])).toEqual({ pool })
  expect(() => balancerV3.state.read(identity, [answers(harmless), [1n, 1n]])).toThrow('where its state says')
  const touching = { shouldCallComputeDynamicSwapFee: true, hooksContract: '0xHOOK' }
  expect(balancerV3.state.read(identity, [answers(touching)])).toMatchObject({ pool: { hooks: '0xhook' } })
  const paused = answers(harmless).with(3, { ...config, isPoolPaused: true })
  expect(() => balancerV3.state.read(identity, [paused])).toThrow('paused')
})

test('hostile states are refused with a reason or quoted without throwing', () => {
  const wild = fc.oneof(fc.bigInt({ min: 0n, max: 10n }), fc.bigInt({ min: 0n, max: 1n << 256n }), fc.bigInt({ min: 0n, max: 10n ** 24n }))
  const pair = fc.tuple(wild, wild)
  const parts = fc.record(
    { reserves: pair, live: pair, scales: pair, rates: pair, fee: wild, aggregateFee: wild, amp: wild },
    { requiredKeys: [] },
  )
  const law = fc.property(
    fc.constantFrom(...VECTORS.map(({ pool }) => pool)),
    parts,
    fc.bigInt({ min: 1n, max: 1n << 200n }),
    (sane, broken, amount) => {
      const pool = { ...sane, ...broken }
      if (balancerV3.flaw(pool)) return
      const swap = { tokenIn: 0, tokenOut: 1 }
      const fill = balancerV3.out(pool, swap, amount)
      expect(fill === undefined || (fill.amountOut > 0n && fill.amountOut < (pool.reserves[1] as bigint))).toBe(true)
      expect(balancerV3.in(pool, swap, amount)?.amountOut ?? amount).toBe(amount)
      expect(balancerV3.segments(pool, swap).q.every((root) => Number.isFinite(root))).toBe(true)
    },
  )
  fc.assert(law, { numRuns: 400 })
})
