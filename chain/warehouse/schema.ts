/**
 * The raw tables. Names follow ethereum-etl; every table has chain_id; addresses and hashes are lower-case hex; times are UTC.
 * A uint256 is a BIGNUM: exact at any size, sums exactly, reaches JavaScript as a decimal string. A scaled DOUBLE stands beside it.
 * Keys are kept by the writer (chain/warehouse/writer.ts), not by an index: see docs/decisions/0030-warehouse-storage.md.
 */
export type ColumnType = 'INTEGER' | 'BIGINT' | 'DOUBLE' | 'VARCHAR' | 'BOOLEAN' | 'TIMESTAMP' | 'BIGNUM'

export interface Column {
  name: string
  type: ColumnType
}

export interface Table {
  name: string
  /** What a batch brings, in this order. TIMESTAMP is given as Unix milliseconds, BIGNUM as bigint or decimal text. */
  columns: readonly Column[]
  /** Filled by the warehouse itself inside the same transaction. */
  derived: readonly Column[]
  key: readonly string[]
  /** SQL over the stored row t and the new row s, beside the key's other columns: when it replaces one whose last key column differs. */
  renames?: string
  /** Column with the block height, by which a reorg deletes. Without it the table outlives reorgs. */
  block?: string
}

/** Raise it when a table, view or formula changes: an older file is set aside and the index built again. */
export const SCHEMA_VERSION = 2

const TYPES: Record<string, ColumnType> = {
  i: 'INTEGER',
  b: 'BIGINT',
  d: 'DOUBLE',
  s: 'VARCHAR',
  f: 'BOOLEAN',
  t: 'TIMESTAMP',
  n: 'BIGNUM',
}

/** "name:s" pairs to columns: i INTEGER, b BIGINT, d DOUBLE, s VARCHAR, f BOOLEAN, t TIMESTAMP, n BIGNUM. */
function columns(text: string): Column[] {
  const pairs = text.split(/\s+/).filter(Boolean)
  return pairs.map((pair) => {
    const [name = '', letter = ''] = pair.split(':')
    return { name, type: TYPES[letter] ?? 'VARCHAR' }
  })
}

const table = (name: string, key: string, brought: string, more: { derived?: string; block?: string; renames?: string } = {}): Table => ({
  name,
  columns: columns(brought),
  derived: columns(more.derived ?? ''),
  key: key.split(' '),
  ...(more.block === undefined ? {} : { block: more.block }),
  ...(more.renames === undefined ? {} : { renames: more.renames }),
})

const AT = 'chain_id:i block_number:b block_timestamp:t transaction_hash:s log_index:i'

export const TABLES: readonly Table[] = [
  table('chains', 'chain_id', 'chain_id:i name:s native_symbol:s native_decimals:i wrapped_native:s block_time_s:d'),
  table('stables', 'chain_id address', 'chain_id:i address:s'),
  table(
    'blocks',
    'chain_id number',
    `chain_id:i number:b hash:s parent_hash:s block_timestamp:t miner:s gas_used:b gas_limit:b base_fee_per_gas:b transaction_count:i`,
    { block: 'number' },
  ),
  table(
    'transactions',
    'chain_id block_number transaction_index',
    `chain_id:i block_number:b block_timestamp:t hash:s transaction_index:i from_address:s to_address:s value:n nonce:b gas:b
     gas_price:b transaction_type:i method_id:s input_bytes:i receipt_gas_used:b receipt_effective_gas_price:b receipt_status:i
     receipt_contract_address:s`,
    { block: 'block_number' },
  ),
  table('logs', 'chain_id block_number log_index', `${AT} transaction_index:i address:s topic0:s topic1:s topic2:s topic3:s data:s`, {
    block: 'block_number',
  }),
  table(
    'token_transfers',
    'chain_id block_number log_index',
    `${AT} token_address:s from_address:s to_address:s value:n tx_from:s tx_to:s`,
    { block: 'block_number', derived: 'amount:d price_usd:d' },
  ),
  table('tokens', 'chain_id address', 'chain_id:i address:s symbol:s name:s decimals:i total_supply:n block_number:b', {
    block: 'block_number',
  }),
  table('contracts', 'chain_id address', 'chain_id:i address:s deployer:s block_number:b block_timestamp:t transaction_hash:s', {
    block: 'block_number',
  }),
  table(
    'pools',
    'chain_id address',
    `chain_id:i address:s project:s version:s factory:s token0:s token1:s fee_bps:d tick_spacing:i block_number:b created_block:b
     created_time:t`,
    { block: 'block_number' },
  ),
  table(
    'swaps',
    'chain_id block_number log_index',
    // amount0 and amount1 are signed, positive into the pool; depth is the (virtual) reserve after the swap, in base units.
    `${AT} pool:s sender:s recipient:s amount0:n amount1:n depth0:d depth1:d tx_from:s tx_to:s`,
    { block: 'block_number', derived: 'amount_usd:d' },
  ),
  table(
    'pool_reserves',
    'chain_id pool',
    'chain_id:i pool:s reserve0:n reserve1:n sqrt_price_x96:n tick:i liquidity:n block_number:b block_timestamp:t',
  ),
  // Every call, creation and self-destruct of a transaction, where the node or an import gives them; trace_address as '0_2', '' for the outer call.
  table(
    'traces',
    'chain_id block_number transaction_hash trace_address',
    `chain_id:i block_number:b block_timestamp:t transaction_hash:s trace_address:s trace_type:s call_type:s from_address:s to_address:s
     value:n method_id:s gas_used:b error:s status:i`,
    { block: 'block_number' },
  ),
  // One pool's minutes from an import: tokens paid in, closing price of the base token in the quote token.
  table(
    'pool_minutes',
    'chain_id pool minute',
    'chain_id:i pool:s minute:t base_symbol:s quote_symbol:s base_in:d quote_in:d close:d liquidity:n',
  ),
  // An address has as many as are known. The operator can rename one; files only add.
  table('labels', 'chain_id address category name', 'chain_id:i address:s name:s category:s source:s', {
    renames: "t.source = 'operator' AND s.source = 'operator'",
  }),
  // Trades that an import brings ready-made, without the events behind them; dex.trades shows them beside the swaps.
  table(
    'trades',
    'chain_id block_number log_index',
    `${AT} project:s version:s pool:s token_bought:s token_sold:s bought_symbol:s sold_symbol:s token_pair:s bought_raw:n sold_raw:n
     bought:d sold:d amount_usd:d taker:s maker:s tx_from:s tx_to:s`,
    { block: 'block_number' },
  ),
  // Prices in US dollars that an import brings; they value what the chain's own pools do not.
  table('given_prices', 'chain_id token_address minute', 'chain_id:i token_address:s minute:t price:d'),
  // Events of the operator's own contracts; each becomes a view (chain/warehouse/events.ts). No address: taken away.
  table('abi_events', 'chain_id contract event', 'chain_id:i contract:s event:s address:s topic0:s arguments:s'),
  // Journal of imported files, by the SHA-256 of their bytes. Strangers' statements may not read it.
  table('imports', 'digest chain_id', 'digest:s chain_id:i file:s kind:s rows:b bad:b at:t'),
]

/** Tables that only the warehouse fills. */
export const DERIVED_TABLES: readonly Table[] = [
  table(
    'prices_minute',
    'chain_id token_address minute',
    'chain_id:i token_address:s minute:t open:d high:d low:d close:d price:d volume_usd:d trades:i',
  ),
  table('balances', 'chain_id token_address address', 'chain_id:i token_address:s address:s value:n'),
  // Sums of whole days of transfers; token_address '' is all tokens together. See chain/warehouse/daily.ts.
  table(
    'transfer_days',
    'chain_id day token_address',
    'chain_id:i day:t token_address:s transfers:b senders:b receivers:b amount_raw:n amount:d priced:b amount_usd:d',
  ),
  table('transfer_seals', 'chain_id', 'chain_id:i from_day:t to_day:t'),
]

/** The table of this name, as batches may fill it. */
export const tableOf = (name: string): Table | undefined => TABLES.find((candidate) => candidate.name === name)

const ddl = ({ name, columns: brought, derived }: Table): string =>
  `CREATE TABLE IF NOT EXISTS main.${name} (${[...brought, ...derived].map((column) => `"${column.name}" ${column.type}`).join(', ')})`

/** Statements that make the tables in an empty file; they do nothing in a full one. */
export const tableStatements = (): string[] => [
  'CREATE TABLE IF NOT EXISTS main.meta (key VARCHAR, value VARCHAR)',
  ...[...TABLES, ...DERIVED_TABLES].map(ddl),
]
