import { HumanMessage, SystemMessage } from '@langchain/core/messages'
import type { ChatOpenAIFields } from '@langchain/openai'
import { z } from 'zod'
import type { Choose, ChooseRequest } from './choose.ts'
import { textOf } from './llama/history.ts'
import type { Bind } from './port.ts'
import type { RemoteChat } from './remote.ts'
import { jsonSchemaOf, parseAnswer } from './structured.ts'

const LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ'

/** Servers give the likelihoods of at most so many tokens. */
const TOP = 20

/**
 * Chooses on a server: by the likelihood of each option's letter where the server tells it, else by one answer that is held to the
 * options; then all the probability lies on that answer, because nothing more is known.
 */
export const chooseByAnswer =
  (make: (more: Partial<ChatOpenAIFields>) => RemoteChat, bind: Bind): Choose =>
  async (request, signal) => {
    if (request.options.length <= 1) return { index: 0, probabilities: request.options.map(() => 1) }
    const shares = request.options.length <= LETTERS.length ? await byLetters(request, make, signal) : undefined
    if (shares) return { index: shares.indexOf(Math.max(...shares)), probabilities: shares }
    const index = await byForm(request, bind, signal)
    return { index, probabilities: request.options.map((_, i) => (i === index ? 1 : 0)) }
  }

async function byLetters(
  request: ChooseRequest,
  make: (more: Partial<ChatOpenAIFields>) => RemoteChat,
  signal: AbortSignal,
): Promise<number[] | undefined> {
  const chat = make({ maxTokens: 1, logprobs: true, topLogprobs: TOP })
  const list = request.options.map((option, i) => `${LETTERS[i]}) ${option}`).join('\n')
  const examples = (request.examples ?? []).map((e) => `${e.question} -> ${LETTERS[request.options.indexOf(e.option)] ?? '?'}`).join('\n')
  const system = `Choose what fits the request best. Answer with its letter only.\n${list}${examples ? `\nExamples:\n${examples}` : ''}`
  const answer = await chat.invoke([new SystemMessage(system), new HumanMessage(request.question)], { signal }).catch((error: unknown) => {
    signal.throwIfAborted()
    if (/logprob/i.test(String(error))) return undefined // a server that refuses the question can still answer the form
    throw error
  })
  return answer && lettersShares(answer.response_metadata, request.options.length)
}

/** Normalised likelihoods of the letters, or undefined when the server told none of them. */
export function lettersShares(metadata: unknown, count: number): number[] | undefined {
  const shape = z.object({
    logprobs: z.object({
      content: z.array(z.object({ top_logprobs: z.array(z.object({ token: z.string(), logprob: z.number() })) })).min(1),
    }),
  })
  const parsed = shape.safeParse(metadata)
  if (!parsed.success) return undefined
  const weights = new Array<number>(count).fill(0)
  for (const { token, logprob } of parsed.data.logprobs.content[0]?.top_logprobs ?? []) {
    const index = token.trim().length === 1 ? LETTERS.indexOf(token.trim()) : -1
    if (index >= 0 && index < count) weights[index] = (weights[index] ?? 0) + Math.exp(logprob)
  }
  const sum = weights.reduce((a, b) => a + b, 0)
  return sum > 0 ? weights.map((weight) => weight / sum) : undefined
}

async function byForm(request: ChooseRequest, bind: Bind, signal: AbortSignal): Promise<number> {
  const schema = z.object({ about: z.string(), choice: z.enum(request.options as [string, ...string[]]) })
  const json = jsonSchemaOf(schema)
  const chat = bind({ maxTokens: 200, response_format: { type: 'json_schema', json_schema: { name: 'choice', schema: json } } })
  const system = `Choose what fits the request best, after saying in a few words what it is about. Options:\n${request.options.map((o) => `- ${o}`).join('\n')}`
  const answer = await chat.invoke([new SystemMessage(system), new HumanMessage(request.question)], { signal })
  return request.options.indexOf((parseAnswer(textOf(answer), schema, json) as z.output<typeof schema>).choice)
}
