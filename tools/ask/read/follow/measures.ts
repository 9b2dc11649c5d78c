import { metricOf } from '../../layer/index.ts'
import type { QueryInput } from '../../query.ts'

/** What can be asked of the same rows: their number, sum, mean, median, largest and smallest. */
interface Family {
  count?: string
  total?: string
  average?: string
  median?: string
  most?: string
  least?: string
  usd?: string
  share?: string
}

const FAMILIES: readonly Family[] = [
  {
    count: 'trades',
    total: 'volume',
    average: 'average_trade',
    median: 'median_trade',
    most: 'largest_trade',
    least: 'smallest_trade',
    usd: 'volume',
  },
  {
    count: 'transfers',
    total: 'transfer_amount',
    average: 'average_transfer_amount',
    median: 'median_transfer_amount',
    most: 'largest_transfer_amount',
    usd: 'transfer_volume',
  },
  { total: 'gas_spent', average: 'average_fee', usd: 'gas_spent_usd' },
  { average: 'gas_price', median: 'median_gas_price', most: 'gas_price_high', least: 'gas_price_low' },
  { average: 'base_fee', most: 'base_fee_high', least: 'base_fee_low' },
  { total: 'gas_used', average: 'average_gas_used' },
  { average: 'price_average', most: 'price_high', least: 'price_low' },
  { average: 'pool_price_average', most: 'pool_price_high', least: 'pool_price_low' },
  { count: 'transactions', total: 'native_volume', average: 'average_native' },
  { count: 'failed_transactions', share: 'failure_rate' },
  { count: 'successful_transactions', share: 'success_rate' },
  { total: 'amount_bought', usd: 'buy_volume', count: 'buys' },
  { total: 'amount_sold', usd: 'sell_volume', count: 'sells' },
]

/** Other names under which a member of a family was asked. */
const SAME: Readonly<Record<string, string>> = {
  trade_rows: 'trades',
  transfer_rows: 'transfers',
  transaction_rows: 'transactions',
  transfer_volume: 'transfer_amount',
  average_transfer: 'average_transfer_amount',
  buy_volume: 'amount_bought',
  sell_volume: 'amount_sold',
  gas_spent_usd: 'gas_spent',
  price_close: 'price_average',
  price: 'price_average',
  pool_price_close: 'pool_price_average',
}

type Member = keyof Family

/** The named member of the family of a measure; undefined where it has none. */
export function kin(metric: string | undefined, member: Member): NonNullable<QueryInput['metric']> | undefined {
  const own = SAME[metric ?? ''] ?? metric
  const family = FAMILIES.find((each) => (Object.keys(each) as Member[]).some((key) => key !== 'usd' && each[key] === own))
  return family?.[member] as NonNullable<QueryInput['metric']> | undefined
}

/** What a list counts when only its number is asked. */
const COUNTS: Readonly<Record<string, string>> = {
  trade_rows: 'trades',
  transfer_rows: 'transfers',
  transaction_rows: 'transactions',
  block_rows: 'blocks',
  pool_rows: 'pools',
  token_rows: 'tokens',
  holder_rows: 'holders',
}
export const countOf = (metric: string | undefined): NonNullable<QueryInput['metric']> | undefined =>
  COUNTS[metric ?? ''] as NonNullable<QueryInput['metric']> | undefined

/** Things that were counted, and how each of them is ranked: "how many senders?", "the top 3". */
const RANKED: Readonly<Record<string, readonly [by: string, metric: string]>> = {
  traders: ['trader', 'volume'],
  pairs_traded: ['pair', 'volume'],
  tokens_traded: ['token', 'volume'],
  pools_traded: ['pool', 'volume'],
  senders: ['sender', 'transfers'],
  receivers: ['receiver', 'transfers'],
  tokens_transferred: ['token', 'transfers'],
}

/** The ranking of what was counted before. */
export function rankedOf(query: QueryInput): Pick<QueryInput, 'metric' | 'by'> | undefined {
  const found = RANKED[query.metric ?? '']
  if (!found || query.by?.length || query.per) return undefined
  const [by, metric] = found
  return { metric, by: [by] } as Pick<QueryInput, 'metric' | 'by'>
}

/** A number of what the rows are already grouped by: each group has one. */
export const countsItself = ({ metric, by }: QueryInput): boolean => {
  const ranked = RANKED[metric ?? '']
  return ranked !== undefined && by?.includes(ranked[0] as never) === true
}

const sided: Readonly<Record<string, string>> = {
  buys: 'sells',
  sells: 'buys',
  buy_volume: 'sell_volume',
  sell_volume: 'buy_volume',
  amount_bought: 'amount_sold',
  amount_sold: 'amount_bought',
}
/** The same measure of the other side: what was bought for what was sold. */
export const otherSide = (metric: string | undefined, side: 'bought' | 'sold'): NonNullable<QueryInput['metric']> | undefined => {
  const other = sided[metric ?? '']
  const wanted = side === 'bought' ? /^buy|bought$/ : /^sell|sold$/
  return other !== undefined && wanted.test(other) ? (other as NonNullable<QueryInput['metric']>) : undefined
}

/** Both are measures of the same rows, so one can stand beside the other. */
export const sameRows = (a: string | undefined, b: string | undefined): boolean => {
  const [one, two] = [metricOf(a ?? ''), metricOf(b ?? '')]
  return one?.metric.kind === 'aggregate' && two?.metric.kind === 'aggregate' && one.subject.id === two.subject.id
}
