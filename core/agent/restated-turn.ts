import type { LoadedModel } from '../model.ts'
import { phrase } from '../phrases.ts'
import type { AnyTool, Candidate } from '../tool.ts'
import { sayCall, type Understanding, understand } from '../understand.ts'
import type { AgentParts, Outcome, Turn } from './agent.ts'
import { keepsFigures, keepsTokens } from './kept-words.ts'
import { clarification } from './replies.ts'
import { restate } from './restate.ts'
import { runTool } from './run-tool.ts'

/** Messages before this one that the model is shown, for "and on sushi?". */
const EARLIER = 3
/** Readings that are offered at most. */
const OFFERS = 3

type Call = Extract<Understanding, { kind: 'call' }>
type Query = Pick<Candidate, 'tool' | 'input' | 'reading'>

const queryOf = ({ tool, input, reading }: Call): Query => ({ tool: tool.name, input, reading })

/** One spelling of a value, whatever the order of its keys. */
const spelling = (value: unknown): string =>
  JSON.stringify(value, (_, held: unknown) =>
    held && typeof held === 'object' && !Array.isArray(held)
      ? Object.fromEntries(Object.entries(held).sort(([a], [b]) => a.localeCompare(b)))
      : held,
  )

const same = (a: Query, b: Query): boolean => a.tool === b.tool && spelling(a.input) === spelling(b.input)

/** The field that an unread word may change; all others of a partial reading were read from words that stand in the message. */
const MEASURE = 'metric'

/** Whether a query has all that a reader saw in the message itself, but for the measure. */
const keepsSeen = (query: Query, seen: Query): boolean =>
  Object.entries(seen.input).every(([field, value]) => field === MEASURE || spelling(query.input[field]) === spelling(value))

/**
 * The query that may be answered: both restatements give it, and it keeps what its reader saw in the message. One wording alone, or
 * one that lost a name on the way, is never believed.
 */
export function agreed(restated: readonly Query[], seen: readonly Query[]): Query | undefined {
  const [plain, short] = restated
  if (!plain || !short || !same(plain, short)) return undefined
  const own = seen.find(({ tool }) => tool === plain.tool)
  return !own || keepsSeen(plain, own) ? plain : undefined
}

/** Readings worth offering, without what says the same. */
export const offered = (restated: readonly Query[], weak: readonly Query[]): Query[] =>
  [...restated, ...weak].filter((query, index, all) => all.findIndex((other) => same(query, other)) === index).slice(0, OFFERS)

/** What every reader makes of the message itself, however unsure. */
async function seenIn(parts: AgentParts, { text, inbound, locale }: Turn, tools: readonly AnyTool[]): Promise<Candidate[]> {
  const context = { previous: await parts.memory.previous(inbound), resolve: parts.resolve, locale, now: parts.now() }
  const read = await Promise.all(tools.map((tool) => tool.read(text, context)))
  return read.flat().sort((a, b) => b.score - a.score)
}

/**
 * A small model's part: it says the message in plain English, and the readers make the input. It can neither fill a form of twenty
 * fields in bearable time nor be trusted with one; a query that not both of its wordings lead to is offered, not answered.
 */
export async function restatedTurn(
  parts: AgentParts,
  turn: Turn,
  { model, tools, weak }: { model: LoadedModel; tools: readonly AnyTool[]; weak: readonly Candidate[] },
): Promise<Outcome | undefined> {
  const { signal, caller } = turn.run
  const history = await parts.memory.recent(turn.inbound, 2 * EARLIER)
  const earlier = history.filter(({ role }) => role === 'user').map(({ text }) => text)
  const said = await restate(model.port, { text: turn.text, earlier }, signal)
  if (!said) return undefined
  const context = { previous: undefined, resolve: parts.resolve, locale: 'en', now: parts.now() }
  const restated: Query[] = []
  for (const words of [said.plain, said.short]) {
    if (!keepsFigures(words, { message: turn.text, earlier })) continue
    if (!(await keepsTokens(words, [turn.text, ...earlier].join('\n'), parts.resolve))) continue
    const understood = await understand(words, { tools, caller, context })
    if (understood.kind === 'call') restated.push(queryOf(understood))
  }
  const query = agreed(restated, await seenIn(parts, turn, tools))
  const tool = tools.find(({ name }) => name === query?.tool)
  if (query && tool) {
    const { input, blocks } = await runTool(tool, query.input, turn.run)
    // The tool's own first sentence says what was understood; the model's words are not shown.
    return { rung: 'model', tool: tool.name, input, blocks, byModel: true }
  }
  if (restated.length === 0) return undefined
  const complete = weak.filter(({ missing, ambiguous }) => missing.length + ambiguous.length === 0)
  const options = offered(restated, complete).map((each) => ({ label: each.reading, say: sayCall(each.tool, each.input) }))
  return { rung: 'clarify', blocks: clarification(phrase('unsure', turn.locale), options), byModel: true }
}
