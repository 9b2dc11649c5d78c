import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { readFile, stat, writeFile } from 'node:fs/promises'
import { pipeline } from 'node:stream/promises'
import { PetrelError } from '../../core/errors.ts'

/** SHA-256 of a file as lower-case hex. */
export async function sha256Of(path: string, signal: AbortSignal): Promise<string> {
  const hash = createHash('sha256')
  await pipeline(createReadStream(path, { highWaterMark: 1 << 20 }), hash, { signal })
  return hash.digest('hex')
}

/**
 * Checks a file against its checksum. The good result is written to a stamp beside the file with its size and time, so that a
 * start does not hash a gigabyte again; any change of the file makes the stamp void. Throws PetrelError model_checksum.
 */
export async function verifyFile(path: string, expected: string, signal: AbortSignal): Promise<void> {
  const info = await stat(path)
  const stamp = { sha256: expected, size: info.size, mtimeMs: info.mtimeMs }
  if (await stampMatches(path, stamp)) return
  const found = await sha256Of(path, signal)
  if (found !== expected) throw checksumError(path, expected, found)
  await writeFile(stampPath(path), JSON.stringify(stamp)).catch(() => {}) // a read-only folder only costs the next start some time
}

/** The error for a file with the wrong content. */
export const checksumError = (path: string, expected: string, found: string) =>
  new PetrelError('model_checksum', {
    message: `${path} has SHA-256 ${found}, expected ${expected}.`,
    hint: 'Delete the file; it is then downloaded again.',
    facts: { path, expected, found },
  })

const stampPath = (path: string) => `${path}.verified.json`

async function stampMatches(path: string, stamp: Record<string, unknown>): Promise<boolean> {
  const text = await readFile(stampPath(path), 'utf8').catch(() => '')
  return text === JSON.stringify(stamp)
}
