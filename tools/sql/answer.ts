import { type Block, type ChartBlock, figure, note, text, warning } from '../../core/answer.ts'
import type { RecordColumn, Scalar } from '../../core/record.ts'
import { inLocale } from '../../core/title.ts'
import { cleanText, formatDecimal, formatInteger, formatNumber, formatTime, formatUsd, UNKNOWN } from '../format.ts'
import { diff } from './diff.ts'
import { MESSAGES as M } from './messages.ts'
import type { SqlResult, SqlTable } from './result.ts'

/** A value of a result as people read it. */
export function shownCell(value: Scalar, { type, unit }: RecordColumn, locale: string): string {
  if (value === null) return UNKNOWN
  if (type === 'time') return formatTime(Number(value))
  if (unit === 'USD' && (type === 'number' || type === 'integer')) return formatUsd(Number(value), locale)
  if (type === 'integer') return formatInteger(String(value), locale)
  if (type === 'number')
    return typeof value === 'string' && /^-?\d+(\.\d+)?$/.test(value) ? formatDecimal(value, locale) : formatNumber(Number(value), locale)
  return String(value)
}

/** The table of a result. */
export const resultTable = ({ record, columns, rows }: SqlTable, locale: string, file?: 'csv' | 'json'): Block => ({
  kind: 'table',
  ...(file === undefined ? {} : { file }),
  record,
  columns: columns.map(({ name, type }) => ({
    title: name,
    align: type === 'number' || type === 'integer' ? ('right' as const) : ('left' as const),
  })),
  rows: rows.map((row) => row.map((value, index) => (columns[index] ? shownCell(value, columns[index], locale) : ''))),
})

/** A line over time, when the first column is one and each moment stands once. */
export function resultChart({ record, columns, rows }: SqlTable, title: string): ChartBlock[] {
  const y = columns.flatMap(({ type }, index) => (index > 0 && (type === 'number' || type === 'integer') ? [index] : [])).slice(0, 3)
  const moments = new Set(rows.map(([first]) => first))
  if (columns[0]?.type !== 'time' || y.length === 0 || rows.length < 3 || moments.size !== rows.length) return []
  const units = new Set(y.map((index) => columns[index]?.unit))
  return [{ kind: 'chart', title, shape: 'line', record, x: 0, y, unit: units.size === 1 ? ([...units][0] ?? '') : '', alt: title }]
}

/** How far each chain is indexed. */
export const freshBlocks = (fresh: SqlResult['fresh'], locale: string): Block[] =>
  fresh.map(({ chain, block, time }) =>
    note(
      cleanText(chain, 40),
      inLocale(M.indexed, locale),
      figure(String(block.value), block.id),
      ' · ',
      figure(formatTime(Number(time.value)), time.id),
    ),
  )

/** Of an empty result: the conditions that removed its rows. */
export const emptiedBlocks = (found: SqlResult['emptied'], locale: string): Block[] =>
  found.map(({ condition, count }) =>
    text(
      inLocale(M.emptied, locale),
      figure(String(condition.value), condition.id),
      inLocale(M.would, locale),
      figure(formatInteger(Number(count.value), locale), count.id),
      '.',
    ),
  )

/** What was changed: the lines that differ, and each change. */
export function changeBlocks(result: Pick<SqlResult, 'original' | 'sql' | 'changes'>, locale: string): Block[] {
  if (result.changes.length === 0) return []
  const shown = diff(result.original, result.sql)
  const list = result.changes
    .filter(({ kind }) => kind !== 'edit' && kind !== 'model')
    .map(({ kind, from, to }) => `${inLocale(M[kind], locale)}: ${from.trim() || '∅'} → ${to.trim() || '∅'}`)
  return [
    note(inLocale(M.changed, locale)),
    ...(shown ? [{ kind: 'code' as const, language: 'text' as const, title: inLocale(M.difference, locale), text: shown }] : []),
    ...(list.length > 0
      ? [{ kind: 'code' as const, language: 'text' as const, title: inLocale(M.changes, locale), text: [...new Set(list)].join('\n') }]
      : []),
  ]
}

/** Rows or explanation first, as asked; then what was changed, how fresh the data is, and the statement that ran. */
export function answer(result: SqlResult, locale: string): Block[] {
  const { table, rows, explanation } = result
  const said = (key: keyof typeof M) => inLocale(M[key], locale)
  const explained: Block[] = explanation ? [{ kind: 'code', language: 'text', title: said('computes'), text: explanation }] : []
  const found: Block[] = [
    text(said('rows'), figure(formatInteger(Number(rows.value), locale), rows.id), '.'),
    ...emptiedBlocks(result.emptied, locale),
    ...resultChart(table, said('own')),
    ...(table.rows.length > 0 ? [resultTable(table, locale, result.file)] : []),
    ...(table.truncated ? [note(said('truncated'))] : []),
  ]
  const elsewhere =
    result.elsewhere.length > 0 ? [warning(said('elsewhere'), result.elsewhere.map((name) => cleanText(name, 40)).join(', '), '.')] : []
  return [
    ...(result.unverified ? [warning(said('unverified'))] : []),
    ...elsewhere,
    ...(result.show === 'explanation' ? [...explained, ...found] : [...found, ...explained]),
    ...changeBlocks(result, locale),
    ...freshBlocks(result.fresh, locale),
    { kind: 'code', language: 'sql', title: said('statement'), text: result.sql },
    {
      kind: 'buttons',
      items: [
        { label: said('per_week'), say: said('per_week') },
        { label: said('save'), say: '/save' },
      ],
    },
  ]
}
