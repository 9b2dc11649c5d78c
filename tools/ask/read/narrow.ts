import { metricOf } from '../layer/index.ts'
import type { DimensionId } from '../layer/types.ts'
import type { QueryInput } from '../query.ts'
import { exceptPeriod } from './except.ts'
import type { Features, SeenToken } from './features.ts'
import { isOfChain, namesCoin } from './intents/shared.ts'
import { isCoin } from './names.ts'

export type Draft = QueryInput & { metric?: string; by: DimensionId[] }

const order = (features: Features): 'most' | 'least' | 'newest' | 'oldest' | undefined =>
  features.order === 'busiest' ? 'most' : features.order

const isPrevious = (later: Features['moments'][number], earlier: Features['moments'][number]): boolean => {
  const pair = `${later.period.period}>${earlier.period.period}`
  return ['this_week>last_week', 'today>yesterday', 'this_month>last_month', 'this_year>last_year'].includes(pair)
}

const GRAINS_OF = ['day', 'week', 'month', 'year'] as const
const CURRENT = { day: 'today', week: 'this_week', month: 'this_month', year: 'this_year' } as const
const PRESENT: Readonly<Record<string, NonNullable<QueryInput['period']>>> = {
  yesterday: 'today',
  last_week: 'this_week',
  last_month: 'this_month',
  last_year: 'this_year',
}
const LENGTHS = { day: 1, week: 7, month: 30, year: 365 } as const

/** "wow", "mom": a week beside the week before it; a period of another length has no such neighbour. */
function overGrain(draft: Draft, grain: (typeof GRAINS_OF)[number], moments: Features['moments']): string[] {
  const [first, second] = moments
  if (second) return ['second period']
  draft.compare = true
  if (!first) {
    draft.period = CURRENT[grain]
    return []
  }
  Object.assign(draft, first.period)
  const { period, n, unit } = first.period
  const fits =
    period === CURRENT[grain] ||
    PRESENT[period ?? ''] === CURRENT[grain] ||
    (period === 'last' &&
      ((unit === grain && n === 1) || (unit === 'day' && n === LENGTHS[grain]) || (unit === 'hour' && n === 24 && grain === 'day')))
  return fits ? [] : ['another length']
}

/** The period, and whether it is compared with the one before or with another named one. */
export function period(features: Features, draft: Draft): string[] {
  const { moments, roles } = features
  const tradedPair = roles.has('against') && !roles.has('beside') && features.tokens.length === 2 && draft.by.length === 0
  const compare = roles.has('compare') && !tradedPair
  const [first, second, third] = moments
  const except = roles.has('exclude') && features.exclude.length === 0 ? exceptPeriod(features, draft) : undefined
  if (except) {
    draft.within = except
    return []
  }
  const sideBySide = (draft.among?.length ?? 0) > 1 || draft.by.length > 0
  const versus = GRAINS_OF.find((grain) => roles.has(`versus:${grain}`))
  const price = /price/.test(draft.metric ?? '')
  if (roles.has('compare:self') || (compare && roles.has('before'))) draft.compare = true
  else if (roles.has('before')) return ['before']
  else if (versus) return overGrain(draft, versus, moments)
  else if (roles.has('change') && !price && first && !second && !compare) draft.compare = true
  // "volume vs last week": of this one.
  const present = compare && !sideBySide && !second && !draft.compare ? PRESENT[first?.period.period ?? ''] : undefined
  if (present) {
    Object.assign(draft, { period: present, compare: true })
    return []
  }
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
    // "uniswap or sushiswap: who has more": who is one of these, not a person.
    const person = features.nouns.some((seen) => seen.noun.by !== undefined && seen.noun.id !== dimension)
    if (features.roles.has('who') && !person) {
      draft.by = [dimension]
      delete draft.limit
    }
    return true
  }
  if (features.dexes.length > 1 && put('dex', features.dexes)) return true
  if (features.versions.length > 1 && put('version', features.versions)) return true
  const pairing = /^(trades|first_trades|pools)$/.test(subject?.id ?? '')
  // "WBTC against USDC": a pair, as traders say it.
  const pair = tokens.length === 2 && pairing && features.roles.has('against') && !features.roles.has('beside')
  if (pair) return false
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
  const ofChain = isOfChain(draft.metric)
  const asToken = features.dexToken !== undefined && subject !== undefined && !subject.filters.dex && !ofChain
  let tokens = asToken && features.dexToken ? [features.dexToken, ...features.tokens] : features.tokens
  // "ETH transactions": the coin is what the chain runs on, or the chain itself.
  if (namesCoin(features) && ofChain) tokens = []
  const spare: string[] = []
  // "bitcoin transactions": of a chain that is not held, not of a token.
  if (ofChain) spare.push(...tokens.filter((token) => isCoin(token.words)).map((token) => token.words))
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
  // "volume from sushiswap": where it was traded, no party.
  if (features.partyDex !== undefined && /^(trades|first_trades|pools)$/.test(subject?.id ?? '') && draft.dex === undefined) {
    draft.dex = features.partyDex
    delete draft.address
    delete draft.direction
  }
  // Trades have no direction: "swaps done by 0x…" are its own.
  if (/^(trades|first_trades|profits)$/.test(subject?.id ?? '')) delete draft.direction
  if (features.strict && (draft.minUsd ?? draft.minAmount ?? draft.maxUsd ?? draft.maxAmount) !== undefined) draft.strict = true
  if (features.roles.has('plain') && subject?.filters.method && draft.method === undefined) draft.method = '0x'
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
  // What failed transactions carried never moved.
  if (draft.metric === 'native_volume' && features.roles.has('moved') && !failed) draft.outcome = 'ok'
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
  const rankGrain = features.rankGrain ?? (asksWhen && aggregate ? (features.per ?? 'day') : undefined)
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
  // "sum of all LINK transfers": what they add up to, not how many they are.
  const summed = roles.has('sumOf') && !roles.has('count') && draft.transform === undefined
  if (summed && /^transfer(s|_rows)$/.test(draft.metric ?? '')) draft.metric = draft.token ? 'transfer_amount' : 'transfer_volume'
  if (summed && /^trade(s|_rows)$/.test(draft.metric ?? '')) draft.metric = 'volume'
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
  // "price change in percent": it is a percentage already.
  const measure = metricOf(draft.metric ?? '')?.metric
  if (draft.transform === 'share' && measure?.kind === 'aggregate' && measure.unit === '%') delete draft.transform
  if (draft.transform === 'share' && narrowed !== undefined && draft.by.length === 0) {
    draft.transform = 'part'
    const kept = wholeOf(features)
    if (kept.length > 0) draft.whole = kept
  }
  // "what share of the volume came from the ten biggest traders": of all of them together.
  const together = draft.transform === 'share' && draft.by.length === 1 && (draft.limit ?? 1) > 1 && !draft.per
  if (together && draft.order === 'most' && !byShare(features)) {
    draft.transform = 'top_share'
    delete draft.order
  }
  // "volume of every dex but uniswap, all together", "uniswap and sushiswap combined": one sum, not a row each.
  const additive = metricOf(draft.metric ?? '')?.metric
  if (roles.has('together') && draft.transform === undefined && draft.by.length === 1 && !draft.limit && !draft.order && !draft.per) {
    const listed = draft.among?.length ?? 0
    if (listed > 1 && additive?.kind === 'aggregate' && additive.additive) Object.assign(draft, { transform: 'top_sum', limit: listed })
    else if (listed === 0) draft.by = []
  }
  // "combined volume of the top three pairs": one sum.
  if (roles.has('together') && draft.transform === undefined && draft.by.length === 1 && (draft.limit ?? 1) > 1 && draft.order === 'most') {
    draft.transform = 'top_sum'
    delete draft.order
  }
  perThing(draft)
  units(features, draft)
  // "ethereum" beside a measure of the chain itself names the chain.
  if (features.coinChain && draft.token === undefined && draft.chain === undefined && draft.among === undefined)
    draft.chain = features.coinChain
  return finishPrice(draft)
}

/** "volume per trade" is the average trade: of those that have a price. */
export function perThing(draft: QueryInput): void {
  const found = draft.each === undefined ? undefined : PER_THING[`${draft.metric}/${draft.each}`]
  if (!found || draft.transform !== undefined) return
  draft.metric = found as NonNullable<QueryInput['metric']>
  delete draft.each
}
const PER_THING: Readonly<Record<string, string>> = {
  'volume/trade': 'average_trade',
  'transfer_volume/transfer': 'average_transfer',
  'transfer_amount/transfer': 'average_transfer_amount',
}

/** "top 10 tokens by share of volume", "… and their share": each has its own. */
const byShare = ({ roles }: Features): boolean => roles.has('continue') || roles.has('ownShare')

/** What narrows the whole of a share too: "what share of WETH volume was on v3" is of the volume of WETH. */
export function wholeOf({ named }: Features): NonNullable<QueryInput['whole']> {
  const after = named.filter((each) => each.after)
  const first = after[0]
  // A DEX and its version are one name.
  const rest = after.filter((each) => each.field !== first?.field && !(first?.field === 'dex' && each.field === 'version'))
  const before = named.some((each) => !each.after)
  const kept = before ? after : rest.length > 0 ? after.filter((each) => each.field === first?.field) : []
  // A pair is two tokens.
  const pair = kept.filter((each) => each.field === 'token').length > 1 ? ['token2'] : []
  return [...new Set([...kept.map((each) => each.field), ...pair])].filter((field) => field !== 'chain') as NonNullable<QueryInput['whole']>
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
