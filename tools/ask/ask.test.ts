import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { OpenWarehouse } from '../../chain/warehouse/open.ts'
import { type Block, type Inline, plain } from '../../core/answer.ts'
import { resolveRef } from '../../core/record.ts'
import { askTool } from './ask.ts'
import type { QueryInput } from './query.ts'
import type { QueryResult } from './result.ts'
import { contextOf } from './testing/context.ts'
import { HOUR, HOURS, openMarket, TRADERS, timeOf } from './testing/market.ts'
import { load, NOW } from './testing/questions.ts'
import { registry } from './testing/registry.ts'

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

async function ask(input: QueryInput, { warehouse = full, locale = 'en' } = {}) {
  const context = contextOf(warehouse, locale)
  const result = await askTool.run(askTool.input.parse(input), context)
  const blocks = askTool.answer(result, locale)
  return { result: result as QueryResult, blocks, records: context.ledger.all() }
}
const sentence = (blocks: readonly Block[]): string =>
  blocks.flatMap((block) => (block.kind === 'text' ? [plain(block.parts)] : [])).join('\n')
const inlines = (block: Block): readonly Inline[] => (block.kind === 'text' || block.kind === 'warning' ? block.parts : [])
const value = async (input: QueryInput) => (await ask(input)).result.table.rows[0]?.[0]
/** Blocks whose time lies in a span. */
const within = (from: number, to: number): number[] =>
  Array.from({ length: HOURS }, (_, index) => index + 1).filter((block) => timeOf(block) >= from && timeOf(block) < to)

describe('ask', () => {
  it('counts as the market was made', async () => {
    const day = 24 * HOUR
    const monday = Date.parse('2026-05-11T00:00Z')
    expect(await value({ metric: 'trades', period: 'last', n: 24, unit: 'hour' })).toBe(24)
    expect(await value({ metric: 'trades', period: 'this_week' })).toBe(within(monday, NOW).length)
    expect(await value({ metric: 'trades', period: 'last_week' })).toBe(within(monday - 7 * day, monday).length)
    expect(await value({ metric: 'trades' })).toBe(HOURS)
    expect(await value({ metric: 'traders' })).toBe(3)
    expect(await value({ metric: 'trades', address: TRADERS[0], period: 'last_week' })).toBe(
      within(monday - 7 * day, monday).filter((block) => block % 3 === 0).length,
    )
    expect(await value({ metric: 'failed_transactions' })).toBe(HOURS / 10)
    expect(await value({ metric: 'transfer_amount', token: 'USDC', address: 'binance', direction: 'to' })).toBe(
      String((HOURS * (HOURS + 1)) / 2),
    )
    expect(await value({ metric: 'holders', token: 'PEPE' })).toBe(15)
  })

  it('sums volume in dollars and counts rows without a price', async () => {
    const blocks = within(Date.parse('2026-05-12T00:00Z'), Date.parse('2026-05-13T00:00Z'))
    // V2 swaps bring 1000 + n dollars; V3 swaps trade one WETH at 2,000 dollars.
    const dollars = blocks.reduce((sum, block) => sum + (block % 3 === 0 ? 2000 : 1000 + block), 0)
    const { result, blocks: shown } = await ask({ metric: 'volume', period: 'yesterday' })
    expect(result.table.rows[0]?.[0]).toBeCloseTo(dollars, 4)
    expect(sentence(shown)).toContain('All rows have a USD price.')
    expect(sentence(shown)).toContain('Period: from 2026-05-12 00:00 UTC to 2026-05-13 00:00 UTC.')
  })

  it('fills days without trades with zero and never invents days outside the index', async () => {
    const { result } = await ask({ metric: 'volume', token: 'DAI', per: 'day', period: 'last', n: 400, unit: 'day' })
    expect(result.table.rows.every((row) => row[1] === 0)).toBe(true)
    expect(result.table.rows[0]?.[0]).toBe(Date.parse('2026-04-23T00:00Z'))
    expect(result.table.rows.at(-1)?.[0]).toBe(Date.parse('2026-05-13T00:00Z'))
    expect(result.fresh.begins).toBeDefined()
  })

  it('says what there is instead of a zero, where a period lies outside of all data', async () => {
    const { result, blocks } = await ask({ metric: 'trades', period: 'range', from: '2019-01-01', to: '2019-01-31' })
    expect(result.kind).toBe('outside')
    expect(sentence(blocks)).toContain('There is no data of that period.')
  })

  it('counts groups within bounds as the market was made', async () => {
    const { result } = await ask({ metric: 'trades', by: ['trader'], atLeast: 1, transform: 'groups' })
    expect(result.table.rows).toEqual([[3]])
    expect(await value({ metric: 'trades', by: ['trader'], atLeast: HOURS, transform: 'groups' })).toBe(0)
  })

  it('gives two named periods a row each', async () => {
    const query = {
      metric: 'trades',
      period: 'range',
      from: '2026-05-05',
      to: '2026-05-05',
      compare: true,
      from2: '2026-05-04',
      to2: '2026-05-04',
    } as const
    const { result } = await ask(query)
    expect(result.table.rows.map(([at, count]) => [at, count])).toEqual([
      [Date.parse('2026-05-04'), 24],
      [Date.parse('2026-05-05'), 24],
    ])
  })

  it('compares a running week with the same part of the week before', async () => {
    const { result, blocks } = await ask({ metric: 'trades', period: 'this_week', compare: true })
    // This week, the same part of the last one, the change, and all of the last one.
    expect(result.table.rows[0]).toEqual([63, 63, 0, 168])
    expect(sentence(blocks)).toContain('Compared with 2026-05-04 00:00 UTC to 2026-05-06 14:30 UTC.')
  })

  it('ranks holders by exact amounts', async () => {
    const { result, blocks } = await ask({ metric: 'holder_rows', token: 'PEPE', limit: 2 })
    expect(result.table.rows.map((row) => row[2])).toEqual(['15', '14'])
    expect(sentence(blocks)).toContain('15 PEPE')
  })

  it('says which condition emptied a result, and that an empty index is empty', async () => {
    const { blocks } = await ask({ metric: 'trades', dex: 'sushiswap', period: 'today' })
    expect(sentence(blocks)).toMatch(/Without the condition on the DEX there would be \d+ rows/)
    expect(sentence((await ask({ metric: 'trades' }, { warehouse: empty })).blocks)).toContain('Nothing is indexed yet')
  })

  it('labels own SQL as such, under the guard', async () => {
    const { blocks } = await ask({ sql: 'select count(*) as n from dex.trades' })
    expect(sentence(blocks)).toContain('Your own SQL')
    await expect(ask({ sql: 'drop table blocks' })).rejects.toMatchObject({ code: 'query_refused' })
  })

  it('answers a question in words and declines what it does not understand', async () => {
    expect((await ask({ question: 'how many swaps in the last 24 hours' })).result.table.rows[0]?.[0]).toBe(24)
    await expect(ask({ question: 'what will ETH cost tomorrow' })).rejects.toMatchObject({ code: 'cannot_answer' })
    await expect(ask({ metric: 'price', token: 'CAT' })).rejects.toMatchObject({ code: 'token_ambiguous' })
    await expect(ask({ metric: 'gas_price', dex: 'uniswap' })).rejects.toMatchObject({ code: 'cannot_answer' })
  })

  it('binds every figure of every answer to a record, in three languages', async () => {
    const live = new Set(['latest_block', 'supply'])
    const questions = load('seen').flatMap((question) =>
      typeof question.expect === 'string' || live.has(question.expect.metric ?? '') ? [] : [question.expect],
    )
    for (const [index, input] of questions.entries()) {
      const locale = ['en', 'es', 'zh'][index % 3] as string
      const { blocks, records } = await ask(input, { locale })
      expect(sentence(blocks).length).toBeGreaterThan(10)
      for (const block of blocks) {
        for (const part of inlines(block)) {
          if (typeof part === 'string') expect([input, part.match(/\d/)]).toEqual([input, null])
          else expect([input, part.figure, resolveRef(records, part.ref) === undefined]).toEqual([input, part.figure, false])
        }
        if (block.kind === 'table')
          expect(records.find((record) => record.id === block.record)).toMatchObject({ kind: 'table', rows: { length: block.rows.length } })
      }
    }
  }, 120_000)

  it('reads its examples as the inputs they stand for', async () => {
    for (const { say, input } of askTool.examples) {
      const [found] = await askTool.read(say, { previous: undefined, resolve: registry, locale: 'en', now: NOW })
      expect([say, askTool.input.parse(found?.input)]).toEqual([say, askTool.input.parse(input)])
      expect(found?.score).toBeGreaterThanOrEqual(0.9)
    }
  })
})
