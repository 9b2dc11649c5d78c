import type { Claim, Reading } from './claim.ts'
import { CLAIMED } from './tokens.ts'

const MONTHS: Readonly<Record<string, number>> = Object.fromEntries(
  [
    'january jan enero ene', 'february feb febrero', 'march mar marzo', 'april apr abril abr', 'may mayo', 'june jun junio', 'july jul julio', 'august aug agosto ago', 'september sep sept septiembre setiembre', 'october oct octubre', 'november nov noviembre', 'december dec diciembre dic',
  ].flatMap((words, index) => words.split(' ').map((word) => [word, index + 1])),
) // biome-ignore format: one line a table
const MONTH = Object.keys(MONTHS).sort((a, b) => b.length - a.length).join('|') // biome-ignore format: short
const CLOCK = String.raw`(?:(?:,?\s+(?:at|a las)\s+|[T\s,]\s?)(\d{1,2}):(\d{2})(?::(\d{2})(?:\.\d{1,9})?)?\s?([ap]\.?m\b\.?)?)?(?:\s?(?:Z|UTC|GMT))?`

type DateReading = Extract<Reading, { kind: 'date' }>
type Parts = Omit<DateReading, 'kind'>

const number = (text: string | undefined): number | undefined => (text === undefined || text === '' ? undefined : Number(text))

function reading(parts: { [K in keyof Parts]: number | undefined }): DateReading[] {
  const { month = 1, day = 1, hour = 0, minute = 0, second = 0 } = parts
  if (month < 1 || month > 12 || day < 1 || day > 31 || hour > 23 || minute > 59 || second > 59) return []
  return [{ kind: 'date', ...Object.fromEntries(Object.entries(parts).filter(([, value]) => value !== undefined)) }]
}

/** Hour, minute and second from the four groups of CLOCK. */
function clock([hour, minute, second, half]: readonly (string | undefined)[]): Pick<
  { [K in keyof Parts]: number | undefined },
  'hour' | 'minute' | 'second'
> {
  const shown = number(hour)
  const late = half?.toLowerCase().startsWith('p')
  const full = shown === undefined || half === undefined ? shown : (shown % 12) + (late ? 12 : 0)
  return { hour: full, minute: number(minute), second: number(second) }
}

const monthOf = (word: string | undefined): number | undefined => MONTHS[(word ?? '').toLowerCase()]

/** The shapes in which dates and times are written, each with its readings. Order matters: longer ones first. */
const SHAPES: readonly { shape: RegExp; read: (groups: readonly (string | undefined)[]) => DateReading[] }[] = [
  {
    shape: new RegExp(String.raw`\b(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?![\d])${CLOCK}`, 'gi'),
    read: ([y, m, d, ...time]) => reading({ year: number(y), month: number(m), day: number(d), ...clock(time) }),
  },
  {
    shape: new RegExp(String.raw`\b(\d{1,2})[/.](\d{1,2})[/.](\d{4})(?![\d])${CLOCK}`, 'gi'),
    read: ([a, b, y, ...time]) => [
      ...reading({ year: number(y), month: number(a), day: number(b), ...clock(time) }),
      ...reading({ year: number(y), month: number(b), day: number(a), ...clock(time) }),
    ],
  },
  {
    shape: new RegExp(
      String.raw`\b(${MONTH})\.?\s+(\d{1,2})(?:st|nd|rd|th)?(?![\d.,:%]\d|\d)(?:,?\s+(\d{4})(?![\d.,]\d|\d))?${CLOCK}`,
      'gi',
    ),
    read: ([m, d, y, ...time]) => reading({ year: number(y), month: monthOf(m), day: number(d), ...clock(time) }),
  },
  {
    shape: new RegExp(
      String.raw`\b(\d{1,2})(?:st|nd|rd|th)?\s+(?:of\s+|de\s+)?(${MONTH})\b\.?(?:,?\s+(?:de\s+|del\s+)?(\d{4})(?![\d.,]\d|\d))?${CLOCK}`,
      'gi',
    ),
    read: ([d, m, y, ...time]) => reading({ year: number(y), month: monthOf(m), day: number(d), ...clock(time) }),
  },
  {
    shape: new RegExp(String.raw`\b(${MONTH})\b\.?,?\s+(?:de\s+|del\s+)?(\d{4})(?![\d.,]\d|\d)`, 'gi'),
    read: ([m, y]) => reading({ year: number(y), month: monthOf(m) }),
  },
  {
    shape: /(?:(\d{4})\s?年\s?)?(\d{1,2})\s?月\s?(\d{1,2})\s?[日号](?:\s?(\d{1,2})[:时](\d{2})?(?:[:分](\d{2})?)?[分秒]?)?/g,
    read: ([y, m, d, ...time]) => reading({ year: number(y), month: number(m), day: number(d), ...clock(time) }),
  },
  { shape: /(\d{4})\s?年\s?(?:(\d{1,2})\s?月)?/g, read: ([y, m]) => reading({ year: number(y), month: number(m) }) },
  {
    shape: /\b(\d{1,2}):(\d{2})(?::(\d{2}))?(?![\d:])\s?([ap]\.?m\b\.?)?(?:\s?(?:Z|UTC|GMT)\b)?/gi,
    read: (groups) => reading(clock(groups)),
  },
  { shape: /\b(\d{1,2})\s?([ap]\.?m)\b/gi, read: ([hour, half]) => reading(clock([hour, undefined, undefined, half])) },
]

/** Takes dates and times out of a normalised sentence; the rest has a mark in each place. */
export function takeDates(text: string): { rest: string; claims: Claim[] } {
  const claims: Claim[] = []
  let rest = text
  for (const { shape, read } of SHAPES) {
    rest = rest.replace(shape, (found: string, ...groups: unknown[]) => {
      const readings = read(
        groups.slice(
          0,
          groups.findIndex((group) => typeof group === 'number'),
        ) as (string | undefined)[],
      )
      if (readings.length === 0) return found
      claims.push({ kind: 'date', text: found.trim(), readings })
      return ` ${CLAIMED} `
    })
  }
  return { rest, claims }
}
