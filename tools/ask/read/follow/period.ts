import { DAY, spanBefore, spanOf } from '../../compile/period.ts'
import { type QueryInput, querySchema } from '../../query.ts'
import type { Features } from '../features.ts'
import { rangeOf } from '../moments.ts'

export const PERIOD_FIELDS = ['period', 'n', 'unit', 'from', 'to'] as const

/** The calendar or rolling period before the one of `query`. */
function earlier(query: QueryInput, now: number): Partial<QueryInput> | undefined {
  const named: Partial<Record<string, NonNullable<QueryInput['period']>>> = {
    today: 'yesterday',
    this_week: 'last_week',
    this_month: 'last_month',
    this_year: 'last_year',
  }
  const found = named[query.period ?? 'all']
  if (found) return { period: found }
  const parsed = querySchema.parse(query)
  const before = spanBefore(parsed, spanOf(parsed, now))
  if (!before) return undefined
  const moment = (ms: number | undefined) => new Date(ms as number).toISOString().slice(0, 16)
  return { period: 'range', from: moment(before.from), to: moment(before.to) }
}

const SHIFT = { hour: 3_600_000, day: DAY, week: 7 * DAY } as const

/** The same span one hour, day, week, month or year earlier. */
function shifted(
  query: QueryInput,
  unit: NonNullable<Features['shift']>,
  { now, forward }: { now: number; forward: boolean },
): Partial<QueryInput> | undefined {
  const { from, to } = spanOf(querySchema.parse(query), now)
  if (from === undefined || to === undefined) return undefined
  const back = (ms: number): number => {
    const sign = forward ? -1 : 1
    if (unit !== 'month' && unit !== 'year') return ms - sign * SHIFT[unit]
    const date = new Date(ms)
    return (
      Date.UTC(
        date.getUTCFullYear() - (unit === 'year' ? sign : 0),
        date.getUTCMonth() - (unit === 'month' ? sign : 0),
        date.getUTCDate(),
      ) +
      (ms % DAY)
    )
  }
  return rangeOf(back(from), back(to))
}

/** "the 7th and the 8th": two days beside each other are one period. */
function joined(moments: Features['moments']): Features['moments'] {
  const [first, second, third] = moments
  const [one, two] = [first?.period, second?.period]
  if (!first || third || !two?.from || one?.period !== 'range' || two.period !== 'range' || !one.to) return moments
  const next = Date.parse(one.to.slice(0, 10)) + DAY === Date.parse(two.from.slice(0, 10)) && !/T/.test(one.to + two.from)
  return next ? [{ ...first, period: { ...one, ...(two.to === undefined ? {} : { to: two.to }) } }] : moments
}

/** The period of a follow-up: a named one, or one before that of the query. */
export function periodEdit(features: Features, previous: QueryInput, now: number): { part: Partial<QueryInput>; spare: string[] } {
  const { roles, moments } = features
  const [moment, another] = joined(moments)
  const compares = roles.has('compare') || roles.has('compare:self')
  const spare = another ? ['second period'] : []
  const versus = (['day', 'week', 'month', 'year'] as const).find((grain) => roles.has(`versus:${grain}`))
  if (versus) {
    const other = shifted(moment ? { ...previous, ...moment.period } : previous, versus, { now, forward: false })
    if (!other?.from) return { part: {}, spare: [...spare, 'versus'] }
    const own = moment ? { ...Object.fromEntries(PERIOD_FIELDS.map((field) => [field, undefined])), ...moment.period } : {}
    return { part: { ...own, compare: true, from2: other.from, ...(other.to === undefined ? {} : { to2: other.to }) }, spare }
  }
  if (!moment && !roles.has('before')) return { part: roles.has('compare:self') ? { compare: true } : {}, spare }
  if (moment && compares && moment.period.period === 'range' && moment.period.from !== undefined) {
    const { from, to } = moment.period
    return { part: { compare: true, from2: from, ...(to === undefined ? {} : { to2: to }) }, spare }
  }
  if (compares) return { part: { compare: true }, spare }
  const earlierSpan = features.shift ? shifted(previous, features.shift, { now, forward: features.forward }) : earlier(previous, now)
  const found = moment ? moment.period : earlierSpan
  if (!found) return { part: {}, spare: [...spare, 'before'] }
  return { part: { ...Object.fromEntries(PERIOD_FIELDS.map((field) => [field, undefined])), ...found }, spare }
}
