import { PetrelError } from '../../core/errors.ts'
import type { Fetcher } from '../../core/fetch.ts'
import type { ToolContext } from '../../core/tool.ts'
import type { Handles } from '../define.ts'
import type { Form } from './input.ts'
import type { Material } from './material.ts'
import { proposalOf } from './sources/governor.ts'
import { readPage } from './sources/html.ts'
import { sources } from './sources/index.ts'
import { pdfMaterial } from './sources/pdf.ts'
import { textMaterial } from './sources/text.ts'

/** Most bytes of a file that came with a message. */
const FILE_BYTES = 10 * 2 ** 20

/** The document in a file's bytes: PDF, HTML, or text of any kind. Throws PetrelError nothing_to_read. */
export async function fileMaterial(name: string, bytes: Uint8Array, signal: AbortSignal): Promise<Material> {
  if (Buffer.from(bytes.subarray(0, 5)).toString('latin1') === '%PDF-') return pdfMaterial(bytes, { name, signal })
  const text = new TextDecoder().decode(bytes)
  if (!/\.html?$/i.test(name) && !/^\s*<(?:!doctype|html)/i.test(text)) return textMaterial(text, { title: name })
  const { title, blocks } = readPage(text, 'https://file.invalid/')
  return { title: title || name, genre: 'news', blocks }
}

/** An address as people write it: without a scheme it is taken for https. */
export const asUrl = (words: string): string => {
  const eip = /^(eip|erc)[- ]?(\d{1,6})$/i.exec(words.trim())
  if (eip)
    return eip[1]?.toLowerCase() === 'erc' ? `https://ercs.ethereum.org/ERCS/erc-${eip[2]}` : `https://eips.ethereum.org/EIPS/eip-${eip[2]}`
  return /^[a-z][a-z0-9+.-]*:/i.test(words.trim()) ? words.trim() : `https://${words.trim()}`
}

/** Stands for the web where only a chain is read. */
const nowhere: Fetcher = {
  fetch: () => Promise.reject(new PetrelError('not_allowed', { message: 'Petrel may not read the web here.' })),
  close: async () => {},
}

/** Documents at an address. Throws what the fetcher throws, nothing_to_read. */
export async function readUrl(
  words: string,
  { handles, signal }: Pick<ToolContext<Handles>, 'handles' | 'signal'>,
): Promise<readonly Material[]> {
  const { fetcher, chains, warehouse } = handles
  const onChain = URL.canParse(asUrl(words)) && proposalOf(new URL(asUrl(words))) !== undefined
  if (!fetcher && !onChain)
    throw new PetrelError('not_allowed', { message: 'Petrel may not read the web here.', hint: 'Paste the text instead.' })
  const text = asUrl(words)
  if (!URL.canParse(text))
    throw new PetrelError('url_refused', {
      message: `"${words.slice(0, 200)}" is no address.`,
      hint: 'Give a full address such as https://example.org/page.',
    })
  const url = new URL(text)
  const source = sources.find((candidate) => candidate.fits(url))
  return source ? await source.read(url, { fetcher: fetcher ?? nowhere, signal, chains, warehouse }) : []
}

/** What is to be summarised: pasted text, an address, or the file of the message. Throws PetrelError input_invalid and what reading throws. */
export async function obtain(
  {
    url,
    also = [],
    text,
    form,
  }: { url?: string | undefined; also?: readonly string[] | undefined; text?: string | undefined; form?: Form },
  context: ToolContext<Handles>,
): Promise<readonly Material[]> {
  if (text !== undefined) return [textMaterial(text)]
  if (url !== undefined && also.length > 0) return severally([url, ...also], context)
  if (url !== undefined) {
    const found = await readUrl(url, context)
    const discussion = form === 'views' ? found[0]?.discussion : undefined
    // What people think of a standard stands where they talk about it, not in its text.
    return discussion === undefined ? found : await readUrl(discussion, context).catch(() => found)
  }
  const [file] = context.files
  if (!file && context.quoted) return [textMaterial(context.quoted.text)]
  if (!file)
    throw new PetrelError('input_invalid', {
      message: 'There is nothing to summarise.',
      hint: 'Give an address, paste a text, send a file, or reply to a message.',
    })
  if (file.size > FILE_BYTES)
    throw new PetrelError('fetch_too_large', {
      message: `The file "${file.name}" is larger than ${FILE_BYTES} bytes.`,
      facts: { size: file.size },
    })
  return [await fileMaterial(file.name, await file.read(), context.signal)]
}

/** Documents of several addresses, the newest of each first; one that cannot be read does not keep the others back. */
async function severally(urls: readonly string[], context: ToolContext<Handles>): Promise<readonly Material[]> {
  const found = await Promise.allSettled(urls.map((url) => readUrl(url, context)))
  context.signal.throwIfAborted()
  const read = found.flatMap((result) => (result.status === 'fulfilled' ? result.value : []))
  const [first] = found
  if (read.length === 0 && first?.status === 'rejected') throw first.reason
  return read
}
