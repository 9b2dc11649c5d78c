import fc from 'fast-check'
import { expect, test } from 'vitest'
import { AMMS, type Pool } from './amms/index.ts'
import { findRoute } from './find-route.ts'
import { buildGraph, exclusions } from './graph/graph.ts'
import { randomMarket } from './market.case.ts'
import { replay } from './replay.ts'

const HUGE = (1n << 256n) - 1n
const numbers = fc.oneof(fc.constantFrom(0n, 1n, 2n, HUGE, 1n << 112n, (1n << 112n) - 1n, -1n), fc.bigInt({ min: 0n, max: 1n << 130n }))
const small = fc.oneof(
  fc.constantFrom(-1, 0, 1, 999_999, 1_000_000, Number.NaN, Number.POSITIVE_INFINITY, 0.5),
  fc.integer({ min: 0, max: 10_000 }),
)
const ticks = fc.array(fc.tuple(fc.integer({ min: -900_000, max: 900_000 }), fc.bigInt({ min: -(1n << 127n), max: 1n << 127n })), {
  maxLength: 6,
})
const { tokens, pools: sound } = randomMarket(77, { pools: 30, tokens: 6 })
const pairs = fc.constantFrom(...tokens.flatMap((a) => tokens.map((b) => [a, b] as [string, string])))

/** Pools with any numbers at all, of tokens that sound pools hold too: units of 0 and 255 decimals among them. */
const nasty: fc.Arbitrary<Pool> = fc.oneof(
  fc
    .record({ tokens: pairs, reserves: fc.tuple(numbers, numbers), feePpm: small })
    .map((state): Pool => ({ ...state, kind: 'constant-product', id: '0xbad' })),
  fc
    .record({
      tokens: pairs,
      sqrtPriceX96: numbers,
      tick: fc.integer({ min: -900_000, max: 900_000 }),
      liquidity: numbers,
      tickSpacing: small,
      feePpm: small,
      ticks,
    })
    .map((state): Pool => ({ ...state, kind: 'concentrated', id: '0xbad' })),
  fc
    .record({
      tokens: pairs,
      stable: fc.boolean(),
      reserves: fc.tuple(numbers, numbers),
      units: fc.tuple(fc.constantFrom(1n, 10n ** 18n, 10n ** 255n, 0n), fc.constantFrom(1n, 10n ** 6n, 10n ** 255n)),
      feeBps: small,
    })
    .map((state): Pool => ({ ...state, kind: 'solidly', id: '0xbad' })),
  fc
    .record({
      tokens: pairs,
      reserves: fc.tuple(numbers, numbers),
      rates: fc.tuple(numbers, numbers),
      amp: numbers,
      aPrecision: fc.constantFrom(0n, 100n),
      fee: numbers,
    })
    .map((state): Pool => ({ ...state, kind: 'curve-stable', id: '0xbad' })),
)

test('a hostile pool neither crashes a search nor makes a wrong quote', () => {
  const law = fc.property(
    fc.array(nasty, { minLength: 1, maxLength: 4 }),
    fc.integer({ min: 0, max: 5 }),
    fc.bigInt({ min: 1n, max: 10n ** 22n }),
    (bad, from, amount) => {
      const pools = [...sound, ...bad.map((pool, at) => ({ ...pool, id: `0xbad${at}` }))]
      const graph = buildGraph(pools)
      for (const exact of ['in', 'out'] as const) {
        const quote = findRoute(graph, { tokenIn: tokens[from] as string, tokenOut: tokens[(from + 1) % 6] as string, amount, exact })
        if ('legs' in quote) expect(replay(quote, pools).problems).toEqual([])
      }
      for (const { flaw } of exclusions(graph)) expect(flaw.detail.length).toBeGreaterThan(5)
    },
  )
  fc.assert(law, { numRuns: 300 })
}, 120_000)

test('every exclusion carries its reason', () => {
  const base = { kind: 'constant-product', feePpm: 3000, tokens: ['0xa', '0xb'] } as const
  const graph = buildGraph([
    { ...base, id: '0x1', reserves: [0n, 10n] },
    { ...base, id: '0x2', reserves: [HUGE, 10n] },
    { ...base, id: '0x3', reserves: [10n, 10n], feePpm: 1_000_000 },
    { ...base, id: '0x31', reserves: [10n, 10n], feePpm: 0.5 },
    { ...base, id: '0x4', reserves: [10n, 10n], tokens: ['0xa', '0xa'] },
    { ...base, id: '0x5', reserves: [10n, 10n], kind: 'unheard-of' } as unknown as Pool,
    {
      kind: 'concentrated',
      id: '0x6',
      tokens: ['0xa', '0xb'],
      feePpm: 500,
      tickSpacing: 10,
      sqrtPriceX96: 1n,
      tick: 0,
      liquidity: 1n,
      ticks: [],
    },
  ])
  expect(exclusions(graph).map(({ pool, flaw }) => [pool, flaw.reason])).toEqual([
    ['0x1', 'zero-reserve'],
    ['0x2', 'overflow'],
    ['0x3', 'fee'],
    ['0x31', 'fee'],
    ['0x4', 'tokens'],
    ['0x5', 'kind'],
    ['0x6', 'price'],
  ])
})

test('the list of kinds holds no kind twice', () => {
  expect(new Set(AMMS.map((amm) => amm.kind)).size).toBe(AMMS.length)
})
