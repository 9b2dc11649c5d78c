import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DuckDBInstance } from '@duckdb/node-api'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type OpenWarehouse, openWarehouse } from './open.ts'

const folder = mkdtempSync(join(tmpdir(), 'petrel-warehouse-'))
let warehouse: OpenWarehouse

beforeAll(async () => {
  warehouse = await openWarehouse({ file: join(folder, 'warehouse.duckdb'), memoryMb: 256, deadlineMs: 5000, rows: 100 })
})

afterAll(async () => {
  await warehouse.close()
  rmSync(folder, { recursive: true, force: true })
})

const one = async (sql: string, parameters: readonly (string | number | bigint | boolean | null)[] = []) =>
  (await warehouse.query(sql, parameters)).rows[0]

describe('query', () => {
  it('keeps integers exact, times as milliseconds and null apart from NaN', async () => {
    expect(
      await one(
        `SELECT 9007199254740991::HUGEINT, 9007199254740993::BIGINT, '${2n ** 256n - 1n}'::BIGNUM, 1.50::DECIMAL(10, 2), TIMESTAMP '2024-01-02 03:04:05.678',
           DATE '2024-01-02', 'NaN'::DOUBLE, NULL, true, [1, 2], TIMESTAMPTZ '2024-01-02 00:00:00+00'`,
      ),
    ).toEqual([
      9007199254740991,
      '9007199254740993',
      (2n ** 256n - 1n).toString(),
      '1.50',
      Date.UTC(2024, 0, 2, 3, 4, 5, 678),
      Date.UTC(2024, 0, 2),
      null,
      null,
      true,
      '[1, 2]',
      Date.UTC(2024, 0, 2),
    ])
  })

  it('binds parameters by their own type', async () => {
    expect(await one('SELECT $1 + 1, $2, $3, $4 + 1::BIGNUM, $5, $6', [41, 1.5, 'x', 2n ** 200n, true, null])).toEqual([
      42,
      1.5,
      'x',
      (2n ** 200n + 1n).toString(),
      true,
      null,
    ])
    expect((await warehouse.query('SELECT * FROM range(10) LIMIT $1', [3])).rows).toHaveLength(3)
  })

  it('names units, addresses and hashes', async () => {
    const { columns } = await warehouse.query(
      `SELECT '0x${'a'.repeat(40)}' a, '0x${'b'.repeat(64)}' h, 1.0::DOUBLE amount_usd, 2 n, current_date d, true f, 'x' t`,
      [],
    )
    expect(columns.map(({ type, unit }) => [type, unit])).toEqual([
      ['address', ''],
      ['hash', ''],
      ['number', 'USD'],
      ['integer', ''],
      ['time', ''],
      ['boolean', ''],
      ['text', ''],
    ])
  })

  it('cuts rows, cells and bytes, and says so', async () => {
    const rows = await warehouse.query('SELECT * FROM range(1000)', [])
    expect([rows.rows.length, rows.truncated]).toEqual([100, true])
    const cells = await warehouse.query("SELECT repeat('x', 100)", [], { limits: { cell: 10 } })
    expect(cells.rows[0]).toEqual([`${'x'.repeat(9)}…`])
    const bytes = await warehouse.query("SELECT repeat('x', 100) FROM range(50)", [], { limits: { bytes: 1000 } })
    expect([bytes.rows.length < 10, bytes.truncated]).toEqual([true, true])
  })

  it('stops at the deadline and at an abort, and answers afterwards', async () => {
    const endless = 'SELECT count(*) FROM range(1000000) a, range(1000000) b, range(1000) c WHERE a.range + b.range <> c.range'
    await expect(warehouse.query(endless, [], { limits: { deadlineMs: 200 } })).rejects.toMatchObject({ code: 'query_deadline' })
    const controller = new AbortController()
    const asked = warehouse.query(endless, [], { signal: controller.signal })
    setTimeout(() => controller.abort(), 100)
    await expect(asked).rejects.toMatchObject({ code: 'cancelled' })
    await expect(warehouse.query('SELECT 1', [], { signal: controller.signal })).rejects.toMatchObject({ code: 'cancelled' })
    expect(await one('SELECT 1')).toEqual([1])
  })

  it('answers a small read while heavy ones burn', async () => {
    const heavy = 'SELECT count(*) FROM range(1000000) a, range(1000000) b WHERE a.range * b.range = 7'
    const burning = [1, 2].map(() =>
      warehouse.query(heavy, [], { limits: { deadlineMs: 1500 } }).catch((error: { code: string }) => error.code),
    )
    expect(await one('SELECT 2')).toEqual([2])
    expect(await Promise.all(burning)).toEqual(['query_deadline', 'query_deadline'])
  })

  it('says what is wrong with a statement', async () => {
    await expect(warehouse.query('SELECT nothing FROM blocks', [])).rejects.toMatchObject({ code: 'query_failed' })
    await expect(warehouse.query('INSERT INTO stables VALUES (1, 2)', [])).rejects.toMatchObject({ code: 'query_failed' })
  })
})

describe('child process', () => {
  it('is restarted when it dies, and repeats what was under way', async () => {
    const before = warehouse.pid()
    const asked = warehouse.query('SELECT count(*) FROM range(3000000000)', [], { limits: { deadlineMs: 20_000 } })
    setTimeout(() => process.kill(before ?? 0, 'SIGKILL'), 50)
    expect((await asked).rows).toEqual([[3_000_000_000]])
    expect(warehouse.pid()).not.toBe(before)
    expect(warehouse.alive()).toBe(true)
  })

  it('is killed when it hangs', async () => {
    const before = warehouse.pid() ?? 0
    const hung = await openWarehouse({ file: ':memory:', memoryMb: 64, deadlineMs: 1000, rows: 1, silenceMs: 1000 })
    const first = hung.pid() ?? 0
    process.kill(first, 'SIGSTOP')
    expect((await hung.query('SELECT 1', [])).rows).toEqual([[1]])
    expect(hung.pid()).not.toBe(first)
    await hung.close()
    expect(warehouse.pid()).toBe(before)
  })

  it('has no environment of its parent', async () => {
    process.env.PETREL_CANARY = 'canary'
    await expect(warehouse.query("SELECT getenv('PETREL_CANARY')", [])).rejects.toMatchObject({ code: 'query_failed' })
    delete process.env.PETREL_CANARY
  })

  it('deletes a file of an older layout, but keeps one that holds imported rows beside it', async () => {
    const file = join(folder, 'old.duckdb')
    const open = () => openWarehouse({ file, memoryMb: 128, deadlineMs: 20_000, rows: 10, silenceMs: 120_000 })
    const age = async () => {
      const instance = await DuckDBInstance.create(file)
      const connection = await instance.connect()
      await connection.run("UPDATE main.meta SET value = '0' WHERE key = 'schema_version'")
      connection.closeSync()
      instance.closeSync()
    }
    for (const imported of [false, true]) {
      const first = await open()
      if (imported) await first.write({ chain: 1, batches: [{ table: 'imports', rows: [['digest', 1, 'a.csv', 'blocks', 1, 0, 0]] }] })
      await first.close()
      await age()
      const second = await open()
      expect((await second.query('SELECT count(*) FROM main.imports', [])).rows).toEqual([[0]])
      await second.close()
      expect(existsSync(`${file}.0`)).toBe(imported)
    }
  }, 60_000)

  it('refuses a file name that hides a schema, and a file that is no database', async () => {
    await expect(openWarehouse({ file: join(folder, 'dex.duckdb'), memoryMb: 64, deadlineMs: 1000, rows: 1 })).rejects.toMatchObject({
      code: 'config_invalid',
    })
    await expect(openWarehouse({ file: folder, memoryMb: 64, deadlineMs: 1000, rows: 1 })).rejects.toMatchObject({ code: 'warehouse_down' })
  })
})
