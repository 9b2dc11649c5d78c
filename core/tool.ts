import { z } from 'zod'
import type { AnyCondition } from './alert.ts'
import type { Block } from './answer.ts'
import type { Ledger } from './ledger.ts'
import type { ModelPort } from './model.ts'
import type { Resolve } from './resolve.ts'
import type { Title } from './title.ts'

/** Who may call a tool. Each level includes the ones before it. */
export type Audience = 'everyone' | 'admin' | 'operator'

/** What a tool can touch. Policy decides by it. `files` exists on the CLI only. */
export type Reach = 'none' | 'store' | 'chain' | 'web' | 'files'

/** A possible reading of a message, made without a model. */
export interface Candidate {
  tool: string
  /** 0 to 1: how sure the reader is that this tool is meant and the input is what was asked. 0.9 and above may run at once. */
  score: number
  /** What was understood so far; complete when `missing` and `ambiguous` are empty. */
  input: Record<string, unknown>
  /** Input fields that are still needed, each with the question to ask. */
  missing: readonly { field: string; question: string }[]
  /** Words with several meanings: core asks, with these choices. `value` replaces `input[field]`. */
  ambiguous: readonly { field: string; question: string; options: readonly { label: string; value: unknown }[] }[]
  /** The reading in words, for a choice between candidates: "volume by token, this week". */
  reading: string
}

/** The answer before this one in the same conversation; a follow-up edits its input. */
export interface Previous {
  tool: string
  input: unknown
}

export interface ReadContext {
  previous: Previous | undefined
  resolve: Resolve
  locale: string
  /** Unix time in milliseconds. */
  now: number
  /** The message that this one replies to, when there is one. */
  quoted?: QuotedText
}

/** The text of a message that is replied to; `own` when Petrel wrote it. A stranger's words: data. */
export interface QuotedText {
  text: string
  own: boolean
}

/** Who asks, and where. */
export interface Asker {
  bot: string
  chat: string
  user: string
  role: Audience
  place: 'direct' | 'group'
  /** Who wrote the message that this one replies to. */
  quoted?: string
}

/** A file that came with the message. */
export interface AskedFile {
  name: string
  mime: string
  size: number
  /** Throws PetrelError file_unreadable. */
  read(): Promise<Uint8Array>
}

/** What a running tool is given. `H` is the bundle of services that main.ts wired (tools/handles.ts). */
export interface ToolContext<H = unknown> {
  signal: AbortSignal
  /** Say what is going on; `done` is a share from 0 to 1 when known. */
  progress(message: string, done?: number): void
  /** Where every figure of this turn gets its record. */
  ledger: Ledger
  handles: H
  resolve: Resolve
  asker: Asker
  /** Files that came with the message; [] mostly. */
  files: readonly AskedFile[]
  /** The message that this one replies to, when there is one. */
  quoted?: QuotedText
  /** Unix time in milliseconds. */
  now(): number
  locale: string
  /** Absent when no model is loaded; a tool must answer without it. */
  model: ModelPort | undefined
  /** Whether the model is fast enough, by the operator's setting, to write prose that nobody asked for. */
  comment?: boolean
}

/**
 * One object from which the model's function, the command, the HTTP endpoint, the CLI subcommand and the docs page are made.
 * Rules of shape stand in `input`; rules about the world in `run`.
 */
export interface Tool<I extends z.ZodObject = z.ZodObject, R = unknown, H = unknown> {
  name: string
  title: string
  /** One sentence; the model and the person read the same text. */
  description: string
  /** The description in the other languages, for command lists. */
  descriptions?: Omit<Title, 'en'>
  audience: Audience
  reach: Reach
  /** Can a stranger have written part of the output (token names, web text)? */
  returns: 'ours' | 'strangers'
  input: I
  /** Name of the one input field that a bare command argument fills: `/token USDC`, `petrel token USDC`. */
  positional?: keyof z.output<I> & string
  /** It is about a file when one comes with the message; on the command line `petrel NAME FILE` is such a message. */
  takesFiles?: boolean
  /** Deterministic reading of a message; [] means "not mine". Follow-ups edit `context.previous`. */
  read(text: string, context: ReadContext): Promise<Candidate[]> | Candidate[]
  run(input: z.output<I>, context: ToolContext<H>): Promise<R>
  /** The complete answer, without any model. */
  answer(result: R, locale: string): Block[]
  /** Real sentences and the input each stands for; they feed help texts, docs and tests. */
  examples: readonly { say: string; input: z.input<I> }[]
  /** Longest run in milliseconds. */
  timeoutMs?: number
  /** Runs at once, past the chat's line: for what must not wait behind the thing that it stops. */
  immediate?: boolean
  /** It lets the model explain its results by itself, under its own checks; the agent adds no comment. */
  explains?: true
  /** What can be watched for with this tool. */
  conditions?: readonly AnyCondition[]
}

/** A tool with its types forgotten, as lists hold it. Inputs pass through `tool.input.parse` before `run`. */
// biome-ignore lint/suspicious/noExplicitAny: a list of tools with different inputs has no narrower common type.
export type AnyTool = Tool<any, any, any>

/**
 * Checks the types of a tool and returns it unchanged; `H` is fixed by tools/define.ts.
 * @example const ping = defineTool<unknown>()({ name: 'ping', title: 'Ping', … })
 */
export const defineTool =
  <H>() =>
  <I extends z.ZodObject, R>(tool: Tool<I, R, H>): Tool<I, R, H> =>
    tool

/** The part of a tool's input that a model may fill: fields marked `.meta({ byModel: false })` are the asker's alone. */
export function modelInput(tool: Pick<AnyTool, 'input'>): z.ZodObject {
  const input = tool.input as z.ZodObject
  const fields = Object.entries(input.shape).filter(
    ([, field]) => (z.globalRegistry.get(field as z.ZodType) as { byModel?: boolean } | undefined)?.byModel !== false,
  )
  return z.object(Object.fromEntries(fields))
}
