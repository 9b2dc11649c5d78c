import type { Warehouse } from '../../chain/warehouse/warehouse.ts'
import type { Scalar } from '../../core/record.ts'
import type { Resolve } from '../../core/resolve.ts'
import { cleanText } from '../format.ts'
import type { Holding } from './replay.ts'
import { isNobody, type Where } from './where.ts'

/** What the index knows of a token. */
export interface Books {
  /** Accounts with a balance; undefined when the index has none of this token. */
  holders: number | undefined
  /** Largest first, pools and burn addresses left out. */
  holdings: readonly Holding[]
  /** Shares of the supply in circulation (burned left out), per cent, of accounts that do not hold for many. */
  largestPct: number | undefined
  tenPct: number | undefined
  /** Share held by addresses that nobody has the key of. */
  burnedPct: number | undefined
  /** Who made the contract, and what it holds. */
  creator: string | undefined
  creatorPct: number | undefined
  /** Sum of the balances of the largest holders, pools and burn addresses among them, base units. */
  held: bigint | undefined
  /** US dollars a whole token. */
  price: number | undefined
  /** Last indexed block. */
  indexed: number | undefined
}

const HOLDINGS = `SELECT address, CAST(amount_raw AS VARCHAR) FROM tokens.balances WHERE chain_id = $1 AND contract_address = $2
ORDER BY amount DESC NULLS LAST, address LIMIT 400`
const COUNT = 'SELECT count(*), sum(amount) FROM tokens.balances WHERE chain_id = $1 AND contract_address = $2'
const CREATOR = 'SELECT deployer FROM main.contracts WHERE chain_id = $1 AND address = $2 LIMIT 1'
const PRICE = 'SELECT price FROM prices.latest WHERE chain_id = $1 AND contract_address = $2 LIMIT 1'
const POOLS = 'SELECT address FROM dex.pools WHERE chain_id = $1 AND (token0 = $2 OR token1 = $2)'
const INDEXED = 'SELECT last_block FROM evm.coverage WHERE chain_id = $1'

/** Share of `part` in `whole`, per cent. */
export const sharePct = (part: bigint, whole: bigint): number => (whole <= 0n ? 0 : Number((part * 1_000_000n) / whole) / 10_000)

/** Without accounts that hold for many: exchanges, bridges, lockers. */
async function ownersOnly(list: readonly Holding[], resolve: Resolve): Promise<Holding[]> {
  const labels = await Promise.all(list.map(({ address }) => resolve.labelOf(address)))
  return list.filter((_, index) => !/cex|exchange|bridge|locker|staking|router|pool/i.test(labels[index]?.category ?? ''))
}

/** Holders, creator and price of a token from the index. Throws PetrelError query_failed, warehouse_down. */
export async function readBooks(
  token: string,
  { chain, signal }: Where,
  { warehouse, resolve }: { warehouse: Warehouse; resolve: Resolve },
): Promise<Books> {
  const ask = async (sql: string, values: readonly Scalar[] = [chain.id, token]) => (await warehouse.query(sql, values, { signal })).rows
  const rows = await ask(HOLDINGS)
  const first = async (sql: string, values?: readonly Scalar[]) => (await ask(sql, values))[0]?.[0]
  const [count, creator, price] = [await first(COUNT), await first(CREATOR), await first(PRICE)]
  const [pools, indexed] = [await ask(POOLS), await first(INDEXED, [chain.id])]
  const all = rows.map(([address, amount]): Holding => ({ address: String(address) as Holding['address'], amount: BigInt(String(amount)) }))
  const isPool = new Set(pools.map(([address]) => String(address)))
  const burned = all.filter(({ address }) => isNobody(address))
  const people = all.filter(({ address }) => !isNobody(address) && !isPool.has(address) && address !== token)
  const single = await ownersOnly(people.slice(0, 20), resolve)
  const total = all.reduce((sum, { amount }) => sum + amount, 0n)
  const alive = total - burned.reduce((sum, { amount }) => sum + amount, 0n)
  const sum = (list: readonly Holding[]): bigint => list.reduce((so, { amount }) => so + amount, 0n)
  const known = all.length > 0
  return {
    holders: known ? Number(count) : undefined,
    holdings: people,
    largestPct: known ? sharePct(single[0]?.amount ?? 0n, alive) : undefined,
    tenPct: known ? sharePct(sum(single.slice(0, 10)), alive) : undefined,
    burnedPct: known ? sharePct(sum(burned), total) : undefined,
    creator: creator === undefined || creator === null ? undefined : cleanText(String(creator)),
    creatorPct: known && creator ? sharePct(sum(all.filter(({ address }) => address === creator)), alive) : undefined,
    held: known ? total : undefined,
    price: typeof price === 'number' ? price : undefined,
    indexed: typeof indexed === 'number' ? indexed : undefined,
  }
}
