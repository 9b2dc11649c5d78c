import { PetrelError } from '../../core/errors.ts'

/** What stands behind a moderation command: "@bob 2h spams links". */
export interface Said {
  /** "@bob", "<@123>", an id; absent: the writer of the message that was replied to. */
  who?: string
  /** Milliseconds. */
  lasts?: number
  reason?: string
}

const WHO = /^(?:@[\p{L}\p{N}_.]{2,40}|<@!?\d{3,20}>|\d{3,20})$/u
const UNITS: readonly [RegExp, number][] = [
  [/^(?:m|min|mins|minutes?|minutos?|мин|м|分|分钟|dk|dakika|phút)$/iu, 60_000],
  [/^(?:h|hrs?|hours?|horas?|ч|час\p{L}*|小时|saat|giờ)$/iu, 3_600_000],
  [/^(?:d|days?|días?|dias?|д|дн|день|дн\p{L}+|天|日|gün|ngày)$/iu, 86_400_000],
  [/^(?:w|weeks?|semanas?|нед\p{L}*|周|hafta|tuần)$/iu, 604_800_000],
]
/** A year: platforms take more as "for ever". */
const LONGEST = 365 * 86_400_000

/** Milliseconds of "90m", "2h", "1 week" at the start of a text, and what follows; undefined when it does not start with a time. */
export function duration(text: string): { ms: number; rest: string } | undefined {
  const match = /^(\d{1,4})\s*(\p{L}+)(?:\s+|$)/u.exec(text)
  const unit = UNITS.find(([pattern]) => pattern.test(match?.[2] ?? ''))?.[1]
  if (!match || unit === undefined) return undefined
  const ms = Number(match[1]) * unit
  return ms > 0 && ms <= LONGEST ? { ms, rest: text.slice(match[0].length) } : undefined
}

/** Takes the words behind a command apart: first whom, then how long, then why. `quoted`: a message was replied to. */
export function readSaid(words: string, quoted: boolean): Said {
  const text = words.trim()
  const first = /^\S+/.exec(text)?.[0] ?? ''
  const named = WHO.test(first) && !(quoted && /^\d/.test(first) && duration(text))
  const behind = named ? text.slice(first.length).trim() : text
  const time = duration(behind)
  const reason = (time ? time.rest : behind).trim()
  return { ...(named ? { who: first } : {}), ...(time ? { lasts: time.ms } : {}), ...(reason ? { reason: reason.slice(0, 200) } : {}) }
}

/** The words of a length, alone: "2h". Throws PetrelError input_invalid. */
export function readLength(words: string): number {
  const time = duration(words.trim())
  if (time && time.rest === '') return time.ms
  throw new PetrelError('input_invalid', {
    message: `"${words.slice(0, 40)}" is no length of time.`,
    hint: 'Write for example 30m, 2h, 7d; at most a year.',
    facts: { value: words },
  })
}
