import type { Inline } from '../../core/answer.ts'
import { type Locale, toLocale } from '../../core/locale.ts'
import { inLocale } from '../../core/title.ts'
import type { Caveat, Title } from './layer/types.ts'
import type { Grain, Query } from './query.ts'
import { CAVEATS, FIELD_WORDS, GRAIN_WORDS, MESSAGES, type MessageKey, PERIOD_WORDS } from './texts.ts'

export { MESSAGES, type MessageKey } from './texts.ts'

/** A title in the language of `locale`, English where there is none. */
export const say = (title: Title, locale: string): string => inLocale(title, locale)

/** A title with its places filled, figures kept as bound parts. */
export function filled(title: Title, locale: string, values: Readonly<Record<string, Inline | readonly Inline[]>> = {}): Inline[] {
  const parts = say(title, locale).split(/\{(\w+)\}/)
  return parts.flatMap((part, index) => {
    const value = index % 2 === 1 ? (values[part] ?? '') : part
    return (Array.isArray(value) ? value : [value]).filter((each) => each !== '') as Inline[]
  })
}

/** A message with its places filled. */
export const message = (key: MessageKey, locale: string, values: Readonly<Record<string, Inline | readonly Inline[]>> = {}): Inline[] =>
  filled(MESSAGES[key], locale, values)

export const grainWord = (grain: Grain | 'minute' | 'year', many: boolean, locale: string): string =>
  say(GRAIN_WORDS[grain][many ? 1 : 0], locale)
export const caveat = (id: Caveat, locale: string): string => say(CAVEATS[id], locale)
export const fieldWord = (field: string, locale: string): string => {
  const title = FIELD_WORDS[field]
  return title ? say(title, locale) : field
}

const LAST: Readonly<Record<Locale, readonly [string, string]>> = {
  en: ['last ', ''],
  es: ['últimos/as ', ''],
  zh: ['最近 ', ''],
  ru: ['последние ', ''],
  tr: ['son ', ''],
  vi: ['', ' qua'],
}

/** The period as it was asked; `n` is the bound figure of "last n". */
export function periodWords(query: Query, n: Inline, locale: string): Inline[] {
  if (query.period !== 'last') return [say(PERIOD_WORDS[query.period], locale)]
  const unit = grainWord(query.unit ?? 'day', (query.n ?? 1) > 1, locale)
  const parts = LAST[toLocale(locale)]
  return [parts[0], n, ` ${unit}${parts[1]}`]
}
