import { metricOf } from '../layer/index.ts'
import type { DimensionId } from '../layer/types.ts'
import type { QueryInput } from '../query.ts'
import type { Features, SeenToken } from './features.ts'
import { namesCoin } from './intents/shared.ts'
import { isCoin } from './names.ts'

export type Draft = QueryInput & { metric?: string; by: DimensionId[] }

const order = (features: Features): 'most' | 'least' | 'newest' | 'oldest' | undefined =>
  features.order === 'busiest' ? 'most' : features.order

const isPrevious = (later: Features['moments'][number], earlier: Features['moments'][number]): boolean => {
  const pair = `${later.period.period}>${earlier.period.period}`
  return ['this_week>last_week', 'today>yesterday', 'this_month>last_month', 'this_year>last_year'].includes(pair)
}

/** The period, and whether it is compared with the one before or with another named one. */
export function period(features: Features, draft: Draft): string[] {
  const { moments, roles } = features
  const compare = roles.has('compare')
  const [first, second, third] = moments
  const sideBySide = (draft.among?.length ?? 0) > 1 || draft.by.length > 0
  if (roles.has('compare:self') || (compare && roles.has('before'))) draft.compare = true
  else if (roles.has('before')) return ['before']
  if (!first) return compare && !draft.compare && !sideBySide ? ['compare'] : []
  if (!second) {
    Object.assign(draft, first.period)
    return compare && !draft.compare && !sideBySide ? ['compare'] : []
  }
  const pair = isPrevious(first, second) ? first : isPrevious(second, first) ? second : undefined
  if (third) return ['third period']
  if (pair) Object.assign(draft, pair.period, { compare: true })
  else if (first.period.period === 'range' && second.period.period === 'range' && second.period.from !== undefined)
    Object.assign(draft, first.period, {
      compare: true,
      from2: second.period.from,
      ...(second.period.to === undefined ? {} : { to2: second.period.to }),
    })
  else return ['second period']
  return []
}

export const saidToken = (token: SeenToken): string =>
  (token.matches.length === 1
    ? token.matches[0]?.match === 'address'
      ? token.matches[0].address
      : token.matches[0]?.symbol
    : token.words) ?? token.words

/** Several of a kind stand side by side: "uniswap vs sushiswap", "v2 and v3", "USDC vs USDT". */
function sideBySide(features: Features, draft: Draft, tokens: readonly SeenToken[]): boolean {
  const subject = metricOf(draft.metric ?? '')?.subject
  const put = (dimension: DimensionId, values: readonly string[]): boolean => {
    if (!subject?.dimensions[dimension] || draft.metric?.endsWith('_rows')) return false
    draft.by = [dimension, ...draft.by.filter((id) => id !== dimension)].slice(0, 3)
    draft.among = [...values].slice(0, 6)
    return true
  }
  if (features.dexes.length > 1 && put('dex', features.dexes)) return true
  if (features.versions.length > 1 && put('version', features.versions)) return true
  const pairing = /^(trades|first_trades|pools)$/.test(subject?.id ?? '')
  const wanted = tokens.length > 2 || (tokens.length === 2 && (features.roles.has('compare') || !pairing || features.roles.has('apart')))
  if (!wanted) return false
  if (draft.metric === 'price')
    draft.metric = (draft.period ?? 'all') === 'all' && features.moments.length === 0 ? 'price_close' : 'price_average'
  return put('token', tokens.map(saidToken))
}

/** What narrows the rows; returns words that found no place. */
export function filters(features: Features, draft: Draft): string[] {
  const subject = metricOf(draft.metric ?? '')?.subject
  // "price of uniswap": what cannot be a DEX here is the token of that name.
  const asToken = features.dexToken !== undefined && subject !== undefined && !subject.filters.dex
  let tokens = asToken && features.dexToken ? [features.dexToken, ...features.tokens] : features.tokens
  // "ETH transactions": the coin is what the chain runs on, or the chain itself.
  if (namesCoin(features) && subject && /^(transactions|gas|blocks|traces)$/.test(subject.id)) tokens = []
  const spare: string[] = []
  // "bitcoin transactions": of a chain that is not held, not of a token.
  if (subject && /^(transactions|gas|blocks|traces)$/.test(subject.id))
    spare.push(...tokens.filter((token) => isCoin(token.words)).map((token) => token.words))
  const grouped = sideBySide(features, draft, tokens)
  if (!(grouped && draft.by[0] === 'token')) {
    const [first, second, ...rest] = tokens
    if (first) draft.token = saidToken(first)
    if (second) draft.token2 = saidToken(second)
    spare.push(...rest.map((token) => token.words))
    if (second && !/trade|volume|fees|pool|liquidity|buy|sell|bought|sold/.test(draft.metric ?? '')) spare.push(second.words)
  }
  if (features.dex !== undefined && !asToken && !(grouped && draft.by[0] === 'dex')) draft.dex = features.dex
  if (features.version && !(grouped && draft.by[0] === 'version')) draft.version = features.version as NonNullable<QueryInput['version']>
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
    'transform',
    'window',
  ] as const)
    if (features[field] !== undefined && draft[field] === undefined) Object.assign(draft, { [field]: features[field] })
  outcome(features, draft)
  const [block, toBlock, extra] = features.blocks
  if (block !== undefined) draft.block = block
  if (toBlock !== undefined) draft.toBlock = toBlock
  if (extra !== undefined) spare.push(String(extra))
  if (draft.transform === 'average' && features.transform) spare.push('average')
  if (features.exclude.length > 0) draft.exclude = features.exclude.slice(0, 8)
  if (features.currency === 'native') draft.currency = 'native'
  if (features.limit !== undefined) draft.limit = features.limit
  if (features.per) draft.per = features.per
  if (features.roles.has('chart')) draft.show = 'chart'
  else if (features.roles.has('table')) draft.show = 'table'
  also(features, draft)
  return spare
}

/** "gas spent on failed transactions": the failed ones narrow what is measured. */
function outcome(features: Features, draft: Draft): void {
  const failed = features.roles.has('failed') || features.roles.has('status') || features.metrics.includes('failed_transactions')
  const subject = metricOf(draft.metric ?? '')?.subject
  if (!failed || /fail|success/.test(draft.metric ?? '') || !subject?.filters.outcome) return
  draft.outcome = 'failed'
}

/** Joined measures of the same rows become further columns. */
function also(features: Features, draft: Draft): void {
  const main = metricOf(draft.metric ?? '')
  if (features.joined.length < 2 || main?.metric.kind !== 'aggregate') return
  const others = features.joined.filter(
    (id) => id !== draft.metric && metricOf(id)?.subject.id === main.subject.id && metricOf(id)?.metric.kind === 'aggregate',
  )
  if (others.length > 0) draft.also = others.slice(0, 3)
}

/** Amounts over and under are of tokens where rows have no dollars, of the coin where they are transactions. */
function units(features: Features, draft: Draft): void {
  const subject = metricOf(draft.metric ?? '')?.subject
  const inTokens =
    !features.roles.has('currency:usd') &&
    !features.money &&
    (subject?.id === 'transactions' || (subject?.id === 'transfers' && draft.token !== undefined))
  if (!inTokens) return
  if (draft.minUsd !== undefined) {
    draft.minAmount = draft.minUsd
    delete draft.minUsd
  }
  if (draft.maxUsd !== undefined) {
    draft.maxAmount = draft.maxUsd
    delete draft.maxUsd
  }
}

/** Fixes what only the whole sentence shows. */
export function settle(features: Features, draft: Draft): string[] {
  const { roles } = features
  // "when was the volume highest": the day is asked for.
  const extreme = /_(high|low)$/.exec(draft.metric ?? '')?.[1]
  const asksWhen =
    roles.has('when') && (extreme !== undefined || features.order === 'most' || features.order === 'least') && draft.by.length === 0
  const aggregate = metricOf(draft.metric ?? '')?.metric.kind === 'aggregate'
  const rankGrain = features.rankGrain ?? (asksWhen && aggregate && !features.per ? 'day' : undefined)
  if (rankGrain && extreme === 'low' && features.rankGrain === undefined) features.order ??= 'least'
  if (rankGrain) {
    draft.per = rankGrain
    draft.order = order(features) ?? 'most'
    draft.limit ??= 1
  } else if (order(features) && !draft.order && (draft.by.length > 0 || draft.metric?.endsWith('_rows') || draft.metric === 'price'))
    draft.order = order(features) as NonNullable<QueryInput['order']>
  if (roles.has('average') && draft.metric === 'trades' && !draft.per && !draft.each && !roles.has('count')) draft.metric = 'average_trade'
  if (roles.has('median') && draft.metric === 'trades') draft.metric = 'median_trade'
  if (roles.has('average') && draft.metric === 'transfers' && !draft.per && !draft.each && !roles.has('count'))
    draft.metric = draft.token ? 'average_transfer_amount' : 'average_transfer'
  if (draft.metric === 'average_transfer' && draft.token && !roles.has('currency:usd')) draft.metric = 'average_transfer_amount'
  if (roles.has('median') && draft.metric === 'transfers' && draft.token) draft.metric = 'median_transfer_amount'
  if (roles.has('average') && draft.metric === 'gas_used' && !draft.per) draft.metric = 'average_gas_used'
  if (
    draft.address &&
    !draft.direction &&
    (roles.has('send') || roles.has('receive') || roles.has('inflow')) &&
    /transfer|transaction|native/.test(draft.metric ?? '')
  )
    draft.direction = roles.has('send') ? 'from' : 'to'
  // "average fee per transaction" says the same thing twice; "average trade size per trader" is a group.
  if (draft.each) {
    const measured = metricOf(draft.metric ?? '')
    const by = (['trader', 'holder', 'sender', 'token', 'block'] as const).find((id) => id === draft.each)
    const groups =
      draft.limit !== undefined || draft.order !== undefined || (measured?.metric.kind === 'aggregate' && !measured.metric.additive)
    if (
      groups &&
      /^(average|median)/.test(draft.metric ?? '') &&
      (draft.each === 'transaction' || draft.each === 'trade' || draft.each === 'transfer')
    )
      delete draft.each
    else if (groups && by && by !== 'holder' && measured?.subject.dimensions[by]) {
      draft.by = [...draft.by, by]
      delete draft.each
    }
  }
  if (draft.transform === 'moving_average') draft.per ??= 'day'
  if (roles.has('history') && !draft.per) draft.per = grainFor(draft)
  const narrowed = draft.dex ?? draft.version ?? draft.token ?? draft.address ?? draft.minUsd ?? draft.minAmount ?? draft.method
  if (draft.transform === 'share' && draft.metric === 'failed_transactions' && draft.by.length === 0) {
    draft.metric = 'failure_rate'
    delete draft.transform
  }
  if (draft.transform === 'share' && narrowed !== undefined && draft.by.length === 0) draft.transform = 'part'
  units(features, draft)
  // "ethereum" beside a measure of the chain itself names the chain.
  if (features.coinChain && draft.token === undefined && draft.chain === undefined && draft.among === undefined)
    draft.chain = features.coinChain
  return finishPrice(draft)
}

const grainFor = (draft: Draft): 'hour' | 'day' =>
  ['today', 'yesterday'].includes(draft.period ?? '') ||
  (draft.period === 'last' && (draft.unit === 'hour' || (draft.unit === 'day' && (draft.n ?? 0) <= 2)))
    ? 'hour'
    : 'day'

/** "price" means now; over time it is the closing price, of a past period the average. */
export function finishPrice(draft: QueryInput): string[] {
  if (draft.metric !== 'price') return []
  if (!draft.per && draft.show === 'chart') draft.per = grainFor(draft as Draft)
  if (draft.per) draft.metric = 'price_close'
  else if ((draft.period ?? 'all') !== 'all') draft.metric = 'price_average'
  return []
}
