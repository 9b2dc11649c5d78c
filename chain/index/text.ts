import { word, words } from './events.ts'

/** Longest symbol and name in characters: they are written by strangers and shown to people. */
export const MAX_SYMBOL = 32
export const MAX_NAME = 100

/** Drops control, direction and invisible characters, joins blanks, caps the length; undefined when nothing is left. */
export function cleanText(text: string, longest: number): string | undefined {
  const visible = text
    .normalize('NFC')
    .replaceAll(/[\p{C}\p{Zl}\p{Zp}\uFFFD]/gu, ' ')
    .replaceAll(/\s+/gu, ' ')
    .trim()
  const cut = [...visible].slice(0, longest).join('').trim()
  return cut === '' ? undefined : cut
}

/** The text in the result of symbol() or name(): an ABI string, or the bytes32 of old tokens. */
export function decodeText(data: string | undefined, longest: number): string | undefined {
  if (!data || data.length < 66) return undefined
  const bytes = Buffer.from(data.slice(2), 'hex')
  const dynamic = word(data, 0) === 32n && words(data) >= 2
  const length = dynamic ? Number(word(data, 1)) : 32
  if (dynamic && (length > bytes.length - 64 || length > 10_000)) return undefined
  const raw = dynamic ? bytes.subarray(64, 64 + length) : bytes.subarray(0, 32)
  const end = dynamic ? raw.length : raw.indexOf(0)
  return cleanText(raw.subarray(0, end === -1 ? raw.length : end).toString('utf8'), longest)
}
