import type { DimensionId } from '../../layer/types.ts'
import type { Features } from '../features.ts'
import { has, type Intent, namesCoin, nouns, only, ordered } from './shared.ts'

/** One row where a single thing is asked for, as many as were said otherwise. */
const one = (features: Features, single: boolean) => (single && features.limit === undefined ? { limit: 1 } : {})

/** "top losers", "which token pumped the most", "worst performing tokens": tokens by how their price changed. */
export function priceMovers(features: Features): Intent | undefined {
  const [up, down] = [has(features, 'pumped'), has(features, 'tanked')]
  if (up === down || features.metrics.some((id) => !id.startsWith('price')) || has(features, 'who')) return undefined
  const [token] = features.tokens
  if (only(features, 'token').length > 0 || features.tokens.length > 1) return undefined
  if (token) return { draft: { metric: 'price_change' }, spare: [] }
  const noun = features.nouns.find((seen) => seen.noun.id === 'token')
  const single = noun?.singular === true || (noun === undefined && has(features, 'which'))
  const turned = features.order === 'least'
  features.order = undefined
  return {
    draft: { metric: 'price_change', by: ['token'], order: down !== turned ? 'least' : 'most', ...one(features, single) },
    spare: [],
  }
}

/** "who made the most money", "who lost the most", "worst trader": people by what trading brought them. */
export function earners(features: Features): Intent | undefined {
  const lost = has(features, 'lost') || (has(features, 'worst') && nouns(features).includes('trader'))
  const made = has(features, 'profited') || (has(features, 'best') && nouns(features).includes('trader'))
  if (lost === made || features.metrics.some((id) => id !== 'pnl') || only(features, 'trader', 'address').length > 0) return undefined
  if (!has(features, 'who') && features.nouns.length === 0) return undefined
  const many = features.nouns.some((seen) => !seen.singular)
  features.roles.delete('currency:usd')
  features.order = undefined
  return { draft: { metric: 'pnl', by: ['trader'], order: lost ? 'least' : 'most', ...one(features, !many) }, spare: [] }
}

/** "biggest whale on v3", "UNI whales", "top whales this week": of one token its holders, else traders by volume. */
export function whales(features: Features): Intent | undefined {
  const whale = features.nouns.find((seen) => seen.noun.id === 'whale')
  if (!whale || has(features, 'count', 'much', 'buy', 'sell', 'send', 'receive', 'moved') || features.address !== undefined)
    return undefined
  // "whale trades today", "show me the whales: swaps over 1m": what they did, the largest first.
  const moves = features.nouns.find((seen) => /^(trade|transfer)$/.test(seen.noun.id) && !seen.singular)
  if (moves && only(features, 'whale', moves.noun.id).length === 0 && features.metrics.length === 0 && features.order === undefined)
    return { draft: { metric: moves.noun.rows as string, order: 'most' }, spare: [] }
  if (only(features, 'whale').length > 0) return undefined
  const limit = one(features, whale.singular)
  const held = features.tokens.length === 1 && features.metrics.length === 0
  const elsewhere = features.dex !== undefined || features.version !== undefined || features.moments.length > 0 || has(features, 'traded')
  if (held && !elsewhere) return { draft: { metric: 'holder_rows', order: 'most', ...limit }, spare: [] }
  if (features.metrics.some((id) => id !== 'volume')) return undefined
  return { draft: { metric: 'volume', by: ['trader'], order: 'most', ...limit }, spare: [] }
}

/** "which contract uses the most gas", "gas guzzlers": contracts by gas. */
export function gasEaters(features: Features): Intent | undefined {
  const contract = features.nouns.find((seen) => seen.noun.id === 'contract')
  const gas = features.metrics.some((id) => id === 'gas_price' || id === 'gas_used')
  if (!contract || !gas || ordered(features) === undefined || only(features, 'contract', 'transaction').length > 0) return undefined
  const order = ordered(features) === 'least' ? 'least' : 'most'
  return { draft: { metric: 'gas_used', by: ['contract'], order, ...one(features, contract.singular) }, spare: [] }
}

/** "which pool has the highest fees", "pairs that earned most in fees": fees of trades by where they were paid. */
export function feesBy(features: Features): Intent | undefined {
  if (!features.metrics.includes('fees') || features.metrics.length > 1 || ordered(features) === undefined) return undefined
  const group = features.nouns.find((seen) => /^(pool|pair|dex|version)$/.test(seen.noun.id))
  if (!group || only(features, group.noun.id, 'trade').length > 0) return undefined
  const order = ordered(features) === 'least' ? 'least' : 'most'
  features.roles.delete('expensive')
  return { draft: { metric: 'fees', by: [group.noun.by as DimensionId], order, ...one(features, group.singular) }, spare: [] }
}

/** "on average, how many transactions does a block contain". */
export function fullBlocks(features: Features): Intent | undefined {
  const block = features.nouns.find((seen) => seen.noun.id === 'block')
  const fits = block?.singular || block?.role === 'each'
  if (!fits || !has(features, 'average') || !nouns(features).includes('transaction') || features.metrics.length > 0) return undefined
  if (features.blocks.length > 0 || features.order || only(features, 'block', 'transaction').length > 0) return undefined
  return { draft: { metric: 'transactions_per_block' }, spare: [] }
}

/** "total ETH value of the transactions in a block", "how much ETH did those transactions move". */
export function coinWorth(features: Features): Intent | undefined {
  const worth = has(features, 'worthOf', 'amount', 'much') || features.metrics.includes('native_volume')
  if (!worth || !namesCoin(features) || nouns(features)[0] !== 'transaction' || nouns(features).length > 1) return undefined
  if (features.order || has(features, 'count', 'average', 'spend') || features.metrics.some((id) => id !== 'native_volume'))
    return undefined
  return { draft: { metric: 'native_volume' }, spare: [] }
}

/** "are people still buying UNI", "is anyone trading WETH": how many trades a day of late. */
export function still(features: Features): Intent | undefined {
  if (!has(features, 'still') || features.tokens.length !== 1 || features.metrics.length > 0 || features.order) return undefined
  if (only(features, 'address', 'trader', 'trade').length > 0 || !has(features, 'buy', 'sell', 'traded')) return undefined
  if (has(features, 'buy') && has(features, 'sell')) return undefined
  const metric = has(features, 'buy') ? 'buys' : has(features, 'sell') ? 'sells' : 'trades'
  const lately = features.moments.length > 0 ? {} : { period: 'last' as const, n: 7, unit: 'day' as const }
  return { draft: { metric, per: features.per ?? 'day', ...lately }, spare: [] }
}
