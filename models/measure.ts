import type { ChatHistoryItem } from 'node-llama-cpp'
import { generate } from './llama/generate.ts'
import type { LlamaRuntime } from './llama/runtime.ts'

export interface SpeedOptions {
  /** Chats at once, one measurement each. */
  chats: readonly number[]
  /** Tokens that each chat writes. */
  tokens: number
  signal: AbortSignal
  report?(message: string, done: number): void
}

/** Writing speed: tokens per second of all chats together, for each number of chats, on short prompts that are read before. */
export async function measureSpeed(runtime: LlamaRuntime, options: SpeedOptions): Promise<{ chats: number; tokensPerSecond: number }[]> {
  const results: { chats: number; tokensPerSecond: number }[] = []
  for (const [i, chats] of options.chats.entries()) {
    options.report?.(`${chats} chat${chats === 1 ? '' : 's'} at once`, i / options.chats.length)
    results.push({ chats, tokensPerSecond: await oneRound(runtime, chats, options) })
  }
  return results
}

async function oneRound(runtime: LlamaRuntime, chats: number, options: SpeedOptions): Promise<number> {
  const histories = Array.from({ length: chats }, (_, i) => speedPrompt(i))
  const run = (history: ChatHistoryItem[], maxTokens: number) =>
    generate(runtime, { history, maxTokens, temperature: 0, signal: options.signal })
  await Promise.all(histories.map((history) => run(history, 1)))
  const start = runtime.now()
  const done = await Promise.all(histories.map((history) => run(history, options.tokens)))
  const written = done.reduce((sum, result) => sum + result.usage.output, 0)
  return (written * 1000) / Math.max(1, runtime.now() - start)
}

/** A prompt that no model answers in a few words. */
export const speedPrompt = (i: number): ChatHistoryItem[] => [
  { type: 'system', text: 'You explain things at length.' },
  { type: 'user', text: `Number ${i + 1}: explain in many sentences how an automated market maker sets the price of a token.` },
]
