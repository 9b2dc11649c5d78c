import type { Embed } from './card.ts'

/** What an answer becomes on Discord before it is cut into messages. */
export type Piece =
  /** Markup that is ready; cut at `\n` or spaces when it is too long. */
  | { kind: 'text'; markdown: string /** Each line begins with it: "> ", "-# ". */; prefix?: string }
  /** Lines between fences; cut at lines, each part with its own fences. */
  | { kind: 'code'; text: string; language: string }
  | { kind: 'file'; file: OutFile }

export interface OutFile {
  name: string
  mime: string
  bytes: Uint8Array
  /** For those who cannot see it. */
  alt?: string
}

/** One message of an answer. */
export interface Part {
  content: string
  files: readonly OutFile[]
  embeds?: readonly Embed[]
}
