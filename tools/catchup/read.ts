import type { Candidate, ReadContext } from '../../core/tool.ts'
import { commandWords } from '../command-words.ts'

const MISSED =
  /^(?:catch ?up|catch me up|what (?:did|have) i miss(?:ed)?|what happened (?:here|while i was (?:away|gone))|what(?:'s| is) been (?:going on|said) here|recap (?:this|the) chat|summari[sz]e (?:this|the) (?:chat|conversation|discussion|group)|qué me perdí|qué me he perdido|我错过了什么|错过了什么|что я пропустила?|что было в чате|ne kaçırdım|tôi đã bỏ lỡ gì)\b/u
const SEARCH =
  /^(?:find|search|show|look up)?\s*(?:me )?(?:for )?(?:what|everything|anything)?\s*(?:was|has been|were|people|did (?:people|anyone|someone))?\s*(?:said|say|saying|talk(?:ed)?|mention(?:ed)?|wrote|discuss(?:ed)?)\s+(?:here |in (?:this|the) chat )?(?:about|on|regarding)\s+(.{2,200})$/u
const VIEWS =
  /^what (?:do|did) (?:people|we|they|members|others|folks)(?: here)? (?:think|say|feel) (?:about|of|on) (.{2,200}?)(?:,? (?:for and against|pros and cons))?$/u
const SINCE =
  /\b(?:since|in|over|for|during|of)?\s*(?:the )?(?:last|past)\s+(\d{1,3})?\s*(hours?|h|days?|d|weeks?|w)\b|\b(\d{1,3})\s?(h|d|hours?|days?|weeks?)\b|\b(since yesterday|today|this week)\b/u

const HOURS: Readonly<Record<string, number>> = { h: 1, d: 24, w: 168 }

/** Hours back that a message names. */
export function hoursIn(text: string): number | undefined {
  const match = SINCE.exec(text)
  if (!match) return undefined
  const [, count, unit, bare, bareUnit, phrase] = match
  if (phrase) return phrase === 'since yesterday' ? 48 : phrase === 'today' ? 24 : 168
  return Number(count ?? bare ?? 1) * (HOURS[(unit ?? bareUnit ?? 'h')[0] ?? 'h'] ?? 1)
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
  const words = commandWords(text)
  if (words.length > 300 || /https?:\/\//.test(words)) return []
  const hours = hoursIn(words)
  const span = hours === undefined ? {} : { hours }
  const daily = /\b(?:daily|every day|each day)\b.{0,12}?\b((?:[01]?\d|2[0-3]):[0-5]\d)\b/u.exec(words)?.[1]
  const at = daily ? { daily: daily.padStart(5, '0') } : {}
  if (MISSED.test(words)) return [claim(0.95, { ...span, ...at }, 'what was said here since you last wrote')]
  const views = VIEWS.exec(words)?.[1]
  if (views)
    return [
      claim(
        /\b(?:eip|erc)[- ]?\d+/.test(views) ? 0.8 : 0.91,
        { form: 'views', about: views, ...span },
        `what people here think about ${views}`,
      ),
    ]
  const search = SEARCH.exec(words)?.[1]
  if (search)
    return [claim(0.92, { form: 'search', about: search.replace(SINCE, '').trim() || search, ...span }, `what was said about ${search}`)]
  const follow = previous?.tool === 'catchup' ? /^(?:and |what about |only |about )+(.{2,120})$/u.exec(words)?.[1] : undefined
  if (follow) return [claim(0.9, { ...(previous?.input as object), about: follow, form: 'search' }, `what was said about ${follow}`)]
  return []
}
