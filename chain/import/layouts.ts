import type { SourceColumn, ValueType } from './values.ts'

/** A column of ours and the names that files give it: ethereum-etl's, cryo's, Dune's, our own. */
export interface Wanted {
  name: string
  type: ValueType
  from: readonly string[]
  /** A row without it is bad. */
  required: boolean
}

export interface Layout {
  kind: Kind
  /** Names of files of this kind. */
  names: RegExp
  columns: readonly Wanted[]
}

export const KINDS = [
  'tokens',
  'labels',
  'pools',
  'blocks',
  'receipts',
  'prices',
  'pool_minutes',
  'trades',
  'transactions',
  'contracts',
  'logs',
  'token_transfers',
  'swaps',
  'traces',
] as const
/** In the order in which they are loaded: what others need comes first. */
export type Kind = (typeof KINDS)[number]

const TYPES: Record<string, ValueType> = {
  a: 'address',
  h: 'hash',
  x: 'hex',
  u: 'uint',
  n: 'int',
  i: 'integer',
  d: 'double',
  s: 'text',
  t: 'time',
  f: 'flag',
}

/** Lines of "name:type! alias alias": the mark says that it is required; the name itself is the first alias. */
function columns(text: string): Wanted[] {
  return text
    .split('\n')
    .map((line) => line.trim().split(/\s+/))
    .filter(([first]) => first)
    .map(([first = '', ...aliases]) => {
      const [name = '', letter = ''] = first.split(':')
      return { name, type: TYPES[letter[0] ?? ''] ?? 'text', from: [name, ...aliases], required: letter.endsWith('!') }
    })
}

const layout = (kind: Kind, names: RegExp, text: string): Layout => ({ kind, names, columns: columns(text) })

const AT = `block_number:i! evt_block_number
  block_timestamp:t block_time timestamp evt_block_time
  transaction_hash:h tx_hash evt_tx_hash`

export const LAYOUTS: readonly Layout[] = [
  layout(
    'blocks',
    /(^|[_/])blocks?([_.]|$)/,
    `number:i! block_number
    block_timestamp:t! timestamp time block_time
    hash:h block_hash
    parent_hash:h
    miner:a author
    gas_used:u
    gas_limit:u
    base_fee_per_gas:u
    transaction_count:i tx_count`,
  ),
  layout(
    'transactions',
    /(^|[_/])(transactions?|txs?)([_.]|$)/,
    `block_number:i!
    hash:h! transaction_hash tx_hash
    transaction_index:i! index
    from_address:a! from
    to_address:a to
    value:u! value_string value_binary
    block_timestamp:t timestamp block_time
    nonce:u
    gas:u gas_limit
    gas_price:u
    transaction_type:i type
    input:x data
    method_id:x input_selector
    input_bytes:i n_input_bytes
    receipt_gas_used:u gas_used
    receipt_effective_gas_price:u effective_gas_price
    receipt_status:f status success
    receipt_contract_address:a contract_address`,
  ),
  layout(
    'receipts',
    /(^|[_/])receipts?([_.]|$)/,
    `hash:h! transaction_hash
    gas_used:u!
    cumulative_gas_used:u!
    effective_gas_price:u
    status:f
    contract_address:a`,
  ),
  layout(
    'logs',
    /(^|[_/])(logs?|events?)([_.]|$)/,
    `${AT}
    log_index:i! index
    transaction_index:i
    address:a! contract_address
    topics:s
    topic0:h
    topic1:h
    topic2:h
    topic3:h
    data:x`,
  ),
  layout(
    'token_transfers',
    /(^|[_/])(token|erc20)_transfers?([_.]|$)/,
    `${AT}
    log_index:i evt_index
    token_address:a! erc20 contract_address
    from_address:a! from
    to_address:a! to
    value:u! value_string value_binary amount_raw
    tx_from:a
    tx_to:a`,
  ),
  layout(
    'swaps',
    /(^|[_/])swaps?([_.]|$)/,
    `${AT}
    log_index:i! evt_index
    pool:a!
    sender:a
    recipient:a
    amount0:n!
    amount1:n!
    depth0:d
    depth1:d
    tx_from:a
    tx_to:a`,
  ),
  layout(
    'trades',
    /(^|[_/])(dex_)?trades?([_.]|$)/,
    `${AT}
    log_index:i evt_index
    project:s!
    version:s
    pool:a project_contract_address
    token_bought:a! token_bought_address
    token_sold:a! token_sold_address
    bought_symbol:s token_bought_symbol
    sold_symbol:s token_sold_symbol
    token_pair:s
    bought_raw:u token_bought_amount_raw
    sold_raw:u token_sold_amount_raw
    bought:d token_bought_amount
    sold:d token_sold_amount
    amount_usd:d
    taker:a
    maker:a
    tx_from:a
    tx_to:a`,
  ),
  layout(
    'tokens',
    /(^|[_/])(tokens?|erc20(_metadata)?)([_.]|$)/,
    `address:a! contract_address erc20
    symbol:s
    name:s
    decimals:i
    total_supply:u
    block_number:i`,
  ),
  layout(
    'contracts',
    /(^|[_/])contracts?([_.]|$)/,
    `address:a! contract_address
    deployer:a
    block_number:i!
    block_timestamp:t timestamp block_time
    transaction_hash:h tx_hash
    bytecode:s code init_code`,
  ),
  layout(
    'labels',
    /(^|[_/])labels?([_.]|$)/,
    `address:a!
    name:s
    category:s label
    source:s`,
  ),
  layout(
    'pools',
    /(^|[_/])pools([_.]|$)/,
    `address:a! pool
    project:s!
    version:s!
    factory:a
    token0:a!
    token1:a!
    fee_bps:d
    tick_spacing:i
    block_number:i created_block
    created_block:i
    created_time:t`,
  ),
  layout(
    'traces',
    /(^|[_/])traces?([_.]|$)/,
    `block_number:i!
    block_timestamp:t timestamp block_time
    transaction_hash:h tx_hash
    trace_address:s
    trace_type:s! type action_type
    call_type:s action_call_type
    from_address:a from action_from
    to_address:a to action_to
    value:u action_value
    selector:x
    input:x action_input
    gas_used:u result_gas_used
    error:s
    status:f success`,
  ),
  layout(
    'prices',
    /(^|[_/])prices?([_.]|$)/,
    `symbol:s
    token_address:a contract_address
    minute:t! day hour time timestamp date block_time
    price:d! close`,
  ),
  layout(
    'pool_minutes',
    /(^|[_/])pool_minutes?([_.]|$)/,
    `minute:t!
    pool:a!
    usdc_in:d!
    weth_in:d!
    weth_usdc_close:d!
    liquidity:u`,
  ),
]

/** The column of the file for one of ours. */
export const sourceOf = (wanted: Wanted, found: readonly SourceColumn[]): SourceColumn | undefined => {
  for (const name of wanted.from) {
    const column = found.find((candidate) => candidate.name.toLowerCase() === name)
    if (column) return column
  }
  return undefined
}

/** The layout that fits the columns; a telling file name wins among several, then the one that uses most columns. */
export function layoutOf(path: string, found: readonly SourceColumn[]): Layout | undefined {
  const fits = LAYOUTS.flatMap((candidate) => {
    const matched = candidate.columns.filter((wanted) => sourceOf(wanted, found))
    if (candidate.columns.some((wanted) => wanted.required && !matched.includes(wanted))) return []
    const named = candidate.names.exec(path.toLowerCase())?.[0].length ?? 0
    return [{ candidate, score: named * 100 + matched.length }]
  })
  return fits.sort((a, b) => b.score - a.score)[0]?.candidate
}
