import { metricOf } from '../layer/index.ts'
import type { QueryInput } from '../query.ts'
import type { Features } from './features.ts'

/** Words that only make sense with an effect: "best token to buy" must not be read as a ranking. */
export function idle(features: Features, draft: QueryInput): string[] {
  const metric = draft.metric ?? ''
  const effect: Readonly<Record<string, boolean>> = {
    buy: /buy|sell|net_buys/.test(metric),
    sell: /buy|sell|net_buys/.test(metric),
    send: draft.direction !== undefined || /transfer|sender/.test(metric) || draft.by?.includes('sender') === true,
    receive: draft.direction !== undefined || /transfer|receiver/.test(metric) || draft.by?.includes('receiver') === true,
    average: /average|gas_price|base_fee|block_time/.test(metric) || draft.transform === 'moving_average',
    median: /median/.test(metric),
    failed: /fail/.test(metric),
    unique: /traders|addresses|senders|receivers|holders|tokens|pools/.test(metric),
    created: /pool|token/.test(metric),
    from: draft.address !== undefined || draft.dex !== undefined || draft.token !== undefined || features.moments.length > 0,
    to: draft.address !== undefined || draft.token !== undefined || features.moments.length > 0,
    exclude: features.exclude.length > 0,
    expensive: metric === 'fee_rows',
    hold: /holder|balance|top10/.test(metric),
  }
  return Object.entries(effect).flatMap(([role, used]) => (features.roles.has(role) && !used ? [role] : []))
}

/** Fields that the subject does not have: "gas of token UNI". */
export function unfit(draft: QueryInput): string[] {
  const found = metricOf(draft.metric ?? '')
  if (!found || found.metric.kind === 'live') return []
  const { subject, metric } = found
  const filters = ['token', 'pool', 'dex', 'version', 'address', 'minUsd', 'minAmount'] as const
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
