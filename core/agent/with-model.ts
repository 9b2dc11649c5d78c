import { PetrelError } from '../errors.ts'
import type { LoadedModel } from '../model.ts'
import { decide } from '../policy.ts'
import type { AnyTool, Candidate } from '../tool.ts'
import { settle } from '../understand.ts'
import type { AgentParts, Outcome, Turn } from './agent.ts'
import { evidence, mayComment } from './comment.ts'
import { groundedProse } from './ground.ts'
import { modelTurn } from './model-turn.ts'
import { unknownAddresses } from './only-known.ts'
import { clarification } from './replies.ts'
import { restatedTurn } from './restated-turn.ts'
import { runTool } from './run-tool.ts'

/** Token probability above which the model's choice among readings is taken. */
const CHOSEN = 0.55
const NONE = 'something else'
/** Messages of the conversation that the model is shown. */
const HISTORY = 6

/** The model's rung; undefined when it has nothing to add. Throws when the turn is cancelled. */
export async function withModel(
  parts: AgentParts,
  turn: Turn,
  { model, candidates }: { model: LoadedModel; candidates: readonly Candidate[] },
): Promise<Outcome | undefined> {
  try {
    const tools = parts.tools.filter((tool) => tool.audience === 'everyone' && decide(tool, turn.run.caller).allow)
    // One unsure reading is no choice: a small model says yes to it too easily.
    const choice = model.fast || new Set(candidates.map(({ tool }) => tool)).size > 1
    const chosen = choice ? await chooseReading(parts, turn, { model, candidates }) : undefined
    if (chosen) return chosen
    turn.run.emit({ kind: 'progress', message: `asking ${model.id}` })
    return model.fast ? await converse(parts, turn, { model, tools }) : await restatedTurn(parts, turn, { model, tools, weak: candidates })
  } catch (error) {
    if (turn.run.signal.aborted) throw error
    parts.log.warn({ turn: turn.id, reason: String(error) }, 'the model did not help')
    return undefined
  }
}

/** Readings exist, none is sure: the model picks one by token probability, or none. */
async function chooseReading(
  parts: AgentParts,
  turn: Turn,
  { model, candidates }: { model: LoadedModel; candidates: readonly Candidate[] },
): Promise<Outcome | undefined> {
  const offered = candidates.slice(0, 4)
  if (offered.length === 0) return undefined
  const options = [...offered.map(({ reading }) => reading), NONE]
  const { index, probabilities } = await model.port.choose({ question: turn.text, options }, turn.run.signal)
  const candidate = offered[index]
  const tool = parts.tools.find(({ name }) => name === candidate?.tool)
  if (!candidate || !tool || (probabilities[index] ?? 0) < CHOSEN) return undefined
  const settled = settle(candidate, tool, 'reader')
  if (settled.kind === 'clarify') return { rung: 'clarify', blocks: clarification(settled.question, settled.options), byModel: true }
  if (settled.kind === 'open') return undefined
  const { input, blocks } = await runTool(tool, settled.input, turn.run)
  return { rung: 'model', tool: tool.name, input, blocks, byModel: true }
}

/** The agent loop. What it ran is shown by the tools' own answers; its prose only as far as it is grounded. */
async function converse(
  parts: AgentParts,
  turn: Turn,
  { model, tools }: { model: LoadedModel; tools: readonly AnyTool[] },
): Promise<Outcome | undefined> {
  const { signal, locale, emit } = turn.run
  const outcome: { blocks: Outcome['blocks'][number][]; tool?: string; input?: unknown } = { blocks: [] }
  const call = async (tool: AnyTool, input: unknown): Promise<string> => {
    await refuseInvented(input, turn)
    const before = turn.ledger.all().length
    const ran = await runTool(tool, input, turn.run)
    outcome.blocks.push(...ran.blocks)
    outcome.tool = tool.name
    outcome.input = ran.input
    emit({ kind: 'blocks', blocks: outcome.blocks })
    return ['The user has been shown the answer. Its figures:', ...evidence(turn.ledger.all().slice(before))].join('\n').slice(0, 2000)
  }
  const history = await parts.memory.recent(turn.inbound, HISTORY)
  const comment = mayComment(parts.settings.comment, model)
  const prose = await modelTurn({
    model,
    tools,
    text: turn.text,
    history,
    locale,
    steps: parts.settings.steps,
    comment,
    signal,
    call,
  })
  const blocks = [...outcome.blocks, ...groundedProse(prose, { ledger: turn.ledger, words: turn.text, locale })]
  if (outcome.tool === undefined) return undefined
  return { rung: 'model', tool: outcome.tool, input: outcome.input, blocks, byModel: true }
}

async function refuseInvented(input: unknown, turn: Turn): Promise<void> {
  const [address] = await unknownAddresses(input, turn.text, turn.run.resolve)
  if (address === undefined) return
  throw new PetrelError('input_invalid', {
    message: `The address ${address} does not stand in the question and is not known here.`,
    hint: 'Use the words of the question instead.',
    facts: { address },
  })
}
