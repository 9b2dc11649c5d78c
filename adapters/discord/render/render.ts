import {
  type Answer,
  type Block,
  type ChartBlock,
  type CodeBlock,
  type PictureBlock,
  plain,
  type SourcesBlock,
  type TextBlock,
} from '../../../core/answer.ts'
import { renderChart } from '../../render/chart.ts'
import { cleanLine, cleanText } from '../../render/clean-text.ts'
import { forChat } from '../../render/for-chat.ts'
import { renderMarkdown } from '../../render/markdown.ts'
import { renderPicture } from '../../render/picture.ts'
import { renderPlain } from '../../render/plain.ts'
import { say } from '../words.ts'
import { cardOf } from './card.ts'
import { escapeInline, escapeLink, escapeText } from './escape.ts'
import { PART, pack } from './pack.ts'
import type { OutFile, Part, Piece } from './piece.ts'
import { type RenderContext, strong, tablePieces, tableRecord } from './table.ts'

/** Messages that one answer may fill; what is longer becomes a file. */
const MOST_PARTS = 6
/** Code up to this many characters stands in the message; longer code is a file. */
const CODE_INLINE = 3600
/** The statement behind an answer is a detail: Discord folds a file away after its first lines. */
const SQL_INLINE = 500
const ENDINGS: Record<CodeBlock['language'], string> = { sql: 'sql', json: 'json', solidity: 'sol', text: 'txt' }

export interface RenderOptions {
  /** False where the bot may not attach files: charts and wide tables become text. */
  files?: boolean
  /** Whether embeds are seen where the answer goes; false when left out. */
  embeds?: boolean
}

const subtext = (markdown: string): Piece => ({ kind: 'text', markdown, prefix: '-# ' })

function text(block: TextBlock): Piece[] {
  const markdown = escapeText(plain(block.parts))
  return [block.tone === 'note' ? subtext(markdown) : { kind: 'text', markdown }]
}

function chart(block: ChartBlock, context: RenderContext): Piece[] {
  const title = strong(block.unit === '' ? block.title : `${block.title} (${block.unit})`)
  const file = context.files ? picture(block, context) : undefined
  // Said once: the file's own description bears it for those who cannot see the picture.
  const alt = isSame(block.alt, block.title) ? [] : [subtext(escapeText(block.alt))]
  if (file) return [{ kind: 'text', markdown: title }, { kind: 'file', file }, ...alt]
  const drawn = renderPlain({ blocks: [block], records: context.records }, { width: 56, color: false })
  return [{ kind: 'code', text: drawn, language: '' }]
}

const isSame = (alt: string, title: string): boolean => cleanLine(alt).replace(/[.。]$/, '') === cleanLine(title)

function drawing(block: PictureBlock, context: RenderContext): Piece[] {
  if (!context.files)
    return [{ kind: 'code', text: renderPlain({ blocks: [block], records: [] }, { width: 56, color: false }), language: '' }]
  const bytes = renderPicture(block, { format: 'png' })
  const file = { name: `picture-${context.count()}.png`, mime: 'image/png', bytes, alt: cleanLine(block.alt).slice(0, 1000) }
  return [
    { kind: 'text', markdown: strong(block.title) },
    { kind: 'file', file },
  ]
}

function picture(block: ChartBlock, context: RenderContext): OutFile | undefined {
  const record = tableRecord(context.records, block.record)
  if (!record || record.rows.length === 0) return undefined
  try {
    const bytes = renderChart(block, record, { format: 'png', theme: 'light' })
    return { name: `chart-${context.count()}.png`, mime: 'image/png', bytes, alt: cleanLine(block.alt).slice(0, 1000) }
  } catch {
    // The plain drawing says the same.
    return undefined
  }
}

function code(block: CodeBlock, context: RenderContext): Piece[] {
  const head: Piece[] = block.title ? [{ kind: 'text', markdown: strong(block.title) }] : []
  if (block.text.length <= (block.language === 'sql' ? SQL_INLINE : CODE_INLINE) || !context.files)
    return [...head, { kind: 'code', text: block.text, language: block.language === 'text' ? '' : block.language }]
  const name = `code-${context.count()}.${ENDINGS[block.language]}`
  const file = {
    name,
    mime: 'text/plain',
    bytes: new TextEncoder().encode(cleanText(block.text)),
    alt: cleanLine(block.title ?? name).slice(0, 200),
  }
  return [...head, { kind: 'file', file }]
}

const sources = (block: SourcesBlock, locale: string): Piece[] => {
  const lines = block.items.map((item) => escapeLink(item.text, item.url)).filter((line) => line !== '')
  return lines.length === 0 ? [] : [subtext(lines.map((line) => `${say('source', locale)}: ${line}`).join('\n'))]
}

function figure(label: string, shown: string): Piece {
  const value = escapeInline(shown)
  // A heading shows it large; an empty one would show its marks.
  return { kind: 'text', markdown: [escapeInline(label), value === '' ? '' : `## ${value}`].filter(Boolean).join('\n') }
}

function piecesOf(block: Block, context: RenderContext): Piece[] {
  switch (block.kind) {
    case 'text':
      return text(block)
    case 'warning':
      return [{ kind: 'text', markdown: `⚠️ ${escapeText(plain(block.parts))}`, prefix: '> ' }]
    case 'figure':
      return [figure(block.label, block.figure)]
    case 'table':
      return tablePieces(block, context)
    case 'chart':
      return chart(block, context)
    case 'picture':
      return drawing(block, context)
    case 'code':
      return code(block, context)
    case 'sources':
      return sources(block, context.locale)
    case 'buttons':
      return []
    default:
      return block satisfies never
  }
}

const counter = () => {
  let count = 0
  return () => {
    count += 1
    return count
  }
}

const isEmpty = (piece: Piece): boolean =>
  piece.kind === 'text' ? piece.markdown.trim() === '' : piece.kind === 'code' && piece.text.trim() === ''

/**
 * An answer as messages of Discord, each within its limits; text is escaped, so that nothing in it is markup or a mention. Buttons are made
 * apart (components.ts), since they need stored callbacks. Never empty.
 */
export function renderParts(
  answer: Pick<Answer, 'blocks' | 'records' | 'locale' | 'tool'>,
  { files = true, embeds = false }: RenderOptions = {},
): Part[] {
  const card = embeds ? cardOf(answer) : undefined
  if (card) {
    const [first, ...rest] = renderParts({ ...answer, blocks: card.rest }, { files })
    return first ? [{ ...first, embeds: [card.embed] }, ...rest] : []
  }
  const context: RenderContext = { records: answer.records, locale: answer.locale, files, count: counter() }
  const parts = pack(
    forChat(answer.blocks)
      .flatMap((block) => piecesOf(block, context))
      .filter((piece) => !isEmpty(piece)),
  )
  if (parts.length === 0) return [{ content: say('nothing', answer.locale), files: [] }]
  return parts.length > MOST_PARTS ? shortened(answer, parts, files) : parts
}

/** The first messages, and the whole as a file. */
function shortened(answer: Pick<Answer, 'blocks' | 'records' | 'locale'>, parts: readonly Part[], files: boolean): Part[] {
  const head = parts.slice(0, MOST_PARTS)
  const pictures = parts.slice(MOST_PARTS).flatMap((part) => part.files)
  const whole = { name: 'answer.md', mime: 'text/markdown', bytes: new TextEncoder().encode(renderMarkdown(answer)) }
  const note: Piece = subtext(say('rest', answer.locale))
  return files
    ? [...head, ...pack([note, { kind: 'file', file: whole }, ...pictures.map((file) => ({ kind: 'file' as const, file }))])]
    : head
}

/** What is known of an answer while it is made, as one short message. */
export function renderPreview(blocks: readonly Block[], locale: string): string {
  const context: RenderContext = { records: [], locale, files: false, count: counter() }
  const shown = blocks.filter(({ kind }) => kind !== 'chart' && kind !== 'buttons')
  return (
    pack(
      shown.flatMap((block) => piecesOf(block, context)).filter((piece) => !isEmpty(piece)),
      PART - 200,
    )[0]?.content ?? ''
  )
}
