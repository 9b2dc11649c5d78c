import { readFile } from 'node:fs/promises'
import { z } from 'zod'
import { PetrelError } from '../../core/errors.ts'
import type { Pool } from '../../routing/amms/index.ts'
import { fromJson } from '../../routing/json.ts'
import type { Question, Quote } from '../../routing/quote.ts'
import { QUOTE_RECORD } from '../swap/quote-file.ts'

/** A quote as read from a file; pools may stand in another one. */
export interface Read {
  question: Question
  quote: Quote
  pools: readonly Pool[] | undefined
  chain: number | undefined
  block: number | undefined
}

const MOST_BYTES = 64_000_000
const big = z.bigint()
const leg = z.looseObject({
  pool: z.string(),
  tokenIn: z.string(),
  tokenOut: z.string(),
  amountIn: big,
  amountOut: big,
  crossings: z.number(),
})
const quoteShape = z.looseObject({
  question: z.looseObject({ tokenIn: z.string(), tokenOut: z.string(), amount: big, exact: z.enum(['in', 'out']) }),
  quote: z.looseObject({
    tokenIn: z.string(),
    tokenOut: z.string(),
    exact: z.enum(['in', 'out']),
    amountIn: big,
    amountOut: big,
    legs: z.array(leg),
    certificate: z.looseObject({ prices: z.record(z.string(), z.number()), bound: z.number() }),
  }),
  chain: z.number().optional(),
  block: z.number().optional(),
  pools: z.array(z.looseObject({ kind: z.string(), id: z.string(), tokens: z.array(z.string()) })).optional(),
})
const poolsShape = z.array(z.looseObject({ kind: z.string(), id: z.string(), tokens: z.array(z.string()) }))

/** Throws PetrelError file_unreadable, input_invalid. */
async function jsonOf(file: string): Promise<unknown> {
  const text = await readFile(file, 'utf8').catch((cause: unknown) => {
    throw new PetrelError('file_unreadable', {
      message: `The file ${file} cannot be read.`,
      hint: 'Give the path of a file that petrel swap --json wrote.',
      facts: { file },
      cause,
    })
  })
  if (text.length > MOST_BYTES) throw bad(file, `it is longer than ${MOST_BYTES} characters`)
  try {
    return fromJson(text)
  } catch (cause) {
    throw bad(file, 'it is not JSON', cause)
  }
}

const bad = (file: string, why: string, cause?: unknown): PetrelError =>
  new PetrelError('input_invalid', {
    message: `${file} holds no quote that can be checked: ${why}.`,
    hint: 'Write one with petrel swap --proof --json.',
    facts: { file },
    ...(cause === undefined ? {} : { cause }),
  })

/** The text of a record of this name, wherever an answer stands in the file. */
function recordText(value: unknown, name: string, depth = 0): string | undefined {
  if (depth > 6 || typeof value !== 'object' || value === null) return undefined
  const one = value as Record<string, unknown>
  if (one.name === name && typeof one.value === 'string') return one.value
  for (const part of Array.isArray(value) ? value : Object.values(one)) {
    const found = recordText(part, name, depth + 1)
    if (found !== undefined) return found
  }
  return undefined
}

function inside(value: unknown, name: string, file: string): unknown {
  const text = recordText(value, name)
  if (text === undefined) return value
  try {
    return fromJson(text)
  } catch (cause) {
    throw bad(file, `its record "${name}" is not JSON`, cause)
  }
}

/** The quote of a file: the JSON of an answer of swap, or the quote alone. Throws PetrelError file_unreadable, input_invalid. */
export async function readQuote(file: string): Promise<Read> {
  const parsed = quoteShape.safeParse(inside(await jsonOf(file), QUOTE_RECORD, file))
  if (!parsed.success) {
    const [issue] = parsed.error.issues
    throw bad(file, `${issue?.path.join('.') || 'the file'}: ${issue?.message ?? 'another shape'}`)
  }
  const { question, quote, pools, chain, block } = parsed.data
  return {
    question: question as unknown as Question,
    quote: quote as unknown as Quote,
    pools: pools as unknown as Pool[] | undefined,
    chain,
    block,
  }
}

/** Name of the record that the tool price gives pools in. */
export const POOLS_RECORD = 'pools file'

/** The pools of a file: an array, an object with `pools`, or an answer that carries them. Throws PetrelError file_unreadable, input_invalid. */
export async function readPools(file: string): Promise<readonly Pool[]> {
  const json = await jsonOf(file)
  const named = inside(json, POOLS_RECORD, file)
  const value = named === json ? inside(json, QUOTE_RECORD, file) : named
  const list = Array.isArray(value) ? value : (value as { pools?: unknown } | null)?.pools
  const parsed = poolsShape.safeParse(list)
  if (parsed.success) return parsed.data as unknown as Pool[]
  throw new PetrelError('input_invalid', {
    message: `${file} holds no pools.`,
    hint: 'Write them with petrel price --what pools --proof --json, or add --proof to petrel swap.',
    facts: { file },
  })
}
