import type { NewChunk } from '../../store/knowledge.ts'
import type { TextBlock } from '../summarize/text/blocks.ts'
import { splitSentences } from '../summarize/text/sentences.ts'
import { termsOf, wordsOf } from '../summarize/text/words.ts'

/** Words that a piece should have; a block is cut only where it alone has more than twice as many. */
const WORDS = 160

/** A long block in parts of whole sentences. */
function parts(text: string): string[] {
  if (wordsOf(text).length <= 2 * WORDS) return [text]
  const found: string[] = []
  let open: string[] = []
  for (const sentence of splitSentences(text)) {
    open.push(sentence.text)
    if (wordsOf(open.join(' ')).length >= WORDS) {
      found.push(open.join(' '))
      open = []
    }
  }
  return open.length > 0 ? [...found, open.join(' ')] : found
}

/** Blocks of a document as pieces for search: neighbours under one heading together, each piece with its headings. */
export function chunksOf(title: string, blocks: readonly TextBlock[]): Omit<NewChunk, 'vector'>[] {
  const chunks: Omit<NewChunk, 'vector'>[] = []
  let open: { path: readonly string[]; texts: string[]; words: number } | undefined
  const end = () => {
    if (!open) return
    const text = open.texts.join('\n')
    const names = [title, ...open.path].join(' ')
    chunks.push({ path: open.path, text, names: termsOf(names).join(' '), words: termsOf(text).join(' ') })
    open = undefined
  }
  for (const { kind, text, path } of blocks) {
    if (kind === 'heading') continue
    for (const part of parts(text)) {
      const words = wordsOf(part).length
      if (open && (open.path.join('\n') !== path.join('\n') || open.words + words > 1.5 * WORDS)) end()
      open ??= { path, texts: [], words: 0 }
      open.texts.push(part)
      open.words += words
      if (open.words >= WORDS) end()
    }
  }
  end()
  return chunks
}
