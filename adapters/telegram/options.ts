import type { Config } from '../../config/schema.ts'
import type { Adapter, Turns } from '../../core/adapter.ts'
import type { CallbackStore } from '../../core/callbacks.ts'
import type { Log } from '../../core/log.ts'
import type { Check } from '../../core/operator.ts'
import type { AnyTool } from '../../core/tool.ts'

export interface TelegramOptions {
  settings: Config['telegram']
  turns: Turns
  tools: readonly AnyTool[]
  callbacks: CallbackStore
  log: Log
  /** Unix milliseconds. */
  now(): number
  /** Waits on the same clock; timers of the machine when absent. */
  sleep?(ms: number, signal?: AbortSignal): Promise<void>
  /** One sentence about a tool in a language; the tool's own when absent. */
  describe?(tool: AnyTool, locale: string): string
  /** A group became a supergroup: what is kept under the old chat belongs to the new one. */
  migrated?(bot: string, from: string, to: string): Promise<void>
}

export type BotPhase = 'starting' | 'running' | 'retrying' | 'unauthorized' | 'conflict' | 'stopped'

export interface BotStatus {
  /** "telegram:1234". */
  bot: string
  /** Without "@"; absent until the platform has told. */
  username?: string
  phase: BotPhase
  /** Why it is not running. */
  reason?: string
  /** Unix milliseconds since when. */
  since: number
}

export interface TelegramAdapter extends Adapter {
  status(): readonly BotStatus[]
  /** For `doctor`: the tokens, the way updates come, privacy mode and missing rights. Works before `start` too. */
  checks(signal: AbortSignal): Promise<Check[]>
  /** "http://127.0.0.1:8443" while the webhook server listens. */
  address(): string | undefined
}
