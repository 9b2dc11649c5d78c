import { type Block, figure, type Inline, note, type TableBlock } from '../../core/answer.ts'
import { formatInteger, formatTime } from '../format.ts'
import { isNumeric, shown } from './cells.ts'
import { message, say } from './messages.ts'
import type { Fact, Freshness, ResultTable } from './result.ts'

export const timeFigure = (fact: Fact): Inline => figure(formatTime(Number(fact.value)), fact.id)
export const blockFigure = (fact: Fact): Inline => figure(String(fact.value), fact.id)

/** A table block over a table record, cells formatted for the locale. */
export function tableBlock(table: ResultTable, locale: string): TableBlock {
  return {
    kind: 'table',
    record: table.record,
    columns: table.columns.map((column) => ({ title: say(column.title, locale), align: isNumeric(column) ? 'right' : 'left' })),
    rows: table.rows.map((row) => row.map((value, index) => (table.columns[index] ? shown(value, table.columns[index], locale) : ''))),
    ...(table.total === undefined ? {} : { total: table.total }),
  }
}

/** Chain, last indexed block and its time, and what is missing. */
export function freshNotes(fresh: Freshness, locale: string): Block[] {
  const { chain, block, time, begins, behind } = fresh
  if (!block || !time) return [note(...message('fresh_none', locale, { chain }))]
  return [
    note(...message('fresh', locale, { chain, block: blockFigure(block), time: timeFigure(time) })),
    ...(begins ? [note(...message('begins', locale, { chain, time: timeFigure(begins) }))] : []),
    ...(behind ? [note(...message('behind', locale, { blocks: figure(formatInteger(Number(behind.value), locale), behind.id) }))] : []),
  ]
}
