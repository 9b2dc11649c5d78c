import type { Scalar, TableRecord } from '../../core/record.ts'
import type { ToolContext } from '../../core/tool.ts'
import { inlined, timestamp } from '../ask/compile/parameters.ts'
import type { Handles } from '../define.ts'
import { cleanText } from '../format.ts'

/** A table record, its rows, and nothing when the query found none. */
export interface Found {
  record: string
  rows: readonly (readonly Scalar[])[]
}

/** What the index knows of a token; each part is a record of its own. */
export interface Market {
  /** Columns: price in USD, time of it. */
  price: Found
  /** Columns: pool, pair, DEX, reserve of the token, reserve of the other, liquidity in USD. */
  pools: Found
  /** Columns: holders, share of the largest (%), share of the ten largest (%). */
  holders: Found
  /** Columns: volume of 24 hours in USD, trades, trades without a price. */
  day: Found
  /** Columns: block, time of the last indexed block. */
  index: Found
}

interface Part {
  name: string
  sql: string
  columns: TableRecord['columns']
}

const usd = (name: string) => ({ name, type: 'number' as const, unit: 'USD' })
const text = (name: string) => ({ name, type: 'text' as const, unit: '' })
const whole = (name: string) => ({ name, type: 'integer' as const, unit: '' })
const percent = (name: string) => ({ name, type: 'number' as const, unit: '%' })
const time = (name: string) => ({ name, type: 'time' as const, unit: 'ms since 1970, UTC' })

const PARTS: Record<keyof Market, Part> = {
  price: {
    name: 'latest price',
    sql: 'SELECT p.price, p.at FROM prices.latest AS p WHERE p.chain_id = $1 AND p.contract_address = $2 LIMIT 1',
    columns: [usd('price'), time('at')],
  },
  pools: {
    name: 'pools of the token',
    sql: `SELECT address, token_pair, project || ' v' || version AS dex, CASE WHEN token0 = $2 THEN reserve0 ELSE reserve1 END AS reserve,
  CASE WHEN token0 = $2 THEN reserve1 ELSE reserve0 END AS other_reserve, liquidity_usd
FROM dex.pools WHERE chain_id = $1 AND (token0 = $2 OR token1 = $2) ORDER BY liquidity_usd DESC NULLS LAST, address LIMIT 10`,
    columns: [
      { name: 'pool', type: 'address', unit: '' },
      text('pair'),
      text('dex'),
      { name: 'reserve', type: 'number', unit: 'token' },
      { name: 'other reserve', type: 'number', unit: 'other token' },
      usd('liquidity'),
    ],
  },
  holders: {
    name: 'holders of the token',
    sql: `SELECT count(*), 100 * max(amount) / sum(amount), 100 * list_sum(max(amount, 10)) / sum(amount)
FROM tokens.balances WHERE chain_id = $1 AND contract_address = $2`,
    columns: [whole('holders'), percent('share of the largest'), percent('share of the ten largest')],
  },
  day: {
    name: 'trades of the last 24 hours',
    sql: `SELECT coalesce(sum(amount_usd), 0), count(*), count(*) FILTER (WHERE amount_usd IS NULL) FROM dex.trades
WHERE chain_id = $1 AND (token_bought_address = $2 OR token_sold_address = $2) AND block_time >= CAST($3 AS TIMESTAMP)`,
    columns: [usd('volume'), whole('trades'), whole('trades without a price')],
  },
  index: {
    name: 'end of the index',
    sql: 'SELECT last_block, last_time FROM evm.coverage WHERE chain_id = $1',
    columns: [{ name: 'block', type: 'integer', unit: 'block' }, time('time')],
  },
}

/** Pools, price, holders and volume of a token, from the index. `since` is Unix milliseconds. Throws PetrelError query_failed, warehouse_down. */
export async function market(
  token: { chain: number; address: string; symbol: string; since: number },
  { handles, ledger, signal }: ToolContext<Handles>,
): Promise<Market> {
  const values = [token.chain, token.address, timestamp(token.since)]
  const found: [string, Found][] = []
  for (const [key, part] of Object.entries(PARTS)) {
    const used = values.slice(0, part.sql.includes('$3') ? 3 : part.sql.includes('$2') ? 2 : 1)
    const set = await handles.warehouse.query(part.sql, used, { signal })
    const rows = set.rows.map((row) => row.map((value) => (typeof value === 'string' ? cleanText(value) : value)))
    const record = ledger.table({
      name: `${part.name} (${token.symbol})`,
      columns: part.columns,
      rows,
      source: inlined(part.sql, used),
      chain: token.chain,
    })
    found.push([key, { record: record.id, rows }])
  }
  return Object.fromEntries(found) as unknown as Market
}
