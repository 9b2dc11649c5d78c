import type { Answer, Block } from './answer.ts'
import type { Hear, Moderator } from './moderation.ts'
import type { Audience } from './tool.ts'

/** A file that came with a message; its bytes are read through `Adapter.open` when a tool needs them. */
export interface FileRef {
  name: string
  /** Media type as the platform states it: data, not trusted. */
  mime: string
  /** Bytes, as the platform states it. */
  size: number
  /** The platform's own durable id of the file. */
  ref: string
}

/** A message on its way in. (bot, id) is unique: receiving it again changes nothing. */
export interface Inbound {
  /** Which adapter and account it came through: "http", "telegram:1234". */
  bot: string
  /** The platform's own id of the message or request. */
  id: string
  /** Conversation; answers keep its order. */
  chat: string
  user: string
  /** Policy decides by it; set by the adapter from what the platform says, never from text. */
  role: Audience
  text: string
  /** A tool call instead of words: the command rung. */
  call?: { tool: string; input: unknown }
  /** BCP 47 tag when the surface knows it. */
  locale?: string
  /** Between Petrel and one person, or in front of others; absent means direct. */
  place?: 'direct' | 'group'
  /** The message that this one replies to; `own` when Petrel wrote it. A stranger's words: data. */
  quoted?: { user: string; text: string; own: boolean }
  files?: readonly FileRef[]
  /** One of several parts of a message, all with its id (an album): their words and files are one question. */
  part?: boolean
  /** What the adapter needs to send the answer (message to reply to, interaction token): its own JSON, kept with the message. */
  route?: unknown
  /** Unix time in milliseconds. */
  at: number
}

/** What `receive` says once the message is on disk. */
export interface Receipt {
  status: 'new' | 'seen'
  /** Id of the turn, and of its answer. */
  turn: string
}

export interface Outbound {
  /** Same as the turn's id: sending it twice must show it once where the platform allows that. */
  id: string
  inbound: Inbound
  answer: Answer
}

/** One try to deliver an answer. */
export interface Delivery {
  signal: AbortSignal
  /** 1 for the first try. */
  attempt: number
  /** The platform's ids of the parts that it accepted in earlier tries, in order: this try begins after them. */
  accepted: readonly string[]
  /** Notes that the platform accepted the next part; durable when it resolves. */
  accept(id: string): Promise<void>
}

/** A surface: translates in, renders out, nothing else. */
export interface Adapter {
  name: string
  /** Its askers fetch their answers: nothing is pushed to them and `send` is never called. */
  pull?: boolean
  /** Begins to take messages. `receive` resolves once the message is durable; only then may it be acknowledged. */
  start(receive: (message: Inbound) => Promise<Receipt>, hear?: Hear): Promise<void>
  /**
   * Delivers an answer; safe to repeat. Throws PetrelError platform_refused (for ever: blocked, kicked, too old) or
   * platform_failed (retryable; `facts.retryAfterMs` when the platform named a time).
   */
  send(outbound: Outbound, delivery: Delivery): Promise<void>
  /** Best effort while the turn runs; never stored. */
  preview?(turn: string, event: TurnEvent, inbound: Inbound): void
  /** Reads a file of a message. Throws PetrelError file_unreadable. */
  open?(bot: string, file: FileRef, signal: AbortSignal): Promise<Uint8Array>
  /** Removes a file of a message, where this surface keeps files itself; a file that is gone is no error. */
  discard?(file: FileRef): Promise<void>
  /** What admins may have done in the chats of this bot, where the platform has such a thing. */
  moderator?(bot: string): Moderator | undefined
  /** The server that a chat is one of several in, as far as it is known now: there the guards' settings hold for all of it. */
  serverOf?(bot: string, chat: string): string | undefined
  stop(): Promise<void>
}

/** What happens inside a turn, for surfaces that show it live. */
export type TurnEvent =
  /** It waits; `position` 1 is next. */
  | { kind: 'waiting'; position: number }
  | { kind: 'progress'; message: string; done?: number }
  | { kind: 'blocks'; blocks: readonly Block[] }
  | { kind: 'answer'; answer: Answer }

/** The turns of all surfaces, as an adapter sees them (core/turns.ts). */
export interface Turns {
  receive(message: Inbound): Promise<Receipt>
  /** Whether `receive` would turn this message away now; asks no disk. */
  busy?(message: Inbound): boolean
  /** Resolves with the answer of a turn, new or long done. Throws PetrelError not_found, cancelled. */
  wait(turn: string, signal: AbortSignal): Promise<Answer>
  /** The answer if the turn has ended, undefined while it runs. Throws PetrelError not_found. */
  find(turn: string): Promise<Answer | undefined>
  /** Live events of a turn; ends with its answer. Returns the way to stop listening. */
  watch(turn: string, listener: (event: TurnEvent) => void): () => void
  cancel(turn: string): Promise<void>
  /** Keeps with a turn the message that shows it while it runs, as `preview` in its route: after a crash its answer takes that place. */
  shows?(turn: string, message: string): Promise<void>
}

/** Ends what somebody waits for. */
export interface Halt {
  /** Stops the turns of a chat, running and waiting; with `user` only that person's. Resolves with their number. */
  halt(which: { bot: string; chat: string; user?: string }): Promise<number>
}

/** Name of the adapter behind a bot's name: "telegram:1234" is of "telegram". */
export const adapterOf = (bot: string): string => bot.split(':')[0] ?? bot
