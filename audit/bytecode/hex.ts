/** Bytes of a hex text, with or without 0x; undefined when it is none. Library placeholders (`__$…$__`) become zeros. */
export function parseHex(text: string): Uint8Array | undefined {
  const digits = text
    .trim()
    .replace(/^0x/i, '')
    .replace(/__[\s\S]{38}/g, '0'.repeat(40))
  if (digits.length % 2 !== 0 || !/^[0-9a-fA-F]*$/.test(digits)) return undefined
  const bytes = new Uint8Array(digits.length / 2)
  for (let at = 0; at < bytes.length; at += 1) bytes[at] = Number.parseInt(digits.slice(2 * at, 2 * at + 2), 16)
  return bytes
}

export const toHex = (bytes: Uint8Array): string => [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('')
