import type { Rung } from './answer.ts'
import { commandCandidate, splitCommand } from './command.ts'
import { PetrelError } from './errors.ts'
import type { Caller } from './policy.ts'
import { decide } from './policy.ts'
import type { AnyTool, Candidate, ReadContext } from './tool.ts'

/** What core makes of a message before any model is asked. */
export type Understanding =
  | { kind: 'call'; rung: Extract<Rung, 'command' | 'reader'>; tool: AnyTool; input: Record<string, unknown>; reading: string }
  | { kind: 'clarify'; question: string; options: readonly { label: string; say: string }[] }
  /** Several weak readings, or none: the model's turn, else a question or a refusal. */
  | { kind: 'open'; candidates: readonly Candidate[] }

/** A reader this sure may run at once. */
export const SURE = 0.9
/** Readings below this are not worth offering. */
export const WORTH_ASKING = 0.45
/** Two readings closer than this are a tie. */
const TIE = 0.05

/** A command that runs this candidate with one field set. */
export const sayCall = (tool: string, input: Record<string, unknown>): string => `/${tool} ${JSON.stringify(input)}`

/**
 * The deterministic rungs of the ladder: a command, or the clear winner among all readers.
 * Throws PetrelError unknown_tool, not_allowed, input_invalid.
 */
export async function understand(
  text: string,
  { tools, caller, context }: { tools: readonly AnyTool[]; caller: Caller; context: ReadContext },
): Promise<Understanding> {
  const command = splitCommand(text)
  if (command) {
    const tool = allowedTool(tools, command.name, caller)
    return settle(await commandCandidate(tool, command.rest, context), tool, 'command')
  }
  const usable = tools.filter((tool) => decide(tool, caller).allow)
  const read = await Promise.all(usable.map((tool) => tool.read(text, context)))
  const candidates = read.flat().filter((candidate) => candidate.score >= WORTH_ASKING)
  candidates.sort((a, b) => b.score - a.score)
  const [best, second] = candidates
  const winner = best && best.score >= SURE && (!second || second.tool === best.tool || best.score - second.score > TIE)
  const tool = winner ? tools.find(({ name }) => name === best.tool) : undefined
  return winner && tool ? settle(best, tool, 'reader') : { kind: 'open', candidates }
}

/** A candidate becomes a call, or the one question that stands between. */
export function settle(candidate: Candidate, tool: AnyTool, rung: 'command' | 'reader'): Understanding {
  const [ambiguous] = candidate.ambiguous
  if (ambiguous) {
    const options = ambiguous.options.map(({ label, value }) => ({
      label,
      say: sayCall(tool.name, { ...candidate.input, [ambiguous.field]: value }),
    }))
    return { kind: 'clarify', question: ambiguous.question, options }
  }
  const [missing] = candidate.missing
  if (missing) return { kind: 'clarify', question: missing.question, options: [] }
  return { kind: 'call', rung, tool, input: candidate.input, reading: candidate.reading }
}

/** The tool of this name. Throws PetrelError unknown_tool with the names that exist, not_allowed. */
export function allowedTool(tools: readonly AnyTool[], name: string, caller: Caller): AnyTool {
  const tool = tools.find((candidate) => candidate.name === name)
  const names = tools.filter((candidate) => decide(candidate, caller).allow).map((candidate) => candidate.name)
  if (!tool)
    throw new PetrelError('unknown_tool', {
      message: `No tool is called "${name}".`,
      hint: `These exist: ${names.join(', ')}.`,
      facts: { name, names },
    })
  const verdict = decide(tool, caller)
  if (!verdict.allow)
    throw new PetrelError('not_allowed', { message: verdict.reason, hint: 'See /help for what you can use.', facts: { name } })
  return tool
}
