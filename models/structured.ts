import type { BaseLanguageModelInput } from '@langchain/core/language_models/base'
import type { BaseChatModel } from '@langchain/core/language_models/chat_models'
import type { AIMessageChunk } from '@langchain/core/messages'
import { type Runnable, RunnableLambda } from '@langchain/core/runnables'
import { z } from 'zod'
import { PetrelError } from '../core/errors.ts'
import { textOf } from './llama/history.ts'
import { dropNulls, type JsonSchema } from './llama/json-schema.ts'

type Schema = z.ZodType | JsonSchema

/**
 * `withStructuredOutput` for models that take `response_format: json_schema`: the answer is held by a grammar and checked by the
 * schema afterwards. Throws PetrelError model_failed when it does not fit.
 */
export const structured =
  (model: BaseChatModel) =>
  (schema: Schema, config?: { name?: string; includeRaw?: boolean }): Runnable<BaseLanguageModelInput, unknown> => {
    const json = jsonSchemaOf(schema)
    const format = { type: 'json_schema', json_schema: { name: config?.name ?? 'answer', schema: json } }
    const bound = model.withConfig({ response_format: format } as object)
    const parse = (raw: AIMessageChunk) => parseAnswer(textOf(raw), schema, json)
    const finish = (raw: AIMessageChunk) => (config?.includeRaw ? { raw, parsed: parse(raw) } : parse(raw))
    return bound.pipe(RunnableLambda.from(finish as (raw: unknown) => unknown)) as Runnable<BaseLanguageModelInput, unknown>
  }

/** The JSON schema of a zod schema as the model must write it; a JSON schema passes unchanged. */
export function jsonSchemaOf(schema: Schema): JsonSchema {
  return schema instanceof z.ZodType ? (z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' }) as JsonSchema) : schema
}

/** Parses and checks an answer that a grammar held. Throws PetrelError model_failed with what is wrong. */
export function parseAnswer(text: string, schema: Schema, json: JsonSchema): unknown {
  const value = dropNulls(parseJson(text), json)
  if (!(schema instanceof z.ZodType)) return value
  const checked = schema.safeParse(value)
  if (checked.success) return checked.data
  throw notFitting(text, z.prettifyError(checked.error))
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch (error) {
    throw notFitting(text, error instanceof Error ? error.message : String(error))
  }
}

const notFitting = (text: string, why: string) =>
  new PetrelError('model_failed', {
    message: `The model's answer does not fit the form: ${why}`,
    hint: 'Ask again in other words, or use a larger model.',
    facts: { text: text.slice(0, 500), why },
    forUser: 'The language model gave no usable answer.',
  })
