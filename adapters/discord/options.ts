import type { Config } from '../../config/schema.ts'
import type { Turns } from '../../core/adapter.ts'
import type { CallbackStore } from '../../core/callbacks.ts'
import type { Log } from '../../core/log.ts'
import type { AnyTool } from '../../core/tool.ts'

/**
 * How far each channel has been handled, so that what was said during an outage can be fetched; store/ implements it. Keys are channel ids
 * (of direct channels with "@" before); `note` replaces the value, and the adapter calls it every few seconds at most.
 */
export interface Seen {
  last(bot: string): Promise<Record<string, string>>
  note(bot: string, channel: string, message: string): Promise<void>
}

/** Choices while somebody types into an option: tokens, pools, saved queries. `field` is what the option stands for. */
export type Complete = (field: CompleteField, words: string, signal: AbortSignal) => Promise<readonly { name: string; value: string }[]>
export type CompleteField = 'token' | 'pool' | 'query'

export interface DiscordOptions {
  settings: Config['discord']
  turns: Pick<Turns, 'cancel' | 'busy'>
  tools: readonly AnyTool[]
  callbacks: CallbackStore
  seen: Seen
  complete?: Complete
  /** Tools whose answers only the asker sees: settings, wallet, privacy and the like. */
  privateTools?: readonly string[]
  /** Tools that read a file: their commands take an attachment. */
  fileTools?: readonly string[]
  log: Log
  /** Unix milliseconds. */
  now(): number
  /** Milliseconds between two IDENTIFYs; 5000 is Discord's rule (events/gateway, Session Start Limit). */
  identifyEveryMs?: number
  /** Milliseconds before a connection that Discord closed for good is tried again; 30,000. */
  reopenMs?: number
}
