import { metricOf } from '../../layer/index.ts'
import type { QueryInput } from '../../query.ts'
import type { Decision } from '../decide.ts'
import { exceptPeriod } from '../except.ts'
import type { Features } from '../features.ts'
import { unfit } from '../fit.ts'
import { isOfChain, namesCoin } from '../intents/shared.ts'
import { finishPrice, perThing, wholeOf } from '../narrow.ts'
import { NOUN_OF } from '../words/nouns.ts'
import { groupBound } from './bounds.ts'
import type { Edit } from './idioms.ts'
import { countOf, kin, otherSide } from './measures.ts'
import { namesEdit } from './names.ts'
import { PERIOD_FIELDS, periodEdit } from './period.ts'

/** What the rows of a count are worth. */
const AMOUNTS: Readonly<Record<string, string>> = {
  trades: 'volume',
  transfers: 'transfer_volume',
  transfer_amount: 'transfer_volume',
  amount_bought: 'buy_volume',
  amount_sold: 'sell_volume',
  gas_spent: 'gas_spent_usd',
}

const PLAIN = ['chain', 'pool', 'address', 'direction', 'other', 'method', 'per', 'transform', 'window'] as const
const BOUNDS = ['minUsd', 'minAmount', 'maxUsd', 'maxAmount'] as const

interface Draft {
  query: QueryInput
  unexplained: string[]
}

/** Another period, more of it, or all but it. */
function time({ query, unexplained }: Draft, features: Features, now: number): void {
  if (features.roles.has('exclude') && features.moments.length > 0 && features.exclude.length === 0) {
    const within = exceptPeriod(features, query)
    if (within) query.within = within
    else unexplained.push('exclude')
    return
  }
  // "moving average over 7 days": its width, not a period.
  const [only, other] = features.moments
  if (features.transform === 'moving_average' && only?.period.period === 'last' && !other) {
    query.window = only.period.n
    return
  }
  const { part, spare } = periodEdit(features, query, now)
  Object.assign(query, part)
  for (const field of PERIOD_FIELDS) if (query[field] === undefined) delete query[field]
  unexplained.push(...spare)
  const named = features.tokens.length + features.dexes.length + features.versions.length
  if (features.roles.has('compare') && !query.compare && named === 0) unexplained.push('compare')
}

/** "only ones above 100 transfers" after a ranking by transfers: what each of them has. */
function countBound(draft: Draft, features: Features): boolean {
  const { query, unexplained } = draft
  const at = unexplained.findIndex((word) => /^\d+ [a-z]+$/.test(word))
  const [value, thing] = (unexplained[at] ?? '').split(' ')
  const counted = thing !== undefined && NOUN_OF.get(thing)?.count === query.metric
  if (!counted || !query.by?.length) return false
  const [number, step] = [Number(value), features.strict ? 1 : 0]
  if (features.roles.has('under')) query.atMost = number - step
  else query.atLeast = number + step
  unexplained.splice(at, 1)
  return true
}

/** Bounds of rows, or of the groups that are named beside them. */
function bounds(draft: Draft, features: Features): string[] {
  if (countBound(draft, features)) return []
  const grouped = groupBound(features, draft.query)
  if (grouped) {
    Object.assign(draft.query, grouped.query)
    draft.unexplained = draft.unexplained.filter((word) => !grouped.nouns.includes(word))
    return grouped.nouns
  }
  for (const field of BOUNDS) if (features[field] !== undefined) Object.assign(draft.query, { [field]: features[field] })
  if (BOUNDS.some((field) => features[field] !== undefined)) draft.query.strict = features.strict
  return []
}

/** "only the ones that bought USDC", "and who sold the most?": the side of the trades. */
function sides({ query, unexplained }: Draft, features: Features): void {
  const side = features.roles.has('buy') ? 'bought' : features.roles.has('sell') ? 'sold' : undefined
  if (!side || (features.roles.has('buy') && features.roles.has('sell'))) return
  const other = otherSide(query.metric, side)
  if (other) {
    query.metric = other
    if (query.also) query.also = query.also.map((id) => otherSide(id, side) ?? id)
    return
  }
  const own = side === 'bought' ? /buy|bought/ : /sell|sold/
  if (own.test(query.metric ?? '')) return
  if (query.token && metricOf(query.metric ?? '')?.subject.id === 'trades') query.side = side
  else unexplained.push(side)
}

/** Dollars or the coin; a count in dollars is what its rows are worth. */
function money({ query, unexplained }: Draft, features: Features): void {
  const { roles } = features
  if (features.currency) query.currency = features.currency
  const worth = roles.has('currency:usd') || roles.has('currency:native') || features.currency !== undefined
  const amount = worth ? AMOUNTS[query.metric ?? ''] : undefined
  if (amount && (roles.has('much') || features.metrics.length === 0)) query.metric = amount as NonNullable<QueryInput['metric']>
  const measured = metricOf(query.metric ?? '')?.metric
  if (worth && measured?.kind === 'aggregate' && !measured.usd) unexplained.push('currency')
}

/** Measures whose largest is a measure too: the highest price, not the highest count. */
const EXTREME =
  /^(price|pool_price|gas_price|median_gas_price|base_fee|average_trade|median_trade|average_transfer_amount|median_transfer_amount)/

/** A superlative by itself asks for one of a list: "and the lowest?", "highest one". */
const ONE =
  /^(?:and |just |only |what(?:'s| is| was) )*(?:the )?(?:highest|lowest|max(?:imum)?|min(?:imum)?|largest|biggest|smallest|peak|cheapest|best|worst)(?: one| of (?:those|them|these|all))?\W*$/i

/** The highest, the first few, "which day": which rows come first, and how many. */
function ranks(draft: Draft, features: Features, { text }: Edit): void {
  const { query, unexplained } = draft
  const extreme =
    query.by?.length || query.per || (features.order !== 'most' && features.order !== 'least')
      ? undefined
      : EXTREME.test(query.metric ?? '')
        ? kin(query.metric, features.order)
        : undefined
  const again = /^\W*top\b/i.test(text) && query.order !== undefined
  if (features.order && query.per && /_(high|low)$/.test(query.metric ?? ''))
    query.metric = kin(query.metric, features.order as 'most') ?? query.metric
  if (extreme) query.metric = extreme
  else if (features.order && features.order !== 'busiest' && !again) query.order = features.order
  if (features.limit !== undefined) query.limit = features.limit
  else if (features.order && (query.by?.length || query.per) && ONE.test(text)) query.limit = 1
  // "only the worst 3" after what nobody wants many of: the largest of it.
  if (features.roles.has('worst') && /fail/.test(query.metric ?? '')) query.order = 'most'
  if (features.rankGrain) {
    query.per = features.rankGrain
    query.order ??= /_low$/.test(query.metric ?? '') ? 'least' : 'most'
    query.limit ??= 1
  }
  const [sole] = unexplained
  if (unexplained.length === 1 && (query.limit ?? query.order) !== undefined && /^\d{1,3}$/.test(sole ?? '') && Number(sole) > 0) {
    query.limit = Number(sole)
    unexplained.length = 0
  }
  const scalar = !query.by?.length && !query.per && metricOf(query.metric ?? '')?.metric.kind === 'aggregate'
  if (query.order && scalar && !extreme) unexplained.push('rank of what')
}

/** Groups that the message names, and nouns that only repeat what was asked. */
function groups({ query, unexplained }: Draft, features: Features, taken: readonly string[]): void {
  const by = features.nouns.filter((seen) => seen.role === 'by' && seen.noun.by)
  if (by.length > 0) query.by = [...new Set(by.map((seen) => seen.noun.by as NonNullable<QueryInput['by']>[number]))].slice(0, 3)
  for (const seen of features.nouns) {
    if (seen.role === 'each') query.each = seen.noun.id as NonNullable<QueryInput['each']>
    else if (!by.includes(seen) && !taken.includes(seen.noun.id) && !repeated(seen.noun, query)) unexplained.push(seen.noun.id)
  }
}

/** Things that a subject is made of: "only trades over 10k" after a volume. */
const MADE_OF: Readonly<Record<string, string>> = {
  trades: 'trade',
  transfers: 'transfer',
  transactions: 'transaction',
  gas: 'transaction',
  blocks: 'block',
  pools: 'pool',
}
const repeated = (noun: { id: string; by?: string | undefined; count: string; rows?: string | undefined }, query: QueryInput): boolean =>
  (noun.by !== undefined && query.by?.includes(noun.by as never) === true) ||
  noun.count === query.metric ||
  (noun.rows !== undefined && noun.rows === query.metric) ||
  MADE_OF[metricOf(query.metric ?? '')?.subject.id ?? ''] === noun.id

/** The share of what stands in a ranking, or of what the query narrows to; "the difference in percent" is in every comparison. */
function shares(query: QueryInput, features: Features): void {
  if (features.transform !== 'share') return
  if (query.compare) {
    delete query.transform
    return
  }
  const narrowed = query.dex ?? query.version ?? query.token ?? query.address
  if (query.by?.length || narrowed === undefined) return
  query.transform = 'part'
  const kept = wholeOf(features)
  if (kept.length > 0) query.whole = kept
}

/** Lays what a fragment says over the query before it. */
export function edit(features: Features, previous: QueryInput, { now, change }: { now: number; change: Edit }): Decision {
  const { roles } = features
  const draft: Draft = { query: { ...previous }, unexplained: [...features.unexplained] }
  const { query } = draft
  time(draft, features, now)
  // "more than 1 ETH" of transactions: the coin is their unit, no token.
  draft.unexplained.push(
    ...namesEdit(isOfChain(query.metric) && namesCoin(features) ? { ...features, tokens: [] } : features, query, change.adds),
  )
  for (const field of PLAIN) if (features[field] !== undefined) Object.assign(query, { [field]: features[field] })
  const taken = bounds(draft, features)
  const [block, toBlock] = features.blocks
  if (block !== undefined) {
    Object.assign(query, { block, toBlock })
    if (toBlock === undefined) delete query.toBlock
  }
  sides(draft, features)
  money(draft, features)
  if (features.exclude.length > 0) query.exclude = [...new Set([...(previous.exclude ?? []), ...features.exclude])].slice(0, 8)
  const counted = roles.has('count') && features.nouns.length === 0 ? countOf(query.metric) : undefined
  if (counted) {
    query.metric = counted
    delete query.order
    delete query.limit
  }
  ends(query, features, previous)
  if (roles.has('median') && !/median/.test(query.metric ?? '')) draft.unexplained.push('median')
  // "just the failed ones".
  if (roles.has('failed') && metricOf(query.metric ?? '')?.subject.filters.outcome && !/fail/.test(query.metric ?? ''))
    query.outcome = 'failed'
  if (roles.has('chart')) query.show = 'chart'
  else if (roles.has('table')) query.show = 'table'
  groups(draft, features, taken)
  ranks(draft, features, change)
  shares(query, features)
  finishPrice(query)
  perThing(query)
  return { query, unexplained: [...draft.unexplained, ...unfit(query)] }
}

/** "to coinbase" after "transfers from binance": the other end. */
function ends(query: QueryInput, features: Features, { address, direction }: QueryInput): void {
  const turned = features.address && features.direction && address && direction && direction !== features.direction
  if (turned && !features.other) Object.assign(query, { address, direction, other: features.address })
}
