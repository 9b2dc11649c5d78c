import { DAY } from '../compile/period.ts'
import type { QueryInput } from '../query.ts'
import { UNIT_WORDS, WEEKDAYS } from './words/time.ts'

type Period = Pick<QueryInput, 'period' | 'n' | 'unit' | 'from' | 'to'>
type Weekday = (name: string, now: number, before: boolean) => number
type Make = (match: RegExpExecArray, now: number, weekday: Weekday) => Period | undefined

const any = (words: Iterable<string>): string => `(?:${[...words].sort((a, b) => b.length - a.length).join('|')})`
const UNIT = any(Object.values(UNIT_WORDS).flat())
const WEEKDAY = any(Object.keys(WEEKDAYS))
const IN =
  '(?:(?:in|over|during|for|within|from|of|on|across|through|en|durante|de|за|на|в|du|em|no|na|nas|nos|por) )?(?:(?:the|las|los|el|la|os|as|nos|nas) )?'
const LAST =
  '(?:last|past|previous|prior|trailing|most recent|recent|ultimas|ultimos|pasadas|pasados|последние|последнии|последних|прошлые|son|gecen|最近|最近的|过去|过去的|近)'
const SINCE = '(?:since|from|starting|after|desde|a partir de|с|со|自|从|自从)'

const unitOf = (word: string): NonNullable<Period['unit']> =>
  (Object.keys(UNIT_WORDS) as (keyof typeof UNIT_WORDS)[]).find((unit) => (UNIT_WORDS[unit] as readonly string[]).includes(word)) ?? 'day'
const iso = (ms: number): string => new Date(ms).toISOString().slice(0, 10)
const oneDay = (ms: number): Period => ({ period: 'range', from: iso(ms), to: iso(ms) })
const last = (n: number, unit: string): Period | undefined =>
  n >= 1 && n <= 10_000 ? { period: 'last', n: Math.floor(n), unit: unitOf(unit) } : undefined
const since = (ms: number): Period => ({ period: 'range', from: iso(ms) })
const fixed =
  (period: NonNullable<Period['period']>): Make =>
  () => ({ period })

/** Not a period but the width of an average: "7 day moving average". */
const NOT_WIDTH = '(?! (?:moving|rolling|simple|ma|sma|average|avg))'

/** Patterns over folded words joined by one space; the first that fits takes its words. */
const PATTERNS: readonly (readonly [string, Make])[] = [
  [`(?:the )?day before yesterday|anteayer|前天|anteontem|позавчера|evvelsi gun`, (_, now) => oneDay(now - 2 * DAY)],
  [`${SINCE} (?:yesterday|ayer|ontem|昨天|вчера)|dunden beri`, (_, now) => since(now - DAY)],
  [`${SINCE} (?:today|hoy)`, (_, now) => since(now)],
  [
    `${SINCE} (?:last |the |this |el |el pasado )?(${WEEKDAY})(?: 以来| 起| 至今)?|(${WEEKDAY}) (?:以来|起|至今|beri|den beri|dan beri)`,
    ([, a, b], now, weekday) => since(weekday(a ?? b ?? '', now, false)),
  ],
  [`${IN}(?:the )?${LAST} (\\d+)(?: full| calendar)? 个? ?(${UNIT})${NOT_WIDTH}`, ([, n, unit]) => last(Number(n), unit ?? '')],
  [`${IN}(?:the )?(?:last|past) couple(?: of)? (${UNIT})`, ([, unit]) => last(2, unit ?? '')],
  [
    `(\\d+) (days?|dias?|天|gun|дня|днеи) (?:ago|atras|前|once|назад)|hace (\\d+) (dias?)`,
    ([, a, , b], now) => oneDay(now - Number(a ?? b) * DAY),
  ],
  [`${IN}(?:the )?(?:last|past|previous) (hour|minute|day)(?! of)`, ([, unit]) => last(1, unit ?? '')],
  [
    `${IN}(?:the )?(?:ultim[ao]|pasad[ao]) (hora|minuto|dia)|(?:за )?последнии (час|день)|son (?:bir )?(saat|gun)`,
    ([, a, b, c]) => last(1, a ?? b ?? c ?? ''),
  ],
  // "In the last week" looks back seven days; "last week" alone is the calendar week.
  [`(?:in|over|during|within|for) the last (week|month|year)`, ([, unit]) => last(1, unit ?? '')],
  [`за (?:последнюю |последнии |последний )?(неделю|месяц|год)`, ([, unit]) => last(1, unit ?? '')],
  [`${IN}(?:the )?past (week|month|year)`, ([, unit]) => last(1, unit ?? '')],
  [
    `(?:en )?la ultima (semana)|(?:en )?el ultimo (mes|ano)|na ultima (semana)|no ultimo (mes|ano)|son (?:bir )?(hafta|ay|yil)`,
    ([, a, b, c, d, e]) => last(1, a ?? b ?? c ?? d ?? e ?? ''),
  ],
  [`最近 (?:一)?(周|个月)|过去 (?:一)?(周|个月)|近 (?:一)?(周|个月)`, ([, a, b, c]) => last(1, a ?? b ?? c ?? '')],
  [`最近 (?:一)?(天|小时)`, ([, unit]) => last(1, unit ?? '')],
  [`${IN}(?:today|tonight|so far today|de hoy|hoy|hoje|сегодня|bugun|bugunku|今天|今日)`, fixed('today')],
  [`${IN}(?:yesterday|ayer|ontem|вчера|dun|dunku|昨天|昨日)`, fixed('yesterday')],
  [
    `${IN}(?:(?:so far )?this week|current week|week to date|wtd|esta semana|本周|这周|这个星期|这一周|этои неделе|этой неделе|bu hafta|bu haftaki)`,
    fixed('this_week'),
  ],
  [
    `${IN}(?:last week|last full week|previous week|prior week|semana pasada|pasada semana|semana anterior|上周|上星期|上个星期|прошлои неделе|прошлую неделю|прошлой неделе|gecen hafta|gecen haftaki|semana passada)`,
    fixed('last_week'),
  ],
  [`${IN}(?:(?:so far )?this month|current month|month to date|mtd|este mes|本月|这个月|этом месяце|bu ay|bu ayki)`, fixed('this_month')],
  [`of the day|del dia|дня|gunun|do dia`, fixed('today')],
  [`(?<!day )of the week|de la semana|недели|haftanin|da semana`, fixed('this_week')],
  [`of the month|del mes|месяца|ayin|do mes`, fixed('this_month')],
  [`${IN}(?:last month|previous month|mes pasado|mes passado|上月|上个月|прошлом месяце|gecen ay)`, fixed('last_month')],
  [`${IN}(?:(?:so far )?this year|current year|year to date|ytd|este ano|今年|этом году|bu yil)`, fixed('this_year')],
  [`${IN}(?:last year|previous year|ano pasado|ano passado|去年|прошлом году|gecen yil)`, fixed('last_year')],
  [
    `${IN}(?:all time(?! (?:high|low|highs|lows|peak))|of all time|all the time|all data|entire history|whole history|ever|since the beginning|since launch|since inception|since genesis|de todos los tiempos|desde el principio|de la historia|所有时间|有史以来|历史上|за все время|за всё время|tum zamanlar|tum zamanlarin|de todos os tempos)`,
    fixed('all'),
  ],
  [`(?:on |el |on the )?last (${WEEKDAY})`, ([, name], now, weekday) => oneDay(weekday(name ?? '', now, true))],
  [
    `(?:on|el|в|во|no|na|this) (${WEEKDAY})|(?:el )?(${WEEKDAY}) pasado`,
    ([, a, b], now, weekday) => oneDay(weekday(a ?? b ?? '', now, false)),
  ],
  [`(?:con )?tuan truoc`, fixed('last_week')],
  [
    `(?:trong )?(\\d+) (gio|ngay|tuan|thang) qua`,
    ([, n, unit]) => last(Number(n), { gio: 'h', ngay: 'd', tuan: 'w', thang: 'month' }[unit ?? ''] ?? 'd'),
  ],
  [`hom nay`, fixed('today')],
  [`hom qua`, fixed('yesterday')],
  [`tuan nay`, fixed('this_week')],
  // "24h volume", "7d": a bare number of hours, days or weeks looks back.
  [
    // "top 3 days", "3 days with the most trades" are ranked, not looked back on.
    `(?<!(?:top|which|what|busiest|best|biggest|first|quietest|worst) )(?:for |in |over )?(?!(?:19|20)\\d\\d )(?!\\d+ \\w+ (?:with|when|where|had|saw|having) )(\\d+) (h|hr|hrs|hours?|d|days?|w|weeks?|months?|小时|天|个月|周|horas?|dias?|semanas?|saatlik|gunluk|часов|днеи|дней)(?! (?:moving|rolling|simple|ma|sma|average|avg|ago|hareketli|скользящ\\S+|移动平均))`,
    ([, n, unit]) => last(Number(n), unit === 'saatlik' ? 'saat' : unit === 'gunluk' ? 'gun' : (unit ?? '')),
  ],
]

export const RELATIVE = PATTERNS.map(([source, make]) => [new RegExp(`(?<= |^)(?:${source})(?= |$)`, 'u'), make] as const)
