/**
 * The views that questions are asked of. Names of views and columns are the ones that analysts know from Dune;
 * the SQL is ours. Each is a projection and small joins: everything costly was derived when the rows were written.
 */
export interface View {
  schema: string
  name: string
  sql: string
}

const view = (path: string, sql: string): View => {
  const [schema = '', name = ''] = path.split('.')
  return { schema, name, sql }
}

const scaled = (raw: string, decimals: string): string => `${raw}::DOUBLE / pow(10, ${decimals})`
const LATEST_PRICE = `(SELECT chain_id, token_address, arg_max(price, minute) AS price, max(minute) AS at FROM main.prices_minute GROUP BY ALL)`
const pair = (a: string, b: string): string => `CASE WHEN ${a} <= ${b} THEN ${a} || '-' || ${b} ELSE ${b} || '-' || ${a} END`

export const VIEWS: readonly View[] = [
  view(
    'dex.trades',
    `SELECT c.name AS blockchain, s.chain_id, p.project, p.version, s.block_timestamp::DATE AS block_date,
      s.block_timestamp AS block_time, s.block_number,
      CASE WHEN s.amount0 > 0 THEN t1.symbol ELSE t0.symbol END AS token_bought_symbol,
      CASE WHEN s.amount0 > 0 THEN t0.symbol ELSE t1.symbol END AS token_sold_symbol,
      ${pair('t0.symbol', 't1.symbol')} AS token_pair,
      CASE WHEN s.amount0 > 0 THEN ${scaled('-s.amount1', 't1.decimals')} ELSE ${scaled('-s.amount0', 't0.decimals')} END AS token_bought_amount,
      CASE WHEN s.amount0 > 0 THEN ${scaled('s.amount0', 't0.decimals')} ELSE ${scaled('s.amount1', 't1.decimals')} END AS token_sold_amount,
      CASE WHEN s.amount0 > 0 THEN -s.amount1 ELSE -s.amount0 END AS token_bought_amount_raw,
      CASE WHEN s.amount0 > 0 THEN s.amount0 ELSE s.amount1 END AS token_sold_amount_raw,
      s.amount_usd,
      CASE WHEN s.amount0 > 0 THEN p.token1 ELSE p.token0 END AS token_bought_address,
      CASE WHEN s.amount0 > 0 THEN p.token0 ELSE p.token1 END AS token_sold_address,
      s.tx_from AS taker, s.recipient AS maker, s.pool AS project_contract_address, s.transaction_hash AS tx_hash,
      s.tx_from, s.tx_to, s.log_index AS evt_index
    FROM main.swaps s JOIN main.pools p ON p.chain_id = s.chain_id AND p.address = s.pool
      JOIN main.chains c ON c.chain_id = s.chain_id
      LEFT JOIN main.tokens t0 ON t0.chain_id = s.chain_id AND t0.address = p.token0
      LEFT JOIN main.tokens t1 ON t1.chain_id = s.chain_id AND t1.address = p.token1
    UNION ALL
    SELECT c.name, g.chain_id, g.project, g.version, g.block_timestamp::DATE, g.block_timestamp, g.block_number, g.bought_symbol,
      g.sold_symbol, g.token_pair, g.bought, g.sold, g.bought_raw, g.sold_raw, g.amount_usd, g.token_bought, g.token_sold, g.taker, g.maker,
      g.pool, g.transaction_hash, g.tx_from, g.tx_to, g.log_index
    FROM main.trades g JOIN main.chains c ON c.chain_id = g.chain_id`,
  ),
  view(
    'dex.pools',
    `SELECT c.name AS blockchain, p.chain_id, p.project, p.version, p.address, p.token0, p.token1, t0.symbol AS token0_symbol,
      t1.symbol AS token1_symbol, ${pair('t0.symbol', 't1.symbol')} AS token_pair, p.fee_bps, p.created_block, p.created_time,
      ${scaled('r.reserve0', 't0.decimals')} AS reserve0, ${scaled('r.reserve1', 't1.decimals')} AS reserve1,
      CASE WHEN p0.price IS NOT NULL AND p1.price IS NOT NULL
             THEN ${scaled('r.reserve0', 't0.decimals')} * p0.price + ${scaled('r.reserve1', 't1.decimals')} * p1.price
           WHEN p.version = '2' AND p0.price IS NOT NULL THEN 2 * ${scaled('r.reserve0', 't0.decimals')} * p0.price
           WHEN p.version = '2' AND p1.price IS NOT NULL THEN 2 * ${scaled('r.reserve1', 't1.decimals')} * p1.price
      END AS liquidity_usd
    FROM main.pools p JOIN main.chains c ON c.chain_id = p.chain_id
      LEFT JOIN main.pool_reserves r ON r.chain_id = p.chain_id AND r.pool = p.address
      LEFT JOIN main.tokens t0 ON t0.chain_id = p.chain_id AND t0.address = p.token0
      LEFT JOIN main.tokens t1 ON t1.chain_id = p.chain_id AND t1.address = p.token1
      LEFT JOIN ${LATEST_PRICE} p0 ON p0.chain_id = p.chain_id AND p0.token_address = p.token0
      LEFT JOIN ${LATEST_PRICE} p1 ON p1.chain_id = p.chain_id AND p1.token_address = p.token1`,
  ),
  view(
    'tokens.transfers',
    `SELECT c.name AS blockchain, x.chain_id, x.block_timestamp::DATE AS block_date, x.block_timestamp AS block_time, x.block_number,
      x.transaction_hash AS tx_hash, x.log_index AS evt_index, x.tx_from, x.tx_to, x.from_address AS "from", x.to_address AS "to",
      x.token_address AS contract_address, t.symbol, x.value AS amount_raw, x.amount, x.price_usd, x.amount * x.price_usd AS amount_usd
    FROM main.token_transfers x JOIN main.chains c ON c.chain_id = x.chain_id
      LEFT JOIN main.tokens t ON t.chain_id = x.chain_id AND t.address = x.token_address`,
  ),
  view(
    'tokens.erc20',
    `SELECT c.name AS blockchain, t.chain_id, t.address AS contract_address, t.symbol, t.name, t.decimals
    FROM main.tokens t JOIN main.chains c ON c.chain_id = t.chain_id`,
  ),
  view(
    'tokens.balances',
    `SELECT c.name AS blockchain, b.chain_id, b.token_address AS contract_address, t.symbol, b.address, b.value AS amount_raw,
      ${scaled('b.value', 't.decimals')} AS amount, ${scaled('b.value', 't.decimals')} * p.price AS amount_usd
    FROM main.balances b JOIN main.chains c ON c.chain_id = b.chain_id
      LEFT JOIN main.tokens t ON t.chain_id = b.chain_id AND t.address = b.token_address
      LEFT JOIN ${LATEST_PRICE} p ON p.chain_id = b.chain_id AND p.token_address = b.token_address
    WHERE b.value > 0::BIGNUM AND b.address <> '0x0000000000000000000000000000000000000000'`,
  ),
  view(
    'prices.usd',
    `SELECT c.name AS blockchain, m.chain_id, m.minute, m.token_address AS contract_address, t.symbol, t.decimals, m.price
    FROM main.prices_minute m JOIN main.chains c ON c.chain_id = m.chain_id
      LEFT JOIN main.tokens t ON t.chain_id = m.chain_id AND t.address = m.token_address`,
  ),
  view(
    'prices.hour',
    `SELECT c.name AS blockchain, m.chain_id, m.token_address AS contract_address, t.symbol, t.decimals, m.hour, m.open, m.high, m.low,
      m.close
    FROM (SELECT chain_id, token_address, date_trunc('hour', minute) AS hour, arg_min(open, minute) AS open, max(high) AS high,
        min(low) AS low, arg_max(close, minute) AS close FROM main.prices_minute GROUP BY ALL) m
      JOIN main.chains c ON c.chain_id = m.chain_id
      LEFT JOIN main.tokens t ON t.chain_id = m.chain_id AND t.address = m.token_address`,
  ),
  view(
    'prices.latest',
    `SELECT c.name AS blockchain, m.chain_id, m.token_address AS contract_address, t.symbol, t.decimals, m.price, m.at
    FROM ${LATEST_PRICE} m JOIN main.chains c ON c.chain_id = m.chain_id
      LEFT JOIN main.tokens t ON t.chain_id = m.chain_id AND t.address = m.token_address`,
  ),
  view(
    'labels.addresses',
    `SELECT c.name AS blockchain, l.chain_id, l.address, l.name, l.category, l.source
    FROM main.labels l JOIN main.chains c ON c.chain_id = l.chain_id`,
  ),
  // One row an address, for joins: the operator's name before a file's, a name before a mere kind.
  view(
    'labels.names',
    `SELECT c.name AS blockchain, l.chain_id, l.address, l.name, l.category
    FROM (SELECT chain_id, address, arg_min(name, (source <> 'operator', lower(name) = lower(category), name)) AS name,
        string_agg(DISTINCT category, ', ' ORDER BY category) AS category FROM main.labels GROUP BY 1, 2) l
      JOIN main.chains c ON c.chain_id = l.chain_id`,
  ),
  view(
    'gas.fees',
    `SELECT c.name AS blockchain, x.chain_id, x.block_timestamp::DATE AS block_date, x.block_timestamp AS block_time, x.block_number,
      x.hash AS tx_hash, x.from_address AS tx_from, x.to_address AS tx_to,
      x.receipt_gas_used::DOUBLE * x.receipt_effective_gas_price::DOUBLE / pow(10, c.native_decimals) AS tx_fee_native,
      x.receipt_gas_used::DOUBLE * x.receipt_effective_gas_price::DOUBLE / pow(10, c.native_decimals) * p.price AS tx_fee_usd,
      x.receipt_effective_gas_price::DOUBLE / 1e9 AS gas_price_gwei, x.receipt_gas_used AS gas_used, x.receipt_effective_gas_price AS gas_price
    FROM main.transactions x JOIN main.chains c ON c.chain_id = x.chain_id
      ASOF LEFT JOIN main.prices_minute p
        ON p.chain_id = x.chain_id AND p.token_address = c.wrapped_native AND p.minute <= x.block_timestamp`,
  ),
  view(
    'evm.blocks',
    `SELECT c.name AS blockchain, b.chain_id, b.number, b.block_timestamp AS time, b.block_timestamp::DATE AS date, b.hash, b.parent_hash,
      b.miner, b.gas_used, b.gas_limit, b.base_fee_per_gas::DOUBLE / 1e9 AS base_fee_gwei, b.transaction_count AS tx_count, b.base_fee_per_gas
    FROM main.blocks b JOIN main.chains c ON c.chain_id = b.chain_id`,
  ),
  view(
    'evm.transactions',
    `SELECT c.name AS blockchain, x.chain_id, x.block_timestamp AS block_time, x.block_timestamp::DATE AS block_date, x.block_number,
      x.hash, x.from_address AS "from", x.to_address AS "to", ${scaled('x.value', 'c.native_decimals')} AS value, x.value AS value_raw,
      x.receipt_gas_used AS gas_used, x.receipt_effective_gas_price::DOUBLE / 1e9 AS gas_price_gwei, x.receipt_status = 1 AS success,
      x.nonce, x.transaction_index AS index, x.transaction_type AS type, x.method_id, x.receipt_effective_gas_price AS gas_price, x.gas AS gas_limit
    FROM main.transactions x JOIN main.chains c ON c.chain_id = x.chain_id`,
  ),
  // Native coin that changed hands: what transactions carried, and where traces are held what contracts sent on. The outer call is the transaction's own.
  view(
    'evm.native_transfers',
    `SELECT c.name AS blockchain, x.chain_id, x.block_timestamp AS block_time, x.block_timestamp::DATE AS block_date, x.block_number,
      x.hash AS tx_hash, '' AS trace_address, 'transaction' AS kind, x.from_address AS "from", x.to_address AS "to", c.native_symbol AS symbol,
      x.value AS amount_raw, x.value::DOUBLE / pow(10, c.native_decimals) AS amount
    FROM main.transactions x JOIN main.chains c ON c.chain_id = x.chain_id WHERE x.value > 0 AND coalesce(x.receipt_status, 1) = 1
    UNION ALL
    SELECT c.name, t.chain_id, t.block_timestamp, t.block_timestamp::DATE, t.block_number, t.transaction_hash, t.trace_address, 'internal',
      t.from_address, t.to_address, c.native_symbol, t.value, t.value::DOUBLE / pow(10, c.native_decimals)
    FROM main.traces t JOIN main.chains c ON c.chain_id = t.chain_id
    WHERE t.trace_address <> '' AND t.value > 0 AND coalesce(t.status, CASE WHEN t.error IS NULL THEN 1 ELSE 0 END) = 1 AND t.transaction_hash <> '' AND coalesce(t.call_type, 'call') = 'call'`,
  ),
  view(
    'evm.coverage',
    `SELECT c.name AS blockchain, b.chain_id, min(b.number) AS first_block, max(b.number) AS last_block,
      min(b.block_timestamp) AS first_time, max(b.block_timestamp) AS last_time, count(*) AS blocks,
      max(b.number) - min(b.number) + 1 - count(*) AS gaps
    FROM main.blocks b JOIN main.chains c ON c.chain_id = b.chain_id GROUP BY ALL`,
  ),
]

/** Statements that make the schemas and views. */
export const viewStatements = (): string[] => [
  ...[...new Set(VIEWS.map((each) => each.schema))].map((schema) => `CREATE SCHEMA IF NOT EXISTS ${schema}`),
  ...VIEWS.map((each) => `CREATE OR REPLACE VIEW ${each.schema}.${each.name} AS ${each.sql}`),
]
