import { metricOf } from '../layer/index.ts'
import type { Features } from './features.ts'
import { namesCoin } from './intents/shared.ts'

/** Metrics that two words make together. */
function combined(features: Features, first: string): string {
  const { roles, nouns } = features
  const has = (id: string) => nouns.some((seen) => seen.noun.id === id)
  if (first === 'volume') {
    if (roles.has('buy')) return 'buy_volume'
    if (roles.has('sell')) return 'sell_volume'
    if (has('transfer')) return 'transfer_volume'
  }
  if (first === 'price') {
    if (roles.has('average')) return 'price_average'
    if (features.order === 'most') return features.tokens.length > 0 ? 'price_high' : 'price'
    if (features.order === 'least') return features.tokens.length > 0 ? 'price_low' : 'price'
  }
  if (first === 'pools' && roles.has('traded') && roles.has('count')) return 'pools_traded'
  if (first === 'tokens_transferred' && (roles.has('buy') || roles.has('sell') || roles.has('traded') || features.dex !== undefined))
    return 'tokens_traded'
  if (first === 'active_addresses' && features.tokens.length > 0 && !namesCoin(features) && (roles.has('send') || roles.has('receive')))
    return roles.has('receive') ? 'receivers' : 'senders'
  if (first === 'active_addresses' && roles.has('receive')) return 'receiving_addresses'
  if (first === 'active_addresses' && (roles.has('traded') || has('trade') || has('dex') || has('pair') || features.dex !== undefined))
    return 'traders'
  if (first === 'gas_price' && roles.has('uses') && !roles.has('priced')) return 'gas_used'
  if (first === 'gas_price' && roles.has('median')) return 'median_gas_price'
  if (
    first === 'gas_price' &&
    !roles.has('average') &&
    !roles.has('priced') &&
    (roles.has('spend') || (roles.has('much') && namesCoin(features)))
  )
    return 'gas_spent'
  if (first === 'gas_spent' && roles.has('currency:usd')) return 'gas_spent_usd'
  if (first === 'fees' && roles.has('average')) return 'average_fee'
  // Fees of transactions, or those that somebody paid, are of gas; fees of trades are of pools.
  if (
    first === 'fees' &&
    features.dex === undefined &&
    (namesCoin(features) ||
      features.blocks.length > 0 ||
      features.currency === 'native' ||
      features.metrics.includes('gas_price') ||
      features.address !== undefined ||
      has('transaction') ||
      has('block'))
  )
    return 'gas_spent'
  return first
}

/** Words that two metric phrases share: "price change of the WETH price" is one question. */
export function oneMetric(features: Features): { metric: string | undefined; spare: string[] } {
  // "trades and volume": each in its own column.
  const [main] = features.joined
  if (main !== undefined && features.metrics.every((id) => features.joined.includes(id))) return { metric: main, spare: [] }
  const unique = [...new Set(features.metrics)]
  const [first, ...rest] = unique
  if (first === undefined) return { metric: undefined, spare: [] }
  const refines = (a: string, b: string) =>
    a === b ||
    (a === 'price' && b.startsWith('price_')) ||
    (a === 'gas_price' && /gas|fee/.test(b)) ||
    (a === 'balance_rows' && b !== 'balance_rows') ||
    ((a === 'traces' || a === 'calls') && metricOf(b)?.subject.id === 'traces') ||
    (a === 'gas_used' && b === 'average_gas_used') ||
    // "gas spent on failed transactions": the second narrows the first.
    (b === 'failed_transactions' && metricOf(a)?.subject.filters.outcome !== undefined && metricOf(a)?.subject.id === 'gas')
  const best = rest.reduce((chosen, next) => (refines(chosen, next) && next !== 'failed_transactions' ? next : chosen), first)
  return { metric: combined(features, best), spare: unique.filter((id) => id !== best && !refines(id, best) && !refines(best, id)) }
}
