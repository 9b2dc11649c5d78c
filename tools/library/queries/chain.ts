import { CHAIN, during, given, verified } from '../query.ts'

const TX = `WHERE ${during('block_time')} AND ${CHAIN}`
const MINE = '(tx_from = {{address}} OR taker = {{address}})'

export const CHAIN_QUERIES = [
  verified(
    'coverage',
    ['What is indexed', 'Qué está indexado', '已索引范围'],
    `SELECT blockchain, first_block, last_block, first_time, last_time, blocks, gaps FROM evm.coverage WHERE ${CHAIN} ORDER BY 1`,
  ),
  verified(
    'transactions-over-time',
    ['Transactions over time', 'Transacciones en el tiempo', '交易数走势'],
    `SELECT date_trunc({{unit}}, block_time) AS time, count(*) AS transactions, count(*) FILTER (WHERE NOT success) AS failed FROM evm.transactions ${TX} GROUP BY 1 ORDER BY 1`,
  ),
  verified(
    'failed-transactions',
    ['Share of failed transactions over time', 'Transacciones fallidas en el tiempo', '失败交易占比走势'],
    `SELECT date_trunc({{unit}}, block_time) AS time, 100.0 * count(*) FILTER (WHERE NOT success) / count(*) AS failed_pct, count(*) FILTER (WHERE NOT success) AS failed FROM evm.transactions ${TX} GROUP BY 1 ORDER BY 1`,
  ),
  verified(
    'failing-contracts',
    ['Contracts with most failed transactions', 'Contratos con más fallos', '失败最多的合约'],
    `SELECT "to" AS contract, count(*) FILTER (WHERE NOT success) AS failed, count(*) AS transactions FROM evm.transactions ${TX} GROUP BY 1 HAVING failed > 0 ORDER BY 2 DESC, 1 LIMIT {{n}}`,
    { says: ['contracts with the most failed transactions'] },
  ),
  verified(
    'most-called-contracts',
    ['Most called contracts', 'Contratos más llamados', '调用最多的合约'],
    `SELECT t."to" AS contract, l.name AS label, count(*) AS calls, count(DISTINCT t."from") AS callers FROM evm.transactions t LEFT JOIN labels.names l ON l.chain_id = t.chain_id AND l.address = t."to" WHERE ${during('t.block_time')} AND ${given('chain', 't.blockchain = {{chain}}')} AND t."to" IS NOT NULL GROUP BY 1, 2 ORDER BY 3 DESC, 1 LIMIT {{n}}`,
  ),
  verified(
    'most-called-methods',
    ['Most called methods', 'Métodos más llamados', '调用最多的方法'],
    `SELECT method_id, count(*) AS calls, count(DISTINCT "to") AS contracts FROM evm.transactions ${TX} AND method_id IS NOT NULL GROUP BY 1 ORDER BY 2 DESC, 1 LIMIT {{n}}`,
  ),
  verified(
    'active-addresses',
    ['Active addresses over time', 'Direcciones activas en el tiempo', '活跃地址走势'],
    `SELECT date_trunc({{unit}}, block_time) AS time, count(DISTINCT "from") AS addresses, count(*) AS transactions FROM evm.transactions ${TX} GROUP BY 1 ORDER BY 1`,
  ),
  verified(
    'new-addresses',
    ['Addresses by their first transaction', 'Direcciones nuevas', '新增地址走势'],
    `SELECT date_trunc({{unit}}, first) AS time, count(*) AS new_addresses FROM (SELECT "from", min(block_time) AS first FROM evm.transactions WHERE ${CHAIN} GROUP BY 1) WHERE ${during('first')} GROUP BY 1 ORDER BY 1`,
  ),
  verified(
    'native-transfers',
    ['Largest movements of the native coin', 'Mayores movimientos de la moneda nativa', '最大原生币转账'],
    `SELECT block_time, value, "from", "to", hash AS tx_hash FROM evm.transactions ${TX} AND success AND value > 0 ORDER BY value_raw DESC, hash LIMIT {{n}}`,
    { units: { value: 'native' } },
  ),
  verified(
    'gas-over-time',
    ['Gas price and fees over time', 'Precio del gas y comisiones', 'Gas 价格与费用走势'],
    `SELECT date_trunc({{unit}}, block_time) AS time, avg(gas_price_gwei) AS mean_gwei, median(gas_price_gwei) AS median_gwei, sum(tx_fee_native) AS fees_native, sum(tx_fee_usd) AS fees_usd FROM gas.fees ${TX} GROUP BY 1 ORDER BY 1`,
  ),
  verified(
    'gas-by-hour-of-day',
    ['Gas price by hour of the day', 'Precio del gas por hora del día', '按小时的 Gas 价格'],
    `SELECT hour(block_time) AS hour_utc, median(gas_price_gwei) AS median_gwei, count(*) AS transactions FROM gas.fees ${TX} GROUP BY 1 ORDER BY 1`,
    { says: ['cheapest hour for gas', 'when is gas cheapest'] },
  ),
  verified(
    'top-fee-payers',
    ['Addresses that paid most fees', 'Direcciones que más pagaron', '支付费用最多的地址'],
    `SELECT tx_from AS address, sum(tx_fee_native) AS fees_native, sum(tx_fee_usd) AS fees_usd, count(*) AS transactions FROM gas.fees ${TX} GROUP BY 1 ORDER BY 2 DESC, 1 LIMIT {{n}}`,
  ),
  verified(
    'dearest-transactions',
    ['Transactions with the highest fees', 'Transacciones más caras', '费用最高的交易'],
    `SELECT block_time, tx_fee_native, tx_fee_usd, gas_price_gwei, gas_used, tx_from, tx_hash FROM gas.fees ${TX} ORDER BY tx_fee_native DESC, tx_hash LIMIT {{n}}`,
  ),
  verified(
    'gas-by-contract',
    ['Gas used by contract', 'Gas usado por contrato', '各合约消耗 Gas'],
    `SELECT "to" AS contract, sum(gas_used) AS gas, count(*) AS transactions FROM evm.transactions ${TX} AND "to" IS NOT NULL GROUP BY 1 ORDER BY 2 DESC, 1 LIMIT {{n}}`,
  ),
  verified(
    'blocks-over-time',
    ['Blocks over time', 'Bloques en el tiempo', '区块走势'],
    `SELECT date_trunc({{unit}}, time) AS time, count(*) AS blocks, sum(tx_count) AS transactions, avg(gas_used / nullif(gas_limit, 0)) * 100 AS fullness_pct FROM evm.blocks WHERE ${during('evm.blocks.time')} AND ${CHAIN} GROUP BY 1 ORDER BY 1`,
  ),
  verified(
    'busiest-blocks',
    ['Blocks with most transactions', 'Bloques con más transacciones', '交易最多的区块'],
    `SELECT number, time, tx_count, gas_used, hash FROM evm.blocks WHERE ${during('time')} AND ${CHAIN} ORDER BY tx_count DESC, number LIMIT {{n}}`,
  ),
  verified(
    'base-fee-over-time',
    ['Base fee over time', 'Tarifa base en el tiempo', '基础费走势'],
    `SELECT date_trunc({{unit}}, b.time) AS time, avg(b.base_fee_gwei) AS mean_gwei, max(b.base_fee_gwei) AS highest_gwei FROM evm.blocks b WHERE ${during('b.time')} AND ${given('chain', 'b.blockchain = {{chain}}')} GROUP BY 1 ORDER BY 1`,
  ),
  verified(
    'block-times',
    ['Seconds between blocks', 'Segundos entre bloques', '出块间隔'],
    `SELECT a.blockchain, avg(epoch(a.time) - epoch(b.time)) AS mean_seconds, max(epoch(a.time) - epoch(b.time)) AS longest_seconds, count(*) AS blocks FROM evm.blocks a JOIN evm.blocks b ON b.chain_id = a.chain_id AND b.number = a.number - 1 WHERE ${during('a.time')} AND ${given('chain', 'a.blockchain = {{chain}}')} GROUP BY 1 ORDER BY 1`,
    { says: ['seconds between blocks', 'block time'] },
  ),
  verified(
    'block-producers',
    ['Blocks by producer', 'Bloques por productor', '出块者排名'],
    `SELECT miner, count(*) AS blocks, sum(tx_count) AS transactions FROM evm.blocks WHERE ${during('time')} AND ${CHAIN} GROUP BY 1 ORDER BY 2 DESC, 1 LIMIT {{n}}`,
  ),
  verified(
    'wallet-trades',
    ['Trades of an address', 'Operaciones de una dirección', '地址的交易'],
    `SELECT block_time, project, token_sold_amount, token_sold_symbol, token_bought_amount, token_bought_symbol, amount_usd, tx_hash FROM dex.trades ${TX} AND ${MINE} ORDER BY block_time DESC, evt_index DESC LIMIT {{n}}`,
    { needs: ['address'] },
  ),
  verified(
    'wallet-transfers',
    ['Transfers of an address', 'Transferencias de una dirección', '地址的转账'],
    `SELECT block_time, CASE WHEN "to" = {{address}} THEN 'in' ELSE 'out' END AS direction, symbol, amount, amount_usd, "from", "to", tx_hash FROM tokens.transfers ${TX} AND ("from" = {{address}} OR "to" = {{address}}) ORDER BY block_time DESC, evt_index DESC LIMIT {{n}}`,
    { needs: ['address'] },
  ),
  verified(
    'wallet-balances',
    ['Tokens of an address', 'Tokens de una dirección', '地址的代币'],
    `SELECT symbol, amount, amount_usd, contract_address FROM tokens.balances WHERE ${CHAIN} AND address = {{address}} ORDER BY amount_usd DESC NULLS LAST, contract_address LIMIT {{n}}`,
    { needs: ['address'], defaults: { n: '50' } },
  ),
  verified(
    'wallet-activity',
    ['Activity of an address over time', 'Actividad de una dirección', '地址活动走势'],
    `SELECT date_trunc({{unit}}, block_time) AS time, count(*) AS transactions, count(*) FILTER (WHERE NOT success) AS failed FROM evm.transactions ${TX} AND "from" = {{address}} GROUP BY 1 ORDER BY 1`,
    { needs: ['address'] },
  ),
  verified(
    'wallet-fees',
    ['Fees that an address paid', 'Comisiones pagadas por una dirección', '地址支付的费用'],
    `SELECT count(*) AS transactions, sum(tx_fee_native) AS fees_native, sum(tx_fee_usd) AS fees_usd, max(tx_fee_native) AS dearest_native FROM gas.fees ${TX} AND tx_from = {{address}}`,
    { needs: ['address'] },
  ),
  verified(
    'wallet-counterparties',
    ['Counterparties of an address', 'Contrapartes de una dirección', '地址的对手方'],
    `SELECT CASE WHEN "from" = {{address}} THEN "to" ELSE "from" END AS other, count(*) AS transfers, sum(CASE WHEN "to" = {{address}} THEN amount_usd END) AS in_usd, sum(CASE WHEN "from" = {{address}} THEN amount_usd END) AS out_usd FROM tokens.transfers ${TX} AND ("from" = {{address}} OR "to" = {{address}}) GROUP BY 1 ORDER BY 2 DESC, 1 LIMIT {{n}}`,
    { needs: ['address'] },
  ),
  verified(
    'wallet-first-funder',
    ['Who first sent tokens to an address', 'Quién envió primero a una dirección', '首个转入来源'],
    `SELECT block_time, "from" AS funder, symbol, amount, amount_usd, tx_hash FROM tokens.transfers WHERE ${CHAIN} AND "to" = {{address}} ORDER BY block_time, evt_index LIMIT 1`,
    { needs: ['address'] },
  ),
  verified(
    'wallet-volume',
    ['Trading volume of an address by token', 'Volumen de una dirección por token', '地址各代币成交额'],
    `SELECT symbol, sum(usd) AS volume_usd, count(*) AS trades FROM (SELECT token_bought_symbol AS symbol, amount_usd AS usd FROM dex.trades ${TX} AND ${MINE} UNION ALL SELECT token_sold_symbol, amount_usd FROM dex.trades ${TX} AND ${MINE}) GROUP BY 1 ORDER BY 2 DESC NULLS LAST, 1 LIMIT {{n}}`,
    { needs: ['address'] },
  ),
]
