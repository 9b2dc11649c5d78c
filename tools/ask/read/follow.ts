import { DAY, spanBefore, spanOf } from '../compile/period.ts'
import { metricOf } from '../layer/index.ts'
import { type QueryInput, querySchema } from '../query.ts'
import type { Decision } from './decide.ts'
import type { Features } from './features.ts'
import { unfit } from './fit.ts'
import { rangeOf } from './moments.ts'
import { finishPrice, perThing, saidToken, wholeOf } from './narrow.ts'

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

/** The period of a follow-up: a named one, or one before that of the query. */
function periodEdit(features: Features, previous: QueryInput, now: number): { part: Partial<QueryInput>; spare: string[] } {
  const { roles, moments } = features
  const [moment, another] = moments
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

/** Tokens, DEXes and versions of a follow-up: one replaces, several stand side by side, "only" narrows. */
function namesEdit(features: Features, draft: QueryInput): string[] {
  const { tokens, roles, dexes, versions } = features
  const dimensions = metricOf(draft.metric ?? '')?.subject.dimensions ?? {}
  const compares = roles.has('compare')
  const apart = (field: 'dex' | 'version' | 'token', values: readonly string[]): string[] => {
    if (!dimensions[field]) return values.slice()
    const before = field === 'token' ? draft.token : field === 'dex' ? draft.dex : draft.version
    const all = [
      ...new Set([...(compares && before ? [String(before)] : []), ...(draft.by?.[0] === field ? (draft.among ?? []) : []), ...values]),
    ]
    draft.by = [field, ...(draft.by ?? []).filter((id) => id !== field)].slice(0, 3)
    draft.among = all.slice(0, 6)
    delete draft[field]
    return []
  }
  const spare: string[] = []
  if (dexes.length > 1 || (compares && dexes.length === 1 && draft.dex)) spare.push(...apart('dex', dexes))
  else if (dexes[0]) {
    // Versions are of a DEX: the next one has its own.
    if (draft.dex && draft.dex !== dexes[0] && versions.length === 0) delete draft.version
    draft.dex = dexes[0]
    if (draft.by?.[0] === 'dex') delete draft.among
  }
  if (versions.length > 1 || (compares && versions.length === 1 && draft.version)) spare.push(...apart('version', versions))
  else if (versions[0]) draft.version = versions[0] as NonNullable<QueryInput['version']>
  if (tokens.length > 2 || (compares && tokens.length > 0)) spare.push(...apart('token', tokens.map(saidToken)))
  else {
    const [token, second] = tokens
    if (token && draft.by?.[0] === 'token' && (draft.among?.length ?? 0) > 1) draft.among = tokens.map(saidToken)
    else if (token) {
      draft.token = saidToken(token)
      delete draft.token2
    }
    if (second) draft.token2 = saidToken(second)
  }
  return spare
}

/** "highest?" after a price, "max" after an average: the extreme of the same measure. */
const EXTREMES: readonly { of: RegExp; most: string; least: string }[] = [
  { of: /^price/, most: 'price_high', least: 'price_low' },
  { of: /^(median_)?gas_price/, most: 'gas_price_high', least: 'gas_price_low' },
  { of: /^base_fee/, most: 'base_fee_high', least: 'base_fee_low' },
  { of: /^(average|median)_trade$/, most: 'largest_trade', least: 'smallest_trade' },
  { of: /^(average|median)_transfer_amount$/, most: 'largest_transfer_amount', least: 'largest_transfer_amount' },
]
const extremeOf = (metric: string | undefined, order: string | undefined): string | undefined => {
  const found = EXTREMES.find(({ of }) => of.test(metric ?? ''))
  return order === 'most' ? found?.most : order === 'least' ? found?.least : undefined
}

/** What counts the rows that were listed: "how many" after a list. */
const COUNTS: Readonly<Record<string, string>> = {
  trade_rows: 'trades',
  transfer_rows: 'transfers',
  transaction_rows: 'transactions',
  block_rows: 'blocks',
  pool_rows: 'pools',
  token_rows: 'tokens',
  holder_rows: 'holders',
}

/** Averages, and the medians of the same. */
const MIDDLES: readonly (readonly [string, string])[] = [
  ['gas_price', 'median_gas_price'],
  ['average_trade', 'median_trade'],
  ['average_transfer_amount', 'median_transfer_amount'],
]

/** What the rows of a count are worth. */
const AMOUNTS: Readonly<Record<string, string>> = {
  trades: 'volume',
  transfers: 'transfer_volume',
  transfer_amount: 'transfer_volume',
  amount_bought: 'buy_volume',
  amount_sold: 'sell_volume',
  gas_spent: 'gas_spent_usd',
}

/** Lays what a fragment says over the query before it. */
function edit(features: Features, previous: QueryInput, now: number): Decision {
  const { roles, nouns } = features
  const draft: QueryInput = { ...previous }
  const unexplained = [...features.unexplained]
  const set = (part: Partial<QueryInput>) => Object.assign(draft, part)
  const { part, spare } = periodEdit(features, previous, now)
  set(part)
  for (const field of PERIOD_FIELDS) if (draft[field] === undefined) delete draft[field]
  unexplained.push(...spare)
  if (roles.has('compare') && !draft.compare && features.tokens.length + features.dexes.length + features.versions.length === 0)
    unexplained.push('compare')
  unexplained.push(...namesEdit(features, draft))
  for (const field of [
    'chain',
    'pool',
    'address',
    'direction',
    'other',
    'method',
    'minUsd',
    'minAmount',
    'maxUsd',
    'maxAmount',
    'per',
    'limit',
    'transform',
    'window',
  ] as const) {
    if (features[field] !== undefined) set({ [field]: features[field] })
  }
  if ((features.minUsd ?? features.minAmount ?? features.maxUsd ?? features.maxAmount) !== undefined) draft.strict = features.strict
  const [block, toBlock] = features.blocks
  if (block !== undefined) set({ block, ...(toBlock === undefined ? {} : { toBlock }) })
  if (features.currency) draft.currency = features.currency
  // "how much was that in dollars" after a count: what the same rows are worth.
  const worth = roles.has('currency:usd') || roles.has('currency:native') || features.currency !== undefined
  const amount = worth ? AMOUNTS[draft.metric ?? ''] : undefined
  if (amount && (roles.has('much') || features.metrics.length === 0)) draft.metric = amount
  const measured = metricOf(draft.metric ?? '')?.metric
  if (worth && measured?.kind === 'aggregate' && !measured.usd) unexplained.push('currency')
  if (features.exclude.length > 0) draft.exclude = [...new Set([...(previous.exclude ?? []), ...features.exclude])].slice(0, 8)
  const price = draft.by?.length || draft.per ? undefined : extremeOf(draft.metric, features.order)
  if (price) draft.metric = price
  else if (features.order && features.order !== 'busiest') draft.order = features.order
  // "only the worst 3" after what nobody wants many of: the largest of it.
  if (roles.has('worst') && /fail/.test(draft.metric ?? '')) draft.order = 'most'
  const counted = roles.has('count') && nouns.length === 0 ? COUNTS[draft.metric ?? ''] : undefined
  if (counted) {
    draft.metric = counted
    delete draft.order
    delete draft.limit
  }
  // "to coinbase" after "transfers from binance": the other end.
  if (
    features.address &&
    features.direction &&
    previous.address &&
    previous.direction &&
    previous.direction !== features.direction &&
    !features.other
  ) {
    draft.address = previous.address
    draft.direction = previous.direction
    draft.other = features.address
  }
  if (roles.has('average') && draft.metric === 'price_close') draft.metric = 'price_average'
  const middle = MIDDLES.find((pair) => pair.includes(draft.metric ?? ''))
  if (middle && roles.has('median')) draft.metric = middle[1] as NonNullable<QueryInput['metric']>
  else if (middle && roles.has('average')) draft.metric = middle[0] as NonNullable<QueryInput['metric']>
  else if (roles.has('median')) unexplained.push('median')
  // "just the failed ones", "10 please", "make it five".
  if (roles.has('failed') && metricOf(draft.metric ?? '')?.subject.filters.outcome && !/fail/.test(draft.metric ?? ''))
    draft.outcome = 'failed'
  const [sole] = unexplained
  if (unexplained.length === 1 && previous.limit !== undefined && /^\d{1,3}$/.test(sole ?? '') && Number(sole) > 0) {
    draft.limit = Number(sole)
    unexplained.length = 0
  }
  if (roles.has('chart')) draft.show = 'chart'
  else if (roles.has('table')) draft.show = 'table'
  const groups = nouns.filter((seen) => seen.role === 'by' && seen.noun.by)
  if (groups.length > 0) draft.by = [...new Set(groups.map((seen) => seen.noun.by as NonNullable<QueryInput['by']>[number]))].slice(0, 3)
  for (const seen of nouns) {
    if (seen.role === 'each') draft.each = seen.noun.id as NonNullable<QueryInput['each']>
    // "top 10 tokens" after "top 5 tokens", "only sushiswap trades": the noun repeats what was measured.
    else if (
      !groups.includes(seen) &&
      !(seen.noun.by && draft.by?.includes(seen.noun.by)) &&
      seen.noun.count !== draft.metric &&
      seen.noun.rows !== draft.metric
    )
      unexplained.push(seen.noun.id)
  }
  if (draft.order && !draft.by?.length && !draft.per && metricOf(draft.metric ?? '')?.metric.kind === 'aggregate' && !price)
    unexplained.push('rank of what')
  const narrowed = draft.dex ?? draft.version ?? draft.token ?? draft.address
  if (features.transform === 'share' && !draft.by?.length && narrowed !== undefined) {
    draft.transform = 'part'
    const kept = wholeOf(features)
    if (kept.length > 0) draft.whole = kept
  }
  finishPrice(draft)
  perThing(draft)
  return { query: draft, unexplained: [...unexplained, ...unfit(draft)] }
}

/** "by number of trades" after a ranking by volume: the same groups, ranked by another measure. */
function measureEdit(features: Features, previous: QueryInput): QueryInput | undefined {
  const measure = features.nouns.find((seen) => seen.role === 'measure')
  const byMetric = features.roles.has('by') && features.metrics.length === 1 && features.nouns.length === 0
  const id = measure && features.nouns.length === 1 ? measure.noun.count : byMetric ? features.metrics[0] : undefined
  const [found, before] = [metricOf(id ?? ''), metricOf(previous.metric ?? '')]
  if (!id || found?.metric.kind !== 'aggregate' || found.subject.id !== before?.subject.id || !previous.by?.length) return undefined
  return { ...previous, metric: id }
}

/** True when the message only changes something: it names no measure and counts nothing new. */
/** "how many traders?" after a question about a day: nothing narrows it, so it is of the same rows. */
const bareMeasure = (features: Features, words: number): boolean =>
  words <= 4 &&
  features.metrics.length + features.nouns.length === 1 &&
  features.order === undefined &&
  features.limit === undefined &&
  features.tokens.length + features.moments.length + features.blocks.length + features.dexes.length + features.versions.length === 0 &&
  [features.address, features.chain, features.pool, features.minUsd, features.minAmount, features.transform].every(
    (each) => each === undefined,
  )

const isFragment = (features: Features): boolean =>
  features.metrics.length === 0 && features.nouns.every((seen) => seen.role === 'by' || seen.role === 'each' || seen.role === 'top')

/** A name alone changes nothing without a word like "and": "what is WETH" after a price is a new question. */
const onlyNames = (features: Features): boolean =>
  !(features.asks && features.roles.size === 0 && features.unexplained.length === 0) &&
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
  { previous, alone, now, words }: { previous: QueryInput; alone: Decision | undefined; now: number; words: number },
): Decision | undefined {
  const kind = metricOf(previous.metric ?? '')?.metric.kind
  if (kind === undefined || kind === 'live') return undefined
  if (onlyNames(features)) return undefined
  const known = alone?.query.metric !== undefined && alone.unexplained.length === 0
  const refers = features.roles.has('anaphora') && known
  const carries = features.roles.has('continue') || refers || (known && features.asks && bareMeasure(features, words))
  const other = measureEdit(features, previous)
  if (other)
    return {
      query: { ...other, ...(features.limit === undefined ? {} : { limit: features.limit }) },
      unexplained: [...features.unexplained],
    }
  // "who sent the most?": a ranking over the rows of the answer before.
  const ranks = features.roles.has('who') && alone?.query.by !== undefined && alone.unexplained.length === 0
  if (
    !ranks &&
    !refers &&
    isFragment(features) &&
    (alone === undefined || !alone.query.metric || features.roles.has('continue') || features.nouns.every((seen) => seen.role !== 'top'))
  )
    return edit(features, previous, now)
  if ((!ranks && !carries) || !alone?.query.metric) return undefined
  // "how many trades instead", "and the fees?": another measure over the same rows.
  const kept = Object.fromEntries(
    Object.entries(previous).filter(([key]) =>
      [
        'token',
        'token2',
        'dex',
        'version',
        'chain',
        'pool',
        'address',
        'direction',
        'other',
        'block',
        'toBlock',
        'among',
        ...PERIOD_FIELDS,
        'by',
        'per',
        'exclude',
        'show',
      ].includes(key),
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
