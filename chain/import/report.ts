import type { Kind } from './layouts.ts'

export interface FileReport {
  /** Path below the imported folder. */
  file: string
  kind: Kind | undefined
  /** Rows of the file that were taken. */
  rows: number
  bad: number
  /** The first bad rows, each with its place and what is wrong. */
  samples: readonly string[]
  state: 'imported' | 'already' | 'unknown' | 'empty'
}

export interface ImportReport {
  files: readonly FileReport[]
  rows: number
  bad: number
  /** What could not be derived, and why. */
  notes: readonly string[]
}
