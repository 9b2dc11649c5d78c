import { PetrelError } from '../../core/errors.ts'
import { decodeText } from '../../core/fetch/body.ts'
import type { Fetcher } from '../../core/fetch.ts'
import type { AskedFile, ToolContext } from '../../core/tool.ts'
import type { Handles } from '../define.ts'
import type { Form } from './input.ts'
import type { Material } from './material.ts'
import { feedMaterials, looksLikeFeed } from './sources/feed.ts'
import { proposalOf } from './sources/governor.ts'
import { readPage } from './sources/html.ts'
import { sources } from './sources/index.ts'
import { pdfMaterial } from './sources/pdf.ts'
import { NO_TEXT, nothing, textMaterial } from './sources/text.ts'

/** Most bytes of a file that came with a message. */
const FILE_BYTES = 10 * 2 ** 20
/** Most files of one message that are read. */
const MOST_FILES = 10

/** The documents in a file's bytes: PDF, HTML, the entries of a feed, or text of any kind. Throws PetrelError nothing_to_read. */
export async function fileMaterials(name: string, bytes: Uint8Array, signal: AbortSignal): Promise<readonly Material[]> {
  if (Buffer.from(bytes.subarray(0, 5)).toString('latin1') === '%PDF-') return [await pdfMaterial(bytes, { name, signal })]
  if (isBinary(bytes)) throw nothing(name, NO_TEXT)
  const text = decodeText(bytes, '')
  if (looksLikeFeed(text, '')) return feedMaterials(text, NO_PLACE).map(withoutPlace)
  if (!/\.html?$/i.test(name) && !/^\s*<(?:!doctype|html)/i.test(text)) return [textMaterial(text, { title: name })]
  const { title, blocks, at } = readPage(text, NO_PLACE)
  if (blocks.length === 0) throw nothing(name)
  return [{ title: title || name, genre: 'news', blocks, ...(at === undefined ? {} : { at }) }]
}

/** Stands for the address of a file, which has none. */
const NO_PLACE = 'https://file.invalid/'
const withoutPlace = ({ url: _, ...rest }: Material): Material => rest

/** Bytes that are no text of any kind. */
const isBinary = (bytes: Uint8Array): boolean => {
  const head = bytes.subarray(0, 4000)
  const wide = (head[0] ?? 0) + (head[1] ?? 0) === 0xff + 0xfe // UTF-16 has zero bytes in every letter
  return !wide && head.includes(0)
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

/** What was read, and the names of what could not be. */
export interface Obtained {
  materials: readonly Material[]
  unread: readonly string[]
}

interface Wanted {
  url?: string | undefined
  also?: readonly string[] | undefined
  text?: string | undefined
  form?: Form
}

/** What is to be summarised: pasted text, addresses, or the files of the message. Throws PetrelError input_invalid and what reading throws. */
export async function obtain({ url, also = [], text, form }: Wanted, context: ToolContext<Handles>): Promise<Obtained> {
  const all = (materials: readonly Material[]): Obtained => ({ materials, unread: [] })
  if (text !== undefined) return all(looksLikeFeed(text, '') ? feedMaterials(text, NO_PLACE).map(withoutPlace) : [textMaterial(text)])
  if (url !== undefined && also.length > 0)
    return severally(
      [url, ...also].map((name) => ({ name, read: () => readUrl(name, context) })),
      context,
    )
  if (url !== undefined) {
    const found = await readUrl(url, context)
    const discussion = form === 'views' ? found[0]?.discussion : undefined
    // What people think of a standard stands where they talk about it, not in its text.
    return all(discussion === undefined ? found : await readUrl(discussion, context).catch(() => found))
  }
  const { files } = context
  if (files.length === 0 && context.quoted) return all([textMaterial(context.quoted.text)])
  if (files.length === 0)
    throw new PetrelError('input_invalid', {
      message: 'There is nothing to summarise.',
      hint: 'Give an address, paste a text, send a file, or reply to a message.',
    })
  return severally(files.slice(0, MOST_FILES).map((file) => ({ name: file.name, read: () => readFile(file, context) })), context) // biome-ignore format: short
}

async function readFile(file: AskedFile, { signal }: ToolContext<Handles>): Promise<readonly Material[]> {
  if (file.size > FILE_BYTES)
    throw new PetrelError('fetch_too_large', {
      message: `The file "${file.name}" is larger than ${FILE_BYTES} bytes.`,
      hint: 'Send the part that matters, or its text.',
      facts: { size: file.size },
    })
  return fileMaterials(file.name, await file.read(), signal)
}

/** Documents of several places, in order; one that cannot be read does not keep the others back. */
async function severally(
  places: readonly { name: string; read: () => Promise<readonly Material[]> }[],
  { signal }: ToolContext<Handles>,
): Promise<Obtained> {
  const found = await Promise.allSettled(places.map(({ read }) => read()))
  signal.throwIfAborted()
  const materials = found.flatMap((result) => (result.status === 'fulfilled' ? result.value : []))
  const [first] = found
  if (materials.length === 0 && first?.status === 'rejected') throw first.reason
  return { materials, unread: places.flatMap(({ name }, i) => (found[i]?.status === 'rejected' ? [name] : [])) }
}
