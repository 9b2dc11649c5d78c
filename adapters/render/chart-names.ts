import type { ChartBlock } from '../../core/answer.ts'
import type { TableRecord } from '../../core/record.ts'
import { formatLabel } from './format-value.ts'

/** The columns that name a bar: what it is grouped by, and where that names several bars the other groupings too. */
function naming({ shape, x, y }: ChartBlock, { columns, rows }: TableRecord): number[] {
  const first = new Set(rows.map((row) => row[x]))
  if (shape !== 'bar' || first.size === rows.length) return [x]
  const values = Math.min(...y)
  return [x, ...columns.flatMap(({ type }, index) => (index !== x && index < values && type !== 'number' ? [index] : []))]
}

/** One name a row, as an axis or a list shows it: "uniswap", or "uniswap · 3" of bars that are grouped by two. */
export function chartNames(block: ChartBlock, record: TableRecord): string[] {
  const columns = naming(block, record)
  return record.rows.map((row) =>
    columns
      .map((column) => formatLabel(row[column], record.columns[column]?.type))
      .filter((name) => name !== '')
      .join(' · '),
  )
}
