import { cutAll } from './cut.ts'
import { fence } from './escape.ts'
import type { OutFile, Part, Piece } from './piece.ts'

/** resources/message, Create Message: 2000 characters; some room for what the sender puts before. */
export const PART = 1900
/** resources/message, Uploading Files: ten files and 10 MiB in a message; a little less, for the rest of the request. */
const FILES = 10
const FILE_BYTES = 9.5 * 1024 * 1024
/** Room that the fences and a language name take. */
const FENCES = 24

/** Texts of a piece, each short enough for a message. */
function textsOf(piece: Piece, most: number): string[] {
  switch (piece.kind) {
    case 'text': {
      const { prefix = '', markdown } = piece
      const room = prefix === '' ? most : Math.max(200, most - prefix.length * (markdown.split('\n').length + 1))
      return cutAll(markdown, room).map((text) => (prefix === '' ? text : prefixed(text, prefix)))
    }
    case 'code':
      return codeLines(piece.text, most - FENCES).map((text) => fence(text, piece.language))
    case 'file':
      return []
    default:
      return piece satisfies never
  }
}

const prefixed = (text: string, prefix: string): string =>
  text
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => prefix + line)
    .join('\n')

/** Lines gathered up to `most` units; a longer line is cut. Fences break up backticks, so each counts for more. */
function codeLines(text: string, most: number): string[] {
  const size = (line: string): number => line.length + (line.match(/``(?=`)/g)?.length ?? 0) + 1
  const lines = text.split('\n').flatMap((line) => (size(line) > most ? cutAll(line, Math.floor(most / 2)) : [line]))
  const parts: string[][] = []
  let used = 0
  for (const line of lines) {
    const last = parts.at(-1)
    if (last && used + size(line) <= most) last.push(line)
    else {
      parts.push([line])
      used = 0
    }
    used += size(line)
  }
  return parts.map((part) => part.join('\n')).filter((part) => part.trim() !== '')
}

/** Pieces as messages: texts joined while they fit, files with the text before them. */
export function pack(pieces: readonly Piece[], most: number = PART): Part[] {
  const parts: { content: string; files: OutFile[]; bytes: number }[] = []
  const last = () => parts.at(-1)
  for (const piece of pieces) {
    if (piece.kind === 'file') {
      const { file } = piece
      if (file.bytes.length > FILE_BYTES) continue
      const part = last()
      if (part && part.files.length < FILES && part.bytes + file.bytes.length <= FILE_BYTES) {
        part.files.push(file)
        part.bytes += file.bytes.length
      } else parts.push({ content: '', files: [file], bytes: file.bytes.length })
      continue
    }
    for (const text of textsOf(piece, most)) {
      const part = last()
      // Discord shows files under the words of their message, so what follows a picture may stand above it: one message rather than two.
      const joined = part ? join(part.content, text) : ''
      if (part && joined.length <= most) part.content = joined
      else parts.push({ content: text, files: [], bytes: 0 })
    }
  }
  return parts.map(({ content, files }) => ({ content, files }))
}

const join = (before: string, after: string): string => {
  const tight = /(^|\n)-# [^\n]*$/.test(before) && after.startsWith('-# ')
  return before === '' ? after : `${before}${tight ? '\n' : '\n\n'}${after}`
}
