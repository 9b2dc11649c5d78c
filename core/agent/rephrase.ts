import { z } from 'zod'
import type { LoadedModel } from '../model.ts'
import { phrase } from '../phrases.ts'
import type { Resolve } from '../resolve.ts'
import type { AnyTool, Previous } from '../tool.ts'
import { sayCall, type Understanding, understand } from '../understand.ts'
import type { AgentParts, Outcome, Turn } from './agent.ts'
import { clarification } from './replies.ts'
import { runTool } from './run-tool.ts'
import { sameQuestion } from './same-question.ts'

/** Examples of each tool that the model is shown. */
const EXAMPLES = 14
const NONE = 'none'
/** Probabilities of having understood above which the question is offered, and above which it is answered. */
const MAYBE = 0.15
const SURE = 0.6

const form = z.object({
  about: z.string().max(60).describe('What is asked, in a few words.'),
  question: z.string().max(140).describe(`The same as one question of the examples' kind, or "${NONE}".`),
})

const instruction = (tools: readonly AnyTool[]): string => {
  const examples = tools.flatMap((tool) => tool.examples.map(({ say }) => say)).slice(0, EXAMPLES)
  return `Rewrite the user's message as one short English question of the kind below, keeping its tokens, names, numbers and dates.
Questions that can be answered:
${examples.map((say) => `- ${say}`).join('\n')}
If the message asks for anything else (an opinion, advice, a poem, the future, the weather), the question is "${NONE}".`
}

/** Words of a rewritten question that name a token which the asker's words do not name. */
async function inventedTokens(question: string, words: string, resolve: Resolve): Promise<string[]> {
  const symbols = question.match(/\b[A-Za-z][A-Za-z0-9]{2,10}\b/g)?.filter((word) => word === word.toUpperCase()) ?? []
  const said = await Promise.all((words.match(/[\p{L}\p{N}$]{2,}/gu) ?? []).slice(0, 60).map((word) => resolve.tokens(word)))
  const meant = new Set(said.flat().map(({ address }) => address))
  const found = await Promise.all(symbols.map(async (symbol) => ({ symbol, tokens: await resolve.tokens(symbol) })))
  return found.filter(({ tokens }) => tokens.length > 0 && !tokens.some(({ address }) => meant.has(address))).map(({ symbol }) => symbol)
}

const offer = ({ tool, input, reading }: Extract<Understanding, { kind: 'call' }>, locale: string): Outcome => ({
  rung: 'clarify',
  blocks: clarification(phrase('unsure', locale), [{ label: reading, say: sayCall(tool.name, input) }]),
  byModel: true,
})

/** Figures of a rewritten question that the asker did not say; usual lengths of time and of lists are no claims. */
const inventedFigures = (question: string, words: string): string[] =>
  (question.replace(/\btop \d+|\d+ (?:hour|day|week|month)s?\b/gi, '').match(/0x[0-9a-f]+|\d[\d.,]*/gi) ?? []).filter(
    (figure) => !words.includes(figure),
  )

/**
 * A small model's part: it puts a message into words that the readers know, and they make the input. It cannot fill a form of twenty
 * fields in bearable time, nor be trusted with one. Tokens and figures that the asker did not say are refused.
 */
export async function rephrase(
  parts: AgentParts,
  turn: Turn,
  { model, tools, previous }: { model: LoadedModel; tools: readonly AnyTool[]; previous: Previous | undefined },
): Promise<Outcome | undefined> {
  const { question } = await model.port.fill(
    { instruction: instruction(tools), text: turn.text.slice(0, 1000), schema: form },
    turn.run.signal,
  )
  if (question.trim() === '' || question.toLowerCase().includes(NONE) || question.startsWith('/')) return undefined
  if (inventedFigures(question, turn.text).length > 0) return undefined
  if ((await inventedTokens(question, turn.text, parts.resolve)).length > 0) return undefined
  const context = { previous, resolve: parts.resolve, locale: 'en', now: parts.now() }
  const understood = await understand(question, { tools, caller: turn.run.caller, context })
  if (understood.kind !== 'call') return undefined
  const same = await sameQuestion(model.port, { message: turn.text, question }, turn.run.signal)
  if (same < MAYBE) return undefined
  if (same < SURE) return offer(understood, turn.locale)
  const { input, blocks } = await runTool(understood.tool, understood.input, turn.run)
  // The tool's own first sentence says what was understood; the model's words are not shown.
  return { rung: 'model', tool: understood.tool.name, input, blocks, byModel: true }
}
