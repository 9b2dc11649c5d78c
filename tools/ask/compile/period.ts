import type { Grain, Query } from '../query.ts'

/** A stretch of time, Unix milliseconds in UTC: `from` inclusive, `to` exclusive; undefined is open. */
export interface Span {
  from: number | undefined
  to: number | undefined
  /** True when the calendar period has not ended yet. */
  partial: boolean
}

export const DAY = 86_400_000
const LENGTH = { minute: 60_000, hour: 3_600_000, day: DAY, week: 7 * DAY } as const

const startOfDay = (ms: number) => Math.floor(ms / DAY) * DAY
/** Monday 00:00 UTC; 1970-01-01 was a Thursday. */
export const startOfWeek = (ms: number) => startOfDay(ms) - ((Math.floor(ms / DAY) + 3) % 7) * DAY
const startOfMonth = (ms: number, shift = 0) => {
  const date = new Date(ms)
  return Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + shift, 1)
}
const startOfYear = (ms: number, shift = 0) => Date.UTC(new Date(ms).getUTCFullYear() + shift, 0, 1)

/** The same clock time `months` earlier; the last day of a shorter month stands for days it does not have. */
function minusMonths(ms: number, months: number): number {
  const first = startOfMonth(ms, -months)
  const lastDay = new Date(startOfMonth(first, 1) - DAY).getUTCDate()
  return first + (Math.min(new Date(ms).getUTCDate(), lastDay) - 1) * DAY + (ms % DAY)
}

/** End of the minute, hour, day, week, month or year that begins at `start`, Unix milliseconds. */
export function bucketEnd(grain: Grain, start: number): number {
  if (grain === 'month') return startOfMonth(start, 1)
  if (grain === 'year') return startOfYear(start, 1)
  return start + LENGTH[grain]
}

const ended = (from: number, to: number): Span => ({ from, to, partial: false })
const running = (from: number, now: number): Span => ({ from, to: now, partial: true })

/** A date without a clock time means its whole day. */
const bound = (text: string, end: boolean): number => {
  const dateOnly = text.length === 10
  const ms = Date.parse(dateOnly || text.endsWith('Z') ? text : `${text}Z`)
  return dateOnly && end ? ms + DAY : ms
}

function rolling(query: Query, now: number): Span {
  const n = query.n ?? 1
  const unit = query.unit ?? 'day'
  if (unit === 'month') return ended(minusMonths(now, n), now)
  if (unit === 'year') return ended(minusMonths(now, 12 * n), now)
  return ended(now - n * LENGTH[unit], now)
}

function range(query: Query, now: number): Span {
  const from = query.from === undefined ? undefined : bound(query.from, false)
  const to = query.to === undefined ? undefined : bound(query.to, true)
  return { from, to: to === undefined || to > now ? now : to, partial: to !== undefined && to > now && (from === undefined || from <= now) }
}

/** The span that a query's period means at `now`. Weeks begin on Monday, days and weeks in UTC; "last week" is the calendar week before. */
export function spanOf(query: Query, now: number): Span {
  const today = startOfDay(now)
  const week = startOfWeek(now)
  switch (query.period) {
    case 'all':
      return { from: undefined, to: undefined, partial: false }
    case 'today':
      return running(today, now)
    case 'yesterday':
      return ended(today - DAY, today)
    case 'this_week':
      return running(week, now)
    case 'last_week':
      return ended(week - 7 * DAY, week)
    case 'this_month':
      return running(startOfMonth(now), now)
    case 'last_month':
      return ended(startOfMonth(now, -1), startOfMonth(now))
    case 'this_year':
      return running(startOfYear(now), now)
    case 'last_year':
      return ended(startOfYear(now, -1), startOfYear(now))
    case 'last':
      return rolling(query, now)
    case 'range':
      return range(query, now)
    default:
      return query.period satisfies never
  }
}

const whole = (from: number, span: Span): Span =>
  ended(from, Math.min(from + ((span.to as number) - (span.from as number)), span.from as number))

/** The span to compare with: the calendar unit before (as far as the running one has come), else the same length before. */
export function spanBefore(query: Query, span: Span): Span | undefined {
  if (query.from2 !== undefined || query.to2 !== undefined)
    return range({ ...query, from: query.from2, to: query.to2 }, Number.MAX_SAFE_INTEGER)
  const { from, to } = span
  if (from === undefined || to === undefined || from >= to) return undefined
  switch (query.period) {
    case 'this_month':
    case 'last_month':
      return query.period === 'last_month' ? ended(startOfMonth(from, -1), from) : whole(startOfMonth(from, -1), span)
    case 'this_year':
    case 'last_year':
      return query.period === 'last_year' ? ended(startOfYear(from, -1), from) : whole(startOfYear(from, -1), span)
    case 'this_week':
      return whole(from - 7 * DAY, span)
    case 'today':
      return whole(from - DAY, span)
    default:
      return ended(from - (to - from), from)
  }
}

/** The whole calendar unit before a running one; undefined for periods that are over. */
export function wholeBefore(query: Query, { from, partial }: Span): Span | undefined {
  if (from === undefined || !partial || query.from2 !== undefined) return undefined
  switch (query.period) {
    case 'today':
      return ended(from - DAY, from)
    case 'this_week':
      return ended(from - 7 * DAY, from)
    case 'this_month':
      return ended(startOfMonth(from, -1), from)
    case 'this_year':
      return ended(startOfYear(from, -1), from)
    default:
      return undefined
  }
}
