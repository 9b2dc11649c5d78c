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
import { type Grammars, openGrammars } from './grammar.ts'
import { SequencePool } from './pool.ts'
import { chooseThreads } from './threads.ts'

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
  /** The prompt as tokens, with the model's turn opened. Text inside the history never becomes a control token. */
  tokens(history: readonly ChatHistoryItem[]): Token[]
  /** Frees context, model and backend in this order, once; a second call waits for the first. */
  close(): Promise<void>
}

/** Tokens decoded in one go: small enough that a stop or another chat's next token waits little, large enough for full speed. */
const BATCH = 256

/** Loads a GGUF file. Throws PetrelError model_failed when it cannot be loaded. */
export async function openLlamaRuntime(options: RuntimeOptions): Promise<LlamaRuntime> {
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
  const measured = options.threads > 0 ? options.threads : undefined
  const cpu = os.cpus()[0]?.model ?? 'unknown'
  const onCpu = !llama.gpu
  const threads = measured ?? (onCpu ? (await chooseThreads(model, { path, cores, cpu, now: options.now, signal })).threads : Math.min(4, cores))
  const contextSize = Math.min(options.contextSize, model.trainContextSize)
  const context = await createContext(model, { ...options, contextSize, threads, onCpu })
  const wrapper = resolveChatWrapper(model, { warningLogs: false })
  let closing: Promise<void> | undefined
  return {
    llama,
    model,
    context,
    wrapper,
    pool: new SequencePool(context),
    grammars: openGrammars(llama),
    contextSize: context.contextSize,
    slots: context.totalSequences,
    threads,
    gpu: llama.gpu || 'none',
    tokens: (history) => promptTokens(model, wrapper, history),
    close: () => {
      closing ??= closeAll([context, model, llama])
      return closing
    },
  }
}

/** As many sequences as asked for; when memory does not allow them, half as many, down to one. */
async function createContext(
  model: LlamaModel,
  options: RuntimeOptions & { onCpu: boolean },
): Promise<LlamaContext> {
  const { contextSize, threads, onCpu, signal } = options
  const wanted = options.slots > 0 ? options.slots : onCpu ? 4 : 8
  for (let sequences = wanted; ; sequences = Math.floor(sequences / 2)) {
    try {
      return await model.createContext({
        contextSize,
        sequences,
        batchSize: onCpu ? BATCH : 1024,
        threads: { ideal: threads, min: threads },
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
