import { type Block, figure, type Inline, note, text } from '../../core/answer.ts'
import { formatDecimal, formatInteger, formatTime } from '../format.ts'
import { answerAbout } from './about/answer.ts'
import { answerQuery } from './answer-query.ts'
import { blockFigure, freshNotes, tableBlock, timeFigure } from './blocks.ts'
import { MESSAGES, message, say } from './messages.ts'
import type { AskResult, CoverageResult, LatestBlockResult, OutsideResult, OwnSqlResult, SupplyResult } from './result.ts'

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

const outsideAnswer = (result: OutsideResult, locale: string): Block[] => [
  text(
    ...message('outside', locale, {
      what: say(result.title, locale),
      chain: result.chain,
      from: timeFigure(result.first),
      to: timeFigure(result.last),
    }),
  ),
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
    case 'outside':
      return outsideAnswer(result, locale)
    case 'query':
      return result.about ? answerAbout({ ...result, about: result.about }, locale) : answerQuery(result, locale)
    default:
      return result satisfies never
  }
}
