import { existsSync } from 'node:fs'
import { join } from 'node:path'

/** Files of a folder laid out like the chain sample; each is optional. */
export const FILES = [
  'blocks',
  'transactions',
  'traces',
  'token_transfers',
  'dex_trades',
  'pool_minutes',
  'prices_day',
  'tokens',
  'labels',
] as const
export type FileName = (typeof FILES)[number]

/** Columns that a statement below may name; a file that lacks one gets it as NULL. */
const COLUMNS: Readonly<Record<FileName, string>> = {
  blocks: 'blockchain number timestamp miner base_fee_per_gas transaction_count gas_used gas_limit hash',
  transactions:
    'blockchain hash block_number transaction_index from_address to_address value input_selector gas_used effective_gas_price status contract_address block_time',
  traces:
    'blockchain transaction_hash block_number trace_address trace_type call_type from_address to_address value selector gas_used error status',
  token_transfers:
    'blockchain token_address from_address to_address value transaction_hash trace_address log_index block_number method block_time',
  dex_trades: `blockchain project version block_date block_time block_number token_bought_symbol token_sold_symbol token_pair token_bought_amount
    token_sold_amount token_bought_amount_raw token_sold_amount_raw amount_usd token_bought_address token_sold_address taker project_contract_address tx_hash`,
  pool_minutes: 'minute pool blockchain usdc_in weth_in weth_usdc_close liquidity',
  prices_day: 'symbol day price',
  tokens: 'blockchain contract_address symbol name decimals',
  labels: 'blockchain address name label',
}

const pathOf = (folder: string, name: FileName): string | undefined =>
  ['.csv.gz', '.csv'].map((end) => join(folder, `${name}${end}`)).find((path) => existsSync(path))

/** Statements that read the folder's files into temporary tables `f_NAME`, all text. */
export function readStatements(folder: string): string[] {
  return FILES.flatMap((name) => {
    const wanted = COLUMNS[name].split(/\s+/)
    const empty = `CREATE TEMP TABLE w_${name} (${wanted.map((column) => `"${column}" VARCHAR`).join(', ')})`
    const path = pathOf(folder, name)
    if (!path) return [empty.replace(`w_${name}`, `f_${name}`)]
    return [
      empty,
      `CREATE TEMP TABLE f_${name} AS SELECT * FROM w_${name} UNION ALL BY NAME SELECT * FROM read_csv('${path.replaceAll("'", "''")}', all_varchar = true)`,
    ]
  })
}

/** Statements that make the files tables of their own names, types as DuckDB reads them. */
export const goldStatements = (folder: string): string[] =>
  FILES.flatMap((name) => {
    const path = pathOf(folder, name)
    return path ? [`CREATE TABLE ${name} AS SELECT * FROM read_csv('${path.replaceAll("'", "''")}', sample_size = -1)`] : []
  })
