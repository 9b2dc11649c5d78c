import type { BaseChatModel } from '@langchain/core/language_models/chat_models'
import type { z } from 'zod'

/**
 * What a tool may ask of the language model. Every call is bounded: a choice among given options, a form to fill, a rewrite
 * of given evidence, a vector. None returns free text that reaches a person unchecked.
 */
export interface ModelPort {
  id: string
  /** Picks one option by token probability. `probabilities` sums to 1, in option order. */
  choose(
    request: { question: string; options: readonly string[]; examples?: readonly { question: string; option: string }[] },
    signal: AbortSignal,
  ): Promise<{ index: number; probabilities: number[] }>
  /** Fills a form under a grammar made from `schema`. Throws PetrelError model_failed. */
  fill<S extends z.ZodType>(request: { instruction: string; text: string; schema: S }, signal: AbortSignal): Promise<z.output<S>>
  /** Rewrites numbered evidence; the caller checks the result. */
  rewrite(request: { instruction: string; evidence: readonly string[]; maxTokens: number }, signal: AbortSignal): Promise<string>
  /**
   * How much rather it would write each version than the text, log-odds where they part; nothing is written. Absent where a model gives
   * no probabilities.
   */
  prefer?(
    request: { instruction: string; examples: readonly { from: string; to: string }[]; text: string; versions: readonly string[] },
    signal: AbortSignal,
  ): Promise<number[]>
  /** Unit vectors, one a text. Throws PetrelError embedding_missing when there is no embedding model. */
  embed(texts: readonly string[], signal: AbortSignal): Promise<Float32Array[]>
}

/** A chat model that is ready to answer. */
export interface LoadedModel {
  /** Catalogue name or remote model id. */
  id: string
  chat: BaseChatModel
  port: ModelPort
  /** Tokens. */
  contextSize: number
  /** How many turns it can work on at once. */
  slots: number
  /** True where a comment in prose costs a second or two, not ten: a GPU or a remote server. */
  fast: boolean
  close(): Promise<void>
}

/** Where the model stands; the page and the banner show it while a download runs. */
export type ModelState =
  | { phase: 'off' }
  | { phase: 'downloading'; id: string; done: number; total: number; source: string }
  | { phase: 'loading'; id: string }
  | { phase: 'ready'; model: LoadedModel }
  | { phase: 'failed'; id: string; reason: string; hint: string }

/** Hands out the model of the moment; turns that start while it downloads run without it. */
export interface ModelSource {
  state(): ModelState
  /** Called at every change of state; returns the way to stop listening. */
  watch(listener: (state: ModelState) => void): () => void
  close(): Promise<void>
}
