import { type Block, type CodeBlock, plain, type SourcesBlock, type TableBlock } from '../../core/answer.ts'
import { cleanLine, cleanText } from '../render/clean-text.ts'
import { BARE } from '../render/paint.ts'
import { drawTable } from '../render/plain-table.ts'
import { textWidth } from '../render/text-width.ts'
import { prose, quiet } from './quiet.ts'
import { concat, EMPTY, join, type Styled, styled } from './styled.ts'
import { word } from './words.ts'

/** A phone shows about this many columns of fixed-width text before it breaks lines. */
const NARROW = 36
const FEW_ROWS = 12
const MOST_PAIRS = 40

const heading = (text: string | undefined): Styled => styled(quiet(cleanLine(text ?? '')), { type: 'bold' })

/** Whether a table reads well as fixed-width text on a phone. */
export function isSmall(block: TableBlock): boolean {
  const cells = [block.columns.map(({ title }) => title), ...block.rows]
  const widths = block.columns.map((_, index) => Math.max(0, ...cells.map((row) => textWidth(cleanLine(row[index] ?? '')))))
  const width = widths.reduce((sum, one) => sum + one, 0) + 2 * Math.max(0, widths.length - 1)
  return width <= NARROW && block.rows.length <= FEW_ROWS
}

/** "5 of 9 rows", when fewer are shown than exist. */
export const shownOf = (shown: number, total: number | undefined, locale: string): string =>
  total !== undefined && total > shown ? `${shown} / ${total} ${word('rows', locale)}` : ''

/** One row is a list of its columns; two columns of words are a list of their rows. Lines read better, and what is in them can be tapped. */
export const isPairs = ({ columns, rows }: TableBlock): boolean => {
  if (rows.length === 1) return columns.length <= MOST_PAIRS
  return columns.length === 2 && columns.every(({ align }) => align === 'left') && rows.length <= MOST_PAIRS
}

const pairsOf = ({ columns, rows }: TableBlock): readonly (readonly string[])[] =>
  rows.length === 1 ? columns.map(({ title }, index) => [title, rows[0]?.[index] ?? '']) : rows

const pair = ([name = '', value = '']: readonly string[]): Styled =>
  join([styled(quiet(cleanLine(name)), { type: 'bold' }), prose(cleanLine(value))], name.startsWith('/') ? ' — ' : ': ')

function table(block: TableBlock, locale: string): Styled {
  const more = styled(shownOf(block.rows.length, block.total, locale), { type: 'italic' })
  if (!isSmall(block) && isPairs(block)) return join([heading(block.title), join(pairsOf(block).map(pair), '\n'), more], '\n')
  const lines = block.columns.length === 0 ? [] : drawTable(block, { width: NARROW, paint: BARE })
  const grid = lines.map((line) => line.trimEnd()).join('\n')
  return join([heading(block.title), styled(grid, { type: 'pre' }), more], '\n')
}

function code(block: CodeBlock): Styled {
  const text = cleanText(block.text).replace(/^\n+|\s+$/g, '')
  const language = block.language === 'text' ? {} : { language: block.language }
  return join([heading(block.title), styled(text, { type: 'pre', ...language })], '\n')
}

/** A link to http or https, or the words alone. */
function source({ text, url }: SourcesBlock['items'][number]): Styled {
  const words = quiet(cleanLine(text))
  if (url === undefined || words === '' || !URL.canParse(url)) return styled(words)
  const { protocol, href } = new URL(url)
  return protocol === 'https:' || protocol === 'http:' ? styled(words, { type: 'text_link', url: href }) : styled(words)
}

function sources(block: SourcesBlock, locale: string): Styled {
  const items = block.items.map(source).filter(({ text }) => text !== '')
  if (items.length === 0) return EMPTY
  if (items.length === 1) return concat(styled(`${word('sources', locale)}: `), ...items)
  return join([styled(`${word('sources', locale)}:`), ...items.map((item) => concat(styled('• '), item))], '\n')
}

/** A block as text with entities; charts and large tables are pictures and have their own way. */
export function blockText(block: Exclude<Block, { kind: 'buttons' | 'chart' | 'picture' }>, locale: string): Styled {
  switch (block.kind) {
    case 'text':
      return prose(plain(block.parts), block.tone === 'note' ? { type: 'italic' } : undefined)
    case 'warning':
      return concat(styled('⚠️ '), prose(plain(block.parts)))
    case 'figure':
      return concat(styled(`${quiet(cleanLine(block.label))}: `), styled(quiet(cleanLine(block.figure)), { type: 'bold' }))
    case 'table':
      return table(block, locale)
    case 'code':
      return code(block)
    case 'sources':
      return sources(block, locale)
    default:
      return block satisfies never
  }
}

export { heading }
