import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { OpenWarehouse } from '../../../chain/warehouse/open.ts'
import type { Parameter } from '../../../chain/warehouse/warehouse.ts'
import type { Scalar } from '../../../core/record.ts'
import { bind } from '../bind.ts'
import { type QueryInput, querySchema, type WithinInput } from '../query.ts'
import { contextOf } from '../testing/context.ts'
import { HOUR, openMarket, V2_POOL, V3_POOL, ZERO } from '../testing/market.ts'
import { NOW } from '../testing/questions.ts'
import { CHAIN, TOKENS } from '../testing/registry.ts'
import { compile } from './compile.ts'
import { diagnosis } from './diagnose.ts'

/** Swaps of seven wallets in two pools over six days, drawn once by a fixed rule. */
const WALLETS = 7
const HOURS = 144
const E18 = 10n ** 18n
const of = (symbol: string): string => TOKENS.find((token) => token.symbol === symbol)?.address ?? ''
const hex = (number: number): string => `0x${number.toString(16).padStart(64, '0')}`
const wallet = (index: number): string => `0x${`c${index}`.padEnd(40, '0')}`
const timeOf = (block: number): number => NOW - (HOURS - block) * HOUR

/** Numbers without a pattern that the tests could lean on; the same in every run. */
function* numbers(): Generator<number> {
  for (let state = 42; ; ) {
    state = (state * 1_103_515_245 + 12_345) % 2 ** 31
    yield Math.floor(state / 2 ** 12)
  }
}

function market(): Record<string, Parameter[][]> {
  const draw = numbers()
  const next = (below: number): number => Number(draw.next().value) % below
  const swaps = Array.from({ length: 260 }, (_, index): Parameter[] => {
    const block = 1 + next(HOURS)
    const who = wallet(Math.min(next(WALLETS), next(WALLETS)))
    const size = BigInt(1 + next(5000))
    const sign = next(2) === 0 ? 1n : -1n
    const at = [CHAIN, block, timeOf(block), hex(1000 + index)]
    const v2 = [V2_POOL, who, who, sign * size * 10n ** 6n, (-sign * size * E18) / 2000n, 1e13, 1e22]
    const v3 = [V3_POOL, who, who, (-sign * size * E18) / 2000n, sign * size * E18, 1e21, 1e24]
    return [...at, index, ...(next(3) === 0 ? v3 : v2), who, V2_POOL]
  })
  const blocks = Array.from({ length: HOURS }, (_, index): Parameter[] => {
    const n = index + 1
    return [CHAIN, n, hex(n), hex(n - 1), timeOf(n), ZERO, 15_000_000, 30_000_000, 10 ** 9, 1 + (n % 5)]
  })
  return {
    chains: [[CHAIN, 'demo', 'ETH', 18, of('WETH'), 12]],
    stables: [[CHAIN, of('USDC')]],
    tokens: TOKENS.map((token) => [CHAIN, token.address, token.symbol, token.name, token.decimals, null, 0]),
    pools: [
      [CHAIN, V2_POOL, 'uniswap', '2', ZERO, of('USDC'), of('WETH'), 30, null, 0, 0, timeOf(1)],
      [CHAIN, V3_POOL, 'uniswap', '3', ZERO, of('WETH'), of('PEPE'), 5, 10, 0, 1, timeOf(1)],
    ],
    blocks,
    swaps,
  }
}

let warehouse: OpenWarehouse
beforeAll(async () => {
  warehouse = await openMarket(false)
  await warehouse.write({ chain: CHAIN, batches: Object.entries(market()).map(([table, rows]) => ({ table, rows })) })
}, 120_000)
afterAll(async () => {
  await warehouse.close()
})

const bound = (input: QueryInput) => {
  const { handles, resolve } = contextOf(warehouse)
  return bind(querySchema.parse(input), { chains: handles.chains, resolve, now: NOW })
}

async function answer(input: QueryInput): Promise<Scalar[][]> {
  const compiled = compile(await bound(input))
  const { rows } = await warehouse.query(compiled.sql, compiled.parameters)
  return rows.map((row) => row.slice(0, compiled.columns.length))
}

const plain = async (sql: string): Promise<Scalar[][]> => (await warehouse.query(sql, [])).rows.map((row) => [...row])
const T = 'dex.trades'
const symbol = (name: string) => `'${of(name)}'`

interface Part {
  token?: string
  side?: 'bought' | 'sold'
  version?: '2' | '3'
  minUsd?: number
}
/** The same rows in SQL that a person would write. */
const rowsOf = ({ token, side, version, minUsd }: Part, alias: string): string =>
  [
    ...(token && side ? [`${alias}.token_${side}_address = ${symbol(token)}`] : []),
    ...(token && !side ? [`(${alias}.token_bought_address = ${symbol(token)} OR ${alias}.token_sold_address = ${symbol(token)})`] : []),
    ...(version ? [`${alias}.version = '${version}'`] : []),
    ...(minUsd ? [`${alias}.amount_usd >= ${minUsd}`] : []),
    'TRUE',
  ].join(' AND ')

const part = fc
  .record({
    token: fc.option(fc.constantFrom('WETH', 'PEPE', 'USDC'), { nil: undefined }),
    side: fc.option(fc.constantFrom('bought' as const, 'sold' as const), { nil: undefined }),
    version: fc.option(fc.constantFrom('2' as const, '3' as const), { nil: undefined }),
    minUsd: fc.option(fc.constantFrom(1000, 4000), { nil: undefined }),
  })
  .map(
    ({ token, side, version, minUsd }): Part => ({
      ...(token ? { token } : {}),
      ...(token && side ? { side } : {}),
      ...(version ? { version } : {}),
      ...(minUsd ? { minUsd } : {}),
    }),
  )
const traders = (extra: Partial<WithinInput>): WithinInput => ({ metric: 'trades', by: 'trader', ...extra })

describe('questions of two steps', () => {
  it('counts the people of one set who are in another, or are not, as plain SQL does', async () => {
    await fc.assert(
      fc.asyncProperty(part, part, part, fc.boolean(), async (outer, one, two, not) => {
        const got = await answer({ metric: 'traders', ...outer, within: [traders(one), traders({ ...two, not })] })
        const wanted = await plain(
          `SELECT count(DISTINCT taker) FROM ${T} AS a WHERE ${rowsOf(outer, 'a')} AND taker IN (SELECT taker FROM ${T} AS b WHERE ${rowsOf(one, 'b')}) AND taker ${not ? 'NOT' : ''} IN (SELECT taker FROM ${T} AS c WHERE ${rowsOf(two, 'c')})`,
        )
        expect(got).toEqual(wanted)
      }),
      { numRuns: 30 },
    )
  }, 60_000)

  it('counts those who did it later, within a time, as plain SQL does', async () => {
    await fc.assert(
      fc.asyncProperty(part, part, fc.option(fc.constantFrom(3600, 14_400, 86_400), { nil: undefined }), async (outer, one, seconds) => {
        const got = await answer({
          metric: 'traders',
          ...outer,
          within: [traders({ ...one, later: true, ...(seconds ? { seconds } : {}) })],
        })
        const bound = seconds ? ` AND a.block_time <= b.block_time + INTERVAL ${seconds} SECOND` : ''
        const wanted = await plain(
          `SELECT count(DISTINCT a.taker) FROM ${T} AS a, ${T} AS b WHERE a.taker = b.taker AND ${rowsOf(outer, 'a')} AND ${rowsOf(one, 'b')} AND a.block_time >= b.block_time${bound}`,
        )
        expect(got).toEqual(wanted)
      }),
      { numRuns: 20 },
    )
  }, 60_000)

  it('answers of the moment that a first query finds', async () => {
    await fc.assert(
      fc.asyncProperty(part, fc.constantFrom('hour' as const, 'day' as const), part, async (outer, per, first) => {
        const sum = 'SELECT coalesce(sum(amount_usd), 0)'
        const found = `SELECT date_trunc('${per}', block_time) AS t FROM ${T} AS b WHERE ${rowsOf(first, 'b')} GROUP BY 1 ORDER BY count(*) DESC, t DESC LIMIT 1`
        const got = await answer({ metric: 'volume', ...outer, within: [{ metric: 'trades', per, ...first, order: 'most' }] })
        const wanted = await plain(`${sum} FROM ${T} AS a WHERE ${rowsOf(outer, 'a')} AND date_trunc('${per}', block_time) = (${found})`)
        expect(Number(got[0]?.[0])).toBeCloseTo(Number(wanted[0]?.[0]), 4)
      }),
      { numRuns: 20 },
    )
  }, 60_000)

  it('answers of the trader, the pool and the token that a first query finds', async () => {
    const biggest = `(SELECT taker FROM ${T} GROUP BY 1 ORDER BY sum(amount_usd) DESC LIMIT 1)`
    expect(await answer({ metric: 'trades', within: [{ metric: 'volume', by: 'trader', order: 'most' }] })).toEqual(
      await plain(`SELECT count(*) FROM ${T} WHERE taker = ${biggest}`),
    )
    const pool = `(SELECT project_contract_address FROM ${T} GROUP BY 1 ORDER BY count(*) LIMIT 1)`
    expect(await answer({ metric: 'traders', within: [{ metric: 'trades', by: 'pool', order: 'least' }] })).toEqual(
      await plain(`SELECT count(DISTINCT taker) FROM ${T} WHERE project_contract_address = ${pool}`),
    )
    expect(await answer({ metric: 'traders', within: [{ metric: 'trades', by: 'token', order: 'least' }] })).toEqual(
      await plain(`SELECT count(DISTINCT taker) FROM ${T} WHERE ${symbol('PEPE')} IN (token_bought_address, token_sold_address)`),
    )
    const block = `(SELECT block_number FROM ${T} GROUP BY 1 ORDER BY count(*) DESC, 1 LIMIT 1)`
    expect(await answer({ metric: 'trades', within: [{ metric: 'trades', by: 'block', order: 'most' }] })).toEqual(
      await plain(`SELECT count(*) FROM ${T} WHERE block_number = ${block}`),
    )
  })

  it('bounds rows and groups by the value that a first query finds', async () => {
    const mean = `(SELECT avg(amount_usd) FROM ${T})`
    for (const [bound, sign] of [
      ['more', '>'],
      ['less', '<'],
    ] as const)
      expect(await answer({ metric: 'trades', than: { metric: 'average_trade', bound, on: 'rows' } })).toEqual(
        await plain(`SELECT count(*) FROM ${T} WHERE amount_usd ${sign} ${mean}`),
      )
    const weth = `(SELECT sum(amount_usd) FROM ${T} WHERE taker = '${wallet(1)}')`
    const more = await answer({
      metric: 'volume',
      by: ['trader'],
      than: { metric: 'volume', address: wallet(1), bound: 'more', on: 'groups' },
    })
    expect(more.map((row) => row[0]).sort()).toEqual(
      (await plain(`SELECT taker FROM ${T} GROUP BY 1 HAVING sum(amount_usd) > ${weth}`)).map((row) => row[0]).sort(),
    )
    const days = `(SELECT avg(v) FROM (SELECT count(*) AS v FROM ${T} GROUP BY date_trunc('day', block_time)))`
    const above = await answer({ metric: 'trades', per: 'day', than: { metric: 'trades', per: 'day', bound: 'more', on: 'groups' } })
    expect(above).toEqual(
      await plain(`SELECT date_trunc('day', block_time) AS d, count(*) AS n FROM ${T} GROUP BY 1 HAVING n > ${days} ORDER BY 1`),
    )
    const half = await answer({
      metric: 'trades',
      by: ['trader'],
      transform: 'groups',
      than: { metric: 'trades', by: 'trader', order: 'most', times: 0.5, bound: 'more', on: 'groups' },
    })
    expect(half).toEqual(
      await plain(
        `SELECT count(*) FROM (SELECT taker, count(*) AS n FROM ${T} GROUP BY 1) WHERE n > 0.5 * (SELECT max(n) FROM (SELECT count(*) AS n FROM ${T} GROUP BY taker))`,
      ),
    )
  })

  it('keeps each period to its own step', async () => {
    const cut = new Date(NOW - 72 * HOUR).toISOString().slice(0, 16)
    const ts = `TIMESTAMP '${cut.replace('T', ' ')}:00'`
    const later = { period: 'range', from: cut } as const
    const earlier = { period: 'range', to: cut } as const
    const people = (where: string) => `SELECT taker FROM ${T} WHERE ${where}`
    expect(await answer({ metric: 'traders', ...later, within: [traders({ token: 'PEPE', ...earlier })] })).toEqual(
      await plain(
        `SELECT count(DISTINCT taker) FROM ${T} WHERE block_time >= ${ts} AND taker IN (${people(`block_time < ${ts} AND version = '3'`)})`,
      ),
    )
    // The period of the question is that of the step unless told.
    expect(await answer({ metric: 'traders', token: 'USDC', ...later, within: [traders({ token: 'PEPE' })] })).toEqual(
      await plain(
        `SELECT count(DISTINCT taker) FROM ${T} WHERE block_time >= ${ts} AND version = '2' AND taker IN (${people(`block_time >= ${ts} AND version = '3'`)})`,
      ),
    )
    expect(await answer({ metric: 'traders', ...later, within: [traders({ period: 'before', not: true })] })).toEqual(
      await plain(`SELECT count(DISTINCT taker) FROM ${T} WHERE block_time >= ${ts} AND taker NOT IN (${people(`block_time < ${ts}`)})`),
    )
  })

  it('gives the share of people who are in the set too', async () => {
    const got = await answer({
      metric: 'traders',
      version: '3',
      transform: 'part',
      whole: ['version'],
      within: [traders({ token: 'USDC', side: 'bought', minUsd: 4000 })],
    })
    const v3 = `SELECT DISTINCT taker FROM ${T} WHERE version = '3'`
    const [[wanted] = []] = await plain(
      `SELECT 100.0 * count(*) FILTER (WHERE taker IN (SELECT taker FROM ${T} WHERE token_bought_address = ${symbol('USDC')} AND amount_usd >= 4000)) / count(*) FROM (${v3})`,
    )
    expect(Number(got[0]?.[0])).toBeCloseTo(Number(wanted), 6)
  })

  it('declines by name what a step cannot narrow', async () => {
    const declined: QueryInput[] = [
      { metric: 'price_close', token: 'WETH', within: [traders({ token: 'PEPE' })] },
      { metric: 'holders', token: 'WETH', within: [{ metric: 'trades', per: 'day', order: 'most' }] },
      { metric: 'traders', within: [{ metric: 'trade_rows', by: 'trader' }] },
      { metric: 'traders', within: [traders({ period: 'before' })] },
      { metric: 'trades', than: { metric: 'gas_price', bound: 'more', on: 'rows' } },
      { metric: 'traders', within: [{ metric: 'trades', by: 'token', later: true }] },
    ]
    for (const input of declined)
      await expect(bound(input).then(compile), JSON.stringify(input)).rejects.toMatchObject({ code: 'cannot_answer' })
  })

  it('tells which step emptied a result', async () => {
    const made = await bound({ metric: 'trades', within: [traders({ minUsd: 1e9 })] })
    const found = diagnosis(made, compile(made))
    const { rows } = await warehouse.query(found?.sql ?? '', found?.parameters ?? [])
    expect(found?.fields).toEqual(['within'])
    expect(Number(rows[0]?.[0])).toBe(260)
  })
})
