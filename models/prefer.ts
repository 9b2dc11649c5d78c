import type { ChatHistoryItem, Token } from 'node-llama-cpp'
import type { ModelPort } from '../core/model.ts'
import { readPrompt } from './llama/generate.ts'
import type { LlamaRuntime } from './llama/runtime.ts'

export type Prefer = NonNullable<ModelPort['prefer']>
type Request = Parameters<Prefer>[0]

/**
 * How much rather the model, while it copies a text as the examples show, would go on as each version does than as the text does: the
 * logarithm of the odds of the two tokens where they part. One pass over the text answers for all versions; nothing is written.
 */
export const preferByTokens =
  (runtime: LlamaRuntime): Prefer =>
  async (request, asked) => {
    const signal = AbortSignal.any([asked, runtime.closing])
    const history = preferHistory(request)
    const written = (text: string): Token[] => runtime.tokens([...history, { type: 'model', response: [text] }])
    const tokens = written(request.text)
    const forks = request.versions.map((version) => forkOf(tokens, written(version)))
    const places = forks.flatMap((fork) => (fork ? [fork.at] : []))
    if (places.length === 0) return forks.map(() => Number.NEGATIVE_INFINITY)
    const [first, last] = [Math.min(...places), Math.max(...places)]
    const lease = await runtime.pool.acquire(tokens.slice(0, last), signal)
    try {
      await readPrompt(runtime, { sequence: lease.sequence, tokens: tokens.slice(0, first) }, signal)
      const ahead = tokens.slice(first - 1, last)
      const output = await lease.sequence.controlledEvaluate(
        ahead.map((token, i) => {
          const here = forks.flatMap((fork) => (fork?.at === first + i ? [fork.theirs, fork.ours] : []))
          return here.length > 0
            ? ([token, { generateNext: { logits: { filter: { tokens: [...new Set(here)] } } } }] as [Token, object])
            : token
        }),
      )
      signal.throwIfAborted()
      return forks.map((fork) => {
        const logits = fork ? output[fork.at - first]?.next.logits : undefined
        const [ours, theirs] = fork ? [logits?.get(fork.ours), logits?.get(fork.theirs)] : []
        return ours === undefined || theirs === undefined ? Number.NEGATIVE_INFINITY : theirs - ours
      })
    } finally {
      lease.release()
    }
  }

/** Where a version leaves the text, and the token of each there. */
function forkOf(ours: readonly Token[], theirs: readonly Token[]): { at: number; ours: Token; theirs: Token } | undefined {
  const at = ours.findIndex((token, i) => token !== theirs[i])
  const [own, other] = [ours[at], theirs[at]]
  return own === undefined || other === undefined ? undefined : { at, ours: own, theirs: other }
}

export const preferHistory = ({ instruction, examples, text }: Request): ChatHistoryItem[] => [
  { type: 'system', text: instruction },
  ...examples.flatMap(({ from, to }): ChatHistoryItem[] => [
    { type: 'user', text: from },
    { type: 'model', response: [to] },
  ]),
  { type: 'user', text },
]
