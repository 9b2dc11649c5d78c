import type { Warehouse } from '../../chain/warehouse/warehouse.ts'
import { PetrelError } from '../../core/errors.ts'
import { cleanText } from '../format.ts'
import type { BoundChain } from './compile/bound.ts'
import { metricOf } from './layer/index.ts'
import type { Query } from './query.ts'

/** What the minutes of a pool answer in place of trades and prices. */
const INSTEAD: Readonly<Record<string, string>> = {
  volume: 'pool_volume',
  price: 'pool_price_close',
  price_close: 'pool_price_close',
  price_open: 'pool_price_open',
  price_high: 'pool_price_high',
  price_low: 'pool_price_low',
  price_average: 'pool_price_average',
  price_change: 'pool_price_change',
  liquidity: 'pool_liquidity',
  average_liquidity: 'pool_liquidity',
  amount_sold: 'pool_base_in',
  pool_inflow: 'pool_base_in',
}
const NATIVE = new Set(['eth', 'weth', 'ether', 'ethereum'])

const HELD = `SELECT (SELECT count(*) FROM main.swaps WHERE chain_id = $1) + (SELECT count(*) FROM main.trades WHERE chain_id = $1), (SELECT count(*) FROM main.pool_minutes WHERE chain_id = $1),
  (SELECT lower(min(base_symbol)) FROM main.pool_minutes WHERE chain_id = $1), (SELECT lower(min(quote_symbol)) FROM main.pool_minutes WHERE chain_id = $1)`

/** The asked tokens, which the pool must have. Throws PetrelError cannot_answer. */
function asked(query: Query, base: string, quote: string): string[] {
  const words = [query.token, query.token2].filter((each) => each !== undefined).map((each) => each.toLowerCase().replace(/^\$/, ''))
  const known = words.map((word) => (NATIVE.has(word) ? (NATIVE.has(base) ? base : word) : word))
  const strange = known.find((word) => word !== base && word !== quote)
  if (strange === undefined) return known
  throw new PetrelError('cannot_answer', {
    message: `Of this chain only the minutes of one pool are held (${base}/${quote}), which does not have "${cleanText(strange)}".`,
    hint: `Ask about ${base} or ${quote}.`,
    facts: { token: strange },
  })
}

/** On a chain of which only a pool's minutes were imported, questions about trades and prices are asked of those. */
export async function rerouted(
  query: Query,
  chain: BoundChain | undefined,
  world: { warehouse: Warehouse; signal: AbortSignal },
): Promise<Query> {
  const found = metricOf(query.metric ?? '')
  const other = INSTEAD[query.metric ?? '']
  const candidate = other !== undefined || found?.subject.id === 'pool_minutes'
  if (!chain || !candidate) return query
  const [[swaps, minutes, base, quote] = []] = (await world.warehouse.query(HELD, [chain.id], { signal: world.signal })).rows
  if (Number(swaps) > 0 || Number(minutes) === 0) return query
  const tokens = asked(query, String(base), String(quote))
  const { token: _, token2: __, dex: ___, version: ____, ...rest } = query
  const inflow = query.metric === 'amount_sold' || query.metric === 'pool_inflow'
  const metric = inflow && tokens[0] === String(quote) ? 'pool_quote_in' : (other ?? query.metric)
  return { ...rest, metric, also: query.also.map((id) => INSTEAD[id] ?? id), by: query.by.filter((id) => id === 'pool') } as Query
}
