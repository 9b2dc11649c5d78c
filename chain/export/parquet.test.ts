import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DuckDBInstance } from '@duckdb/node-api'
import fc from 'fast-check'
import { afterAll, expect, it } from 'vitest'
import type { RecordColumn, Scalar, TableRecord } from '../../core/record.ts'
import { encodeParquet } from './parquet.ts'

const folder = mkdtempSync(join(tmpdir(), 'petrel-parquet-test-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))
const { signal } = new AbortController()
const column = (name: string, type: RecordColumn['type'], unit = ''): RecordColumn => ({ name, type, unit })
const record = (columns: RecordColumn[], rows: Scalar[][]): TableRecord => ({
  kind: 'table',
  id: 'r1',
  name: 't',
  columns,
  rows,
  origin: 'measured',
  source: 'x',
  at: 0,
})

async function read(of: TableRecord): Promise<{ types: unknown[]; rows: unknown[][] }> {
  const file = join(folder, 'x.parquet')
  writeFileSync(file, await encodeParquet(of, signal))
  const instance = await DuckDBInstance.create(':memory:')
  const connection = await instance.connect()
  const types = (await connection.runAndReadAll(`DESCRIBE FROM '${file}'`)).getRows().map((row) => row.slice(0, 2))
  const rows = (await connection.runAndReadAll(`SELECT COLUMNS(*)::VARCHAR FROM '${file}'`)).getRows()
  connection.closeSync()
  instance.closeSync()
  return { types, rows }
}

it('keeps every type and every digit', async () => {
  const most = (2n ** 256n - 1n).toString()
  const columns = [
    column('day', 'time'),
    column('trades', 'integer'),
    column('raw', 'integer'),
    column('huge', 'integer'),
    column('volume_usd', 'number', 'USD'),
    column('gas', 'number', 'gwei'),
    column('ok', 'boolean'),
    column('who', 'address'),
    column('who', 'text'),
  ]
  const rows = [
    [Date.parse('2026-05-01T12:00Z'), 5, '170141183460469231731687303715884105', most, 1.5, '0.1', true, '0xab', '=1+1'],
    [null, null, null, null, null, null, null, null, null],
  ]
  const found = await read(record(columns, rows))
  expect(found.types).toEqual([
    ['day', 'TIMESTAMP'],
    ['trades', 'BIGINT'],
    // Parquet has no 128-bit integer: DuckDB would write a float.
    ['raw', 'VARCHAR'],
    ['huge', 'VARCHAR'],
    ['volume_usd', 'DOUBLE'],
    ['gas (gwei)', 'VARCHAR'],
    ['ok', 'BOOLEAN'],
    ['who', 'VARCHAR'],
    ['who 2', 'VARCHAR'],
  ])
  expect(found.rows).toEqual([
    ['2026-05-01 12:00:00', '5', '170141183460469231731687303715884105', most, '1.5', '0.1', 'true', '0xab', '=1+1'],
    Array(9).fill(null),
  ])
})

it('writes any table and leaves nothing behind', async () => {
  const before = readdirSync(tmpdir()).filter((name) => name.startsWith('petrel-export-')).length
  const cell = fc.oneof(fc.constant(null), fc.string(), fc.integer(), fc.boolean(), fc.double({ noNaN: true }))
  const table = fc.tuple(
    fc.array(fc.tuple(fc.string({ minLength: 1 }), fc.constantFrom<RecordColumn['type']>('text', 'number', 'integer', 'time', 'boolean')), {
      minLength: 1,
      maxLength: 4,
    }),
    fc.integer({ min: 0, max: 5 }),
    fc.infiniteStream(cell),
  )
  await fc.assert(
    fc.asyncProperty(table, async ([columns, count, cells]) => {
      const rows = Array.from({ length: count }, () => columns.map(() => cells.next().value as Scalar))
      const found = await read(
        record(
          columns.map(([name, type]) => column(name.replaceAll('\0', ''), type)),
          rows.map((row) => row.map((value) => (typeof value === 'string' ? value.replaceAll('\0', '') : value))),
        ),
      )
      expect(found.rows).toHaveLength(count)
    }),
    { numRuns: 30 },
  )
  expect(readdirSync(tmpdir()).filter((name) => name.startsWith('petrel-export-')).length).toBe(before)
})
