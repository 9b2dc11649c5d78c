import type { Resolve } from '../../../../core/resolve.ts'
import { pieces, type Word } from '../normalise.ts'
import { languageOf } from './language.ts'
import { numbered, numerals } from './numbers.ts'
import { respell } from './respell.ts'
import { translate } from './translate.ts'

/** The words of a Spanish or Portuguese message, in English where they have a translation; undefined for other languages. */
export async function inEnglish(text: string, resolve: Resolve): Promise<Word[] | undefined> {
  const language = languageOf(text)
  if (language === undefined) return undefined
  const words = numbered(pieces(numerals(text)), language)
  return translate(await respell(words, language, resolve), language)
}
