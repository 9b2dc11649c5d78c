import type { Block } from '../answer.ts'
import { checkProse } from '../grounding/check.ts'
import type { Ledger } from '../ledger.ts'
import { systemPrompt } from './model-turn.ts'

/** Most characters of model prose in one answer. */
const LONGEST = 600
/** A run of this many words of the prompt in a sentence is taken for a leak. */
const LEAK_WORDS = 7

const wordsOf = (text: string): string[] => text.toLowerCase().match(/[\p{L}\p{N}']+/gu) ?? []

/** True when a long run of the system prompt's words stands in the text. */
export function leaksPrompt(text: string, prompt: string): boolean {
  const secret = ` ${wordsOf(prompt).join(' ')} `
  const words = wordsOf(text)
  return words.some(
    (_, start) => start + LEAK_WORDS <= words.length && secret.includes(` ${words.slice(start, start + LEAK_WORDS).join(' ')} `),
  )
}

/** Model prose as blocks: only sentences whose figures have records, none that recite the prompt; [] when nothing is left. */
export function groundedProse(prose: string, { ledger, words, locale }: { ledger: Ledger; words: string; locale: string }): Block[] {
  const { kept } = checkProse(prose.slice(0, 8000), { records: ledger.all(), words, locale })
  const shown = kept.trim().slice(0, LONGEST)
  if (!shown || leaksPrompt(shown, systemPrompt(locale))) return []
  return [{ kind: 'text', parts: [shown], tone: 'model' }]
}
