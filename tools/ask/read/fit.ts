import { metricOf } from '../layer/index.ts'
import type { QueryInput } from '../query.ts'
import type { Features } from './features.ts'

/** Words that only make sense with an effect: "best token to buy" must not be read as a ranking. */
export function idle(features: Features, draft: QueryInput): string[] {
  const metric = draft.metric ?? ''
  const measuresAmounts = /amount|buy|sell|net_buys|volume/.test(metric)
  const found = metricOf(metric)?.metric
  const named = draft.by?.some((id) => /trader|address|sender|receiver|contract|label/.test(id)) === true
  const effect: Readonly<Record<string, boolean>> = {
    howmany:
      found?.kind !== 'rows' &&
      (found?.kind !== 'aggregate' ||
        found.unit !== 'USD' ||
        features.roles.has('currency:usd') ||
        features.roles.has('by') ||
        countsToo(draft)),
    difference: metric === 'price_change' || draft.compare === true,
    together: draft.by?.length !== 1 || draft.transform === 'top_sum' || draft.transform === 'top_share',
    exact: draft.atLeast !== undefined,
    pumped: metric === 'price_change',
    tanked: metric === 'price_change',
    lost: metric === 'pnl',
    profited: metric === 'pnl',
    best: metric === 'pnl',
    worst: metric === 'pnl' || (/fail/.test(metric) && draft.order === 'most'),
    still: draft.per !== undefined,
    buy: draft.side === 'bought' || metric === 'tokens_traded' || /buy|sell|bought|sold|net_buys/.test(metric),
    sell: draft.side === 'sold' || /buy|sell|bought|sold|net_buys/.test(metric),
    send:
      draft.direction !== undefined ||
      /transfer|sender|^receivers|native|^transactions|active/.test(metric) ||
      draft.by?.includes('sender') === true,
    receive:
      draft.direction !== undefined ||
      /transfer|receiv|native/.test(metric) ||
      draft.by?.includes('receiver') === true ||
      draft.by?.includes('contract') === true,
    average:
      draft.each !== undefined ||
      /average|gas_price|base_fee|block_time|per_block|liquidity/.test(metric) ||
      draft.transform === 'moving_average' ||
      draft.transform === 'average',
    median: /median/.test(metric) || draft.also?.includes('median_trade') === true,
    failed: /fail/.test(metric) || draft.outcome !== undefined,
    unique: draft.transform === 'groups' || /traders|addresses|senders|receivers|holders|tokens|pools|pairs|miners|methods/.test(metric),
    created: /pool|token|creation/.test(metric),
    from:
      draft.transform === 'top_share' ||
      draft.address !== undefined ||
      draft.dex !== undefined ||
      draft.token2 !== undefined ||
      draft.pool !== undefined ||
      (draft.among?.length ?? 0) > 1 ||
      draft.method !== undefined ||
      draft.block !== undefined ||
      metric === 'senders' ||
      draft.by?.some((id) => /label|sender|address/.test(id)) === true,
    to:
      draft.other !== undefined ||
      draft.address !== undefined ||
      draft.token2 !== undefined ||
      draft.pool !== undefined ||
      draft.chain !== undefined ||
      metric === 'receivers' ||
      /^buy_volume|^amount_bought/.test(metric) ||
      (draft.among?.length ?? 0) > 1 ||
      draft.block !== undefined,
    // "how much" asks for an amount, never for a count; a person is asked by who, so the answer must name one.
    much:
      found?.kind === 'rows'
        ? draft.order === 'most' || draft.order === 'least' || /holder|balance|price|fee/.test(metric)
        : found?.kind !== 'aggregate' || found.unit !== 'count' || draft.transform === 'share' || draft.transform === 'part',
    who: named || found?.kind === 'rows',
    when:
      found?.kind === 'rows' ||
      (draft.per !== undefined && (draft.limit !== undefined || draft.atLeast !== undefined)) ||
      metric === 'latest_block' ||
      metric === 'coverage',
    traded:
      /trade|volume|amount_|fees|buy|sell|bought|sold|pair|pool|pnl|profit|retention|price/.test(metric) ||
      (metric === 'transactions' && features.roles.has('send')),
    'currency:usd':
      found?.kind !== 'aggregate' ||
      found.usd === true ||
      found.unit === 'USD' ||
      draft.minUsd !== undefined ||
      draft.maxUsd !== undefined ||
      (draft.atLeast ?? draft.atMost) !== undefined,
    liquid: metric === 'liquidity' || metric === 'pool_rows',
    status: draft.outcome !== undefined || /fail/.test(metric),
    cheap: /price|fee|gas|base/.test(metric) || draft.order === 'least',
    exclude: features.exclude.length > 0 || draft.within?.some((step) => step.not) === true,
    expensive: /fee_rows|gas_spent|price_/.test(metric),
    negation: false,
    divided: draft.each !== undefined || draft.by !== undefined,
    beyond: false,
    times: /^(buys|sells|trades|transactions|calls|transfers)$/.test(metric),
    worthOf: /average|median|largest|smallest|volume|amount|native|value|balance|fees|spent|pnl/.test(metric),
    labelled: /label/.test(metric),
    plain: draft.method !== undefined,
    hold: /holder|balance|top10/.test(metric),
    inflow: /amount_sold|pool_|net_buys/.test(metric) || draft.direction === 'to',
    spend: /gas|fee/.test(metric),
    moved: /transfer|native|amount|volume|tokens|transaction/.test(metric),
    mined: /block|miner/.test(metric) || draft.by?.includes('block') === true,
    amount:
      draft.minUsd !== undefined ||
      draft.maxUsd !== undefined ||
      draft.minAmount !== undefined ||
      measuresAmounts ||
      /fee_rows|price/.test(metric) ||
      /transfer_rows|trade_rows|transaction_rows|average|median|largest/.test(metric),
    change: metric === 'price_change' || draft.compare === true,
    ohlc: draft.also !== undefined,
  }
  const idlers = Object.entries(effect).flatMap(([role, used]) => (features.roles.has(role) && !used ? [role] : []))
  return [...idlers, ...(fresh(features, draft) ? [] : ['newness']), ...(twoSided(features, draft) ? [] : ['two sides'])]
}

/** "volume and number of trades": the count has a column of its own. */
function countsToo({ also = [] }: QueryInput): boolean {
  return also.some((id) => {
    const found = metricOf(id)?.metric
    return found?.kind === 'aggregate' && found.unit === 'count'
  })
}

/** "new wallets", "recent volume": what is new must be what is listed, or what is counted by when it began. */
function fresh(features: Features, draft: QueryInput): boolean {
  const dated = features.order === 'newest' || features.order === 'oldest'
  if (!dated || draft.order !== undefined || metricOf(draft.metric ?? '')?.metric.kind !== 'aggregate') return true
  return /^(new_|pools$|tokens$|contract_creations|price|gas_price|base_fee|liquidity|holders|supply)/.test(draft.metric ?? '')
}

/** "who bought and sold": a query that keeps one of the two answers another question. */
const twoSided = ({ roles }: Features, { metric = '', also }: QueryInput): boolean =>
  !(roles.has('buy') && roles.has('sell')) || (also?.length ?? 0) > 0 || /net_buys|pnl|amount_sold|amount_traded/.test(metric)

/** A word that goes on from something, where there is nothing before and nothing is measured. */
export function dangling(features: Features): string[] {
  const bare = features.metrics.length === 0 && features.tokens.length === 0 && features.nouns.every((seen) => seen.singular)
  const groups =
    features.metrics.length === 0 &&
    !features.roles.has('traded') &&
    features.nouns.length > 0 &&
    features.nouns.every((seen) => seen.role === 'by')
  // "volume for that one": of what, when nothing was said before?
  const pointing = features.roles.has('pointing') && features.tokens.length === 0 && features.address === undefined
  return (features.roles.has('continue') && bare) || groups || pointing ? ['continue'] : []
}

/** Fields that the subject does not have: "gas of token UNI". */
export function unfit(draft: QueryInput): string[] {
  const found = metricOf(draft.metric ?? '')
  if (!found || found.metric.kind === 'live') return []
  const { subject, metric } = found
  const filters = [
    'token',
    'pool',
    'dex',
    'version',
    'address',
    'minUsd',
    'minAmount',
    'maxUsd',
    'maxAmount',
    'block',
    'method',
    'outcome',
  ] as const
  const lacking = filters.filter((field) => draft[field] !== undefined && !subject.filters[field])
  const dimensions = (draft.by ?? []).filter((id) => !subject.dimensions[id])
  const state = draft.per !== undefined && (!subject.time || (metric.kind === 'aggregate' && metric.state))
  const each = draft.each !== undefined && !subject.divisors?.[draft.each]
  return [
    ...lacking,
    ...dimensions,
    ...(state ? ['per'] : []),
    ...(each ? ['each'] : []),
    ...(metric.kind === 'rows' && draft.per ? ['per'] : []),
    ...(metric.kind === 'rows' && (draft.transform || draft.each || draft.atLeast !== undefined) ? ['transform'] : []),
    ...(metric.kind === 'rows' && draft.by?.length && !draft.token && !/^(holder|balance|price)/.test(metric.id) ? ['by'] : []),
  ]
}
