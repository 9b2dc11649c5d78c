import type { ChatHistoryItem, LlamaContextSequence, Token } from 'node-llama-cpp'
import type { ModelPort } from '../core/model.ts'
import { readPrompt, tokenTimer } from './llama/generate.ts'
import { ABOUT_LENGTH } from './llama/grammar.ts'
import type { LlamaRuntime } from './llama/runtime.ts'

export type ChooseRequest = Parameters<ModelPort['choose']>[0]
export type Choose = ModelPort['choose']

/** A branch less likely than this is not looked into; its share is divided evenly. */
const NEGLIGIBLE = 0.001

/** Without examples the model first says in a few words what is asked: that alone corrects most wrong choices. */
const OPENING = '{"about": "'
const CHOICE = '", "choice": "'

/**
 * Chooses by the probabilities of the tokens that spell the options, not by what the model happens to write: each step of the
 * spelling is normalised over the options that are still possible, as under a grammar, so the result always sums to 1.
 */
export const chooseByTokens =
  (runtime: LlamaRuntime): Choose =>
  async (request, asked) => {
    const signal = AbortSignal.any([asked, runtime.closing])
    if (request.options.length <= 1) return { index: 0, probabilities: request.options.map(() => 1) }
    const history = chooseHistory(request)
    const opened = runtime.tokens(withOpening(history, OPENING))
    const lease = await runtime.pool.acquire(opened, signal)
    try {
      const about = await writeAbout(runtime, { sequence: lease.sequence, tokens: opened }, signal)
      const tokens = runtime.tokens(withOpening(history, `${OPENING}${about}${CHOICE}`))
      await readPrompt(runtime, { sequence: lease.sequence, tokens }, signal)
      const spellings = request.options.map((option) => spell(runtime, option))
      const probabilities = await walk(lease.sequence, { spellings, pending: tokens.slice(-1), signal })
      return { index: probabilities.indexOf(Math.max(...probabilities)), probabilities }
    } finally {
      lease.release()
    }
  }

/** The question with its options, and earlier questions as turns that were answered well. */
export function chooseHistory({ question, options, examples = [] }: ChooseRequest): ChatHistoryItem[] {
  const list = options.map((option) => `- ${option}`).join('\n')
  const system = `Choose what fits the request best. Answer with one line of JSON: {"about": "what is asked, in a few words", "choice": "one of the options"}\nOptions:\n${list}`
  const turns = examples.flatMap((example): ChatHistoryItem[] => [
    { type: 'user', text: example.question },
    { type: 'model', response: [`${OPENING}${inner(example.question.slice(0, ABOUT_LENGTH))}${CHOICE}${inner(example.option)}"}`] },
  ])
  return [{ type: 'system', text: system }, ...turns, { type: 'user', text: question }]
}

const withOpening = (history: readonly ChatHistoryItem[], text: string): ChatHistoryItem[] => [
  ...history,
  { type: 'model', response: [text] },
]

async function writeAbout(
  runtime: LlamaRuntime,
  { sequence, tokens }: { sequence: LlamaContextSequence; tokens: Token[] },
  signal: AbortSignal,
): Promise<string> {
  await readPrompt(runtime, { sequence, tokens }, signal)
  const { LlamaGrammarEvaluationState } = await import('node-llama-cpp')
  const grammar = await runtime.grammars.line(ABOUT_LENGTH)
  const grammarEvaluationState = new LlamaGrammarEvaluationState({ model: runtime.model, grammar })
  const written: Token[] = []
  const tick = tokenTimer(runtime)
  for await (const token of sequence.evaluate(tokens.slice(-1), { grammarEvaluationState })) {
    signal.throwIfAborted()
    tick()
    written.push(token)
    if (runtime.model.detokenize(written).includes('"')) break
  }
  return runtime.model.detokenize(written).replace(/"[^"]*$/, '')
}

/** The tokens of an option with its closing quote, so that one option may be the beginning of another. */
const spell = (runtime: LlamaRuntime, option: string): Token[] => runtime.model.tokenize(`${inner(option)}"}`, false, 'trimLeadingSpace')

/** Text as the inside of a JSON string. */
const inner = (text: string) => JSON.stringify(text).slice(1, -1)

interface Walk {
  spellings: readonly Token[][]
  /** Tokens that stand before the next choice and are not evaluated yet. */
  pending: Token[]
  signal: AbortSignal
}

/** Share of each spelling among all, walking their tree from the current end of the sequence. */
async function walk(sequence: LlamaContextSequence, { spellings, pending, signal }: Walk): Promise<number[]> {
  const ahead = [...pending]
  let rests = spellings.map((tokens) => [...tokens])
  // Where all agree on the next token there is nothing to choose.
  while (rests.every((rest) => rest.length > 0 && rest[0] === rests[0]?.[0]) && rests.length > 1) {
    ahead.push(rests[0]?.[0] as Token)
    rests = rests.map((rest) => rest.slice(1))
  }
  const groups = groupByFirst(rests)
  if (groups.size <= 1) return rests.map(() => 1 / rests.length)
  signal.throwIfAborted()
  const shares = await nextShares(sequence, ahead, [...groups.keys()])
  const base = sequence.nextTokenIndex
  const result = rests.map(() => 0)
  for (const [token, members] of groups) {
    const share = shares.get(token) ?? 0
    const inside = members.length === 1 || share < NEGLIGIBLE ? members.map(() => 1 / members.length) : await deeper(token, members)
    for (const [i, member] of members.entries()) result[member] = share * (inside[i] ?? 0)
  }
  return result

  async function deeper(token: Token, members: readonly number[]): Promise<number[]> {
    await sequence.eraseContextTokenRanges([{ start: base, end: sequence.nextTokenIndex }])
    const below = members.map((member) => rests[member]?.slice(1) ?? [])
    return walk(sequence, { spellings: below, pending: [token], signal })
  }
}

function groupByFirst(rests: readonly Token[][]): Map<Token, number[]> {
  const groups = new Map<Token, number[]>()
  for (const [i, rest] of rests.entries()) {
    const first = rest[0] ?? (-1 as Token)
    groups.set(first, [...(groups.get(first) ?? []), i])
  }
  return groups
}

/** Evaluates `ahead` and normalises the model's belief over the given next tokens (softmax of their logits). */
async function nextShares(sequence: LlamaContextSequence, ahead: readonly Token[], tokens: readonly Token[]): Promise<Map<Token, number>> {
  const last = ahead.length - 1
  const input = ahead.map((token, i) =>
    i === last ? ([token, { generateNext: { logits: { filter: { tokens } } } }] as [Token, object]) : token,
  )
  const output = await sequence.controlledEvaluate(input)
  const logits = output[last]?.next.logits ?? new Map<Token, number>()
  const top = Math.max(...tokens.map((token) => logits.get(token) ?? Number.NEGATIVE_INFINITY))
  const weights = tokens.map((token) => Math.exp((logits.get(token) ?? Number.NEGATIVE_INFINITY) - top))
  const sum = weights.reduce((a, b) => a + b, 0)
  return new Map(tokens.map((token, i) => [token, (weights[i] ?? 0) / sum]))
}
