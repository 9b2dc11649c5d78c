import { IDIOMS, RHETORIC } from './cues/idioms.ts'
import { BUT, CONCEDES, CUES, DENIED_AFTER, DENIES, HOW_TO_VOTE } from './cues/stance.ts'
import { alignedWith, heldBy, nameKey, quotedIn } from './holders.ts'

/** What a sentence says for or against; `weight` 0 says nothing. */
export interface Lean {
  /** Positive: for. */
  sum: number
  /** The heaviest cue: 2 says so in as many words, 1 is an evaluation, 0.5 only leans. */
  weight: number
}

interface Found {
  start: number
  end: number
  value: number
  weight: number
}

/** A cue that is denied is the contrary, and says less; strong support that is denied is opposition. */
function turned(side: 1 | -1, weight: number): { value: number; weight: number } {
  if (side === 1) return { value: -Math.max(weight, 1), weight: Math.max(weight, 1) }
  return { value: 1, weight: 1 }
}

const ALL = [...IDIOMS, ...CUES]

/** Cues of a clause, strongest first; what one has taken another does not count again. */
function cuesIn(clause: string): Found[] {
  const found: Found[] = []
  for (const { side, weight, pattern } of ALL)
    for (const match of clause.matchAll(new RegExp(pattern.source, 'giu'))) {
      const [start, end] = [match.index, match.index + match[0].length]
      if (found.some((other) => start < other.end && end > other.start)) continue
      // "I do not support": the denial may stand inside the words of support, before the last of them.
      const said = side === 1 && !IDIOMS.some((idiom) => idiom.pattern === pattern) ? match[0].replace(/\S+$/u, '') : ''
      const before = `${clause.slice(Math.max(0, start - 40), start)}${said}`.split(/[,;:，]/).at(-1) ?? ''
      const denied = DENIES.test(before) || DENIED_AFTER.test(clause.slice(end))
      found.push({ start, end, ...(denied ? turned(side, weight) : { value: side * weight, weight }) })
    }
  return found
}

/** Clauses apart: what is only conceded, and what is meant. */
function clauses(text: string): { conceded: string; meant: string } {
  const conceded = CONCEDES.exec(text)?.[0]
  if (conceded) return { conceded, meant: text.slice(conceded.length) }
  const but = [...text.matchAll(new RegExp(BUT.source, 'giu'))].at(-1)
  if (!but || but.index < 3) return { conceded: '', meant: text }
  return { conceded: text.slice(0, but.index), meant: text.slice(but.index + but[0].length) }
}

const total = (found: readonly Found[]): Lean => ({
  sum: found.reduce((sum, { value }) => sum + value, 0),
  weight: found.reduce((most, { weight }) => Math.max(most, weight), 0),
})

/** What somebody who wrote this sentence thinks. "I like it but …" is what stands after the "but", unless support is said in as many words. */
export function leanOf(text: string): Lean {
  if (HOW_TO_VOTE.test(text) || (/[?？]\s*$/.test(text) && !/(?<!\p{L})I(?!\p{L})/u.test(text) && !RHETORIC.test(text)))
    return { sum: 0, weight: 0 }
  const { conceded, meant } = clauses(text)
  const [before, after] = [total(cuesIn(conceded)), total(cuesIn(meant))]
  if (after.weight >= 2 || before.weight < 2) return after.weight > 0 ? after : { sum: before.sum / 2, weight: before.weight / 2 }
  return before
}

/** Which side a sentence takes: 1 for, -1 against, 0 neither or both. */
export const stance = (text: string): -1 | 0 | 1 => Math.sign(leanOf(text).sum) as -1 | 0 | 1

/** An opinion in a sentence: whose, and how plainly it is said. */
export interface Opinion {
  side: 1 | -1
  weight: number
  /** Keys of those who hold it; [] when nobody can be counted. */
  holders: readonly string[]
  /** The holder is on the side of this person, wherever that one stands. */
  with?: string
}

const FIRST =
  /(?<!\p{L})(?:i|we|my|our|me|us|yo|me|mi|nosotros|nuestr[oa]s?|я|мы|мне|мой|наш\p{L}*|ben|biz|bence|bizce|tôi|mình|chúng tôi)(?!\p{L})|我/iu

/** Opinions of a sentence. Of a post they are its author's, unless it tells what others think; of other texts only those of somebody named, or plain evaluations. */
export function opinionsIn(text: string, who: string | undefined): Opinion[] {
  const held = heldBy(text)
  const author = who === undefined ? [] : [nameKey(who)]
  const others = held.filter(({ names }) => !names.some((name) => author.includes(nameKey(name))))
  const aligned = alignedWith(text)
  const told = others.length > 0 && !(who !== undefined && FIRST.test(text))
  if (told) return others.map(({ side, names }) => ({ side, weight: 2, holders: names.map(nameKey) }))
  const { sum, weight } = leanOf(text)
  if (aligned && weight < 3) {
    const teller = who ?? /^(\p{Lu}[\p{L}'’-]+) /u.exec(text)?.[1]
    if (teller) return [{ side: sum < 0 ? -1 : 1, weight: 2, holders: [nameKey(teller)], with: aligned }]
  }
  if (sum === 0) return []
  const side = sum > 0 ? 1 : -1
  if (who !== undefined) return supportsThings(text) ? [] : [{ side, weight, holders: author }]
  const quoted = quotedIn(text)
  if (quoted) return [{ side, weight, holders: [nameKey(quoted)] }]
  return weight === 1 && !supportsThings(text) ? [{ side, weight, holders: [] }] : []
}

/** "It supports all the assets listed": no opinion. */
const THINGS =
  /(?<!\p{L})(?:it|they|contract|protocol|version|client|wallet|bridge|chain|network|node|which|that) (?:also |now |already )?supports?(?!\p{L})|^support(?:s|ed)? (?:for )?(?!this|it|the|that)\p{L}/iu
const supportsThings = (text: string): boolean => THINGS.test(text) && !FIRST.test(text)
