import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, it } from 'vitest'
import { encodeParquet } from '../../chain/export/parquet.ts'
import type { Answer } from '../../core/answer.ts'
import type { TableRecord } from '../../core/record.ts'
import { checkEnding, saveTable } from './save-table.ts'

const folder = mkdtempSync(join(tmpdir(), 'petrel-save-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))
const record: TableRecord = {
  ...{ kind: 'table', id: 'r2', name: 'volume', origin: 'measured', source: 'SELECT 1', chain: 1, block: 7, at: 0 },
  columns: [
    { name: 'day', unit: '', type: 'time' },
    { name: 'raw', unit: 'wei', type: 'integer' },
  ],
  rows: [[Date.parse('2026-05-01'), '115792089237316195423570985008687907853269984665640564039457584007913129639935']],
}
const answer: Answer = { id: 'a', rung: 'reader', locale: 'en', at: 0, records: [{ ...record, id: 'r1', rows: [] }, record], blocks: [{ kind: 'table', record: 'r2', columns: [], rows: [] }] } // biome-ignore format: one object
const save = async (name: string) => {
  const file = join(folder, name)
  expect(await saveTable(answer, file, { parquet: encodeParquet, signal: new AbortController().signal })).toBe(1)
  return readFileSync(file)
}

it('writes the table that the answer shows, with every digit', async () => {
  const raw = record.rows[0]?.[1]
  expect((await save('x.csv')).toString()).toBe(`day,raw (wei)\r\n2026-05-01T00:00:00.000Z,${raw}\r\n`)
  expect(JSON.parse((await save('x.json')).toString())).toMatchObject({
    name: 'volume',
    source: 'SELECT 1',
    block: 7,
    rows: [{ day: '2026-05-01T00:00:00.000Z', raw }],
  })
  expect((await save('x.PARQUET')).subarray(0, 4).toString()).toBe('PAR1')
})

it('says what it cannot write', async () => {
  expect(() => checkEnding('x.xlsx')).toThrow(expect.objectContaining({ code: 'input_invalid' }))
  const options = { parquet: undefined, signal: new AbortController().signal }
  await expect(saveTable(answer, join(folder, 'no', 'x.csv'), options)).rejects.toMatchObject({ code: 'file_unreadable' })
  await expect(saveTable(answer, join(folder, 'x.parquet'), options)).rejects.toMatchObject({ code: 'input_invalid' })
  await expect(saveTable({ ...answer, records: [] }, join(folder, 'x.csv'), options)).rejects.toMatchObject({ code: 'not_found' })
})
