import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { OpenWarehouse } from '../../../chain/warehouse/open.ts'
import { PetrelError } from '../../../core/errors.ts'
import { bind } from '../bind.ts'
import { METRIC_IDS, metricOf, subjects } from '../layer/index.ts'
import { DIMENSIONS, ORDERS } from '../layer/types.ts'
import { GRAINS, PERIODS, type QueryInput, querySchema, type ThanInput, UNITS, type WithinInput } from '../query.ts'
import { contextOf } from '../testing/context.ts'
import { openMarket, TRADERS, V2_POOL } from '../testing/market.ts'
import { NOW } from '../testing/questions.ts'
import { compile } from './compile.ts'
import { diagnosis } from './diagnose.ts'
import { inlined } from './parameters.ts'

let empty: OpenWarehouse
let full: OpenWarehouse
beforeAll(async () => {
  empty = await openMarket(false)
  full = await openMarket(true)
}, 120_000)
afterAll(async () => {
  await empty.close()
  await full.close()
})

const optional = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: undefined, freq: 2 })
const date = fc.constantFrom('2026-04-30', '2026-05-01', '2026-05-12T12:00', '2026-05-20', '1970-01-01')
const rarely = <T>(arbitrary: fc.Arbitrary<T>) => fc.oneof({ weight: 11, arbitrary: fc.constant(undefined) }, { weight: 1, arbitrary })
const measured = fc.constantFrom(...METRIC_IDS.filter((id) => metricOf(id)?.metric.kind !== 'live'))
/** Mostly groups that the subject has; any others must be declined. */
const groups = (id: string) => {
  const own = Object.keys(metricOf(id)?.subject.dimensions ?? {}) as (typeof DIMENSIONS)[number][]
  return fc.uniqueArray(
    fc.oneof({ weight: 9, arbitrary: fc.constantFrom(...own) }, { weight: 1, arbitrary: fc.constantFrom(...DIMENSIONS) }),
    { maxLength: 2 },
  )
}
/** First steps of every kind. */
const STEPS: WithinInput[] = [
  { metric: 'trades', by: 'trader', token: 'PEPE', side: 'bought' },
  { metric: 'transfers', by: 'sender', token: 'USDC', not: true, of: 'receiver' },
  { metric: 'trades', by: 'trader', later: true, seconds: 3600 },
  { metric: 'transactions', per: 'day', order: 'most' },
  { metric: 'volume', by: 'token', order: 'most', limit: 3, period: 'all' },
  { metric: 'volume', by: 'pool', order: 'least' },
  { metric: 'transactions', by: 'block', order: 'most' },
  { metric: 'holders', by: 'address', token: 'PEPE', period: 'before' },
]
const VALUES: ThanInput[] = [
  { metric: 'average_trade', bound: 'more', on: 'rows' },
  { metric: 'volume', token: 'USDC', bound: 'less', on: 'groups', times: 2 },
  { metric: 'trades', per: 'day', bound: 'more', on: 'groups' },
  { metric: 'volume', by: 'trader', bound: 'more', on: 'groups' },
]
const queries = measured
  .chain((metric) =>
    fc.record({
      metric: fc.constant(metric),
      by: groups(metric),
      per: rarely(fc.constantFrom(...GRAINS)),
      token: optional(fc.constantFrom('WETH', 'PEPE', 'USDC')),
      token2: rarely(fc.constant('DAI')),
      pool: rarely(fc.constant(V2_POOL)),
      dex: rarely(fc.constant('uniswap')),
      version: rarely(fc.constantFrom('2', '3')),
      address: rarely(fc.constantFrom(TRADERS[0], 'binance')),
      direction: rarely(fc.constantFrom('from', 'to')),
      exclude: rarely(
        fc.array(fc.constantFrom('USDC', 'stablecoins', 'sushiswap', TRADERS[1], "o'neill; drop table blocks"), { maxLength: 2 }),
      ),
      minUsd: rarely(fc.constantFrom(0.01, 1e6)),
      minAmount: rarely(fc.constantFrom(1, 1e20)),
      period: fc.constantFrom(...PERIODS),
      n: optional(fc.integer({ min: 1, max: 10_000 })),
      unit: optional(fc.constantFrom(...UNITS)),
      from: optional(date),
      to: optional(date),
      order: optional(fc.constantFrom(...ORDERS)),
      limit: optional(fc.integer({ min: 1, max: 1000 })),
      compare: fc.boolean(),
      transform: rarely(fc.constantFrom('share', 'cumulative', 'moving_average')),
      each: rarely(fc.constantFrom('trader', 'trade', 'transaction', 'holder')),
      currency: fc.constantFrom('usd', 'native'),
      within: rarely(fc.array(fc.constantFrom(...STEPS), { minLength: 1, maxLength: 2 })),
      than: rarely(fc.constantFrom(...VALUES)),
    }),
  )
  .map((query) => Object.fromEntries(Object.entries(query).filter(([, value]) => value !== undefined)) as QueryInput)

/** The errors that mean "not this way", as against a statement that the engine refuses. */
const DECLINED = new Set(['cannot_answer', 'token_unknown', 'not_found'])

async function attempt(input: QueryInput, warehouse: OpenWarehouse): Promise<'ran' | 'declined'> {
  const query = querySchema.parse(input)
  try {
    const bound = await bind(query, { chains: contextOf(warehouse).handles.chains, resolve: contextOf(warehouse).resolve, now: NOW })
    const compiled = compile(bound)
    expect(compile(bound)).toEqual(compiled)
    const result = await warehouse.query(compiled.sql, compiled.parameters)
    expect(result.columns.slice(0, compiled.columns.length).map((column) => column.name)).toEqual(
      compiled.columns.map((column) => column.name),
    )
    expect(result.rows.length).toBeLessThanOrEqual(compiled.limit)
    const made = diagnosis(bound, compiled)
    if (made) await warehouse.query(made.sql, made.parameters)
    return 'ran'
  } catch (error) {
    if (error instanceof PetrelError && DECLINED.has(error.code)) return 'declined'
    // The query names the case; the engine's message alone does not.
    throw new Error(`${JSON.stringify(input)} failed`, { cause: error })
  }
}

describe('compile', () => {
  it('makes every admitted query run on an empty and on a full warehouse, or declines it by name', async () => {
    let ran = 0
    await fc.assert(
      fc.asyncProperty(queries, async (query) => {
        const outcome = await attempt(query, full)
        expect(await attempt(query, empty)).toBe(outcome)
        if (outcome === 'ran') ran++
      }),
      { numRuns: 300 },
    )
    expect(ran).toBeGreaterThan(30)
  }, 120_000)

  it('runs every metric by every dimension and grain that its subject has', async () => {
    const plans = subjects.flatMap((subject) =>
      subject.metrics
        .filter((metric) => metric.kind !== 'live')
        .flatMap((metric): QueryInput[] => {
          const base = { metric: metric.id, token: 'WETH', ...(metric.needs?.includes('address') ? { address: TRADERS[0] } : {}) }
          if (metric.kind === 'rows') return ORDERS.map((order) => ({ ...base, order }))
          const groups = Object.keys(subject.dimensions).map((by) => ({ ...base, by: [by] as QueryInput['by'] }))
          const grains =
            subject.time && !metric.state
              ? GRAINS.map((per) => ({ ...base, per, period: 'last' as const, n: 5, unit: 'day' as const }))
              : []
          return [
            base,
            ...groups,
            ...grains,
            ...(subject.time && !metric.state ? [{ ...base, period: 'this_week' as const, compare: true }] : []),
          ]
        }),
    )
    const withToken = (plan: QueryInput) => (metricOf(plan.metric ?? '')?.subject.filters.token ? plan : { ...plan, token: undefined })
    for (const plan of plans) expect([plan, await attempt(JSON.parse(JSON.stringify(withToken(plan))), full)]).toEqual([plan, 'ran'])
  }, 400_000)

  it('writes values into the shown statement as literals that cannot break out', () => {
    expect(inlined("SELECT $1, $2, $10 || '$3'", ["it's; DROP TABLE x --", 5, 3])).toBe("SELECT 'it''s; DROP TABLE x --', 5, NULL || '3'")
    expect(inlined('SELECT $1', ['$1 $2'])).toBe("SELECT '$1 $2'")
  })
})
