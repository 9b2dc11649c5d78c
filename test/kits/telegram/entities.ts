import { LIMITS } from './limits.ts'
import { bad, type Entity } from './types.ts'

export interface Formatted {
  text: string
  entities: Entity[]
}

const SIMPLE = ['bold', 'italic', 'underline', 'strikethrough', 'spoiler']
const TYPES = new Set([
  ...SIMPLE,
  'mention',
  'hashtag',
  'cashtag',
  'bot_command',
  'url',
  'email',
  'phone_number',
  'blockquote',
  'expandable_blockquote',
  'code',
  'pre',
  'text_link',
  'text_mention',
  'custom_emoji',
  'date_time',
])
const isLow = (text: string, at: number): boolean => /[\udc00-\udfff]/.test(text[at] ?? '') && /[\ud800-\udbff]/.test(text[at - 1] ?? '')

/**
 * Refuses what the real server would refuse or repair in silence: entities outside the text, inside a surrogate pair, around white
 * space only, crossing each other, or nested against the rules of Bot API "Formatting options". Throws ApiError 400.
 */
export function checkEntities(text: string, entities: readonly Entity[]): void {
  if (entities.length > LIMITS.entities) throw bad('too many entities')
  for (const entity of entities) checkEntity(text, entity)
  for (const [index, one] of entities.entries()) for (const other of entities.slice(index + 1)) checkPair(one, other)
}

function checkEntity(text: string, entity: Entity): void {
  const { type, offset, length } = entity
  if (!TYPES.has(type)) throw bad(`can't parse entities: unsupported entity type "${type}"`)
  if (!Number.isInteger(offset) || offset < 0) throw bad("can't parse entities: entity with incorrect offset")
  if (!Number.isInteger(length) || length <= 0) throw bad("can't parse entities: entity with incorrect length")
  if (offset + length > text.length) throw bad("can't parse entities: entity ends after the end of the text")
  if (isLow(text, offset) || isLow(text, offset + length))
    throw bad("can't parse entities: entity begins or ends in the middle of a character")
  if (text.slice(offset, offset + length).trim() === '') throw bad("can't parse entities: entity covers no visible text")
  if (type === 'text_link') checkUrl(entity.url)
}

export function checkUrl(url: unknown): void {
  if (typeof url === 'string' && URL.canParse(url) && ['http:', 'https:', 'tg:'].includes(new URL(url).protocol)) return
  throw bad('Wrong HTTP URL specified')
}

function checkPair(one: Entity, other: Entity): void {
  const [a, b] = one.offset < other.offset || (one.offset === other.offset && one.length >= other.length) ? [one, other] : [other, one]
  if (b.offset >= a.offset + a.length) return
  if (b.offset + b.length > a.offset + a.length) throw bad(`can't parse entities: ${a.type} and ${b.type} cross each other`)
  const types = [a.type, b.type]
  if (types.some((type) => type === 'code' || type === 'pre')) throw bad(`can't parse entities: ${a.type} can't contain ${b.type}`)
  if (types.every((type) => type.endsWith('blockquote'))) throw bad("can't parse entities: blockquotes can't be nested")
  if (a.type === b.type) throw bad(`can't parse entities: ${a.type} inside ${b.type}`)
  const free = types.some((type) => SIMPLE.includes(type) || type.endsWith('blockquote'))
  if (!free) throw bad(`can't parse entities: ${a.type} can't contain ${b.type}`)
}

const TAGS: Readonly<Record<string, string>> = {
  b: 'bold',
  strong: 'bold',
  i: 'italic',
  em: 'italic',
  u: 'underline',
  ins: 'underline',
  s: 'strikethrough',
  strike: 'strikethrough',
  del: 'strikethrough',
  'tg-spoiler': 'spoiler',
  code: 'code',
  pre: 'pre',
  blockquote: 'blockquote',
  a: 'text_link',
  span: 'spoiler',
}
const NAMED: Readonly<Record<string, string>> = { lt: '<', gt: '>', amp: '&', quot: '"' }

/** HTML of Bot API "HTML style": known tags only, closed in order; only numbered and four named characters. Throws ApiError 400. */
export function parseHtml(html: string): Formatted {
  const open: { tag: string; entity: Entity }[] = []
  const entities: Entity[] = []
  let text = ''
  for (const [piece, tag, name] of html.matchAll(/<([^>]*)>|&(#x?[0-9a-f]+|\w+);|[^<&]+|[<&]/gi)) {
    if (tag !== undefined) text = onTag(tag, { text, open, entities })
    else if (name !== undefined) text += decode(name, piece)
    else if (piece === '<') throw bad("can't parse entities: unclosed start tag")
    else text += piece
  }
  if (open.length > 0) throw bad(`can't parse entities: Can't find end tag corresponding to start tag "${open.at(-1)?.tag}"`)
  return { text, entities: entities.filter(({ length }) => length > 0) }
}

function decode(name: string, piece: string): string {
  if (!name.startsWith('#')) return NAMED[name] ?? piece
  return String.fromCodePoint(Number(name[1]?.toLowerCase() === 'x' ? `0x${name.slice(2)}` : name.slice(1)))
}

function onTag(tag: string, state: { text: string; open: { tag: string; entity: Entity }[]; entities: Entity[] }): string {
  const [, slash, raw = '', attributes = ''] = /^(\/?)([\w-]*)\s*([\s\S]*)$/.exec(tag) ?? []
  const name = raw.toLowerCase()
  const type = TAGS[name]
  if (slash) {
    const last = state.open.pop()
    if (last?.tag !== name) throw bad(`can't parse entities: unmatched end tag, expected "</${last?.tag}>", found "</${name}>"`)
    last.entity.length = state.text.length - last.entity.offset
    return state.text
  }
  if (type === undefined) throw bad(`can't parse entities: Unsupported start tag "${name}"`)
  const href = /href\s*=\s*["']([^"']*)["']/.exec(attributes)?.[1]
  const entity: Entity = { type, offset: state.text.length, length: 0, ...(href === undefined ? {} : { url: href }) }
  state.open.push({ tag: name, entity })
  state.entities.push(entity)
  return state.text
}

/** Text and entities of a request, checked, trimmed as the server trims it. Throws ApiError 400. */
export function formatted(source: { text: string; mode?: unknown; entities?: unknown }, limit: number, what: string): Formatted {
  const { mode } = source
  if (mode !== undefined && mode !== '' && mode !== 'HTML') throw bad(`the kit reads parse_mode HTML only, not "${String(mode)}"`)
  const given = Array.isArray(source.entities) ? (source.entities as Entity[]) : []
  const { text, entities } = mode === 'HTML' ? parseHtml(source.text) : { text: source.text, entities: given }
  if (/[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/.test(text)) throw bad('strings must be encoded in UTF-8')
  if (text.length > limit) throw bad(`${what} is too long`)
  checkEntities(text, entities)
  const start = text.length - text.trimStart().length
  if (start > 0 && entities.length > 0) throw bad("can't parse entities: the text begins with white space, which shifts every entity")
  const shown = text.trim()
  return { text: shown, entities: entities.map((entity) => ({ ...entity, length: Math.min(entity.length, shown.length - entity.offset) })) }
}
