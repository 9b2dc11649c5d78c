import type { TurnEvent } from '../adapter.ts'
import type { Block } from '../answer.ts'
import { parseInput } from '../command.ts'
import { PetrelError } from '../errors.ts'
import type { Ledger } from '../ledger.ts'
import { linkSignals } from '../linked-signal.ts'
import type { ModelPort } from '../model.ts'
import { type Caller, decide } from '../policy.ts'
import type { Resolve } from '../resolve.ts'
import type { AnyTool, AskedFile, Asker, QuotedText } from '../tool.ts'

/** What every run of every tool in one turn shares. */
export interface RunContext {
  caller: Caller
  ledger: Ledger
  handles: unknown
  resolve: Resolve
  asker: Asker
  files: readonly AskedFile[]
  quoted?: QuotedText
  model: ModelPort | undefined
  /** Whether prose of the model is worth its time. */
  comment?: boolean
  locale: string
  signal: AbortSignal
  emit(event: TurnEvent): void
  now(): number
}

const DEFAULT_TIMEOUT_MS = 60_000

/**
 * The one way a tool is run: policy, then schema, then a deadline.
 * Throws PetrelError not_allowed, input_invalid, deadline, cancelled and what the tool throws.
 */
export async function runTool(tool: AnyTool, input: unknown, context: RunContext): Promise<{ input: unknown; blocks: Block[] }> {
  const verdict = decide(tool, context.caller)
  if (!verdict.allow) throw new PetrelError('not_allowed', { message: verdict.reason, facts: { tool: tool.name } })
  const parsed = parseInput(tool, input)
  const { signal, end } = linkSignals([context.signal], tool.timeoutMs ?? DEFAULT_TIMEOUT_MS)
  const { ledger, handles, resolve, asker, files, quoted, locale, model, comment, now } = context
  const progress = (message: string, done?: number) => context.emit({ kind: 'progress', message, ...(done === undefined ? {} : { done }) })
  const given = {
    signal,
    progress,
    ledger,
    handles,
    resolve,
    asker,
    files,
    now,
    locale,
    model,
    ...(comment === undefined ? {} : { comment }),
    ...(quoted ? { quoted } : {}),
  }
  const running = untilAborted(tool.run(parsed, given), signal)
  const result = await running.finally(end)
  if (tool.returns === 'strangers') context.caller.sawStrangers = true
  return { input: parsed, blocks: tool.answer(result, locale) }
}

/** A tool that ignores its signal still ends with it, as far as the asker can see. */
async function untilAborted<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  signal.throwIfAborted()
  let onAbort = () => {}
  const aborted = new Promise<never>((_, reject) => {
    onAbort = () => reject(signal.reason)
    signal.addEventListener('abort', onAbort, { once: true })
  })
  try {
    return await Promise.race([work, aborted])
  } finally {
    signal.removeEventListener('abort', onAbort)
  }
}
