import type { FastifyBaseLogger } from 'fastify'
import type { Turns } from '../../core/adapter.ts'
import type { EncodeTable } from '../../core/export.ts'
import type { AnyTool } from '../../core/tool.ts'
import type { StatusReport } from './status.ts'

/** The `http` part of the settings, as config/schema.ts describes it. */
export interface HttpSettings {
  host: string
  port: number
  /** SHA-256 of each API key, hex. */
  apiKeys: readonly string[]
  cors: readonly string[]
  /** Bytes. */
  bodyLimit: number
  ratePerMinute: number
}

export interface HttpOptions {
  settings: HttpSettings
  turns: Turns
  tools: readonly AnyTool[]
  state: () => StatusReport
  /** SHA-256 (hex) of a key of this run that makes an operator; it does not close the door to others. */
  localKey?: string
  /** A pino logger fits. */
  log: FastifyBaseLogger
  /** Folder of the chat page. */
  webDir: string
  version: string
  /** Folder for files that come with questions. */
  uploadsDir: string
  /** Makes Parquet of tables; without it that route answers not_found. */
  parquet?: EncodeTable
  /** Unix time in milliseconds. */
  now?: () => number
  /** Ids for requests that bring no Idempotency-Key. */
  newId?: () => string
  /** Milliseconds that open streams get to finish when the adapter stops. */
  graceMs?: number
  /** Milliseconds after which a client that sends or reads nothing is cut. */
  stallMs?: number
}
