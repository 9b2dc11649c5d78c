import { DAY } from '../compile/period.ts'
import { MONTHS } from './words/time.ts'

/** A named stretch of the calendar: words from `start` to `end` (exclusive), moments from `from` to `to` (exclusive), Unix milliseconds. */
export interface DateSpan {
  start: number
  end: number
  from: number
  to: number
  /** No year was said: the most recent one was taken. */
  yearless: boolean
}

type Make = (match: RegExpExecArray, now: number) => { from: number; to: number } | undefined

const alternatives = (words: Iterable<string>): string => `(?:${[...words].sort((a, b) => b.length - a.length).join('|')})`
const MONTH = alternatives(Object.keys(MONTHS))
const YEAR = '((?:19|20)\\d\\d)'
/** Words between the parts of a date: "14 de junio de 2021", "14 июня 2021 года". */
const OF = '(?: (?:of|de|del|do|ду))?'
const TAIL = '(?: (?:года|году|год|г|yili|yilinda|年))?'
const TH = '(?: (?:st|nd|rd|th|o|e))?'

const utc = (year: number, month: number, day = 1): number => Date.UTC(year, month, day)
const monthSpan = (year: number, month: number) => ({ from: utc(year, month), to: utc(year, month + 1) })

function daySpan(year: number, month: number, day: number) {
  const from = utc(year, month, day)
  return new Date(from).getUTCMonth() === month && day >= 1 ? { from, to: from + DAY } : undefined
}

/** The most recent year in which that day or month has begun. */
function recent(now: number, make: (year: number) => { from: number; to: number } | undefined) {
  const year = new Date(now).getUTCFullYear()
  const found = make(year)
  return found && found.from > now ? make(year - 1) : found
}

const month = (name: string | undefined): number => MONTHS[name ?? ''] ?? 0
const ORDINAL: Readonly<Record<string, number>> = {
  first: 1,
  second: 2,
  third: 3,
  fourth: 4,
  '1 st': 1,
  '2 nd': 2,
  '3 rd': 3,
  '4 th': 4,
  primer: 1,
  segundo: 2,
  tercer: 3,
  cuarto: 4,
}
const quarter = (year: number, number: number) => ({ from: utc(year, 3 * (number - 1)), to: utc(year, 3 * number) })
/** The first or the last day of a stretch. */
const edge = ({ from, to }: { from: number; to: number }, side: string) =>
  /^(end|close|final|fin|last|ultimo)/.test(side) ? { from: to - DAY, to } : { from, to: from + DAY }
/** Days 1 to 7, 8 to 14 and so on; the last week is the last seven days. */
function weekOf(year: number, of: number, which: string) {
  const end = utc(year, of + 1)
  if (which === 'last') return { from: end - 7 * DAY, to: end }
  const from = utc(year, of, 1 + 7 * ((ORDINAL[which] ?? 1) - 1))
  return { from, to: Math.min(from + 7 * DAY, end) }
}
const at = (day: number, from: string, to: string | undefined) => {
  const clock = (text: string): number => {
    const [hours = 0, minutes = 0] = text.split(':').map(Number)
    return hours * 3_600_000 + minutes * 60_000
  }
  return { from: day + clock(from), to: to === undefined ? day + clock(from) + 3_600_000 : day + clock(to) }
}

/** Known moments of Ethereum's history, UTC. */
const EVENTS: Readonly<Record<string, number>> = {
  'the merge': Date.UTC(2022, 8, 15, 6, 42, 42),
  merge: Date.UTC(2022, 8, 15, 6, 42, 42),
  'london fork': Date.UTC(2021, 7, 5, 12, 33, 42),
  'the london fork': Date.UTC(2021, 7, 5, 12, 33, 42),
  'london hard fork': Date.UTC(2021, 7, 5, 12, 33, 42),
  'eip 1559': Date.UTC(2021, 7, 5, 12, 33, 42),
  'the london hard fork': Date.UTC(2021, 7, 5, 12, 33, 42),
  shapella: Date.UTC(2023, 3, 12, 22, 27, 35),
  shanghai: Date.UTC(2023, 3, 12, 22, 27, 35),
  'the shanghai upgrade': Date.UTC(2023, 3, 12, 22, 27, 35),
  dencun: Date.UTC(2024, 2, 13, 13, 55, 35),
  'the dencun upgrade': Date.UTC(2024, 2, 13, 13, 55, 35),
}

/** Moments that the words "before" and "since" may name. */
export const eventAt = (words: string): number | undefined => EVENTS[words]
export const EVENT_WORDS = Object.keys(EVENTS)

/** Over folded words joined by one space, longest and surest first. */
const PATTERNS: readonly (readonly [string, Make])[] = [
  [`(\\d{4}-\\d{2}-\\d{2})`, ([, date]) => ({ from: Date.parse(date ?? ''), to: Date.parse(date ?? '') + DAY })],
  [
    `(?:the )?(end|beginning|start|close|final|last day|first day|principio|inicio|fin|final|ultimo dia|primer dia) (?:of|de|del) (?:the year )?(?:(${MONTH})${OF} )?${YEAR}`,
    ([, side, m, y]) =>
      edge(m === undefined ? { from: utc(Number(y), 0), to: utc(Number(y) + 1, 0) } : monthSpan(Number(y), month(m)), side ?? ''),
  ],
  [
    `(?:the )?(first|second|third|fourth|last|1 st|2 nd|3 rd|4 th) week (?:of|in) (${MONTH})${OF} ${YEAR}`,
    ([, n, m, y]) => weekOf(Number(y), month(m), n ?? ''),
  ],
  [`(\\d{4}-\\d{2})`, ([, text]) => monthSpan(Number(text?.slice(0, 4)), Number(text?.slice(5)) - 1)],
  [`${YEAR} 年 (\\d{1,2}) 月 (\\d{1,2}) (?:日|号|號)`, ([, y, m, d]) => daySpan(Number(y), Number(m) - 1, Number(d))],
  [`${YEAR} 年 (\\d{1,2}) 月(?: 份)?`, ([, y, m]) => monthSpan(Number(y), Number(m) - 1)],
  [`(\\d{1,2}) 月 (\\d{1,2}) (?:日|号|號)`, ([, m, d], now) => recent(now, (y) => daySpan(y, Number(m) - 1, Number(d)))],
  [`(1[0-2]|[1-9]) 月(?: 份)?(?! \\d)`, ([, m], now) => recent(now, (y) => monthSpan(y, Number(m) - 1))],
  [`(\\d{1,2})${TH}${OF} (${MONTH})${OF},? ${YEAR}${TAIL}`, ([, d, m, y]) => daySpan(Number(y), month(m), Number(d))],
  [`(${MONTH})(?: the)? (\\d{1,2})${TH}(?: of| de)? ${YEAR}${TAIL}`, ([, m, d, y]) => daySpan(Number(y), month(m), Number(d))],
  [`(\\d{1,2})${TH}${OF} (${MONTH})(?! ${YEAR})`, ([, d, m], now) => recent(now, (y) => daySpan(y, month(m), Number(d)))],
  [`(${MONTH})(?: the)? (\\d{1,2})${TH}(?! \\d)`, ([, m, d], now) => recent(now, (y) => daySpan(y, month(m), Number(d)))],
  [`(${MONTH})${OF} ${YEAR}${TAIL}`, ([, m, y]) => monthSpan(Number(y), month(m))],
  [`${YEAR} (${MONTH})`, ([, y, m]) => monthSpan(Number(y), month(m))],
  [`q ?([1-4])(?: of)? ${YEAR}`, ([, n, y]) => quarter(Number(y), Number(n))],
  [`${YEAR} q ?([1-4])`, ([, y, n]) => quarter(Number(y), Number(n))],
  [
    `(first|second|third|fourth|primer|segundo|tercer|cuarto|[1-4] (?:st|nd|rd|th)) (?:quarter|trimestre)(?: of| de| del)? ${YEAR}`,
    ([, n, y]) => quarter(Number(y), ORDINAL[n ?? ''] ?? 1),
  ],
  [
    `(first|second|primera|segunda|1 st|2 nd) (?:half|mitad)(?: of| de)? ${YEAR}`,
    ([, n, y]) =>
      /^(first|primera|1)/.test(n ?? '')
        ? { from: utc(Number(y), 0), to: utc(Number(y), 6) }
        : { from: utc(Number(y), 6), to: utc(Number(y) + 1, 0) },
  ],
  [
    `(?:the )?(?:year )?${YEAR}(?: (?:年|году|год|года|yili|yilinda))?`,
    ([, y]) => ({ from: utc(Number(y), 0), to: utc(Number(y) + 1, 0) }),
  ],
  [`(${MONTH})`, ([, m], now) => recent(now, (y) => monthSpan(y, month(m)))],
]

const COMPILED = PATTERNS.map(([source, make]) => [new RegExp(`(?<= |^)(?:${source})(?= |$)`, 'u'), make] as const)

/** A month's bare name that is also a common word needs company: "may" and "mar" alone say nothing. */
const LONELY = new Set(['may', 'mar', 'sep', 'mart', 'dec', 'jan', 'march', 'aug', 'oct', 'nov', 'abril', 'marzo', 'ocak'])
const COMPANY =
  /(?:in|during|for|of|since|before|after|until|and|to|en|durante|de|em|в|за|с|по|vs|versus|between|than|from|last|this|on|с|until|till|through|y|a|e) $/u

/** Named days, months, quarters and years of a message in the order of its words; `joined` is its folded words joined by one space. */
export function dates(joined: string, now: number): DateSpan[] {
  let text = joined
  const found: DateSpan[] = []
  for (const [pattern, make] of COMPILED) {
    const seeker = new RegExp(pattern.source, 'gu')
    for (let match = seeker.exec(text); match; match = seeker.exec(text)) {
      const before = text.slice(0, match.index)
      if (LONELY.has(match[0]) && !COMPANY.test(before)) continue
      const span = make(match, now)
      if (!span) continue
      const start = before.split(' ').length - 1
      found.push({ start, end: start + match[0].split(' ').length, ...span, yearless: !/\d{4}/.test(match[0]) })
      text = before + match[0].replace(/[^ ]/g, '#') + text.slice(match.index + match[0].length)
    }
  }
  return found.sort((a, b) => a.start - b.start)
}

export { at as clockSpan }
