import type { RecordColumn, Scalar, TableRecord } from '../../core/record.ts'
import { cleanLine } from './clean-text.ts'

/** Spreadsheets run a cell that begins like a formula; a stranger's token name must not. */
const FORMULA = /^[=+\-@\t\r]/

function cell(value: Scalar | undefined, type: RecordColumn['type']): string {
  if (value === null || value === undefined) return ''
  if (type === 'time' && typeof value === 'number' && Math.abs(value) <= 8.64e15) return new Date(value).toISOString()
  if (typeof value !== 'string') return String(value)
  const text = cleanLine(value)
  const isNumber = /^[+-]?\d+(\.\d+)?(e[+-]?\d+)?$/i.test(text)
  return quote(FORMULA.test(text) && !isNumber ? `'${text}` : text)
}

const quote = (text: string): string => (/[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text)

/** A table record as CSV (RFC 4180) with exact values and times in ISO 8601; units stand in the header. */
export function renderCsv(record: TableRecord): string {
  const header = record.columns.map(({ name, unit }) => cell(unit === '' ? name : `${name} (${unit})`, 'text'))
  const rows = record.rows.map((row) => record.columns.map((column, index) => cell(row[index], column.type)))
  return [header, ...rows].map((line) => `${line.join(',')}\r\n`).join('')
}
