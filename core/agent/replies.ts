import { type Block, figure, text } from '../answer.ts'
import type { PetrelError } from '../errors.ts'
import type { Ledger } from '../ledger.ts'
import { phrase } from '../phrases.ts'
import type { Scalar } from '../record.ts'
import type { AnyTool } from '../tool.ts'
import { asksForecast } from './forecast.ts'

/** Most suggestions under one message. */
const SUGGESTIONS = 3

const wordsOf = (text: string): Set<string> => new Set(text.toLowerCase().match(/[\p{L}\p{N}]{3,}/gu) ?? [])

/** Sentences that Petrel can really answer, nearest to the message first, at most one a tool before a second one. */
export function nearestExamples(tools: readonly AnyTool[], message: string): string[] {
  const asked = wordsOf(message)
  const overlap = (say: string) => [...wordsOf(say)].filter((word) => asked.has(word)).length
  const scored = tools
    .filter((tool) => tool.audience === 'everyone')
    .flatMap((tool) => tool.examples.map(({ say }, index) => ({ say, score: overlap(say) - index / 100 })))
  return scored
    .sort((a, b) => b.score - a.score)
    .slice(0, SUGGESTIONS)
    .map(({ say }) => say)
}

const suggest = (sentences: readonly string[]): Block[] =>
  sentences.length ? [{ kind: 'buttons', items: sentences.map((say) => ({ label: say, say })) }] : []

/** An honest no, with the nearest things that can be asked. */
export const refusal = (tools: readonly AnyTool[], message: string, locale: string): Block[] => [
  text(phrase(asksForecast(message) ? 'forecast' : 'refuse', locale)),
  ...suggest(nearestExamples(tools, message)),
]

export const emptyMessage = (tools: readonly AnyTool[], locale: string): Block[] => [
  text(phrase('empty', locale)),
  ...suggest(nearestExamples(tools, '')),
]

export const clarification = (question: string, options: readonly { label: string; say: string }[]): Block[] => [
  text(question),
  ...(options.length ? [{ kind: 'buttons' as const, items: options }] : []),
]

export function tooLong(message: string, limit: number, { ledger, locale }: { ledger: Ledger; locale: string }): Block[] {
  const length = ledger.measured({ name: 'length of the message', value: message.length, unit: 'characters', source: 'the message itself' })
  const most = ledger.measured({ name: 'longest message that is read', value: limit, unit: 'characters', source: 'setting turn.maxText' })
  return [
    text(
      phrase('tooLong', locale),
      ' ',
      figure(String(message.length), length.id),
      ' ',
      phrase('tooLongLimit', locale),
      ' ',
      figure(String(limit), most.id),
      '.',
    ),
  ]
}

/** An error as the asker may read it. Its facts become records, so that no number in it stands alone. */
export function failure(error: PetrelError, ledger: Ledger, locale: string): Block[] {
  for (const [name, value] of Object.entries(error.facts)) {
    if (isScalar(value)) ledger.measured({ name, value, source: `error ${error.code}` })
  }
  if (error.code === 'cancelled') return [text(phrase('stopped', locale))]
  if (error.code === 'deadline') return [text(phrase('deadline', locale))]
  const words = [error.forUser, error.hint && !error.forUser.includes(error.hint) ? error.hint : ''].filter(Boolean).join(' ')
  // An error that brings an answer did work: its words stand alone.
  const lead = error.blocks.length > 0 ? '' : `${phrase('failed', locale)} `
  return [...error.blocks, { kind: 'warning', parts: [`${lead}${words}`] }]
}

const isScalar = (value: unknown): value is Scalar => value === null || ['string', 'number', 'boolean'].includes(typeof value)
