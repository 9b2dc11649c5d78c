import type { GbnfJsonSchema } from 'node-llama-cpp'
import { PetrelError } from '../../core/errors.ts'

/** The subset of JSON Schema that zod and tool definitions write. */
export interface JsonSchema {
  type?: string | readonly string[]
  enum?: readonly (string | number | boolean | null)[]
  const?: string | number | boolean | null
  properties?: Record<string, JsonSchema>
  required?: readonly string[]
  additionalProperties?: boolean | JsonSchema
  items?: JsonSchema | boolean
  prefixItems?: readonly JsonSchema[]
  minItems?: number
  maxItems?: number
  minLength?: number
  maxLength?: number
  format?: string
  anyOf?: readonly JsonSchema[]
  oneOf?: readonly JsonSchema[]
  allOf?: readonly JsonSchema[]
  $ref?: string
  $defs?: Record<string, JsonSchema>
  definitions?: Record<string, JsonSchema>
  default?: unknown
}

/** Longest string that the grammar counts out; a longer bound only makes the sampler slow, so validation alone checks it. */
const COUNTED = 200

/**
 * Turns JSON Schema into the form that node-llama-cpp makes grammars from. What a grammar cannot hold (patterns, number ranges) is
 * left to validation. In a grammar every property is written; an optional one may be null, and `dropNulls` takes it out again.
 * Throws PetrelError input_invalid for a construct that no grammar can be made of.
 */
export function toGrammarSchema(schema: JsonSchema, root: JsonSchema = schema, depth = 0): GbnfJsonSchema {
  if (depth > 24) throw unusable('it refers to itself')
  const next = (child: JsonSchema) => toGrammarSchema(child, root, depth + 1)
  if (schema.$ref) return next(resolve(schema.$ref, root))
  if (schema.const !== undefined) return { const: schema.const }
  if (schema.enum) return { enum: [...schema.enum] }
  const choices = schema.anyOf ?? schema.oneOf
  if (choices) return { oneOf: choices.map(next) }
  if (schema.allOf) return next(Object.assign({}, ...schema.allOf))
  if (schema.properties || schema.type === 'object') return objectSchema(schema, next)
  if (schema.items || schema.prefixItems || schema.type === 'array') return arraySchema(schema, next)
  return basicSchema(schema)
}

function objectSchema(schema: JsonSchema, next: (child: JsonSchema) => GbnfJsonSchema): GbnfJsonSchema {
  const required = new Set(schema.required ?? [])
  const entries = Object.entries(schema.properties ?? {}).map(([key, child]) => {
    const value = next(child)
    return [key, required.has(key) ? value : orNull(value)] as const
  })
  const extra = schema.additionalProperties
  const open = typeof extra === 'object' && Object.keys(extra).length > 0 ? next(extra) : undefined
  return { type: 'object', properties: Object.fromEntries(entries), ...(open ? { additionalProperties: open } : {}) }
}

function arraySchema(schema: JsonSchema, next: (child: JsonSchema) => GbnfJsonSchema): GbnfJsonSchema {
  return {
    type: 'array',
    ...(schema.items && typeof schema.items === 'object' ? { items: next(schema.items) } : {}),
    ...(schema.prefixItems ? { prefixItems: schema.prefixItems.map(next) } : {}),
    ...(schema.minItems !== undefined ? { minItems: schema.minItems } : {}),
    ...(schema.maxItems !== undefined ? { maxItems: schema.maxItems } : {}),
  }
}

function basicSchema(schema: JsonSchema): GbnfJsonSchema {
  const { type } = schema
  if (Array.isArray(type)) return { oneOf: type.map((each) => basicSchema({ ...schema, type: each })) }
  if (type === 'string') return stringSchema(schema)
  if (type === 'number' || type === 'integer' || type === 'boolean' || type === 'null') return { type }
  if (type === undefined) return { type: ['string', 'number', 'boolean', 'null'] }
  throw unusable(`it has the type ${String(type)}`)
}

function stringSchema({ minLength, maxLength, format }: JsonSchema): GbnfJsonSchema {
  if (format === 'date' || format === 'time' || format === 'date-time') return { type: 'string', format }
  const bounds = maxLength !== undefined && maxLength <= COUNTED ? { maxLength } : {}
  return { type: 'string', ...(minLength !== undefined && minLength <= COUNTED ? { minLength } : {}), ...bounds }
}

const orNull = (schema: GbnfJsonSchema): GbnfJsonSchema => ({ oneOf: [schema, { type: 'null' }] })

function resolve(ref: string, root: JsonSchema): JsonSchema {
  const found = /^#\/(?:\$defs|definitions)\/(.+)$/.exec(ref)
  const target = found?.[1] ? (root.$defs ?? root.definitions)?.[found[1]] : ref === '#' ? root : undefined
  if (!target) throw unusable(`it refers to ${ref}`)
  return target
}

/** Removes the nulls that stand for absent optional properties, so that zod sees what the model meant. */
export function dropNulls(value: unknown, schema: JsonSchema, root: JsonSchema = schema): unknown {
  if (schema.$ref) return dropNulls(value, resolve(schema.$ref, root), root)
  if (Array.isArray(value)) {
    const items = typeof schema.items === 'object' ? schema.items : {}
    return value.map((item) => dropNulls(item, items, root))
  }
  if (typeof value !== 'object' || value === null) return value
  const shape = schema.properties ? schema : ((schema.anyOf ?? schema.oneOf ?? schema.allOf)?.find((each) => each.properties) ?? schema)
  const required = new Set(shape.required ?? [])
  const kept = Object.entries(value).filter(([key, child]) => child !== null || required.has(key))
  return Object.fromEntries(kept.map(([key, child]) => [key, dropNulls(child, shape.properties?.[key] ?? {}, root)]))
}

const unusable = (why: string) =>
  new PetrelError('input_invalid', { message: `No grammar can be made of this schema: ${why}.`, hint: 'Use a simpler schema.' })
