import { createHash, randomBytes } from 'node:crypto'
import { EXIT, type Showing } from './answering.ts'

/** A new API key of 256 random bits and the SHA-256 hash (hex) that the settings keep. */
export function newKey(): { key: string; hash: string } {
  const key = `petrel_${randomBytes(32).toString('base64url')}`
  return { key, hash: createHash('sha256').update(key, 'utf8').digest('hex') }
}

/** Prints a new key once. It is stored nowhere. */
export function showNewKey({ io, json }: Pick<Showing, 'io' | 'json'>): number {
  const { key, hash } = newKey()
  const words = `Key (give it to the caller, it is not shown again):\n  ${key}\nHash (put it into http.apiKeys, or PETREL_HTTP_API_KEYS):\n  ${hash}\n`
  io.stdout.write(json ? `${JSON.stringify({ key, hash })}\n` : words)
  return EXIT.ok
}
