import { wordsOf } from './words.ts'

/** Openings that say only that something is being said. */
const LEAD_IN =
  /^(?:(?:in|with) this (?:eip|erc|proposal|document|specification|standard),?\s+)?(?:(?:this|the following|the present|the) (?:eip|erc|mip|rfc|proposal|document|specification|standard|change|draft|poll|improvement proposal)|we|i|it)(?: (?:also|therefore|hereby|simply))? (?:proposes?|introduces?|describes?|specif(?:y|ies)|defines?|details?|outlines?|aims?|seeks?|intends?|adds?|suggests?|requests?|presents?|provides?)(?: (?:to|that|a way to|how to))?\s+/i
const OPENING =
  /^(?:however|therefore|thus|hence|moreover|furthermore|additionally|in addition|also|finally|first(?:ly)?|second(?:ly)?|note that|for example|for instance|as such|in general|currently|today|so|and|but|in order)\b,?\s+/i
const ASIDE = /\s*\((?:[^()]|\([^()]*\))*\)/g
/** Where a sentence may end early. */
const BREAK =
  /(?:[;—]|\s[-–]\s|,\s+(?=(?:which|where|whereas|while|because|since|as|so|thus|although|though|but|and|or|such as|including|e\.g|i\.e|making|allowing|enabling|resulting|leading|rather than|instead|without|even|unless|until|if|when)\b)|\s(?=(?:because|since|whereas|so that|in order to|such that|thereby|even though|although)\b))/gi

/** Fewest words that are left. */
const FEWEST = 6

const capital = (text: string): string => text.replace(/^\p{Ll}/u, (letter) => letter.toUpperCase())

/** The longest opening part of at most `most` words that ends where a clause does; the whole when there is none. */
function clause(text: string, most: number): string {
  if (wordsOf(text).length <= most) return text
  const ends = [...text.matchAll(BREAK)].map(({ index }) => index).filter((end) => {
    const words = wordsOf(text.slice(0, end)).length
    return words >= FEWEST && words <= most
  }) // biome-ignore format: short
  const end = ends.at(-1)
  return end === undefined ? text : text.slice(0, end).trim()
}

/**
 * A sentence cut to its core for a one-line gist: lead-ins, asides and late clauses go, no word is added or changed but the first
 * letter's case. Negations are never cut away.
 */
export function shorten(sentence: string, most = 20): string {
  const kept = (text: string, cut: string): string => (wordsOf(cut).length >= FEWEST && sameSense(text, cut) ? cut : text)
  let text = sentence.trim()
  text = kept(text, text.replace(ASIDE, '').replace(/\s+([,.;:])/g, '$1'))
  text = kept(text, text.replace(OPENING, ''))
  text = kept(text, text.replace(LEAD_IN, ''))
  text = kept(text, clause(text, most))
  return capital(text.replace(/[,;:]$/, ''))
}

const NEGATION = /\b(?:not|no|never|none|neither|nor|without|cannot|unless|except|only|if)\b|n['’]t\b/gi

/** True when a cut takes no negation or condition with it. */
const sameSense = (before: string, after: string): boolean => (before.match(NEGATION)?.length ?? 0) === (after.match(NEGATION)?.length ?? 0)
