import { createHash } from 'node:crypto'

const ALPHABET = '123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz'
const sha256 = (bytes: Uint8Array): Buffer => createHash('sha256').update(bytes).digest()

/** Bytes of a base58 text; undefined when it holds other characters. */
export function fromBase58(text: string): Uint8Array | undefined {
  let value = 0n
  for (const letter of text) {
    const digit = ALPHABET.indexOf(letter)
    if (digit < 0) return undefined
    value = value * 58n + BigInt(digit)
  }
  const hex = value.toString(16)
  const zeros = /^1*/.exec(text)?.[0].length ?? 0
  return Buffer.concat([Buffer.alloc(zeros), Buffer.from(hex.length % 2 ? `0${hex}` : hex, 'hex')])
}

/** Payload of a base58check text (version byte first); undefined when the checksum does not hold. */
export function fromBase58Check(text: string): Uint8Array | undefined {
  const bytes = fromBase58(text)
  if (!bytes || bytes.length < 5) return undefined
  const [payload, sum] = [bytes.subarray(0, -4), bytes.subarray(-4)]
  return sha256(sha256(payload)).subarray(0, 4).equals(sum) ? payload : undefined
}
