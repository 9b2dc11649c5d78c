import { createHash } from 'node:crypto'
import type { z } from 'zod'
import { PetrelError } from '../core/errors.ts'
import type { ModelPort } from '../core/model.ts'

/**
 * A port without a model behind it, for tests: it chooses the option that shares most words with the question, fills a form with
 * what the text holds as JSON, and returns evidence as it is. Deterministic.
 */
export function plainPort(id: string): ModelPort {
  return {
    id,
    choose: async ({ question, options }, signal) => {
      signal.throwIfAborted()
      const asked = new Set(words(question))
      const weights = options.map((option) => 1 + 4 * words(option).filter((word) => asked.has(word)).length)
      const sum = weights.reduce((a, b) => a + b, 0)
      return { index: weights.indexOf(Math.max(...weights)), probabilities: weights.map((weight) => weight / sum) }
    },
    fill: async ({ text, schema }, signal) => {
      signal.throwIfAborted()
      return fillFromJson(text, schema)
    },
    rewrite: async ({ evidence }, signal) => {
      signal.throwIfAborted()
      return evidence.join(' ')
    },
    embed: async (texts, signal) => {
      signal.throwIfAborted()
      return texts.map(wordVector)
    },
  }
}

const words = (text: string) => text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []

function fillFromJson<S extends z.ZodType>(text: string, schema: S): z.output<S> {
  const json = /\{.*\}/s.exec(text)?.[0]
  const parsed = schema.safeParse(json ? JSON.parse(json) : {})
  if (parsed.success) return parsed.data
  throw new PetrelError('model_failed', { message: 'The text holds no JSON that fits the form.', facts: { text: text.slice(0, 200) } })
}

/** A unit vector of 64 numbers in which each word sets one place: equal words, near vectors. */
function wordVector(text: string): Float32Array {
  const vector = new Float32Array(64)
  for (const word of words(text)) {
    const at = (createHash('sha256').update(word).digest()[0] ?? 0) % 64
    vector[at] = (vector[at] ?? 0) + 1
  }
  const length = Math.hypot(...vector) || 1
  return vector.map((value) => value / length)
}
