import type { Foreign } from './foreign-tables.ts'

const SWAP_V2 = `(SELECT pool AS contract_address, sender, recipient AS "to", CASE WHEN amount0 > 0 THEN amount0::DOUBLE ELSE 0 END AS "amount0In", CASE WHEN amount1 > 0 THEN amount1::DOUBLE ELSE 0 END AS "amount1In", CASE WHEN amount0 < 0 THEN -amount0::DOUBLE ELSE 0 END AS "amount0Out", CASE WHEN amount1 < 0 THEN -amount1::DOUBLE ELSE 0 END AS "amount1Out", transaction_hash AS evt_tx_hash, block_timestamp AS evt_block_time, block_timestamp::DATE AS evt_block_date, block_number AS evt_block_number, log_index AS evt_index FROM swaps WHERE pool IN (SELECT address FROM pools WHERE version = '2'){andId})`
const created = (version: string, pool: string): string =>
  `(SELECT address AS ${pool}, token0, token1, fee_bps * 100 AS fee, created_time AS evt_block_time, created_time::DATE AS evt_block_date, created_block AS evt_block_number, chain_id FROM dex.pools WHERE version = '${version}'{andId})`
const CREATIONS = `(SELECT address, deployer AS "from", block_timestamp AS block_time, block_timestamp::DATE AS block_date, block_number, transaction_hash AS tx_hash, chain_id FROM contracts{whereId})`

/** Tables of Flipside, with the columns that people use of them. */
const FLIPSIDE: Readonly<Record<string, string>> = {
  fact_transactions: `(SELECT block_time AS block_timestamp, block_number, hash AS tx_hash, "from" AS from_address, "to" AS to_address, value, gas_used, gas_price_gwei AS gas_price, gas_used * gas_price_gwei / 1e9 AS tx_fee, success AS tx_succeeded, CASE WHEN success THEN 'SUCCESS' ELSE 'FAIL' END AS status, nonce, method_id AS origin_function_signature, blockchain FROM evm.transactions{where})`,
  fact_blocks: '(SELECT *, number AS block_number, time AS block_timestamp FROM evm.blocks{where})',
  token_transfers: `(SELECT block_time AS block_timestamp, block_number, tx_hash, evt_index AS event_index, "from" AS from_address, "to" AS to_address, tx_from AS origin_from_address, tx_to AS origin_to_address, contract_address, symbol, amount_raw AS raw_amount, amount, amount_usd, blockchain FROM tokens.transfers{where})`,
  ez_dex_swaps: `(SELECT block_time AS block_timestamp, block_number, tx_hash, evt_index AS event_index, project || '-v' || version AS platform, project_contract_address AS contract_address, token_pair AS pool_name, taker AS origin_from_address, tx_to AS origin_to_address, taker AS sender, token_sold_address AS token_in, token_bought_address AS token_out, token_sold_symbol AS symbol_in, token_bought_symbol AS symbol_out, token_sold_amount AS amount_in, token_bought_amount AS amount_out, amount_usd AS amount_in_usd, amount_usd AS amount_out_usd, blockchain FROM dex.trades{where})`,
  ez_prices_hourly:
    '(SELECT hour, contract_address AS token_address, symbol, decimals, close AS price, blockchain FROM prices.hour{where})',
}
const flipside = (chain: string, table: string): Foreign => ({ sql: FLIPSIDE[table] ?? '', chain })

export const MORE_PATTERNS: readonly [RegExp, (match: RegExpExecArray) => Foreign][] = [
  [/^uniswap_v2_(\w+)\.\w*pair\w*_evt_swap$/, ([, chain = '']) => ({ sql: SWAP_V2, chain })],
  [/^uniswap_v2_(\w+)\.\w*factory_evt_paircreated$/, ([, chain = '']) => ({ sql: created('2', 'pair'), chain })],
  [/^uniswap_v3_(\w+)\.\w*factory_evt_poolcreated$/, ([, chain = '']) => ({ sql: created('3', 'pool'), chain })],
  [/^(\w+)\.creation_traces$/, ([, chain = '']) => ({ sql: CREATIONS, chain })],
  [/^(\w+)\.core\.fact_(transactions|blocks)$/, ([, chain = '', table]) => flipside(chain, `fact_${table}`)],
  [/^(\w+)\.core\.(?:ez_token_transfers|fact_token_transfers)$/, ([, chain = '']) => flipside(chain, 'token_transfers')],
  [/^(\w+)\.(?:defi|core)\.ez_dex_swaps$/, ([, chain = '']) => flipside(chain, 'ez_dex_swaps')],
  [/^(\w+)\.(?:price|core)\.(?:ez|fact)_(?:prices_hourly|hourly_token_prices)$/, ([, chain = '']) => flipside(chain, 'ez_prices_hourly')],
]

/** Schemas of things that are not here: a table of theirs is never read as one of ours that has a like name. */
const ABSENT =
  /^(?:nft|lending|staking|bridges?|dex_aggregator|ens|opensea|aave|compound|lido|maker|safe|zora|bitcoin|solana|tron|near|polymarket|perpetual|airdrop|gmx|curve|balancer|blur|looksrare|sudoswap|stablecoins?|account_abstraction|governance|oneinch|zeroex|cow_protocol)/

/** Whether a table's name may stand for another with a like name: its schema is the same but for spelling, or none. */
export function mayStandFor(
  asked: string,
  known: string,
  { chains, distance }: { chains: readonly string[]; distance(a: string, b: string): number },
): boolean {
  const [schema, rest] = asked.split('.')
  if (rest === undefined || schema === undefined) return true
  if (ABSENT.test(schema)) return false
  if (
    chains.includes(schema) ||
    /^(?:public|main|default|dbo|dune|raw|analytics|prod|evms?|ethereum|base|polygon|arbitrum|optimism|bnb)$/.test(schema)
  )
    return true
  const own = known.includes('.') ? (known.split('.')[0] ?? '') : ''
  return own !== '' && (distance(schema, own) <= Math.max(1, Math.floor(own.length / 4)) || own.startsWith(schema))
}
