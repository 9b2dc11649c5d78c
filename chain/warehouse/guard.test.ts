import { createHash } from 'node:crypto'
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DuckDBInstance } from '@duckdb/node-api'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { PetrelError } from '../../core/errors.ts'
import { FUNCTIONS } from './functions.ts'
import { type OpenWarehouse, openWarehouse } from './open.ts'
import { attacks, HONEST } from './statements.case.ts'
import { VIEWS } from './views.ts'

const CANARY = 'canary-7f3a'
const folder = mkdtempSync(join(tmpdir(), 'petrel-guard-'))
const secret = join(folder, 'secret.csv')
const file = join(folder, 'w', 'warehouse.duckdb')
let warehouse: OpenWarehouse

beforeAll(async () => {
  writeFileSync(secret, `word\n${CANARY}\n`)
  warehouse = await openWarehouse({ file, memoryMb: 256, deadlineMs: 2000, rows: 100 })
  await warehouse.close()
  // A table that is not ours in the very same file: only the guard keeps strangers from it.
  const instance = await DuckDBInstance.create(file)
  const connection = await instance.connect()
  await connection.run(`CREATE TABLE secret AS SELECT '${CANARY}' AS word`)
  await connection.run(`CREATE SCHEMA hidden; CREATE TABLE hidden.secret AS SELECT '${CANARY}' AS word`)
  connection.closeSync()
  instance.closeSync()
  warehouse = await openWarehouse({ file, memoryMb: 256, deadlineMs: 2000, rows: 100 })
  await warehouse.write({
    chain: 1,
    batches: [
      { table: 'chains', rows: [[1, 'testnet', 'ETH', 18, `0x${'2'.repeat(40)}`, 12]] },
      { table: 'labels', rows: [[1, `0x${'1'.repeat(40)}`, 'a label; DROP TABLE users; --', 'test', 'test']] },
    ],
  })
})

afterAll(async () => {
  await warehouse.close()
  rmSync(folder, { recursive: true, force: true })
})

/** What became of a statement: the code of its error, or its rows as text. */
async function outcome(sql: string): Promise<string> {
  try {
    return JSON.stringify((await warehouse.guarded(sql)).rows)
  } catch (error) {
    return error instanceof PetrelError ? error.code : `not a PetrelError: ${String(error)}`
  }
}

const contents = async () => {
  const { rows } = await warehouse.query(
    `SELECT (SELECT count(*) FROM duckdb_tables()), (SELECT count(*) FROM duckdb_views()), (SELECT string_agg(sql ORDER BY sql) FROM duckdb_views()),
       (SELECT sum(hash(l)) FROM labels l), (SELECT count(*) FROM duckdb_functions())`,
    [],
  )
  const settings = await warehouse.query("SELECT name, value FROM duckdb_settings() WHERE name NOT LIKE '%memory%' ORDER BY 1", [], {
    limits: { rows: 1000 },
  })
  return createHash('sha256')
    .update(JSON.stringify([rows, settings.rows]))
    .digest('hex')
}

describe('guard', () => {
  for (const [kind, statements] of Object.entries(attacks(folder, secret)))
    it(`refuses ${kind}`, async () => {
      const before = await contents()
      for (const sql of statements) expect([sql, await outcome(sql)]).toEqual([sql, 'query_refused'])
      expect(await contents()).toBe(before)
      expect(readdirSync(folder).sort()).toEqual(['secret.csv', 'w'])
    })

  it('lets honest questions through', async () => {
    for (const sql of HONEST) expect([sql, (await outcome(sql))[0]]).toEqual([sql, '['])
  })

  it('says which thing is not allowed, and what is', async () => {
    await expect(warehouse.guarded('SELECT * FROM secret')).rejects.toMatchObject({
      message: 'The statement was refused: it reads "secret".',
      hint: expect.stringContaining('dex.trades'),
    })
    await expect(warehouse.guarded("SELECT * FROM read_csv('x')")).rejects.toMatchObject({
      message: 'The statement was refused: it calls read_csv().',
      hint: expect.stringContaining('generate_series'),
    })
  })

  it('stops statements that would run for ever', async () => {
    for (const sql of [
      'SELECT count(*) FROM range(10000000) a, range(10000000) b WHERE a.range * b.range = 3',
      'SELECT count(DISTINCT a.range + b.range) FROM range(10000000) a, range(100000) b',
    ])
      expect(['query_deadline', 'query_failed']).toContain(await outcome(sql))
    expect(await outcome('SELECT 1')).toBe('[[1]]')
  })

  it('survives a statement that grows by itself', async () => {
    const word = 'x'.repeat(40)
    const bomb = Array.from({ length: 6 }).reduce<string>((inner) => `replace(${inner}, 'x', '${word}')`, `'${word}'`)
    expect(['query_deadline', 'query_failed', 'warehouse_down']).toContain(await outcome(`SELECT length(${bomb})`))
    expect(await outcome(`SELECT length(string_agg(a.range || '${word}', '')) FROM range(100000) a, range(1000) b`)).toMatch(/query_/)
    expect(await outcome('SELECT 1')).toBe('[[1]]')
  })

  it('allows only functions that the engine has', async () => {
    const { rows } = await warehouse.query('SELECT DISTINCT lower(function_name) FROM duckdb_functions()', [], { limits: { rows: 5000 } })
    const known = new Set(rows.map(([name]) => name))
    const grammar = [
      'coalesce',
      'ifnull',
      'nullif',
      'if',
      'today',
      'row',
      'like',
      'ilike',
      'percentile_cont',
      'percentile_disc',
      'quantile',
    ]
    expect([...FUNCTIONS].filter((name) => /^[a-z]/.test(name) && !known.has(name) && !grammar.includes(name)).sort()).toEqual([])
  })

  it('never shows the canary to statements that nobody listed', async () => {
    const allowed = fc.constantFrom('labels', 'dex.trades', 'tokens.erc20', 'main.swaps', 'range(3)', '(SELECT 1 AS word)')
    const forbidden = fc.constantFrom(
      'secret',
      'main.secret',
      'hidden.secret',
      'labels',
      'dex.trades',
      'q',
      'duckdb_tables()',
      `'${secret}'`,
      `read_text('${secret}')`,
      "query('FROM secret')",
    )
    const expression = fc.letrec<{ value: string; query: string; source: string }>((tie) => ({
      value: fc.oneof(
        { maxDepth: 3 },
        { arbitrary: fc.constantFrom('1', "'a'", 'NULL', '*', 'count(*)', 'word'), weight: 4 },
        tie('query').map((q) => `(${q})`),
        tie('value').map((v) => `upper(${v})`),
        tie('value').map((v) => `[${v}]`),
        tie('value').map((v) => `CASE WHEN true THEN ${v} END`),
      ),
      source: fc.oneof(
        { maxDepth: 3 },
        { arbitrary: allowed, weight: 12 },
        { arbitrary: forbidden, weight: 1 },
        tie('query').map((q) => `(${q})`),
        fc.tuple(tie('source'), tie('source')).map(([a, b]) => `${a} x JOIN ${b} y ON true`),
      ),
      query: fc.oneof(
        { maxDepth: 3 },
        fc.tuple(tie('value'), tie('source')).map(([v, s]) => `SELECT ${v} FROM ${s}`),
        fc.tuple(tie('query'), tie('query')).map(([a, b]) => `${a} UNION ALL ${b}`),
        fc.tuple(fc.constantFrom('q', 'secret', 'labels'), tie('query'), tie('query')).map(([n, a, b]) => `WITH ${n} AS (${a}) ${b}`),
        fc.tuple(tie('query'), tie('value')).map(([a, v]) => `${a} ORDER BY ${v} LIMIT 3`),
      ),
    }))
    const seen = { run: 0, refused: 0, failed: 0 }
    await fc.assert(
      fc.asyncProperty(expression.query, async (sql) => {
        const result = await outcome(sql)
        seen[result === 'query_refused' ? 'refused' : result === 'query_failed' ? 'failed' : 'run']++
        expect(result).not.toContain(CANARY)
        expect(result).not.toContain('not a PetrelError')
      }),
      { numRuns: Number(process.env.PETREL_FUZZ ?? 1500) },
    )
    console.info('fuzzed statements', seen)
    expect(Math.min(seen.refused, seen.run)).toBeGreaterThan(0)
  })
})

describe('guard against collected attacks', () => {
  const data = join(import.meta.dirname, '../../../shared/data/adversarial/sql')
  const lines = (name: string) => readFileSync(join(data, name), 'utf8').split('\n').filter(Boolean)

  it.skipIf(!existsSync(data))('neither runs nor leaks', async () => {
    const before = await contents()
    const listed = ['sqlite-refuse.jsonl', 'postgres-refuse.jsonl'].flatMap(lines).map((line) => (JSON.parse(line) as { sql: string }).sql)
    const adapted = listed.map((sql) => sql.replaceAll(/\bswaps\b/g, 'labels').replaceAll(/\busers\b/g, 'secret'))
    const injected = readdirSync(join(data, 'intruder'))
      .flatMap((name) => lines(join('intruder', name)))
      .flatMap((line) => [line, `SELECT name FROM labels.addresses WHERE name = '${line}'`])
    const counts: Record<string, number> = {}
    for (const sql of [...adapted, ...injected]) {
      const result = await outcome(sql)
      const kind = result.startsWith('[') ? 'ran' : result
      counts[kind] = (counts[kind] ?? 0) + 1
      expect([sql, result.includes(CANARY)]).toEqual([sql, false])
      expect([sql, kind]).not.toEqual([sql, expect.stringContaining('not a')])
    }
    console.info('collected statements', adapted.length, injected.length, counts)
    expect(await contents()).toBe(before)
    expect(readdirSync(folder).sort()).toEqual(['secret.csv', 'w'])
  })

  if (!existsSync(data)) console.warn('SKIPPED: collected SQL attacks are not on this machine')
})

it('has views only over tables that exist', async () => {
  for (const { schema, name } of VIEWS) expect((await outcome(`SELECT * FROM ${schema}.${name} LIMIT 0`))[0]).toBe('[')
})
