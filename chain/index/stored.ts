import type { Warehouse } from '../warehouse/warehouse.ts'
import type { Known } from './assemble.ts'
import type { Pool } from './decode.ts'
import type { Range } from './ranges.ts'

/** The index's own reads: no deadline, no cap that a real chain reaches. */
const LIMITS = { deadlineMs: 0, rows: 50_000_000, cell: 200, bytes: 4_000_000_000 }

type Rows = readonly (readonly (string | number | boolean | null)[])[]

const read = async (warehouse: Warehouse, sql: string, chain: number, ...more: (string | number)[]): Promise<Rows> =>
  (await warehouse.query(sql, [chain, ...more], { limits: LIMITS })).rows

/** Runs of consecutive blocks that the warehouse holds, ascending. The blocks themselves are the checkpoint: no other record can disagree. */
export async function storedRanges(warehouse: Warehouse, chain: number): Promise<Range[]> {
  const rows = await read(
    warehouse,
    `SELECT min(number), max(number) FROM (SELECT number, number - row_number() OVER (ORDER BY number) AS run FROM main.blocks WHERE chain_id = $1)
     GROUP BY run ORDER BY 1`,
    chain,
  )
  return rows.map(([from, to]) => ({ from: Number(from), to: Number(to) }))
}

/** Hash and time (Unix milliseconds) of a stored block. */
export async function storedBlock(
  warehouse: Warehouse,
  chain: number,
  number: number,
): Promise<{ hash: string; time: number } | undefined> {
  const [row] = await read(warehouse, 'SELECT hash, block_timestamp FROM main.blocks WHERE chain_id = $1 AND number = $2', chain, number)
  return row ? { hash: String(row[0]), time: Number(row[1]) } : undefined
}

/** The parent that a stored block names. */
export async function storedParent(warehouse: Warehouse, chain: number, number: number): Promise<string | undefined> {
  const [row] = await read(warehouse, 'SELECT parent_hash FROM main.blocks WHERE chain_id = $1 AND number = $2', chain, number)
  return row ? String(row[0]) : undefined
}

const poolOf = (row: Rows[number]): Pool => ({
  address: String(row[0]),
  version: row[1] === '2' ? '2' : '3',
  project: String(row[2]),
  factory: String(row[3]),
  token0: String(row[4]),
  token1: String(row[5]),
  feeBps: row[6] === null ? null : Number(row[6]),
  tickSpacing: row[7] === null ? null : Number(row[7]),
  seenAt: Number(row[8]),
  created: row[9] === null ? undefined : { block: Number(row[9]), time: Number(row[10]) },
})

/** Tokens and pools that need not be asked again. */
export async function storedKnown(warehouse: Warehouse, chain: number): Promise<Known> {
  const tokens = await read(warehouse, 'SELECT address FROM main.tokens WHERE chain_id = $1', chain)
  const pools = await read(
    warehouse,
    `SELECT address, version, project, factory, token0, token1, fee_bps, tick_spacing, block_number, created_block, created_time
     FROM main.pools WHERE chain_id = $1`,
    chain,
  )
  return {
    tokens: new Set(tokens.map(([address]) => String(address))),
    pools: new Map(pools.map((row) => [String(row[0]), poolOf(row)])),
    strangers: new Set(),
  }
}

/** Pools with an event at or after this block. */
export async function poolsTouchedSince(warehouse: Warehouse, chain: number, block: number): Promise<string[]> {
  const rows = await read(
    warehouse,
    `SELECT DISTINCT l.address FROM main.logs l JOIN main.pools p ON p.chain_id = l.chain_id AND p.address = l.address
     WHERE l.chain_id = $1 AND l.block_number >= $2`,
    chain,
    block,
  )
  return rows.map(([address]) => String(address))
}

/** Pools whose state is older than their last event, after a start or a rollback. */
export async function stalePools(warehouse: Warehouse, chain: number): Promise<string[]> {
  const rows = await read(
    warehouse,
    `SELECT p.address FROM main.pools p LEFT JOIN main.pool_reserves r ON r.chain_id = p.chain_id AND r.pool = p.address
       JOIN (SELECT address, max(block_number) AS last FROM main.logs WHERE chain_id = $1 GROUP BY 1) l ON l.address = p.address
     WHERE p.chain_id = $1 AND (r.pool IS NULL OR (p.version = '3' AND l.last > r.block_number))`,
    chain,
  )
  return rows.map(([address]) => String(address))
}

/** Tokens and pools that rows speak of and that a rollback took away; each with the first block that does. */
export async function orphans(
  warehouse: Warehouse,
  chain: number,
): Promise<{ tokens: { address: string; seenAt: number }[]; pools: { address: string; seenAt: number }[] }> {
  const tokens = await read(
    warehouse,
    `SELECT token_address, min(block_number) FROM main.token_transfers x WHERE chain_id = $1
       AND NOT EXISTS (FROM main.tokens t WHERE t.chain_id = $1 AND t.address = x.token_address) GROUP BY 1`,
    chain,
  )
  const pools = await read(
    warehouse,
    `SELECT pool, min(block_number) FROM main.swaps s WHERE chain_id = $1
       AND NOT EXISTS (FROM main.pools p WHERE p.chain_id = $1 AND p.address = s.pool) GROUP BY 1`,
    chain,
  )
  const found = (rows: Rows) => rows.map(([address, block]) => ({ address: String(address), seenAt: Number(block) }))
  return { tokens: found(tokens), pools: found(pools) }
}
