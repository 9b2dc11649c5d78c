import { afterAll, beforeAll, expect, it } from 'vitest'
import type { OpenWarehouse } from '../../chain/warehouse/open.ts'
import { openMarket } from '../ask/testing/market.ts'
import { CHAIN } from '../ask/testing/registry.ts'
import { catalogOf } from './catalog.ts'
import { runRepaired } from './repair.ts'

let warehouse: OpenWarehouse
beforeAll(async () => {
  warehouse = await openMarket(true)
}, 60_000)
afterAll(() => warehouse.close())

const CHAINS = [{ name: 'demo', id: CHAIN, aliases: ['ethereum'] }]
const USDC = `0x${'22'.padEnd(40, '0')}`
const TRADER = `0x${'c1'.padEnd(40, '0')}`

/** As people paste them from Dune, Postgres, BigQuery and Snowflake; with the first row where it is known. */
const PASTED: readonly (readonly [name: string, sql: string, first?: readonly unknown[]])[] = [
  [
    'Trino interval',
    "SELECT date_trunc('day', block_time) AS d, sum(amount_usd) FROM dex.trades WHERE blockchain = 'ethereum' AND block_time > now() - interval '7' day GROUP BY 1 ORDER BY 1 DESC",
  ],
  [
    'project and chains',
    "SELECT project, sum(amount_usd) AS vol FROM dex.trades WHERE blockchain IN ('demo', 'base') GROUP BY 1 ORDER BY 2 DESC LIMIT 10",
    ['uniswap', 716_800],
  ],
  [
    'TIMESTAMP_TRUNC and TIMESTAMP_SUB',
    'SELECT TIMESTAMP_TRUNC(block_timestamp, DAY) AS day, COUNT(*) AS n FROM `bigquery-public-data.crypto_ethereum.transactions` WHERE block_timestamp >= TIMESTAMP_SUB(CURRENT_TIMESTAMP(), INTERVAL 36500 DAY) GROUP BY day ORDER BY day',
  ],
  [
    '::numeric of a value',
    `SELECT "from", sum(value::numeric/1e18) AS eth FROM ethereum.transactions GROUP BY 1 ORDER BY 1 LIMIT 5`,
    [TRADER, 160],
  ],
  [
    'SAFE_DIVIDE',
    'SELECT SAFE_DIVIDE(SUM(IF(receipt_status = 0, 1, 0)), COUNT(*)) AS failed FROM `bigquery-public-data.crypto_ethereum.transactions`',
    [0.1],
  ],
  [
    'evt_Transfer',
    `SELECT count(*) FROM erc20_ethereum.evt_Transfer WHERE contract_address = ${USDC} AND evt_block_time > timestamp '2020-01-01'`,
    [483],
  ],
  [
    'evt_Transfer value',
    `SELECT "to", sum(cast(value as double)/1e6) AS usdc FROM erc20_ethereum.evt_Transfer WHERE contract_address = ${USDC} GROUP BY 1 ORDER BY 2 DESC LIMIT 1`,
  ],
  ['from_unixtime', 'SELECT count(*) FROM dex.trades WHERE block_time > from_unixtime(1700000000)', [480]],
  ['approx_distinct', "SELECT approx_distinct(taker) AS traders FROM dex.trades WHERE project = 'uniswap' AND version = '3'", [1]],
  [
    'bytearrays',
    'SELECT bytearray_to_uint256(bytearray_substring(0x00000000000000000000000000000000000000000000000000000000000003e8, 1, 32)), bytearray_substring(0xa9059cbb00000000, 1, 4), bytearray_length(0xa9059cbb) FROM ethereum.blocks LIMIT 1',
    [1000, '0xa9059cbb', 4],
  ],
  ['varbinary literal', `SELECT count(*) FROM ethereum.transactions WHERE "from" = ${TRADER.toUpperCase().replace('X', 'x')}`, [160]],
  ['from_hex', `SELECT count(*) FROM ethereum.transactions WHERE "from" = from_hex('${TRADER.slice(2)}')`, [160]],
  ['split index', "SELECT split(token_pair, '-')[1] AS t, count(*) FROM dex.trades GROUP BY 1 ORDER BY 1", ['PEPE', 160]],
  ['SPLIT with OFFSET', "SELECT SPLIT(token_pair, '-')[OFFSET(1)] AS t FROM dex.trades ORDER BY 1 LIMIT 1", ['WETH']],
  ['LATERAL', 'SELECT x.n FROM dex.trades t, LATERAL (SELECT count(*) AS n FROM dex.trades b WHERE b.taker = t.taker) x LIMIT 1', [160]],
  [
    'prices.usd by minute',
    "SELECT date_trunc('day', p.minute) AS day, avg(p.price) FROM prices.usd p WHERE p.blockchain = 'ethereum' AND p.symbol = 'WETH' GROUP BY 1 ORDER BY 1",
  ],
  ['tokens.erc20', `SELECT symbol, decimals FROM tokens.erc20 WHERE blockchain = 'demo' AND contract_address = ${USDC}`, ['USDC', 6]],
  ['to_char', "SELECT to_char(min(block_time), 'YYYY-MM') FROM dex.trades", ['2026-04']],
  [
    'date_diff and date_add',
    "SELECT date_diff('day', min(block_time), max(block_time)), date_add('day', -7, max(block_time)) < max(block_time) FROM dex.trades",
    [20, true],
  ],
  [
    'DATE and POW',
    'SELECT DATE(block_timestamp) AS d, AVG(gas_price)/POW(10,9) AS gwei FROM `bigquery-public-data.crypto_ethereum.transactions` GROUP BY 1 ORDER BY 1 DESC LIMIT 7',
  ],
  [
    'DATE_SUB',
    'SELECT COUNT(1) AS c FROM `bigquery-public-data.crypto_ethereum.token_transfers` WHERE DATE(block_timestamp) >= DATE_SUB(CURRENT_DATE(), INTERVAL 36500 DAY)',
  ],
  ['approx_percentile', 'SELECT approx_percentile(amount_usd, 0.5) > 0 AS med FROM dex.trades', [true]],
  [
    'FILTER and ::date',
    "SELECT date_trunc('week', block_time)::date AS week, count(*) FILTER (WHERE amount_usd > 1000) AS big FROM dex.trades GROUP BY 1 ORDER BY 1",
  ],
  ['try_cast', 'SELECT try_cast(version AS integer) AS v, count(*) FROM dex.trades GROUP BY 1 ORDER BY 1', [2, 320]],
  [
    'a decoded table of a DEX',
    "SELECT count(*) FROM uniswap_v3_ethereum.Pair_evt_Swap WHERE evt_block_time > timestamp '2020-01-01'",
    [160],
  ],
  [
    'unnest(sequence)',
    "SELECT d FROM unnest(sequence(date '2026-05-01', date '2026-05-05', interval '1' day)) AS t(d)",
    [Date.parse('2026-05-01')],
  ],
  [
    'traces',
    "SELECT count(*) FROM ethereum.traces WHERE success AND (call_type NOT IN ('delegatecall', 'callcode', 'staticcall') OR call_type IS NULL)",
    [0],
  ],
  ['to_hex', "SELECT lower(concat('0x', to_hex(taker))) FROM dex.trades ORDER BY 1 LIMIT 1", [TRADER]],
  [
    'row_number',
    'SELECT count(*) FROM (SELECT taker, row_number() OVER (PARTITION BY taker ORDER BY amount_usd DESC) rn FROM dex.trades) WHERE rn = 1',
    [3],
  ],
  [
    'labels.all',
    `SELECT l.name, count(*) FROM tokens.transfers t LEFT JOIN labels.all l ON l.address = t."to" GROUP BY 1 ORDER BY 2 DESC LIMIT 1`,
    ['Binance 14', 480],
  ],
  ['#standardSQL', '#standardSQL\nSELECT number FROM `bigquery-public-data.crypto_ethereum.blocks` ORDER BY number DESC LIMIT 1', [480]],
  [
    'DATEADD, IFF, COUNT_IF',
    'SELECT DATEADD(day, -7, max(block_time)) < max(block_time), IFF(true, 1, 0), COUNT_IF(amount_usd > 0) FROM dex.trades',
  ],
  [
    'numeric with a precision',
    'SELECT sum(value::numeric(38, 0)) / 1e18, sum(CAST(value AS decimal(38,18))) > 0 FROM ethereum.transactions',
    [480, true],
  ],
  ['gas price in wei', 'SELECT avg(gas_price/1e9), avg(t.gas_price) FROM gas.fees AS t', [2, 2e9]],
  ['gas price of transactions', 'SELECT avg(gas_price) / 1e9 FROM ethereum.transactions', [2]],
  [
    'a calendar in SELECT',
    "WITH d AS (SELECT generate_series(date '2026-05-01', date '2026-05-03', '1 day'::interval) AS day) SELECT count(day) FROM d",
    [3],
  ],
  [
    'GENERATE_DATE_ARRAY',
    "SELECT day FROM UNNEST(GENERATE_DATE_ARRAY(DATE '2026-05-01', DATE '2026-05-03')) AS day ORDER BY day DESC",
    [Date.parse('2026-05-03')],
  ],
  [
    'ARRAY_AGG with LIMIT',
    "SELECT CAST(ARRAY_AGG(STRUCT(project, taker) ORDER BY amount_usd DESC LIMIT 1) AS STRING) LIKE '%project%taker%' FROM dex.trades",
    [true],
  ],
  [
    'array_join',
    "SELECT array_join(array_agg(DISTINCT project), ', '), cardinality(array_agg(DISTINCT taker)) FROM dex.trades",
    ['uniswap', 3],
  ],
  ['ZEROIFNULL and RATIO_TO_REPORT', 'SELECT ZEROIFNULL(NULL), RATIO_TO_REPORT(count(*)) OVER () FROM dex.trades', [0, 1]],
  [
    'swaps of Flipside',
    "SELECT platform, count(*) FROM ethereum.defi.ez_dex_swaps WHERE block_timestamp > DATEADD('day', -36500, CURRENT_TIMESTAMP()) GROUP BY 1 ORDER BY 1",
    ['uniswap-v2', 320],
  ],
  ['transfers of Flipside', "SELECT count(*) FROM ethereum.core.ez_token_transfers WHERE symbol ILIKE ANY ('%usd%', 'x%')", [483]],
  [
    'transactions of Flipside',
    'SELECT DATE_TRUNC(YEAR, max(block_timestamp)), count_if(NOT tx_succeeded) FROM ethereum.core.fact_transactions',
    [Date.parse('2026-01-01'), 48],
  ],
  [
    'swaps of Uniswap v2',
    'SELECT count(*), count_if("amount0In" > 0 OR "amount1In" > 0) FROM uniswap_v2_ethereum.Pair_evt_Swap',
    [320, 320],
  ],
  ['pools created', 'SELECT count(DISTINCT pool) FROM uniswap_v3_ethereum.Factory_evt_PoolCreated', [1]],
  ['creation_traces', 'SELECT count(address) FROM ethereum.creation_traces', [0]],
  [
    'ClickHouse',
    'SELECT toStartOfYear(max(block_time)), uniq(taker), sumIf(1, amount_usd > 0) FROM dex.trades',
    [Date.parse('2026-01-01'), 3, 480],
  ],
  ['date_parse', "SELECT date_parse('2026-01-02', '%Y-%m-%d'), format('%,.2f', 1234.567) > 1234", [Date.parse('2026-01-02'), true]],
  ['get_href', "SELECT get_href(get_chain_explorer_address('ethereum', taker), 'link') FROM dex.trades ORDER BY 1 LIMIT 1", [TRADER]],
  ['APPROX_QUANTILES', 'SELECT APPROX_QUANTILES(amount_usd, 100)[OFFSET(50)] > 0 FROM dex.trades', [true]],
  ['LIMIT of MySQL', 'SELECT count(*) FROM (SELECT taker FROM dex.trades LIMIT 5, 10)', [10]],
  [
    'a chain in a table and in a join',
    "SELECT count(*) > 400 FROM erc20_polygon.evt_Transfer t JOIN tokens.erc20 e ON e.contract_address = t.contract_address AND e.blockchain = 'polygon'",
    [true],
  ],
  ['* EXCEPT', 'SELECT count(*) FROM (SELECT * EXCEPT (blockchain) FROM `dex.trades`)', [480]],
]

it.each(PASTED.map(([name, sql, first]) => ({ name, sql, first })))('runs $name', async ({ sql, first }) => {
  const made = await runRepaired(sql, {
    warehouse,
    catalog: await catalogOf(warehouse),
    chains: CHAINS,
    signal: new AbortController().signal,
  })
  expect('result' in made ? undefined : made).toBeUndefined()
  if (first && 'result' in made) expect(made.result.rows[0]).toEqual(first)
})

it.each(['SELECT * FROM nft.trades', 'SELECT * FROM lending.borrow', 'SELECT * FROM mine.trades'])(
  'does not take another table for "%s"',
  async (sql) => {
    const made = await runRepaired(sql, {
      warehouse,
      catalog: await catalogOf(warehouse),
      chains: CHAINS,
      signal: new AbortController().signal,
    })
    expect(made).toMatchObject({ error: { code: 'query_refused' } })
  },
)
