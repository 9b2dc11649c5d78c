import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { readdir, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { PetrelError } from '../../core/errors.ts'

const READABLE = /\.(csv|csv\.gz|csv\.zst|parquet)$/i

export interface FoundFile {
  path: string
  bytes: number
}

/** CSV (plain, gzip, zstd) and Parquet files below a folder, by name; a file alone is itself. Throws PetrelError file_unreadable. */
export async function findFiles(dir: string): Promise<FoundFile[]> {
  const info = await stat(dir).catch((cause: unknown) => {
    throw new PetrelError('file_unreadable', {
      message: `There is nothing to import at "${dir}".`,
      hint: 'Give the path of a folder.',
      cause,
    })
  })
  if (info.isFile()) return [{ path: dir, bytes: info.size }]
  const entries = await readdir(dir, { recursive: true, withFileTypes: true })
  const paths = entries.filter((entry) => entry.isFile() && READABLE.test(entry.name)).map((entry) => join(entry.parentPath, entry.name))
  return Promise.all(paths.sort().map(async (path) => ({ path, bytes: (await stat(path)).size })))
}

/** SHA-256 of a file's bytes, hex: what the journal knows it by. */
export async function digestOf(path: string, signal: AbortSignal): Promise<string> {
  const hash = createHash('sha256')
  for await (const chunk of createReadStream(path, { signal })) hash.update(chunk as Buffer)
  return hash.digest('hex')
}
