import type { z } from 'zod'
import { configSchema } from './schema.ts'

/** One setting, found by walking the schema. */
export interface Setting {
  /** "http.port" */
  key: string
  path: readonly string[]
  /** "PETREL_HTTP_PORT" */
  variable: string
  type: 'text' | 'number' | 'switch' | 'list' | 'record'
  /** What it may be, in words: "whole number from 0 to 65535". */
  allowed: string
  default: unknown
  help: string
  secret: boolean
}

type Def = {
  type: string
  innerType?: z.ZodType
  element?: z.ZodType
  valueType?: z.ZodType
  shape?: Record<string, z.ZodType>
  entries?: Record<string, string>
  defaultValue?: unknown
}
const defOf = (schema: z.ZodType): Def => schema._zod.def as unknown as Def

/** Takes defaults and the like off until the value's own schema is left. */
function bare(schema: z.ZodType): z.ZodType {
  const { innerType } = defOf(schema)
  return innerType ? bare(innerType) : schema
}

function defaultOf(schema: z.ZodType): unknown {
  const def = defOf(schema)
  if (def.type === 'default' || def.type === 'prefault') return def.defaultValue
  return def.innerType ? defaultOf(def.innerType) : undefined
}

const TYPES: Readonly<Record<string, Setting['type']>> = { number: 'number', boolean: 'switch', array: 'list', record: 'record' }

function numberWords(schema: z.ZodType): string {
  const { minValue, maxValue, format } = schema as unknown as { minValue: number | null; maxValue: number | null; format: string | null }
  return `${format === 'safeint' ? 'whole number' : 'number'} from ${minValue ?? '−∞'} to ${maxValue ?? '∞'}`
}

function allowedWords(schema: z.ZodType): string {
  const inner = bare(schema)
  const def = defOf(inner)
  if (def.type === 'number') return numberWords(inner)
  if (def.type === 'boolean') return 'true or false'
  if (def.type === 'enum') return `one of ${choices(def)}`
  if (def.type === 'array') return def.element ? `list of ${listed(def.element)}` : 'list'
  return def.type === 'record' ? 'lists of text by name' : 'text'
}
const choices = (def: Def): string => Object.values(def.entries ?? {}).join(', ')
const listed = (element: z.ZodType): string => (defOf(bare(element)).type === 'enum' ? choices(defOf(bare(element))) : 'text')

/** dataDir is DATA_DIR. */
const shout = (name: string): string => name.replace(/([a-z\d])([A-Z])/g, '$1_$2').toUpperCase()

function walk(schema: z.ZodType, path: readonly string[]): Setting[] {
  const inner = bare(schema)
  const def = defOf(inner)
  if (def.shape) return Object.entries(def.shape).flatMap(([name, child]) => walk(child, [...path, name]))
  return [
    {
      key: path.join('.'),
      path,
      variable: `PETREL_${path.map(shout).join('_')}`,
      type: TYPES[def.type] ?? 'text',
      allowed: allowedWords(schema),
      default: defaultOf(schema),
      help: schema.description ?? '',
      secret: schema.meta()?.secret === true,
    },
  ]
}

/** Every setting, in the order of the schema. */
export const SETTINGS: readonly Setting[] = walk(configSchema, [])
