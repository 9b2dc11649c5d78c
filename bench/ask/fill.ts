/** How text of the files becomes rows of the raw tables. `$main` is the chain of files that name none. */
const time = (column: string): string =>
  `CASE WHEN regexp_full_match(${column}, '\\d+(\\.\\d+)?') THEN epoch_ms(CAST(CAST(${column} AS DOUBLE) * 1000 AS BIGINT)) ELSE CAST(${column} AS TIMESTAMP) END`
const raw = (column: string): string =>
  `CASE WHEN regexp_full_match(${column}, '-?\\d+') THEN CAST(${column} AS BIGNUM) ELSE CAST(TRY_CAST(TRY_CAST(${column} AS DOUBLE) AS HUGEINT) AS BIGNUM) END`
const chainOf = (alias: string): string =>
  `(SELECT chain_id FROM main.chains AS c WHERE c.name = lower(coalesce(${alias}.blockchain, '$main')))`
const blockTime = (alias: string): string => `coalesce(b.block_timestamp, ${time(`${alias}.block_time`)})`
const hasTime = (alias: string): string => `(b.block_timestamp IS NOT NULL OR ${alias}.block_time IS NOT NULL)`

const DECIMALS = (side: string): string =>
  `CAST(round(median(log10(CAST(token_${side}_amount_raw AS DOUBLE) / nullif(CAST(token_${side}_amount AS DOUBLE), 0)))) AS INTEGER)`
const side = (name: string): string =>
  `SELECT blockchain, lower(token_${name}_address) AS address, min(token_${name}_symbol) AS symbol, ${DECIMALS(name)} AS decimals FROM f_dex_trades
   WHERE token_${name}_address IS NOT NULL AND CAST(token_${name}_amount_raw AS DOUBLE) > 0 GROUP BY ALL`

/** Prices by symbol: the coin's own price is that of its wrapped token; any other of the token that is traded most. */
const PRICED = `CREATE TEMP TABLE priced AS
  WITH traded AS (SELECT token, sum(usd) AS usd FROM (
      SELECT lower(token_bought_address) AS token, CAST(amount_usd AS DOUBLE) AS usd FROM f_dex_trades
      UNION ALL SELECT lower(token_sold_address), CAST(amount_usd AS DOUBLE) FROM f_dex_trades) GROUP BY ALL),
  known AS (SELECT t.address, upper(t.symbol) AS symbol, coalesce(d.usd, 0) AS usd FROM main.tokens AS t
      LEFT JOIN traded AS d ON d.token = t.address WHERE t.chain_id = (SELECT chain_id FROM main.chains WHERE name = '$main'))
  SELECT p.symbol, coalesce((SELECT arg_max(k.address, k.usd) FROM known AS k
      WHERE k.symbol = CASE upper(p.symbol) WHEN 'ETH' THEN 'WETH' WHEN 'BTC' THEN 'WBTC' ELSE upper(p.symbol) END),
    '0x' || lpad(lower(hex(p.symbol)), 40, '0')) AS address
  FROM (SELECT DISTINCT symbol FROM f_prices_day) AS p`

const PRICE_ON_DAY = `(SELECT token_address, CAST(minute AS DATE) AS day, max(price) AS price FROM main.prices_minute
  WHERE chain_id = (SELECT chain_id FROM main.chains WHERE name = '$main') GROUP BY ALL)`

/** Statements in order; the prices of the files are kept, not derived anew. */
export const fillStatements = (main: string): string[] =>
  [
    `INSERT INTO main.blocks SELECT ${chainOf('f')}, CAST(number AS BIGINT), coalesce(hash, '0x' || lpad(lower(to_hex(CAST(number AS BIGINT))), 64, '0')), NULL,
       ${time('timestamp')}, lower(miner), CAST(gas_used AS BIGINT), CAST(gas_limit AS BIGINT), CAST(base_fee_per_gas AS BIGINT), CAST(transaction_count AS INTEGER)
     FROM f_blocks AS f`,
    `INSERT INTO main.transactions SELECT ${chainOf('f')}, CAST(f.block_number AS BIGINT), ${blockTime('f')}, lower(f.hash), CAST(transaction_index AS INTEGER), lower(from_address),
       lower(to_address), ${raw('value')}, NULL, NULL, CAST(effective_gas_price AS BIGINT), NULL, input_selector, NULL, CAST(f.gas_used AS BIGINT),
       CAST(effective_gas_price AS BIGINT), CAST(status AS INTEGER), lower(contract_address)
     FROM f_transactions AS f LEFT JOIN main.blocks AS b ON b.chain_id = ${chainOf('f')} AND b.number = CAST(f.block_number AS BIGINT) WHERE ${hasTime('f')}`,
    `INSERT INTO main.traces SELECT ${chainOf('f')}, CAST(f.block_number AS BIGINT), b.block_timestamp, lower(transaction_hash), coalesce(trace_address, ''), trace_type, call_type,
       lower(from_address), lower(to_address), ${raw('value')}, selector, CAST(f.gas_used AS BIGINT), error, CAST(status AS INTEGER)
     FROM f_traces AS f JOIN main.blocks AS b ON b.chain_id = ${chainOf('f')} AND b.number = CAST(f.block_number AS BIGINT)`,
    `INSERT INTO main.tokens SELECT chain_id, address, max(symbol), max(name), max(decimals), NULL, 0 FROM (
       SELECT ${chainOf('f')} AS chain_id, lower(contract_address) AS address, symbol, name, CAST(decimals AS INTEGER) AS decimals FROM f_tokens AS f
       UNION ALL SELECT ${chainOf('f')}, address, symbol, NULL, decimals FROM (${side('bought')} UNION ALL ${side('sold')}) AS f) WHERE chain_id IS NOT NULL GROUP BY ALL`,
    `INSERT INTO main.pools SELECT ${chainOf('f')}, lower(project_contract_address), min(lower(project)), min(version), NULL,
       min(least(lower(token_bought_address), lower(token_sold_address))), min(greatest(lower(token_bought_address), lower(token_sold_address))),
       CASE WHEN min(version) = '2' THEN 30 END, NULL, 0, min(CAST(block_number AS BIGINT)), NULL
     FROM f_dex_trades AS f WHERE project_contract_address IS NOT NULL AND version IS NOT NULL GROUP BY blockchain, lower(project_contract_address)`,
    `INSERT INTO main.trades
     SELECT ${chainOf('f')}, CAST(f.block_number AS BIGINT), ${time('f.block_time')}, lower(tx_hash), CAST(row_number() OVER () AS INTEGER), lower(project), version, lower(project_contract_address),
       lower(token_bought_address), lower(token_sold_address), token_bought_symbol, token_sold_symbol, token_pair, ${raw('token_bought_amount_raw')}, ${raw('token_sold_amount_raw')},
       CAST(token_bought_amount AS DOUBLE), CAST(token_sold_amount AS DOUBLE), CAST(amount_usd AS DOUBLE), lower(taker), NULL, lower(taker), NULL
     FROM f_dex_trades AS f`,
    PRICED,
    `INSERT INTO main.tokens SELECT (SELECT chain_id FROM main.chains WHERE name = '$main'), address, symbol, symbol, 18, NULL, 0 FROM priced
     WHERE address NOT IN (SELECT address FROM main.tokens)`,
    `INSERT INTO main.prices_minute SELECT (SELECT chain_id FROM main.chains WHERE name = '$main'), p.address, CAST(f.day AS TIMESTAMP), CAST(f.price AS DOUBLE), CAST(f.price AS DOUBLE),
       CAST(f.price AS DOUBLE), CAST(f.price AS DOUBLE), CAST(f.price AS DOUBLE), 0, 0 FROM f_prices_day AS f JOIN priced AS p ON p.symbol = f.symbol`,
    `INSERT INTO main.pool_minutes SELECT ${chainOf('f')}, lower(pool), CAST(minute AS TIMESTAMP), 'WETH', 'USDC', CAST(weth_in AS DOUBLE), CAST(usdc_in AS DOUBLE),
       CAST(weth_usdc_close AS DOUBLE), CAST(liquidity AS DOUBLE) FROM f_pool_minutes AS f`,
    `INSERT INTO main.token_transfers
     WITH t AS (SELECT *, row_number() OVER () AS rowid_ FROM f_token_transfers)
     SELECT ${chainOf('f')}, CAST(f.block_number AS BIGINT), ${blockTime('f')}, lower(f.transaction_hash), coalesce(CAST(f.log_index AS INTEGER), CAST(rowid_ AS INTEGER)), lower(f.token_address), lower(f.from_address), lower(f.to_address),
       ${raw('f.value')}, x.from_address, x.to_address, CAST(f.value AS DOUBLE) / pow(10, t.decimals),
       coalesce(p.price, CASE WHEN upper(t.symbol) IN ('USDC', 'USDT', 'DAI') THEN 1 END)
     FROM t AS f LEFT JOIN main.blocks AS b ON b.chain_id = ${chainOf('f')} AND b.number = CAST(f.block_number AS BIGINT)
       LEFT JOIN main.tokens AS t ON t.chain_id = ${chainOf('f')} AND t.address = lower(f.token_address)
       LEFT JOIN (SELECT hash, any_value(from_address) AS from_address, any_value(to_address) AS to_address FROM main.transactions GROUP BY hash) AS x ON x.hash = lower(f.transaction_hash)
       LEFT JOIN ${PRICE_ON_DAY} AS p ON p.token_address = lower(f.token_address) AND p.day = CAST(b.block_timestamp AS DATE)
     WHERE ${hasTime('f')}`,
    `INSERT INTO main.labels SELECT DISTINCT ${chainOf('f')}, lower(address), coalesce(name, label), label, 'import' FROM f_labels AS f WHERE ${chainOf('f')} IS NOT NULL`,
  ].map((statement) => statement.replaceAll('$main', main))
