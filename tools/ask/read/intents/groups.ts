import { metricOf } from '../../layer/index.ts'
import type { DimensionId } from '../../layer/types.ts'
import { type Features, KIND_OF } from '../features.ts'
import { NOUN_OF } from '../words/nouns.ts'
import { asksPeople, has, type Intent, nouns, only, ordered, ranked } from './shared.ts'

/** Dimensions that name the same people in different subjects. */
const PEOPLE: readonly DimensionId[] = ['trader', 'sender', 'address', 'receiver']

/** The dimension of a subject that a noun means: wallets that trade are its traders. */
export function dimensionFor(metric: string, by: DimensionId | undefined): DimensionId | undefined {
  const dimensions = metricOf(metric)?.subject.dimensions ?? {}
  if (by === undefined || dimensions[by]) return by
  return PEOPLE.includes(by) ? PEOPLE.find((id) => dimensions[id]) : undefined
}

/** "traders with more than 10 swaps", "how many pools had over $1m in volume", "days with less than 5 trades". */
export function bounded(features: Features): Intent | undefined {
  const { having } = features
  if (!having) return undefined
  const kind = features.metrics.map((id) => KIND_OF[id]).find((id) => id !== undefined)
  const group = features.nouns.find((seen) => seen.noun.by !== undefined && (kind === undefined || seen.noun.id === kind))
  const noun = group?.noun ?? (kind === undefined ? undefined : NOUN_OF.get(kind))
  // "tokens traded by more than 50 wallets": the people of trades are traders.
  const people = having.metric === 'active_addresses' && noun !== undefined && /^(token|pair|pool|dex|version)$/.test(noun.id)
  const metric = !people ? having.metric : has(features, 'hold') ? 'holders' : has(features, 'send', 'moved') ? 'senders' : 'traders'
  // "addresses that received more than five times": counted on their side of the transfers.
  const side = metric === 'transfers' && noun?.id === 'address' ? (has(features, 'receive') ? 'receiver' : 'sender') : undefined
  const by = side ?? dimensionFor(metric, noun?.by)
  const grain = features.days[0]
  if (!by && !grain) return undefined
  // "which miners …, and how many each?": the groups themselves are asked for.
  const counts = has(features, 'count') && !(has(features, 'which') && !has(features, 'when') && group?.role === 'which')
  return {
    draft: {
      metric,
      ...(by ? { by: [by] } : { per: grain }),
      ...(having.min === undefined ? {} : { atLeast: having.min }),
      ...(having.max === undefined ? {} : { atMost: having.max }),
      ...(counts ? { transform: 'groups' } : by ? { order: ordered(features) ?? 'most' } : {}),
    },
    spare: [
      ...only(features, noun?.id ?? '', metric === 'trades' ? 'trade' : '', metric === 'transfers' ? 'transfer' : ''),
      ...features.metrics.filter((id) => id !== having.metric && KIND_OF[id] === undefined),
    ],
  }
}

/** "who made the most swaps", "quién hizo más swaps": people ranked by how many of a thing they have. */
export function countedPeople(features: Features): Intent | undefined {
  const order = ordered(features)
  if (!has(features, 'who') || (order !== 'most' && order !== 'least') || features.metrics.length > 0) return undefined
  const things = features.nouns.filter((seen) => ['trade', 'transfer', 'transaction'].includes(seen.noun.id))
  const [thing] = things
  if (!thing || thing.singular || things.length > 1 || has(features, 'amount', 'currency:usd', 'expensive', 'buy', 'sell', 'receive'))
    return undefined
  const metric = thing.noun.id === 'transaction' && has(features, 'failed') ? 'failed_transactions' : thing.noun.count
  const by = dimensionFor(metric, 'trader')
  if (!by) return undefined
  return ranked(features, metric, by, only(features, thing.noun.id, 'address', 'trader', 'token'))
}

/** "how many times was SHIB transferred". */
export function timesMoved(features: Features): Intent | undefined {
  if (!has(features, 'times') || features.metrics.length > 0 || has(features, 'buy', 'sell')) return undefined
  if (has(features, 'moved', 'send', 'receive')) return { draft: { metric: 'transfers' }, spare: only(features, 'transfer', 'token') }
  if (has(features, 'traded')) return { draft: { metric: 'trades' }, spare: only(features, 'trade', 'token', 'pair') }
  return undefined
}

/** "biggest SHIB dump", "largest WETH buy": single trades by the side of the token. */
export function oneSided(features: Features): Intent | undefined {
  const side = has(features, 'buy') ? 'bought' : has(features, 'sell') ? 'sold' : undefined
  const order = ordered(features)
  if (!side || (has(features, 'buy') && has(features, 'sell')) || !order || features.tokens.length !== 1) return undefined
  if (features.metrics.length > 0 || has(features, 'who', 'much', 'count', 'average') || only(features, 'trade', 'token').length > 0)
    return undefined
  const many = features.limit !== undefined || features.nouns.some((seen) => seen.noun.id === 'trade' && !seen.singular)
  return { draft: { metric: 'trade_rows', side, order, ...(many ? {} : { limit: 1 }) }, spare: [] }
}

/** "what share of LINK do the top 10 holders own". */
export function concentration(features: Features): Intent | undefined {
  if (features.transform !== 'share' || !nouns(features).includes('holder') || features.tokens.length !== 1) return undefined
  if (features.limit !== undefined && features.limit !== 10) return { draft: { metric: 'top10_share' }, spare: [String(features.limit)] }
  if (features.order !== 'most') return undefined
  features.transform = undefined
  features.limit = undefined
  features.order = undefined
  return { draft: { metric: 'top10_share' }, spare: only(features, 'holder', 'token') }
}

/** "cheapest UNI has ever been", "BTC all time high": the extreme of a price, where nothing else is named. */
export function extremePrice(features: Features): Intent | undefined {
  const { order, tokens } = features
  if (tokens.length !== 1 || features.nouns.length > 0 || features.metrics.length > 0 || features.rankGrain || features.limit !== undefined)
    return undefined
  const least = order === 'least' && has(features, 'cheap')
  if (!least && !has(features, 'expensive')) return undefined
  if (has(features, 'who', 'much', 'count', 'buy', 'sell', 'send', 'receive', 'hold', 'moved', 'traded')) return undefined
  features.order = undefined
  features.roles.delete('expensive')
  return { draft: { metric: least ? 'price_low' : 'price_high', ...(features.per ? { per: features.per } : {}) }, spare: [] }
}

/** "deepest pools", "most liquid pair": pools by what they hold. */
export function deepest(features: Features): Intent | undefined {
  const pool = features.nouns.find((seen) => seen.noun.id === 'pool' || seen.noun.id === 'pair')
  if (!has(features, 'liquid') || !pool || features.metrics.some((id) => id !== 'liquidity')) return undefined
  const single = pool.singular && features.limit === undefined
  return {
    draft: { metric: 'pool_rows', order: ordered(features) === 'least' ? 'least' : 'most', ...(single ? { limit: 1 } : {}) },
    spare: only(features, 'pool', 'pair', 'token'),
  }
}

/** "most frequent labels", "label kinds by number of addresses": labels ranked by how many bear them. */
export function commonLabels(features: Features): Intent | undefined {
  const label = features.nouns.find((seen) => seen.noun.id === 'label')
  if (!label || features.metrics.some((id) => id !== 'labelled_addresses') || features.address !== undefined) return undefined
  if (only(features, 'label', 'address').length > 0 || asksPeople({ ...features, nouns: [] })) return undefined
  if (has(features, 'send', 'receive', 'moved', 'traded', 'buy', 'sell') || features.tokens.length > 0) return undefined
  const order = ordered(features)
  if (order !== 'most' && order !== 'least' && label.role !== 'by' && label.role !== 'which') return undefined
  const single = label.singular && features.limit === undefined && order !== undefined
  return {
    draft: { metric: 'labelled_addresses', by: ['label'], ...(order ? { order } : {}), ...(single ? { limit: 1 } : {}) },
    spare: [],
  }
}

/** "how many addresses carry the mev-bot label": those that bear it. */
export function bearers(features: Features): Intent | undefined {
  // "number of bridge addresses", "how many bridges are labelled": the name takes the noun with it.
  const named =
    features.address !== undefined && !features.address.startsWith('0x') && features.nouns.length + features.metrics.length === 0
  const still = features.direction === undefined && features.tokens.length + features.moments.length + features.blocks.length === 0
  const verbs = has(features, 'send', 'receive', 'traded', 'moved', 'buy', 'sell', 'hold', 'spend', 'created', 'times', 'failed')
  if (named && still && !verbs && has(features, 'howmany', 'labelled') && has(features, 'count') && !features.order && !features.per)
    return { draft: { metric: 'labelled_addresses' }, spare: [] }
  if (!nouns(features).includes('address') || !nouns(features).includes('label') || !has(features, 'count')) return undefined
  if (features.address === undefined || features.metrics.length > 0 || features.direction !== undefined) return undefined
  return { draft: { metric: 'labelled_addresses' }, spare: only(features, 'address', 'label') }
}
