import { metricOf } from '../layer/index.ts'
import type { QueryInput, ThanInput, WithinInput } from '../query.ts'

const PERIOD: Readonly<Record<string, string>> = {
  all: '',
  today: 'today',
  yesterday: 'yesterday',
  this_week: 'this week',
  last_week: 'last week',
  this_month: 'this month',
  last_month: 'last month',
  this_year: 'this year',
  last_year: 'last year',
}

function when({ period = 'all', n, unit, from, to }: QueryInput): string {
  if (period === 'last') return `last ${n} ${unit}${n === 1 ? '' : 's'}`
  if (period === 'range') return from === to ? `on ${from}` : [from && `from ${from}`, to && `to ${to}`].filter(Boolean).join(' ')
  return PERIOD[period] ?? ''
}

/** A first step in words: "of those found by trades by trader, PEPE". */
function step(made: WithinInput | ThanInput): string {
  const { period, order, limit, by } = made
  const own = period === undefined || period === 'same' || period === 'before' ? {} : { period }
  const words = describe({
    ...(made as object),
    by: by ? [by] : [],
    period: 'all',
    ...own,
    order: undefined,
    limit: undefined,
    within: undefined,
    than: undefined,
  })
  const first = order ? `${order} ${limit ?? 1} of ` : ''
  const earlier = period === 'before' ? ', before that' : ''
  if ('bound' in made) return `${made.bound} than ${first}${words}${earlier}`
  const later = made.later ? ' later' : ''
  return `${made.not ? 'not ' : ''}of what is found${later} by ${first}${words}${earlier}`
}

/** A query in words: "trading volume by token, WETH, this week, top 5". */
export function describe(query: QueryInput): string {
  const found = metricOf(query.metric ?? '')
  const narrowed = [
    [query.token, query.token2].filter(Boolean).join('/'),
    [query.dex, query.version && `v${query.version}`].filter(Boolean).join(' '),
    query.address,
    query.chain,
  ]
  const parts = [
    `${found?.metric.title.en ?? 'data'}${query.by?.length ? ` by ${query.by.join(' and ')}` : ''}${query.per ? ` per ${query.per}` : ''}`,
    query.event === undefined
      ? ''
      : [query.argument, ...(query.byArgument ?? []).map((name) => `by ${name}`), `of ${query.event}`].filter(Boolean).join(' '),
    ...(query.where ?? []),
    ...narrowed,
    query.exclude?.length ? `without ${query.exclude.join(', ')}` : '',
    when(query),
    query.order ? `${query.order}${query.limit ? ` ${query.limit}` : ''}` : query.limit ? `${query.limit} rows` : '',
    query.transform === 'top_share' ? 'their share together' : '',
    query.atLeast === undefined ? '' : `at least ${query.atLeast}`,
    query.atMost === undefined ? '' : `at most ${query.atMost}`,
    query.transform === 'groups' ? 'how many groups' : '',
    ...(query.within ?? []).map(step),
    query.than ? step(query.than) : '',
    query.compare ? 'compared with the period before' : '',
  ]
  return parts.filter(Boolean).join(', ')
}
