import { open } from 'node:fs/promises'
import { PetrelError } from '../../core/errors.ts'

/** More metadata entries or tensors than any real model has. */
const MOST = 1_000_000n

/**
 * Looks at the first 24 bytes of a GGUF file (magic, version, number of tensors, number of metadata entries), because the library
 * reads on for minutes when a damaged header promises billions of entries. Throws PetrelError model_failed.
 */
export async function checkGguf(path: string): Promise<void> {
  const file = await open(path, 'r')
  const header = Buffer.alloc(24)
  try {
    const { bytesRead } = await file.read(header, 0, 24, 0)
    if (bytesRead < 24 || header.toString('latin1', 0, 4) !== 'GGUF') throw notGguf(path, 'it does not begin like one')
    const version = header.readUInt32LE(4)
    if (version < 1 || version > 3) throw notGguf(path, `its version is ${version}`)
    if (header.readBigUInt64LE(8) > MOST || header.readBigUInt64LE(16) > MOST) throw notGguf(path, 'its header is damaged')
  } finally {
    await file.close()
  }
}

const notGguf = (path: string, why: string) =>
  new PetrelError('model_failed', {
    message: `${path} is not a GGUF model: ${why}.`,
    hint: 'Choose another file, or delete it so that it is downloaded again.',
    facts: { path },
  })
