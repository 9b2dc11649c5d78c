import type { FileRef, Inbound } from './adapter.ts'

/** A message in parts is worked on once no part has come for so many milliseconds: platforms send them in one go. */
export const GATHER_MS = 1000
/** Most files of one message: what Telegram's albums and Discord's messages hold. */
export const MOST_FILES = 10

/** Words and files of a message and one more part of it; the same part again changes nothing. */
export function gathered(
  message: Pick<Inbound, 'text' | 'files'>,
  part: Pick<Inbound, 'text' | 'files'>,
): { text: string; files: FileRef[] } {
  const files = [...(message.files ?? [])]
  const known = files.length
  for (const file of part.files ?? []) if (files.length < MOST_FILES && !files.some(({ ref }) => ref === file.ref)) files.push(file)
  return { text: files.length === known ? message.text : [message.text, part.text].filter(Boolean).join('\n'), files }
}
