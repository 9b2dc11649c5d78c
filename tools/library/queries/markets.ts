import { CHAIN, during, given, verified } from '../query.ts'

const TOKEN = given('token', 'contract_address = {{token}}')

export const MARKETS = [
  verified(
    'pools-by-liquidity',
    ['Pools by liquidity', 'Pools por liquidez', '流动性最大的池'],
    `SELECT token_pair, project, version, fee_bps, liquidity_usd, address FROM dex.pools WHERE ${CHAIN} AND ${given('dex', 'project = {{dex}}')} ORDER BY liquidity_usd DESC NULLS LAST, address LIMIT {{n}}`,
  ),
  verified(
    'pools-of-token',
    ['Pools of a token', 'Pools de un token', '代币的资金池'],
    `SELECT token_pair, project, version, fee_bps, reserve0, token0_symbol, reserve1, token1_symbol, liquidity_usd, address FROM dex.pools WHERE ${CHAIN} AND (token0 = {{token}} OR token1 = {{token}}) ORDER BY liquidity_usd DESC NULLS LAST, address LIMIT {{n}}`,
    { needs: ['token'] },
  ),
  verified(
    'new-pools',
    ['Newest pools', 'Pools más nuevos', '最新资金池'],
    `SELECT created_time, token_pair, project, version, address FROM dex.pools WHERE ${CHAIN} AND ${during('created_time')} ORDER BY created_time DESC, address LIMIT {{n}}`,
  ),
  verified(
    'pools-created-over-time',
    ['Pools created over time', 'Pools creados en el tiempo', '新建池走势'],
    `SELECT date_trunc({{unit}}, created_time) AS time, count(*) AS pools FROM dex.pools WHERE ${CHAIN} AND ${during('created_time')} GROUP BY 1 ORDER BY 1`,
  ),
  verified(
    'liquidity-by-dex',
    ['Liquidity by DEX', 'Liquidez por DEX', '各 DEX 流动性'],
    `SELECT project, version, sum(liquidity_usd) AS liquidity_usd, count(*) AS pools FROM dex.pools WHERE ${CHAIN} GROUP BY 1, 2 ORDER BY 3 DESC NULLS LAST`,
  ),
  verified(
    'liquidity-by-token',
    ['Liquidity by token', 'Liquidez por token', '各代币流动性'],
    `SELECT s.symbol, s.token, sum(s.reserve) AS reserve, sum(s.reserve * p.price) AS liquidity_usd, count(*) AS pools FROM (SELECT blockchain, token0 AS token, token0_symbol AS symbol, reserve0 AS reserve FROM dex.pools UNION ALL SELECT blockchain, token1, token1_symbol, reserve1 FROM dex.pools) s
    LEFT JOIN prices.latest p ON p.blockchain = s.blockchain AND p.contract_address = s.token WHERE ${given('chain', 's.blockchain = {{chain}}')} GROUP BY 1, 2 ORDER BY 4 DESC NULLS LAST, 2 LIMIT {{n}}`,
  ),
  verified(
    'pool-turnover',
    ['Volume of each pool against its liquidity', 'Rotación de cada pool', '池周转率'],
    `SELECT p.token_pair, p.project, p.version, sum(t.amount_usd) AS volume_usd, any_value(p.liquidity_usd) AS liquidity_usd, sum(t.amount_usd) / nullif(any_value(p.liquidity_usd), 0) AS turnover FROM dex.pools p JOIN dex.trades t ON t.chain_id = p.chain_id AND t.project_contract_address = p.address
    WHERE ${during('t.block_time')} AND ${given('chain', 'p.blockchain = {{chain}}')} GROUP BY p.address, 1, 2, 3 ORDER BY 6 DESC NULLS LAST, 1 LIMIT {{n}}`,
    { says: ['pool turnover', 'volume to liquidity ratio of pools'] },
  ),
  verified(
    'fee-tiers',
    ['Pools and volume by fee tier', 'Pools y volumen por comisión', '按费率统计'],
    `SELECT p.project, p.version, p.fee_bps, count(DISTINCT p.address) AS pools, sum(t.amount_usd) AS volume_usd FROM dex.pools p LEFT JOIN dex.trades t ON t.chain_id = p.chain_id AND t.project_contract_address = p.address AND ${during('t.block_time')} WHERE ${given('chain', 'p.blockchain = {{chain}}')} GROUP BY 1, 2, 3 ORDER BY 5 DESC NULLS LAST, 3`,
    { says: ['volume by fee tier'] },
  ),
  verified(
    'quiet-pools',
    ['Pools without a trade', 'Pools sin operaciones', '无成交的池'],
    `SELECT token_pair, project, version, liquidity_usd, address FROM dex.pools p WHERE ${given('chain', 'p.blockchain = {{chain}}')} AND NOT EXISTS (SELECT 1 FROM dex.trades t WHERE t.chain_id = p.chain_id AND t.project_contract_address = p.address AND ${during('t.block_time')}) ORDER BY liquidity_usd DESC NULLS LAST, address LIMIT {{n}}`,
    { says: ['pools without trades', 'dead pools'] },
  ),
  verified(
    'price-now',
    ['Latest prices', 'Últimos precios', '最新价格'],
    `SELECT symbol, price AS price_usd, "at", contract_address FROM prices.latest WHERE ${CHAIN} AND ${TOKEN} ORDER BY symbol, contract_address LIMIT {{n}}`,
    { defaults: { n: '50' }, units: { price_usd: 'USD' } },
  ),
  verified(
    'price-history',
    ['Price of a token by hour', 'Precio por hora', '每小时价格'],
    `SELECT hour AS time, close AS price_usd FROM prices.hour WHERE ${CHAIN} AND contract_address = {{token}} AND ${during('hour')} ORDER BY 1`,
    { needs: ['token'] },
  ),
  verified(
    'price-candles',
    ['Open, high, low and close of a token', 'Apertura, máximo, mínimo y cierre', '开高低收'],
    `SELECT date_trunc({{unit}}, hour) AS time, arg_min(open, hour) AS open_usd, max(high) AS high_usd, min(low) AS low_usd, arg_max(close, hour) AS close_usd FROM prices.hour WHERE ${CHAIN} AND contract_address = {{token}} AND ${during('hour')} GROUP BY 1 ORDER BY 1`,
    { needs: ['token'] },
  ),
  verified(
    'price-change',
    ['Price changes', 'Cambios de precio', '价格变动'],
    `WITH p AS (SELECT symbol, contract_address, arg_min(open, hour) AS first, arg_max(close, hour) AS last FROM prices.hour WHERE ${CHAIN} AND ${during('hour')} GROUP BY 1, 2)
    SELECT symbol, first AS from_usd, last AS to_usd, 100 * (last - first) / nullif(first, 0) AS change_pct, contract_address FROM p ORDER BY 4 DESC, 5 LIMIT {{n}}`,
    { defaults: { n: '50' } },
  ),
  verified(
    'top-gainers',
    ['Tokens that rose most', 'Tokens que más subieron', '涨幅最大的代币'],
    `WITH p AS (SELECT symbol, contract_address, arg_min(open, hour) AS first, arg_max(close, hour) AS last FROM prices.hour WHERE ${CHAIN} AND ${during('hour')} GROUP BY 1, 2)
    SELECT symbol, 100 * (last - first) / nullif(first, 0) AS change_pct, last AS price_usd FROM p WHERE last > first ORDER BY 2 DESC, 1 LIMIT {{n}}`,
  ),
  verified(
    'top-losers',
    ['Tokens that fell most', 'Tokens que más cayeron', '跌幅最大的代币'],
    `WITH p AS (SELECT symbol, contract_address, arg_min(open, hour) AS first, arg_max(close, hour) AS last FROM prices.hour WHERE ${CHAIN} AND ${during('hour')} GROUP BY 1, 2)
    SELECT symbol, 100 * (last - first) / nullif(first, 0) AS change_pct, last AS price_usd FROM p WHERE last < first ORDER BY 2, 1 LIMIT {{n}}`,
  ),
  verified(
    'volatility',
    ['Volatility of hourly prices', 'Volatilidad de precios por hora', '小时价格波动率'],
    `WITH r AS (SELECT a.symbol, a.contract_address, ln(a.close / nullif(b.close, 0)) AS r FROM prices.hour a JOIN prices.hour b ON b.blockchain = a.blockchain AND b.contract_address = a.contract_address AND b.hour = a.hour - INTERVAL 1 HOUR WHERE ${given('chain', 'a.blockchain = {{chain}}')} AND ${during('a.hour')} AND a.close > 0)
    SELECT symbol, 100 * stddev_samp(r) AS hourly_pct, count(*) AS hours, contract_address FROM r GROUP BY 1, 4 HAVING count(*) > 2 ORDER BY 2 DESC NULLS LAST, 4 LIMIT {{n}}`,
    { says: ['most volatile tokens', 'volatility of tokens'] },
  ),
  verified(
    'price-in-token',
    ['Price of a token in another', 'Precio de un token en otro', '代币相对价格'],
    `SELECT a.hour AS time, a.close / nullif(b.close, 0) AS price FROM prices.hour a JOIN prices.hour b ON b.blockchain = a.blockchain AND b.hour = a.hour AND b.contract_address = {{token2}} WHERE ${given('chain', 'a.blockchain = {{chain}}')} AND a.contract_address = {{token}} AND ${during('a.hour')} ORDER BY 1`,
    { needs: ['token', 'token2'] },
  ),
  verified(
    'drawdown',
    ['Fall of a token from its highest price', 'Caída desde el máximo', '自最高价回撤'],
    `WITH p AS MATERIALIZED (SELECT hour, close, high FROM prices.hour WHERE ${CHAIN} AND contract_address = {{token}} AND ${during('hour')})
    SELECT max(high) AS highest_usd, arg_max(hour, high) AS highest_at, arg_max(close, hour) AS price_usd, 100 * (arg_max(close, hour) / nullif(max(high), 0) - 1) AS drawdown_pct FROM p`,
    { needs: ['token'] },
  ),
  verified(
    'vwap',
    ['Volume-weighted price of a token', 'Precio ponderado por volumen', '成交量加权价'],
    `SELECT date_trunc({{unit}}, block_time) AS time, sum(amount_usd) / nullif(sum(CASE WHEN token_bought_address = {{token}} THEN token_bought_amount ELSE token_sold_amount END), 0) AS vwap_usd, sum(amount_usd) AS volume_usd FROM dex.trades WHERE ${CHAIN} AND ${during('block_time')} AND amount_usd IS NOT NULL AND (token_bought_address = {{token}} OR token_sold_address = {{token}}) GROUP BY 1 ORDER BY 1`,
    { needs: ['token'] },
  ),
]
