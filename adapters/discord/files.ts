import type { FileRef } from '../../core/adapter.ts'
import { PetrelError } from '../../core/errors.ts'
import type { Api } from './api.ts'

/** Discord's own hosts of files; a link to anywhere else is never followed. */
const HOSTS = new Set(['cdn.discordapp.com', 'media.discordapp.net'])
const MOST_BYTES = 25 * 1024 * 1024

const unreadable = (file: FileRef, why: string, cause?: unknown): PetrelError =>
  new PetrelError('file_unreadable', {
    message: `The file "${file.name.slice(0, 80)}" cannot be read: ${why}.`,
    hint: 'Send it again.',
    facts: { name: file.name, size: file.size },
    ...(cause === undefined ? {} : { cause }),
  })

/** Where a file lies now: addresses expire within a day, so its message is read again. */
async function addressOf(file: FileRef, api: Api, signal: AbortSignal): Promise<string> {
  const [kind, ...rest] = file.ref.split('/')
  if (kind === 'url') return rest.join('/')
  const [channel, message, attachment] = rest
  if (kind !== 'message' || !channel || !message) throw unreadable(file, 'its reference is not one of Discord')
  const found = (await api.message(channel, message, signal)).attachments.find(({ id }) => id === attachment)
  if (!found) throw unreadable(file, 'its message has no such file any more')
  return found.url
}

async function download(file: FileRef, url: string, signal: AbortSignal): Promise<Uint8Array> {
  const response = await fetch(url, { signal: AbortSignal.any([signal, AbortSignal.timeout(30_000)]), redirect: 'error' })
  if (!response.ok || !response.body) throw unreadable(file, `Discord answered ${response.status}`)
  const chunks: Uint8Array[] = []
  let size = 0
  for await (const chunk of response.body as unknown as AsyncIterable<Uint8Array>) {
    size += chunk.length
    if (size > MOST_BYTES) throw unreadable(file, `it is larger than ${MOST_BYTES} bytes`)
    chunks.push(chunk)
  }
  return new Uint8Array(Buffer.concat(chunks))
}

/** Reads a file of a message from Discord's hosts, or from the host of `apiRoot`. Throws PetrelError file_unreadable. */
export async function openFile(
  file: FileRef,
  { api, apiRoot, signal }: { api: Api; apiRoot: string; signal: AbortSignal },
): Promise<Uint8Array> {
  if (file.size > MOST_BYTES) throw unreadable(file, `it is larger than ${MOST_BYTES} bytes`)
  try {
    const url = new URL(await addressOf(file, api, signal))
    const own = new URL(apiRoot)
    const allowed = url.host === own.host ? url.protocol === own.protocol : url.protocol === 'https:' && HOSTS.has(url.host)
    if (!allowed) throw unreadable(file, 'it does not lie on a host of Discord')
    return await download(file, url.href, signal)
  } catch (error) {
    throw error instanceof PetrelError ? error : unreadable(file, error instanceof Error ? error.message : String(error), error)
  }
}
