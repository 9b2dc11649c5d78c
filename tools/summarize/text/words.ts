import { stemmer } from 'stemmer'

/** English words that carry no topic; other languages are weighed by how often a word stands in the text itself. */
const STOP = new Set(
  `a about above after again against all also am an and any are as at be because been before being below between both but by can could did do does doing
down during each few for from further had has have having he her here hers him his how i if in into is it its itself just me more most my no nor not now of
off on once only or other our out over own same she should so some such than that the their them then there these they this those through to too under
until up us very was we were what when where which while who whom why will with would you your`.split(/\s+/),
)

const WORD = /[\p{L}\p{M}\p{N}]+(?:[.,'’_-](?=[\p{L}\p{N}])[\p{L}\p{M}\p{N}]+)*/gu
const UNSPACED = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}]/u
const segmenter = new Intl.Segmenter(undefined, { granularity: 'word' })

/** Words of a text in lower case; scripts without spaces are cut by the segmenter. */
export function wordsOf(text: string): string[] {
  const found = text.toLowerCase().match(WORD) ?? []
  if (!UNSPACED.test(text)) return found
  return found.flatMap((word) =>
    UNSPACED.test(word) ? [...segmenter.segment(word)].filter((part) => part.isWordLike).map((part) => part.segment) : [word],
  )
}

const stems = new Map<string, string>()
const MOST_STEMS = 50_000

/** Endings of Russian nouns, adjectives and verbs; what is left keeps three letters. */
const RUSSIAN_ENDING =
  /(?<=[а-яё]{3})(?:иями|иям|иях|ией|ием|ие|ениями|остями|ями|ами|ыми|ими|ого|его|ому|ему|ости|остью|ением|ения|ение|ость|ает|ают|яет|яют|или|али|ить|ать|ять|еть|ых|их|ов|ев|ей|ой|ый|ий|ая|яя|ое|ее|ые|ие|ам|ям|ах|ях|ом|ем|ую|юю|ию|ия|ии|ла|ло|ли|ся|у|ю|а|я|о|е|ы|и|й|ь)$/

/** English stem by Porter's rules, Russian without its ending; words of other scripts and numbers stay as they are. */
export function stemOf(word: string): string {
  const known = stems.get(word)
  if (known !== undefined) return known
  const stem = /^[a-z]{3,}(?:['’]s)?$/.test(word) ? stemmer(word.replace(/['’]s$/, '')) : word.replace(RUSSIAN_ENDING, '')
  if (stems.size >= MOST_STEMS) stems.clear()
  stems.set(word, stem)
  return stem
}

export const isStopWord = (word: string): boolean => STOP.has(word)

/** Stems that carry topic, in order. */
export const termsOf = (text: string): string[] =>
  wordsOf(text).flatMap((word) => (STOP.has(word) || (word.length < 2 && /[a-z]/.test(word)) ? [] : [stemOf(word)]))

/** How often each term stands in a list. */
export function countsOf(terms: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>()
  for (const term of terms) counts.set(term, (counts.get(term) ?? 0) + 1)
  return counts
}
