import type { DimensionId, Order } from '../../layer/types.ts'
import type { Features } from '../features.ts'
import { has, type Intent, namesCoin, nouns, only, ordered } from './shared.ts'

/** "how many distinct tokens were transferred", "unique pools", "distinct pairs". */
export function distinct(features: Features): Intent | undefined {
  const seen =
    has(features, 'unique') ||
    (has(features, 'count') &&
      !features.order &&
      !has(features, 'by', 'which') &&
      nouns(features).some((id) => id === 'trade' || id === 'transfer'))
  if (!seen || features.metrics.some((id) => id !== 'transfer_volume' && id !== 'volume')) return undefined
  const ids = nouns(features)
  const traded =
    has(features, 'traded', 'buy', 'sell') || ids.includes('trade') || features.dex !== undefined || features.metrics.includes('volume')
  const made = (metric: string, ...own: string[]): Intent => {
    const groups = features.nouns
      .filter((seen) => (seen.role === 'by' || seen.role === 'each') && seen.noun.by && !own.includes(seen.noun.id))
      .map((seen) => seen.noun.by as DimensionId)
    return {
      draft: { metric, ...(groups.length > 0 ? { by: groups.slice(0, 2) } : {}) },
      spare: only(features, ...own).filter((id) => !groups.includes(id as DimensionId)),
    }
  }
  if (ids[0] === 'pair') return made('pairs_traded', 'pair', 'trade', 'token')
  if (ids[0] === 'pool' && traded) return made('pools_traded', 'pool', 'trade')
  if (ids[0] === 'token' && (has(features, 'moved', 'send') || ids.includes('transfer') || features.metrics.includes('transfer_volume')))
    return made('tokens_transferred', 'token', 'transfer')
  if (ids[0] === 'token' && traded) return made('tokens_traded', 'token', 'trade')
  if (ids[0] === 'contract') return made('receiving_addresses', 'contract', 'transaction')
  if (ids[0] === 'miner') return made('miners', 'miner', 'block')
  if (ids[0] === 'method') return made('methods', 'method', 'transaction')
  return undefined
}

const KINDS: Readonly<Record<string, readonly [string, DimensionId]>> = {
  pairs_traded: ['trades', 'pair'],
  tokens_traded: ['trades', 'token'],
  pools_traded: ['trades', 'pool'],
  tokens_transferred: ['transfers', 'token'],
}

/** "which pairs were traded": the pairs themselves, not their number. */
export function whichKinds(features: Features): Intent | undefined {
  const [metric, ...rest] = features.metrics
  const kind = KINDS[metric ?? '']
  if (!kind || rest.length > 0 || has(features, 'count', 'unique', 'much') || !has(features, 'which')) return undefined
  return { draft: { metric: kind[0], by: [kind[1]] }, spare: only(features, 'pair', 'token', 'pool', 'trade', 'transfer') }
}

/** "what tokens did binance send": its transfers by token. */
export function sentTokens(features: Features): Intent | undefined {
  const token = features.nouns.find((seen) => seen.noun.id === 'token')
  if (
    !token ||
    features.address === undefined ||
    features.metrics.length > 0 ||
    features.tokens.length > 0 ||
    !(has(features, 'send', 'receive') || features.direction !== undefined)
  )
    return undefined
  return {
    draft: { metric: 'transfers', by: ['token'], ...(ordered(features) ? { order: ordered(features) as Order } : {}) },
    spare: only(features, 'token', 'transfer'),
  }
}

/** "which token was bought the most", "top tokens by sell volume". */
export function tradedTokens(features: Features): Intent | undefined {
  const token = features.nouns.find((seen) => seen.noun.id === 'token')
  const side = has(features, 'buy') ? 'buy_volume' : has(features, 'sell') ? 'sell_volume' : undefined
  if (!token || !side || features.tokens.length > 0 || !ordered(features) || features.metrics.some((id) => !/volume/.test(id)))
    return undefined
  return {
    draft: {
      metric: side,
      by: ['token'],
      order: ordered(features) as Order,
      ...(token.singular && features.limit === undefined ? { limit: 1 } : {}),
    },
    spare: only(features, 'token', 'trade'),
  }
}

/** "the largest amount of USDC moved at once": the largest transfer. */
export function biggestMove(features: Features): Intent | undefined {
  const { order, tokens, roles } = features
  if (order !== 'most' || tokens.length !== 1 || nouns(features).length + features.metrics.length > 0 || !roles.has('size'))
    return undefined
  if (!has(features, 'moved', 'send') || has(features, 'who', 'when', 'average', 'buy', 'sell', 'hold') || features.rankGrain)
    return undefined
  return { draft: { metric: namesCoin(features) ? 'transaction_rows' : 'transfer_rows', order, limit: features.limit ?? 1 }, spare: [] }
}

/** "what did 0x… send": its transfers, one by one. */
export function movesOf(features: Features): Intent | undefined {
  const bare = nouns(features).length === 0 && features.metrics.length === 0 && features.tokens.length === 0
  if (
    !bare ||
    features.address === undefined ||
    !has(features, 'send', 'receive') ||
    has(features, 'count', 'much', 'who') ||
    features.order
  )
    return undefined
  return { draft: { metric: 'transfer_rows' }, spare: [] }
}
