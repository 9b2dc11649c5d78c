import { DAY, startOfWeek } from '../compile/period.ts'
import type { QueryInput } from '../query.ts'
import { clockSpan, type DateSpan, dates, EVENT_WORDS, eventAt } from './dates.ts'
import type { Word } from './normalise.ts'
import { RELATIVE } from './relative.ts'
import { WEEKDAYS } from './words/time.ts'

export type Period = Pick<QueryInput, 'period' | 'n' | 'unit' | 'from' | 'to'>

/** Words from `start` up to `end` (exclusive) that name a period. */
export interface Moment {
  start: number
  end: number
  period: Period
}

const any = (words: Iterable<string>): string => `(?:${[...words].sort((a, b) => b.length - a.length).join('|')})`

/** "2021-06-14T12:30", or the day alone when it begins at midnight. */
const iso = (ms: number): string => new Date(ms).toISOString().slice(0, ms % DAY === 0 ? 10 : 16)
/** The `to` of a query: the last day, inclusive, or a moment, exclusive. */
const isoEnd = (ms: number): string =>
  ms % DAY === 0 ? new Date(ms - DAY).toISOString().slice(0, 10) : new Date(ms).toISOString().slice(0, 16)
export const rangeOf = (from: number | undefined, to: number | undefined): Period => ({
  period: 'range',
  ...(from === undefined ? {} : { from: iso(from) }),
  ...(to === undefined ? {} : { to: isoEnd(to) }),
})

const SINCE =
  '(?:(?:ever )?since|from|starting(?: from| on| in)?|beginning|after|as of|desde|a partir de|с|со|начиная с|после|自|从|自从|以来|depois de|despues de|after the|since the)'
const BEFORE = '(?:before|prior to|until|till|up to|up until|earlier than|antes del?|hasta|ate|до|antes do|直到|截至)'
const AND = '(?:and|to|until|till|through|thru|y|a|al|hasta|e|ate|по|до|и|到|至|和|ile|ve|-|–)'
const BETWEEN = '(?:between|from|entre|desde|del?|с|между|从|during|in|for|en|в|over|within)'
const FILL =
  '(?:in|on|of|for|during|at|the|en|el|la|los|em|no|na|de|del|в|за|на|during the|in the|on the|for the|within|over|around|on the day|el dia|no dia|o dia|del dia|day of|the date|date of)'

/** Two weekdays, hours and the like that need the calendar of now. */
function weekday(name: string, now: number, before: boolean): number {
  const monday = startOfWeek(now)
  const ms = monday + (WEEKDAYS[name] ?? 0) * DAY
  const today = Math.floor(now / DAY) * DAY
  return ms > today || (before && ms === today) ? ms - 7 * DAY : ms
}

/** The text with words from `start` to `end` made unreadable, so that nothing finds them twice. */
const taken = (words: readonly string[], start: number, end: number): string[] =>
  words.map((word, index) => (index >= start && index < end ? word.replace(/[^ ]/g, '#') : word))

const endsWith = (words: readonly string[], upTo: number, pattern: string): number => {
  const match = new RegExp(`(?:^| )(${pattern})$`, 'u').exec(words.slice(Math.max(0, upTo - 4), upTo).join(' '))
  return match ? (match[1] ?? '').split(' ').length : 0
}
const beginsWith = (words: readonly string[], from: number, pattern: string): number => {
  const match = new RegExp(`^(${pattern})(?= |$)`, 'u').exec(words.slice(from, from + 3).join(' '))
  return match ? (match[1] ?? '').split(' ').length : 0
}

/** "between 12:00 and 13:00" beside a day. */
const CLOCK = '(\\d{1,2}:\\d{2})(?: (?:utc|h|hs|uhr))?'

/** One stretch, or two that a word joins, with the words that belong to them. */
function stretch(words: string[], spans: readonly DateSpan[], index: number): { moment: Moment; used: number } {
  const first = spans[index] as DateSpan
  const second = spans[index + 1]
  const joint = second ? beginsWith(words, first.end, AND) : 0
  const between = endsWith(words, first.start, BETWEEN)
  // "compare may and june": two periods, unless between or from says otherwise.
  const apart = words.some((word) => /^(compare|compared|comparing|vs|versus|comparar|compara|сравни|karsilastir)$/.test(word))
  const strict = /^(between|from|entre|desde|с|между|从)$/.test(words[first.start - between] ?? '')
  if (
    second &&
    joint > 0 &&
    (strict || !apart) &&
    first.end + joint === second.start &&
    (between > 0 || !/^(and|和|и|ve)$/.test(words[first.end] ?? '')) &&
    second.from >= first.from
  )
    return {
      moment: { start: first.start - between, end: second.end, period: rangeOf(first.from, second.to) },
      used: 2,
    }
  const before = endsWith(words, first.start, BEFORE)
  if (before > 0) {
    const inclusive = /^(until|till|up|hasta|ate|直到|截至)/.test(words[first.start - before] ?? '')
    return {
      moment: { start: first.start - before, end: first.end, period: rangeOf(undefined, inclusive ? first.to : first.from) },
      used: 1,
    }
  }
  const since = endsWith(words, first.start, SINCE)
  const trailing = beginsWith(words, first.end, '以来|起|之后|以后|onwards|on|onward|beri|tan beri|den beri|itibaren')
  if (since > 0 || trailing > 0) {
    const after =
      /^(after|después|despues|после|depois)/.test(words[first.start - since] ?? '') || /^(之后|以后)/.test(words[first.end] ?? '')
    return {
      moment: { start: first.start - since, end: first.end + trailing, period: rangeOf(after ? first.to : first.from, undefined) },
      used: 1,
    }
  }
  const earlier = beginsWith(words, first.end, '之前|以前|den once|dan once|oncesi|once')
  if (earlier > 0) return { moment: { start: first.start, end: first.end + earlier, period: rangeOf(undefined, first.from) }, used: 1 }
  // "at the end of 20 July": the words before the day ask for its close.
  const fill = endsWith(words, first.start, 'the end of') > 0 ? 0 : endsWith(words, first.start, `${FILL}(?: ${FILL})?`)
  const tail = beginsWith(words, first.end, 'de|da|te|ta|itibariyle|gunu|tarihinde|ayinda|年|当天|那天|in which')
  return { moment: { start: first.start - fill, end: first.end + tail, period: rangeOf(first.from, first.to) }, used: 1 }
}

/** "from 1 to 5 august 2022", "1-5 august": the first day borrows month and year of the second. */
function shared(words: string[], spans: DateSpan[]): DateSpan[] {
  return spans.flatMap((span) => {
    if (span.to - span.from !== DAY) return [span]
    const match = /(?:^| )(\d{1,2})(?: (?:st|nd|rd|th))? (and|to|until|through|y|a|al|e|по|до|и|到|至|-)$/u.exec(
      words.slice(Math.max(0, span.start - 4), span.start).join(' '),
    )
    const day = Number(match?.[1] ?? 0)
    const end = new Date(span.from)
    if (!match || day < 1 || day >= end.getUTCDate()) return [span]
    const from = Date.UTC(end.getUTCFullYear(), end.getUTCMonth(), day)
    const at = span.start - match[0].trim().split(' ').length
    return [{ start: at, end: span.start - 1, from, to: from + DAY, yearless: span.yearless }, span]
  })
}

/** "between 1 september and 30 september 2021": what has no year takes that of the date after it, or of the one before it. */
function sameYear(spans: readonly DateSpan[]): DateSpan[] {
  const into = (span: DateSpan, year: number): DateSpan => {
    const move = (ms: number): number => {
      const date = new Date(ms)
      return Date.UTC(year + (date.getUTCFullYear() - new Date(span.from).getUTCFullYear()), date.getUTCMonth(), date.getUTCDate())
    }
    return { ...span, from: move(span.from), to: move(span.to), yearless: false }
  }
  return spans.map((span, index) => {
    if (!span.yearless) return span
    const beside = [spans[index + 1], spans[index - 1]].find((other) => other && !other.yearless)
    return beside ? into(span, new Date(beside.from).getUTCFullYear()) : span
  })
}

/** A clock time beside a day narrows it: "on 14 june 2021 between 12:00 and 13:00". */
function clocked(words: string[], moment: Moment): Moment {
  const { period } = moment
  if (period.from === undefined || period.from !== period.to) return moment
  const day = Date.parse(period.from)
  const ahead = new RegExp(`(?:^| )(?:between|from|at|entre|в|с)? ?${CLOCK}(?: (?:and|to|y|a|-|–) ${CLOCK})?(?: on| of| el)?$`, 'u').exec(
    words.slice(Math.max(0, moment.start - 7), moment.start).join(' '),
  )
  const behind = new RegExp(`^(?:between|from|at|entre|a las|в|с)? ?${CLOCK}(?: (?:and|to|y|a|-|–) ${CLOCK})?(?= |$)`, 'u').exec(
    words.slice(moment.end, moment.end + 7).join(' '),
  )
  const match = behind ?? ahead
  if (!match) return moment
  const { from, to } = clockSpan(day, match[1] ?? '0:00', match[2])
  const size = match[0].trim().split(' ').length
  return {
    start: behind ? moment.start : moment.start - size,
    end: behind ? moment.end + size : moment.end,
    period: { period: 'range', from: new Date(from).toISOString().slice(0, 16), to: new Date(to).toISOString().slice(0, 16) },
  }
}

function events(words: string[]): Moment[] {
  const joined = words.join(' ')
  const match = new RegExp(`(?:^|(?<= ))(${BEFORE}|${SINCE}) (${any(EVENT_WORDS)})(?= |$)`, 'u').exec(joined)
  const ms = match ? eventAt(match[2] ?? '') : undefined
  if (!match || ms === undefined) return []
  const start = joined.slice(0, match.index).split(' ').length - 1
  const at = new Date(ms).toISOString().slice(0, 19)
  const before = new RegExp(`^${BEFORE}$`, 'u').test(match[1] ?? '')
  return [{ start, end: start + match[0].split(' ').length, period: { period: 'range', ...(before ? { to: at } : { from: at }) } }]
}

/** Periods that a message names, in the order of its words. Unix milliseconds; a date without a year is the last such before `anchor`. */
export function moments(pieces: readonly Word[], now: number, anchor = now): Moment[] {
  let words = pieces.map((word) => word.text.replaceAll(' ', '_'))
  const found: Moment[] = []
  const take = (moment: Moment) => {
    found.push(moment)
    words = taken(words, moment.start, moment.end)
  }
  for (const moment of events(words)) take(moment)
  for (const [pattern, make] of RELATIVE) {
    for (let joined = words.join(' '), match = pattern.exec(joined); match; joined = words.join(' '), match = pattern.exec(joined)) {
      const start = joined.slice(0, match.index).split(' ').length - 1
      const end = start + match[0].split(' ').length
      const period = make(match, now, weekday)
      if (period) take({ start, end, period })
      else words = taken(words, start, end)
    }
  }
  const spans = sameYear(shared(words, dates(words.join(' '), anchor)))
  for (let index = 0; index < spans.length; ) {
    const { moment, used } = stretch(words, spans, index)
    take(clocked(words, moment))
    index += used
  }
  return found.sort((a, b) => a.start - b.start)
}
