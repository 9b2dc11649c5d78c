import { CHAIN, during, given, verified } from '../query.ts'

const DEX = given('dex', 'project = {{dex}}')
const TOKEN = given('token', '(token_bought_address = {{token}} OR token_sold_address = {{token}})')
const PAIR = given('pair', 'token_pair = {{pair}}')
/** Rows of dex.trades that every query here begins with. */
const WHERE = `WHERE ${during('block_time')} AND ${CHAIN} AND ${DEX}`
const BUCKET = 'date_trunc({{unit}}, block_time)'
/** Both sides of each trade, so that a trade counts for each of its tokens. */
const SIDES = `(SELECT *, token_bought_address AS token, token_bought_symbol AS symbol FROM dex.trades
  UNION ALL SELECT *, token_sold_address, token_sold_symbol FROM dex.trades)`

export const TRADES = [
  verified(
    'volume-over-time',
    ['Volume over time', 'Volumen en el tiempo', '成交额走势'],
    `SELECT ${BUCKET} AS time, sum(amount_usd) AS volume_usd, count(*) AS trades FROM dex.trades ${WHERE} AND ${TOKEN} AND ${PAIR} GROUP BY 1 ORDER BY 1`,
  ),
  verified(
    'volume-by-weekday',
    ['Volume by day of the week', 'Volumen por día de la semana', '按星期统计成交额'],
    `SELECT isodow(block_time) AS weekday, dayname(min(block_time)) AS name, sum(amount_usd) AS volume_usd, count(*) AS trades FROM dex.trades ${WHERE} GROUP BY 1 ORDER BY 1`,
    { says: ['which weekday has the most volume', 'busiest day of the week'] },
  ),
  verified(
    'volume-by-hour-of-day',
    ['Volume by hour of the day', 'Volumen por hora del día', '按一天中的小时统计成交额'],
    `SELECT hour(block_time) AS hour_utc, sum(amount_usd) AS volume_usd, count(*) AS trades FROM dex.trades ${WHERE} GROUP BY 1 ORDER BY 1`,
    { says: ['busiest hour of the day', 'which hour of the day has the most volume'] },
  ),
  verified(
    'cumulative-volume',
    ['Cumulative volume', 'Volumen acumulado', '累计成交额'],
    `WITH d AS MATERIALIZED (SELECT ${BUCKET} AS time, sum(amount_usd) AS usd FROM dex.trades ${WHERE} GROUP BY 1)
    SELECT a.time, (SELECT sum(b.usd) FROM d b WHERE b.time <= a.time) AS cumulative_usd FROM d a ORDER BY 1`,
  ),
  verified(
    'volume-moving-average',
    ['Volume with a seven-day mean', 'Volumen con media de siete días', '七日均成交额'],
    `WITH d AS MATERIALIZED (SELECT block_date AS time, sum(amount_usd) AS usd FROM dex.trades ${WHERE} GROUP BY 1)
    SELECT a.time, a.usd AS volume_usd, (SELECT sum(b.usd) / 7 FROM d b WHERE b.time <= a.time AND b.time > a.time - INTERVAL 7 DAY) AS mean7_usd FROM d a ORDER BY 1`,
  ),
  verified(
    'volume-week-over-week',
    ['Volume of each week against the one before', 'Volumen semanal frente a la anterior', '周环比成交额'],
    `WITH w AS MATERIALIZED (SELECT date_trunc('week', block_time) AS week, sum(amount_usd) AS usd FROM dex.trades ${WHERE} GROUP BY 1)
    SELECT a.week, a.usd AS volume_usd, b.usd AS before_usd, 100 * (a.usd - b.usd) / nullif(b.usd, 0) AS change_pct FROM w a LEFT JOIN w b ON b.week = a.week - INTERVAL 7 DAY ORDER BY 1`,
    { says: ['week over week volume'] },
  ),
  verified(
    'top-pairs',
    ['Pairs by volume', 'Pares por volumen', '交易对成交额排名'],
    `SELECT token_pair, sum(amount_usd) AS volume_usd, count(*) AS trades, count(DISTINCT tx_from) AS traders FROM dex.trades ${WHERE} GROUP BY 1 ORDER BY 2 DESC NULLS LAST, 1 LIMIT {{n}}`,
  ),
  verified(
    'top-tokens',
    ['Tokens by volume', 'Tokens por volumen', '代币成交额排名'],
    `SELECT symbol, token, sum(amount_usd) AS volume_usd, count(*) AS trades FROM ${SIDES} ${WHERE} GROUP BY 1, 2 ORDER BY 3 DESC NULLS LAST, 2 LIMIT {{n}}`,
  ),
  verified(
    'top-traders',
    ['Traders by volume', 'Traders por volumen', '交易者成交额排名'],
    `SELECT tx_from AS trader, sum(amount_usd) AS volume_usd, count(*) AS trades, count(DISTINCT token_pair) AS pairs FROM dex.trades ${WHERE} AND ${TOKEN} GROUP BY 1 ORDER BY 2 DESC NULLS LAST, 1 LIMIT {{n}}`,
  ),
  verified(
    'largest-trades',
    ['Largest trades', 'Mayores operaciones', '最大单笔交易'],
    `SELECT block_time, project, token_pair, token_sold_amount, token_sold_symbol, token_bought_amount, token_bought_symbol, amount_usd, tx_from AS trader, tx_hash FROM dex.trades ${WHERE} AND ${TOKEN} AND amount_usd >= {{usd}} ORDER BY amount_usd DESC, tx_hash, evt_index LIMIT {{n}}`,
  ),
  verified(
    'largest-trade-each-day',
    ['Largest trade of each day', 'Mayor operación de cada día', '每日最大单笔交易'],
    `SELECT block_date, max(amount_usd) AS amount_usd, arg_max(token_pair, amount_usd) AS token_pair, arg_max(tx_hash, amount_usd) AS tx_hash FROM dex.trades ${WHERE} GROUP BY 1 ORDER BY 1`,
    { says: ['biggest trade of each day'] },
  ),
  verified(
    'volume-by-dex',
    ['Volume by DEX', 'Volumen por DEX', '各 DEX 成交额'],
    `SELECT project, sum(amount_usd) AS volume_usd, count(*) AS trades, count(DISTINCT tx_from) AS traders FROM dex.trades ${WHERE} GROUP BY 1 ORDER BY 2 DESC NULLS LAST`,
  ),
  verified(
    'dex-market-share',
    ['Market share of each DEX version', 'Cuota de mercado por versión de DEX', '各 DEX 版本市场份额'],
    `SELECT project, version, 100 * sum(amount_usd) / nullif((SELECT sum(amount_usd) FROM dex.trades ${WHERE}), 0) AS share_pct FROM dex.trades ${WHERE} GROUP BY 1, 2 ORDER BY 3 DESC NULLS LAST`,
    { says: ['dex market share', 'market share of each dex'] },
  ),
  verified(
    'dex-share-over-time',
    ['Share of each DEX over time', 'Cuota de cada DEX en el tiempo', '各 DEX 份额走势'],
    `WITH t AS MATERIALIZED (SELECT ${BUCKET} AS time, project, version, sum(amount_usd) AS usd FROM dex.trades ${WHERE} GROUP BY ALL), s AS (SELECT time, sum(usd) AS usd FROM t GROUP BY 1)
    SELECT t.time, t.project || ' v' || t.version AS dex, 100 * t.usd / nullif(s.usd, 0) AS share_pct FROM t JOIN s USING (time) ORDER BY 1, 2`,
  ),
  verified(
    'volume-by-version',
    ['Volume by DEX version', 'Volumen por versión de DEX', '各版本成交额'],
    `SELECT project, version, sum(amount_usd) AS volume_usd, count(*) AS trades FROM dex.trades ${WHERE} GROUP BY 1, 2 ORDER BY 3 DESC NULLS LAST`,
  ),
  verified(
    'volume-by-chain',
    ['Volume by chain', 'Volumen por cadena', '各链成交额'],
    `SELECT blockchain, sum(amount_usd) AS volume_usd, count(*) AS trades FROM dex.trades ${WHERE} GROUP BY 1 ORDER BY 2 DESC NULLS LAST`,
  ),
  verified(
    'trade-size',
    ['Mean and median size of a trade', 'Tamaño medio y mediano de una operación', '平均与中位交易规模'],
    `SELECT project, avg(amount_usd) AS mean_usd, median(amount_usd) AS median_usd, max(amount_usd) AS largest_usd, count(*) AS trades FROM dex.trades ${WHERE} GROUP BY 1 ORDER BY 5 DESC`,
  ),
  verified(
    'trade-size-buckets',
    ['Trades by size', 'Operaciones por tamaño', '按规模统计交易'],
    `SELECT CASE WHEN amount_usd IS NULL THEN 'unpriced' WHEN amount_usd < 100 THEN 'a: below 100' WHEN amount_usd < 1000 THEN 'b: 100 to 1k' WHEN amount_usd < 10000 THEN 'c: 1k to 10k' WHEN amount_usd < 100000 THEN 'd: 10k to 100k' ELSE 'e: 100k and more' END AS size, count(*) AS trades, sum(amount_usd) AS volume_usd FROM dex.trades ${WHERE} GROUP BY 1 ORDER BY 1`,
    { says: ['distribution of trade sizes', 'trade size distribution'] },
  ),
  verified(
    'traders-over-time',
    ['Active traders over time', 'Traders activos en el tiempo', '活跃交易者走势'],
    `SELECT ${BUCKET} AS time, count(DISTINCT tx_from) AS traders, count(*) AS trades FROM dex.trades ${WHERE} AND ${TOKEN} GROUP BY 1 ORDER BY 1`,
  ),
  verified(
    'new-traders-over-time',
    ['New traders over time', 'Traders nuevos en el tiempo', '新增交易者走势'],
    `SELECT date_trunc({{unit}}, first) AS time, count(*) AS new_traders FROM (SELECT tx_from, min(block_time) AS first FROM dex.trades WHERE ${CHAIN} AND ${DEX} GROUP BY 1) WHERE ${during('first')} GROUP BY 1 ORDER BY 1`,
  ),
  verified(
    'trader-retention',
    ['Traders of each week who came back the next', 'Traders de cada semana que volvieron la siguiente', '次周留存交易者'],
    `WITH w AS MATERIALIZED (SELECT DISTINCT date_trunc('week', block_time) AS week, tx_from FROM dex.trades ${WHERE})
    SELECT a.week, count(*) AS traders, count(b.tx_from) AS came_back, 100.0 * count(b.tx_from) / count(*) AS retention_pct FROM w a LEFT JOIN w b ON b.tx_from = a.tx_from AND b.week = a.week + INTERVAL 7 DAY GROUP BY 1 ORDER BY 1`,
    { says: ['how many traders came back the next week'] },
  ),
  verified(
    'trader-cohorts',
    ['Traders by the day they began, still active later', 'Cohortes de traders por día de inicio', '按首次交易日的留存'],
    `WITH f AS MATERIALIZED (SELECT tx_from, min(block_date) AS first FROM dex.trades WHERE ${CHAIN} GROUP BY 1), a AS (SELECT DISTINCT tx_from, block_date FROM dex.trades ${WHERE})
    SELECT f.first AS began, date_diff('day', f.first, a.block_date) AS days_later, count(*) AS traders FROM a JOIN f USING (tx_from) GROUP BY 1, 2 ORDER BY 1, 2`,
  ),
  verified(
    'trader-concentration',
    ['Share of the ten largest traders', 'Cuota de los diez mayores traders', '前十大交易者占比'],
    `WITH t AS MATERIALIZED (SELECT tx_from, sum(amount_usd) AS usd FROM dex.trades ${WHERE} GROUP BY 1)
    SELECT count(*) AS traders, 100 * (SELECT sum(usd) FROM (SELECT usd FROM t ORDER BY usd DESC NULLS LAST LIMIT 10)) / nullif(sum(usd), 0) AS top10_share_pct FROM t`,
    { says: ['share of the top 10 traders'] },
  ),
  verified(
    'buys-and-sells',
    ['Buys and sells of a token over time', 'Compras y ventas de un token', '代币买卖走势'],
    `SELECT ${BUCKET} AS time, sum(amount_usd) FILTER (WHERE token_bought_address = {{token}}) AS bought_usd, sum(amount_usd) FILTER (WHERE token_sold_address = {{token}}) AS sold_usd FROM dex.trades ${WHERE} AND (token_bought_address = {{token}} OR token_sold_address = {{token}}) GROUP BY 1 ORDER BY 1`,
    { needs: ['token'] },
  ),
  verified(
    'net-buyers',
    ['Largest net buyers of a token', 'Mayores compradores netos', '最大净买家'],
    `SELECT tx_from AS trader, sum(CASE WHEN token_bought_address = {{token}} THEN amount_usd ELSE -amount_usd END) AS net_usd, count(*) AS trades FROM dex.trades ${WHERE} AND (token_bought_address = {{token}} OR token_sold_address = {{token}}) GROUP BY 1 HAVING net_usd > 0 ORDER BY 2 DESC, 1 LIMIT {{n}}`,
    { needs: ['token'] },
  ),
  verified(
    'net-sellers',
    ['Largest net sellers of a token', 'Mayores vendedores netos', '最大净卖家'],
    `SELECT tx_from AS trader, sum(CASE WHEN token_sold_address = {{token}} THEN amount_usd ELSE -amount_usd END) AS net_usd, count(*) AS trades FROM dex.trades ${WHERE} AND (token_bought_address = {{token}} OR token_sold_address = {{token}}) GROUP BY 1 HAVING net_usd > 0 ORDER BY 2 DESC, 1 LIMIT {{n}}`,
    { needs: ['token'] },
  ),
  verified(
    'trader-profit',
    ['What traders made with a token', 'Ganancia de traders con un token', '交易者在某代币上的盈亏'],
    `WITH t AS MATERIALIZED (SELECT tx_from, sum(amount_usd) FILTER (WHERE token_sold_address = {{token}}) AS sold, sum(amount_usd) FILTER (WHERE token_bought_address = {{token}}) AS bought, coalesce(sum(token_bought_amount) FILTER (WHERE token_bought_address = {{token}}), 0) - coalesce(sum(token_sold_amount) FILTER (WHERE token_sold_address = {{token}}), 0) AS held
      FROM dex.trades ${WHERE} AND (token_bought_address = {{token}} OR token_sold_address = {{token}}) GROUP BY 1)
    SELECT tx_from AS trader, coalesce(sold, 0) AS sold_usd, coalesce(bought, 0) AS bought_usd, held AS left_amount, coalesce(sold, 0) - coalesce(bought, 0) + held * (SELECT any_value(price) FROM prices.latest WHERE contract_address = {{token}}) AS profit_usd FROM t ORDER BY 5 DESC NULLS LAST, 1 LIMIT {{n}}`,
    { needs: ['token'] },
  ),
  verified(
    'unpriced-trades',
    ['Trades without a US dollar price', 'Operaciones sin precio', '无美元价格的交易'],
    `SELECT token_pair, count(*) FILTER (WHERE amount_usd IS NULL) AS unpriced, count(*) AS trades, 100.0 * count(*) FILTER (WHERE amount_usd IS NULL) / count(*) AS share_pct FROM dex.trades ${WHERE} GROUP BY 1 HAVING unpriced > 0 ORDER BY 2 DESC, 1 LIMIT {{n}}`,
    { says: ['trades without a price'] },
  ),
  verified(
    'pairs-of-token',
    ['Pairs that a token trades in', 'Pares de un token', '代币的交易对'],
    `SELECT token_pair, project, version, count(*) AS trades, sum(amount_usd) AS volume_usd FROM dex.trades ${WHERE} AND (token_bought_address = {{token}} OR token_sold_address = {{token}}) GROUP BY 1, 2, 3 ORDER BY 5 DESC NULLS LAST, 1 LIMIT {{n}}`,
    { needs: ['token'] },
  ),
  verified(
    'trades-per-trader',
    ['Trades per trader', 'Operaciones por trader', '人均交易次数'],
    `SELECT CASE WHEN trades = 1 THEN 'a: one' WHEN trades <= 5 THEN 'b: two to five' WHEN trades <= 20 THEN 'c: six to twenty' ELSE 'd: more' END AS trades_made, count(*) AS traders, sum(usd) AS volume_usd FROM (SELECT tx_from, count(*) AS trades, sum(amount_usd) AS usd FROM dex.trades ${WHERE} GROUP BY 1) GROUP BY 1 ORDER BY 1`,
  ),
  verified(
    'multi-trade-transactions',
    ['Transactions with several trades', 'Transacciones con varias operaciones', '含多笔交易的交易'],
    `SELECT tx_hash, any_value(tx_from) AS trader, count(*) AS trades, sum(amount_usd) AS volume_usd, string_agg(DISTINCT token_pair, ', ') AS pairs FROM dex.trades ${WHERE} GROUP BY 1 HAVING count(*) > 1 ORDER BY 3 DESC, 4 DESC NULLS LAST, 1 LIMIT {{n}}`,
    { says: ['transactions with more than one trade', 'multi hop trades'] },
  ),
  verified(
    'round-trips',
    ['Transactions that end in the token they began with', 'Transacciones circulares', '首尾同币的交易'],
    `SELECT a.tx_hash, a.tx_from AS trader, a.token_sold_symbol AS symbol, sum(DISTINCT a.amount_usd) AS volume_usd FROM dex.trades a JOIN dex.trades b ON b.tx_hash = a.tx_hash AND b.evt_index > a.evt_index AND b.token_bought_address = a.token_sold_address
    WHERE ${during('a.block_time')} AND ${given('chain', 'a.blockchain = {{chain}}')} GROUP BY 1, 2, 3 ORDER BY 4 DESC NULLS LAST, 1 LIMIT {{n}}`,
    { says: ['arbitrage transactions', 'possible arbitrage trades'] },
  ),
  verified(
    'same-block-round-trips',
    [
      'Traders who bought and sold in one block around others',
      'Compra y venta en un bloque alrededor de otros',
      '同块内夹住他人交易的买卖',
    ],
    `SELECT a.block_number, a.project_contract_address AS pool, a.tx_from AS trader, a.tx_hash AS first_tx, b.tx_hash AS second_tx FROM dex.trades a JOIN dex.trades b ON b.blockchain = a.blockchain AND b.block_number = a.block_number AND b.project_contract_address = a.project_contract_address AND b.tx_from = a.tx_from AND b.evt_index > a.evt_index AND b.token_bought_address = a.token_sold_address
    WHERE ${during('a.block_time')} AND ${given('chain', 'a.blockchain = {{chain}}')} AND EXISTS (SELECT 1 FROM dex.trades v WHERE v.blockchain = a.blockchain AND v.block_number = a.block_number AND v.project_contract_address = a.project_contract_address AND v.tx_from <> a.tx_from AND v.evt_index > a.evt_index AND v.evt_index < b.evt_index) ORDER BY 1 DESC, 4 LIMIT {{n}}`,
    { says: ['sandwich attacks', 'possible sandwich attacks'] },
  ),
  verified(
    'fees-by-pool',
    ['Trading fees by pool', 'Comisiones por pool', '各池交易手续费'],
    `SELECT p.token_pair, p.project, p.version, p.fee_bps, sum(t.amount_usd * p.fee_bps / 10000) AS fees_usd, sum(t.amount_usd) AS volume_usd FROM dex.trades t JOIN dex.pools p ON p.chain_id = t.chain_id AND p.address = t.project_contract_address
    WHERE ${during('t.block_time')} AND ${given('chain', 't.blockchain = {{chain}}')} AND ${given('dex', 't.project = {{dex}}')} GROUP BY 1, 2, 3, 4 ORDER BY 5 DESC NULLS LAST, 1 LIMIT {{n}}`,
  ),
  verified(
    'fees-over-time',
    ['Trading fees over time', 'Comisiones en el tiempo', '交易手续费走势'],
    `SELECT date_trunc({{unit}}, t.block_time) AS time, sum(t.amount_usd * p.fee_bps / 10000) AS fees_usd FROM dex.trades t JOIN dex.pools p ON p.chain_id = t.chain_id AND p.address = t.project_contract_address
    WHERE ${during('t.block_time')} AND ${given('chain', 't.blockchain = {{chain}}')} AND ${given('dex', 't.project = {{dex}}')} GROUP BY 1 ORDER BY 1`,
  ),
  verified(
    'first-trade-of-token',
    ['First and last trade of a token', 'Primera y última operación de un token', '代币首末交易'],
    `SELECT min(block_time) AS first_trade, max(block_time) AS last_trade, count(*) AS trades, arg_min(tx_hash, (block_time, evt_index)) AS first_tx FROM dex.trades WHERE ${CHAIN} AND (token_bought_address = {{token}} OR token_sold_address = {{token}})`,
    { needs: ['token'] },
  ),
]
