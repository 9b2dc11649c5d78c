import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { plain } from '../../core/answer.ts'
import { resolveRef } from '../../core/record.ts'
import type { ReadContext } from '../../core/tool.ts'
import type { QueryStore } from '../../store/queries.ts'
import { askTool } from '../ask/ask.ts'
import { type QueryInput, querySchema } from '../ask/query.ts'
import { libraryTool } from './library.ts'
import { QUERIES } from './queries/index.ts'
import { parametersOf, type VerifiedQuery } from './query.ts'
import { spanOf } from './span.ts'
import { type Indexed, openIndexed } from './testing/indexed.case.ts'

let indexed: Indexed
let trader = ''
beforeAll(async () => {
  indexed = await openIndexed()
  trader = String(
    (await indexed.warehouse.query('SELECT tx_from FROM dex.trades GROUP BY 1 ORDER BY count(*) DESC, 1 LIMIT 1', [])).rows[0]?.[0],
  )
}, 180_000)
afterAll(() => indexed.close())

type Input = Parameters<typeof libraryTool.input.parse>[0]
async function ask(input: Input, more: Parameters<Indexed['context']>[0] = {}) {
  const context = indexed.context(more)
  const result = await libraryTool.run(libraryTool.input.parse(input), context)
  return { result, blocks: libraryTool.answer(result, context.locale), records: context.ledger.all() }
}
async function rowsOf(name: string, values: Record<string, string> = {}) {
  const { result } = await ask({ name, values })
  if (result.kind !== 'query') throw new Error(`${name} is not a query`)
  return result.table.rows
}
const needed = (query: VerifiedQuery): Record<string, string> => {
  const all: Record<string, string> = { token: 'WETH', token2: 'USDC', address: trader, pair: 'USDC-WETH' }
  return Object.fromEntries(query.needs.map((name) => [name, all[name] ?? '']))
}

/** These have no rows on the demo chain, whose history holds no such thing; all others must find something. */
const EMPTY = new Set([
  'same-block-round-trips',
  'quiet-pools',
  'burns',
  'unpriced-trades',
  'round-trips',
  'same-symbol-tokens',
  'multi-trade-transactions',
  'flows-between-labels',
  'label-net-flow',
  'trader-retention',
])

describe('every query', () => {
  it('has a name, titles and parameters of its own, and there are at least 80', () => {
    expect(QUERIES.length).toBeGreaterThanOrEqual(80)
    expect(new Set(QUERIES.map(({ id }) => id)).size).toBe(QUERIES.length)
    for (const { id, title } of QUERIES) {
      const six = [title.en, title.es, title.zh, title.ru, title.tr, title.vi]
      expect([id, six.every((each) => each !== undefined && each.trim() !== ''), new Set(six).size >= 5]).toEqual([id, true, true])
    }
    const sayings = QUERIES.flatMap(({ says }) => says)
    expect(new Set(sayings).size).toBe(sayings.length)
    for (const { id, title, sql, needs } of QUERIES) {
      expect(id).toMatch(/^[a-z0-9]+(-[a-z0-9]+)*$/)
      expect([id, Object.values(title).every((text) => text.length > 2)]).toEqual([id, true])
      expect([id, needs.filter((name) => !parametersOf(sql).includes(name))]).toEqual([id, []])
      // Window functions fail now and then in DuckDB 1.5.5.
      expect([id, /\bover\s*\(/i.test(sql)]).toEqual([id, false])
    }
  })

  it.each(QUERIES.map((query) => [query.id, query] as const))('%s runs and binds its figures', async (id, query) => {
    const { result, blocks, records } = await ask({ name: id, values: needed(query) })
    if (result.kind !== 'query') throw new Error(`${id} was not found`)
    if (!EMPTY.has(id)) expect([id, result.table.rows.length]).not.toEqual([id, 0])
    expect(JSON.stringify(blocks)).toContain('Verified:')
    for (const block of blocks) {
      if (block.kind === 'text')
        for (const part of block.parts) if (typeof part !== 'string') expect(resolveRef(records, part.ref)).toBeDefined()
      if (block.kind === 'chart') expect(block.y.length).toBeGreaterThan(0)
    }
    // The guard that strangers' statements pass holds for these too.
    await indexed.warehouse.guarded(result.sql, { limits: { rows: 1 } })
  })

  it.each(QUERIES.filter(({ sql }) => parametersOf(sql).includes('period')).map((query) => [query.id, query] as const))(
    '%s is empty or zero long before the chain began',
    async (id, query) => {
      const rows = await rowsOf(id, { ...needed(query), period: '2001-01-01/2001-01-02' })
      const figures = rows.flat().filter((value) => typeof value === 'number' && value !== 0)
      if (!['quiet-pools', 'fee-tiers', 'token-velocity'].includes(id)) expect([id, figures]).toEqual([id, []])
    },
  )
})

describe('against the semantic layer', () => {
  const layer = async (input: QueryInput) => {
    const result = await askTool.run(querySchema.parse(input), indexed.context())
    return result.kind === 'query' ? result.table.rows : []
  }
  const close = (a: unknown, b: unknown) => expect(Number(a)).toBeCloseTo(Number(b), 4)

  it('sums the same volume, in all and by what it is grouped', async () => {
    const total = (await layer({ metric: 'volume' }))[0]?.[0]
    const summed = (rows: readonly (readonly unknown[])[], column: number) => rows.reduce((sum, row) => sum + Number(row[column]), 0)
    for (const [name, column] of [
      ['volume-over-time', 1],
      ['volume-by-dex', 1],
      ['volume-by-version', 2],
      ['volume-by-chain', 1],
      ['volume-by-weekday', 2],
      ['volume-by-hour-of-day', 1],
      ['trade-size-buckets', 2],
    ] as const)
      close(summed(await rowsOf(name), column), total)
    close((await rowsOf('cumulative-volume')).at(-1)?.[1], total)
  })

  it('ranks the same tokens, pairs, traders, holders and transfers', async () => {
    const first = async (input: QueryInput) => (await layer(input))[0]?.find((value) => typeof value === 'string')
    expect((await rowsOf('top-pairs', { n: '1' }))[0]?.[0]).toBe(await first({ metric: 'volume', by: ['pair'], order: 'most', limit: 1 }))
    expect(await rowsOf('top-tokens', { n: '1' })).toEqual([
      expect.arrayContaining([await first({ metric: 'volume', by: ['token'], order: 'most', limit: 1 })]),
    ])
    const holders = await layer({ metric: 'holder_rows', token: 'UNI', limit: 3 })
    const mine = await rowsOf('top-holders', { token: 'UNI', n: '3' })
    expect(mine.map(([address]) => address)).toEqual(holders.map((row) => row.find((cell) => /^0x[0-9a-f]{40}$/.test(String(cell)))))
  })

  it('counts the same trades, traders, holders and failures', async () => {
    const one = async (input: QueryInput) => (await layer(input))[0]?.[0]
    const volume = await rowsOf('volume-by-chain')
    expect(volume.reduce((sum, row) => sum + Number(row[2]), 0)).toBe(Number(await one({ metric: 'trades' })))
    expect((await rowsOf('trader-concentration'))[0]?.[0]).toBe(await one({ metric: 'traders' }))
    expect((await rowsOf('holder-concentration', { token: 'UNI' }))[0]?.[0]).toBe(await one({ metric: 'holders', token: 'UNI' }))
    const failed = await rowsOf('failed-transactions')
    expect(failed.reduce((sum, row) => sum + Number(row[2]), 0)).toBe(Number(await one({ metric: 'failed_transactions' })))
    close(
      (await rowsOf('fees-over-time')).reduce((sum, row) => sum + Number(row[1]), 0),
      await one({ metric: 'fees' }),
    )
  })
})

describe('reading', () => {
  const context = (previous?: unknown): ReadContext => ({
    previous: previous === undefined ? undefined : { tool: 'library', input: previous },
    resolve: indexed.context().resolve,
    locale: 'en',
    now: Date.now(),
  })
  const reads = async (text: string, previous?: unknown) => (await libraryTool.read(text, context(previous)))[0]

  it('finds a query by its name, by words and by what is said', async () => {
    expect(await reads('verified queries')).toMatchObject({ score: 0.97, input: {} })
    expect(await reads('top-traders token=UNI n=5')).toMatchObject({ input: { name: 'top-traders', values: { token: 'UNI', n: '5' } } })
    expect(await reads('verified query volume by weekday')).toMatchObject({ input: { name: 'volume-by-weekday' } })
    expect(await reads('Trade size distribution?')).toMatchObject({ score: 0.9, input: { name: 'trade-size-buckets' } })
    for (const text of ['hello', 'top 5 tokens by volume', 'swap 1 ETH for USDC', 'daily volume of WETH', 'price of UNI'])
      expect([text, await reads(text)]).toEqual([text, undefined])
  })

  it('reads follow-ups as parameters', async () => {
    const before = { name: 'top-traders', values: { token: 'UNI' } }
    const changed = async (text: string) => ((await reads(text, before))?.input as { values?: unknown } | undefined)?.values
    expect(await changed('n=20')).toEqual({ token: 'UNI', n: '20' })
    expect(await changed('top 3')).toEqual({ token: 'UNI', n: '3' })
    expect(await changed('last week')).toEqual({ token: 'UNI', period: 'last_week' })
    expect(await changed('last 3 days')).toEqual({ token: 'UNI', period: '3d' })
    expect(await changed('only 2024')).toEqual({ token: 'UNI', period: '2024-01-01/2025-01-01' })
    expect(await changed('for WETH')).toEqual({ token: 'WETH' })
    expect(await changed('on uniswap')).toEqual({ token: 'UNI', dex: 'uniswap' })
    expect(await changed('usd=5')).toBeUndefined()
    expect(await changed('what is the price of gas')).toBeUndefined()
  })
})

describe('parameters', () => {
  it('leave out what is open and say the rest plainly', async () => {
    const { result } = await ask({ name: 'pools-by-liquidity', values: { n: '1' } })
    expect(result.kind === 'query' && result.sql).toMatch(/FROM dex\.pools ORDER BY/)
    const filtered = await ask({ name: 'pools-by-liquidity', values: { n: '1', dex: 'uniswap' } })
    expect(filtered.result.kind === 'query' && filtered.result.sql).toContain("WHERE (project = 'uniswap') ORDER BY")
  })

  it('are checked, and never become SQL', async () => {
    for (const values of [
      { n: '0' },
      { n: '5; DROP TABLE blocks' },
      { period: 'someday' },
      { dex: "x' OR '1'='1" },
      { chain: 'mars' },
      { version: '9' },
      { nonsense: '1' },
    ] as Record<string, string>[])
      await expect(ask({ name: 'volume-by-version', values })).rejects.toMatchObject({ code: 'input_invalid' })
    await expect(ask({ name: 'top-holders' })).rejects.toMatchObject({ code: 'input_invalid', facts: { missing: ['token'] } })
    await expect(ask({ name: 'top-holders', values: { token: "UNI'; DROP TABLE blocks; --" } })).rejects.toMatchObject({
      code: 'token_unknown',
    })
    expect(await rowsOf('top-pairs', { n: '1', pair: "x' OR '1'='1" }).catch((error: { code: string }) => error.code)).toBe('input_invalid')
    expect(await rowsOf('volume-over-time', { pair: "x' OR '1'='1" })).toEqual([])
    expect(await rowsOf('volume-over-time', { pair: 'WETH/USDC' })).toEqual(await rowsOf('volume-over-time', { pair: 'USDC-WETH' }))
  })

  it('name spans of time', () => {
    const now = Date.parse('2026-05-13T14:30:00Z')
    expect(spanOf('last_week', now)).toEqual({ from: Date.parse('2026-05-04'), to: Date.parse('2026-05-11') })
    expect(spanOf('24h', now).from).toBe(now - 86_400_000)
    expect(spanOf('2024-01-01/2024-02-01', now)).toEqual({ from: Date.parse('2024-01-01'), to: Date.parse('2024-02-01') })
    expect(spanOf('last month', now)).toEqual({ from: Date.parse('2026-04-01'), to: Date.parse('2026-05-01') })
    for (const text of ['', 'x/y', '2024-02-01/2024-01-01'])
      expect(() => spanOf(text, now)).toThrow(expect.objectContaining({ code: 'input_invalid' }))
  })
})

it('lists what there is, the nearest for an unknown name, and what an operator promoted, under the guard', async () => {
  const { blocks, result } = await ask({})
  expect(blocks[0]?.kind === 'text' && plain(blocks[0].parts)).toBe(`Verified queries: ${QUERIES.length}.`)
  expect(result).toMatchObject({ kind: 'list' })
  expect((await ask({ name: 'something about holders' })).result).toMatchObject({ kind: 'list', asked: 'something about holders' })
  const queries = { promoted: async () => [{ id: 'my-count', title: 'My count', sql: 'SELECT count(*) AS n FROM dex.trades WHERE ({{token}} IS NULL OR token_bought_address = {{token}})', at: 0 }, { id: 'evil', title: 'Evil', sql: 'DROP TABLE blocks', at: 0 }] } as unknown as QueryStore // biome-ignore format: short
  const promoted = await ask({ name: 'my-count', values: { token: 'WETH' } }, { handles: { queries } })
  expect(JSON.stringify(promoted.blocks)).toContain('Checked by the operator')
  await expect(ask({ name: 'evil' }, { handles: { queries } })).rejects.toMatchObject({ code: 'query_refused' })
})

it('stands on its page, each query with its title', () => {
  const page = readFileSync('docs/verified-queries.md', 'utf8')
  expect(QUERIES.filter(({ id, title }) => !page.includes(`| \`${id}\` | ${title.en} |`)).map(({ id }) => id)).toEqual([])
})
