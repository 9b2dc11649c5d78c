/** Statements as people paste them, each with one in DuckDB's own words that must give the same rows. */
export interface Pasted {
  from: 'dune' | 'postgres' | 'bigquery' | 'duckdb' | 'other'
  sql: string
  same: string
}

const count = 'SELECT count(*) FROM dex.trades'

export const PASTED: readonly Pasted[] = [
  { from: 'duckdb', sql: count, same: count },
  {
    from: 'dune',
    sql: "select count(*) from dex.trades where block_time > now() - interval '400' day",
    same: 'SELECT count(*) FROM dex.trades WHERE block_time > now() - INTERVAL 400 DAY',
  },
  {
    from: 'dune',
    sql: "SELECT date_trunc('day', block_time) AS d, approx_distinct(taker) AS n FROM dex.trades GROUP BY 1 ORDER BY 1",
    same: "SELECT date_trunc('day', block_time) d, approx_count_distinct(taker) n FROM dex.trades GROUP BY 1 ORDER BY 1",
  },
  { from: 'dune', sql: 'SELECT count(*) FROM dex.trades WHERE taker = 0x0000000000000000000000000000000000000001', same: 'SELECT 0' },
  {
    from: 'dune',
    sql: 'SELECT "from", COUNT(*) AS n FROM demo.transactions GROUP BY 1 ORDER BY 2 DESC, 1 LIMIT 5',
    same: 'SELECT "from", count(*) AS n FROM evm.transactions GROUP BY 1 ORDER BY 2 DESC, 1 LIMIT 5',
  },
  {
    from: 'dune',
    sql: 'SELECT sum(value / 1e18) FROM erc20_demo.evt_Transfer',
    same: 'SELECT sum(amount_raw::DOUBLE / 1e18) FROM tokens.transfers',
  },
  {
    from: 'dune',
    sql: 'SELECT t.evt_tx_hash FROM erc20_ethereum.evt_Transfer t ORDER BY 1 LIMIT 3',
    same: 'SELECT tx_hash FROM tokens.transfers ORDER BY 1 LIMIT 3',
  },
  {
    from: 'dune',
    sql: "SELECT max_by(token_pair, amount_usd) FROM dex.trades WHERE blockchain = 'demo'",
    same: 'SELECT arg_max(token_pair, amount_usd) FROM dex.trades',
  },
  {
    from: 'dune',
    sql: "SELECT date_format(block_time, '%Y-%m-%d') d, count(*) FROM dex.trades GROUP BY 1 ORDER BY 1",
    same: "SELECT strftime(block_time, '%Y-%m-%d') d, count(*) FROM dex.trades GROUP BY 1 ORDER BY 1",
  },
  { from: 'dune', sql: 'SELECT from_unixtime(1700000000)', same: "SELECT TIMESTAMP '2023-11-14 22:13:20'" },
  {
    from: 'dune',
    sql: 'SELECT try_cast(symbol as uint256) FROM tokens.erc20 ORDER BY symbol LIMIT 1',
    same: 'SELECT TRY_CAST(symbol AS BIGNUM) FROM tokens.erc20 ORDER BY symbol LIMIT 1',
  },
  {
    from: 'dune',
    sql: 'SELECT count_if(amount_usd > 100), approx_percentile(amount_usd, 0.5) > 0 FROM dex.trades',
    same: 'SELECT count_if(amount_usd > 100), approx_quantile(amount_usd, 0.5) > 0 FROM dex.trades',
  },
  {
    from: 'dune',
    sql: "SELECT d FROM UNNEST(sequence(date '2024-01-01', date '2024-01-03', interval '1' day)) AS t(d)",
    same: "SELECT d FROM generate_series(DATE '2024-01-01', DATE '2024-01-03', INTERVAL 1 DAY) t(d)",
  },
  { from: 'dune', sql: "SELECT date_add('day', 1, date '2024-01-01')", same: "SELECT TIMESTAMP '2024-01-02'" },
  { from: 'dune', sql: "SELECT date_diff('day', timestamp '2024-01-01 00:00 UTC', timestamp '2024-01-05 00:00 UTC')", same: 'SELECT 4' },
  { from: 'dune', sql: 'SELECT cardinality(array[1, 2, 3])', same: 'SELECT 3' },
  {
    from: 'dune',
    sql: 'SELECT symbol, price FROM prices.day ORDER BY day, symbol LIMIT 3',
    same: "SELECT symbol, price FROM (SELECT symbol, date_trunc('day', hour) AS day, arg_max(close, hour) AS price FROM prices.hour GROUP BY 1, 2, contract_address) ORDER BY day, symbol LIMIT 3",
  },
  {
    from: 'postgres',
    sql: "SELECT to_char(block_time, 'YYYY-MM') m, count(*) FROM dex.trades GROUP BY 1 ORDER BY 1",
    same: "SELECT strftime(block_time, '%Y-%m') m, count(*) FROM dex.trades GROUP BY 1 ORDER BY 1",
  },
  { from: 'postgres', sql: "SELECT count(*) FROM dex.trades WHERE taker <> '\\x0000000000000000000000000000000000000001'", same: count },
  {
    from: 'postgres',
    sql: "SELECT count(*)::numeric FROM dex.trades WHERE block_time >= now() - interval '400 days'",
    same: 'SELECT count(*)::numeric FROM dex.trades',
  },
  {
    from: 'postgres',
    sql: 'SELECT symbol FROM tokens.erc20 ORDER BY symbol FETCH FIRST 2 ROWS ONLY',
    same: 'SELECT symbol FROM tokens.erc20 ORDER BY symbol LIMIT 2',
  },
  {
    from: 'postgres',
    sql: 'SELECT DISTINCT ON (token_pair) token_pair FROM dex.trades ORDER BY token_pair',
    same: 'SELECT DISTINCT token_pair FROM dex.trades ORDER BY 1',
  },
  {
    from: 'bigquery',
    sql: 'SELECT COUNT(*) FROM `bigquery-public-data.crypto_ethereum.transactions`',
    same: 'SELECT count(*) FROM transactions',
  },
  {
    from: 'bigquery',
    sql: 'SELECT TIMESTAMP_TRUNC(block_timestamp, DAY) AS d, COUNT(1) FROM `bigquery-public-data.crypto_ethereum.token_transfers` GROUP BY 1 ORDER BY 1',
    same: "SELECT date_trunc('day', block_timestamp) d, count(1) FROM token_transfers GROUP BY 1 ORDER BY 1",
  },
  {
    from: 'bigquery',
    sql: 'SELECT COUNT(*) FROM `dex.trades` WHERE project = "uniswap"',
    same: "SELECT count(*) FROM dex.trades WHERE project = 'uniswap'",
  },
  {
    from: 'bigquery',
    sql: 'SELECT SAFE_CAST(symbol AS INT64), COUNTIF(decimals > 6) FROM tokens.erc20 GROUP BY 1',
    same: 'SELECT TRY_CAST(symbol AS BIGINT), count_if(decimals > 6) FROM tokens.erc20 GROUP BY 1',
  },
  {
    from: 'bigquery',
    sql: 'SELECT COUNT(*) FROM dex.trades WHERE block_time > TIMESTAMP_SUB(CURRENT_TIMESTAMP(), INTERVAL 400 DAY)',
    same: count,
  },
  { from: 'bigquery', sql: "SELECT DATE_DIFF(DATE '2024-01-05', DATE '2024-01-01', DAY)", same: 'SELECT 4' },
  { from: 'bigquery', sql: 'SELECT SAFE_DIVIDE(SUM(amount_usd), 0) FROM dex.trades', same: 'SELECT NULL' },
  {
    from: 'bigquery',
    sql: "SELECT FORMAT_DATE('%Y', block_date), COUNT(*) FROM dex.trades GROUP BY 1 ORDER BY 1",
    same: "SELECT strftime(block_date, '%Y'), count(*) FROM dex.trades GROUP BY 1 ORDER BY 1",
  },
  {
    from: 'bigquery',
    sql: 'SELECT DATE(block_time) AS d, SUM(CAST(amount_usd AS FLOAT64)) > 0 FROM dex.trades GROUP BY d ORDER BY d',
    same: 'SELECT block_time::DATE d, sum(amount_usd) > 0 FROM dex.trades GROUP BY 1 ORDER BY 1',
  },
  {
    from: 'other',
    sql: 'SELECT TOP 2 symbol FROM tokens.erc20 ORDER BY symbol',
    same: 'SELECT symbol FROM tokens.erc20 ORDER BY symbol LIMIT 2',
  },
  { from: 'other', sql: 'SELECT sum(amout_usd) > 0 FROM dex.trades', same: 'SELECT sum(amount_usd) > 0 FROM dex.trades' },
  { from: 'other', sql: 'SELECT sum(usd_amount) > 0 FROM dex.trade', same: 'SELECT sum(amount_usd) > 0 FROM dex.trades' },
  {
    from: 'other',
    sql: 'SELECT t.block_timestamp FROM dex.trades t ORDER BY 1 LIMIT 1',
    same: 'SELECT block_time FROM dex.trades ORDER BY 1 LIMIT 1',
  },
  {
    from: 'other',
    sql: 'SELECT trades.taker FROM dex.trades x ORDER BY 1 LIMIT 1',
    same: 'SELECT taker FROM dex.trades ORDER BY 1 LIMIT 1',
  },
  { from: 'other', sql: 'SELCT count(*) FORM dex.trades', same: count },
  {
    from: 'other',
    sql: 'SELECT count(*) FROM dex.trades WHRE amount_usd > 0',
    same: 'SELECT count(*) FROM dex.trades WHERE amount_usd > 0',
  },
  {
    from: 'other',
    sql: 'SELECT token_pair, count(*), FROM dex.trades GROUP BY token_pair ORDER BY 1',
    same: 'SELECT token_pair, count(*) FROM dex.trades GROUP BY 1 ORDER BY 1',
  },
  { from: 'other', sql: 'SELECT (count(*) FROM dex.trades', same: count },
  {
    from: 'other',
    sql: "SELECT count(*) FROM dex.trades WHERE project == 'uniswap'",
    same: "SELECT count(*) FROM dex.trades WHERE project = 'uniswap'",
  },
  {
    from: 'other',
    sql: 'SELECT count(*) FROM dex.trades WHERE project = ‘uniswap’',
    same: "SELECT count(*) FROM dex.trades WHERE project = 'uniswap'",
  },
  {
    from: 'other',
    sql: 'SELECT symbol FROM tokens.erc20 LIMIT 2 ORDER BY symbol',
    same: 'SELECT symbol FROM tokens.erc20 ORDER BY symbol LIMIT 2',
  },
  {
    from: 'other',
    sql: 'SELECT token_pair, project, count(*) FROM dex.trades GROUP BY token_pair ORDER BY 1, 2',
    same: 'SELECT token_pair, project, count(*) FROM dex.trades GROUP BY 1, 2 ORDER BY 1, 2',
  },
  {
    from: 'other',
    sql: 'SELECT token_pair, count(*) FROM dex.trades ORDER BY 1',
    same: 'SELECT token_pair, count(*) FROM dex.trades GROUP BY 1 ORDER BY 1',
  },
  {
    from: 'other',
    sql: 'SELECT contract_address FROM tokens.erc20 e JOIN prices.latest p ON e.contract_address = p.contract_address ORDER BY 1 LIMIT 1',
    same: 'SELECT e.contract_address FROM tokens.erc20 e JOIN prices.latest p ON e.contract_address = p.contract_address ORDER BY 1 LIMIT 1',
  },
  { from: 'other', sql: 'SELECT cast(symbol AS INTEGER) FROM tokens.erc20 ORDER BY symbol LIMIT 1', same: 'SELECT NULL' },
  { from: 'other', sql: 'SELECT avgg(amount_usd) > 0 FROM dex.trades', same: 'SELECT avg(amount_usd) > 0 FROM dex.trades' },
  { from: 'other', sql: 'SELECT sum(amount_raw) / 1e6 > 0 FROM tokens.transfers', same: 'SELECT true' },
  {
    from: 'other',
    sql: 'SELECT from, count(*) FROM tokens.transfers GROUP BY from ORDER BY 2 DESC, 1 LIMIT 2',
    same: 'SELECT "from", count(*) FROM tokens.transfers GROUP BY 1 ORDER BY 2 DESC, 1 LIMIT 2',
  },
  { from: 'other', sql: 'SELECT count(*) FROM transfers', same: 'SELECT count(*) FROM tokens.transfers' },
  { from: 'other', sql: 'SELECT count(*) FROM trades', same: 'SELECT count(*) FROM trades' },
  { from: 'other', sql: 'WITH t AS (SELECT * FROM dex.tradess) SELECT count(*) FROM t', same: count },
]
