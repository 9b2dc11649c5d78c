import { type Hex, parseAbi } from 'viem'
import type { Warehouse } from '../../chain/warehouse/warehouse.ts'
import { LOCKER_ADDRESSES, unlocksAt } from './lockers.ts'
import { sharePct } from './market.ts'
import type { RiskPool } from './pools.ts'
import { readPositions } from './positions.ts'
import { isNobody, type Where } from './where.ts'

const abi = parseAbi(['function totalSupply() view returns (uint256)', 'function balanceOf(address owner) view returns (uint256)'])
const DEAD: Hex = '0x000000000000000000000000000000000000dead'
const ZERO: Hex = '0x0000000000000000000000000000000000000000'

/** Who can take the liquidity of a pool away. Shares, per cent: of a pair's LP tokens, or of the liquidity that trades at the present price. */
export interface Lp {
  burnedPct: number
  lockedPct: number
  /** Unix seconds at which the first lock ends, where the locker tells. */
  unlocks?: number
  /** Share whose holder was found; 100 for pairs, whose tokens can all be counted. */
  knownPct: number
  /** Largest holder that is neither; undefined when it is not known. */
  largest?: { address: string; pct: number }
}

/** Reads who holds the liquidity of a pool; undefined when that cannot be found out. Throws PetrelError rpc_failed. */
export async function readLp(pool: RiskPool, where: Where, warehouse?: Warehouse): Promise<Lp | undefined> {
  if (pool.kind === 'pair') return await ofPair(pool, where, warehouse)
  const found = await readPositions(pool, where)
  const largest = found?.holders[0]
  return found && { burnedPct: found.burnedPct, lockedPct: found.lockedPct, knownPct: found.knownPct, ...(largest ? { largest } : {}) }
}

async function ofPair(pool: RiskPool, where: Where, warehouse?: Warehouse): Promise<Lp | undefined> {
  const { chain, block } = where
  const read = { address: pool.address, abi, blockNumber: block }
  const supply = await chain.client.readContract({ ...read, functionName: 'totalSupply' }).catch(() => 0n)
  if (supply === 0n) return undefined
  const balance = (owner: Hex) => chain.client.readContract({ ...read, functionName: 'balanceOf', args: [owner] }).catch(() => 0n)
  const [dead, zero, ...locked] = await Promise.all([balance(DEAD), balance(ZERO), ...LOCKER_ADDRESSES.map(balance)])
  const holding = LOCKER_ADDRESSES.filter((_, index) => (locked[index] ?? 0n) > 0n)
  const ends = (await Promise.all(holding.map((one) => unlocksAt(one, pool.address, where)))).filter((one) => one !== undefined)
  const largest = warehouse ? await largestHolder(pool, supply, where, warehouse) : undefined
  const total = locked.reduce((sum, one) => sum + one, 0n)
  return {
    burnedPct: sharePct((dead ?? 0n) + (zero ?? 0n), supply),
    lockedPct: sharePct(total, supply),
    knownPct: 100,
    ...(ends.length > 0 ? { unlocks: Math.min(...ends) } : {}),
    ...(largest ? { largest } : {}),
  }
}

async function largestHolder(pool: RiskPool, supply: bigint, { chain, signal }: Where, warehouse: Warehouse): Promise<Lp['largest']> {
  const sql = `SELECT address, CAST(value AS VARCHAR) FROM main.balances WHERE chain_id = $1 AND token_address = $2 AND value > 0::BIGNUM
ORDER BY CAST(value AS DOUBLE) DESC LIMIT 20`
  const { rows } = await warehouse.query(sql, [chain.id, pool.address], { signal })
  const free = rows.find(([address]) => {
    const one = String(address)
    return !isNobody(one) && !LOCKER_ADDRESSES.includes(one as Hex) && one !== pool.address
  })
  return free ? { address: String(free[0]), pct: sharePct(BigInt(String(free[1])), supply) } : undefined
}
