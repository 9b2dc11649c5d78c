import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { dropNulls, type JsonSchema, toGrammarSchema } from './json-schema.ts'

const jsonOf = (schema: z.ZodType) => z.toJSONSchema(schema, { io: 'input' }) as JsonSchema

describe('toGrammarSchema', () => {
  it('lets optional properties be null, and keeps what a grammar can hold', () => {
    const schema = jsonOf(
      z.object({ a: z.string().max(20), b: z.number().int().optional(), c: z.enum(['x', 'y']), d: z.array(z.boolean()).max(3) }),
    )
    expect(toGrammarSchema(schema)).toEqual({
      type: 'object',
      properties: {
        a: { type: 'string', maxLength: 20 },
        b: { oneOf: [{ type: 'integer' }, { type: 'null' }] },
        c: { enum: ['x', 'y'] },
        d: { type: 'array', items: { type: 'boolean' }, maxItems: 3 },
      },
    })
  })

  it('follows references', () => {
    const schema: JsonSchema = { type: 'object', properties: { a: { $ref: '#/$defs/A' } }, required: ['a'], $defs: { A: { const: 1 } } }
    expect(toGrammarSchema(schema)).toEqual({ type: 'object', properties: { a: { const: 1 } } })
  })

  it('refuses a schema that refers to itself', () => {
    const schema: JsonSchema = { $ref: '#/$defs/A', $defs: { A: { type: 'array', items: { $ref: '#/$defs/A' } } } }
    expect(() => toGrammarSchema(schema)).toThrow(expect.objectContaining({ code: 'input_invalid' }))
  })
})

describe('dropNulls', () => {
  it('removes nulls of optional fields at every depth and keeps required ones', () => {
    const schema = jsonOf(
      z.object({ a: z.null(), b: z.string().optional(), c: z.array(z.object({ d: z.number().optional(), e: z.null() })) }),
    )
    expect(dropNulls({ a: null, b: null, c: [{ d: null, e: null }] }, schema)).toEqual({ a: null, c: [{ e: null }] })
  })
})
