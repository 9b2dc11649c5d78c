import { metricOf } from '../layer/index.ts'
import type { QueryInput } from '../query.ts'
import type { Features, SeenNoun } from './features.ts'
import { idle, unfit } from './fit.ts'
import { dimensionFor } from './intents/groups.ts'
import { namesCoin } from './intents/shared.ts'
import { intent } from './intents.ts'
import { oneMetric } from './measures.ts'
import { type Draft, filters, period, settle } from './narrow.ts'

/** What is asked, and the words that found no place in it. */
export interface Decision {
  query: QueryInput
  unexplained: string[]
}

const isDim = (seen: SeenNoun): boolean => seen.role === 'by' || seen.role === 'which' || seen.role === 'top'
const order = (features: Features): 'most' | 'least' | 'newest' | 'oldest' | undefined =>
  features.order === 'busiest' ? 'most' : features.order

const grouping = (seen: SeenNoun, draft: Draft): boolean => {
  const { by } = seen.noun
  if (!by) return false
  if (!draft.by.includes(by)) draft.by.push(by)
  return true
}

/** What "per wallet" divides by: the people of the subject. */
function eachOf(id: string, metric: string): NonNullable<QueryInput['each']> {
  const own = metricOf(metric)?.subject.divisors ?? {}
  const people = id === 'address' ? (['trader', 'sender', 'holder'] as const).find((each) => own[each]) : undefined
  return people ?? (id as NonNullable<QueryInput['each']>)
}

/** Nouns that only repeat what the metric or a filter says: "the token PEPE", "trading volume of trades". */
function repeats(seen: SeenNoun, metric: string, features: Features): boolean {
  const subject = metricOf(metric)?.subject.id ?? ''
  const own: Record<string, readonly string[]> = {
    trades: ['trade'],
    first_trades: ['trader', 'trade'],
    transfers: ['transfer'],
    holders: ['holder', 'address'],
    pools: ['pool'],
    tokens: ['token'],
    gas: ['transaction'],
    blocks: ['block'],
    transactions: ['transaction', 'address'],
  }
  if (own[subject]?.includes(seen.noun.id) && (seen.role === 'main' || seen.role === 'measure' || !seen.noun.by)) return true
  const named: Record<string, boolean> = {
    token: features.tokens.length > 0,
    pair: features.tokens.length > 1,
    dex: features.dex !== undefined,
    version: features.version !== undefined,
    chain: features.chain !== undefined || seen.singular,
    pool: features.pool !== undefined || features.tokens.length > 1 || (features.chain !== undefined && seen.singular),
    address: features.address !== undefined,
    trader: features.address !== undefined && seen.singular,
    sender: features.address !== undefined && features.direction === 'from' && seen.singular,
    receiver: features.address !== undefined && features.direction === 'to' && seen.singular,
    miner: features.address !== undefined && seen.singular,
    contract: features.tokens.length > 0 || features.address !== undefined,
    label: features.address !== undefined,
  }
  return named[seen.noun.id] === true && seen.role === 'main'
}

/** An average is not divided once more: "average trade size per trader" is one for each trader. */
const isUnadditive = (id: string): boolean => {
  const metric = metricOf(id)?.metric
  return metric?.kind === 'aggregate' && !metric.additive
}

/** A named measure, with nouns as groups. */
function measured(features: Features, metric: string, draft: Draft): string[] {
  draft.metric =
    namesCoin(features) && metric === 'transfer_volume' && !features.nouns.some((seen) => seen.noun.id === 'transfer')
      ? 'native_volume'
      : metric
  const spare: string[] = []
  const ranked = features.order !== undefined || features.roles.has('which') || ranksTrade(features)
  for (const seen of features.nouns) {
    if (
      seen.role === 'each' &&
      !(
        ranked &&
        draft.by.length === 0 &&
        !metricOf(metric)?.subject.id.startsWith('holder') &&
        isUnadditive(metric) &&
        grouping(seen, draft)
      )
    )
      draft.each = eachOf(seen.noun.id, metric)
    else if (seen.role === 'each' || (seen.role === 'main' && features.joined.includes(seen.noun.count))) continue
    else if (isDim(seen) && !(seen.role === 'top' && repeats(seen, metric, features)) && grouping(seen, draft)) one(features, seen, draft)
    else if (repeats(seen, metric, features)) continue
    else if (ranked && grouping(seen, draft)) one(features, seen, draft)
    // "tokens by volume": the measure came after "by", the noun before it is what is ranked.
    else if (features.roles.has('by') && seen.role === 'main' && grouping(seen, draft)) continue
    // "volume by token" said as "volume of tokens".
    else if (!seen.singular && seen.noun.by && grouping(seen, draft)) continue
    else spare.push(seen.noun.id)
  }
  if (features.roles.has('who') && metricOf(metric)?.subject.id === 'trades' && draft.by.length === 0) {
    draft.by.push('trader')
    if (draft.limit === undefined) draft.limit = 1
  }
  if (
    draft.by.length === 0 &&
    !draft.per &&
    features.order &&
    !/^price|_rows$|^gas_price|^price/.test(metric) &&
    !features.rankGrain &&
    !features.roles.has('when')
  )
    spare.push('rank of what')
  return spare
}

/** "most traded token" ranks; "how much was traded on each dex" does not. */
const ranksTrade = (features: Features, seen?: SeenNoun): boolean =>
  features.roles.has('traded') && !features.roles.has('much') && seen?.role !== 'by'

/** "which dex", "most traded token": one row. */
function one(features: Features, seen: SeenNoun, draft: Draft): void {
  const traded = ranksTrade(features, seen)
  const asksOne = seen.singular && (seen.role === 'which' || seen.role === 'top' || features.order !== undefined || traded)
  if (asksOne && draft.limit === undefined && features.limit === undefined && (features.order !== undefined || traded)) draft.limit = 1
  if (seen.role === 'which' || seen.role === 'top' || traded) draft.order ??= order(features) ?? 'most'
}

/** Listings: "largest transfer", "new pools". */
function listed(features: Features, main: SeenNoun, draft: Draft): void {
  draft.metric = main.noun.rows as string
  const asked = order(features) ?? (features.roles.has('created') ? 'newest' : undefined)
  if (asked) draft.order = asked
  if (asked && main.singular && features.limit === undefined) draft.limit = 1
}

function countWanted(features: Features, main: SeenNoun): boolean {
  const { roles, per, rankGrain } = features
  if (roles.has('count') || roles.has('times') || per || rankGrain || roles.has('unique') || features.transform) return true
  return features.nouns.some((seen) => (seen.role === 'by' || seen.role === 'which') && seen !== main)
}

/** Rows or a count, for a noun with neither a measure nor "how many". */
function rowsWanted(features: Features, main: SeenNoun): boolean {
  const { noun } = main
  if (!noun.rows) return false
  if (features.order !== undefined && features.order !== 'busiest') return true
  if (features.minUsd !== undefined || features.minAmount !== undefined) return true
  if (noun.id === 'holder')
    return features.tokens.length > 0 && ['listing', 'which', 'who', 'table', 'chart'].some((role) => features.roles.has(role))
  if (noun.id === 'pool' || noun.id === 'token') return true
  return (noun.id === 'transfer' || noun.id === 'trade') && features.address !== undefined
}

/** No measure named: the nouns say what is counted, listed or ranked. */
function counted(features: Features, draft: Draft): string[] {
  const { roles } = features
  const each = features.nouns.find((seen) => seen.role === 'each')
  const nouns = each && features.nouns.length > 1 ? features.nouns.filter((seen) => seen !== each) : features.nouns
  if (each && nouns.length < features.nouns.length) draft.each = eachOf(each.noun.id, nouns.find((seen) => seen !== each)?.noun.count ?? '')
  const groups = nouns.filter((seen) => isDim(seen) && seen.noun.by)
  const measure = nouns.find((seen) => seen.role === 'measure')
  if (measure) {
    draft.metric = measure.noun.count
    const rest = nouns.filter((seen) => seen !== measure)
    for (const seen of rest) if (grouping(seen, draft)) one(features, seen, draft)
    return rest.filter((seen) => !seen.noun.by && !repeats(seen, measure.noun.count, features)).map((seen) => seen.noun.id)
  }
  const others = nouns.filter((seen) => !groups.includes(seen))
  const spare = others
    .slice(1)
    .filter((seen) => !repeats(seen, others[0]?.noun.count ?? '', features))
    .map((seen) => seen.noun.id)
  const [main] = others.length > 0 ? others : groups
  if (!main) return ['']
  const grouped = groups.filter((seen) => seen !== main)
  if (roles.has('failed') && main.noun.id === 'transaction') draft.metric = 'failed_transactions'
  else if (countWanted(features, main) && !(others.length === 0 && !roles.has('count'))) draft.metric = main.noun.count
  else if (
    rowsWanted(features, main) &&
    !(main.noun.rank && (features.order === 'most' || features.order === 'busiest' || roles.has('traded')))
  )
    listed(features, main, draft)
  else if (main.noun.rank && (features.order || roles.has('traded') || main.role === 'which')) {
    const trades =
      !roles.has('send') &&
      !roles.has('receive') &&
      (roles.has('traded') || roles.has('buy') || roles.has('sell') || features.dex !== undefined || features.version !== undefined)
    const often = (roles.has('often') || features.order === 'busiest') && main.noun.rank === 'volume'
    const moved = main.noun.id === 'token' && ['moved', 'send', 'receive'].some((each) => roles.has(each))
    draft.metric =
      (main.noun.id === 'address' && !trades) || main.noun.id === 'contract'
        ? 'transactions'
        : moved
          ? 'transfers'
          : often
            ? 'trades'
            : trades
              ? 'volume'
              : main.noun.rank
    grouping(main, draft)
    one(features, main, draft)
    draft.order ??= order(features) ?? 'most'
  } else draft.metric = main.noun.count
  for (const seen of grouped) {
    if (seen.role === 'each') continue
    grouping(seen, draft)
    one(features, seen, draft)
  }
  if (main.role === 'each') return [main.noun.id]
  return spare
}

/** Metrics that verbs alone ask for: "how much PEPE was bought", "who traded the most". */
function verbal(features: Features): string | undefined {
  const { roles, tokens } = features
  if (roles.has('much') && tokens.length > 0) {
    if (roles.has('buy')) return 'buy_volume'
    if (roles.has('sell')) return 'sell_volume'
    if (roles.has('traded')) return 'volume'
    if (roles.has('send')) return 'transfer_amount'
    if (features.metrics.length === 0 && features.nouns.length === 0 && !roles.has('receive')) return 'price'
  }
  if (roles.has('traded') && (roles.has('who') || roles.has('much'))) return roles.has('often') && !roles.has('much') ? 'trades' : 'volume'
  return undefined
}

/** "how much was traded on each dex": the verb is the measure, whatever groups it. */
const asksTraded = ({ roles, nouns }: Features): boolean =>
  roles.has('much') &&
  roles.has('traded') &&
  nouns.every((seen) => seen.role === 'by' || seen.noun.id === 'pair' || seen.noun.id === 'pool')

/** A question without a measure; "the busiest hour" counts trades. */
function named(features: Features, draft: Draft): string[] {
  if (features.nouns.length > 0) return counted(features, draft)
  draft.metric = 'trades'
  return []
}

/** "contract address of UNI" is asked of the registry of tokens. */
const isAddressOf = ({ nouns, tokens, metrics, roles, order }: Features): boolean =>
  tokens.length === 1 &&
  metrics.length === 0 &&
  order === undefined &&
  nouns.length > 0 &&
  nouns.every((seen) => seen.singular && (seen.noun.id === 'contract' || seen.noun.id === 'address')) &&
  !['count', 'send', 'receive', 'hold', 'traded', 'who', 'buy', 'sell'].some((role) => roles.has(role))

/** Turns what a message says into a structured query; undefined when it asks for nothing of ours. */
export function decide(features: Features): Decision | undefined {
  const draft: Draft = { by: [] }
  if (isAddressOf(features)) return undefined
  const meant = intent(features)
  if (meant) {
    Object.assign(draft, { by: [] }, meant.draft)
    return finished(features, draft, meant.spare)
  }
  const { metric, spare } = oneMetric(features)
  const holds = metric === undefined && features.roles.has('hold') && (features.address !== undefined || features.tokens.length > 0)
  const id =
    metric ?? (!holds && (features.nouns.length === 0 || features.roles.has('who') || asksTraded(features)) ? verbal(features) : undefined)
  if (id === undefined && !holds && features.nouns.length === 0 && !(features.rankGrain && features.order === 'busiest')) return undefined
  const unplaced = special(features, id, draft) ?? (id === undefined ? named(features, draft) : measured(features, id, draft))
  return finished(features, draft, [...spare, ...unplaced])
}

/** A metric counts things of its own kind of people: wallets that trade are traders. */
function aliased(draft: Draft): void {
  const id = draft.metric ?? ''
  // "calls by type": all are calls; their types are those of calls.
  if (/calls$/.test(id)) draft.by = draft.by.map((by) => (by === 'kind' ? 'call_type' : by))
  draft.by = [...new Set(draft.by.map((by) => dimensionFor(id, by) ?? by))]
}

/** What narrows the rows, laid over what is measured. */
function finished(features: Features, draft: Draft, spare: string[]): Decision {
  aliased(draft)
  const more = [...filters(features, draft), ...period(features, draft), ...settle(features, draft)]
  // "how much does 1 WBTC cost": one of it is it.
  const words = draft.metric === 'price' ? features.unexplained.filter((word) => word !== '1') : features.unexplained
  const scalar = metricOf(draft.metric ?? '')?.metric.kind === 'aggregate' && draft.by.length === 0 && !draft.per
  if (scalar && (draft.limit !== undefined || draft.order !== undefined || features.order === 'busiest')) more.push('rank of what')
  more.push(...idle(features, draft), ...unfit(draft))
  return { query: draft.by.length > 0 ? draft : without(draft), unexplained: [...words, ...spare, ...more] }
}

const without = ({ by: _, ...draft }: Draft): QueryInput => draft

/** "how much USDC does 0x… hold", "who holds the most PEPE". */
function holding(features: Features, draft: Draft): string[] | undefined {
  const extra = features.nouns.map((seen) => seen.noun.id).filter((id) => !['token', 'address', 'holder'].includes(id))
  if (features.address !== undefined) {
    draft.metric = 'balance_rows'
    return extra
  }
  if (!features.roles.has('hold') || features.tokens.length === 0) return undefined
  if (features.roles.has('count')) draft.metric = 'holders'
  else {
    draft.metric = 'holder_rows'
    draft.order = order(features) ?? 'most'
  }
  return extra
}

/** Rankings whose measure is also how a list is sorted: "top 5 pools by liquidity" lists pools. */
function special(features: Features, metric: string | undefined, draft: Draft): string[] | undefined {
  if (metric === undefined && (features.roles.has('hold') || (features.roles.has('much') && features.nouns.length === 0)))
    return holding(features, draft)
  const nouns = features.nouns.map((seen) => seen.noun.id)
  const dear = features.roles.has('expensive') || (features.order === 'most' && (metric === 'fees' || metric === 'gas_spent'))
  if (dear && nouns.length === 1 && nouns[0] === 'transaction') {
    draft.metric = 'fee_rows'
    draft.order = 'most'
    if (features.nouns[0]?.singular && features.limit === undefined) draft.limit = 1
    return []
  }
  if (metric === 'fee_rows' && nouns.every((id) => id === 'transaction')) {
    draft.metric = 'fee_rows'
    draft.order = 'most'
    if (features.nouns[0]?.singular && features.limit === undefined) draft.limit = 1
    return []
  }
  const gasRows = metric === 'gas_used' ? 'gas_rows' : metric === 'gas_price' || metric === 'gas_price_high' ? 'gas_price_rows' : undefined
  if (gasRows && nouns.length === 1 && nouns[0] === 'transaction' && (features.order === 'most' || metric === 'gas_price_high')) {
    draft.metric = gasRows
    draft.order = 'most'
    if (features.nouns[0]?.singular && features.limit === undefined) draft.limit = 1
    return []
  }
  if (metric === 'liquidity' && nouns.length === 1 && nouns[0] === 'pool' && (features.order || features.roles.has('which'))) {
    draft.metric = 'pool_rows'
    draft.order = order(features) ?? 'most'
    if (features.nouns[0]?.singular && features.limit === undefined) draft.limit = 1
    return []
  }
  if (metric === 'price_change' && nouns.every((id) => id === 'token') && features.tokens.length === 0) {
    draft.metric = 'price_change'
    draft.by.push('token')
    draft.order = order(features) ?? 'most'
    return []
  }
  if (metric === 'transfer_rows') {
    draft.metric = 'transfer_rows'
    draft.order = features.order === 'newest' ? 'newest' : 'most'
    return []
  }
  return undefined
}
