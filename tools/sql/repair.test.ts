import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Indexed, openIndexed } from '../library/testing/indexed.case.ts'
import { catalogOf } from './catalog.ts'
import { type Repaired, runRepaired, type Unrepaired } from './repair.ts'
import { PASTED } from './testing/pasted.ts'

let indexed: Indexed
beforeAll(async () => {
  indexed = await openIndexed()
}, 180_000)
afterAll(() => indexed.close())

async function repaired(sql: string): Promise<Repaired | Unrepaired> {
  const { warehouse } = indexed
  const chains = [{ name: 'demo', id: 31_337, aliases: [] }]
  return runRepaired(sql, { warehouse, catalog: await catalogOf(warehouse), chains, signal: new AbortController().signal })
}

describe('pasted statements', () => {
  it.each(PASTED)('$from: $sql', async ({ sql, same }) => {
    const found = await repaired(sql)
    expect('error' in found ? `${found.error.message}\n${found.sql}` : '').toBe('')
    const { rows } = await indexed.warehouse.query(same, [])
    expect((found as Repaired).result.rows).toEqual(rows)
  })

  it('leaves what runs as it is', async () => {
    const sql = 'select  count(*)  -- all of them\nFROM dex.trades'
    expect(await repaired(sql)).toMatchObject({ sql, changes: [], elsewhere: [] })
  })

  it('says what it changed, and which chain is not here', async () => {
    const found = await repaired('SELECT sum(amout_usd) FROM ethereum.dex.trades')
    expect(found.changes.map(({ kind, to }) => [kind, to])).toContainEqual(['column', 'amount_usd'])
    expect(found.elsewhere).toEqual(['ethereum'])
  })

  it('gives up with the last error where no rule helps, and never makes a refused statement run', async () => {
    const found = await repaired('SELECT zzzqqq FROM dex.trades')
    expect(found).toMatchObject({ error: { code: 'query_failed' } })
    for (const sql of [
      'DROP TABLE blocks',
      "SELECT * FROM read_csv('/etc/passwd')",
      'SELECT 1; DELETE FROM labels',
      "SELECT getenv('HOME')",
    ])
      expect(await repaired(sql)).toMatchObject({ error: { code: 'query_refused' } })
  })
})
