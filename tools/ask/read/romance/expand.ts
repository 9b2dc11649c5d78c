import { fold } from '../normalise.ts'
import { forms } from './conjugate.ts'

const GENDERS = ['o', 'a', 'os', 'as']

/** "(a|b|) c": every choice written out; "unic@" in all genders; "compr~ar" in all forms. Folded phrases. */
export function expand(language: 'es' | 'pt', pattern: string): string[] {
  const group = /^(.*?)\(([^()]*)\)(.*)$/.exec(pattern)
  if (group) {
    const [, before = '', inside = '', after = ''] = group
    return inside.split('|').flatMap((choice) => expand(language, `${before}${choice}${after}`))
  }
  const gender = pattern.indexOf('@')
  if (gender >= 0) return GENDERS.flatMap((end) => expand(language, pattern.slice(0, gender) + end + pattern.slice(gender + 1)))
  const verb = /^(.*?)(\p{L}+)~(ar|er|ir)(.*)$/u.exec(pattern)
  if (verb) {
    const [, before = '', root = '', ending = '', after = ''] = verb
    return forms(language, root, ending).flatMap((form) => expand(language, before + form + after))
  }
  return [pattern.replace(/\s+/g, ' ').trim()].filter(Boolean)
}

/** "intercambio/s", "operacion/operaciones": singular and plural. */
function pair(pattern: string): [string, string] {
  const [one = '', many = ''] = pattern.split('/')
  return [one, many.length <= 2 ? one + many : many]
}

/**
 * Lines "meaning = phrase, phrase" to phrases and their meaning in English words. "trade/trades = swap/s" gives both numbers; a line that
 * begins with "=" lists words that carry nothing. The first meaning of a phrase is kept.
 */
export function lexicon(language: 'es' | 'pt', text: string): Map<string, string> {
  const out = new Map<string, string>()
  const put = (patterns: readonly string[], meaning: string) => {
    for (const pattern of patterns) for (const phrase of expand(language, pattern)) if (!out.has(phrase)) out.set(phrase, meaning)
  }
  for (const line of fold(text).split('\n')) {
    const at = line.indexOf('=')
    if (at < 0) continue
    const meaning = line.slice(0, at).trim()
    const phrases = line
      .slice(at + 1)
      .split(',')
      .map((phrase) => phrase.trim())
      .filter(Boolean)
    const [one, many] = meaning.split('/')
    if (many === undefined) put(phrases, meaning)
    else {
      put(
        phrases.map((phrase) => pair(phrase)[0]),
        one ?? '',
      )
      put(
        phrases.map((phrase) => pair(phrase)[1]),
        many,
      )
    }
  }
  return out
}
