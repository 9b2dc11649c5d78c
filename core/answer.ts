import type { PetrelRecord, Ref } from './record.ts'

/**
 * An answer is a list of blocks; each surface has one renderer for them (adapters/<surface>/render.ts).
 * Text is data: a renderer escapes it and never reads markup out of it.
 */

/** A piece of a sentence: plain words, or a figure bound to the record that proves it. */
export type Inline = string | { figure: string; ref: Ref }

export interface TextBlock {
  kind: 'text'
  parts: readonly Inline[]
  /** note: an assumption or explanation that may be shown smaller. model: prose of the language model that passed the check. */
  tone?: 'plain' | 'note' | 'model'
}

export interface TableBlock {
  kind: 'table'
  title?: string
  /** Id of a table record. Cell (row, column) of this block is cell (row, column) of the record. */
  record: string
  columns: readonly { title: string; align: 'left' | 'right' }[]
  /** Cells as they are shown, formatted for the locale. */
  rows: readonly (readonly string[])[]
  /** How many rows exist when fewer are shown. */
  total?: number
  /** Chats send the rows of the record as a file of this kind too. */
  file?: 'csv' | 'json'
}

/** A fixed specification: no surface runs code to draw it. */
export interface ChartBlock {
  kind: 'chart'
  title: string
  shape: 'line' | 'bar' | 'area'
  /** Id of a table record; `x` and `y` are its column indexes. */
  record: string
  x: number
  y: readonly number[]
  unit: string
  /** One sentence for those who cannot see it. */
  alt: string
}

/** One figure, shown large. */
export interface FigureBlock {
  kind: 'figure'
  label: string
  figure: string
  ref: Ref
}

export interface CodeBlock {
  kind: 'code'
  language: 'sql' | 'json' | 'solidity' | 'text'
  title?: string
  text: string
}

export interface WarningBlock {
  kind: 'warning'
  parts: readonly Inline[]
}

export interface SourcesBlock {
  kind: 'sources'
  items: readonly { text: string; url?: string; ref?: Ref }[]
}

/** A drawing by fixed specification: boxes joined by arrows from left to right, or a QR code. No surface runs code to draw it. */
export interface PictureBlock {
  kind: 'picture'
  title: string
  drawing:
    | {
        shape: 'flow'
        nodes: readonly { id: string; label: string; detail?: string }[]
        /** `share` from 0 to 1 is how much of the whole passes here: the arrow's weight. */
        edges: readonly { from: string; to: string; label: string; share?: number }[]
      }
    | { shape: 'qr'; text: string }
  /** One sentence for those who cannot see it. */
  alt: string
}

/** A button says `say` in the asker's name. */
export interface ButtonsBlock {
  kind: 'buttons'
  items: readonly { label: string; say: string }[]
}

export type Block =
  | TextBlock
  | TableBlock
  | ChartBlock
  | PictureBlock
  | FigureBlock
  | CodeBlock
  | WarningBlock
  | SourcesBlock
  | ButtonsBlock

/** Which rung of the ladder understood the message. */
export type Rung = 'command' | 'reader' | 'model' | 'clarify' | 'refuse' | 'error'

export interface Answer {
  id: string
  rung: Rung
  /** Tool that produced it and the exact input it ran with; a follow-up edits these. */
  tool?: string
  input?: unknown
  locale: string
  blocks: readonly Block[]
  /** Every record of the turn. */
  records: readonly PetrelRecord[]
  /** Name of the model that took part, if one did. */
  model?: string
  /** Stable code when the turn failed. */
  error?: string
  /** Unix time in milliseconds. */
  at: number
}

export const text = (...parts: Inline[]): TextBlock => ({ kind: 'text', parts })
export const note = (...parts: Inline[]): TextBlock => ({ kind: 'text', parts, tone: 'note' })
export const warning = (...parts: Inline[]): WarningBlock => ({ kind: 'warning', parts })
export const figure = (shown: string, record: string, row?: number, column?: number): Inline => ({
  figure: shown,
  ref: { record, ...(row === undefined ? {} : { row }), ...(column === undefined ? {} : { column }) },
})

/** The words of inline parts, figures included. */
export const plain = (parts: readonly Inline[]): string => parts.map((part) => (typeof part === 'string' ? part : part.figure)).join('')
