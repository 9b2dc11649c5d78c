import { metricOf } from '../../layer/index.ts'
import type { DimensionId, Order } from '../../layer/types.ts'
import type { Features } from '../features.ts'
import { has, type Intent, namesCoin, nouns, only, ordered } from './shared.ts'

/** "which miner mined the most blocks", "blocks per miner". */
export function mined(features: Features): Intent | undefined {
  if (!nouns(features).includes('miner') || features.metrics.length > 0) return undefined
  const miner = features.nouns.find((seen) => seen.noun.id === 'miner')
  const spare = only(features, 'miner', 'block')
  if (has(features, 'count') && miner?.role === 'main')
    return has(features, 'unique') || !nouns(features).includes('block') ? { draft: { metric: 'miners' }, spare } : undefined
  const rank = features.order !== undefined || miner?.role === 'which'
  return {
    draft: {
      metric: 'blocks',
      by: ['address'],
      ...(rank ? { order: ordered(features) === 'least' ? 'least' : 'most' } : {}),
      ...(rank && miner?.singular && features.limit === undefined ? { limit: 1 } : {}),
    },
    spare,
  }
}

/** "how many contracts were created", "contract creations per block". */
export function creations(features: Features): Intent | undefined {
  if (features.metrics.length > 0 || !has(features, 'created') || !nouns(features).includes('contract')) return undefined
  const per = features.nouns.filter((seen) => seen.noun.by && seen.noun.id !== 'contract' && (seen.role === 'by' || seen.role === 'which'))
  const listed = features.order === 'newest' || features.order === 'oldest'
  if (listed && !has(features, 'count'))
    return { draft: { metric: 'creation_rows', order: features.order as Order }, spare: only(features, 'contract') }
  return {
    draft: { metric: 'contract_creations', ...(per.length > 0 ? { by: per.map((seen) => seen.noun.by as DimensionId) } : {}) },
    spare: only(features, 'contract', ...per.map((seen) => seen.noun.id)),
  }
}

/** "largest ETH transfer", "top 5 transactions by ETH value": the coin moves in transactions, not in token transfers. */
export function coinMoves(features: Features): Intent | undefined {
  const mentions = nouns(features).filter((id) => id === 'transfer' || id === 'transaction')
  if (!namesCoin(features) || mentions.length === 0 || has(features, 'count') || features.per || features.roles.has('average'))
    return undefined
  if (features.metrics.some((id) => !['native_volume', 'volume', 'transfer_volume'].includes(id))) return undefined
  const order = ordered(features)
  if (!order && features.minUsd === undefined && features.minAmount === undefined) return undefined
  const single = features.nouns.find((seen) => seen.noun.id === mentions[0])?.singular
  return {
    draft: { metric: 'transaction_rows', order: order ?? 'most', ...(single && features.limit === undefined ? { limit: 1 } : {}) },
    spare: only(features, 'transfer', 'transaction'),
  }
}

/** "block with the most transactions", "highest base fee block": the block is what is ranked. */
export function bestBlock(features: Features): Intent | undefined {
  const block = features.nouns.find((seen) => seen.noun.id === 'block')
  const order =
    ordered(features) ?? (/_high$/.test(features.metrics[0] ?? '') ? 'most' : /_low$/.test(features.metrics[0] ?? '') ? 'least' : undefined)
  if (!block || !order || features.rankGrain || features.blocks.length > 0 || order === 'newest' || order === 'oldest') return undefined
  const [metric] = features.metrics
  const limit = block.singular && features.limit === undefined ? { limit: 1 } : {}
  const other = features.nouns.find((seen) => seen.noun.id !== 'block' && !['token', 'address'].includes(seen.noun.id))
  if (nouns(features).includes('miner')) return undefined
  const wanted = metric === 'latest_block' ? undefined : metric?.replace(/_(high|low)$/, '')
  const id =
    wanted ?? (other ? (has(features, 'failed') && other.noun.id === 'transaction' ? 'failed_transactions' : other.noun.count) : undefined)
  if (!id || !metricOf(id)?.subject.dimensions.block) return undefined
  return {
    draft: { metric: id, by: ['block'], order: /_low$/.test(metric ?? '') ? 'least' : order, ...limit },
    // "in the block with the most transactions, how many failed": the block is only where something else is counted.
    spare: [
      ...only(features, 'block', other?.noun.id ?? '', 'transaction'),
      ...(has(features, 'count') && features.nouns.filter((seen) => seen.noun.id === 'transaction').length > 1 ? ['transaction'] : []),
    ],
  }
}

/** "when was block 5 mined", "who mined block 5", "block 5". */
export function oneBlock(features: Features): Intent | undefined {
  if (features.blocks.length !== 1 || features.metrics.length > 0 || has(features, 'count', 'much')) return undefined
  if (only(features, 'block', 'miner').length > 0 || features.tokens.length > 0 || features.address !== undefined) return undefined
  return { draft: { metric: 'block_rows' }, spare: [] }
}

/** "errors in traces", "most frequent errors". */
export function errors(features: Features): Intent | undefined {
  if (!nouns(features).includes('error') || features.metrics.some((id) => id !== 'traces' && id !== 'calls' && id !== 'failed_calls'))
    return undefined
  if (has(features, 'count') && !features.order) return { draft: { metric: 'failed_calls' }, spare: only(features, 'error') }
  const single =
    features.order !== undefined && features.limit === undefined && features.nouns.some((seen) => seen.noun.id === 'error' && seen.singular)
  return {
    draft: { metric: 'failed_calls', by: ['error'], order: ordered(features) ?? 'most', ...(single ? { limit: 1 } : {}) },
    spare: only(features, 'error'),
  }
}

/** "how many addresses are labelled mev-bot", "what is the label of 0x…", "how many labels". */
export function labelled(features: Features): Intent | undefined {
  const asksLabels = nouns(features)[0] === 'label' && nouns(features).length === 1 && features.metrics.length === 0
  if (asksLabels && features.address !== undefined && !has(features, 'count')) return { draft: { metric: 'label_rows' }, spare: [] }
  if (nouns(features).includes('address') && has(features, 'labelled') && features.metrics.length === 0 && has(features, 'count'))
    return { draft: { metric: 'labelled_addresses' }, spare: only(features, 'address', 'label') }
  return undefined
}

/** "what is 0x…", "whose address is 0x…": what the address is known as. */
export function whose(features: Features): Intent | undefined {
  const bare = features.metrics.length + features.tokens.length + features.moments.length + features.exclude.length === 0
  const asks = [...features.roles].every((role) => /^(who|which|labelled|anaphora)$/.test(role)) && has(features, 'who', 'which')
  if (!bare || !asks || !/^0x[0-9a-f]{40}$/i.test(features.address ?? '') || only(features, 'address', 'label', 'contract').length > 0)
    return undefined
  return features.order || features.direction ? undefined : { draft: { metric: 'label_rows' }, spare: [] }
}

/** "how many ETH transfers", "how many plain ETH transfers": transactions that move the coin. */
export function coinTransfers(features: Features): Intent | undefined {
  if (!namesCoin(features) || nouns(features)[0] !== 'transfer' || nouns(features).length > 1 || features.metrics.length > 0)
    return undefined
  if (features.order || features.address !== undefined) return undefined
  return {
    draft: {
      metric: has(features, 'plain') ? 'transactions' : 'native_transfers',
      ...(has(features, 'plain') ? { method: '0x' } : {}),
      ...(features.per ? { per: features.per } : {}),
    },
    spare: [],
  }
}
