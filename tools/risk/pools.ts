import { type Hex, parseAbi } from 'viem'
import { pairFee } from '../../chain/market/identity.ts'
import type { Warehouse } from '../../chain/warehouse/warehouse.ts'
import type { Where } from './where.ts'

const abi = parseAbi([
  'function getPair(address a, address b) view returns (address)',
  'function getPool(address a, address b, uint24 fee) view returns (address)',
  'function getReserves() view returns (uint112, uint112, uint32)',
  'function balanceOf(address owner) view returns (uint256)',
])
const FEES = [100, 500, 2500, 3000, 10_000]

/** A pool in which the token can be tried out. Addresses are lower case. */
export interface RiskPool {
  address: Hex
  kind: 'pair' | 'pool'
  project: string
  version: '2' | '3'
  token0: Hex
  token1: Hex
  feePpm: number
  /** What the token is traded against. */
  quote: Hex
  /** Base units that the pool has of the token and of the other one. */
  reserve: bigint
  quoteReserve: bigint
  /** Unix seconds at which it was made, where the index knows. */
  created?: number
}

type Candidate = Omit<RiskPool, 'reserve' | 'quoteReserve'>

/** Pools of the index and of the chain's factories against its main tokens, those with most of the token first. Throws PetrelError rpc_failed. */
export async function findPools(token: Hex, where: Where, warehouse?: Warehouse): Promise<RiskPool[]> {
  const [known, made] = await Promise.all([warehouse ? indexed(token, where, warehouse) : [], atFactories(token, where)])
  const all = [...new Map([...made, ...known].map((pool) => [pool.address, pool])).values()]
  const read = await Promise.all(all.slice(0, 24).map((pool) => withReserves(token, pool, where)))
  return read
    .filter((pool) => pool !== undefined)
    .filter(({ reserve, quoteReserve }) => reserve > 0n && quoteReserve > 0n)
    .sort((a, b) => (a.reserve < b.reserve ? 1 : a.reserve > b.reserve ? -1 : 0))
}

async function indexed(token: Hex, { chain, signal }: Where, warehouse: Warehouse): Promise<Candidate[]> {
  const sql = `SELECT address, project, version, token0, token1, fee_bps, epoch(created_time) FROM dex.pools
WHERE chain_id = $1 AND (token0 = $2 OR token1 = $2) ORDER BY liquidity_usd DESC NULLS LAST, address LIMIT 12`
  const { rows } = await warehouse.query(sql, [chain.id, token], { signal })
  return rows.flatMap(([address, project, version, token0, token1, feeBps, created]): Candidate[] => {
    const pair = version === '2'
    const feePpm = pair ? pairFee(String(project)) : Math.round(Number(feeBps) * 100)
    if ((!pair && version !== '3') || feePpm === undefined || !Number.isFinite(feePpm)) return []
    const quote = (token0 === token ? token1 : token0) as Hex
    return [
      {
        ...{ address: address as Hex, kind: pair ? 'pair' : 'pool', project: String(project), version: pair ? '2' : '3' },
        ...{ token0: token0 as Hex, token1: token1 as Hex, feePpm, quote },
        ...(typeof created === 'number' ? { created } : {}),
      },
    ]
  })
}

async function atFactories(token: Hex, where: Where): Promise<Candidate[]> {
  const { chain } = where
  const quotes = [chain.wrappedNative, ...chain.stables].map((one) => one.toLowerCase() as Hex).filter((one) => one !== token)
  const asked = chain.factories.flatMap((factory): Asked[] =>
    quotes.flatMap((quote): Asked[] =>
      factory.version === '2' ? [{ factory, quote, fee: undefined }] : FEES.map((fee) => ({ factory, quote, fee })),
    ),
  )
  const found = await Promise.all(asked.map((one) => atFactory(token, one, where)))
  return found.filter((one) => one !== undefined)
}

interface Asked {
  factory: Where['chain']['factories'][number]
  quote: Hex
  fee: number | undefined
}

async function atFactory(token: Hex, { factory, quote, fee }: Asked, { chain, block }: Where): Promise<Candidate | undefined> {
  const base = { address: factory.address, abi, blockNumber: block }
  const feePpm = fee ?? pairFee(factory.project)
  if (feePpm === undefined) return undefined
  const ask =
    fee === undefined
      ? chain.client.readContract({ ...base, functionName: 'getPair', args: [token, quote] })
      : chain.client.readContract({ ...base, functionName: 'getPool', args: [token, quote, fee] })
  const address = (await ask.catch(() => undefined))?.toLowerCase() as Hex | undefined
  if (address === undefined || /^0x0{40}$/.test(address)) return undefined
  const [token0, token1] = token < quote ? [token, quote] : [quote, token]
  return {
    address,
    kind: fee === undefined ? 'pair' : 'pool',
    project: factory.project,
    version: factory.version,
    token0,
    token1,
    feePpm,
    quote,
  }
}

async function withReserves(token: Hex, pool: Candidate, { chain, block }: Where): Promise<RiskPool | undefined> {
  const read = { abi, blockNumber: block }
  try {
    if (pool.kind === 'pair') {
      const [reserve0, reserve1] = await chain.client.readContract({ ...read, address: pool.address, functionName: 'getReserves' })
      return {
        ...pool,
        ...(pool.token0 === token ? { reserve: reserve0, quoteReserve: reserve1 } : { reserve: reserve1, quoteReserve: reserve0 }),
      }
    }
    const held = (address: Hex) => chain.client.readContract({ ...read, address, functionName: 'balanceOf', args: [pool.address] })
    const [reserve, quoteReserve] = await Promise.all([held(token), held(pool.quote)])
    return { ...pool, reserve, quoteReserve }
  } catch {
    return undefined
  }
}
