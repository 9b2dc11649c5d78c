import { createHash, timingSafeEqual } from 'node:crypto'
import { PetrelError } from '../../core/errors.ts'

/** SHA-256 of a key in hex, as the settings keep it. */
export const hashApiKey = (key: string): string => createHash('sha256').update(key, 'utf8').digest('hex')

/** The hashes of the settings as bytes. Throws PetrelError config_invalid when one is not 64 hex digits. */
export function parseKeyHashes(hashes: readonly string[]): Buffer[] {
  return hashes.map((hash, index) => {
    if (/^[0-9a-f]{64}$/i.test(hash)) return Buffer.from(hash, 'hex')
    throw new PetrelError('config_invalid', {
      message: `http.apiKeys[${index}] is not a SHA-256 hash: it must have 64 hexadecimal digits.`,
      hint: 'Make a key and its hash with `petrel config --new-key`; the settings hold the hash, callers send the key.',
    })
  })
}

/** Short public name of the key that matches, or undefined. Looks at every hash, so that time tells nothing. */
export function matchKey(key: string, hashes: readonly Buffer[]): string | undefined {
  const given = createHash('sha256').update(key, 'utf8').digest()
  let found: Buffer | undefined
  for (const hash of hashes) if (timingSafeEqual(hash, given)) found = hash
  return found?.toString('hex').slice(0, 12)
}
