import type { TableBlock } from '../../../core/answer.ts'
import type { PetrelRecord, TableRecord } from '../../../core/record.ts'
import { cleanLine } from '../../render/clean-text.ts'
import { renderCsv } from '../../render/csv.ts'
import { worthFile } from '../../render/for-chat.ts'
import { BARE } from '../../render/paint.ts'
import { drawTable } from '../../render/plain-table.ts'
import { renderTableJson } from '../../render/table-json.ts'
import { renderTablePicture } from '../../render/table-picture.ts'
import { textWidth } from '../../render/text-width.ts'
import { say } from '../words.ts'
import { escapeInline } from './escape.ts'
import type { OutFile, Piece } from './piece.ts'

/** Columns of text that a code block shows on a desktop without a second line. */
const NARROW = 60
/** Rows that read well between fences. */
const FEW_ROWS = 25
const GAP = 2
/** Rows of a list. */
const MOST_LINES = 30

export interface RenderContext {
  records: readonly PetrelRecord[]
  locale: string
  /** Whether files may be sent. */
  files: boolean
  /** Numbers the files of one answer. */
  count(): number
}

export const strong = (text: string | undefined): string => {
  const escaped = escapeInline(text ?? '')
  return escaped === '' ? '' : `**${escaped}**`
}

export const tableRecord = (records: readonly PetrelRecord[], id: string): TableRecord | undefined => {
  const found = records.find((record) => record.id === id)
  return found?.kind === 'table' ? found : undefined
}

function naturalWidth({ columns, rows }: Pick<TableBlock, 'columns' | 'rows'>): number {
  const widths = columns.map(({ title }, index) =>
    Math.max(textWidth(cleanLine(title)), ...rows.map((row) => textWidth(cleanLine(row[index] ?? '')))),
  )
  return widths.reduce((sum, width) => sum + width, 0) + GAP * Math.max(0, columns.length - 1)
}

export const csvFile = (record: TableRecord, number: number): OutFile => ({
  name: `table-${number}.csv`,
  mime: 'text/csv',
  bytes: new TextEncoder().encode(renderCsv(record)),
  alt: cleanLine(record.name).slice(0, 200),
})

const jsonFile = (record: TableRecord, number: number): OutFile => ({
  name: `table-${number}.json`,
  mime: 'application/json',
  bytes: new TextEncoder().encode(renderTableJson(record)),
  alt: cleanLine(record.name).slice(0, 200),
})

/** A table between fences; its lines are cut to the width. */
const drawn = (block: TableBlock): Piece => ({
  kind: 'code',
  language: '',
  text: drawTable(block, { width: NARROW, paint: BARE })
    .map((line) => line.trimEnd())
    .join('\n'),
})

function picture(block: TableBlock, number: number): OutFile | undefined {
  try {
    const bytes = renderTablePicture(block)
    return { name: `table-${number}.png`, mime: 'image/png', bytes, alt: altOf(block) }
  } catch {
    // The words between fences say the same.
    return undefined
  }
}

const altOf = (block: TableBlock): string =>
  [block.title, block.columns.map(({ title }) => title).join(', ')]
    .map((text) => cleanLine(text ?? ''))
    .filter(Boolean)
    .join(': ')
    .slice(0, 900)

/** Names and what they mean, too wide for a grid: lines of words, which a picture would only make hard to read and to copy. */
const isList = ({ columns, rows, file, total }: TableBlock): boolean =>
  columns.length === 2 &&
  columns.every(({ align }) => align === 'left') &&
  rows.length <= MOST_LINES &&
  !file &&
  (total ?? 0) <= rows.length

const line = ([name = '', value = '']: readonly string[]): string =>
  `${strong(cleanLine(name))}${name.startsWith('/') ? ' — ' : ': '}${escapeInline(cleanLine(value))}`

/** A table: between fences when it is narrow, else a picture; the file with exact values, which a picture does not let be copied, when it is one or long. */
export function tablePieces(block: TableBlock, context: RenderContext): Piece[] {
  const title = strong(block.title)
  const head: Piece[] = title === '' ? [] : [{ kind: 'text', markdown: title }]
  if (block.columns.length === 0 || block.rows.length === 0) return head
  const narrow = naturalWidth(block) <= NARROW && block.rows.length <= FEW_ROWS
  if (!narrow && isList(block)) return [...head, { kind: 'text', markdown: block.rows.map(line).join('\n') }]
  const number = context.count()
  const image = narrow || !context.files ? undefined : picture(block, number)
  const asked = block.file !== undefined
  const record = context.files ? tableRecord(context.records, block.record) : undefined
  const more = block.total !== undefined && block.total > block.rows.length
  const rest: Piece[] = more
    ? [{ kind: 'text', markdown: `${block.rows.length} ${say('rows', context.locale)} ${block.total}`, prefix: '-# ' }]
    : []
  return [
    ...head,
    ...(image ? [{ kind: 'file' as const, file: image }] : [drawn(block)]),
    ...(record && (asked || image || worthFile(block))
      ? [{ kind: 'file' as const, file: (block.file === 'json' ? jsonFile : csvFile)(record, number) }]
      : []),
    ...rest,
  ]
}
