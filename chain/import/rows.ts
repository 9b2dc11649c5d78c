import { cleanText, MAX_NAME, MAX_SYMBOL } from '../index/text.ts'
import type { Parameter } from '../warehouse/warehouse.ts'
import type { Kind } from './layouts.ts'

/** How the good rows of a file (temp table `part`) become rows of a table of ours, in the order of its columns. */
export interface Making {
  table: string
  sql: string
  /** Positions of strangers' text and its longest length. */
  text?: Readonly<Record<number, number>>
}

const TIMES = 'LEFT JOIN times t ON t.chain_id = p.chain_id AND t.number = p.block_number'
const TIME = 'coalesce(p.block_timestamp, t.ms)'
/** The place in the block; files made from call traces have none and are numbered as they come. */
const placed = (first: number): string =>
  `coalesce(p.log_index, ${first} + row_number() OVER (PARTITION BY p.chain_id, p.block_number ORDER BY p."row") - 1)`
const SENDERS = 'LEFT JOIN senders s ON s.chain_id = p.chain_id AND s.hash = p.transaction_hash'

/** Kinds whose rows need the time of their block. */
export const TIMED: ReadonlySet<Kind> = new Set(['transactions', 'contracts', 'logs', 'token_transfers', 'swaps', 'trades', 'traces'])

/** Rows of `part` whose block has no time anywhere. */
export const UNTIMED = `SELECT p."row" FROM part p ${TIMES} WHERE ${TIME} IS NULL`

const transactions: Making = {
  table: 'transactions',
  sql: `SELECT p.chain_id, p.block_number, ${TIME}, p.hash, p.transaction_index, p.from_address, p.to_address, p.value, p.nonce, p.gas,
      p.gas_price, p.transaction_type, coalesce(p.method_id, CASE WHEN length(p.input) >= 10 THEN p.input[:10] END),
      coalesce(p.input_bytes, (length(p.input) - 2) // 2), coalesce(p.receipt_gas_used, r.gas_used),
      coalesce(p.receipt_effective_gas_price, r.effective_gas_price, p.gas_price), coalesce(p.receipt_status, r.status),
      coalesce(p.receipt_contract_address, r.contract_address)
    FROM part p ${TIMES} LEFT JOIN receipts r ON r.chain_id = p.chain_id AND r.hash = p.hash`,
}

const created: Making = {
  table: 'contracts',
  sql: `SELECT p.chain_id, coalesce(p.receipt_contract_address, r.contract_address), p.from_address, p.block_number, ${TIME}, p.hash
    FROM part p ${TIMES} LEFT JOIN receipts r ON r.chain_id = p.chain_id AND r.hash = p.hash
    WHERE coalesce(p.receipt_contract_address, r.contract_address) IS NOT NULL`,
}

const side = (name: string): string => `SELECT chain_id, token_${name} AS address, ${name}_symbol AS symbol,
    log10(TRY_CAST(${name}_raw AS DOUBLE) / nullif(${name}, 0)) AS places FROM part`

/** Tokens that nothing else describes: trades tell their symbols, and their decimals by base units against whole tokens. */
const tradedTokens: Making = {
  table: 'tokens',
  sql: `SELECT t.chain_id, t.address, coalesce(k.symbol, t.symbol), coalesce(k.name, k.symbol, t.symbol), coalesce(k.decimals, t.decimals),
      k.total_supply, k.block_number
    FROM (SELECT chain_id, address, min(symbol) AS symbol, CASE WHEN round(median(places)) BETWEEN 0 AND 36 THEN round(median(places))::INTEGER END
      AS decimals FROM (${side('bought')} UNION ALL ${side('sold')}) WHERE isfinite(places) OR places IS NULL GROUP BY ALL) t
      LEFT JOIN tokens_known k ON k.chain_id = t.chain_id AND k.address = t.address
    WHERE k.address IS NULL OR (k.decimals IS NULL AND t.decimals IS NOT NULL)`,
  text: { 2: MAX_SYMBOL, 3: MAX_NAME },
}

/** `first` is the number of the first row of a block that has no log index. Logs are read by chain/import/logs.ts. */
export function makings(kind: Exclude<Kind, 'logs' | 'receipts' | 'prices'>, first: number): readonly Making[] {
  switch (kind) {
    case 'tokens':
      return [
        {
          table: 'tokens',
          sql: 'SELECT p.chain_id, p.address, p.symbol, p.name, p.decimals, p.total_supply, p.block_number FROM part p',
          text: { 2: MAX_SYMBOL, 3: MAX_NAME },
        },
      ]
    case 'labels':
      return [
        {
          table: 'labels',
          // A kind without a name is a label too: its name is the kind.
          sql: `SELECT p.chain_id, p.address, coalesce(p.name, p.category), coalesce(p.category, ''), coalesce(p.source, 'import')
            FROM part p WHERE coalesce(p.name, p.category) IS NOT NULL ORDER BY p."row"`,
          text: { 2: MAX_NAME, 3: MAX_SYMBOL, 4: MAX_SYMBOL },
        },
      ]
    case 'pools':
      return [
        {
          table: 'pools',
          sql: `SELECT p.chain_id, p.address, lower(p.project), p.version, p.factory, p.token0, p.token1, p.fee_bps, p.tick_spacing,
            coalesce(p.block_number, p.created_block, 0), p.created_block, p.created_time FROM part p`,
          text: { 2: MAX_SYMBOL, 3: MAX_SYMBOL },
        },
      ]
    case 'blocks':
      return [
        {
          table: 'blocks',
          sql: `SELECT p.chain_id, p.number, p.hash, p.parent_hash, p.block_timestamp, p.miner, p.gas_used, p.gas_limit, p.base_fee_per_gas,
            p.transaction_count FROM part p`,
        },
      ]
    case 'pool_minutes':
      return [
        {
          table: 'pool_minutes',
          sql: "SELECT p.chain_id, p.pool, p.minute, 'WETH', 'USDC', p.weth_in, p.usdc_in, p.weth_usdc_close, p.liquidity FROM part p",
        },
      ]
    case 'trades':
      return [
        {
          table: 'trades',
          sql: `SELECT p.chain_id, p.block_number, ${TIME}, p.transaction_hash, ${placed(first)}, lower(p.project), p.version, p.pool, p.token_bought,
            p.token_sold, p.bought_symbol, p.sold_symbol, p.token_pair, p.bought_raw, p.sold_raw, p.bought, p.sold, p.amount_usd, p.taker,
            p.maker, coalesce(p.tx_from, s.from_address, p.taker), coalesce(p.tx_to, s.to_address) FROM part p ${TIMES} ${SENDERS}`,
          text: { 5: MAX_SYMBOL, 6: MAX_SYMBOL, 10: MAX_SYMBOL, 11: MAX_SYMBOL, 12: 2 * MAX_SYMBOL + 1 },
        },
        tradedTokens,
        {
          table: 'pools',
          sql: `SELECT p.chain_id, p.pool, min(lower(p.project)), min(p.version), NULL, min(least(p.token_bought, p.token_sold)),
            min(greatest(p.token_bought, p.token_sold)), CASE WHEN min(p.version) = '2' THEN 30 END, NULL, min(p.block_number), NULL, NULL
            FROM part p WHERE p.pool IS NOT NULL AND p.version IS NOT NULL
              AND NOT EXISTS (FROM pools_known k WHERE k.chain_id = p.chain_id AND k.address = p.pool)
            GROUP BY p.chain_id, p.pool`,
          text: { 2: MAX_SYMBOL, 3: MAX_SYMBOL },
        },
      ]
    case 'transactions':
      return [transactions, created]
    case 'contracts':
      return [
        {
          table: 'contracts',
          // Files of contracts name no deployer: the receipts of the same folder do.
          sql: `SELECT p.chain_id, p.address, coalesce(p.deployer, c.from_address), p.block_number, ${TIME}, coalesce(p.transaction_hash, c.hash)
            FROM part p ${TIMES} LEFT JOIN (SELECT r.chain_id, r.contract_address, min(s.from_address) AS from_address, min(r.hash) AS hash
              FROM receipts r JOIN senders s ON s.chain_id = r.chain_id AND s.hash = r.hash WHERE r.contract_address IS NOT NULL GROUP BY 1, 2) c
              ON c.chain_id = p.chain_id AND c.contract_address = p.address`,
        },
      ]
    case 'token_transfers':
      return [
        {
          table: 'token_transfers',
          sql: `SELECT p.chain_id, p.block_number, ${TIME}, p.transaction_hash, ${placed(first)}, p.token_address, p.from_address, p.to_address,
            p.value, coalesce(p.tx_from, s.from_address), coalesce(p.tx_to, s.to_address) FROM part p ${TIMES} ${SENDERS}`,
        },
      ]
    case 'swaps':
      return [
        {
          table: 'swaps',
          sql: `SELECT p.chain_id, p.block_number, ${TIME}, p.transaction_hash, p.log_index, p.pool, p.sender, p.recipient, p.amount0, p.amount1,
            p.depth0, p.depth1, coalesce(p.tx_from, s.from_address), coalesce(p.tx_to, s.to_address) FROM part p ${TIMES} ${SENDERS}`,
        },
      ]
    case 'traces':
      return [
        {
          table: 'traces',
          sql: `SELECT p.chain_id, p.block_number, ${TIME}, coalesce(p.transaction_hash, ''),
            CASE WHEN p.transaction_hash IS NULL THEN 'reward_' || p."row" ELSE replace(coalesce(p.trace_address, ''), ',', '_') END, p.trace_type,
            p.call_type, p.from_address, p.to_address, p.value, coalesce(p.selector, CASE WHEN length(p.input) >= 10 THEN p.input[:10] END),
            p.gas_used, p.error, p.status FROM part p ${TIMES}`,
          text: { 4: 200, 5: MAX_SYMBOL, 6: MAX_SYMBOL, 12: 200 },
        },
      ]
    default:
      return kind satisfies never
  }
}

/** Values of a row as the writer takes them, strangers' text cleaned. */
export const rowOf = (values: readonly unknown[], { text = {} }: Making): Parameter[] =>
  values.map((value, index) => {
    const longest = text[index]
    if (longest !== undefined && typeof value === 'string') return value === '' ? '' : (cleanText(value, longest) ?? null)
    if (value === undefined || value === null) return null
    return typeof value === 'bigint' || typeof value === 'number' || typeof value === 'boolean' ? value : String(value)
  })
