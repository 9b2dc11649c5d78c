import type { FileRef } from '../../core/adapter.ts'
import { PetrelError } from '../../core/errors.ts'
import { redact } from '../../core/log.ts'
import type { Account } from './account.ts'

/** Bot API, getFile: bots can download files of up to 20 MB. */
const LARGEST = 20 * 1024 * 1024

const tooLarge = (file: FileRef, size: number): PetrelError =>
  new PetrelError('file_unreadable', {
    message: `The file "${file.name}" has ${size} bytes and a bot may read ${LARGEST}.`,
    hint: 'Send a smaller file.',
    facts: { size, limit: LARGEST },
    forUser: 'That file is larger than 20 MB, which is more than Telegram lets a bot read.',
  })

const unreadable = (file: FileRef, reason: string): PetrelError =>
  new PetrelError('file_unreadable', {
    message: `The file "${file.name}" could not be read: ${redact(reason)}`,
    hint: 'Send it again.',
    forUser: 'That file could not be read from Telegram; please send it again.',
  })

/** Downloads a file of a message. Throws PetrelError file_unreadable. */
export async function readFile(
  account: Account,
  { file, apiRoot }: { file: FileRef; apiRoot: string },
  signal: AbortSignal,
): Promise<Uint8Array> {
  if (file.size > LARGEST) throw tooLarge(file, file.size)
  try {
    const { file_path: path = '' } = await account.api.call<{ file_path?: string }>('getFile', { file_id: file.ref }, { signal })
    const response = await fetch(`${apiRoot.replace(/\/+$/, '')}/file/bot${account.token}/${path}`, { signal })
    if (!response.ok || !response.body) throw unreadable(file, `status ${response.status}`)
    return await readBody(file, response.body)
  } catch (error) {
    signal.throwIfAborted()
    if (error instanceof PetrelError && error.code === 'file_unreadable') throw error
    throw unreadable(file, error instanceof Error ? error.message : String(error))
  }
}

async function readBody(file: FileRef, body: ReadableStream<Uint8Array>): Promise<Uint8Array> {
  const chunks: Uint8Array[] = []
  let size = 0
  for await (const chunk of body as unknown as AsyncIterable<Uint8Array>) {
    size += chunk.length
    if (size > LARGEST) throw tooLarge(file, size)
    chunks.push(chunk)
  }
  return Buffer.concat(chunks)
}
