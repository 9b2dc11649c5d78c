import { createHash } from 'node:crypto'
import { mkdir, readdir, readFile, rename, rm, stat, utimes, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { FileRef } from '../../core/adapter.ts'
import { PetrelError } from '../../core/errors.ts'

/** Bytes of one file; Telegram's bots read files of up to 20 MB, Discord's members send 10. */
export const FILE_BYTES = 10 * 2 ** 20
/** Files are for the question that follows; what is still asked of them later has to be sent again. */
const KEEP_MS = 24 * 3_600_000
/** Bytes that all of them may take. */
const ALL_BYTES = 50 * FILE_BYTES

export interface Uploads {
  /** Keeps a file for its owner for a day and names it; the same file again has the same id. */
  put(owner: string, file: { name: string; mime: string; bytes: Uint8Array }): Promise<FileRef>
  /** A file of this owner. Throws PetrelError input_invalid. */
  find(owner: string, id: string): Promise<FileRef>
  /** Throws PetrelError file_unreadable. */
  read(file: FileRef): Promise<Uint8Array>
  /** A file that is gone is no error. */
  remove(file: FileRef): Promise<void>
}

interface Kept extends FileRef {
  owner: string
}

/** What a client calls a file, fit to be shown: the last part of a path, no control characters. */
const nameOf = (name: string): string => (name.split(/[\\/]/).at(-1) ?? '').replace(/\p{C}/gu, '').slice(0, 200) || 'file' // biome-ignore format: short

/** Files that came over HTTP, in a folder; each has its facts beside it. `now` in Unix milliseconds. */
export function createUploads({ dir, now }: { dir: string; now: () => number }): Uploads {
  const pathOf = (id: string): string => join(dir, id)
  const facts = async (id: string): Promise<Kept | undefined> => {
    if (!/^[0-9a-f]{64}$/.test(id)) return undefined
    const text = await readFile(`${pathOf(id)}.json`, 'utf8').catch(() => undefined)
    return text === undefined ? undefined : (JSON.parse(text) as Kept)
  }
  return {
    put: async (owner, { name, mime, bytes }) => {
      const shown = nameOf(name)
      const id = createHash('sha256').update(JSON.stringify([owner, shown])).update(bytes).digest('hex') // biome-ignore format: short
      const file: FileRef = { name: shown, mime, size: bytes.length, ref: id }
      await mkdir(dir, { recursive: true })
      await sweep(dir, now(), bytes.length)
      await whole(pathOf(id), bytes)
      await whole(`${pathOf(id)}.json`, JSON.stringify({ ...file, owner }))
      // The age of a file is that of the clock that sweeps it.
      await utimes(pathOf(id), now() / 1000, now() / 1000)
      return file
    },
    find: async (owner, id) => {
      const kept = await facts(id)
      if (kept?.owner === owner) return { name: kept.name, mime: kept.mime, size: kept.size, ref: kept.ref }
      throw new PetrelError('input_invalid', {
        message: `There is no file "${id.slice(0, 80)}" of yours here; files are kept for a day.`,
        hint: 'Send it again with POST /v1/files and ask with the id that it replies.',
      })
    },
    read: async ({ name, ref }) => {
      if (await facts(ref)) return await readFile(pathOf(ref))
      throw new PetrelError('file_unreadable', { message: `The file "${name}" is no longer kept.`, hint: 'Send it again.' })
    },
    remove: async ({ ref }) => {
      if (await facts(ref)) await drop(dir, ref)
    },
  }
}

/** Written whole or not at all. */
async function whole(path: string, content: Uint8Array | string): Promise<void> {
  await writeFile(`${path}.part`, content)
  await rename(`${path}.part`, path)
}

async function drop(dir: string, id: string): Promise<void> {
  await rm(join(dir, `${id}.json`), { force: true })
  await rm(join(dir, id), { force: true })
}

/** Removes what is too old, then the oldest until `coming` bytes have room. */
async function sweep(dir: string, at: number, coming: number): Promise<void> {
  const ids = (await readdir(dir)).filter((name) => /^[0-9a-f]{64}$/.test(name))
  const found = await Promise.all(ids.map(async (id) => ({ id, ...(await sizeAndAge(join(dir, id))) })))
  let room = ALL_BYTES - coming
  for (const { id, size, kept } of found.sort((a, b) => b.kept - a.kept)) {
    room -= size
    if (room >= 0 && at - kept <= KEEP_MS) continue
    await drop(dir, id)
  }
}

const sizeAndAge = async (path: string): Promise<{ size: number; kept: number }> =>
  await stat(path).then(({ size, mtimeMs }) => ({ size, kept: mtimeMs }), () => ({ size: 0, kept: 0 })) // biome-ignore format: short
