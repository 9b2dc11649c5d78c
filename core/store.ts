import type { Inbound, Receipt } from './adapter.ts'
import type { Answer } from './answer.ts'
import type { Previous } from './tool.ts'

/** What core needs of the application database; store/ implements it. All are durable when they resolve. */
export interface TurnStore {
  /** Insert or ignore by (bot, id): the acknowledgement boundary. Throws PetrelError idempotency_mismatch, store_failed. */
  receive(message: Inbound): Promise<Receipt>
  /** Turns that have no answer yet, oldest first. */
  pending(limit: number): Promise<readonly { turn: string; inbound: Inbound; attempts: number }[]>
  /** Notes that work on a turn begins, so that one that kills the process is not tried for ever. */
  begin(turn: string): Promise<void>
  /** Stores the answer, the messages and the outbox row in one transaction. */
  finish(turn: string, answer: Answer): Promise<void>
  find(turn: string): Promise<{ inbound: Inbound; answer: Answer | undefined } | undefined>
  /** Outbox: answers not yet delivered by their adapter. */
  undelivered(bot: string, limit: number): Promise<readonly { turn: string; inbound: Inbound; answer: Answer }[]>
  delivered(turn: string): Promise<void>
  /** A delivery failed; `retryAt` undefined means given up (dead letter). */
  failed(turn: string, reason: string, retryAt: number | undefined): Promise<void>
  close(): Promise<void>
}

export interface Remembered {
  role: 'user' | 'assistant'
  text: string
  origin: 'user' | 'model' | 'ours' | 'strangers'
  at: number
}

/** What was said before, isolated by (bot, chat, user). */
export interface Memory {
  previous(key: { bot: string; chat: string; user: string }): Promise<Previous | undefined>
  /** Newest last. */
  recent(key: { bot: string; chat: string; user: string }, limit: number): Promise<readonly Remembered[]>
  forget(key: { bot: string; chat: string; user: string }): Promise<number>
}
