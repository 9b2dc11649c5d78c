import { type Hex, parseAbi } from 'viem'
import type { Warehouse } from '../../chain/warehouse/warehouse.ts'
import { sharePct } from './market.ts'
import type { RiskPool } from './pools.ts'
import { isNobody, type Where } from './where.ts'

const abi = parseAbi(['function totalSupply() view returns (uint256)', 'function balanceOf(address owner) view returns (uint256)'])
const DEAD: Hex = '0x000000000000000000000000000000000000dead'
const ZERO: Hex = '0x0000000000000000000000000000000000000000'
/** Contracts that keep LP tokens until a date: UNCX, Team Finance, PinkLock, Mudra, on the chains where they stand. */
const LOCKERS: ReadonlySet<string> = new Set([
  '0x663a5c229c09b049e36dcc11a9b0d4a8eb9db214',
  '0xe2fe530c047f2d85298b07d9333c05737f1435fb',
  '0x407993575c91ce7643a4d4ccacc9a98c36ee1bbe',
  '0x71b5759d73262fbb223956913ecf4ecc51057641',
  '0xc765bddb93b0d1c1a88282ba0fa6b2d00e3e0c83',
])

/** Who can take the liquidity of a pair away. Shares of all LP tokens, per cent. */
export interface Lp {
  burnedPct: number
  lockedPct: number
  /** Largest holder that is neither; undefined when the index does not know. */
  largest?: { address: string; pct: number }
}

/** Reads who holds a pair's LP tokens; undefined for pools whose liquidity is not a token. Throws PetrelError rpc_failed. */
export async function readLp(pool: RiskPool, { chain, block, signal }: Where, warehouse?: Warehouse): Promise<Lp | undefined> {
  if (pool.kind !== 'pair') return undefined
  const read = { address: pool.address, abi, blockNumber: block }
  const supply = await chain.client.readContract({ ...read, functionName: 'totalSupply' }).catch(() => 0n)
  if (supply === 0n) return undefined
  const balance = (owner: string) => chain.client.readContract({ ...read, functionName: 'balanceOf', args: [owner as Hex] }).catch(() => 0n)
  const [dead, zero, ...locked] = await Promise.all([balance(DEAD), balance(ZERO), ...[...LOCKERS].map(balance)])
  const largest = warehouse ? await largestHolder(pool, supply, { chain, block, signal }, warehouse) : undefined
  return {
    burnedPct: sharePct((dead ?? 0n) + (zero ?? 0n), supply),
    lockedPct: sharePct(locked.reduce((sum, one) => sum + one, 0n), supply), // biome-ignore format: short
    ...(largest ? { largest } : {}),
  }
}

async function largestHolder(pool: RiskPool, supply: bigint, { chain, signal }: Where, warehouse: Warehouse): Promise<Lp['largest']> {
  const sql = `SELECT address, CAST(value AS VARCHAR) FROM main.balances WHERE chain_id = $1 AND token_address = $2 AND value > 0::BIGNUM
ORDER BY CAST(value AS DOUBLE) DESC LIMIT 12`
  const { rows } = await warehouse.query(sql, [chain.id, pool.address], { signal })
  const free = rows.find(([address]) => !isNobody(String(address)) && !LOCKERS.has(String(address)) && String(address) !== pool.address)
  return free ? { address: String(free[0]), pct: sharePct(BigInt(String(free[1])), supply) } : undefined
}

/**
 * Base units of the token that a sale must bring to move the price of a pair down by 1, 5 and 10 %, its fee included: x·(1/√(1−p) − 1) for a reserve x of
 * a constant product. Undefined for pools with ranges.
 */
export function depthOf(pool: RiskPool): readonly { movePct: number; amount: bigint }[] | undefined {
  if (pool.kind !== 'pair') return undefined
  return [1, 5, 10].map((movePct) => {
    const part = (1 / Math.sqrt(1 - movePct / 100) - 1) / (1 - pool.feePpm / 1e6)
    return { movePct, amount: (pool.reserve * BigInt(Math.round(part * 1e9))) / 1_000_000_000n }
  })
}
