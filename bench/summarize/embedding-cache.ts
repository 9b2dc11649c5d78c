import { createHash } from 'node:crypto'
import { appendFileSync, existsSync, mkdirSync, readFileSync } from 'node:fs'
import path from 'node:path'

export type Embed = (texts: readonly string[]) => Promise<Float32Array[]>

const KEY = 32

const keyOf = (text: string): Buffer => createHash('sha256').update(text).digest()

/**
 * Vectors kept in a file, one record after the other (SHA-256 of the text, then 32-bit floats), so that a benchmark that was stopped goes
 * on where it was and one that is run again computes nothing. A last record that was cut off is computed anew.
 */
export function cachedEmbed(file: string, embed: Embed, size = 384): Embed {
  mkdirSync(path.dirname(file), { recursive: true })
  const record = KEY + 4 * size
  const bytes = existsSync(file) ? readFileSync(file) : Buffer.alloc(0)
  const whole = bytes.length % record === 0
  const known = new Map<string, Float32Array>()
  for (let at = 0; whole && at < bytes.length; at += record) {
    const values = bytes.subarray(at + KEY, at + record)
    known.set(bytes.subarray(at, at + KEY).toString('hex'), new Float32Array(values.buffer.slice(values.byteOffset, values.byteOffset + values.length))) // biome-ignore format: short
  }
  return async (texts) => {
    const found: Float32Array[] = []
    for (const text of texts) {
      const key = keyOf(text)
      const vector = known.get(key.toString('hex')) ?? (await embed([text]))[0]
      if (!vector) throw new Error('The embedding model gave no vector.')
      if (!known.has(key.toString('hex')) && whole) appendFileSync(file, Buffer.concat([key, Buffer.from(vector.buffer, vector.byteOffset, vector.byteLength)])) // biome-ignore format: short
      known.set(key.toString('hex'), vector)
      found.push(vector)
    }
    return found
  }
}
