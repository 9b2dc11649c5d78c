import { MORE_PATTERNS } from './foreign-more.ts'

/**
 * Tables of other warehouses (Dune, BigQuery, Allium and the like) as ours: a name of ours, or a query over ours with the columns that
 * the other one has. Written by hand from public column names.
 */
export interface Foreign {
  /** Text that replaces the table, "{chain}" standing for a condition on the chain. */
  sql: string
  /** Chain that the name speaks of. */
  chain?: string
}

const CHAINS: Readonly<Record<string, string>> = {
  avalanche_c: 'avalanche',
  bsc: 'bnb',
  crypto_ethereum: 'ethereum',
  crypto_polygon: 'polygon',
  eth: 'ethereum',
}
const chainName = (name: string): string => CHAINS[name] ?? name

const TRANSFER = `(SELECT contract_address, "from", "to", amount_raw AS value, tx_hash AS evt_tx_hash, block_time AS evt_block_time, block_date AS evt_block_date, block_number AS evt_block_number, evt_index, blockchain FROM tokens.transfers{where})`
const LOGS = `(SELECT block_timestamp AS block_time, block_timestamp::DATE AS block_date, block_number, address AS contract_address, topic0, topic1, topic2, topic3, data, transaction_hash AS tx_hash, log_index AS index, chain_id FROM logs{whereId})`
const SWAP_V3 = `(SELECT pool AS contract_address, sender, recipient, amount0, amount1, transaction_hash AS evt_tx_hash, block_timestamp AS evt_block_time, block_number AS evt_block_number, log_index AS evt_index FROM swaps WHERE pool IN (SELECT address FROM pools WHERE version = '3'){andId})`
/** Dune's amounts of the native coin are in wei. */
const TRANSACTIONS = '(SELECT * REPLACE (value_raw AS value) FROM evm.transactions{where})'
const TRACES = `(SELECT block_timestamp AS block_time, block_timestamp::DATE AS block_date, block_number, transaction_hash AS tx_hash, from_address AS "from", to_address AS "to", value, gas_used, call_type, trace_type AS type, status = 1 AS success, error, trace_address, method_id, chain_id FROM traces{whereId})`
const DAY = `(SELECT blockchain, contract_address, symbol, decimals, date_trunc('day', hour) AS day, date_trunc('day', hour) AS timestamp, arg_max(close, hour) AS price FROM prices.hour GROUP BY ALL)`

/** Exact names. */
const NAMES: Readonly<Record<string, string>> = {
  'prices.minute': '(SELECT *, minute AS timestamp FROM prices.usd)',
  'prices.usd_latest': '(SELECT *, "at" AS minute FROM prices.latest)',
  'prices.day': DAY,
  'prices.usd_daily': DAY,
  'prices.usd_hourly': '(SELECT *, close AS price FROM prices.hour)',
  'labels.all': 'labels.addresses',
  'labels.owner_addresses': 'labels.addresses',
  'cex.addresses':
    "(SELECT *, name AS cex_name, name AS distinct_name FROM labels.addresses WHERE category ILIKE '%cex%' OR category ILIKE '%exchange%')",
  'tokens.erc20_all': 'tokens.erc20',
  'evms.blocks': 'evm.blocks',
  'evms.transactions': TRANSACTIONS.replace('{where}', ''),
  'evms.traces': TRACES.replace('{whereId}', ''),
  'evms.erc20_transfers': 'tokens.transfers',
  'evms.logs': LOGS.replace('{whereId}', ''),
  'gas.evm_fees': 'gas.fees',
  'dex.swaps': 'dex.trades',
  'dex.prices': 'prices.hour',
  'uniswap.trades': "(SELECT * FROM dex.trades WHERE project = 'uniswap')",
  'sushiswap.trades': "(SELECT * FROM dex.trades WHERE project = 'sushiswap')",
  'crosschain.dex.trades': 'dex.trades',
  'tokens.balances_latest': 'tokens.balances',
  'balances.erc20_latest': 'tokens.balances',
}

type Pattern = [RegExp, (match: RegExpExecArray) => Foreign]

const where = (chain: string): string => ` WHERE blockchain = '${chain}'`
const view = (name: string, chain: string): Foreign => ({ sql: `(SELECT * FROM ${name}{where})`, chain: chainName(chain) })

const PATTERNS: readonly Pattern[] = [
  [
    /^(?:bigquery-public-data\.|public-data-finance\.)?crypto_(\w+)\.(blocks|transactions|logs|token_transfers|tokens|contracts|traces)$/,
    (match) => ({ sql: `(SELECT * FROM ${match[2]}{whereId})`, chain: chainName(match[1] ?? '') }),
  ],
  [
    /^(?:bigquery-public-data\.)?goog_blockchain_(\w+?)_mainnet_\w+\.(blocks|transactions|logs)$/,
    (match) => ({ sql: `(SELECT * FROM ${match[2]}{whereId})`, chain: chainName(match[1] ?? '') }),
  ],
  [/^erc20_(\w+)\.evt_transfer$/, (match) => ({ sql: TRANSFER, chain: chainName(match[1] ?? '') })],
  [/^uniswap_v3_(\w+)\.\w*pair\w*_evt_swap$/, (match) => ({ sql: SWAP_V3, chain: chainName(match[1] ?? '') })],
  [
    /^uniswap(?:_v\d)?_(\w+)\.(?:base_)?trades$/,
    (match) => ({ sql: `(SELECT * FROM dex.trades WHERE project = 'uniswap'{and})`, chain: chainName(match[1] ?? '') }),
  ],
  [/^dex_(\w+)\.(?:base_)?trades$/, (match) => view('dex.trades', match[1] ?? '')],
  [/^tokens_(\w+)\.(?:base_)?(transfers|erc20|balances)$/, (match) => view(`tokens.${match[2]}`, match[1] ?? '')],
  [/^(?:gas_)(\w+)\.fees$/, (match) => view('gas.fees', match[1] ?? '')],
  [/^balances_(\w+)\.erc20(?:_latest|_day)?$/, (match) => view('tokens.balances', match[1] ?? '')],
  [/^(\w+)\.dex\.trades$/, (match) => view('dex.trades', match[1] ?? '')],
  [/^(\w+)\.(?:core\.)?(?:fact_|dim_)?transactions$/, (match) => ({ sql: TRANSACTIONS, chain: chainName(match[1] ?? '') })],
  [/^(\w+)\.(?:core\.)?(?:fact_|dim_)?(blocks)$/, (match) => view(`evm.${match[2]}`, match[1] ?? '')],
  [/^(\w+)\.(?:core\.)?(?:fact_|dim_)?(token_transfers|erc20_transfers)$/, (match) => view('tokens.transfers', match[1] ?? '')],
  [/^(\w+)\.(?:fact_event_)?logs$/, (match) => ({ sql: LOGS, chain: chainName(match[1] ?? '') })],
  [/^(\w+)\.traces$/, (match) => ({ sql: TRACES, chain: chainName(match[1] ?? '') })],
  [/^(\w+)\.contracts$/, (match) => ({ sql: '(SELECT * FROM contracts{whereId})', chain: chainName(match[1] ?? '') })],
]

/** What stands for a table of another warehouse, undefined when nothing does. */
export function foreignTable(name: string): Foreign | undefined {
  const lower = name.toLowerCase()
  const exact = NAMES[lower]
  if (exact) return { sql: exact }
  for (const [pattern, make] of [...MORE_PATTERNS, ...PATTERNS]) {
    const match = pattern.exec(lower)
    const made = match ? make(match) : undefined
    if (made) return made.chain === undefined ? made : { ...made, chain: chainName(made.chain) }
  }
  return undefined
}

/** The replacement's text with its condition on the chain; without a chain it reads all. */
export const foreignSql = ({ sql }: Foreign, chain: { name: string; id: number } | undefined): string =>
  // A whole table of ours needs no query around it.
  (chain ? sql : sql.replace(/^\(SELECT \* FROM ([\w.]+)\{\w+\}\)$/, '$1'))
    .replace('{whereId}', chain ? ` WHERE chain_id = ${chain.id}` : '')
    .replace('{andId}', chain ? ` AND chain_id = ${chain.id}` : '')
    .replace('{where}', chain ? where(chain.name) : '')
    .replace('{and}', chain ? ` AND blockchain = '${chain.name}'` : '')

/** Columns of other warehouses under our names, tried in order when a column is not found. */
export const COLUMNS: Readonly<Record<string, readonly string[]>> = {
  block_timestamp: ['block_time', 'time', 'minute'],
  timestamp: ['block_time', 'time', 'minute', 'hour', 'block_timestamp'],
  evt_block_time: ['block_time', 'block_timestamp'],
  evt_block_number: ['block_number'],
  evt_tx_hash: ['tx_hash', 'transaction_hash'],
  call_tx_hash: ['tx_hash'],
  transaction_hash: ['tx_hash', 'hash'],
  tx_hash: ['transaction_hash', 'hash'],
  hash: ['tx_hash', 'transaction_hash'],
  block_time: ['block_timestamp', 'time', 'minute', 'hour', 'created_time'],
  time: ['block_time', 'minute', 'hour'],
  date: ['block_date', 'time'],
  day: ['block_date', 'hour', 'minute'],
  number: ['block_number'],
  block_number: ['number', 'created_block'],
  block_height: ['block_number', 'number'],
  block: ['block_number', 'number'],
  from_address: ['from', 'tx_from'],
  to_address: ['to', 'tx_to'],
  sender: ['from', 'tx_from', 'taker'],
  receiver: ['to'],
  recipient: ['to', 'maker'],
  trader: ['taker', 'tx_from'],
  trader_a: ['taker'],
  user: ['taker', 'tx_from', 'from'],
  token_address: ['contract_address', 'token_bought_address'],
  token: ['symbol', 'contract_address', 'token_bought_symbol'],
  token_symbol: ['symbol'],
  usd_amount: ['amount_usd'],
  volume_usd: ['amount_usd'],
  volume: ['amount_usd'],
  value_usd: ['amount_usd'],
  amount_in_usd: ['amount_usd'],
  usd_value: ['amount_usd'],
  price_usd: ['price'],
  usd_price: ['price'],
  token_a_symbol: ['token_bought_symbol'],
  token_b_symbol: ['token_sold_symbol'],
  token_in_symbol: ['token_sold_symbol'],
  token_out_symbol: ['token_bought_symbol'],
  platform: ['project'],
  dex: ['project'],
  protocol: ['project'],
  exchange: ['project'],
  pool_address: ['project_contract_address', 'address'],
  pool: ['project_contract_address', 'address'],
  pair: ['token_pair'],
  exchange_contract_address: ['project_contract_address'],
  chain: ['blockchain'],
  network: ['blockchain'],
  value: ['amount_raw', 'value_raw', 'amount'],
  raw_amount: ['amount_raw'],
  gas_price: ['gas_price_gwei'],
  base_fee_per_gas: ['base_fee_gwei'],
  effective_gas_price: ['gas_price_gwei'],
  fee_usd: ['tx_fee_usd'],
  tx_fee: ['tx_fee_native'],
  transaction_count: ['tx_count'],
  status: ['success', 'receipt_status'],
  receipt_status: ['success'],
  log_index: ['evt_index'],
  evt_index: ['log_index'],
  label: ['name', 'category'],
  address: ['contract_address'],
  contract_address: ['address', 'token_address'],
  wallet: ['address', 'taker'],
  holder: ['address'],
  owner: ['address'],
  balance: ['amount'],
}
