import { type Command, InvalidArgumentError, Option } from 'commander'
import type { z } from 'zod'
import type { AnyTool } from '../../core/tool.ts'

type Def = { type: string; innerType?: z.ZodType; element?: z.ZodType; entries?: Record<string, string>; defaultValue?: unknown }
const defOf = (schema: z.ZodType): Def => schema._zod.def as unknown as Def
const bare = (schema: z.ZodType): z.ZodType => {
  const { innerType } = defOf(schema)
  return innerType ? bare(innerType) : schema
}

function describe(schema: z.ZodType): string {
  const own = schema.description ?? defOf(schema).innerType?.description ?? ''
  const { defaultValue, type } = defOf(schema)
  return type === 'default' && defaultValue !== undefined ? `${own} (default: ${JSON.stringify(defaultValue)})` : own
}

/** Options of the program itself; a field of the same name is given as --tool-NAME. */
const RESERVED = new Set('config set model url key json color chat locale save file help version input new-key'.split(' '))

export const kebab = (name: string): string => name.replace(/([a-z\d])([A-Z])/g, '$1-$2').toLowerCase()

function number(text: string): number {
  const value = Number(text)
  if (text.trim() === '' || !Number.isFinite(value)) throw new InvalidArgumentError('It is not a number.')
  return value
}
function json(text: string): unknown {
  try {
    return JSON.parse(text) as unknown
  } catch {
    throw new InvalidArgumentError('It is not valid JSON.')
  }
}

/** Name of a field's flag, without dashes. */
const flagName = (field: string): string => (RESERVED.has(kebab(field)) ? `tool-${kebab(field)}` : kebab(field))

/** The flag of one input field; the schema itself is checked when the tool is called. */
function flag(name: string, schema: z.ZodType): Option {
  const inner = bare(schema)
  const { type, element, entries } = defOf(inner)
  const long = `--${flagName(name)}`
  const help = describe(schema)
  if (type === 'boolean') return new Option(long, help)
  if (type === 'number') return new Option(`${long} <number>`, help).argParser(number)
  if (type === 'enum') return new Option(`${long} <choice>`, help).choices(Object.values(entries ?? {}))
  if (type === 'array') {
    const items = element ? defOf(bare(element)).type : 'string'
    return items === 'string' || items === 'enum'
      ? new Option(`${long} <value...>`, help)
      : new Option(`${long} <json>`, help).argParser(json)
  }
  return type === 'string' || type === 'literal' ? new Option(`${long} <text>`, help) : new Option(`${long} <json>`, help).argParser(json)
}

/** Gives a command one flag for each input field of the tool, but for the positional one. */
export function addFlags(command: Command, tool: AnyTool): void {
  const shape = tool.input.shape as Record<string, z.ZodType>
  for (const [name, schema] of Object.entries(shape)) command.addOption(flag(name, schema))
  command.addOption(new Option('--input <json>', 'The whole input as JSON, instead of flags.').argParser(json))
}

/** Input fields that were given as flags, by field name. */
export function flagValues(tool: AnyTool, options: Record<string, unknown>): Record<string, unknown> {
  const camel = (name: string): string => flagName(name).replace(/-(.)/g, (_, letter: string) => letter.toUpperCase())
  const fields = Object.keys(tool.input.shape)
  return Object.fromEntries(fields.flatMap((name) => (options[camel(name)] === undefined ? [] : [[name, options[camel(name)]]])))
}
