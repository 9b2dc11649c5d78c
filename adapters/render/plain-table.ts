import type { TableBlock } from '../../core/answer.ts'
import { cleanLine } from './clean-text.ts'
import type { Paint } from './paint.ts'
import { fitText, padText, textWidth } from './text-width.ts'

const GAP = '  '
const LEAST = 1

/** Widths of the columns: as wide as their text, the widest shortened until the table fits. */
export function columnWidths(cells: readonly (readonly string[])[], columns: number, width: number): number[] {
  const widths = Array.from({ length: columns }, (_, index) => Math.max(1, ...cells.map((row) => textWidth(row[index] ?? ''))))
  const room = width - GAP.length * Math.max(0, columns - 1)
  let over = widths.reduce((sum, each) => sum + each, 0) - room
  while (over > 0) {
    const widest = Math.max(...widths)
    if (widest <= LEAST) break
    const at = widths.indexOf(widest)
    const next = Math.max(LEAST, ...widths.filter((_, index) => index !== at && (widths[index] ?? 0) < widest))
    const cut = Math.min(over, Math.max(1, widest - next))
    widths[at] = widest - cut
    over -= cut
  }
  return widths
}

/** A table with its header underlined; cells that do not fit end in an ellipsis. */
export function drawTable(block: Pick<TableBlock, 'columns' | 'rows'>, { width, paint }: { width: number; paint: Paint }): string[] {
  const head = block.columns.map((column) => cleanLine(column.title))
  const rows = block.rows.map((row) => row.map(cleanLine))
  const widths = columnWidths([head, ...rows], head.length, width)
  const line = (cells: readonly string[]) =>
    widths.map((room, index) => padText(fitText(cells[index] ?? '', room), room, block.columns[index]?.align ?? 'left')).join(GAP)
  return [paint.bold(line(head)), paint.dim(widths.map((room) => '─'.repeat(room)).join(GAP)), ...rows.map(line)]
}
