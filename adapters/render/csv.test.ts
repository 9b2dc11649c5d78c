import { expect, test } from 'vitest'
import type { TableRecord } from '../../core/record.ts'
import { renderCsv } from './csv.ts'

const record = (rows: TableRecord['rows']): TableRecord => ({
  kind: 'table',
  id: 'r1',
  name: 'holders',
  columns: [
    { name: 'token', unit: '', type: 'text' },
    { name: 'amount', unit: 'wei', type: 'integer' },
    { name: 'at', unit: '', type: 'time' },
  ],
  rows,
  origin: 'measured',
  source: 'test',
  at: 0,
})

test('values stay exact, times are ISO, units stand in the header', () => {
  expect(renderCsv(record([['WETH', '115792089237316195423570985008687907853269984665640564039457', 0]]))).toBe(
    'token,amount (wei),at\r\nWETH,115792089237316195423570985008687907853269984665640564039457,1970-01-01T00:00:00.000Z\r\n',
  )
})

test.each([
  ['=HYPERLINK("http://evil")', `"'=HYPERLINK(""http://evil"")"`],
  ['@SUM(A1)', "'@SUM(A1)"],
  ['+cmd|calc', "'+cmd|calc"],
  ['-1.5', '-1.5'],
  ['a,"b"\nc', '"a,""b"" c"'],
])("a stranger's %j cannot run in a spreadsheet", (name, cell) => {
  expect(renderCsv(record([[name, -1, null]])).split('\r\n')[1]).toBe(`${cell},-1,`)
})
