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

const ATTACKS: Record<string, readonly string[]> = {
  write: [
    "INSERT INTO labels VALUES (1, 'x', 'x', 'x', 'x')",
    'DELETE FROM labels',
    "UPDATE labels SET name = 'x'",
    'DELETE FROM labels RETURNING *',
    'WITH q AS (SELECT 1) DELETE FROM labels',
    'TRUNCATE labels',
    'CREATE TABLE x AS SELECT 1',
    'CREATE TEMP TABLE x AS SELECT 1',
    'CREATE OR REPLACE TEMP VIEW labels AS SELECT 1',
    'CREATE VIEW x AS SELECT 1',
    'CREATE MACRO f(a) AS a + 1',
    'CREATE SCHEMA x',
    'CREATE SEQUENCE s',
    "CREATE TYPE mood AS ENUM ('a')",
    'CREATE INDEX i ON labels(address)',
    'DROP TABLE labels',
    'DROP VIEW dex.trades',
    'ALTER TABLE labels RENAME TO l2',
    'MERGE INTO labels USING labels s ON true WHEN MATCHED THEN DELETE',
    "COMMENT ON TABLE labels IS 'x'",
    'VACUUM',
    'ANALYZE',
    'CHECKPOINT',
    'FORCE CHECKPOINT',
  ],
  'several statements': [
    'SELECT 1; DROP TABLE labels',
    'SELECT 1; SELECT 2',
    'SELECT 1;; SELECT word FROM secret',
    "SELECT ';'; DELETE FROM labels --",
    '/* a */ SELECT 1; /* b */ DELETE FROM labels',
  ],
  files: [
    `SELECT * FROM read_csv('${secret}')`,
    `SELECT * FROM read_csv_auto('${secret}')`,
    `SELECT * FROM read_text('${secret}')`,
    `SELECT * FROM read_blob('${secret}')`,
    `SELECT * FROM read_json('${secret}')`,
    `SELECT * FROM read_parquet('${secret}')`,
    `SELECT * FROM sniff_csv('${secret}')`,
    `SELECT * FROM '${secret}'`,
    `SELECT * FROM "${secret}"`,
    `FROM '${secret}'`,
    `SELECT * FROM glob('${folder}/*')`,
    `COPY labels TO '${folder}/out.csv'`,
    `COPY (SELECT 1) TO '${folder}/out.csv'`,
    `COPY labels FROM '${secret}'`,
    `EXPORT DATABASE '${folder}/out'`,
    `IMPORT DATABASE '${folder}/out'`,
    `ATTACH '${folder}/x.db' AS x`,
    "ATTACH ':memory:' AS x",
    'DETACH warehouse',
    'USE memory',
    'INSTALL httpfs',
    'LOAD httpfs',
    "LOAD '/tmp/x.so'",
    "SELECT * FROM 'https://example.org/x.csv'",
    `SELECT (SELECT word FROM read_csv('${secret}'))`,
    `WITH q AS (SELECT * FROM read_csv('${secret}')) SELECT * FROM q`,
    "SELECT * FROM parquet_metadata('x')",
    "SELECT getenv('HOME')",
  ],
  'other tables': [
    'SELECT * FROM secret',
    'SELECT * FROM main.secret',
    'SELECT * FROM warehouse.main.secret',
    'SELECT * FROM hidden.secret',
    'SELECT * FROM "SECRET"',
    'SELECT (SELECT word FROM secret)',
    'SELECT 1 WHERE EXISTS (SELECT * FROM secret)',
    'SELECT 1 ORDER BY (SELECT word FROM secret)',
    'SELECT 1 LIMIT (SELECT count(*) FROM secret)',
    'SELECT count(*) FROM labels GROUP BY (SELECT word FROM secret)',
    'SELECT count(*) FROM labels HAVING (SELECT count(*) FROM secret) > 0',
    'SELECT sum(1) OVER (ORDER BY (SELECT word FROM secret)) FROM labels',
    'SELECT count(*) FILTER (WHERE (SELECT true FROM secret)) FROM labels',
    'SELECT CASE WHEN true THEN (SELECT word FROM secret) END',
    'SELECT * FROM labels JOIN secret ON true',
    'SELECT * FROM labels, LATERAL (SELECT * FROM secret)',
    'SELECT * FROM labels WHERE name IN (SELECT word FROM secret)',
    'SELECT * FROM labels QUALIFY row_number() OVER () < (SELECT count(*) FROM secret)',
    'SELECT 1 UNION SELECT word FROM secret',
    'VALUES ((SELECT word FROM secret))',
    'SELECT * FROM (VALUES ((SELECT word FROM secret)))',
    'SELECT [(SELECT word FROM secret)]',
    "SELECT string_agg(name, ',' ORDER BY (SELECT word FROM secret)) FROM labels",
    'SELECT * FROM range((SELECT count(*) FROM secret))',
    'SELECT * REPLACE ((SELECT word FROM secret) AS name) FROM labels',
    'SELECT DISTINCT ON ((SELECT word FROM secret)) 1',
    'TABLE secret',
    'FROM secret',
    'WITH secret AS (SELECT * FROM secret) SELECT * FROM secret',
    'SELECT * FROM (WITH secret AS (SELECT 1) SELECT * FROM secret) JOIN secret ON true',
    'WITH b AS (SELECT * FROM a), a AS (SELECT 1) SELECT * FROM b, secret',
    'SELECT * FROM meta',
    'SELECT * FROM temp.stage_labels',
  ],
  catalogue: [
    'SELECT * FROM duckdb_settings()',
    'SELECT * FROM duckdb_tables()',
    'SELECT * FROM duckdb_tables',
    'SELECT * FROM duckdb_secrets()',
    'SELECT * FROM information_schema.tables',
    'SELECT * FROM pg_catalog.pg_class',
    'SELECT * FROM pg_tables',
    'SELECT * FROM sqlite_master',
    "SELECT * FROM pragma_table_info('secret')",
    'SELECT * FROM pragma_database_list',
    "SELECT * FROM pragma_storage_info('secret')",
    'WITH duckdb_tables AS (SELECT 1) SELECT * FROM duckdb_tables',
    'SHOW TABLES',
    'SHOW ALL TABLES',
    'DESCRIBE secret',
    'SUMMARIZE secret',
    'SELECT * FROM (DESCRIBE secret)',
    'SELECT * FROM (SHOW TABLES)',
    'EXPLAIN SELECT 1',
    'EXPLAIN ANALYZE SELECT * FROM secret',
    "SELECT current_setting('memory_limit')",
    'SELECT version()',
    'SELECT current_user()',
    "SELECT nextval('s')",
    'SELECT txid_current()',
    "SELECT getvariable('x')",
    "SELECT * FROM which_secret('x', 's3')",
  ],
  'hidden statements': [
    "SELECT * FROM query('SELECT word FROM secret')",
    "SELECT * FROM query_table('secret')",
    "SELECT * FROM query_table(['secret'])",
    "SELECT json_execute_serialized_sql('x')",
    "FROM json_execute_serialized_sql(json_serialize_sql('SELECT * FROM secret'))",
    "PRAGMA json_execute_serialized_sql('x')",
    'EXECUTE p',
    'PREPARE p AS SELECT * FROM secret',
    'DEALLOCATE p',
    "CALL query('SELECT 1')",
    'CALL duckdb_settings()',
    'PIVOT secret ON word USING count(*)',
    'SELECT * FROM (PIVOT labels ON name USING count(*))',
    'UNPIVOT secret ON word',
    'SELECT * FROM labels AT (VERSION => 1)',
  ],
  settings: [
    'PRAGMA database_list',
    "PRAGMA memory_limit='10GB'",
    'SET threads = 64',
    'SET enable_external_access = true',
    'RESET lock_configuration',
    'SET VARIABLE x = 1',
    'BEGIN',
    'COMMIT',
    'ROLLBACK; SELECT 1',
    'SET search_path = hidden',
  ],
  exhaustion: [
    "SELECT repeat('x', 2000000000)",
    "SELECT lpad('x', 2000000000, 'y')",
    'SELECT range(1000000000)',
    'SELECT generate_series(1, 1000000000)',
    'WITH RECURSIVE a(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM a) SELECT max(n) FROM a',
    'WITH RECURSIVE a(n) USING KEY (n) AS (SELECT 1 UNION SELECT n + 1 FROM a) SELECT max(n) FROM a',
    `SELECT ${'('.repeat(500)}1${')'.repeat(500)}`,
    `SELECT ${'1+'.repeat(9000)}1`,
    "SELECT format('{:1000000000}', 1)",
    "SELECT printf('%1000000000d', 1)",
    'SELECT bar(1, 0, 1, 1000000000)',
    'SELECT list_resize([1], 1000000000)',
    "SELECT bit_count(bitstring('1', 1000000000))",
    'SELECT list_transform([1], x -> x)',
    'SELECT sleep_ms(100000)',
    'SELECT array_agg(range) FROM range(1000000000)',
  ],
  malformed: [
    '',
    '   ',
    ';',
    '--',
    'SELECT',
    "SELECT '",
    '/* open',
    'SELECT 1\0; DROP TABLE labels',
    '\0SELECT 1',
    'ＳＥＬＥＣＴ 1',
    'SELECT 1 \u037e DROP TABLE labels',
    'SELECT $1',
    'SELECT ?',
    'SELECT $name',
    "SELECT E'\\';DELETE FROM labels--'; DELETE FROM labels",
    'x'.repeat(20_000),
  ],
}

const HONEST: readonly string[] = [
  'SELECT 1',
  'SELECT 1;',
  'SELECT current_date, current_timestamp, now(), today()',
  'SELECT count(*) FROM dex.trades',
  'FROM dex.trades LIMIT 5',
  'SELECT * FROM tokens.transfers LIMIT 10',
  'select * from TOKENS.ERC20',
  'SELECT * FROM main.swaps',
  'SELECT * FROM swaps',
  'SELECT token_pair, sum(amount_usd) v FROM dex.trades WHERE block_time > now() - INTERVAL 7 DAY GROUP BY 1 ORDER BY 2 DESC LIMIT 5',
  "SELECT date_trunc('day', block_time) d, count(*) FROM dex.trades GROUP BY ALL ORDER BY d",
  'WITH t AS (SELECT * FROM dex.trades), u AS (SELECT * FROM t) SELECT count(*) FROM u JOIN t USING (tx_hash)',
  'SELECT * FROM (WITH q AS (SELECT 1 a) SELECT a FROM q) s',
  'SELECT block_date, sum(count(*)) OVER (ORDER BY block_date ROWS BETWEEN 6 PRECEDING AND CURRENT ROW) FROM dex.trades GROUP BY 1',
  'SELECT symbol, rank() OVER (PARTITION BY chain_id ORDER BY amount_usd DESC) r FROM tokens.balances QUALIFY r <= 3',
  'SELECT count(*) FILTER (WHERE amount_usd > 1000), avg(amount_usd), median(amount_usd) FROM dex.trades',
  "SELECT CASE WHEN amount_usd > 10 THEN 'big' ELSE 'small' END, count(*) FROM dex.trades GROUP BY 1 HAVING count(*) > 0",
  'SELECT lag(price) OVER (ORDER BY minute) FROM prices.usd',
  'SELECT a.symbol FROM tokens.erc20 a LEFT JOIN prices.latest b USING (contract_address) WHERE b.price IS NULL',
  'SELECT symbol FROM tokens.erc20 WHERE contract_address IN (SELECT token_bought_address FROM dex.trades)',
  'SELECT 1 UNION ALL SELECT 2 EXCEPT SELECT 3 INTERSECT SELECT 4',
  'VALUES (1), (2)',
  "SELECT 'DROP TABLE users; --' AS t",
  'SELECT number AS "delete" FROM evm.blocks',
  '/* busiest blocks */ SELECT number FROM evm.blocks ORDER BY tx_count DESC -- top',
  "SELECT extract(hour FROM block_time), strftime(block_time, '%Y-%m') FROM dex.trades",
  "SELECT name FROM labels.addresses WHERE name ILIKE '%label%' OR name LIKE 'a%'",
  'SELECT coalesce(symbol, name, contract_address), upper(symbol), length(name), symbol || name FROM tokens.erc20',
  'SELECT approx_count_distinct(tx_from), count(DISTINCT tx_from) FROM gas.fees',
  "SELECT d::DATE FROM generate_series(DATE '2024-01-01', DATE '2024-01-05', INTERVAL 1 DAY) t(d)",
  'SELECT * FROM range(5)',
  'SELECT unnest FROM unnest([1, 2, 3])',
  'SELECT DISTINCT ON (symbol) symbol, price FROM prices.usd ORDER BY symbol, minute DESC',
  'SELECT t.* EXCLUDE (tx_hash) FROM dex.trades t LIMIT 1',
  'SELECT sum(amount_raw), max(amount_raw)::VARCHAR FROM tokens.transfers',
  'SELECT round(1.5), abs(-1), 7 % 3, 7 // 2, 2 ** 3, greatest(1, 2), power(2, 3)',
  'SELECT percentile_cont(0.5) WITHIN GROUP (ORDER BY gas_used) FROM evm.transactions',
  'SELECT p.* FROM prices.usd p ASOF JOIN dex.trades t ON p.contract_address = t.token_bought_address AND p.minute <= t.block_time',
  'SELECT time, gas_used / gas_limit FROM evm.blocks USING SAMPLE 10 ROWS',
  'SELECT blockchain, gaps FROM evm.coverage',
  'SELECT x FROM (SELECT 1 AS x) LIMIT 10 PERCENT',
  'SELECT TRY_CAST(symbol AS INTEGER) FROM tokens.erc20',
  'SELECT block_date, grouping(block_date), count(*) FROM dex.trades GROUP BY ROLLUP (block_date)',
]

describe('guard', () => {
  for (const [kind, statements] of Object.entries(ATTACKS))
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
    const name = fc.constantFrom(
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
        fc.constantFrom('1', "'a'", 'NULL', '*', 'word', 'count(*)'),
        tie('query').map((q) => `(${q})`),
        tie('value').map((v) => `upper(${v})`),
        tie('value').map((v) => `[${v}]`),
        tie('value').map((v) => `CASE WHEN true THEN ${v} END`),
      ),
      source: fc.oneof(
        { maxDepth: 3 },
        name,
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
    expect(seen.refused).toBeGreaterThan(0)
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
