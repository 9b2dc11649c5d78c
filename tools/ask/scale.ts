import type { Scalar } from '../../core/record.ts'
import { cleanText, unitsToDecimal } from '../format.ts'
import type { ResultColumn } from './compile/compile.ts'

const INTEGER = /^-?\d+$/

/** One cell as the record keeps it: base units become exact whole tokens, strangers' text loses its control characters. */
function cell(value: Scalar, column: ResultColumn, decimals: Scalar | undefined): Scalar {
  if (value === null) return null
  if (column.scale !== undefined) {
    const places = typeof column.scale === 'number' ? column.scale : decimals
    // A token that does not say its decimals is shown in base units.
    return INTEGER.test(String(value)) ? unitsToDecimal(String(value), Number(places ?? 0)) : value
  }
  return column.type === 'text' && typeof value === 'string' ? cleanText(value) : value
}

/** Rows of a compiled query without their hidden columns. */
export function visible(
  result: { columns: readonly { name: string }[]; rows: readonly (readonly Scalar[])[] },
  columns: readonly ResultColumn[],
): Scalar[][] {
  const position = new Map(result.columns.map((column, index) => [column.name, index]))
  return result.rows.map((row) =>
    columns.map((column, index) => {
      const hidden = typeof column.scale === 'string' ? row[position.get(column.scale) ?? -1] : undefined
      return cell(row[index] ?? null, column, hidden)
    }),
  )
}
