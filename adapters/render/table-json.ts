import type { TableRecord } from '../../core/record.ts'

/** A table record as JSON: rows as objects with exact values, times in ISO 8601, and where it all comes from. */
export function renderTableJson(record: TableRecord): string {
  const { name, columns, rows, origin, source, chain, block, at } = record
  const cell = (value: unknown, type: string): unknown =>
    type === 'time' && typeof value === 'number' && Math.abs(value) <= 8.64e15 ? new Date(value).toISOString() : (value ?? null)
  const named = rows.map((row) => Object.fromEntries(columns.map((column, index) => [column.name, cell(row[index], column.type)])))
  return `${JSON.stringify({ name, columns, rows: named, origin, source, ...(chain === undefined ? {} : { chain }), ...(block === undefined ? {} : { block }), at: new Date(at).toISOString() }, undefined, 2)}\n` // biome-ignore format: one object
}
