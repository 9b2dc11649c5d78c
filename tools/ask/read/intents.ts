import { metricOf } from '../layer/index.ts'
import type { DimensionId, Order } from '../layer/types.ts'
import type { QueryInput } from '../query.ts'
import type { Features } from './features.ts'

/** What a pattern of the whole sentence asks for; `spare` are the words that it leaves without a place. */
export interface Intent {
  draft: QueryInput & { by?: DimensionId[] }
  spare: string[]
}

const has = (features: Features, ...roles: string[]): boolean => roles.some((role) => features.roles.has(role))
const nouns = (features: Features): string[] => features.nouns.map((seen) => seen.noun.id)
const only = (features: Features, ...allowed: string[]): string[] => nouns(features).filter((id) => !allowed.includes(id))
const ordered = ({ order }: Features): Order | undefined => (order === 'busiest' ? 'most' : order)

const NATIVE = new Set(['eth', 'ether', 'ethereum', 'эфир', 'эфира', '以太坊', '以太币'])
/** The coin itself was named, not its wrapped token. */
export const namesCoin = ({ tokens }: Features): boolean => tokens.length === 1 && NATIVE.has(tokens[0]?.words.toLowerCase() ?? '')

/** One row for "who", as many as said otherwise. */
function ranked(features: Features, metric: string, by: DimensionId, spare: string[]): Intent {
  const single = has(features, 'who')
    ? !features.nouns.some((seen) => !seen.singular && seen.noun.by)
    : features.nouns.some((seen) => seen.singular && seen.noun.by)
  return {
    draft: {
      metric,
      by: [by],
      order: ordered(features) === 'least' ? 'least' : 'most',
      ...(features.limit === undefined && single ? { limit: 1 } : {}),
    },
    spare,
  }
}

const PEOPLE = [
  'address',
  'trader',
  'sender',
  'receiver',
  'token',
  'transfer',
  'trade',
  'contract',
  'creator',
  'sender_label',
  'receiver_label',
]
const asksPeople = (features: Features): boolean =>
  has(features, 'who') ||
  features.nouns.some(
    (seen) =>
      ['address', 'trader', 'sender', 'receiver', 'creator', 'contract'].includes(seen.noun.id) &&
      (seen.role === 'which' || seen.role === 'top' || (seen.role === 'main' && features.order !== undefined)),
  )

/** "who sent the most USDT", "which address received the most", "top senders of USDC by amount". */
function movers(features: Features): Intent | undefined {
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
    has(features, 'amount', 'currency:usd') || features.metrics.some((id) => ['volume', 'transfer_volume', 'transfer_amount'].includes(id))
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
function doers(features: Features): Intent | undefined {
  if (!asksPeople(features)) return undefined
  if (features.tokens.length > 0 && has(features, 'buy')) return ranked(features, 'buy_volume', 'trader', only(features, ...PEOPLE))
  if (features.tokens.length > 0 && has(features, 'sell')) return ranked(features, 'sell_volume', 'trader', only(features, ...PEOPLE))
  const gas = features.metrics.some((id) => /^gas_|average_fee|^fees$/.test(id))
  if (gas && has(features, 'spend')) return ranked(features, 'gas_spent', 'address', only(features, ...PEOPLE, 'transaction'))
  if (features.metrics.includes('contract_creations') || (has(features, 'created') && nouns(features).includes('contract')))
    return ranked(features, 'contract_creations', 'sender', only(features, 'contract', 'address', 'creator'))
  if (nouns(features).includes('miner') || nouns(features).includes('block'))
    return has(features, 'mined') ? ranked(features, 'blocks', 'address', only(features, 'miner', 'block', 'address')) : undefined
  return undefined
}

/** "which miner mined the most blocks", "blocks per miner". */
function mined(features: Features): Intent | undefined {
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
function creations(features: Features): Intent | undefined {
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

/** "how much USDC was transferred", "how much WETH was bought", "how much ETH was moved". */
function amounts(features: Features): Intent | undefined {
  const [token] = features.tokens
  const sides = has(features, 'buy', 'sell') && features.tokens.length === 2
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
  if (has(features, 'inflow') && nouns(features).includes('pool')) return withGroups('amount_sold', only(features, 'pool', 'token'))
  if (has(features, 'buy') && features.metrics.length === 0)
    return withGroups(usd ? 'buy_volume' : 'amount_bought', only(features, 'token', 'trader'))
  if (has(features, 'sell') && features.metrics.length === 0)
    return withGroups(usd ? 'sell_volume' : 'amount_sold', only(features, 'token', 'trader'))
  if (!moved || features.metrics.some((id) => id !== 'transfer_volume' && id !== 'volume')) return undefined
  if (namesCoin(features) && !nouns(features).includes('transfer'))
    return withGroups('native_volume', only(features, 'transaction', 'token'))
  return withGroups(usd ? 'transfer_volume' : 'transfer_amount', only(features, 'transfer', 'token', 'transaction'))
}

/** "largest ETH transfer", "top 5 transactions by ETH value": the coin moves in transactions, not in token transfers. */
function coinMoves(features: Features): Intent | undefined {
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
function bestBlock(features: Features): Intent | undefined {
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
    spare: only(features, 'block', other?.noun.id ?? '', 'transaction'),
  }
}

/** "how many distinct tokens were transferred", "unique pools", "distinct pairs". */
function distinct(features: Features): Intent | undefined {
  if (!has(features, 'unique') || features.metrics.some((id) => id !== 'transfer_volume' && id !== 'volume')) return undefined
  const ids = nouns(features)
  const traded =
    has(features, 'traded', 'buy', 'sell') || ids.includes('trade') || features.dex !== undefined || features.metrics.includes('volume')
  const made = (metric: string, ...own: string[]): Intent => {
    const groups = features.nouns
      .filter((seen) => seen.role === 'by' && seen.noun.by && !own.includes(seen.noun.id))
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

/** "ohlc of WETH per day". */
function candles(features: Features): Intent | undefined {
  if (!has(features, 'ohlc')) return undefined
  return {
    draft: { metric: 'price_open', also: ['price_high', 'price_low', 'price_close'], per: features.per ?? 'day' },
    spare: nouns(features).filter((id) => id !== 'token' && id !== 'pool'),
  }
}

/** "max and min price", "highest, lowest and average price". */
function extremes(features: Features): Intent | undefined {
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
  return { draft: { metric, also: also.slice(0, 3), ...(features.per ? { per: features.per } : {}) }, spare: [] }
}

/** "on which day was ETH most expensive", "when was BTC the cheapest". */
function dearest(features: Features): Intent | undefined {
  if (features.tokens.length !== 1 || nouns(features).length > 0 || !features.rankGrain) return undefined
  if (!has(features, 'expensive') && features.order !== 'least') return undefined
  if (features.metrics.some((id) => !id.startsWith('price'))) return undefined
  const least = features.order === 'least'
  return {
    draft: { metric: least ? 'price_low' : 'price_high', per: features.rankGrain, order: least ? 'least' : 'most', limit: 1 },
    spare: [],
  }
}

/** "which token was bought the most", "top tokens by sell volume". */
function tradedTokens(features: Features): Intent | undefined {
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

/** "when was block 5 mined", "who mined block 5", "block 5". */
function oneBlock(features: Features): Intent | undefined {
  if (features.blocks.length !== 1 || features.metrics.length > 0 || has(features, 'count', 'much')) return undefined
  if (only(features, 'block', 'miner').length > 0 || features.tokens.length > 0 || features.address !== undefined) return undefined
  return { draft: { metric: 'block_rows' }, spare: [] }
}

/** "errors in traces", "most frequent errors". */
function errors(features: Features): Intent | undefined {
  if (!nouns(features).includes('error') || features.metrics.some((id) => id !== 'traces' && id !== 'calls' && id !== 'failed_calls'))
    return undefined
  if (has(features, 'count') && !features.order) return { draft: { metric: 'failed_calls' }, spare: only(features, 'error') }
  return { draft: { metric: 'failed_calls', by: ['error'], order: ordered(features) ?? 'most' }, spare: only(features, 'error') }
}

/** "how many addresses are labelled mev-bot", "what is the label of 0x…", "how many labels". */
function labelled(features: Features): Intent | undefined {
  const asksLabels = nouns(features)[0] === 'label' && nouns(features).length === 1 && features.metrics.length === 0
  if (asksLabels && features.address !== undefined && !has(features, 'count')) return { draft: { metric: 'label_rows' }, spare: [] }
  if (nouns(features).includes('address') && has(features, 'labelled') && features.metrics.length === 0 && has(features, 'count'))
    return { draft: { metric: 'labelled_addresses' }, spare: only(features, 'address', 'label') }
  return undefined
}

/** "how many ETH transfers", "how many plain ETH transfers": transactions that move the coin. */
function coinTransfers(features: Features): Intent | undefined {
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

const KINDS: Readonly<Record<string, readonly [string, DimensionId]>> = {
  pairs_traded: ['trades', 'pair'],
  tokens_traded: ['trades', 'token'],
  pools_traded: ['trades', 'pool'],
  tokens_transferred: ['transfers', 'token'],
}

/** "SHIB buys and sells", "buy volume vs sell volume", "how many times was SHIB bought". */
function sidesOf(features: Features): Intent | undefined {
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

/** "top buyers of SHIB", "biggest sellers". */
function buyers(features: Features): Intent | undefined {
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
function counterparts(features: Features): Intent | undefined {
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

/** "total value of USDC transfers", "value of transfers in usd". */
function transferValue(features: Features): Intent | undefined {
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

/** "which pairs were traded": the pairs themselves, not their number. */
function whichKinds(features: Features): Intent | undefined {
  const [metric, ...rest] = features.metrics
  const kind = KINDS[metric ?? '']
  if (!kind || rest.length > 0 || has(features, 'count', 'unique', 'much') || !has(features, 'which')) return undefined
  return { draft: { metric: kind[0], by: [kind[1]] }, spare: only(features, 'pair', 'token', 'pool', 'trade', 'transfer') }
}

/** "what tokens did binance send": its transfers by token. */
function sentTokens(features: Features): Intent | undefined {
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

/** "how much did ETH change in may": the change of its price. */
function changed(features: Features): Intent | undefined {
  if (!has(features, 'change') || features.tokens.length !== 1 || nouns(features).length > 0) return undefined
  if (features.metrics.some((id) => !id.startsWith('price'))) return undefined
  return { draft: { metric: 'price_change' }, spare: [] }
}

/** "average daily volume": the mean over the days. */
function meanOfSeries(features: Features): Intent | undefined {
  const [metric] = features.metrics
  const noun = features.nouns.find((seen) => seen.role === 'main' && !seen.singular)
  if (!has(features, 'average') || !features.per || features.rankGrain) return undefined
  const id = metric ?? noun?.noun.count
  const found = metricOf(id ?? '')
  if (!id || found?.metric.kind !== 'aggregate' || !found.metric.zero) return undefined
  return {
    draft: { metric: id, per: features.per, transform: 'average' },
    spare: only(features, noun?.noun.id ?? '', 'token', 'trade', 'transfer'),
  }
}

/** "how many wallets traded PEPE", "how many addresses sent USDC", "how many unique senders of transactions". */
function people(features: Features): Intent | undefined {
  const ids = nouns(features)
  const [first] = ids
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
  if (first === 'sender' && ids.includes('transaction')) return made('active_addresses')
  if (first === 'receiver' && ids.includes('transaction')) return made('receiving_addresses')
  if (first !== 'address') return undefined
  if (has(features, 'traded', 'buy', 'sell') || ids.includes('trade')) return has(features, 'buy', 'sell') ? undefined : made('traders')
  if (has(features, 'send')) return made(ids.includes('transaction') ? 'active_addresses' : 'senders')
  if (has(features, 'receive')) return made(ids.includes('transaction') ? 'receiving_addresses' : 'receivers')
  return undefined
}

/** "token with the most transfers", "pair with the fewest trades": the first is ranked by how many of the second it has. */
function withMost(features: Features): Intent | undefined {
  const order = ordered(features)
  if (features.metrics.length > 0 || (order !== 'most' && order !== 'least') || has(features, 'who', 'send', 'receive', 'buy', 'sell'))
    return undefined
  const [group, measure, ...rest] = features.nouns
  if (!group?.noun.by || !measure || measure.singular || measure.noun.id === group.noun.id || measure.role === 'by') return undefined
  if (group.role !== 'main' && group.role !== 'which') return undefined
  const id = measure.noun.id === 'transaction' && has(features, 'failed') ? 'failed_transactions' : measure.noun.count
  if (!metricOf(id)?.subject.dimensions[group.noun.by]) return undefined
  const single = group.singular && features.limit === undefined
  return { draft: { metric: id, by: [group.noun.by], order, ...(single ? { limit: 1 } : {}) }, spare: rest.map((seen) => seen.noun.id) }
}

const INTENTS: readonly ((features: Features) => Intent | undefined)[] = [
  candles,
  sidesOf,
  buyers,
  counterparts,
  transferValue,
  whichKinds,
  sentTokens,
  extremes,
  dearest,
  changed,
  oneBlock,
  errors,
  labelled,
  movers,
  tradedTokens,
  doers,
  mined,
  creations,
  people,
  withMost,
  distinct,
  meanOfSeries,
  coinMoves,
  coinTransfers,
  bestBlock,
  amounts,
]

/** The first pattern that fits the sentence as a whole. */
export function intent(features: Features): Intent | undefined {
  for (const pattern of INTENTS) {
    const found = pattern(features)
    if (found) return found
  }
  return undefined
}
