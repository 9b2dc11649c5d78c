import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Block, plain } from '../../core/answer.ts'
import type { ModelPort } from '../../core/model.ts'
import { resolveRef } from '../../core/record.ts'
import type { ReadContext } from '../../core/tool.ts'
import { type Indexed, openIndexed } from '../library/testing/indexed.case.ts'
import { diff } from './diff.ts'
import type { Wish } from './edit.ts'
import { readWishes } from './read-wishes.ts'
import { sqlTool } from './sql.ts'
import { applyEdits, codeTokens, tokenize } from './tokens.ts'

let indexed: Indexed
beforeAll(async () => {
  indexed = await openIndexed()
}, 180_000)
afterAll(() => indexed.close())

type Input = Parameters<typeof sqlTool.input.parse>[0]
async function ask(input: Input, more: Parameters<Indexed['context']>[0] = {}) {
  const context = indexed.context(more)
  const result = await sqlTool.run(sqlTool.input.parse(input), context)
  return { result, blocks: sqlTool.answer(result, context.locale), records: context.ledger.all() }
}
const rowsOf = async (sql: string) => (await indexed.warehouse.query(sql, [])).rows
const contextFor = (previous?: unknown): ReadContext => ({
  previous: previous === undefined ? undefined : { tool: 'sql', input: previous },
  resolve: indexed.context().resolve,
  locale: 'en',
  now: 0,
})
const reads = async (text: string, previous?: unknown) => (await sqlTool.read(text, contextFor(previous)))[0]

describe('reading', () => {
  it('takes pasted statements and leaves sentences', async () => {
    const sql = 'SELECT count(*) FROM dex.trades'
    for (const text of [sql, `\`\`\`sql\n${sql}\n\`\`\``, `run this:\n${sql}`])
      expect(await reads(text)).toMatchObject({ score: 0.99, input: { sql } })
    for (const text of [`explain ${sql}`, `what does this do?\n\`\`\`\n${sql}\n\`\`\``, `解释：${sql}`, `что делает этот запрос: ${sql}`])
      expect([text, (await reads(text))?.input]).toEqual([text, { sql, show: 'explanation' }])
    expect((await reads('WITH q AS (SELECT 1) SELECT * FROM q'))?.score).toBe(0.99)
    expect((await reads('SELCT * FORM dex.trades'))?.score).toBe(0.99)
    expect((await reads('-- daily\nSELECT 1'))?.input).toEqual({ sql: '-- daily\nSELECT 1' })
    for (const text of [
      'select the top tokens from last week',
      'top 5 tokens by volume',
      'with love',
      'swap 1 ETH for USDC',
      'per week',
      '',
    ])
      expect([text, await reads(text)]).toEqual([text, undefined])
  })

  it('takes follow-ups as changes of the statement before', async () => {
    const before = { sql: 'SELECT 1', wishes: [{ op: 'limit', value: '9' }] }
    expect(await reads('only 2024', before)).toMatchObject({
      score: 0.97,
      input: {
        sql: 'SELECT 1',
        wishes: [
          { op: 'limit', value: '9' },
          { op: 'period', value: '2024-01-01/2025-01-01' },
        ],
      },
    })
    for (const text of ['as csv', 'export it as a csv file', 'en csv', '导出为csv'])
      expect([text, (await reads(text, before))?.input]).toEqual([text, { ...before, file: 'csv' }])
    const { blocks } = await ask({ sql: 'SELECT token_pair FROM dex.trades LIMIT 2', file: 'csv' })
    expect(blocks).toContainEqual(expect.objectContaining({ kind: 'table', file: 'csv' }))
    expect(await reads('explain it', before)).toMatchObject({ input: { show: 'explanation' } })
    expect(await reads('add the number of traders', before)).toMatchObject({
      score: 0.9,
      input: { wishes: [{ op: 'limit', value: '9' }, { op: 'words' }] },
    })
    expect(await reads('who are the largest holders of UNI?', before)).toBeUndefined()
  })

  it.each<[string, Wish[]]>([
    ['limit 5', [{ op: 'limit', value: '5' }]],
    ['top 5', [{ op: 'top', value: '5' }]],
    ['per week', [{ op: 'per', value: 'week' }]],
    ['make it monthly', [{ op: 'per', value: 'month' }]],
    ['only 2024', [{ op: 'period', value: '2024-01-01/2025-01-01' }]],
    ['in May 2024', [{ op: 'period', value: '2024-05-01/2024-06-01' }]],
    ['only December 2024', [{ op: 'period', value: '2024-12-01/2025-01-01' }]],
    ['since 2024-05-02', [{ op: 'period', value: '2024-05-02/' }]],
    ['last 7 days', [{ op: 'last', value: '7 day' }]],
    ['only on uniswap', [{ op: 'only', value: 'uniswap' }]],
    ['without USDC', [{ op: 'without', value: 'USDC' }]],
    ['smallest first', [{ op: 'order', value: 'asc' }]],
    ['over $10k', [{ op: 'min_usd', value: '10000' }]],
    [
      'per day and only on uniswap',
      [
        { op: 'per', value: 'day' },
        { op: 'only', value: 'uniswap' },
      ],
    ],
    ['por semana', [{ op: 'per', value: 'week' }]],
    ['solo en uniswap', [{ op: 'only', value: 'uniswap' }]],
    ['按周', [{ op: 'per', value: 'week' }]],
    ['только uniswap', [{ op: 'only', value: 'uniswap' }]],
    ['haftalık', [{ op: 'per', value: 'week' }]],
    ['theo tuần', [{ op: 'per', value: 'week' }]],
    ['hello there', []],
  ])('reads "%s"', (text, wishes) => expect(readWishes(text)).toEqual(wishes))
})

describe('changing', () => {
  const daily = "SELECT date_trunc('day', block_time) AS d, count(*) AS n FROM dex.trades GROUP BY 1 ORDER BY 1"
  const pairs = 'SELECT token_pair, sum(amount_usd) AS usd FROM dex.trades GROUP BY token_pair'
  it.each<[string, string, string]>([
    [daily, 'per hour', "SELECT date_trunc('hour', block_time) d, count(*) FROM dex.trades GROUP BY 1 ORDER BY 1"],
    [daily, 'limit 1', "SELECT date_trunc('day', block_time) d, count(*) FROM dex.trades GROUP BY 1 ORDER BY 1 LIMIT 1"],
    [daily, 'only 2011', 'SELECT 1, 2 WHERE false'],
    [
      daily,
      'only on uniswap',
      "SELECT date_trunc('day', block_time) d, count(*) FROM dex.trades WHERE project = 'uniswap' GROUP BY 1 ORDER BY 1",
    ],
    [`${daily} LIMIT 7`, 'limit 1', "SELECT date_trunc('day', block_time) d, count(*) FROM dex.trades GROUP BY 1 ORDER BY 1 LIMIT 1"],
    [pairs, 'top 3', 'SELECT token_pair, sum(amount_usd) FROM dex.trades GROUP BY 1 ORDER BY 2 DESC LIMIT 3'],
    [
      `${pairs} ORDER BY usd LIMIT 3`,
      'largest first',
      'SELECT token_pair, sum(amount_usd) FROM dex.trades GROUP BY 1 ORDER BY 2 DESC LIMIT 3',
    ],
    ['SELECT count(*) FROM dex.trades', 'only v3', "SELECT count(*) FROM dex.trades WHERE version = '3'"],
    [
      "SELECT count(*) FROM dex.trades WHERE amount_usd > 5 OR version = '2'",
      'only WETH',
      "SELECT count(*) FROM dex.trades WHERE (amount_usd > 5 OR version = '2') AND (token_bought_symbol = 'WETH' OR token_sold_symbol = 'WETH')",
    ],
    [
      'SELECT count(*) FROM dex.trades',
      'without WETH',
      "SELECT count(*) FROM dex.trades WHERE token_bought_symbol <> 'WETH' AND token_sold_symbol <> 'WETH'",
    ],
    ['SELECT count(*) FROM dex.trades', 'over 100 usd', 'SELECT count(*) FROM dex.trades WHERE amount_usd >= 100'],
    [
      'SELECT count(*) FROM dex.trades t',
      'last 1 hour',
      'SELECT count(*) FROM dex.trades WHERE block_time >= now()::TIMESTAMP - INTERVAL 1 HOUR',
    ],
    [
      'SELECT count(*) AS n FROM dex.trades',
      'per day',
      "SELECT count(*) AS n, date_trunc('day', block_time) AS day FROM dex.trades GROUP BY 2 ORDER BY day",
    ],
    ['WITH t AS (SELECT * FROM dex.trades) SELECT count(*) FROM t', 'only v2', "SELECT count(*) FROM dex.trades WHERE version = '2'"],
    [
      'SELECT block_date, count(*) FROM dex.trades GROUP BY block_date ORDER BY 1',
      'per month',
      "SELECT date_trunc('month', block_date), count(*) FROM dex.trades GROUP BY 1 ORDER BY 1",
    ],
    [
      'SELECT (SELECT count(*) FROM tokens.transfers) + count(*) FROM dex.trades',
      'limit 1',
      'SELECT (SELECT count(*) FROM tokens.transfers) + count(*) FROM dex.trades',
    ],
    ['SELECT count(*) FROM dex.trades UNION ALL SELECT 5', 'limit 1', 'SELECT count(*) FROM dex.trades'],
  ])('%s: %s', async (sql, words, same) => {
    const { result } = await ask({ sql, wishes: readWishes(words) })
    expect([result.sql, result.table.rows]).toEqual([result.sql, await rowsOf(same)])
  })

  it('says when a change is not possible', async () => {
    await expect(ask({ sql: 'SELECT symbol FROM tokens.erc20', wishes: readWishes('only 2024') })).rejects.toMatchObject({
      code: 'cannot_answer',
    })
    await expect(ask({ sql: 'SELECT 1 FROM dex.trades', wishes: readWishes('only nonsensename') })).rejects.toMatchObject({
      code: 'cannot_answer',
    })
    await expect(ask({ sql: 'SELECT 1', wishes: [{ op: 'words', value: 'add traders' }] })).rejects.toMatchObject({ code: 'cannot_answer' })
  })
})

it('says what a statement computes, in six languages', async () => {
  const sql =
    "SELECT date_trunc('week', block_time) AS w, count(DISTINCT taker) AS traders FROM dex.trades WHERE project = 'uniswap' AND block_time > now() - INTERVAL 30 DAY GROUP BY 1 HAVING count(*) > 3 ORDER BY w DESC LIMIT 10"
  const { result } = await ask({ sql, show: 'explanation' })
  expect(result.explanation.split('\n')).toEqual([
    'Reads: dex.trades',
    "Keeps rows where: project = 'uniswap'; block_time > now() - 30 day",
    'Groups by: block_time by week',
    'Keeps groups where: number of rows > 3',
    'Shows: w = block_time by week, traders = number of different taker',
    'Sorts by: w (largest first)',
    'At most this many rows: 10',
  ])
  for (const [locale, word] of [
    ['es', 'Agrupa por'],
    ['zh', '分组'],
    ['ru', 'Группирует'],
    ['tr', 'Gruplar'],
    ['vi', 'Nhóm theo'],
  ] as const)
    expect((await ask({ sql }, { locale })).result.explanation).toContain(word)
  const nested =
    'WITH big AS (SELECT * FROM dex.trades WHERE amount_usd > 10) SELECT b.token_pair, e.symbol FROM big b LEFT JOIN (SELECT symbol FROM tokens.erc20 UNION SELECT name FROM tokens.erc20) e ON true LIMIT 1'
  expect((await ask({ sql: nested })).result.explanation).toContain(
    'First, as "big":\n  Reads: dex.trades\n  Keeps rows where: amount_usd > 10',
  )
})

it('binds every figure to a record, shows the difference and labels the model', async () => {
  const { blocks, records, result } = await ask({
    sql: 'SELECT token_pair, sum(usd_amount) AS v FROM dex.trade GROUP BY 1 ORDER BY 2 DESC LIMIT 3',
  })
  for (const block of blocks) {
    if (block.kind === 'text' || block.kind === 'warning')
      for (const part of block.parts) if (typeof part !== 'string') expect(resolveRef(records, part.ref)).toBeDefined()
    if (block.kind === 'table') expect(block.rows).toHaveLength(result.table.rows.length)
  }
  expect(JSON.stringify(blocks)).toContain('usd_amount → amount_usd')
  expect(JSON.stringify(blocks)).toContain('+ FROM dex.trades')
  const model = { fill: async () => ({ sql: 'SELECT count(*) FROM dex.trades' }) } as unknown as ModelPort
  const mended = await ask({ sql: 'SELECT zzzqqq FROM dex.trades' }, { model })
  const warned = (shown: readonly Block[]) => shown.some((block) => block.kind === 'warning' && plain(block.parts).startsWith('Unverified'))
  expect([warned(mended.blocks), warned(blocks)]).toEqual([true, false])
  const evil = { fill: async () => ({ sql: 'DROP TABLE blocks' }) } as unknown as ModelPort
  await expect(ask({ sql: 'SELECT zzzqqq FROM dex.trades' }, { model: evil })).rejects.toMatchObject({ code: 'query_failed' })
})

it('asks for the values of {{parameters}} and quotes them', async () => {
  const sql = "SELECT count(*) FROM dex.trades WHERE token_bought_symbol = '{{token}}' AND amount_usd > {{least}}"
  await expect(ask({ sql })).rejects.toMatchObject({ code: 'input_invalid', facts: { missing: ['token', 'least'] } })
  const { result } = await ask({ sql, values: { token: "x' OR '1'='1", least: '1' } })
  expect(result.table.rows).toEqual([[0]])
})

it('tokenizes anything without losing a letter, and edits nothing when there is nothing to edit', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', maxLength: 80 }), (text) => {
      const tokens = tokenize(text)
      expect(
        tokens
          .map((token) => token.text)
          .join('')
          .replace(/\s/g, ''),
      ).toBe(text.replace(/\s/g, ''))
      expect(applyEdits(text, codeTokens(text))).toBe(text)
      expect(diff(text, text)).toBe('')
    }),
  )
})
