import type { Answer, Block, ButtonsBlock, ChartBlock, CodeBlock, TableBlock } from '../../core/answer.ts'
import type { TableRecord } from '../../core/record.ts'
import { renderChart } from '../render/chart.ts'
import { cleanLine, cleanText } from '../render/clean-text.ts'
import { renderCsv } from '../render/csv.ts'
import { chatPlaces } from '../render/for-chat.ts'
import { renderPicture } from '../render/picture.ts'
import { renderTableJson } from '../render/table-json.ts'
import { renderTablePicture } from '../render/table-picture.ts'
import { blockText, heading, isPairs, isSmall, shownOf } from './blocks.ts'
import { prose } from './quiet.ts'
import { type RichTable, richTable, withParagraphs } from './rich-table.ts'
import { split } from './split.ts'
import { cut, EMPTY, join, type Styled, styled } from './styled.ts'
import { word } from './words.ts'

export const TEXT_LIMIT = 4096
const CAPTION_LIMIT = 1024
/** The platform keeps this many entities of a message. */
const MOST_ENTITIES = 100
/** Longer answers go on in a file: a wall of text serves nobody in a chat. */
const MOST_TEXTS = 4
/** Longer code is a file. */
const LONG_CODE = 3000
/** Shorter details are shown as they are: what is folded must be worth the tap. */
const FOLD_FROM = 160
/** More words than this stand in a message of their own before a picture. */
const LONGEST_LEAD = 600
/** A table with more rows comes with its data as CSV. */
const MANY_ROWS = 12

/** One message of an answer. Bytes are made when it is sent. */
export type Part =
  | { kind: 'text'; body: Styled }
  | { kind: 'photo'; caption: Styled; png(): Buffer; rich?: RichTable /** Words stand above the picture. */; above?: true }
  | { kind: 'document'; caption: Styled; name: string; bytes(): Buffer }

export interface Parts {
  parts: readonly Part[]
  /** They stand under the last part. */
  buttons: ButtonsBlock['items']
}

type Source = Pick<Answer, 'blocks' | 'records' | 'locale'>

/** An answer as messages. The same answer always gives the same list: a delivery that broke off goes on at its place in it. */
export function toParts(answer: Source): Parts {
  const parts: Part[] = []
  let run: Styled[] = []
  const flush = (): void => {
    parts.push(...texts(join(run, '\n\n'), answer.locale))
    run = []
  }
  const { answer: blocks, details } = chatPlaces(answer.blocks)
  for (const block of blocks) {
    const own = ownParts(block, answer)
    if (own === undefined) run.push(blockText(block as Parameters<typeof blockText>[0], answer.locale))
    else {
      const [first, ...rest] = own
      const led = first?.kind === 'photo' ? withLead(first, join(run, '\n\n')) : undefined
      if (led) run = []
      flush()
      parts.push(...(led ? [led, ...rest] : own))
    }
  }
  run.push(folded(details, answer.locale))
  flush()
  parts.push(...details.flatMap((block) => (isLongCode(block) ? [codeFile(block)] : [])))
  const buttons = answer.blocks
    .flatMap((block) => (block.kind === 'buttons' ? block.items : []))
    .filter(({ label, say }) => cleanLine(label) !== '' && say.trim() !== '')
  if (parts.length === 0) parts.push({ kind: 'text', body: styled(word(buttons.length > 0 ? 'choose' : 'nothing', answer.locale)) })
  return { parts, buttons }
}

/** How the answer was worked out, folded away: a tap opens it. Nothing may be styled inside a quote that code stands in. */
function folded(details: readonly Block[], locale: string): Styled {
  const texts = details.flatMap((block) => (isLongCode(block) ? [] : [blockText(block as Parameters<typeof blockText>[0], locale)]))
  const { text } = join(texts, '\n')
  return text.length > FOLD_FROM ? styled(text, { type: 'expandable_blockquote' }) : join(texts, '\n')
}

const isLongCode = (block: Block): block is CodeBlock => block.kind === 'code' && block.text.length > LONG_CODE

/** A picture with the words before it as one message, when they are few: an answer in five messages is hard to read. */
function withLead(photo: Part & { kind: 'photo' }, lead: Styled): Part | undefined {
  const fits = lead.text.length + photo.caption.text.length + 2 <= CAPTION_LIMIT && lead.text.length <= LONGEST_LEAD
  if (!fits || lead.text.trim() === '' || lead.entities.some(({ type }) => type === 'pre')) return undefined
  const whole = join([cut(lead, 0, lead.text.length), photo.caption], '\n\n')
  return { ...photo, caption: fewEntities(whole), above: true, ...(photo.rich ? { rich: withParagraphs(photo.rich, lead) } : {}) }
}

function texts(whole: Styled, locale: string): Part[] {
  const pieces = split(whole, TEXT_LIMIT).map(fewEntities)
  if (pieces.length <= MOST_TEXTS) return pieces.map((body) => ({ kind: 'text', body }))
  const shown: Part[] = pieces.slice(0, MOST_TEXTS - 1).map((body) => ({ kind: 'text', body }))
  return [...shown, { kind: 'document', caption: styled(word('whole', locale)), name: 'answer.txt', bytes: () => Buffer.from(whole.text) }]
}

const fewEntities = ({ text, entities }: Styled): Styled => ({ text, entities: entities.slice(0, MOST_ENTITIES) })

/** The messages of a block that is not text, undefined when it joins the text around it. */
function ownParts(block: Block, answer: Source): Part[] | undefined {
  if (block.kind === 'chart') return chart(block, answer)
  if (block.kind === 'picture') {
    return [{ kind: 'photo', caption: captionOf(block), png: () => renderPicture(block, { format: 'png' }) }]
  }
  if (block.kind === 'table' && block.columns.length > 0) {
    if (isSmall(block) || isPairs(block)) return withData(block, answer)
    return [
      { kind: 'photo', caption: tableCaption(block, answer.locale), png: () => renderTablePicture(block), ...rich(block) },
      ...data(block, answer),
    ]
  }
  return isLongCode(block) ? [codeFile(block)] : undefined
}

const rich = (block: TableBlock): { rich?: RichTable } => {
  const table = richTable(block)
  return table ? { rich: table } : {}
}

/** Whether the message shows the whole record as it is: words, all rows, all columns. */
function isWhole({ rows, columns }: TableBlock, record: TableRecord | undefined): boolean {
  return record !== undefined && record.rows.length <= rows.length && record.columns.length <= columns.length && record.columns.every(({ type }) => type === 'text')
} // biome-ignore format: short

function withData(block: TableBlock, answer: Source): Part[] | undefined {
  const file = isWhole(block, recordOf(block.record, answer)) ? [] : data(block, answer)
  return file.length === 0 ? undefined : [...texts(blockText(block, answer.locale), answer.locale), ...file]
}

const tableCaption = (block: TableBlock, locale: string): Styled =>
  caption([heading(block.title), styled(shownOf(block.rows.length, block.total, locale), { type: 'italic' })])

const recordOf = (id: string, answer: Source): TableRecord | undefined => {
  const record = answer.records.find((one) => one.id === id)
  return record?.kind === 'table' ? record : undefined
}

/** All rows of the record as a file, when one was asked for or there are more than a message shows well. */
function data(block: TableBlock, answer: Source): Part[] {
  const record = recordOf(block.record, answer)
  if (!record || (record.rows.length <= MANY_ROWS && !block.file) || record.columns.length === 0) return []
  if (block.file === 'json')
    return [{ kind: 'document', caption: EMPTY, name: 'table.json', bytes: () => Buffer.from(renderTableJson(record)) }]
  return [{ kind: 'document', caption: EMPTY, name: 'table.csv', bytes: () => Buffer.from(`\ufeff${renderCsv(record)}`) }]
}

/** Title and sentence, once when they say the same. */
function captionOf({ title, alt }: { title: string; alt: string }): Styled {
  const same = cleanLine(alt).replace(/\.$/, '') === cleanLine(title)
  return caption(same ? [heading(title)] : [heading(title), prose(alt)])
}

/** A picture with the sentence for those who cannot see it; only the sentence when the data is gone. */
function chart(block: ChartBlock, answer: Source): Part[] {
  const record = recordOf(block.record, answer)
  const words = captionOf(block)
  if (record) return [{ kind: 'photo', caption: words, png: () => renderChart(block, record, { format: 'png' }) }]
  return words.text === '' ? [] : [{ kind: 'text', body: words }]
}

const ENDINGS: Readonly<Record<CodeBlock['language'], string>> = { sql: 'sql', json: 'json', solidity: 'sol', text: 'txt' }

const codeFile = (block: CodeBlock): Part => ({
  kind: 'document',
  caption: caption([heading(block.title)]),
  name: `${block.language === 'text' ? 'text' : block.language}.${ENDINGS[block.language]}`,
  bytes: () => Buffer.from(cleanText(block.text)),
})

const caption = (lines: readonly Styled[]): Styled => fewEntities(split(join(lines, '\n'), CAPTION_LIMIT)[0] ?? EMPTY)
