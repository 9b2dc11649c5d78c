import { readFileSync } from 'node:fs'
import { type QueryInput, querySchema } from '../query.ts'
import { readQuestion } from '../read/read.ts'
import { registry } from './registry.ts'

/** One line of questions/*.jsonl: a message, perhaps the query before it, and what it must be read as. */
export interface Question {
  id: string
  lang: string
  say: string
  previous?: QueryInput
  expect: QueryInput | 'refuse' | 'clarify'
}

/** Wednesday. */
export const NOW = Date.parse('2026-05-13T14:30:00Z')

export const load = (name: string): Question[] =>
  readFileSync(new URL(`../questions/${name}.jsonl`, import.meta.url), 'utf8')
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line) as Question)

/** What the reader makes of a question: a complete query, or how it declined. */
export async function reading(question: Question): Promise<QueryInput | 'refuse' | 'clarify'> {
  const previous = question.previous ? { tool: 'ask', input: question.previous } : undefined
  const [best] = await readQuestion(question.say, { previous, resolve: registry, locale: question.lang, now: NOW })
  if (!best || best.score < 0.9) return 'refuse'
  if (best.ambiguous.length > 0 || best.missing.length > 0) return 'clarify'
  return best.input as QueryInput
}

const canonical = (query: QueryInput): string => {
  const entries = Object.entries(querySchema.parse(query)).filter(([, value]) => value !== undefined)
  return JSON.stringify(Object.fromEntries(entries.sort(([a], [b]) => a.localeCompare(b))))
}

export const agrees = (got: QueryInput | string, want: QueryInput | string): boolean =>
  typeof got === 'string' || typeof want === 'string' ? got === want : canonical(got) === canonical(want)
