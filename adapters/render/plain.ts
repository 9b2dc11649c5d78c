import type { Answer, Block, ChartBlock, PictureBlock, TableBlock } from '../../core/answer.ts'
import { plain } from '../../core/answer.ts'
import type { PetrelRecord } from '../../core/record.ts'
import { cleanLine, cleanText } from './clean-text.ts'
import { BARE, COLOURED, type Paint } from './paint.ts'
import { pictureLines } from './picture-text.ts'
import { drawBars, drawSparkline } from './plain-chart.ts'
import { drawTable } from './plain-table.ts'
import { textWidth, wrapText } from './text-width.ts'

/** What to type for a button: its own words, or the number of a choice whose words are a long command. */
const buttonWords = ({ label, say }: { label: string; say: string }, index: number): string =>
  cleanLine(say.startsWith('/') ? `${index + 1}. ${label}` : say)

export interface PlainOptions {
  /** Columns of the terminal. */
  width: number
  /** Whether ANSI colours may be used. */
  color: boolean
}

/** Rows up to which every point gets a bar of its own. */
const MOST_BARS = 31

interface Sheet {
  width: number
  paint: Paint
  records: readonly PetrelRecord[]
}

const indent = (lines: readonly string[], by: string): string[] => lines.map((line) => (line === '' ? '' : by + line))

function table(block: TableBlock, { width, paint }: Sheet): string[] {
  const more =
    block.total !== undefined && block.total > block.rows.length ? [paint.dim(`${block.rows.length} of ${block.total} rows`)] : []
  return [...(block.title ? wrapText(cleanLine(block.title), width).map(paint.bold) : []), ...drawTable(block, { width, paint }), ...more]
}

function chart(block: ChartBlock, { width, paint, records }: Sheet): string[] {
  const record = records.find((candidate) => candidate.id === block.record)
  const title = wrapText(cleanLine(block.unit === '' ? block.title : `${block.title} (${block.unit})`), width).map(paint.bold)
  const alt = wrapText(cleanText(block.alt), width).map(paint.dim)
  if (record?.kind !== 'table' || record.rows.length === 0) return [...title, ...alt]
  const draw = record.rows.length <= MOST_BARS && block.y.length === 1 ? drawBars : drawSparkline
  return [...title, ...draw(block, record, { width, paint }), ...alt]
}

/** A terminal too narrow for a QR code gets its words. */
function picture(block: PictureBlock, { width, paint }: Sheet): string[] {
  const head = wrapText(cleanLine(block.title), width).map(paint.bold)
  const drawn = pictureLines(block)
  if (block.drawing.shape === 'flow') return [...head, ...drawn.flatMap((line) => wrapText(line, width))]
  const fits = drawn.every((line) => textWidth(line) <= width)
  return [...head, ...(fits ? drawn : wrapText(cleanText(block.alt), width).map(paint.dim))]
}

function lines(block: Block, sheet: Sheet): string[] {
  const { width, paint } = sheet
  switch (block.kind) {
    case 'text': {
      const wrapped = wrapText(cleanText(plain(block.parts)), width)
      return block.tone === 'note' ? wrapped.map(paint.dim) : wrapped
    }
    case 'warning':
      return wrapText(cleanText(plain(block.parts)), width - 2).map((line, index) => paint.warn(`${index === 0 ? '! ' : '  '}${line}`))
    case 'figure':
      return wrapText(`${cleanLine(block.label)}: ${cleanLine(block.figure)}`, width).map(paint.bold)
    case 'table':
      return table(block, sheet)
    case 'chart':
      return chart(block, sheet)
    case 'picture':
      return picture(block, sheet)
    case 'code':
      return [
        ...(block.title ? wrapText(cleanLine(block.title), width).map(paint.dim) : []),
        ...indent(cleanText(block.text).split('\n'), '    ').map(paint.dim),
      ]
    case 'sources':
      return block.items
        .flatMap((item) => wrapText(`Source: ${cleanLine([item.text, item.url].filter(Boolean).join(' '))}`, width))
        .map(paint.dim)
    case 'buttons':
      return block.items.flatMap((item, index) =>
        wrapText(buttonWords(item, index), width - 2).map((line, at) => paint.accent(`${at === 0 ? '> ' : '  '}${line}`)),
      )
    default:
      return block satisfies never
  }
}

/** An answer for a terminal: wrapped text, aligned tables, charts of block characters. Control characters of strangers are removed. */
export function renderPlain(answer: Pick<Answer, 'blocks' | 'records'>, options: PlainOptions): string {
  const sheet: Sheet = { width: Math.max(20, options.width), paint: options.color ? COLOURED : BARE, records: answer.records }
  return answer.blocks
    .map((block) =>
      lines(block, sheet)
        .map((line) => line.trimEnd())
        .join('\n'),
    )
    .filter((text) => text !== '')
    .join('\n\n')
}
