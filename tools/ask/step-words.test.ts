import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { OpenWarehouse } from '../../chain/warehouse/open.ts'
import { type Block, type Inline, plain } from '../../core/answer.ts'
import { resolveRef } from '../../core/record.ts'
import { askTool } from './ask.ts'
import type { QueryInput } from './query.ts'
import type { QueryResult } from './result.ts'
import { contextOf } from './testing/context.ts'
import { HOURS, openMarket, TRADERS } from './testing/market.ts'

let market: OpenWarehouse
beforeAll(async () => {
  market = await openMarket(true)
}, 120_000)
afterAll(async () => {
  await market.close()
})

const partsOf = (block: Block): readonly Inline[] => ('parts' in block ? (block.parts as readonly Inline[]) : [])

async function ask(input: QueryInput, locale = 'en') {
  const context = contextOf(market, locale)
  const result = (await askTool.run(askTool.input.parse(input), context)) as QueryResult
  const blocks = askTool.answer(result, locale)
  return { result, blocks, records: context.ledger.all(), said: blocks.map((block) => plain(partsOf(block))).join('\n') }
}

const pepe = { metric: 'trades', by: 'trader', token: 'PEPE' } as const
const cases: readonly (readonly [QueryInput, RegExp])[] = [
  // Every third block trades on V3, all by the first trader; the others trade on V2.
  [{ metric: 'trades', within: [pepe] }, /Only of those found first by trades \(PEPE\): 1 of them/],
  [{ metric: 'trades', within: [{ ...pepe, not: true }] }, /Without those found first by trades \(PEPE\): 1 of them/],
  [{ metric: 'trades', within: [{ metric: 'trades', per: 'day', order: 'most' }] }, /Found first: trades: 2026-\d\d-\d\d \(24\)/],
  [
    { metric: 'trades', within: [{ metric: 'volume', by: 'trader', order: 'most' }] },
    /Found first: trading volume: 0xc[123]0+ \(\$[\d,.]+\w?\)/,
  ],
  [
    { metric: 'trades', than: { metric: 'average_trade', bound: 'more', on: 'rows' } },
    /Only what is more than this, found first: .*: \$[\d,.]+/,
  ],
]

describe('the words of an answer in two steps', () => {
  it('say what the first step found, each figure with its record', async () => {
    for (const [input, words] of cases) {
      const { said, blocks, records } = await ask(input)
      expect(said).toMatch(words)
      for (const part of blocks.flatMap(partsOf))
        if (typeof part !== 'string') expect(resolveRef(records, part.ref), JSON.stringify(part)).not.toBeUndefined()
    }
  })

  it('are there in every language', async () => {
    const [input] = cases[0] ?? []
    const english = (await ask(input as QueryInput)).said
    for (const locale of ['es', 'zh', 'ru', 'tr', 'vi']) {
      const { said } = await ask(input as QueryInput, locale)
      expect(said).not.toContain('found first')
      expect(said).not.toBe(english)
    }
  })

  it('come with the result of the second step and one statement that gives it', async () => {
    const { result } = await ask({ metric: 'trades', within: [pepe] })
    expect(result.table.rows).toEqual([[HOURS / 3]])
    expect(result.sql).toContain('WITH step1 AS MATERIALIZED')
    const { rows } = await market.query(result.sql, [])
    expect(rows[0]?.[0]).toBe(HOURS / 3)
  })

  it('name the step that emptied the answer', async () => {
    const { said } = await ask({ metric: 'trades', address: TRADERS[1], within: [pepe] })
    expect(said).toContain('Without the condition on what was found first there would be')
  })
})
