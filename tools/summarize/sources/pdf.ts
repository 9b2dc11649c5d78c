import { extractText, getDocumentProxy } from 'unpdf'
import { toPetrelError } from '../../../core/errors.ts'
import { type Material, visible } from '../material.ts'
import type { TextBlock } from '../text/blocks.ts'
import { nothing } from './text.ts'

/** What can be done about a PDF without words. */
const PICTURES = 'It may be damaged, locked, or hold pictures of text, which are not read: paste the text instead.'
/** Most pages that are read. */
const PAGES = 200

/** Lines of a page joined to paragraphs: a line that ends a sentence and is shorter than the others ends one. */
function paragraphs(page: string, number: number): TextBlock[] {
  const lines = visible(page).split('\n').map((line) => line.trim()) // biome-ignore format: short
  const widest = Math.max(...lines.map((line) => line.length), 1)
  const blocks: TextBlock[] = []
  let open = ''
  const path = [`p. ${number}`]
  const end = () => {
    const text = open.replace(/(\p{L})-\s+(?=\p{Ll})/gu, '$1').replace(/\s+/g, ' ').trim() // biome-ignore format: short
    if (text) blocks.push({ kind: 'paragraph', text, path })
    open = ''
  }
  for (const line of lines) {
    if (!line) end()
    else open += ` ${line}`
    if (/[.!?:]["'”’)]*$/.test(line) && line.length < 0.8 * widest) end()
  }
  end()
  return blocks
}

/** Text of a PDF, page by page; pictures of text are not read. Throws PetrelError nothing_to_read. */
export async function pdfMaterial(
  bytes: Uint8Array,
  { url, name, signal }: { url?: string; name?: string; signal: AbortSignal },
): Promise<Material> {
  const label = name ?? url ?? 'The PDF'
  try {
    // pdf.js takes the buffer away from its giver: it gets a copy.
    const pdf = await getDocumentProxy(new Uint8Array(bytes), { isEvalSupported: false, stopAtErrors: false })
    signal.throwIfAborted()
    const { text } = await extractText(pdf, { mergePages: false })
    const meta = (await pdf.getMetadata().catch(() => undefined)) as { info?: { Title?: string } } | undefined
    await pdf.destroy()
    const blocks = text.slice(0, PAGES).flatMap((page, i) => paragraphs(page, i + 1))
    if (blocks.length === 0) throw nothing(label, PICTURES)
    const title = visible(meta?.info?.Title ?? '').trim() || (name ?? blocks[0]?.text.slice(0, 100) ?? '')
    return { title, genre: 'news', blocks, ...(url === undefined ? {} : { url }) }
  } catch (error) {
    signal.throwIfAborted()
    const fault = toPetrelError(error)
    throw fault.code === 'internal' ? nothing(label, PICTURES) : fault
  }
}
