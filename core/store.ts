import type { Inbound, Outbound, Receipt } from './adapter.ts'
import type { AlertFact, AlertOwner } from './alert.ts'
import type { Answer } from './answer.ts'
import type { Previous } from './tool.ts'

/** An answer on its way to a platform. */
export interface WaitingAnswer extends Outbound {
  /** Tries so far. */
  attempts: number
  accepted: readonly string[]
}

/** What core needs of the application database; store/ implements it. All are durable when they resolve. */
export interface TurnStore {
  /** Insert or ignore by (bot, id): the acknowledgement boundary. Throws PetrelError idempotency_mismatch, store_failed. */
  receive(message: Inbound): Promise<Receipt>
  /** Turns that have no answer yet, oldest first. */
  pending(limit: number): Promise<readonly { turn: string; inbound: Inbound; attempts: number }[]>
  /** Notes that work on a turn begins, so that one that kills the process is not tried for ever. */
  begin(turn: string): Promise<void>
  /** Keeps with a turn the message that shows it while it runs: `preview` in its route. */
  shows(turn: string, message: string): Promise<void>
  /** Stores the answer, the messages and, when it is to be delivered, the outbox row in one transaction. */
  finish(turn: string, answer: Answer, deliver: boolean): Promise<void>
  find(turn: string): Promise<{ inbound: Inbound; answer: Answer | undefined } | undefined>
  /** Answers that wait for this adapter ("telegram" or one bot, "telegram:1"), in the order in which their questions came. */
  undelivered(adapter: string): Promise<readonly { turn: string; bot: string; chat: string; nextAt: number }[]>
  /** The answer of a turn with what is known of its delivery; undefined once it is delivered or given up. */
  outbound(turn: string): Promise<WaitingAnswer | undefined>
  /** Notes the platform's ids of the parts accepted so far. */
  accepted(turn: string, ids: readonly string[]): Promise<void>
  delivered(turn: string): Promise<void>
  /** A delivery failed; `retryAt` undefined means given up (dead letter). */
  failed(turn: string, reason: string, retryAt: number | undefined): Promise<void>
  /** Answers that were given up, newest first. */
  dead(limit: number): Promise<readonly { turn: string; bot: string; chat: string; reason: string; at: number }[]>
  /** Puts dead letters back in the outbox, newest first; resolves with their number. */
  revive(limit: number): Promise<number>
  /** Deletes turns and what was remembered of them from before `at` (Unix milliseconds), but what still waits; in one chat or all. */
  prune(at: number, chat?: { bot: string; chat: string }): Promise<number>
  close(): Promise<void>
}

/** Work for later. */
export interface Job {
  id: string
  kind: string
  owner: AlertOwner
  /** How people call it inside its chat; 0 for Petrel's own jobs. */
  number: number
  spec: unknown
  /** What the last run left for the next one. */
  memory: unknown
  /** Unix milliseconds. */
  runAt: number
  state: 'armed' | 'paused' | 'done' | 'failed'
  /** Runs that failed since the last good one. */
  attempts: number
}

export interface JobRun {
  /** Unix milliseconds. */
  at: number
  outcome: 'quiet' | 'fired' | 'failed' | 'held'
  /** Identity of what fired. */
  event?: string
  facts?: readonly AlertFact[]
  detail?: string
}

export interface JobStore {
  /** Adds a job with the chat's next number, or replaces the one with this id, which keeps its number. */
  put(job: Omit<Job, 'attempts' | 'number' | 'state' | 'memory'>): Promise<Job>
  /** Takes due jobs; nobody else gets them before the lease ends. */
  claim(now: number, leaseMs: number, limit: number): Promise<readonly Job[]>
  /** Ends a run: armed again for `nextAt`, or done when undefined; its memory and its log entry in one transaction. */
  settle(id: string, nextAt: number | undefined, ended?: { memory: unknown; run?: JobRun }): Promise<void>
  /** Adds to the log of a job. */
  note(id: string, run: JobRun): Promise<void>
  /** Ends a run that threw: tried again at `retryAt`, or given up when undefined. */
  fail(id: string, reason: string, retryAt: number | undefined): Promise<void>
  remove(id: string): Promise<boolean>
  /** Those of a chat that are not done, by number; with `user`, that person's. */
  list(owner: { bot: string; chat: string; user?: string }): Promise<readonly Job[]>
  /** The job of this number, done or not. */
  find(owner: { bot: string; chat: string }, number: number): Promise<Job | undefined>
  /** Changes parts of a job; a new spec forgets the memory, but with `keepMemory`. */
  change(id: string, patch: { spec?: unknown; keepMemory?: boolean; runAt?: number; state?: 'armed' | 'paused' }): Promise<void>
  /** Newest first. */
  runs(id: string, limit: number): Promise<readonly JobRun[]>
  event(id: string, event: string): Promise<JobRun | undefined>
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
