import type { Source } from '../material.ts'
import { feedMaterials, looksLikeFeed } from './feed.ts'
import { readPage } from './html.ts'
import { pdfMaterial } from './pdf.ts'
import { NO_TEXT, nothing, textMaterial } from './text.ts'

/** Pages that say that there is nothing to see for a machine. */
const WALL = /^(?:please )?(?:enable javascript|log ?in|sign ?in|verify you are human|just a moment|access denied|checking your browser)/i
/** Most bytes of a PDF. */
const PDF_BYTES = 10 * 2 ** 20

/** Any page: what it is, its bytes and its server's word decide. */
export const web: Source = {
  name: 'web page',
  fits: () => true,
  read: async (url, { fetcher, signal }) => {
    const maxBytes = /\.pdf$/i.test(url.pathname) ? PDF_BYTES : 2 * 2 ** 20
    const page = await fetcher.fetch(url.href, {
      signal,
      maxBytes,
      accept: 'text/html,application/xhtml+xml,application/pdf,text/plain;q=0.9,*/*;q=0.5',
    })
    if (page.bytes.length > 4 && Buffer.from(page.bytes.subarray(0, 5)).toString('latin1') === '%PDF-')
      return [await pdfMaterial(page.bytes, { url: page.url, signal })]
    const text = page.text()
    if (looksLikeFeed(text, page.contentType)) return feedMaterials(text, page.url)
    if (/^(?:text\/(?:plain|markdown)|application\/json)/i.test(page.contentType))
      return [textMaterial(text, { url: page.url, title: decodeURIComponent(url.pathname.split('/').at(-1) ?? '') })]
    if (!/html|xml|^$/i.test(page.contentType) && !/<html|<body|<p[\s>]/i.test(text.slice(0, 5000))) throw nothing(page.url, NO_TEXT)
    const { title, blocks, at } = readPage(text, page.url)
    const words = blocks.filter(({ kind }) => kind !== 'heading').map((block) => block.text).join(' ') // biome-ignore format: short
    if (words.length < 60 || (words.length < 600 && WALL.test(words))) throw nothing(page.url)
    return [{ title, url: page.url, genre: 'news', blocks, ...(at === undefined ? {} : { at }) }]
  },
}
