import { PetrelError } from '../../../core/errors.ts'
import { type Material, visible } from '../material.ts'
import { markdownBlocks } from '../text/blocks.ts'
import type { Said } from '../text/document.ts'

/** "Ann: what was said" or "[12:30] Ann: …", as people paste chats. */
const SPOKEN = /^(?:\[?\d{1,2}[:.]\d{2}(?:[:.]\d{2})?\]?\s+)?([\p{L}][\p{L}\p{N} ._'-]{0,40}):\s+(.{2,})$/u

function talk(lines: readonly string[]): Said[] | undefined {
  const said = lines.map((line) => SPOKEN.exec(line.trim()))
  const names = new Set(said.flatMap((match) => match?.[1] ?? []))
  const count = said.filter(Boolean).length
  if (count < 4 || count < 0.6 * lines.length || names.size < 2) return undefined
  return said.flatMap((match, i) => [
    { kind: 'paragraph' as const, text: match?.[2] ?? lines[i] ?? '', path: [], ...(match?.[1] ? { who: match[1] } : {}) },
  ])
}

/** Plain or Markdown text as a document; a pasted conversation keeps who said what. Throws PetrelError nothing_to_read. */
export function textMaterial(text: string, { title, url }: { title?: string; url?: string } = {}): Material {
  const clean = visible(text)
  const lines = clean.split('\n').filter((line) => line.trim())
  const conversation = talk(lines)
  const blocks = conversation ?? markdownBlocks(clean)
  if (blocks.length === 0) throw nothing(title ?? url ?? 'The text')
  const first = blocks.find(({ kind }) => kind === 'heading')?.text
  const genre = conversation ? 'talk' : 'news'
  return { title: title ?? first ?? '', genre, blocks, ...(url === undefined ? {} : { url }) }
}

export const nothing = (name: string): PetrelError =>
  new PetrelError('nothing_to_read', {
    message: `${name.slice(0, 200)} holds no text that can be read.`,
    hint: 'A page that needs a login or a script shows nothing to Petrel: paste the text instead.',
  })
