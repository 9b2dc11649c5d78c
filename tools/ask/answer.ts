import { type Block, figure, type Inline, note, type TableBlock, text } from '../../core/answer.ts'
import { formatDecimal, formatInteger, formatTime } from '../format.ts'
import { answerQuery } from './answer-query.ts'
import { isNumeric, shown } from './cells.ts'
import { MESSAGES, message, say } from './messages.ts'
import type { AskResult, CoverageResult, Fact, Freshness, LatestBlockResult, OwnSqlResult, ResultTable, SupplyResult } from './result.ts'

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

function latestBlockAnswer(result: LatestBlockResult, locale: string): Block[] {
  const { chain, block, time, fresh } = result
  return [
    text(...message('latest_block', locale, { chain, block: blockFigure(block), time: timeFigure(time) })),
    ...(fresh.block ? [note(...message('indexed_to', locale, { block: blockFigure(fresh.block) }))] : freshNotes(fresh, locale)),
  ]
}

const supplyAnswer = ({ token, supply, chain, block }: SupplyResult, locale: string): Block[] => [
  text(...message('supply', locale, { token, value: figure(`${formatDecimal(String(supply.value), locale, 18)} ${token}`, supply.id) })),
  note(...message('at_block', locale, { chain, block: blockFigure(block) })),
]

function coverageAnswer({ table }: CoverageResult, locale: string): Block[] {
  const at = (row: number, column: number, words: string): Inline => figure(words, table.record, row, column)
  const lines = table.rows.map(([chain, first, last, from, to, gaps], row) =>
    text(
      ...message('coverage_row', locale, {
        chain: String(chain),
        first: at(row, 1, String(first)),
        last: at(row, 2, String(last)),
        from: at(row, 3, formatTime(Number(from))),
        to: at(row, 4, formatTime(Number(to))),
        gaps: at(row, 5, formatInteger(Number(gaps), locale)),
      }),
    ),
  )
  const head = table.rows.length > 0 ? text(...message('coverage', locale)) : text(...message('none_data', locale))
  return [head, ...lines, note(...message('topics', locale)), ...(table.rows.length > 0 ? [tableBlock(table, locale)] : [])]
}

const ownSqlAnswer = (result: OwnSqlResult, locale: string): Block[] => [
  text(...message('own_sql', locale, { rows: figure(formatInteger(Number(result.rows.value), locale), result.rows.id) })),
  ...(result.table.rows.length > 0 ? [tableBlock(result.table, locale)] : []),
  ...(result.table.truncated ? [note(...message('truncated', locale))] : []),
  ...freshNotes(result.fresh, locale),
  { kind: 'code', language: 'sql', title: say(MESSAGES.sql_title, locale), text: result.sql },
]

/** The complete answer in the asker's language (English where there is none). */
export function answer(result: AskResult, locale: string): Block[] {
  switch (result.kind) {
    case 'latest_block':
      return latestBlockAnswer(result, locale)
    case 'supply':
      return supplyAnswer(result, locale)
    case 'coverage':
      return coverageAnswer(result, locale)
    case 'sql':
      return ownSqlAnswer(result, locale)
    case 'query':
      return answerQuery(result, locale)
    default:
      return result satisfies never
  }
}
