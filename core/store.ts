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

/** A job that is due, taken with a lease that ends at `leaseUntil`. */
export interface DueJob {
  id: string
  kind: string
  owner: { bot: string; chat: string; user: string }
  spec: unknown
  everyMs: number | undefined
  runAt: number
  attempts: number
}

export interface JobStore {
  /** Adds a job, or replaces the one with this id. */
  put(job: Omit<DueJob, 'attempts'>): Promise<void>
  /** Takes due jobs; nobody else gets them before the lease ends. */
  claim(now: number, leaseMs: number, limit: number): Promise<readonly DueJob[]>
  /** Ends a run: armed again for `nextAt`, or done when undefined. */
  settle(id: string, nextAt: number | undefined): Promise<void>
  /** Ends a run that threw: tried again at `retryAt`, or given up when undefined. */
  fail(id: string, reason: string, retryAt: number | undefined): Promise<void>
  remove(id: string): Promise<boolean>
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
  /** Choices that the last answer offered, when it was a clarifying question; [] otherwise. */
  choices(key: { bot: string; chat: string; user: string }): Promise<readonly { label: string; say: string }[]>
  /** Newest last. */
  recent(key: { bot: string; chat: string; user: string }, limit: number): Promise<readonly Remembered[]>
  forget(key: { bot: string; chat: string; user: string }): Promise<number>
}
