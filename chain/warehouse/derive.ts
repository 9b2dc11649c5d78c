/**
 * What the warehouse works out of raw rows inside the same transaction: balances and US dollar prices.
 * The method is described in docs/warehouse.md. Everything here is a function of committed rows only, so that the same chain gives
 * the same numbers however its blocks were cut into batches.
 */

/** Least US dollars on the priced side of a pool (virtual reserve after the swap) for its swaps to make a price. */
export const MIN_DEPTH_USD = 10_000
/** Least US dollars of one swap: below, rounding of base units is visible in the price. */
export const MIN_TRADE_USD = 1
/** A swap whose price is further than this share from the median of its token's last hour makes no price. */
export const MAX_DEVIATION = 0.5
/** A price older than this values nothing. */
export const MAX_AGE_HOURS = 24

/** Minutes that a change touched, as SQL timestamps: from is inclusive, to exclusive. */
export interface Span {
  chain: number
  from: string
  to: string
}

const within = ({ chain, from, to }: Span, alias: string, backHours = 0): string =>
  `${alias}.chain_id = ${chain} AND ${alias}.block_timestamp >= TIMESTAMP '${from}' - INTERVAL ${backHours} HOUR ` +
  `AND ${alias}.block_timestamp < TIMESTAMP '${to}'`

const SIDES = `main.swaps s JOIN main.pools p ON p.chain_id = s.chain_id AND p.address = s.pool
  JOIN main.chains c ON c.chain_id = s.chain_id
  JOIN main.tokens t0 ON t0.chain_id = s.chain_id AND t0.address = p.token0
  JOIN main.tokens t1 ON t1.chain_id = s.chain_id AND t1.address = p.token1
  LEFT JOIN main.stables s0 ON s0.chain_id = s.chain_id AND s0.address = p.token0
  LEFT JOIN main.stables s1 ON s1.chain_id = s.chain_id AND s1.address = p.token1`

/** Both directions of every swap of the span and of the hour before it: `token` was exchanged for `other`, in whole tokens. */
const legs = (span: Span): string => `CREATE OR REPLACE TEMP TABLE legs AS
  WITH flat AS MATERIALIZED (
    SELECT s.block_timestamp AS ts, s.block_number, s.log_index, p.token0, p.token1, c.wrapped_native,
      s0.address IS NOT NULL AS stable0, s1.address IS NOT NULL AS stable1,
      abs(s.amount0::DOUBLE) / pow(10, t0.decimals) AS a0, abs(s.amount1::DOUBLE) / pow(10, t1.decimals) AS a1,
      s.depth0 / pow(10, t0.decimals) AS d0, s.depth1 / pow(10, t1.decimals) AS d1
    FROM ${SIDES} WHERE ${within(span, 's', 1)})
  SELECT ts, block_number, log_index, token0 AS token, stable0 AS stable, stable1 AS by_stable, token1 = wrapped_native AS by_native,
    token0 = wrapped_native AS native, a0 AS amount, a1 AS other_amount, d1 AS other_depth FROM flat
  UNION ALL
  SELECT ts, block_number, log_index, token1, stable1, stable0, token0 = wrapped_native, token1 = wrapped_native, a1, a0, d0 FROM flat`

const COLUMNS = 'ts, block_number, log_index, token, amount'
const direct = (native: boolean): string => `SELECT ${COLUMNS}, other_amount AS usd, other_depth AS depth_usd
  FROM legs WHERE by_stable AND NOT stable AND amount > 0 AND ${native ? 'native' : 'NOT native'}`

/** Swaps against wrapped native, valued by its own price of that minute or the last one before. */
const hop = (span: Span): string => `SELECT ${COLUMNS}, other_amount * w.price AS usd, other_depth * w.price AS depth_usd
  FROM (SELECT * FROM legs WHERE by_native AND NOT stable AND amount > 0) l
    ASOF JOIN (SELECT minute, price FROM main.prices_minute WHERE chain_id = ${span.chain}
      AND token_address = (SELECT wrapped_native FROM main.chains WHERE chain_id = ${span.chain})
      AND minute >= TIMESTAMP '${span.from}' - INTERVAL ${MAX_AGE_HOURS + 1} HOUR) w ON w.minute <= l.ts
  WHERE w.minute >= l.ts - INTERVAL ${MAX_AGE_HOURS} HOUR`

const inOrder = (value: string): string => `sum(${value} ORDER BY block_number, log_index)`

const insertPrices = (span: Span, observations: string): string => `
  INSERT INTO main.prices_minute
  WITH deep AS MATERIALIZED (SELECT *, usd / amount AS price FROM (${observations}) WHERE usd >= ${MIN_TRADE_USD} AND depth_usd >= ${MIN_DEPTH_USD}),
  judged AS (SELECT *, median(price) OVER (PARTITION BY token ORDER BY ts RANGE BETWEEN INTERVAL 1 HOUR PRECEDING AND CURRENT ROW) AS middle
    FROM deep)
  SELECT ${span.chain}, token, date_trunc('minute', ts) AS minute, arg_min(price, (block_number, log_index)), max(price), min(price),
    arg_max(price, (block_number, log_index)), ${inOrder('usd')} / ${inOrder('amount')}, ${inOrder('usd')}, count(*)
  FROM judged WHERE ts >= TIMESTAMP '${span.from}' AND abs(price / middle - 1) <= ${MAX_DEVIATION} GROUP BY ALL`

const insertStables = (span: Span): string => `
  INSERT INTO main.prices_minute
  SELECT ${span.chain}, token, date_trunc('minute', ts) AS minute, 1, 1, 1, 1, 1, ${inOrder('amount')}, count(*)
  FROM legs WHERE stable AND ts >= TIMESTAMP '${span.from}' GROUP BY ALL`

/** Prices that an import brought, where the chain's own pools give none for that minute. */
const insertGiven = (span: Span, native: boolean): string => `
  INSERT INTO main.prices_minute
  SELECT g.chain_id, g.token_address, date_trunc('minute', g.minute) AS start, arg_min(g.price, g.minute), max(g.price), min(g.price),
    arg_max(g.price, g.minute), avg(g.price), NULL, 0
  FROM main.given_prices g JOIN main.chains c ON c.chain_id = g.chain_id
  WHERE g.chain_id = ${span.chain} AND g.minute >= TIMESTAMP '${span.from}' AND g.minute < TIMESTAMP '${span.to}'
    ${native ? 'AND g.token_address = c.wrapped_native' : ''}
    AND NOT EXISTS (FROM main.prices_minute p WHERE p.chain_id = g.chain_id AND p.token_address = g.token_address
      AND p.minute = date_trunc('minute', g.minute))
  GROUP BY ALL`

const prices = (
  span: Span,
): string => `(SELECT chain_id, token_address, minute, price FROM main.prices_minute WHERE chain_id = ${span.chain}
  AND minute >= TIMESTAMP '${span.from}' - INTERVAL ${MAX_AGE_HOURS} HOUR AND minute < TIMESTAMP '${span.to}')`

const fresh = (price: string, ts: string): string =>
  `CASE WHEN ${price}.minute >= ${ts} - INTERVAL ${MAX_AGE_HOURS} HOUR THEN ${price}.price END`

/** A swap is worth its stable side, else its wrapped native side, else whichever side has a price. */
const valueSwaps = (span: Span): string => `
  UPDATE main.swaps SET amount_usd = v.usd FROM (
    SELECT s.chain_id, s.block_number, s.log_index, CASE
      WHEN s0.address IS NOT NULL THEN a0 WHEN s1.address IS NOT NULL THEN a1
      WHEN token0 = wrapped_native AND w0 IS NOT NULL THEN a0 * w0 WHEN token1 = wrapped_native AND w1 IS NOT NULL THEN a1 * w1
      WHEN w0 IS NOT NULL THEN a0 * w0 ELSE a1 * w1 END AS usd
    FROM (SELECT s.chain_id, s.block_number, s.log_index, p.token0, p.token1, c.wrapped_native,
        abs(s.amount0::DOUBLE) / pow(10, t0.decimals) AS a0, abs(s.amount1::DOUBLE) / pow(10, t1.decimals) AS a1,
        ${fresh('p0', 's.block_timestamp')} AS w0, ${fresh('p1', 's.block_timestamp')} AS w1
      FROM (SELECT * FROM main.swaps s WHERE ${within(span, 's')}) s
        JOIN main.pools p ON p.chain_id = s.chain_id AND p.address = s.pool
        JOIN main.chains c ON c.chain_id = s.chain_id
        LEFT JOIN main.tokens t0 ON t0.chain_id = s.chain_id AND t0.address = p.token0
        LEFT JOIN main.tokens t1 ON t1.chain_id = s.chain_id AND t1.address = p.token1
        ASOF LEFT JOIN ${prices(span)} p0 ON p0.chain_id = s.chain_id AND p0.token_address = p.token0 AND p0.minute <= s.block_timestamp
        ASOF LEFT JOIN ${prices(span)} p1 ON p1.chain_id = s.chain_id AND p1.token_address = p.token1 AND p1.minute <= s.block_timestamp) s
      LEFT JOIN main.stables s0 ON s0.chain_id = s.chain_id AND s0.address = s.token0
      LEFT JOIN main.stables s1 ON s1.chain_id = s.chain_id AND s1.address = s.token1) v
  WHERE swaps.chain_id = v.chain_id AND swaps.block_number = v.block_number AND swaps.log_index = v.log_index`

const valueTransfers = (span: Span): string => `
  UPDATE main.token_transfers SET amount = v.amount, price_usd = v.price FROM (
    SELECT x.chain_id, x.block_number, x.log_index, x.value::DOUBLE / pow(10, t.decimals) AS amount,
      CASE WHEN st.address IS NOT NULL THEN 1 ELSE ${fresh('p', 'x.block_timestamp')} END AS price
    FROM (SELECT * FROM main.token_transfers x WHERE ${within(span, 'x')}) x
      LEFT JOIN main.tokens t ON t.chain_id = x.chain_id AND t.address = x.token_address
      LEFT JOIN main.stables st ON st.chain_id = x.chain_id AND st.address = x.token_address
      ASOF LEFT JOIN ${prices(span)} p
        ON p.chain_id = x.chain_id AND p.token_address = x.token_address AND p.minute <= x.block_timestamp) v
  WHERE token_transfers.chain_id = v.chain_id AND token_transfers.block_number = v.block_number
    AND token_transfers.log_index = v.log_index`

/** Prices of the span's minutes anew, then the value of its swaps and transfers. */
export const priceStatements = (span: Span): string[] => [
  `DELETE FROM main.prices_minute WHERE chain_id = ${span.chain} AND minute >= TIMESTAMP '${span.from}' AND minute < TIMESTAMP '${span.to}'`,
  legs(span),
  insertStables(span),
  insertPrices(span, direct(true)),
  insertGiven(span, true),
  insertPrices(span, `${direct(false)} UNION ALL ${hop(span)}`),
  insertGiven(span, false),
  valueSwaps(span),
  valueTransfers(span),
]

/** Adds (or, before a deletion, takes back) the transfers of `source` to the balances. */
export const balanceStatement = (source: string, sign: 1 | -1): string => {
  const [out, into] = sign === 1 ? ['-value', 'value'] : ['value', '-value']
  return `MERGE INTO main.balances b USING (
      SELECT chain_id, token_address, address, sum(moved) AS moved FROM (
        SELECT chain_id, token_address, from_address AS address, ${out} AS moved FROM ${source}
        UNION ALL SELECT chain_id, token_address, to_address, ${into} FROM ${source}) GROUP BY ALL) d
    ON b.chain_id = d.chain_id AND b.token_address = d.token_address AND b.address = d.address
    WHEN MATCHED THEN UPDATE SET value = b.value + d.moved
    WHEN NOT MATCHED THEN INSERT (chain_id, token_address, address, value) VALUES (d.chain_id, d.token_address, d.address, d.moved)`
}
