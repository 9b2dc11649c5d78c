import { PetrelError } from '../../../core/errors.ts'
import type { AnyTool, ToolContext } from '../../../core/tool.ts'
import type { QueryOwner, QueryStore, SavedQuery } from '../../../store/queries.ts'
import type { Handles } from '../../define.ts'

/** Tools whose answers can be kept: each is a question to the warehouse. */
export const SAVABLE = ['ask', 'sql', 'library'] as const

type Context = Pick<ToolContext<Handles>, 'handles'>

/** Throws PetrelError cannot_answer where nothing is stored. */
export function storeOf({ handles }: Context): QueryStore {
  if (handles.queries) return handles.queries
  throw new PetrelError('cannot_answer', { message: 'This Petrel stores no queries.', hint: 'Start it with a data folder.' })
}

export const ownerOf = ({ asker }: Pick<ToolContext<Handles>, 'asker'>): QueryOwner => ({
  bot: asker.bot,
  chat: asker.chat,
  user: asker.user,
})

const NUMBERS = new Set(['n', 'limit', 'minUsd', 'minAmount'])
const UNITS: Readonly<Record<string, string>> = { h: 'hour', d: 'day', w: 'week' }

/** Values as fields of the structured query: "7d" is the last seven days, a range is from and to. */
function askValues(values: Readonly<Record<string, string>>): Record<string, unknown> {
  const fields: Record<string, unknown> = {}
  for (const [name, value] of Object.entries(values)) {
    const last = name === 'period' ? /^(\d+)([hdw])$/.exec(value) : null
    const range = name === 'period' ? /^(\d{4}-\d{2}-\d{2})\/(\d{4}-\d{2}-\d{2})$/.exec(value) : null
    if (last) Object.assign(fields, { period: 'last', n: Number(last[1]), unit: UNITS[last[2] ?? 'd'] })
    else if (range) Object.assign(fields, { period: 'range', from: range[1], to: range[2] })
    else fields[name] = NUMBERS.has(name) ? Number(value) : value
  }
  return fields
}

/** The input of a saved call with other parameters in it. */
export function withParameters(tool: string, input: unknown, values: Readonly<Record<string, string>> = {}): unknown {
  if (Object.keys(values).length === 0) return input
  const before = (typeof input === 'object' && input !== null ? input : {}) as Record<string, unknown>
  if (tool === 'ask') return { ...before, ...askValues(values) }
  return { ...before, values: { ...(before.values as Record<string, string> | undefined), ...values } }
}

/** The tool of a call and its checked input. Throws PetrelError unknown_tool, input_invalid. */
export function callOf({ tool: name, input }: Pick<SavedQuery, 'tool' | 'input'>, { handles }: Context): { tool: AnyTool; input: unknown } {
  const tool = handles.tools.find((candidate) => candidate.name === name && (SAVABLE as readonly string[]).includes(name))
  if (!tool) throw new PetrelError('unknown_tool', { message: `The saved query is for the tool "${name}", which does not run here.` })
  const parsed = tool.input.safeParse(input)
  if (parsed.success) return { tool, input: parsed.data }
  const faults = (parsed.error.issues as readonly { path: readonly PropertyKey[]; message: string }[])
    .map(({ path, message }) => `${path.join('.') || 'input'}: ${message}`)
    .join('; ')
  throw new PetrelError('input_invalid', { message: `The query cannot run with these values: ${faults}.`, hint: 'Change the values, or save it anew.', facts: { faults } }) // biome-ignore format: one error
}

const NAME = /^[\p{L}\p{N}][\p{L}\p{N} _.-]{0,59}$/u

/** A name as it is kept. Throws PetrelError input_invalid. */
export function checkName(name: string | undefined): string {
  const clean = (name ?? '').normalize('NFC').replace(/\s+/g, ' ').trim()
  if (NAME.test(clean)) return clean
  throw new PetrelError('input_invalid', {
    message: clean === '' ? 'The query needs a name.' : `"${clean.slice(0, 60)}" cannot be the name of a query.`,
    hint: 'Up to 60 letters, digits, blanks, dots, dashes.',
  })
}
