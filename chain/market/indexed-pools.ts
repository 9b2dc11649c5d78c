import type { Warehouse } from '../warehouse/warehouse.ts'
import type { PoolFacts } from './identity.ts'

/** Pools of the index that a question about these tokens can pass through, the most used first. */
const SQL = `SELECT p.address, p.project, p.version, p.token0, p.token1, p.fee_bps, p.tick_spacing
FROM main.pools p LEFT JOIN (SELECT pool, count(*) AS swaps FROM main.swaps WHERE chain_id = $1 GROUP BY pool) s ON s.pool = p.address
WHERE p.chain_id = $1 AND (list_contains(string_split($2, ','), p.token0) OR list_contains(string_split($2, ','), p.token1))
ORDER BY (list_contains(string_split($2, ','), p.token0) AND list_contains(string_split($2, ','), p.token1)) DESC, coalesce(s.swaps, 0) DESC, p.address LIMIT $3`

/** Throws PetrelError query_failed, warehouse_down. */
export async function indexedPools(
  warehouse: Pick<Warehouse, 'query'>,
  { chain, tokens, most, signal }: { chain: number; tokens: readonly string[]; most: number; signal: AbortSignal },
): Promise<PoolFacts[]> {
  const { rows } = await warehouse.query(SQL, [chain, tokens.join(','), most], { signal })
  return rows.map(([address, project, version, token0, token1, feeBps, tickSpacing]) => ({
    address: String(address),
    project: String(project),
    version: String(version),
    token0: String(token0),
    token1: String(token1),
    feeBps: feeBps === null || feeBps === undefined ? null : Number(feeBps),
    tickSpacing: tickSpacing === null || tickSpacing === undefined ? null : Number(tickSpacing),
    found: 'index' as const,
  }))
}
