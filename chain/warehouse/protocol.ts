import type { ErrorCode } from '../../core/errors.ts'
import type { Parameter, QueryLimits, ResultSet } from './warehouse.ts'
import type { Change } from './writer.ts'

/** What the child process needs to open the file. */
export interface Setup {
  file: string
  memoryMb: number
  threads: number
}

export type Work =
  | { kind: 'query'; sql: string; parameters: readonly Parameter[]; limits: QueryLimits; guarded: boolean }
  | { kind: 'write'; change: Change }

/** Parent to child. */
export type Request = { id: number; work: Work } | { interrupt: number } | { ping: number } | { close: true }

export interface Failure {
  code: ErrorCode
  message: string
  hint?: string
}

/** Child to parent. */
export type Reply =
  | { ready: true }
  | { broken: Failure }
  | { id: number; started: true }
  | { id: number; result: ResultSet | undefined }
  | { id: number; failure: Failure }
  /** With the bytes of memory that the process holds. */
  | { pong: number; rss: number }
