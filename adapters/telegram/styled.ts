/** A formatting entity of the Bot API; offsets in UTF-16 units, which are JavaScript's. */
export interface Entity {
  type: 'bold' | 'italic' | 'code' | 'pre' | 'text_link' | 'blockquote' | 'expandable_blockquote'
  offset: number
  length: number
  url?: string
  language?: string
}

/** Text with its formatting beside it, so that no character in it can be markup. */
export interface Styled {
  text: string
  entities: readonly Entity[]
}

export const EMPTY: Styled = { text: '', entities: [] }

/** The whole text in one style, or in none. */
export const styled = (text: string, style?: Omit<Entity, 'offset' | 'length'>): Styled => ({
  text,
  entities: style && text !== '' ? [{ ...style, offset: 0, length: text.length }] : [],
})

export function concat(...parts: readonly Styled[]): Styled {
  let text = ''
  const entities: Entity[] = []
  for (const part of parts) {
    for (const entity of part.entities) entities.push({ ...entity, offset: entity.offset + text.length })
    text += part.text
  }
  return { text, entities }
}

/** The parts that hold something, with `gap` between them. */
export const join = (parts: readonly Styled[], gap: string): Styled =>
  concat(...parts.filter(({ text }) => text.trim() !== '').flatMap((part, index) => (index === 0 ? [part] : [styled(gap), part])))

/** The piece from `from` to `to`, without white space at its ends, each entity cut to it. */
export function cut({ text, entities }: Styled, from: number, to: number): Styled {
  const piece = text.slice(from, to)
  const start = from + piece.length - piece.trimStart().length
  const end = from + piece.trimEnd().length
  if (end <= start) return EMPTY
  return { text: text.slice(start, end), entities: entities.flatMap((entity) => clip(entity, { text, start, end })) }
}

/** An entity inside the window and without white space at its own ends; nothing when nothing visible is left of it. */
function clip(entity: Entity, { text, start, end }: { text: string; start: number; end: number }): Entity[] {
  const from = Math.max(entity.offset, start)
  const inside = text.slice(from, Math.max(from, Math.min(entity.offset + entity.length, end)))
  // Code keeps its indentation.
  const lead = entity.type === 'pre' || entity.type === 'code' ? 0 : inside.length - inside.trimStart().length
  const length = inside.trimEnd().length - lead
  return length > 0 ? [{ ...entity, offset: from + lead - start, length }] : []
}
