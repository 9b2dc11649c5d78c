/** 64-bit FNV-1a in two 32-bit halves with different offsets, as 16 hex digits. Not for secrets: it only has to be stable and spread. */
export function hash64(text: string): string {
  let low = 0x811c9dc5
  let high = 0x9e3779b9
  for (let at = 0; at < text.length; at += 1) {
    const unit = text.charCodeAt(at)
    low = Math.imul(low ^ unit, 0x01000193)
    high = Math.imul(high ^ ((unit << 7) | (unit >>> 9)), 0x01000193)
  }
  return [high, low].map((half) => (half >>> 0).toString(16).padStart(8, '0')).join('')
}

/** Text without comments and with blanks reduced to one, so that a new format leaves a fingerprint as it was. */
export const normaliseCode = (text: string): string =>
  text
    .replace(/\/\*[\s\S]*?\*\/|\/\/[^\n]*/g, ' ')
    .replace(/\s+/g, ' ')
    .trim()
