import { DAY, startOfWeek } from '../compile/period.ts'
import type { QueryInput } from '../query.ts'
import type { Word } from './normalise.ts'
import { MONTHS, UNIT_WORDS, WEEKDAYS } from './words/time.ts'

export type Period = Pick<QueryInput, 'period' | 'n' | 'unit' | 'from' | 'to'>

/** Words from `start` up to `end` (exclusive) that name a period. */
export interface Moment {
  start: number
  end: number
  period: Period
}

type Make = (match: RegExpExecArray, now: number) => Period | undefined

const any = (words: Iterable<string>): string => `(?:${[...words].sort((a, b) => b.length - a.length).join('|')})`
const UNIT = any(Object.values(UNIT_WORDS).flat())
const MONTH = any(Object.keys(MONTHS))
const WEEKDAY = any(Object.keys(WEEKDAYS))
const DATE = '\\d{4}-\\d{2}-\\d{2}'
const IN = '(?:(?:in|over|during|for|within|from|of|on|en|durante|de|за|на|в|du|em|no|na|nas|nos) )?(?:(?:the|las|los|el|la|os|as) )?'
const LAST =
  '(?:last|past|previous|prior|trailing|ultimas|ultimos|pasadas|pasados|последние|последнии|последних|son|最近|最近的|过去|过去的|近)'
const SINCE = '(?:since|from|starting|after|desde|с|со|自|从|自从)'

const unitOf = (word: string): NonNullable<Period['unit']> =>
  (Object.keys(UNIT_WORDS) as (keyof typeof UNIT_WORDS)[]).find((unit) => (UNIT_WORDS[unit] as readonly string[]).includes(word)) ?? 'day'
const iso = (ms: number): string => new Date(ms).toISOString().slice(0, 10)
const oneDay = (ms: number): Period => ({ period: 'range', from: iso(ms), to: iso(ms) })
const last = (n: number, unit: string): Period | undefined =>
  n >= 1 && n <= 10_000 ? { period: 'last', n: Math.floor(n), unit: unitOf(unit) } : undefined

/** The most recent such weekday, today included unless `before`. */
function weekday(name: string, now: number, before: boolean): number {
  const monday = startOfWeek(now)
  const ms = monday + (WEEKDAYS[name] ?? 0) * DAY
  const today = Math.floor(now / DAY) * DAY
  return ms > today || (before && ms === today) ? ms - 7 * DAY : ms
}

function monthStart(name: string, year: string | undefined, now: number): number {
  const month = MONTHS[name] ?? 0
  const current = new Date(now).getUTCFullYear()
  const ms = Date.UTC(year === undefined ? current : Number(year), month, 1)
  return year === undefined && ms > now ? Date.UTC(current - 1, month, 1) : ms
}

function wholeMonth(start: number): Period {
  const date = new Date(start)
  return { period: 'range', from: iso(start), to: iso(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1, 1) - DAY) }
}

/** A day of a month; undefined for the 31st of June. */
function monthDay(name: string, day: string, year: string | undefined, now: number): number | undefined {
  const start = monthStart(name, year, now)
  const ms = start + (Number(day) - 1) * DAY
  if (new Date(ms).getUTCMonth() !== new Date(start).getUTCMonth()) return undefined
  return year === undefined && ms > now ? monthDay(name, day, String(new Date(start).getUTCFullYear() - 1), now) : ms
}

const since = (ms: number | undefined): Period | undefined => (ms === undefined ? undefined : { period: 'range', from: iso(ms) })
const fixed =
  (period: NonNullable<Period['period']>): Make =>
  () => ({ period })

/** Patterns over folded words joined by one space; the first that fits takes its words. */
const PATTERNS: readonly (readonly [string, Make])[] = [
  [
    `(?:between|from|entre|desde|从|since) (${DATE}) (?:and|to|until|till|y|a|hasta|到|至|through) (${DATE})`,
    ([, from, to]) => (from && to && from <= to ? { period: 'range', from, to } : undefined),
  ],
  [`${SINCE} (${DATE})`, ([, from]) => (from ? { period: 'range', from } : undefined)],
  [`(?:until|till|up to|hasta|至) (${DATE})`, ([, to]) => (to ? { period: 'range', to } : undefined)],
  [`(?:before|antes de|до) (${DATE})`, ([, date]) => ({ period: 'range', to: iso(Date.parse(date ?? '') - DAY) })],
  [`${IN}(${DATE})`, ([, date]) => ({ period: 'range', from: date ?? '', to: date ?? '' })],
  [`(?:the )?day before yesterday|anteayer|前天|anteontem|позавчера`, (_, now) => oneDay(now - 2 * DAY)],
  [`${SINCE} (?:yesterday|ayer|ontem|昨天|вчера)`, (_, now) => since(now - DAY)],
  [
    `${SINCE} (?:last |the |this |el |el pasado )?(${WEEKDAY})(?: 以来| 起| 至今)?|(${WEEKDAY}) (?:以来|起|至今)`,
    ([, a, b], now) => since(weekday(a ?? b ?? '', now, false)),
  ],
  [
    `${SINCE} (?:el )?(?:(${MONTH}) (\\d{1,2})(?: (?:st|nd|rd|th))?|(\\d{1,2}) (?:of |de )?(${MONTH}))(?: (20\\d\\d))?`,
    ([, m1, d1, d2, m2, year], now) => since(monthDay(m1 ?? m2 ?? '', d1 ?? d2 ?? '', year, now)),
  ],
  [`${SINCE} (${MONTH})(?: (?:de )?(20\\d\\d))?`, ([, month, year], now) => since(monthStart(month ?? '', year, now))],
  [`${IN}(?:the )?${LAST} (\\d+) 个? ?(${UNIT})`, ([, n, unit]) => last(Number(n), unit ?? '')],
  [`(\\d+) (days?|dias?|天) (?:ago|atras|前)|hace (\\d+) (dias?)`, ([, a, , b], now) => oneDay(now - Number(a ?? b) * DAY)],
  [`${IN}(?:the )?(?:last|past|previous) (hour|minute|day)`, ([, unit]) => last(1, unit ?? '')],
  [
    `${IN}(?:the )?(?:ultim[ao]|pasad[ao]) (hora|minuto|dia)|(?:за )?последнии (час|день)|son (?:bir )?(saat|gun)`,
    ([, a, b, c]) => last(1, a ?? b ?? c ?? ''),
  ],
  // "In the last week" looks back seven days; "last week" alone is the calendar week.
  [`(?:in|over|during|within|for) the last (week|month|year)`, ([, unit]) => last(1, unit ?? '')],
  [`за (?:последнюю |последнии |последний )?(неделю|месяц|год)`, ([, unit]) => last(1, unit ?? '')],
  [`${IN}(?:the )?past (week|month|year)`, ([, unit]) => last(1, unit ?? '')],
  [`最近 (?:一)?(周|个月)`, ([, unit]) => last(1, unit ?? '')],
  [`${IN}(?:today|tonight|so far today|de hoy|hoy|hoje|сегодня|bugun|今天|今日)`, fixed('today')],
  [`${IN}(?:yesterday|ayer|ontem|вчера|dun|昨天|昨日)`, fixed('yesterday')],
  [
    `${IN}(?:(?:so far )?this week|current week|week to date|wtd|esta semana|本周|这周|这个星期|этои неделе|этой неделе|bu hafta)`,
    fixed('this_week'),
  ],
  [
    `${IN}(?:last week|previous week|prior week|semana pasada|pasada semana|semana anterior|上周|上星期|上个星期|прошлои неделе|прошлую неделю|прошлой неделе|gecen hafta|semana passada)`,
    fixed('last_week'),
  ],
  [`${IN}(?:this month|current month|month to date|mtd|este mes|本月|这个月|этом месяце|bu ay)`, fixed('this_month')],
  [`${IN}(?:last month|previous month|mes pasado|mes passado|上月|上个月|прошлом месяце|gecen ay)`, fixed('last_month')],
  [`${IN}(?:this year|current year|year to date|ytd|este ano|今年|этом году|bu yil)`, fixed('this_year')],
  [`${IN}(?:last year|previous year|ano pasado|ano passado|去年|прошлом году|gecen yil)`, fixed('last_year')],
  [
    `${IN}(?:all time|of all time|all data|entire history|ever|since the beginning|since launch|de todos los tiempos|desde el principio|所有时间|有史以来|за все время|за всё время|tum zamanlar)`,
    fixed('all'),
  ],
  [`(?:on |el |on the )?last (${WEEKDAY})`, ([, name], now) => oneDay(weekday(name ?? '', now, true))],
  [`(?:on|el|в|во|no|na) (${WEEKDAY})|(?:el )?(${WEEKDAY}) pasado`, ([, a, b], now) => oneDay(weekday(a ?? b ?? '', now, false))],
  [
    `${IN}(?:(${MONTH}) (\\d{1,2})(?: (?:st|nd|rd|th))?|(\\d{1,2})(?: (?:st|nd|rd|th))? (?:of |de )?(${MONTH}))(?: (?:de )?(20\\d\\d))?`,
    ([, m1, d1, d2, m2, year], now) => {
      const ms = monthDay(m1 ?? m2 ?? '', d1 ?? d2 ?? '', year, now)
      return ms === undefined ? undefined : oneDay(ms)
    },
  ],
  [
    `(?:in|during|for|of|en|durante|em|в|за) (?:el mes de )?(${MONTH})(?: (?:de |of )?(20\\d\\d))?|(${MONTH}) (?:de )?(20\\d\\d)`,
    ([, a, y1, b, y2], now) => wholeMonth(monthStart(a ?? b ?? '', y1 ?? y2, now)),
  ],
  [
    `(1[0-2]|[1-9]) 月`,
    ([, month], now) =>
      wholeMonth(monthStart(Object.keys(MONTHS).find((name) => MONTHS[name] === Number(month) - 1) ?? '', undefined, now)),
  ],
  [`(?:in|during|en|em|в) (20\\d\\d)`, ([, year]) => ({ period: 'range', from: `${year}-01-01`, to: `${year}-12-31` })],
  // "24h volume", "7d": a bare number of hours, days or weeks looks back.
  [
    `(?:for |in |over )?(\\d+) (h|hr|hrs|hours?|d|days?|w|weeks?|months?|小时|天|个月|周|horas?|dias?|semanas?)(?! (?:moving|rolling|ma|sma|average))`,
    ([, n, unit]) => last(Number(n), unit ?? ''),
  ],
]

const COMPILED = PATTERNS.map(([source, make]) => [new RegExp(`(?<= |^)(?:${source})(?= |$)`, 'u'), make] as const)

/** Periods that a message names, in the order of its words. `now` is Unix milliseconds. */
export function moments(words: readonly Word[], now: number): Moment[] {
  let joined = words.map((word) => word.text.replaceAll(' ', '_')).join(' ')
  const found: Moment[] = []
  for (const [pattern, make] of COMPILED) {
    for (let match = pattern.exec(joined); match; match = pattern.exec(joined)) {
      const start = joined.slice(0, match.index).split(' ').length - 1
      const end = start + match[0].split(' ').length
      const period = make(match, now)
      if (period) found.push({ start, end, period })
      joined = joined.slice(0, match.index) + match[0].replace(/[^ ]/g, '#') + joined.slice(match.index + match[0].length)
    }
  }
  return found.sort((a, b) => a.start - b.start)
}
