import type { Answer, Block } from './answer.ts'
import type { Audience } from './tool.ts'

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

/** A surface: translates in, renders out, nothing else. */
export interface Adapter {
  name: string
  /** Begins to take messages. `receive` resolves once the message is durable; only then may it be acknowledged. */
  start(receive: (message: Inbound) => Promise<Receipt>): Promise<void>
  /** Delivers an answer; safe to repeat. */
  send(outbound: Outbound, signal: AbortSignal): Promise<void>
  /** Best effort while the turn runs; never stored. */
  preview?(turn: string, event: TurnEvent): void
  stop(): Promise<void>
}

/** What happens inside a turn, for surfaces that show it live. */
export type TurnEvent =
  | { kind: 'progress'; message: string; done?: number }
  | { kind: 'blocks'; blocks: readonly Block[] }
  | { kind: 'answer'; answer: Answer }

/** The turns of all surfaces, as an adapter sees them (core/turns.ts). */
export interface Turns {
  receive(message: Inbound): Promise<Receipt>
  /** Resolves with the answer of a turn, new or long done. Throws PetrelError not_found, cancelled. */
  wait(turn: string, signal: AbortSignal): Promise<Answer>
  /** The answer if the turn has ended, undefined while it runs. Throws PetrelError not_found. */
  find(turn: string): Promise<Answer | undefined>
  /** Live events of a turn; ends with its answer. Returns the way to stop listening. */
  watch(turn: string, listener: (event: TurnEvent) => void): () => void
  cancel(turn: string): Promise<void>
}

/** Name of the adapter behind a bot's name: "telegram:1234" is of "telegram". */
export const adapterOf = (bot: string): string => bot.split(':')[0] ?? bot
