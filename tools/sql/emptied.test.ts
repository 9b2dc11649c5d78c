import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Block, plain } from '../../core/answer.ts'
import { resolveRef } from '../../core/record.ts'
import { libraryTool } from '../library/library.ts'
import { type Indexed, openIndexed } from '../library/testing/indexed.case.ts'
import { emptied, saysNothing } from './emptied.ts'
import { sqlTool } from './sql.ts'

let indexed: Indexed
beforeAll(async () => {
  indexed = await openIndexed()
}, 180_000)
afterAll(() => indexed.close())

const found = async (sql: string) =>
  (await emptied(sql, indexed.context())).map(({ condition, count }) => [condition.value, Number(count.value)])
const rows = async (where: string) => Number((await indexed.warehouse.query(`SELECT count(*) FROM dex.trades ${where}`, [])).rows[0]?.[0])

describe('conditions that removed the rows', () => {
  it('are those without which there are some, with how many', async () => {
    const all = await rows('')
    const big = await rows('WHERE amount_usd > 100')
    expect(all).toBeGreaterThan(big)
    expect(big).toBeGreaterThan(0)
    const nowhere = "blockchain = 'nowhere'"
    expect(await found(`SELECT * FROM dex.trades WHERE ${nowhere}`)).toEqual([[nowhere, all]])
    expect(await found(`SELECT count(*) FROM dex.trades WHERE amount_usd > 100 AND ${nowhere};`)).toEqual([[nowhere, big]])
    // Two that each leave nothing: neither alone is to blame.
    expect(await found(`SELECT 1 FROM dex.trades WHERE ${nowhere} AND version = 'x'`)).toEqual([])
  })

  it('keep BETWEEN, CASE, brackets, comments and OR together', async () => {
    const all = await rows('')
    const between = 'amount_usd BETWEEN -2 AND -1'
    expect(await found(`FROM dex.trades t WHERE t.version <> 'a AND b' AND ${between} ORDER BY 1`)).toEqual([[between, all]])
    const choice = "CASE WHEN amount_usd > 1 AND version = 'x' THEN true ELSE false END"
    expect(await found(`SELECT 1 FROM dex.trades WHERE ${choice} -- AND more`)).toEqual([[choice, all]])
    const either = "version = 'x' OR version = 'y' AND amount_usd > 1"
    expect(await found(`SELECT 1 FROM dex.trades WHERE ${either}`)).toEqual([[either, all]])
    const inside = "(version = 'x' OR version = 'y')"
    expect(await found(`SELECT 1 FROM dex.trades WHERE amount_usd IS NOT DISTINCT FROM amount_usd AND ${inside}`)).toEqual([[inside, all]])
  })

  it('are found in WITH and in FROM, not in what a WHERE asks', async () => {
    const all = await rows('')
    expect(await found("WITH t AS (SELECT * FROM dex.trades WHERE version = 'x') SELECT token_pair FROM t GROUP BY 1")).toEqual([
      ["version = 'x'", all],
    ])
    expect(await found("WITH t AS (SELECT version v FROM dex.trades) SELECT v FROM t WHERE v = 'x'")).toEqual([["v = 'x'", all]])
    expect(await found("SELECT * FROM (SELECT 1 FROM dex.trades WHERE version = 'x')")).toEqual([["version = 'x'", all]])
    const no = "tx_hash IN (SELECT tx_hash FROM dex.trades WHERE version = 'x')"
    expect(await found(`SELECT 1 FROM dex.trades WHERE ${no}`)).toEqual([[no, all]])
  })

  it('are not named where something else removed the rows, or where they cannot be counted', async () => {
    for (const sql of [
      'SELECT 1 FROM dex.trades WHERE amount_usd IS NULL OR true LIMIT 0',
      'SELECT version FROM dex.trades WHERE amount_usd > 0 GROUP BY 1 HAVING count(*) < 0',
      "SELECT 1 FROM dex.trades WHERE version = 'x' UNION SELECT 1 FROM dex.trades WHERE version = 'y'",
      "SELECT version AS v FROM dex.trades WHERE v = 'x'",
      'SELECT 1 WHERE false',
      'SELECT 1; SELECT 2',
      '',
      'WHERE',
      "SELECT 1 FROM read_text('/etc/passwd') WHERE false",
      `SELECT 1 FROM dex.trades WHERE ${Array.from({ length: 9 }, () => 'false').join(' AND ')}`,
    ])
      expect([sql, await found(sql)]).toEqual([sql, []])
  })

  it('stop with the asker', async () => {
    const context = { ...indexed.context(), signal: AbortSignal.abort() }
    await expect(emptied("SELECT 1 FROM dex.trades WHERE version = 'x'", context)).rejects.toThrow()
  })
})

it('knows what says nothing', () => {
  for (const empty of [[], [[0]], [[null, '0']]]) expect(saysNothing(empty)).toBe(true)
  for (const full of [[[1]], [[0], [0]], [['a', 0]]]) expect(saysNothing(full)).toBe(false)
})

describe('answers', () => {
  const said = (blocks: readonly Block[], context: ReturnType<Indexed['context']>) =>
    blocks.flatMap((block) => {
      if (block.kind !== 'text') return []
      for (const part of block.parts) if (typeof part !== 'string') expect(resolveRef(context.ledger.all(), part.ref)).toBeDefined()
      return [plain(block.parts)]
    })

  it('of pasted SQL say it, with records', async () => {
    const context = indexed.context()
    const result = await sqlTool.run(sqlTool.input.parse({ sql: "SELECT sum(amount_usd) FROM dex.trades WHERE version = '9'" }), context)
    const all = String(await rows('')).replaceAll(/\B(?=(\d{3})+$)/g, ',')
    expect(said(sqlTool.answer(result, 'en'), context)).toContain(`Without the condition version = '9', rows to work with: ${all}.`)
    const full = await sqlTool.run(sqlTool.input.parse({ sql: 'SELECT count(*) FROM dex.trades WHERE true' }), context)
    expect(full.emptied).toEqual([])
  })

  it('of the library say it', async () => {
    const context = indexed.context()
    const input = { name: 'active-addresses', values: { period: '2001-01-01/2001-02-01' } }
    const result = await libraryTool.run(libraryTool.input.parse(input), context)
    expect(said(libraryTool.answer(result, 'en'), context).join()).toMatch(
      /Without the condition .*block_time.*2001.*, rows to work with: [1-9]/,
    )
  })
})
