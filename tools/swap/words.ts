import type { Inline } from '../../core/answer.ts'
import { inLocale } from '../../core/title.ts'
import { QUOTE_WORDS } from './words-quote.ts'
import { TRANSACTION_WORDS } from './words-transaction.ts'

/** Everything that an answer about a swap can say. */
export const WORDS = { ...QUOTE_WORDS, ...TRANSACTION_WORDS }

export type Word = keyof typeof WORDS

/** A text without places. */
export const word = (key: Word, locale: string): string => inLocale(WORDS[key], locale)

/** A text with its places filled; figures stay bound to their records. */
export function sentence(key: Word, locale: string, values: Readonly<Record<string, Inline | readonly Inline[]>>): Inline[] {
  const parts = word(key, locale).split(/\{(\w+)\}/)
  return parts.flatMap((part, index) => {
    const value = index % 2 === 1 ? (values[part] ?? '') : part
    return (Array.isArray(value) ? value : [value]).filter((each) => each !== '') as Inline[]
  })
}
