import type { Answer, Block, ChartBlock, Inline, TableBlock } from '../../core/answer.ts'
import { plain } from '../../core/answer.ts'
import type { PetrelRecord } from '../../core/record.ts'
import { cleanLine, cleanText } from './clean-text.ts'
import { formatLabel, formatShort, toNumber } from './format-value.ts'
import { pictureLines } from './picture-text.ts'

const CHART_ROWS = 24

/** A line in which no character is markup: nothing a stranger wrote becomes a link, a picture, HTML, a list or a heading. */
function escapeLine(line: string): string {
  return line
    .replace(/^\s+/, '')
    .replace(/[\\`*_{}[\]<>#|~&$@]/g, '\\$&')
    .replace(/:(?=\/\/)/g, '\\:')
    .replace(/(www)\./gi, '$1\\.')
    .replace(/^([-+=])/, '\\$1')
    .replace(/^(\d{1,9})([.)])(?=\s|$)/, '$1\\$2')
}

/** Text for Markdown (CommonMark with GitHub's tables). */
export const escapeMarkdown = (text: string): string =>
  cleanText(text)
    .split('\n')
    .map((line) => escapeLine(line).trimEnd())
    .join('\n')
    .replace(/\n{2,}/g, '\n\n')
    .trim()

const escapeCell = (text: string): string => escapeLine(cleanLine(text))

const sentence = (parts: readonly Inline[]): string => escapeMarkdown(plain(parts))

const quoted = (text: string): string =>
  text
    .split('\n')
    .map((line) => `> ${line}`)
    .join('\n')

function grid(columns: readonly { title: string; align: 'left' | 'right' }[], rows: readonly (readonly string[])[]): string {
  if (columns.length === 0) return ''
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`
  return [
    line(columns.map((column) => escapeCell(column.title))),
    line(columns.map((column) => (column.align === 'right' ? '---:' : '---'))),
    ...rows.map((row) => line(columns.map((_, index) => escapeCell(row[index] ?? '')))),
  ].join('\n')
}

const strong = (text: string | undefined): string => {
  const escaped = escapeCell(text ?? '')
  return escaped === '' ? '' : `**${escaped}**`
}

const stack = (...parts: string[]): string => parts.filter((part) => part !== '').join('\n\n')

function table(block: TableBlock): string {
  const more = block.total !== undefined && block.total > block.rows.length ? `${block.rows.length} of ${block.total} rows.` : ''
  return stack(strong(block.title), grid(block.columns, block.rows), more)
}

function chart(block: ChartBlock, records: readonly PetrelRecord[]): string {
  const record = records.find((candidate) => candidate.id === block.record)
  const head = stack(strong(block.unit === '' ? block.title : `${block.title} (${block.unit})`), escapeMarkdown(block.alt))
  if (record?.kind !== 'table') return head
  const indexes = [block.x, ...block.y]
  const columns = indexes.map((index, place) => ({
    title: record.columns[index]?.name ?? '',
    align: place === 0 ? ('left' as const) : ('right' as const),
  }))
  const rows = record.rows.slice(-CHART_ROWS).map((row) =>
    indexes.map((index, place) => {
      const number = place === 0 ? undefined : toNumber(row[index])
      return number === undefined ? formatLabel(row[index], record.columns[index]?.type) : formatShort(number)
    }),
  )
  const more = record.rows.length > CHART_ROWS ? `The last ${CHART_ROWS} of ${record.rows.length} points.` : ''
  return stack(head, grid(columns, rows), more)
}

function fence(text: string): string {
  const longest = Math.max(2, ...[...text.matchAll(/`+/g)].map((run) => run[0].length))
  return '`'.repeat(longest + 1)
}

/** A link to http or https, or the words alone. */
function link(item: { text: string; url?: string }): string {
  const words = escapeCell(item.text)
  if (item.url === undefined || !URL.canParse(item.url)) return words
  const url = new URL(item.url)
  if (url.protocol !== 'https:' && url.protocol !== 'http:') return words
  const target = url.href.replace(/[<>\\\s]/g, (character) => encodeURIComponent(character))
  return words === '' ? '' : `[${words}](<${target}>)`
}

const items = (head: string, lines: readonly string[]): string => {
  const full = lines.filter((line) => line !== '')
  return full.length === 0 ? '' : `${head}${head && '\n\n'}${full.map((line) => `- ${line}`).join('\n')}`
}

function block(one: Block, records: readonly PetrelRecord[]): string {
  switch (one.kind) {
    case 'text':
      return sentence(one.parts)
    case 'warning':
      return quoted(stack(`**Warning**`, sentence(one.parts)))
    case 'figure':
      return `${escapeCell(one.label)}: ${strong(one.figure)}`
    case 'table':
      return table(one)
    case 'chart':
      return chart(one, records)
    case 'picture':
      return stack(
        strong(one.title),
        escapeMarkdown(one.alt),
        one.drawing.shape === 'qr' ? '' : items('', pictureLines(one).map(escapeCell)),
      )
    case 'code': {
      const text = cleanText(one.text)
      const mark = fence(text)
      return stack(strong(one.title), `${mark}${one.language === 'text' ? '' : one.language}\n${text}\n${mark}`)
    }
    case 'sources':
      return items('Sources:', one.items.map(link))
    case 'buttons':
      return items(
        'You can ask:',
        one.items.map(({ label, say }, index) => escapeCell(say.startsWith('/') ? `${index + 1}: ${label}` : say)),
      )
    default:
      return one satisfies never
  }
}

/** An answer as Markdown. Text is escaped: only the structure of the answer becomes markup, links only from its sources. */
export function renderMarkdown(answer: Pick<Answer, 'blocks' | 'records'>): string {
  return stack(...answer.blocks.map((one) => block(one, answer.records)))
}
