import { spanBefore, spanOf } from '../compile/period.ts'
import { metricOf } from '../layer/index.ts'
import { type QueryInput, querySchema } from '../query.ts'
import { type Decision, finishPrice } from './decide.ts'
import type { Features } from './features.ts'
import { unfit } from './fit.ts'

const PERIOD_FIELDS = ['period', 'n', 'unit', 'from', 'to'] as const

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

/** Lays what a fragment says over the query before it. */
function edit(features: Features, previous: QueryInput, now: number): Decision {
  const { roles, tokens, nouns } = features
  const draft: QueryInput = { ...previous }
  const unexplained = [...features.unexplained]
  const set = (part: Partial<QueryInput>) => Object.assign(draft, part)
  const [moment, another] = features.moments
  if (moment || roles.has('before')) {
    const shifted = moment ? moment.period : earlier(previous, now)
    if (roles.has('compare') || roles.has('compare:self')) draft.compare = true
    else if (shifted) {
      for (const field of PERIOD_FIELDS) delete draft[field]
      set(shifted)
    } else unexplained.push('before')
  } else if (roles.has('compare:self')) draft.compare = true
  else if (roles.has('compare')) unexplained.push('compare')
  if (another) unexplained.push('second period')
  const [token, second] = tokens
  if (token) {
    draft.token =
      token.matches.length === 1
        ? token.matches[0]?.match === 'address'
          ? token.matches[0].address
          : (token.matches[0]?.symbol as string)
        : token.words
    if (second?.matches.length === 1) draft.token2 = second.matches[0]?.symbol as string
  }
  for (const field of [
    'dex',
    'version',
    'chain',
    'pool',
    'address',
    'direction',
    'minUsd',
    'minAmount',
    'per',
    'limit',
    'transform',
  ] as const) {
    if (features[field] !== undefined) set({ [field]: features[field] })
  }
  if (features.currency) draft.currency = features.currency
  if (features.exclude.length > 0) draft.exclude = [...new Set([...(previous.exclude ?? []), ...features.exclude])].slice(0, 8)
  if (features.order && features.order !== 'busiest') draft.order = features.order
  if (roles.has('chart')) draft.show = 'chart'
  else if (roles.has('table')) draft.show = 'table'
  const groups = nouns.filter((seen) => seen.role === 'by' && seen.noun.by)
  if (groups.length > 0) draft.by = [...new Set(groups.map((seen) => seen.noun.by as NonNullable<QueryInput['by']>[number]))].slice(0, 2)
  for (const seen of nouns) {
    if (seen.role === 'each') draft.each = seen.noun.id as NonNullable<QueryInput['each']>
    // "top 10 tokens" after "top 5 tokens": the noun repeats the grouping.
    else if (!groups.includes(seen) && !(seen.noun.by && draft.by?.includes(seen.noun.by))) unexplained.push(seen.noun.id)
  }
  if (draft.order && !draft.by?.length && !draft.per && metricOf(draft.metric ?? '')?.metric.kind === 'aggregate')
    unexplained.push('rank of what')
  finishPrice(draft)
  return { query: draft, unexplained: [...unexplained, ...unfit(draft)] }
}

/** True when the message only changes something: it names no measure and counts nothing new. */
const isFragment = (features: Features): boolean =>
  features.metrics.length === 0 && features.nouns.every((seen) => seen.role === 'by' || seen.role === 'each' || seen.role === 'top')

/** A name alone changes nothing without a word like "and": "what is WETH" after a price is a new question. */
const onlyNames = (features: Features): boolean =>
  !features.roles.has('continue') &&
  (features.tokens.length > 0 || features.address !== undefined || features.pool !== undefined) &&
  [features.moments, features.nouns, features.exclude].every((each) => each.length === 0) &&
  ![features.per, features.limit, features.order, features.dex, features.version, features.transform, features.currency].some(
    (each) => each !== undefined,
  ) &&
  [...features.roles].every((role) => role === 'which' || role === 'who')

/** A message read as a change of the query before it; undefined when it stands alone. `alone` is its own reading. */
export function follow(
  features: Features,
  { previous, alone, now }: { previous: QueryInput; alone: Decision | undefined; now: number },
): Decision | undefined {
  const kind = metricOf(previous.metric ?? '')?.metric.kind
  if (kind === undefined || kind === 'live') return undefined
  if (onlyNames(features)) return undefined
  if (
    isFragment(features) &&
    (alone === undefined || !alone.query.metric || features.roles.has('continue') || features.nouns.every((seen) => seen.role !== 'top'))
  )
    return edit(features, previous, now)
  if (!features.roles.has('continue') || !alone?.query.metric) return undefined
  // "how many trades instead", "and the fees?": another measure over the same rows.
  const kept = Object.fromEntries(
    Object.entries(previous).filter(([key]) =>
      ['token', 'token2', 'dex', 'version', 'chain', 'pool', 'address', ...PERIOD_FIELDS, 'by', 'per', 'exclude', 'show'].includes(key),
    ),
  )
  const periodNamed = features.moments.length > 0
  const base = periodNamed
    ? Object.fromEntries(Object.entries(kept).filter(([key]) => !(PERIOD_FIELDS as readonly string[]).includes(key)))
    : kept
  const metric = metricOf(alone.query.metric)
  if (metric?.metric.kind !== 'aggregate') return { ...alone, query: { ...pick(base, ['token', ...PERIOD_FIELDS]), ...alone.query } }
  return { ...alone, query: { ...base, ...alone.query } }
}

const pick = (query: QueryInput, fields: readonly string[]): QueryInput =>
  Object.fromEntries(Object.entries(query).filter(([key]) => fields.includes(key)))
