import type { Candidate, ReadContext } from '../../core/tool.ts'
import { commandWords } from '../command-words.ts'
import { MISSED, SEARCH, spanOf, VIEWS } from './phrases.ts'

const subject = (patterns: readonly RegExp[], words: string): string | undefined => {
  for (const pattern of patterns) {
    const found = pattern.exec(words)?.[1]?.trim()
    if (found) return found
  }
  return undefined
}

const claim = (score: number, input: Record<string, unknown>, reading: string): Candidate => ({
  tool: 'catchup',
  score,
  input,
  missing: [],
  ambiguous: [],
  reading,
})

/** Claims questions about what was said in the chat, and what the command takes: "24h", "leave", "daily 09:00", a subject. */
export function read(text: string, { previous }: ReadContext): Candidate[] {
  const words = commandWords(text).replace(/^[¿¡]/, '')
  if (words.length > 300 || /https?:\/\//.test(words)) return []
  const { span, rest } = spanOf(words)
  const daily =
    /(?<!\p{L})(?:daily|every day|each day|cada día|каждый день|her gün|mỗi ngày|每天).{0,12}?(?<!\d)((?:[01]?\d|2[0-3]):[0-5]\d)(?!\d)/u.exec(
      words,
    )?.[1]
  const at = daily ? { daily: daily.padStart(5, '0') } : {}
  const missed = MISSED.some((pattern) => (pattern.exec(rest)?.index ?? 99) <= LATEST)
  if (missed) return [claim(0.95, { ...span, ...at }, 'what was said here since you last wrote')]
  const search = subject(SEARCH, rest)
  if (search) return [claim(0.92, { form: 'search', about: search, ...span }, `what was said about ${search}`)]
  const views = subject(VIEWS, rest)
  if (views)
    return [claim(STANDARD.test(views) ? 0.8 : 0.91, { form: 'views', about: views, ...span }, `what people here think about ${views}`)]
  const follow = previous?.tool === 'catchup' ? FOLLOW.exec(words)?.[1] : undefined
  if (follow) return [claim(0.9, { ...(previous?.input as object), about: follow, form: 'search' }, `what was said about ${follow}`)]
  return []
}

/** A request begins with its words, but for a "please" or a name before them. */
const LATEST = 24
/** What people think of a standard is asked of its discussion, not of this chat. */
const STANDARD = /(?:eip|erc)[- ]?\d+/
const FOLLOW = /^(?:and |what about |only |about |y |sobre |а |про |о |ya |còn |那)+(.{2,120})$/u
