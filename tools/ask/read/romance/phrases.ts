import { SPANISH } from './es.ts'
import { SPANISH_CHAT } from './es-chat.ts'
import { lexicon } from './expand.ts'
import type { Romance } from './language.ts'
import { PORTUGUESE } from './pt.ts'
import { PORTUGUESE_CHAT } from './pt-chat.ts'
import { TIMES } from './times.ts'

/** Words of a message and the English words that they become; "#" is any number. */
export interface Phrase {
  from: readonly string[]
  to: readonly string[]
  /** Only at the beginning of a message. */
  first: boolean
  /** A word of the other language of the two. */
  sister: boolean
}

const TEXTS: Readonly<Record<Romance, string>> = {
  es: `${TIMES.es}\n${SPANISH}\n${SPANISH_CHAT}`,
  pt: `${TIMES.pt}\n${PORTUGUESE}\n${PORTUGUESE_CHAT}`,
}

/** Phrases by language and by their first word; what the language itself lacks is looked up in its sister. */
function build(language: Romance): ReadonlyMap<string, readonly Phrase[]> {
  const sister = language === 'es' ? 'pt' : 'es'
  const out = new Map<string, Phrase[]>()
  const own = lexicon(language, TEXTS[language])
  for (const [phrase, meaning] of new Map([...lexicon(sister, TEXTS[sister]), ...own])) {
    const first = phrase.startsWith('^')
    const from = phrase.replace('^', '').split(' ')
    const key = from[0] ?? ''
    out.set(key, [...(out.get(key) ?? []), { from, to: meaning === '' ? [] : meaning.split(' '), first, sister: !own.has(phrase) }])
  }
  return out
}

const BUILT: Readonly<Record<Romance, ReadonlyMap<string, readonly Phrase[]>>> = { es: build('es'), pt: build('pt') }

export const phrasesOf = (language: Romance): ReadonlyMap<string, readonly Phrase[]> => BUILT[language]
