import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { ResultSet } from '../../chain/warehouse/warehouse.ts'
import { proposeSlippage } from './slippage.ts'

const signal = new AbortController().signal
const tokens = ['0xa', '0xb'] as const
/** A warehouse whose one query gives these hourly closes, newest first. */
const closes = (series: Readonly<Record<string, readonly number[]>>) => ({
  query: async (): Promise<ResultSet> => ({
    columns: [],
    rows: Object.entries(series).flatMap(([token, list]) => list.map((close) => [token, close])),
    truncated: false,
    ms: 0,
  }),
})
const wave = (swing: number) => Array.from({ length: 48 }, (_, hour) => 100 * Math.exp(hour % 2 === 0 ? swing : 0))
const propose = (series: Readonly<Record<string, readonly number[]>>, impactBps = 0) =>
  proposeSlippage(closes(series), { chain: 1, tokens, impactBps, signal })

test('wilder prices and larger trades ask for more room', async () => {
  const calm = await propose({ '0xa': wave(0.001), '0xb': wave(0) })
  const wild = await propose({ '0xa': wave(0.05), '0xb': wave(0) })
  const large = await propose({ '0xa': wave(0.05), '0xb': wave(0) }, 500)
  expect([calm.from, wild.from]).toEqual(['volatility', 'volatility'])
  expect(calm.bps).toBeLessThan(wild.bps)
  expect(large.bps).toBe(wild.bps + 50)
})

test('nothing known, or an index that fails, gives the usual half percent', async () => {
  expect(await propose({})).toEqual({ bps: 50, from: 'default' })
  const broken = { query: () => Promise.reject(new Error('gone')) }
  expect(await proposeSlippage(broken, { chain: 1, tokens, impactBps: 100, signal })).toEqual({ bps: 60, from: 'default' })
})

test('whatever the prices, it stays between a tenth and five percent', async () => {
  const price = fc.oneof(fc.double({ min: 1e-12, max: 1e12, noNaN: true }), fc.constantFrom(0, -1, Number.NaN, Number.POSITIVE_INFINITY))
  await fc.assert(
    fc.asyncProperty(fc.array(price, { maxLength: 60 }), fc.double({ min: -100, max: 10_000, noNaN: true }), async (list, impact) => {
      const { bps } = await propose({ '0xa': list, '0xb': list }, impact)
      expect(Number.isInteger(bps)).toBe(true)
      expect(bps).toBeGreaterThanOrEqual(10)
      expect(bps).toBeLessThanOrEqual(500)
    }),
  )
})
