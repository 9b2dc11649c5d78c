import type { TurnEvent } from '../../core/adapter.ts'
import type { Answer } from '../../core/answer.ts'

/** What is asked: words, or a tool call as the command rung makes it. */
export type Question = { text: string } | { tool: string; input: unknown }

/** A file that comes with a question. */
export interface AskedBytes {
  name: string
  bytes: Uint8Array
}

export interface AskOptions {
  /** Conversation; answers keep its order and follow-ups edit what stands in it. */
  chat: string
  signal: AbortSignal
  /** Live events of the turn, for progress bars. */
  onEvent?: (event: TurnEvent) => void
  /** BCP 47 tag. */
  locale?: string
  files?: readonly AskedBytes[]
}

/** How the command line reaches the agent: in this process (main.ts) or over HTTP (adapters/cli/remote.ts). */
export interface Client {
  /** Throws PetrelError when the turn could not be run at all; an answer with `error` otherwise. */
  ask(question: Question, options: AskOptions): Promise<Answer>
  close(): Promise<void>
}
