import fc from 'fast-check'
import { afterAll, beforeAll, expect, it } from 'vitest'
import type { OpenWarehouse } from '../../../chain/warehouse/open.ts'
import { bind } from '../bind.ts'
import { type QueryInput, querySchema } from '../query.ts'
import { contextOf } from '../testing/context.ts'
import { openMarket } from '../testing/market.ts'
import { NOW } from '../testing/questions.ts'
import type { Bound } from './bound.ts'
import { compile } from './compile.ts'

let warehouse: OpenWarehouse
beforeAll(async () => {
  warehouse = await openMarket(true)
  // Days that are over are summed a few at a time.
  for (let n = 0; n < 8; n++) await warehouse.write({ chain: contextOf(warehouse).handles.chains.main.id, batches: [] })
}, 120_000)
afterAll(() => warehouse.close())

/** The same question read from the transfers themselves. */
function plainly(bound: Bound): Bound {
  const { metric } = bound
  if (metric.kind !== 'aggregate') return bound
  const { daily: _, ...rest } = metric
  return { ...bound, metric: rest }
}

const rowsOf = async (bound: Bound) => {
  const { sql, parameters } = compile(bound)
  const { rows } = await warehouse.query(sql, parameters)
  // Sums of doubles differ in the last digits by their order.
  return rows.map((row) => row.map((cell) => (typeof cell === 'number' && !Number.isInteger(cell) ? cell.toPrecision(10) : cell)))
}

const date = fc.constantFrom('2026-04-28', '2026-05-01', '2026-05-02T13:00', '2026-05-12', '2026-05-20')
const optional = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: undefined, freq: 2 })
const queries = fc
  .record({
    metric: fc.constantFrom('transfers', 'transfer_volume', 'transfer_amount', 'senders', 'receivers'),
    by: fc.constantFrom([], ['token']),
    per: optional(fc.constantFrom('hour', 'day', 'week', 'month')),
    token: optional(fc.constantFrom('WETH', 'PEPE', 'USDC')),
    period: fc.constantFrom('all', 'last', 'last_week', 'this_month', 'range'),
    n: fc.integer({ min: 1, max: 12 }),
    from: optional(date),
    to: optional(date),
    compare: fc.boolean(),
    order: optional(fc.constantFrom('most', 'newest')),
    transform: optional(fc.constantFrom('share', 'cumulative', 'moving_average', 'part')),
    minUsd: fc.oneof({ weight: 6, arbitrary: fc.constant(undefined) }, { weight: 1, arbitrary: fc.constant(10) }),
  })
  .map((query) => Object.fromEntries(Object.entries(query).filter(([, value]) => value !== undefined)) as QueryInput)

it('answers from sums of days are those of the transfers themselves', async () => {
  const { resolve, handles } = contextOf(warehouse)
  const seals = await warehouse.query('SELECT date_diff($$day$$, from_day, to_day) FROM main.transfer_seals', [])
  expect(Number(seals.rows[0]?.[0])).toBeGreaterThan(10)
  let [daily, ran] = [0, 0]
  await fc.assert(
    fc.asyncProperty(queries, async (input) => {
      const bound = await bind(querySchema.parse(input), { chains: handles.chains, resolve, now: NOW })
      let made: string
      try {
        made = compile(bound).sql
      } catch {
        return
      }
      ran++
      if (made.includes('transfer_days')) daily++
      expect(await rowsOf(bound)).toEqual(await rowsOf(plainly(bound)))
    }),
    { numRuns: 150 },
  )
  expect(ran).toBeGreaterThan(50)
  expect(daily).toBeGreaterThan(20)
}, 120_000)
