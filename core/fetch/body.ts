import type { Readable, Transform } from 'node:stream'
import { createBrotliDecompress, createGunzip, createInflate } from 'node:zlib'
import { PetrelError } from '../errors.ts'

const DECODERS: Readonly<Record<string, () => Transform>> = {
  gzip: createGunzip,
  'x-gzip': createGunzip,
  deflate: createInflate,
  br: createBrotliDecompress,
}

export const tooLarge = (url: string, most: number): PetrelError =>
  new PetrelError('fetch_too_large', {
    message: `${url.slice(0, 200)} holds more than ${most} bytes.`,
    hint: 'Give a smaller page, or paste the part that matters.',
    facts: { url, most },
  })

/** The bytes of a body, decoded. Counts what comes out of the decoder, so a bomb ends at `most` bytes. Throws PetrelError fetch_too_large, fetch_failed. */
export async function readBody(
  body: Readable,
  { encoding, most, url, signal }: { encoding: string; most: number; url: string; signal: AbortSignal },
): Promise<Buffer> {
  const name = encoding.trim().toLowerCase()
  const decoder = name === '' || name === 'identity' ? undefined : DECODERS[name]?.()
  if (name !== '' && name !== 'identity' && !decoder) {
    body.destroy()
    throw new PetrelError('fetch_failed', { message: `${url} is packed as "${name.slice(0, 40)}", which was not asked for.` })
  }
  const source = decoder ? body.pipe(decoder) : body
  body.on('error', (error) => decoder?.destroy(error))
  const stop = () => {
    body.destroy()
    decoder?.destroy(signal.reason as Error)
  }
  signal.addEventListener('abort', stop, { once: true })
  const chunks: Buffer[] = []
  let size = 0
  try {
    for await (const chunk of source) {
      signal.throwIfAborted()
      size += (chunk as Buffer).length
      if (size > most) throw tooLarge(url, most)
      chunks.push(chunk as Buffer)
    }
    return Buffer.concat(chunks)
  } finally {
    signal.removeEventListener('abort', stop)
    body.on('error', () => {})
    decoder?.on('error', () => {})
    body.destroy()
    decoder?.destroy()
  }
}

const CHARSET = /charset\s*=\s*["']?([\w.:-]{2,40})/i

/** Bytes that are valid UTF-8, or undefined. */
function utf8(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return undefined
  }
}

/** The charset of bytes that are no UTF-8: long runs of high letters are Cyrillic words, single ones accents of Latin words. */
function guess(bytes: Uint8Array): string {
  let [high, inRuns, run] = [0, 0, 0]
  for (const byte of bytes.subarray(0, 20_000)) {
    const letter = byte >= 0xc0 || byte === 0xa8 || byte === 0xb8
    if (!letter) {
      if (run >= 3) inRuns += run
      run = 0
      continue
    }
    high += 1
    run += 1
  }
  if (run >= 3) inRuns += run
  return inRuns > 0.6 * high ? 'windows-1251' : 'windows-1252'
}

/**
 * Text of a body: the header's charset, else a byte order mark, else what an HTML or XML head names, else UTF-8; where that is plainly wrong,
 * what the bytes look like. Never throws.
 */
export function decodeText(bytes: Uint8Array, contentType: string): string {
  const head = Buffer.from(bytes.subarray(0, 1024)).toString('latin1')
  const mark = bytes[0] === 0xff && bytes[1] === 0xfe ? 'utf-16le' : bytes[0] === 0xfe && bytes[1] === 0xff ? 'utf-16be' : undefined
  const named =
    mark ?? CHARSET.exec(contentType)?.[1] ?? CHARSET.exec(head)?.[1] ?? /^<\?xml[^>]*encoding=["']([\w.:-]+)/.exec(head)?.[1] ?? 'utf-8'
  const oneByte = /^(?:iso-?8859|windows-12|cp12|latin|us-ascii|koi8)/i.test(named)
  const plain = /^utf-?8$/i.test(named) || oneByte ? utf8(bytes) : undefined
  if (plain !== undefined) return plain
  try {
    return new TextDecoder(/^utf-?8$/i.test(named) ? guess(bytes) : named).decode(bytes)
  } catch {
    return new TextDecoder().decode(bytes)
  }
}
