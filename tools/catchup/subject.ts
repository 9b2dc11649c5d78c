import type { HeardMessage } from '../../store/history.ts'
import { leanOf } from '../summarize/stance.ts'
import { termsOf } from '../summarize/text/words.ts'
import { topicsOf } from './matter.ts'

/** Messages after one that names the subject in which people still speak of it, and how long that lasts. */
const STILL = 20
const STILL_MS = 60 * 60_000
/** Share of the asked words that a message must hold, and what is enough where none holds so many. */
const FULL = 0.6
const SOME = 0.34

const share = (asked: readonly string[], text: string): number => {
  const own = new Set(termsOf(text))
  return asked.filter((term) => own.has(term)).length / Math.max(1, asked.length)
}

/** Indexes of messages that name a subject: all of its words where any message does, else some. */
export function naming(messages: readonly HeardMessage[], about: string): number[] {
  const asked = [...new Set(termsOf(about))]
  const shares = messages.map(({ text }) => share(asked, text))
  const floor = shares.some((value) => value >= FULL) ? FULL : SOME
  return shares.flatMap((value, i) => (value >= floor ? [i] : []))
}

/**
 * What was said of a subject, in order. With `views` also opinions that follow soon after it was named, as long as they do not speak of
 * something else: people say "not a fan" and not "I am not a fan of the fee switch".
 */
export function said(messages: readonly HeardMessage[], about: string, views: boolean): HeardMessage[] {
  const named = naming(messages, about)
  if (!views) return named.map((i) => messages[i] as HeardMessage)
  const known = new Set(named.flatMap((i) => termsOf(messages[i]?.text ?? '')))
  const elsewhere = subjectsOf(messages, known)
  const wanted = new Set(named)
  for (const start of named) {
    const from = messages[start]?.at ?? 0
    for (let i = start + 1; i <= start + STILL && i < messages.length; i += 1) {
      const message = messages[i] as HeardMessage
      if (message.at - from > STILL_MS) break
      if (leanOf(message.text).weight >= 1 && !strays(message.text, known, elsewhere)) wanted.add(i)
    }
  }
  return [...wanted].sort((a, b) => a - b).map((i) => messages[i] as HeardMessage)
}

/** Subjects of the chat that never stand beside this one. */
function subjectsOf(messages: readonly HeardMessage[], known: ReadonlySet<string>): Set<string> {
  const topics = topicsOf(messages.map(({ text, user }) => ({ text, terms: termsOf(text), who: user })))
  return new Set([...topics].flatMap(([term, weight]) => (weight >= STRONG && !known.has(term) ? [term] : [])))
}
/** Weight of a word that at least three people used in three messages. */
const STRONG = 4

/** True when a message names other subjects and nothing of this one. */
function strays(text: string, known: ReadonlySet<string>, elsewhere: ReadonlySet<string>): boolean {
  const terms = termsOf(text)
  return terms.some((term) => elsewhere.has(term)) && !terms.some((term) => known.has(term))
}
