import type { ChainDefinition } from '../clients/chains.ts'
import type { Warehouse } from '../warehouse/warehouse.ts'
import { type Converter, sqlText } from './converter.ts'
import { PRICED } from './known.ts'
import { type ImportChains, type KnownFile, readings } from './normalise.ts'

const LIMITS = { deadlineMs: 0, rows: 50_000_000, cell: 200, bytes: 4_000_000_000 }
const AT_ONCE = 500

/** Copies rows of the warehouse into a table of the converter; all values travel as literals of numbers and hex text. */
async function copy(converter: Converter, table: string, rows: readonly (readonly unknown[])[]): Promise<void> {
  const literal = (value: unknown) => (value === null ? 'NULL' : typeof value === 'number' ? String(value) : sqlText(String(value)))
  for (let at = 0; at < rows.length; at += AT_ONCE) {
    const values = rows.slice(at, at + AT_ONCE).map((row) => `(${row.map(literal).join(', ')})`)
    await converter.run(`INSERT INTO ${table} VALUES ${values.join(', ')}`)
  }
}

/**
 * Tables that files need of each other: times of blocks, ends of transactions, receipts, known pools, addresses of priced symbols.
 * They are read from the files at each import, so that one that was stopped goes on where it was.
 */
export async function makeHelpers(
  converter: Converter,
  { files, chains, warehouse }: { files: readonly KnownFile[]; chains: ImportChains; warehouse: Warehouse },
): Promise<void> {
  await converter.run(`CREATE TEMP TABLE times (chain_id INTEGER, number BIGINT, ms BIGINT);
    CREATE TEMP TABLE senders (chain_id INTEGER, hash VARCHAR, from_address VARCHAR, to_address VARCHAR);
    CREATE TEMP TABLE receipts (chain_id INTEGER, hash VARCHAR, gas_used VARCHAR, effective_gas_price VARCHAR, status INTEGER,
      contract_address VARCHAR);
    CREATE TEMP TABLE pools_known (chain_id INTEGER, address VARCHAR);
    CREATE TEMP TABLE tokens_known (chain_id INTEGER, address VARCHAR, symbol VARCHAR, name VARCHAR, decimals INTEGER, total_supply VARCHAR,
      block_number BIGINT);
    CREATE TEMP TABLE priced (chain_id INTEGER, symbol VARCHAR, address VARCHAR)`)
  const from = async (kind: string, into: string, wanted: string) => {
    for (const file of files.filter(({ layout }) => layout.kind === kind))
      await converter.run(`INSERT INTO ${into} SELECT ${wanted} FROM (${readings(file, chains, converter).good})`)
  }
  await from('blocks', 'times', 'chain_id, number, block_timestamp')
  await from('transactions', 'times', 'DISTINCT chain_id, block_number, block_timestamp')
  await from('transactions', 'senders', 'chain_id, hash, from_address, to_address')
  await from('receipts', 'receipts', 'chain_id, hash, gas_used, effective_gas_price, status, contract_address')
  await from('tokens', 'tokens_known', 'chain_id, address, symbol, name, decimals, total_supply, block_number')
  const stored = async (sql: string) => (await warehouse.query(sql, [], { limits: LIMITS })).rows
  const needed = files.some(({ layout, columns }) => layout.kind !== 'blocks' && !columns.some(({ name }) => /time/.test(name)))
  if (needed) await copy(converter, 'times', await stored('SELECT chain_id, number, epoch_ms(block_timestamp) FROM main.blocks'))
  // One time for a block, and one sender for a transaction, or a join would make two rows of one.
  await converter.run(`CREATE OR REPLACE TEMP TABLE times AS SELECT chain_id, number, min(ms) AS ms FROM times WHERE ms IS NOT NULL GROUP BY ALL;
    CREATE OR REPLACE TEMP TABLE senders AS SELECT chain_id, hash, min(from_address) AS from_address, min(to_address) AS to_address
      FROM senders GROUP BY ALL;
    CREATE OR REPLACE TEMP TABLE receipts AS SELECT DISTINCT ON (chain_id, hash) * FROM receipts`)
  await copy(converter, 'pools_known', await stored('SELECT chain_id, address FROM main.pools'))
  const trades = files.some(({ layout }) => layout.kind === 'trades')
  if (trades) await copy(converter, 'tokens_known', await stored(TOKENS))
  await converter.run(`CREATE OR REPLACE TEMP TABLE tokens_known AS SELECT chain_id, address, max(symbol) AS symbol, max(name) AS name,
    max(decimals) AS decimals, max(total_supply) AS total_supply, max(block_number) AS block_number FROM tokens_known GROUP BY ALL`)
  await copy(converter, 'priced', chains.all.flatMap(pricedOf))
}

const TOKENS = 'SELECT chain_id, address, symbol, name, decimals, total_supply::VARCHAR, block_number FROM main.tokens'

/** Which token a price by symbol is for: the well-known ones, and the wrapped native coin under both its names. */
function pricedOf({ id, native, wrappedNative }: ChainDefinition): [number, string, string][] {
  const wrapped = wrappedNative.toLowerCase()
  const own = /^0x0*$/.test(wrapped) ? {} : { [native.symbol.toUpperCase()]: wrapped, [`W${native.symbol.toUpperCase()}`]: wrapped }
  return Object.entries({ ...own, ...PRICED[id] }).map(([symbol, address]) => [id, symbol, address])
}
