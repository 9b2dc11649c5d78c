import type { LabelMatch, TokenMatch } from '../../core/resolve.ts'
import type { Chains } from '../clients/chains.ts'
import type { Label } from '../index/follow-chain.ts'
import type { Warehouse } from '../warehouse/warehouse.ts'

export type Token = Omit<TokenMatch, 'match'>

/** The registries as read from the warehouse at one moment. */
export interface Catalogue {
  tokens: readonly Token[]
  labels: readonly LabelMatch[]
  /** By address; labels first, then pools and tokens by their names. */
  names: ReadonlyMap<string, LabelMatch>
  values: Record<'dex' | 'chain' | 'pool', readonly string[]>
}

/** Days of trading that rank tokens, and blocks after which the ranking is made anew. */
const DAYS = 30
const BLOCKS = 25
/** Dollars of standing that a chain's own definition gives: no wash trading reaches it. */
const LISTED = 1e15
/** The main chain's own token is meant before a listed one of another chain. */
const MAIN = 100
const LIMITS = { rows: 1_000_000, bytes: 500_000_000, deadlineMs: 60_000 }

const TOKENS = `
  WITH recent AS (SELECT * FROM main.swaps WHERE block_timestamp > (SELECT max(block_timestamp) FROM main.blocks) - INTERVAL ${DAYS} DAY),
  -- What was traded long ago still tells a known token from its namesakes, at a hundredth of the weight; so does a known price.
  traded AS (SELECT chain_id, pool, sum(usd) AS usd FROM (SELECT chain_id, pool, amount_usd AS usd FROM recent
    UNION ALL SELECT chain_id, pool, amount_usd / 100 FROM main.swaps) GROUP BY ALL),
  priced AS (SELECT DISTINCT chain_id, token_address AS address FROM main.prices_minute),
  sides AS (
    SELECT p.chain_id, p.token0 AS address, t.usd FROM traded t JOIN main.pools p ON p.chain_id = t.chain_id AND p.address = t.pool
    UNION ALL SELECT p.chain_id, p.token1, t.usd FROM traded t JOIN main.pools p ON p.chain_id = t.chain_id AND p.address = t.pool
    UNION ALL SELECT chain_id, address, 1 FROM priced
    UNION ALL SELECT chain_id, token_bought, amount_usd / 100 FROM main.trades UNION ALL SELECT chain_id, token_sold, amount_usd / 100 FROM main.trades)
  SELECT t.chain_id, t.address, coalesce(t.symbol, ''), coalesce(t.name, ''), coalesce(t.decimals, 0), coalesce(sum(s.usd), 0)
  FROM main.tokens t LEFT JOIN sides s ON s.chain_id = t.chain_id AND s.address = t.address GROUP BY ALL`

/** Changes when a token, pool or label came, or when so many blocks did that the ranking may have moved. */
const MARK = `SELECT (SELECT count(*) FROM main.tokens), (SELECT count(*) FROM main.pools), (SELECT count(*) FROM main.labels),
  (SELECT sum(last // ${BLOCKS}) FROM (SELECT max(number) AS last FROM main.blocks GROUP BY chain_id))`

const rowsOf = async (warehouse: Warehouse, sql: string) => (await warehouse.query(sql, [], { limits: LIMITS })).rows

/** A text that changes when the catalogue should be read again. */
export const mark = async (warehouse: Warehouse): Promise<string> => JSON.stringify(await rowsOf(warehouse, MARK))

async function readTokens(warehouse: Warehouse, chains: Chains): Promise<Token[]> {
  const listed = new Set(
    chains.all.flatMap(({ id, stables, wrappedNative }) => [...stables, wrappedNative].map((address) => `${id}:${address.toLowerCase()}`)),
  )
  return (await rowsOf(warehouse, TOKENS)).map(([chain, address, symbol, name, decimals, usd]) => ({
    chain: Number(chain),
    address: String(address),
    symbol: String(symbol),
    name: String(name),
    decimals: Number(decimals),
    weight: Number(usd) + (listed.has(`${chain}:${address}`) ? LISTED * (chain === chains.main.id ? MAIN : 1) : 0),
  }))
}

async function readLabels(warehouse: Warehouse, given: readonly Label[], main: number): Promise<LabelMatch[]> {
  const stored = (await rowsOf(warehouse, 'SELECT chain_id, address, name, category FROM main.labels')).map(
    ([chain, address, name, category]): LabelMatch => ({
      chain: Number(chain),
      address: String(address),
      name: String(name),
      category: String(category),
    }),
  )
  const own = given.map(
    ({ chain = main, address, name, category }): LabelMatch => ({ chain, address: address.toLowerCase(), name, category }),
  )
  const key = ({ chain, address, category, name }: LabelMatch) => `${chain}:${address}:${category}:${name}`
  return [...new Map([...own, ...stored].map((label) => [key(label), label])).values()]
}

async function readPools(warehouse: Warehouse): Promise<{ pools: LabelMatch[]; pairs: string[]; projects: string[] }> {
  const rows = await rowsOf(warehouse, 'SELECT chain_id, address, project, version, token_pair FROM dex.pools')
  const pools = rows.map(
    ([chain, address, project, version, pair]): LabelMatch => ({
      chain: Number(chain),
      address: String(address),
      name: `${project} v${version} ${pair ?? 'pool'}`,
      category: 'pool',
    }),
  )
  const distinct = (index: number) => [...new Set(rows.flatMap((row) => (row[index] === null ? [] : [String(row[index])])))].sort()
  return { pools, pairs: distinct(4), projects: distinct(2) }
}

/** Reads all registries. Throws PetrelError warehouse_down. */
export async function readCatalogue(warehouse: Warehouse, chains: Chains, given: readonly Label[]): Promise<Catalogue> {
  const [tokens, labels, { pools, pairs, projects }, held] = await Promise.all([
    readTokens(warehouse, chains),
    readLabels(warehouse, given, chains.main.id),
    readPools(warehouse),
    rowsOf(
      warehouse,
      'SELECT blockchain FROM evm.coverage UNION SELECT c.name FROM main.chains c WHERE c.chain_id IN (SELECT chain_id FROM main.pool_minutes) ORDER BY 1',
    ),
  ])
  const named = tokens.filter(({ symbol }) => symbol !== '')
  const tokenLabels = named.map(({ chain, address, symbol }): LabelMatch => ({ chain, address, name: symbol, category: 'token' }))
  const names = new Map<string, LabelMatch>()
  // The main chain's name for an address wins over another chain's, a label over a pool, a pool over a token.
  // Of several labels one that names wins over one that only says the kind.
  const rank = ({ chain, name, category }: LabelMatch) => 2 * Number(chain === chains.main.id) + Number(name !== category)
  const ranked = (list: readonly LabelMatch[]) => [...list].sort((a, b) => rank(a) - rank(b))
  for (const label of [...ranked(tokenLabels), ...ranked(pools), ...ranked(labels)]) names.set(label.address, label)
  return { tokens, labels, names, values: { dex: projects, chain: held.map(([name]) => String(name)), pool: pairs } }
}
