import { PetrelError } from '../../core/errors.ts'

const DAY = 86_400_000
const HOUR = 3_600_000
/** "2026-05-01 12:00:00", UTC. */
export const iso = (ms: number): string => new Date(ms).toISOString().slice(0, 19).replace('T', ' ')
const startOfDay = (ms: number): number => Math.floor(ms / DAY) * DAY
/** Monday. */
const startOfWeek = (ms: number): number => startOfDay(ms) - ((new Date(ms).getUTCDay() + 6) % 7) * DAY
const startOfMonth = (ms: number, back = 0): number => Date.UTC(new Date(ms).getUTCFullYear(), new Date(ms).getUTCMonth() - back, 1)
const LATER = Date.UTC(2200, 0, 1)

/** Ends of a period in Unix milliseconds: the first is inside, the second is not. Throws PetrelError input_invalid. */
export function spanOf(period: string, now: number): { from: number; to: number } {
  const word = period.trim().toLowerCase().replaceAll(' ', '_')
  const named: Readonly<Record<string, { from: number; to: number }>> = {
    all: { from: 0, to: LATER },
    today: { from: startOfDay(now), to: LATER },
    yesterday: { from: startOfDay(now) - DAY, to: startOfDay(now) },
    this_week: { from: startOfWeek(now), to: LATER },
    last_week: { from: startOfWeek(now) - 7 * DAY, to: startOfWeek(now) },
    this_month: { from: startOfMonth(now), to: LATER },
    last_month: { from: startOfMonth(now, 1), to: startOfMonth(now) },
  }
  const known = named[word]
  if (known) return known
  const last = /^(\d{1,5})_?(h|hours?|d|days?|w|weeks?)$/.exec(word)
  if (last) {
    const unit = last[2]?.startsWith('h') ? HOUR : last[2]?.startsWith('d') ? DAY : 7 * DAY
    return { from: now - Number(last[1]) * unit, to: LATER }
  }
  const [from = '', to = ''] = period.split('/')
  const at = (text: string, other: number): number =>
    text.trim() === '' ? other : Date.parse(text.trim().length === 10 ? `${text.trim()}T00:00:00Z` : text.trim())
  const span = { from: at(from, 0), to: at(to, LATER) }
  if (!period.includes('/') || Number.isNaN(span.from) || Number.isNaN(span.to) || span.from >= span.to)
    throw new PetrelError('input_invalid', {
      message: `"${period}" is no value for period.`,
      hint: 'Write today, last_week, 7d, all, or 2024-01-01/2024-02-01.',
      facts: { period },
    })
  return span
}
