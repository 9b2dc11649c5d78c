import type { TableBlock } from '../../core/answer.ts'
import { cleanLine } from '../render/clean-text.ts'
import { cut, type Entity, type Styled } from './styled.ts'

/** Bot API "Rich Message Limits": 20 columns, 500 blocks (rows count), 32768 characters. We stay well inside. */
const MOST_COLUMNS = 20
const MOST_ROWS = 100
const MOST_CHARACTERS = 16_000

/** A table as InputRichMessage writes it; entity detection is off, so that no cell becomes a link. */
export interface RichTable {
  skip_entity_detection: true
  blocks: readonly RichBlock[]
}

type RichBlock =
  | { type: 'table'; is_bordered: true; is_striped: true; caption?: string; cells: readonly (readonly Cell[])[] }
  | { type: 'paragraph'; text: readonly RichText[] }

type RichText = string | { type: 'bold' | 'italic' | 'code'; text: string } | { type: 'url'; text: string; url: string }

interface Cell {
  text?: string
  is_header?: true
  align: 'left' | 'right'
  valign: 'middle'
}

/** The table for sendRichMessage, undefined when it is beyond the limits or has no text at all. */
export function richTable(block: TableBlock): RichTable | undefined {
  const cell = (text: string, index: number, header: boolean): Cell => ({
    // A cell without text is drawn empty.
    ...(cleanLine(text) === '' ? {} : { text: cleanLine(text) }),
    ...(header ? { is_header: true as const } : {}),
    align: block.columns[index]?.align ?? 'left',
    valign: 'middle',
  })
  const cells = [
    block.columns.map(({ title }, index) => cell(title, index, true)),
    ...block.rows.map((row) => block.columns.map((_, index) => cell(row[index] ?? '', index, false))),
  ]
  const size = cells.flat().reduce((sum, { text = '' }) => sum + text.length, 0)
  const title = cleanLine(block.title ?? '')
  if (block.columns.length > MOST_COLUMNS || block.rows.length > MOST_ROWS || size + title.length > MOST_CHARACTERS || size === 0)
    return undefined
  return {
    skip_entity_detection: true,
    blocks: [{ type: 'table', is_bordered: true, is_striped: true, ...(title === '' ? {} : { caption: title }), cells }],
  }
}

/** The table with words before it, a paragraph for each of theirs. */
export function withParagraphs(table: RichTable, lead: Styled): RichTable {
  const paragraphs: RichBlock[] = []
  let from = 0
  for (const piece of lead.text.split(/\n{2,}/)) {
    const at = lead.text.indexOf(piece, from)
    from = at + piece.length
    const part = cut(lead, at, from)
    if (part.text !== '') paragraphs.push({ type: 'paragraph', text: runs(part) })
  }
  return { ...table, blocks: [...paragraphs, ...table.blocks] }
}

/** Text and entities as the nested text of rich messages; our entities never overlap. */
function runs({ text, entities }: Styled): RichText[] {
  const found: RichText[] = []
  let from = 0
  for (const entity of [...entities].sort((a, b) => a.offset - b.offset)) {
    if (entity.offset < from) continue
    if (entity.offset > from) found.push(text.slice(from, entity.offset))
    from = entity.offset + entity.length
    found.push(run(text.slice(entity.offset, from), entity))
  }
  return from < text.length ? [...found, text.slice(from)] : found
}

function run(text: string, { type, url }: Entity): RichText {
  if (type === 'text_link' && url !== undefined) return { type: 'url', text, url }
  return type === 'bold' || type === 'italic' || type === 'code' ? { type, text } : text
}
