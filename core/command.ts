import type { z } from 'zod'
import { PetrelError } from './errors.ts'
import type { AnyTool, Candidate, ReadContext } from './tool.ts'

/** "/name rest" (also "/name@bot rest"), or undefined when the message is not a command. */
export function splitCommand(text: string): { name: string; rest: string } | undefined {
  const match = /^\/([a-z][a-z0-9_]{0,31})(?:@\S+)?(?:\s+([\s\S]*))?$/i.exec(text.trim())
  return match ? { name: (match[1] ?? '').toLowerCase(), rest: (match[2] ?? '').trim() } : undefined
}

/**
 * The input of a command: JSON, or words that the tool's own reader completes, or the one positional argument.
 * Throws PetrelError input_invalid when the JSON is none.
 */
export async function commandCandidate(tool: AnyTool, rest: string, context: ReadContext): Promise<Candidate> {
  const whole = (input: Record<string, unknown>): Candidate => ({
    tool: tool.name,
    score: 1,
    input,
    missing: [],
    ambiguous: [],
    reading: tool.title,
  })
  if (rest.startsWith('{')) return whole(parseJson(tool.name, rest))
  if (rest === '') return whole({})
  const read = (await tool.read(rest, context)).filter((candidate) => candidate.tool === tool.name)
  const best = read.sort((a, b) => b.score - a.score)[0]
  if (best && best.score >= 0.5) return { ...best, score: 1 }
  return whole(tool.positional ? { [tool.positional]: rest } : {})
}

function parseJson(tool: string, text: string): Record<string, unknown> {
  try {
    return JSON.parse(text) as Record<string, unknown>
  } catch (cause) {
    throw new PetrelError('input_invalid', {
      message: `The input of /${tool} is not valid JSON.`,
      hint: `Write it as /${tool} {"field": "value"}.`,
      cause,
    })
  }
}

/** Checks an input against the tool's schema. Throws PetrelError input_invalid naming each field. */
export function parseInput(tool: AnyTool, input: unknown): unknown {
  const result = tool.input.safeParse(input ?? {})
  if (result.success) return result.data
  const faults = result.error.issues.map((issue: z.core.$ZodIssue) => `${issue.path.join('.') || 'input'}: ${issue.message}`)
  throw new PetrelError('input_invalid', {
    message: `${tool.name} cannot use this input: ${faults.join('; ')}.`,
    hint: `See "petrel ${tool.name} --help" for what it takes.`,
    facts: { tool: tool.name, faults },
  })
}
