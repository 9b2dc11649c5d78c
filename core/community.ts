import type { ChatKey, ChatSettings } from './chats.ts'
import type { Member } from './moderation.ts'

/** The port through which tools reach the community layer (`ctx.handles.community`); community/ implements it. */

/** What a rule of the shield saw: host names and counts, never the message. */
export interface Finding {
  rule: string
  severity: 'low' | 'medium' | 'high'
  /** What the rule asks for when it is sure: note alone changes nothing. */
  action: 'note' | 'remove' | 'warn' | 'mute' | 'hold'
  evidence: Readonly<Record<string, string>>
}

/** One thing to be done on the platform, and how it went. `until` in Unix milliseconds; absent: until taken back. */
export interface Step {
  do: 'remove' | 'mute' | 'unmute' | 'ban' | 'unban'
  message?: string
  until?: number
  /** Absent while it waits. `no_right`: the platform does not let the bot do it here. */
  outcome?: 'done' | 'no_right' | 'refused' | 'immune'
}

export type ActionKind = 'shield' | 'captcha' | 'warn' | 'unwarn' | 'mute' | 'unmute' | 'ban' | 'unban' | 'settings'

/** One line of the audit log. */
export interface AuditEntry {
  id: number
  /** Whom it is about; absent for the chat itself. */
  user?: string
  /** "shield", or the id of the admin who gave the order. */
  by: string
  kind: ActionKind
  findings: readonly Finding[]
  steps: readonly Step[]
  /** reported: what the shield would have done. */
  state: 'planned' | 'done' | 'failed' | 'reported' | 'undone'
  reason?: string
  /** Unix milliseconds. */
  at: number
}

export interface Warning {
  id: number
  by: string
  reason: string
  /** Unix milliseconds. */
  at: number
  expiresAt: number
}

/** An admin's order about somebody in a chat. */
export interface Order {
  chat: ChatKey
  /** The admin. */
  by: string
  kind: 'warn' | 'unwarn' | 'mute' | 'unmute' | 'ban' | 'unban'
  /** Id of the person. */
  user: string
  reason?: string
  /** Milliseconds; absent: until taken back. */
  lasts?: number
}

export interface OrderResult {
  entry: AuditEntry
  /** Warnings that count now, and how many lead to a mute. */
  warnings: number
  limit: number
}

export interface ShieldStatus {
  settings: Pick<ChatSettings, 'shield' | 'captcha' | 'warnLimit'>
  /** Rules, in the order in which they are asked. */
  rules: readonly { id: string; title: string; severity: Finding['severity']; action: Finding['action'] }[]
  /** Domains on the phishing list, and where it is from. */
  list: { size: number; sources: readonly string[] }
  /** What the platform lets the bot do here; absent when it cannot say. */
  rights?: { remove: boolean; mute: boolean; ban: boolean }
}

/** All calls throw PetrelError cannot_answer where the chat's platform has no moderation, store_failed. */
export interface Community {
  /** Whom "@name", an id or a mention means in this chat. Throws PetrelError not_found. */
  find(chat: ChatKey, words: string): Promise<Member>
  /** Names for ids, where known. */
  names(chat: ChatKey, users: readonly string[]): Promise<ReadonlyMap<string, string>>
  /** Carries out an order. Throws PetrelError not_allowed for an admin, platform_refused without the right, platform_failed. */
  order(order: Order): Promise<OrderResult>
  /** Warnings that count now, newest first. */
  warnings(chat: ChatKey, user: string): Promise<readonly Warning[]>
  status(chat: ChatKey, locale: string): Promise<ShieldStatus>
  configure(chat: ChatKey, by: string, patch: { shield?: 'off' | 'report' | 'on'; captcha?: boolean; warnLimit?: number }): Promise<void>
  /** The audit log, newest first; `since` in Unix milliseconds. */
  log(chat: ChatKey, options: { since: number; limit: number }): Promise<readonly AuditEntry[]>
  /** How often each rule spoke since then. */
  tally(chat: ChatKey, since: number): Promise<readonly { rule: string; acted: number; reported: number; undone: number }[]>
  /** Takes back what can be: warnings, mutes, bans; a removed message stays removed. Throws PetrelError not_found. */
  undo(chat: ChatKey, id: number, by: string): Promise<AuditEntry>
}
