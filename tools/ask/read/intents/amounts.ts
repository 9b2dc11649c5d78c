import { metricOf } from '../../layer/index.ts'
import type { DimensionId } from '../../layer/types.ts'
import type { Features } from '../features.ts'
import { asksPeople, has, type Intent, namesCoin, nouns, only, ordered } from './shared.ts'

/** "how much USDC was transferred", "how much WETH was bought", "how much ETH was moved". */
export function amounts(features: Features): Intent | undefined {
  const [token] = features.tokens
  const sides = has(features, 'buy', 'sell') && features.tokens.length === 2
  const inflow = has(features, 'inflow') && nouns(features).includes('pool')
  // "on which day did most WETH flow into the pool": ranked by days.
  if (inflow && token && !has(features, 'count')) {
    if (features.order && !features.rankGrain) return undefined
    return { draft: { metric: 'amount_sold' }, spare: only(features, 'pool', 'token') }
  }
  if (!token || features.order || (features.tokens.length > 1 && !sides)) return undefined
  if (nouns(features).includes('transaction') && has(features, 'count')) return undefined
  const bare = nouns(features).length === 0 && (features.direction !== undefined || has(features, 'moved', 'send', 'receive'))
  const quantity = bare || has(features, 'much', 'count', 'amount', 'transform:cumulative', 'inflow')
  if (!quantity || asksPeople(features)) return undefined
  const usd = has(features, 'currency:usd') || features.metrics.includes('volume')
  const grouped = features.nouns
    .filter((seen) => (seen.role === 'by' || seen.role === 'each') && seen.noun.by)
    .map((seen) => seen.noun.by as DimensionId)
  const withGroups = (metric: string, spare: string[]): Intent => ({
    draft: { metric, ...(grouped.length > 0 ? { by: grouped.slice(0, 2) } : {}) },
    spare: spare.filter((id) => !grouped.includes(id as DimensionId)),
  })
  const moved =
    features.direction !== undefined || has(features, 'send', 'receive', 'moved') || features.metrics.includes('transfer_volume')
  if (has(features, 'buy') && features.metrics.length === 0)
    return withGroups(usd ? 'buy_volume' : 'amount_bought', only(features, 'token', 'trader'))
  if (has(features, 'sell') && features.metrics.length === 0)
    return withGroups(usd ? 'sell_volume' : 'amount_sold', only(features, 'token', 'trader'))
  if (!moved || features.metrics.some((id) => id !== 'transfer_volume' && id !== 'volume')) return undefined
  if (namesCoin(features) && !nouns(features).includes('transfer'))
    return withGroups('native_volume', only(features, 'transaction', 'token'))
  return withGroups(usd ? 'transfer_volume' : 'transfer_amount', only(features, 'transfer', 'token', 'transaction'))
}

/** "how much DAI was swapped into WETH": what was given for the other. */
export function given(features: Features): Intent | undefined {
  const traded = has(features, 'traded') || nouns(features).every((id) => id === 'trade')
  if (features.tokens.length !== 2 || !has(features, 'much') || !has(features, 'to') || !traded || has(features, 'buy')) return undefined
  if (features.metrics.length > 0 || features.address !== undefined || has(features, 'currency:usd')) return undefined
  return { draft: { metric: 'amount_sold' }, spare: only(features, 'trade', 'token') }
}

/** "dollar value of all HEX sold", "usd value of UNI bought": dollars of one side. */
export function sideWorth(features: Features): Intent | undefined {
  const usd = has(features, 'worthOf') || has(features, 'currency:usd')
  if (!usd || features.tokens.length !== 1 || features.order || features.metrics.length > 0 || has(features, 'count', 'average', 'median'))
    return undefined
  if (features.nouns.length > 0 || has(features, 'who') || has(features, 'buy') === has(features, 'sell')) return undefined
  return { draft: { metric: has(features, 'buy') ? 'buy_volume' : 'sell_volume' }, spare: [] }
}

/** "average, median and largest trade": each in a column of its own. */
export function tradeSizes(features: Features): Intent | undefined {
  const sizes = [
    ...(has(features, 'average') ? ['average_trade'] : []),
    ...(has(features, 'median') ? ['median_trade'] : []),
    ...(ordered(features) === 'most' ? ['largest_trade'] : []),
  ]
  if (sizes.length < 2 || nouns(features).length !== 1 || nouns(features)[0] !== 'trade' || features.metrics.length > 0) return undefined
  if (features.rankGrain || features.limit !== undefined) return undefined
  features.order = undefined
  const [metric, ...also] = sizes as [string, ...string[]]
  return { draft: { metric, also }, spare: [] }
}

/** "SHIB buys and sells", "buy volume vs sell volume", "how many times was SHIB bought". */
export function sidesOf(features: Features): Intent | undefined {
  if (features.tokens.length !== 1 || features.order || nouns(features).some((id) => !['trade', 'token'].includes(id))) return undefined
  const both =
    (has(features, 'buy') || features.metrics.includes('buy_volume') || features.metrics.includes('buys')) &&
    (has(features, 'sell') || features.metrics.includes('sell_volume') || features.metrics.includes('sells'))
  const counts =
    has(features, 'times') || (both && has(features, 'count')) || features.metrics.some((id) => id === 'buys' || id === 'sells')
  const volume = features.metrics.some((id) => /volume/.test(id)) || has(features, 'currency:usd')
  if (!both && !has(features, 'times')) return undefined
  if (!both && !has(features, 'buy', 'sell')) return undefined
  const kinds = counts ? ['buys', 'sells'] : volume ? ['buy_volume', 'sell_volume'] : ['amount_bought', 'amount_sold']
  if (both) return { draft: { metric: kinds[0] as string, also: [kinds[1] as string] }, spare: [] }
  return { draft: { metric: (has(features, 'buy') ? kinds[0] : kinds[1]) as string }, spare: [] }
}

/** "total value of USDC transfers", "value of transfers in usd". */
export function transferValue(features: Features): Intent | undefined {
  const worth = has(features, 'worthOf') || has(features, 'currency:usd')
  if (
    !worth ||
    features.metrics.length > 0 ||
    nouns(features)[0] !== 'transfer' ||
    has(features, 'count', 'average', 'median') ||
    features.order ||
    features.minUsd !== undefined
  )
    return undefined
  const groups = features.nouns.filter((seen) => seen.role === 'by' && seen.noun.by).map((seen) => seen.noun.by as DimensionId)
  return {
    draft: { metric: 'transfer_volume', ...(groups.length > 0 ? { by: groups } : {}) },
    spare: only(features, 'transfer', 'token').filter((id) => !groups.includes(id as DimensionId)),
  }
}

/** "average daily volume": the mean over the days. */
export function meanOfSeries(features: Features): Intent | undefined {
  const [metric] = features.metrics
  const noun = features.nouns.find((seen) => seen.role === 'main' && !seen.singular)
  if (!has(features, 'average') || !features.per || features.rankGrain) return undefined
  const id = metric ?? noun?.noun.count
  const found = metricOf(id ?? '')
  if (!id || found?.metric.kind !== 'aggregate' || !found.metric.zero) return undefined
  return {
    draft: { metric: id, per: features.per, transform: 'average' },
    spare: only(features, noun?.noun.id ?? '', 'token', 'trade', 'transfer', ...(features.tokens.length > 1 ? ['pool', 'pair'] : [])),
  }
}
