import { PetrelError } from '../../../core/errors.ts'
import { type Material, visible } from '../material.ts'
import { markdownBlocks } from '../text/blocks.ts'
import type { Said } from '../text/document.ts'
import { frontMatter } from '../text/front-matter.ts'
import { markTitles } from '../text/titles.ts'

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

/**
 * Plain or Markdown text as a document; a pasted conversation keeps who said what. It is called by the heading at its beginning, else by the
 * title of its front matter, else by `title`. Throws PetrelError nothing_to_read.
 */
export function textMaterial(text: string, { title, url }: { title?: string; url?: string } = {}): Material {
  const { fields, body } = frontMatter(visible(text))
  const conversation = talk(body.split('\n').filter((line) => line.trim()))
  const blocks = conversation ?? markdownBlocks(markTitles(body))
  if (blocks.length === 0) throw nothing(title ?? url ?? 'The text')
  const [first] = blocks
  const own = (first?.kind === 'heading' ? first.text : '') || (fields.get('title') ?? '').replace(/^(["'])(.*)\1$/, '$2')
  const at = Date.parse(fields.get('date') ?? '')
  return {
    title: own || (title ?? blocks.find(({ kind }) => kind === 'heading')?.text ?? ''),
    genre: conversation ? 'talk' : 'news',
    blocks,
    ...(Number.isNaN(at) ? {} : { at }),
    ...(url === undefined ? {} : { url }),
  }
}

/** What can be done where a file is no text. */
export const NO_TEXT = 'Petrel reads PDF, HTML, Markdown, plain text and feeds, not pictures, archives or programs: send or paste the text.'

export const nothing = (
  name: string,
  hint = 'A page that needs a login or a script shows nothing to Petrel: paste the text instead.',
): PetrelError => new PetrelError('nothing_to_read', { message: `${name.slice(0, 200)} holds no text that can be read.`, hint })
