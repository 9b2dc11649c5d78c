import { metricOf } from '../../layer/index.ts'
import type { DimensionId } from '../../layer/types.ts'
import type { Features } from '../features.ts'
import { dimensionFor } from './groups.ts'
import { asksPeople, has, type Intent, namesCoin, nouns, only, ordered, PEOPLE, ranked } from './shared.ts'

/** "who sent the most USDT", "which address received the most", "top senders of USDC by amount". */
export function movers(features: Features): Intent | undefined {
  // "the biggest USDC transfer: who sent it": that one transfer.
  const one = features.nouns.find((seen) => seen.noun.id === 'transfer')
  if (one?.singular && has(features, 'who') && ordered(features) && features.nouns.length === 1 && features.metrics.length === 0) {
    features.roles.delete('send')
    features.roles.delete('receive')
    features.roles.delete('to')
    return { draft: { metric: 'transfer_rows', order: ordered(features) as 'most', limit: features.limit ?? 1 }, spare: [] }
  }
  const side =
    has(features, 'receive') || nouns(features).includes('receiver')
      ? 'receiver'
      : has(features, 'send') || nouns(features).includes('sender')
        ? 'sender'
        : undefined
  if (!side || features.address !== undefined || !asksPeople(features)) return undefined
  if (features.metrics.some((id) => !['volume', 'transfer_volume', 'transfer_amount', 'transfers', 'native_volume'].includes(id)))
    return undefined
  const counts = nouns(features).includes('transfer') || features.metrics.includes('transfers')
  const transactions = nouns(features).includes('transaction')
  const spare = only(features, ...PEOPLE, 'transaction')
  if (transactions) return ranked(features, 'transactions', side, spare)
  if (namesCoin(features)) return { ...ranked(features, 'native_volume', side, spare) }
  const money =
    has(features, 'amount', 'currency:usd', 'size') ||
    features.metrics.some((id) => ['volume', 'transfer_volume', 'transfer_amount'].includes(id))
  const bySize = money || (!counts && !nouns(features).includes('sender') && !nouns(features).includes('receiver'))
  if (!bySize || (counts && !money)) return ranked(features, 'transfers', side, spare)
  return ranked(
    features,
    features.tokens.length === 1 && !has(features, 'currency:usd') ? 'transfer_amount' : 'transfer_volume',
    side,
    spare,
  )
}

/** "who bought the most SHIB", "who created the most contracts", "who spent the most on gas". */
export function doers(features: Features): Intent | undefined {
  if (!asksPeople(features)) return undefined
  // Both what it was worth and how much of it: people mean the one or the other.
  const sided = (metric: string, amount: string): Intent => {
    const found = ranked(features, metric, 'trader', only(features, ...PEOPLE))
    return features.tokens.length === 1 ? { ...found, draft: { ...found.draft, also: [amount] } } : found
  }
  if (features.tokens.length > 0 && has(features, 'buy')) return sided('buy_volume', 'amount_bought')
  if (features.tokens.length > 0 && has(features, 'sell')) return sided('sell_volume', 'amount_sold')
  const gas = features.metrics.some((id) => /^gas_|average_fee|^fees$/.test(id))
  if (gas && has(features, 'spend')) return ranked(features, 'gas_spent', 'address', only(features, ...PEOPLE, 'transaction'))
  if (features.metrics.includes('contract_creations') || (has(features, 'created') && nouns(features).includes('contract')))
    return ranked(features, 'contract_creations', 'sender', only(features, 'contract', 'address', 'creator'))
  if (nouns(features).includes('miner') || nouns(features).includes('block'))
    return has(features, 'mined') ? ranked(features, 'blocks', 'address', only(features, 'miner', 'block', 'address')) : undefined
  return undefined
}

/** "how many wallets traded PEPE", "how many addresses sent USDC", "how many unique senders of transactions". */
export function people(features: Features): Intent | undefined {
  const ids = nouns(features)
  const [first] = ids
  const failing =
    features.metrics.length === 1 && features.metrics[0] === 'failed_transactions' && first === 'address' && has(features, 'count')
  if (failing && features.address === undefined && !features.order)
    return { draft: { metric: 'active_addresses', outcome: 'failed' }, spare: only(features, 'address', 'transaction') }
  if (
    features.metrics.length > 0 ||
    features.order ||
    !(has(features, 'count') || has(features, 'unique')) ||
    features.address !== undefined
  )
    return undefined
  const groups = features.nouns
    .filter((seen) => seen.role === 'by' && seen.noun.by && seen.noun.id !== first)
    .map((seen) => seen.noun.by as DimensionId)
  const made = (metric: string): Intent => ({
    draft: { metric, ...(groups.length > 0 ? { by: groups.slice(0, 2) } : {}) },
    spare: only(features, 'address', 'trader', 'sender', 'receiver', 'transaction', 'transfer', 'trade', 'token').filter(
      (id) => !groups.includes(id as DimensionId),
    ),
  })
  // Without a token the senders of a block are those of its transactions.
  const plain = features.tokens.length === 0 && ids.length === 1 && features.blocks.length > 0
  if (first === 'sender' && (ids.includes('transaction') || plain)) return made('active_addresses')
  if (first === 'receiver' && ids.includes('transaction')) return made('receiving_addresses')
  // "how many degens aped into SHIB": those who bought it.
  const side = has(features, 'buy') ? 'bought' : 'sold'
  if ((first === 'buyer' || first === 'seller') && features.tokens.length === 1 && only(features, first, 'address').length === 0)
    return { draft: { metric: 'traders', side: first === 'buyer' ? 'bought' : 'sold' }, spare: [] }
  if ((first === 'address' || first === 'trader') && features.tokens.length === 1 && has(features, 'buy') !== has(features, 'sell'))
    return { draft: { ...made('traders').draft, side }, spare: made('traders').spare }
  if (first !== 'address') return undefined
  if (has(features, 'traded', 'buy', 'sell') || ids.includes('trade') || (features.dex !== undefined && has(features, 'uses')))
    return has(features, 'buy', 'sell') ? undefined : made('traders')
  // "to how many addresses was DAI sent": those it was sent to.
  if (has(features, 'send') && has(features, 'to') && features.direction === undefined) return made('receivers')
  if (has(features, 'send')) return made(ids.includes('transaction') ? 'active_addresses' : 'senders')
  if (has(features, 'receive')) return made(ids.includes('transaction') ? 'receiving_addresses' : 'receivers')
  return undefined
}

/** "token with the most transfers", "pair with the fewest trades": the first is ranked by how many of the second it has. */
export function withMost(features: Features): Intent | undefined {
  const order = ordered(features)
  if (features.metrics.length > 0 || (order !== 'most' && order !== 'least') || has(features, 'who', 'send', 'receive', 'buy', 'sell'))
    return undefined
  const [one, two, ...rest] = features.nouns
  // "交易笔数最多的5个代币", "самые переводимые токены": the measure may come first.
  const turned = one?.role === 'main' && !one.singular && two?.role === 'top' && one.noun.by === undefined
  const [group, measure] = turned ? [two, one] : [one, two]
  if (!group?.noun.by || !measure || measure.singular || measure.noun.id === group.noun.id || measure.role === 'by') return undefined
  if (!turned && group.role !== 'main' && group.role !== 'which') return undefined
  const id = measure.noun.id === 'transaction' && has(features, 'failed') ? 'failed_transactions' : measure.noun.count
  const by = dimensionFor(id, group.noun.by)
  if (!by || !metricOf(id)?.subject.dimensions[by]) return undefined
  const single = group.singular && features.limit === undefined
  return { draft: { metric: id, by: [by], order, ...(single ? { limit: 1 } : {}) }, spare: rest.map((seen) => seen.noun.id) }
}

/** "top buyers of SHIB", "biggest sellers". */
export function buyers(features: Features): Intent | undefined {
  const side = nouns(features).find((id) => id === 'buyer' || id === 'seller')
  if (!side || features.tokens.length === 0 || features.metrics.some((id) => !/volume/.test(id))) return undefined
  if (has(features, 'count') && !features.order) return undefined
  const single = features.nouns.find((seen) => seen.noun.id === side)?.singular
  return {
    draft: {
      metric: side === 'buyer' ? 'buy_volume' : 'sell_volume',
      by: ['trader'],
      order: ordered(features) ?? 'most',
      ...(single && features.limit === undefined ? { limit: 1 } : {}),
    },
    spare: only(features, side),
  }
}

/** "wallets that received USDC from binance", "addresses that sent to coinbase". */
export function counterparts(features: Features): Intent | undefined {
  if (
    nouns(features)[0] !== 'address' ||
    features.address === undefined ||
    features.direction === undefined ||
    features.metrics.some((id) => id !== 'active_addresses')
  )
    return undefined
  const by = features.direction === 'from' ? 'receiver' : 'sender'
  const spare = only(features, 'address', 'transfer')
  if (has(features, 'count')) return { draft: { metric: by === 'receiver' ? 'receivers' : 'senders' }, spare }
  return { draft: { metric: features.tokens.length === 1 ? 'transfer_amount' : 'transfers', by: [by] }, spare }
}
