import { z } from 'zod'
import type { AnyTool } from '../../core/tool.ts'
import type { CompleteField } from './options.ts'

/** interactions/application-commands, Application Command Option Type. */
export const TYPE = { string: 3, integer: 4, boolean: 5, attachment: 11, number: 10 } as const
const MOST_TEXT = 6000
const MOST_CHOICES = 25
const MOST_OPTIONS = 22
const MOST_NUMBER = 2 ** 53 - 1

export interface CommandOption {
  name: string
  type: number
  description: string
  required?: boolean
  choices?: { name: string; value: string | number }[]
  min_value?: number
  max_value?: number
  min_length?: number
  max_length?: number
  autocomplete?: boolean
}

/** An option of a command and the input field that it fills. */
export interface Field {
  field: string
  option: CommandOption
  completes?: CompleteField
}

interface Property {
  type?: string
  enum?: (string | number)[]
  const?: unknown
  description?: string
  default?: unknown
  minimum?: number
  maximum?: number
  exclusiveMinimum?: number
  exclusiveMaximum?: number
  minLength?: number
  maxLength?: number
  complete?: CompleteField
  /** Of the schema's `.meta({ audience: 'operator' })`: for the operator alone, who says it in words. */
  audience?: string
}

/** camelCase becomes kebab-case: Discord's names are lower case. */
export const optionName = (field: string): string =>
  field
    .replace(/([a-z0-9])([A-Z])/g, '$1-$2')
    .toLowerCase()
    .slice(0, 32)

/** What an option stands for, by its schema's `.meta({ complete: 'token' })` or by its name. */
function completes(field: string, { complete, enum: choices, type }: Property): CompleteField | undefined {
  if (complete) return complete
  if (choices || type !== 'string') return undefined
  if (/^(token\w*|\w+Token|sell|buy|from|to|base|quote)$/.test(field)) return 'token'
  if (/pool/i.test(field)) return 'pool'
  return /^(query|saved\w*)$/.test(field) ? 'query' : undefined
}

const within = (value: number | undefined): number | undefined =>
  value === undefined || !Number.isFinite(value) || Math.abs(value) > MOST_NUMBER ? undefined : value

function bounds(property: Property, type: number): Partial<CommandOption> {
  if (type === TYPE.string) {
    const { minLength, maxLength } = property
    return {
      ...(minLength === undefined || minLength < 1 || minLength > MOST_TEXT ? {} : { min_length: minLength }),
      ...(maxLength === undefined || maxLength < 1 ? {} : { max_length: Math.min(maxLength, MOST_TEXT) }),
    }
  }
  const least = within(property.minimum ?? property.exclusiveMinimum)
  const most = within(property.maximum ?? property.exclusiveMaximum)
  return { ...(least === undefined ? {} : { min_value: least }), ...(most === undefined ? {} : { max_value: most }) }
}

/** One property of a schema as an option; undefined when Discord has no type for it (a list, an object, a union). */
function toField(
  field: string,
  property: Property,
  { required, canComplete }: { required: boolean; canComplete: boolean },
): Field | undefined {
  const type = { string: TYPE.string, integer: TYPE.integer, number: TYPE.number, boolean: TYPE.boolean }[property.type ?? '']
  if (type === undefined || (property.enum && property.enum.length > MOST_CHOICES)) return undefined
  const completed = canComplete ? completes(field, property) : undefined
  const choices = property.enum?.map((value) => ({ name: String(value).slice(0, 100), value }))
  const option: CommandOption = {
    name: optionName(field),
    type,
    description: shortLine(property.description ?? field),
    ...(required ? { required: true } : {}),
    ...(choices ? { choices } : type === TYPE.boolean ? {} : bounds(property, type)),
    ...(completed ? { autocomplete: true } : {}),
  }
  return { field, option, ...(completed ? { completes: completed } : {}) }
}

export const shortLine = (text: string, most = 100): string => {
  const line = text.replace(/\s+/g, ' ').trim()
  return line.length > most ? `${line.slice(0, most - 1)}…` : line || '…'
}

/** How a tool's input is given in a command. */
export type Shape =
  /** Each field has its option. */
  | { kind: 'fields'; fields: readonly Field[] }
  /** One option of free text, which the tool's own reader reads: its input is too rich for options. */
  | { kind: 'words'; field: string }

const FEW_FIELDS = 12

/**
 * The options of a tool, from its zod schema: types, choices, bounds, what is required. An input with lists or objects, or with more fields
 * than a person would fill, becomes one option of free text when the tool has a positional field.
 */
export function shapeOf(
  tool: Pick<AnyTool, 'input' | 'positional'> & Partial<Pick<AnyTool, 'audience'>>,
  { canComplete }: { canComplete: boolean },
): Shape {
  const schema = z.toJSONSchema(tool.input as z.ZodType, { io: 'input', unrepresentable: 'any' }) as {
    properties?: Record<string, Property>
    required?: string[]
  }
  const properties = Object.entries(schema.properties ?? {}).filter(
    ([, { audience }]) => audience !== 'operator' || tool.audience === 'operator',
  )
  const required = new Set(schema.required ?? [])
  const fields = properties.map(([name, property]) => toField(name, property, { required: required.has(name), canComplete }))
  const rich = fields.length > FEW_FIELDS || fields.some((field) => field === undefined)
  if (rich && tool.positional) return { kind: 'words', field: optionName(tool.positional) }
  const known = fields.filter((field) => field !== undefined)
  const ordered = [...known.filter(({ option }) => option.required), ...known.filter(({ option }) => !option.required)]
  return { kind: 'fields', fields: ordered.slice(0, MOST_OPTIONS) }
}
