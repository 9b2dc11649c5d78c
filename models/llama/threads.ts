import { readFile, writeFile } from 'node:fs/promises'
import type { LlamaModel } from 'node-llama-cpp'

export interface ThreadsContext {
  /** Path of the model file; what was measured is kept beside it. */
  path: string
  cores: number
  cpu: string
  /** Programs that wanted a core during the last minute, this one included (the system's load average). */
  load: number
  /** Unix time in milliseconds. */
  now(): number
  signal: AbortSignal
}

/** What one measurement found. */
export interface ThreadsMeasured {
  threads: number
  tokensPerSecond: number
}

const PROMPT = 24
const TOKENS = 8
/** A candidate that is slower than this loses anyway. */
const LONGEST_MS = 1500
/** Each candidate keeps its best round, since other programs disturb single ones. */
const ROUNDS = 2

/**
 * The number of CPU threads that is fastest here and now. On a machine whose cores are busy or shared, llama.cpp's own choice can be
 * a hundred times too slow, because its threads wait for each other at every layer; so a few candidates write a handful of tokens
 * each, twice. The answer is remembered beside the model file for this CPU.
 */
export async function chooseThreads(model: LlamaModel, ctx: ThreadsContext): Promise<ThreadsMeasured> {
  const remembered = await recall(ctx)
  if (remembered) return remembered
  const rates = new Map<number, number>()
  for (let round = 0; round < ROUNDS; round++) {
    for (const threads of threadCandidates(ctx.cores)) {
      ctx.signal.throwIfAborted()
      if ((rates.get(threads) ?? Number.POSITIVE_INFINITY) < Math.max(...rates.values()) / 2) continue // lost already
      rates.set(threads, Math.max(rates.get(threads) ?? 0, await measure(model, threads, ctx)))
    }
  }
  const best = bestOf(rates)
  // What was measured beside other busy programs must not decide about later, quieter days.
  if (ctx.load <= ctx.cores) await remember(best, ctx)
  return best
}

/** The most threads that come within a tenth of the fastest: a busy moment slows many threads first, and it passes. */
export function bestOf(rates: ReadonlyMap<number, number>): ThreadsMeasured {
  const fastest = Math.max(...rates.values())
  const [threads, tokensPerSecond] = [...rates].filter(([, rate]) => rate >= fastest * 0.9).sort((a, b) => b[0] - a[0])[0] ?? [1, 0]
  return { threads, tokensPerSecond }
}

/** Few candidates around what usually wins: half the logical cores (the physical ones), all of them, and small numbers. */
export function threadCandidates(cores: number): number[] {
  const all = [1, 2, 4, Math.floor(cores / 4), Math.floor(cores / 2), cores - 1, cores]
  const fitting = all.filter((n) => n >= 1 && n <= Math.min(cores, 64) && (cores <= 4 || n >= 4))
  return [...new Set(fitting)].sort((a, b) => a - b)
}

async function measure(model: LlamaModel, threads: number, ctx: ThreadsContext): Promise<number> {
  const context = await model.createContext({ contextSize: 256, sequences: 1, batchSize: 64, threads, createSignal: ctx.signal })
  try {
    const sequence = context.getSequence()
    const tokens = model.tokenize(
      'The pool holds two tokens, and the price moves along its curve as traders swap one for the other. '.repeat(2),
    )
    await sequence.evaluateWithoutGeneratingNewTokens(tokens.slice(0, PROMPT))
    const start = ctx.now()
    let written = 0
    for await (const _ of sequence.evaluate(tokens.slice(PROMPT, PROMPT + 1), { yieldEogToken: true })) {
      if (++written >= TOKENS || ctx.now() - start > LONGEST_MS) break
    }
    return (written * 1000) / Math.max(1, ctx.now() - start)
  } finally {
    await context.dispose()
  }
}

const memoryPath = (ctx: ThreadsContext) => `${ctx.path}.threads.json`
const machine = (ctx: ThreadsContext) => `${ctx.cpu} x${ctx.cores}`

async function recall(ctx: ThreadsContext): Promise<ThreadsMeasured | undefined> {
  try {
    const found = JSON.parse(await readFile(memoryPath(ctx), 'utf8'))[machine(ctx)]
    return Number.isInteger(found?.threads) && found.threads >= 1 ? found : undefined
  } catch {
    return undefined
  }
}

async function remember(best: ThreadsMeasured, ctx: ThreadsContext): Promise<void> {
  const old = await readFile(memoryPath(ctx), 'utf8').then(JSON.parse, () => ({}))
  await writeFile(memoryPath(ctx), `${JSON.stringify({ ...old, [machine(ctx)]: best }, undefined, 2)}\n`).catch(() => {})
}
