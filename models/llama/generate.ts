import { type ChatHistoryItem, LlamaChat, type LlamaContextSequence, type LlamaGrammar, type Token } from 'node-llama-cpp'
import { PetrelError } from '../../core/errors.ts'
import type { LlamaRuntime } from './runtime.ts'

export interface GenerateRequest {
  history: readonly ChatHistoryItem[]
  grammar?: LlamaGrammar
  maxTokens: number
  temperature: number
  seed?: number
  stop?: readonly string[]
  signal: AbortSignal
  /** Visible text as it comes; reasoning is left out. */
  onText?(text: string): void
}

export interface Generated {
  text: string
  finish: 'stop' | 'length'
  /** Tokens of the whole prompt, of those the ones that were still in the cache, and of the answer with its reasoning. */
  usage: { input: number; cached: number; output: number }
}

/** Tokens read between two looks at the signal while a long prompt is taken in. */
const CHUNK = 128

/** Tokens a model may spend on reasoning before it must answer. */
const THOUGHTS = 512

/** Runs one turn on the sequence that already knows most of the prompt. Throws PetrelError input_too_large, or the signal's reason. */
export async function generate(runtime: LlamaRuntime, asked: GenerateRequest): Promise<Generated> {
  const request = { ...asked, signal: AbortSignal.any([asked.signal, runtime.closing]) }
  const tokens = runtime.tokens(request.history)
  const room = runtime.contextSize - tokens.length - 8
  if (room < 16) throw tooLong(tokens.length, runtime.contextSize)
  const lease = await runtime.pool.acquire(tokens, request.signal)
  try {
    await readPrompt(runtime, { sequence: lease.sequence, tokens }, request.signal)
    return await write(runtime, { ...request, maxTokens: Math.min(request.maxTokens, room) }, { ...lease, prompt: tokens.length })
  } finally {
    lease.release()
  }
}

/** Takes the prompt in piece by piece (all but its last token), so that a stop is seen between two pieces. */
export async function readPrompt(
  runtime: LlamaRuntime,
  { sequence, tokens }: { sequence: LlamaContextSequence; tokens: Token[] },
  signal: AbortSignal,
): Promise<void> {
  await sequence.adaptStateToTokens(tokens.slice(0, -1), false)
  while (sequence.nextTokenIndex < tokens.length - 1) {
    signal.throwIfAborted()
    const [from, start] = [sequence.nextTokenIndex, runtime.now()]
    const piece = tokens.slice(from, Math.min(from + CHUNK, tokens.length - 1))
    await sequence.evaluateWithoutGeneratingNewTokens(piece)
    if (piece.length >= 32) runtime.governor?.prompt((runtime.now() - start) / piece.length / Math.max(1, runtime.pool.busy))
  }
  signal.throwIfAborted()
}

/** To be called at each written token: tells the governor how long it took, divided by the chats that shared the step. */
export function tokenTimer(runtime: LlamaRuntime): () => void {
  let last: number | undefined
  return () => {
    const now = runtime.now()
    if (last !== undefined) runtime.governor?.token((now - last) / Math.max(1, runtime.pool.busy))
    last = now
  }
}

async function write(
  runtime: LlamaRuntime,
  request: GenerateRequest,
  place: { sequence: LlamaContextSequence; reused: number; prompt: number },
): Promise<Generated> {
  const chat = new LlamaChat({ contextSequence: place.sequence, chatWrapper: runtime.wrapper })
  const before = place.sequence.tokenMeter.getState()
  try {
    const result = await chat.generateResponse([...request.history], {
      maxTokens: request.maxTokens,
      temperature: request.temperature,
      repeatPenalty: false, // it would forbid what our answers consist of: the same symbols and addresses again
      signal: request.signal,
      budgets: { thoughtTokens: Math.min(THOUGHTS, request.maxTokens) },
      ...(request.seed !== undefined ? { seed: request.seed } : {}),
      ...(request.grammar ? { grammar: request.grammar } : {}),
      ...(request.stop?.length ? { customStopTriggers: request.stop } : {}),
      onToken: tokenTimer(runtime),
      ...(request.onText ? { onTextChunk: request.onText } : {}),
    })
    const { usedOutputTokens } = place.sequence.tokenMeter.diff(before)
    const finish = result.metadata.stopReason === 'maxTokens' ? 'length' : 'stop'
    return { text: result.response, finish, usage: { input: place.prompt, cached: place.reused, output: usedOutputTokens } }
  } finally {
    chat.dispose({ disposeSequence: false })
  }
}

const tooLong = (tokens: number, size: number) =>
  new PetrelError('input_too_large', {
    message: `The conversation has ${tokens} tokens, the model's context holds ${size}.`,
    hint: 'Ask with less text, start a new conversation, or raise model.contextSize.',
    facts: { tokens, size },
  })
