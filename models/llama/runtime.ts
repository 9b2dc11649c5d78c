import os from 'node:os'
import {
  type ChatHistoryItem,
  type ChatWrapper,
  getLlama,
  type Llama,
  type LlamaContext,
  type LlamaModel,
  resolveChatWrapper,
  type Token,
} from 'node-llama-cpp'
import { PetrelError } from '../../core/errors.ts'
import { checkGguf } from './gguf.ts'
import { Governor } from './governor.ts'
import { type Grammars, openGrammars } from './grammar.ts'
import { SequencePool } from './pool.ts'
import { chooseThreads, threadCandidates } from './threads.ts'

export interface RuntimeOptions {
  path: string
  /** Tokens of one conversation. */
  contextSize: number
  /** Conversations worked on at once; 0 chooses by memory. */
  slots: number
  /** CPU threads; 0 measures. */
  threads: number
  gpu: 'auto' | 'cuda' | 'vulkan' | 'metal' | 'none'
  signal: AbortSignal
  now(): number
  /** Called with a share from 0 to 1 while the weights load. */
  progress?(share: number): void
}

/** A loaded GGUF model with its context and everything that chat and port need of it. */
export interface LlamaRuntime {
  llama: Llama
  model: LlamaModel
  context: LlamaContext
  wrapper: ChatWrapper
  pool: SequencePool
  grammars: Grammars
  contextSize: number
  slots: number
  threads: number
  gpu: string
  /** Unix time in milliseconds. */
  now(): number
  /** Told how long tokens take; changes the number of threads. Absent on a GPU and where the operator chose the number. */
  governor: Pick<Governor, 'token' | 'prompt'> | undefined
  /** Aborts when the model is being closed. */
  closing: AbortSignal
  /** The prompt as tokens, with the model's turn opened. Text inside the history never becomes a control token. */
  tokens(history: readonly ChatHistoryItem[]): Token[]
  /** Stops running turns, then frees context, model and backend in this order; a second call waits for the first. */
  close(): Promise<void>
}

/** Tokens decoded in one go: small enough that a stop or another chat's next token waits little, large enough for full speed. */
const BATCH = 256

/** Loads a GGUF file. Throws PetrelError model_failed when it cannot be loaded. */
export async function openLlamaRuntime(options: RuntimeOptions): Promise<LlamaRuntime> {
  await checkGguf(options.path)
  const gpu = options.gpu === 'none' ? false : options.gpu
  const llama = await getLlama({ gpu, build: 'never', progressLogs: false, logger: () => {} }).catch((error: unknown) => {
    throw loadError(options.path, error)
  })
  try {
    return await load(llama, options)
  } catch (error) {
    await llama.dispose()
    options.signal.throwIfAborted()
    throw error instanceof PetrelError ? error : loadError(options.path, error)
  }
}

async function load(llama: Llama, options: RuntimeOptions): Promise<LlamaRuntime> {
  const { path, signal } = options
  const model = await llama.loadModel({ modelPath: path, loadSignal: signal, onLoadProgress: (share) => options.progress?.(share) })
  const cores = os.availableParallelism()
  const onCpu = !llama.gpu
  const cpu = os.cpus()[0]?.model ?? 'unknown'
  const measured =
    onCpu && options.threads === 0
      ? await chooseThreads(model, { path, cores, cpu, load: os.loadavg()[0] ?? 0, now: options.now, signal })
      : undefined
  const threads = measured?.threads ?? (options.threads || Math.min(4, cores))
  const contextSize = Math.min(options.contextSize, model.trainContextSize)
  const context = await createContext(model, { ...options, contextSize, threads: measured ? cores : threads, onCpu })
  const wrapper = resolveChatWrapper(model, { warningLogs: false })
  // A number that the operator chose is kept; a measured one follows the machine.
  const governor =
    measured &&
    new Governor({
      levels: threadCandidates(cores),
      start: threads,
      expectedMs: 1000 / measured.tokensPerSecond,
      // Our own threads are part of the load.
      busy: () => (os.loadavg()[0] ?? 0) > cores + 0.5,
      now: options.now,
      apply: (count) => {
        llama.maxThreads = count
      },
    })
  const pool = new SequencePool(context)
  const unload = new AbortController()
  let closing: Promise<void> | undefined
  return {
    llama,
    model,
    context,
    wrapper,
    pool,
    grammars: openGrammars(llama),
    contextSize: context.contextSize,
    slots: context.totalSequences,
    threads,
    gpu: llama.gpu || 'none',
    now: options.now,
    governor,
    closing: unload.signal,
    tokens: (history) => promptTokens(model, wrapper, history),
    close: () => {
      unload.abort(new PetrelError('model_missing', { message: `The model ${path} is being unloaded.`, hint: 'Try again in a moment.' }))
      closing ??= pool.idle().then(() => closeAll([context, model, llama]))
      return closing
    },
  }
}

/** As many sequences as asked for; when memory does not allow them, half as many, down to one. */
async function createContext(model: LlamaModel, options: RuntimeOptions & { onCpu: boolean }): Promise<LlamaContext> {
  const { contextSize, threads, onCpu, signal } = options
  const wanted = options.slots > 0 ? options.slots : onCpu ? 4 : 8
  for (let sequences = wanted; ; sequences = Math.floor(sequences / 2)) {
    try {
      return await model.createContext({
        contextSize,
        sequences,
        batchSize: onCpu ? BATCH : 1024,
        threads: { ideal: threads, min: 1 },
        flashAttention: 'auto',
        failedCreationRemedy: false,
        createSignal: signal,
      })
    } catch (error) {
      signal.throwIfAborted()
      if (sequences <= 1) throw error
    }
  }
}

function promptTokens(model: LlamaModel, wrapper: ChatWrapper, history: readonly ChatHistoryItem[]): Token[] {
  const open: ChatHistoryItem[] = history.at(-1)?.type === 'model' ? [] : [{ type: 'model', response: [''] }]
  const { contextText } = wrapper.generateContextState({ chatHistory: [...history, ...open] })
  return contextText.tokenize(model.tokenizer)
}

async function closeAll(parts: readonly { dispose(): Promise<void> }[]): Promise<void> {
  for (const part of parts) await part.dispose()
}

function loadError(path: string, cause: unknown): PetrelError {
  const why = cause instanceof Error ? cause.message : String(cause)
  return new PetrelError('model_failed', {
    message: `The model ${path} could not be loaded: ${why}`,
    hint: 'Check that the file is a whole GGUF file and that memory suffices, or choose a smaller model with model.name.',
    facts: { path },
    cause,
  })
}
