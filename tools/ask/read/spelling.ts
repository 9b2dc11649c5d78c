import { vocabulary } from './vocabulary.ts'

/** Edits between two words: insert, delete, replace, swap of neighbours; stops counting above `limit`. */
export function edits(a: string, b: string, limit: number): number {
  if (Math.abs(a.length - b.length) > limit) return limit + 1
  let before: number[] = []
  let row = Array.from({ length: b.length + 1 }, (_, index) => index)
  for (let i = 1; i <= a.length; i++) {
    const next = [i]
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1]
      const swap = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1] ? (before[j - 2] ?? limit) + 1 : limit + 1
      next.push(Math.min((row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1, (row[j - 1] ?? 0) + (same ? 0 : 1), swap))
    }
    if (Math.min(...next) > limit) return limit + 1
    before = row
    row = next
  }
  return row[b.length] ?? limit + 1
}

const squeeze = (word: string): string => word.replace(/(.)\1+/gu, '$1')
/** Words that are not misspellings of ours although they look like it. */
const OTHERS = new Set([
  'will',
  'won',
  'shall',
  'stock',
  'stocks',
  'people',
  'city',
  'prize',
  'pride',
  'rice',
  'prince',
  'house',
  'houses',
  'mouth',
  'holy',
  'holiday',
  'holidays',
  'while',
  'where',
  'flow',
  'code',
  'play',
  'poll',
  'polls',
  'food',
  'good',
  'fool',
  'stable',
  'tomorrow',
  'next',
  'trend',
  'trader',
  'spread',
])

const SHORT: ReadonlySet<string> = new Set(['week', 'hour', 'year', 'month', 'swap'])
/** Short words that carry a question, misspelt by one letter. */
const KEYS: ReadonlySet<string> = new Set(['many', 'much', 'last', 'week', 'most', 'swap', 'pool', 'from', 'fees', 'what', 'trade'])

/** True when two neighbouring letters changed places, or one letter of a short word is missing: what fast fingers do. */
function slipped(word: string, known: string): boolean {
  if (word.length === known.length) {
    const at = [...word].findIndex((letter, index) => letter !== known[index])
    return at >= 0 && word[at] === known[at + 1] && word[at + 1] === known[at] && word.slice(at + 2) === known.slice(at + 2)
  }
  return false
}

/** True when all letters of a word stand in another, in order. */
function isWithin(word: string, other: string): boolean {
  let at = 0
  for (const letter of other) if (letter === word[at]) at++
  return at === word.length && other.length > word.length
}

/** The known word that a misspelt one stands for: one edit from five letters up, two from eight, a doubled letter, or swapped neighbours. */
export function correct(word: string, names: Iterable<string> = []): string | undefined {
  if (word.length < 3 || OTHERS.has(word) || /\d/.test(word)) return undefined
  const single = squeeze(word)
  const limit = word.length >= 8 ? 2 : 1
  let best: string | undefined
  let distance = limit + 1
  for (const known of [...vocabulary.words, ...names]) {
    if (known.length < 3) continue
    if (slipped(word, known) && known.length >= 3) return known
    // "wek", "hur", "yer": a letter of a unit of time is missing.
    if (word.length === 3 && SHORT.has(known) && edits(word, known, 1) === 1) return known
    if (known[0] !== word[0]) continue
    if (word.length === 4 && KEYS.has(known) && edits(word, known, 1) === 1) return known
    if (single !== word && single === squeeze(known)) return known
    if (word.length < 5 ? word.length < 4 || known.length !== word.length + 1 || known.length < 5 : known.length < 4) continue
    // Of words as near, the one with a letter more: fast fingers leave out more often than they mistake.
    const count = edits(word, known, limit) - (isWithin(word, known) ? 0.5 : 0)
    if (count < distance) [best, distance] = [known, count]
  }
  return best
}
