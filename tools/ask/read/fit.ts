import { metricOf } from '../layer/index.ts'
import type { QueryInput } from '../query.ts'
import type { Features } from './features.ts'

/** Words that only make sense with an effect: "best token to buy" must not be read as a ranking. */
export function idle(features: Features, draft: QueryInput): string[] {
  const metric = draft.metric ?? ''
  const measuresAmounts = /amount|buy|sell|net_buys|volume/.test(metric)
  const effect: Readonly<Record<string, boolean>> = {
    buy: /buy|sell|bought|sold|net_buys/.test(metric),
    sell: /buy|sell|bought|sold|net_buys/.test(metric),
    send:
      draft.direction !== undefined || /transfer|sender|native|^transactions|active/.test(metric) || draft.by?.includes('sender') === true,
    receive:
      draft.direction !== undefined ||
      /transfer|receiv|native/.test(metric) ||
      draft.by?.includes('receiver') === true ||
      draft.by?.includes('contract') === true,
    average:
      /average|gas_price|base_fee|block_time|per_block|liquidity/.test(metric) ||
      draft.transform === 'moving_average' ||
      draft.transform === 'average',
    median: /median/.test(metric),
    failed: /fail/.test(metric),
    unique: /traders|addresses|senders|receivers|holders|tokens|pools|pairs|miners|methods/.test(metric),
    created: /pool|token|creation/.test(metric),
    from:
      draft.address !== undefined ||
      draft.dex !== undefined ||
      draft.token !== undefined ||
      draft.method !== undefined ||
      features.moments.length > 0 ||
      draft.block !== undefined ||
      draft.by?.some((id) => /label|sender|address/.test(id)) === true,
    to:
      draft.other !== undefined ||
      draft.address !== undefined ||
      draft.token !== undefined ||
      features.moments.length > 0 ||
      draft.block !== undefined,
    exclude: features.exclude.length > 0,
    expensive: /fee_rows|gas_spent|price_/.test(metric),
    negation: false,
    beyond: false,
    times: /^(buys|sells|trades|transactions|calls|transfers)$/.test(metric),
    worthOf: /volume|amount|native|value|balance|fees|spent|pnl/.test(metric),
    labelled: /label/.test(metric),
    plain: draft.method !== undefined,
    hold: /holder|balance|top10/.test(metric),
    inflow: /amount_sold|pool_|net_buys/.test(metric) || draft.direction === 'to',
    spend: /gas|fee/.test(metric),
    moved: /transfer|native|amount|volume|tokens/.test(metric),
    mined: /block|miner/.test(metric) || draft.by?.includes('block') === true,
    amount:
      measuresAmounts || /fee_rows|price/.test(metric) || /transfer_rows|trade_rows|transaction_rows|average|median|largest/.test(metric),
    change: metric === 'price_change' || draft.compare === true,
    ohlc: draft.also !== undefined,
  }
  return Object.entries(effect).flatMap(([role, used]) => (features.roles.has(role) && !used ? [role] : []))
}

/** Fields that the subject does not have: "gas of token UNI". */
export function unfit(draft: QueryInput): string[] {
  const found = metricOf(draft.metric ?? '')
  if (!found || found.metric.kind === 'live') return []
  const { subject, metric } = found
  const filters = ['token', 'pool', 'dex', 'version', 'address', 'minUsd', 'minAmount', 'maxUsd', 'maxAmount', 'block', 'method'] as const
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
  ]
}
