import { type Locale, toLocale } from '../core/locale.ts'

/** One sentence in every language of the interface; {name} is filled in. */
export type Words = Readonly<Record<Locale, string>>

/** English, Spanish, Chinese, Russian, Turkish, Vietnamese. */
export const w = (...[en, es, zh, ru, tr, vi]: [string, string, string, string, string, string]): Words => ({ en, es, zh, ru, tr, vi })

/** The sentence with its values filled in; a value is never read for further names. */
export const fill = (words: Words, locale: string, values: Readonly<Record<string, string>> = {}): string =>
  words[toLocale(locale)].replace(/\{(\w+)\}/g, (whole, name: string) => values[name] ?? whole)

/** A stranger's name or the like as it may stand in a sentence: one line, nothing invisible, not long. */
export const shown = (text: string, most = 40): string => {
  const line = text
    .replace(/[\p{C}\p{Zl}\p{Zp}]/gu, '')
    .replace(/\s+/g, ' ')
    .trim()
  return line.length > most ? `${line.slice(0, most - 1)}…` : line
}
