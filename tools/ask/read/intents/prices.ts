import type { Features } from '../features.ts'
import { has, type Intent, nouns } from './shared.ts'

/** "ohlc of WETH per day". */
export function candles(features: Features): Intent | undefined {
  if (!has(features, 'ohlc')) return undefined
  return {
    draft: { metric: 'price_open', also: ['price_high', 'price_low', 'price_close'], per: features.per ?? 'day' },
    spare: nouns(features).filter((id) => id !== 'token' && id !== 'pool'),
  }
}

/** "max and min price", "highest, lowest and average price". */
export function extremes(features: Features): Intent | undefined {
  const price = features.metrics.filter((id) => id.startsWith('price'))
  if (price.length === 0 || price.length !== features.metrics.length || nouns(features).some((id) => id !== 'token')) return undefined
  const wants = (id: string, role: string): boolean => price.includes(id) || has(features, role)
  const all = [
    ...(wants('price_high', 'sup:most') ? ['price_high'] : []),
    ...(wants('price_low', 'sup:least') ? ['price_low'] : []),
    ...(wants('price_average', 'average') ? ['price_average'] : []),
    ...(price.includes('price_open') ? ['price_open'] : []),
    ...(price.includes('price_close') ? ['price_close'] : []),
  ]
  const [metric, ...also] = all
  if (!metric || also.length === 0 || features.rankGrain) return undefined
  // "when was the ath, by daily closes": the day of the highest close.
  if (has(features, 'when') && price.includes('price_close') && also.length === 1 && metric !== 'price_close') {
    features.rankGrain = features.per ?? 'day'
    features.order = metric === 'price_low' ? 'least' : 'most'
    features.per = undefined
    return { draft: { metric: 'price_close' }, spare: [] }
  }
  return { draft: { metric, also: also.slice(0, 3), ...(features.per ? { per: features.per } : {}) }, spare: [] }
}

/** "on which day was ETH most expensive", "when was BTC the cheapest". */
export function dearest(features: Features): Intent | undefined {
  if (features.tokens.length !== 1 || nouns(features).length > 0 || !features.rankGrain) return undefined
  if (!has(features, 'expensive') && features.order !== 'least') return undefined
  if (features.metrics.some((id) => !id.startsWith('price'))) return undefined
  const least = features.order === 'least'
  return {
    draft: { metric: least ? 'price_low' : 'price_high', per: features.rankGrain, order: least ? 'least' : 'most', limit: 1 },
    spare: [],
  }
}

/** "how much did ETH change in may": the change of its price; "how low did it fall": the lowest, not by how much. */
export function changed(features: Features): Intent | undefined {
  if (!has(features, 'change') || features.tokens.length !== 1 || nouns(features).length > 0) return undefined
  if (features.metrics.some((id) => !id.startsWith('price'))) return undefined
  const cheap = has(features, 'cheap')
  if (!cheap && !has(features, 'expensive')) return { draft: { metric: 'price_change' }, spare: [] }
  features.roles.delete('change')
  return { draft: { metric: cheap ? 'price_low' : 'price_high' }, spare: [] }
}
