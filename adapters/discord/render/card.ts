import { type Answer, type Block, plain, type TableBlock, type TextBlock } from '../../../core/answer.ts'
import { cleanLine } from '../../render/clean-text.ts'
import { shorten } from './cut.ts'
import { escapeInline, escapeText } from './escape.ts'

/** An embed as Petrel sends it (resources/message, Embed Object). */
export interface Embed {
  title?: string
  description?: string
  color: number
  fields: readonly { name: string; value: string; inline: boolean }[]
  footer?: { text: string }
}

/** resources/message, Embed Limits. */
const LIMIT = { title: 256, description: 4096, fields: 25, name: 256, value: 1024, footer: 2048, total: 6000 } as const
/** Fields side by side are short. */
const INLINE = 40
const COLOUR = { danger: 0xd64545, calm: 0x0a6b78 } as const
/** Tools whose answers are cards: a verdict or a token with its properties, an alert with its figures. */
const CARDS: ReadonlySet<string> = new Set(['risk', 'token', 'alerts', 'price', 'wallet'])

export interface Card {
  embed: Embed
  /** What stands in the message itself: its first words and every warning always do, since not everyone sees an embed. */
  rest: readonly Block[]
}

type Field = Embed['fields'][number]

/** What is cut is cut before it is escaped: a lone escape at the end would eat what follows. */
function within(text: string, most: number, toMarkup: (text: string) => string): string {
  for (let length = most; length > 0; length = Math.floor(length * 0.8)) {
    const escaped = toMarkup(shorten(text, length))
    if (escaped.length <= most) return escaped
  }
  return '…'
}

const filled = (text: string): string => (text.trim() === '' ? '—' : text)

const field = (name: string, value: string): Field => ({
  name: filled(within(cleanLine(name), LIMIT.name, escapeInline)),
  value: filled(within(value, LIMIT.value, escapeText)),
  inline: value.length <= INLINE,
})

/** "Price: $4,000.00." as a field; undefined for any other sentence. */
function labelled({ parts }: TextBlock): Field | undefined {
  const [head, ...rest] = parts
  const label = typeof head === 'string' ? /^([^:：]{1,60})[:：]\s*$/u.exec(head)?.[1] : undefined
  return label === undefined || rest.length === 0 ? undefined : field(label, plain(rest).replace(/[.。]$/u, ''))
}

const isPairs = (block: Block): block is TableBlock =>
  block.kind === 'table' && block.columns.length === 2 && block.rows.length > 0 && (block.total ?? 0) <= block.rows.length

/** One of a list of findings: "• the owner can pause it". */
const isPoint = ({ parts }: TextBlock): boolean => typeof parts[0] === 'string' && /^(?:•|\[F\d+\])\s/u.test(parts[0])

/** What of a card a block becomes; undefined for what stays in the message. */
function placeOf(block: Block): { fields?: Field[]; point?: string; small?: string } | undefined {
  if (isPairs(block)) return { fields: block.rows.map(([name = '', value = '']) => field(name, value)) }
  if (block.kind === 'sources') return block.items.some(({ url }) => url !== undefined) ? undefined : { small: block.items.map(({ text }) => cleanLine(text)).join(' · ') } // biome-ignore format: short
  if (block.kind !== 'text' || block.tone === 'model') return undefined
  if (block.tone === 'note') return { small: cleanLine(plain(block.parts)) }
  if (isPoint(block)) return { point: escapeText(plain(block.parts)) }
  const one = labelled(block)
  return one && { fields: [one] }
}

/** What counts towards the 6,000 characters of all embeds of a message. */
export const embedSize = ({ title = '', description = '', fields, footer }: Embed): number =>
  title.length +
  description.length +
  (footer?.text.length ?? 0) +
  fields.reduce((sum, { name, value }) => sum + name.length + value.length, 0)

/**
 * An answer as a card where it is one: labelled figures as fields, findings as its text, notes and sources as the footer, red where it
 * warns. Undefined for an answer that is none, or that would not fit whole.
 */
export function cardOf({ tool, blocks }: Pick<Answer, 'tool' | 'blocks'>): Card | undefined {
  const [first] = blocks
  if (tool === undefined || !CARDS.has(tool) || !first || (first.kind !== 'text' && first.kind !== 'warning')) return undefined
  const placed = blocks.map((block, index) => ({ block, place: index === 0 ? undefined : placeOf(block) }))
  const fields = placed.flatMap(({ place }) => place?.fields ?? [])
  const description = placed.flatMap(({ place }) => place?.point ?? []).join('\n')
  const footer = placed.flatMap(({ place }) => place?.small || []).join('\n')
  if (plain(first.parts).trim() === '' || (fields.length < 2 && description === '')) return undefined
  const embed: Embed = {
    color: blocks.some(({ kind }) => kind === 'warning') ? COLOUR.danger : COLOUR.calm,
    fields,
    ...(description === '' ? {} : { description }),
    ...(footer === '' ? {} : { footer: { text: footer } }),
  }
  const fits = fields.length <= LIMIT.fields && description.length <= LIMIT.description && footer.length <= LIMIT.footer && embedSize(embed) <= LIMIT.total // biome-ignore format: short
  return fits ? { embed, rest: placed.flatMap(({ block, place }) => (place ? [] : [block])) } : undefined
}
