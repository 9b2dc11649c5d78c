import { encodePacked, type Hex, keccak256, parseAbi, parseEventLogs } from 'viem'
import { isLocker } from './lockers.ts'
import { sharePct } from './market.ts'
import type { RiskPool } from './pools.ts'
import { isNobody, type Where } from './where.ts'

const poolAbi = parseAbi([
  'event Mint(address sender, address indexed owner, int24 indexed tickLower, int24 indexed tickUpper, uint128 amount, uint256 amount0, uint256 amount1)',
  'function liquidity() view returns (uint128)',
  'function slot0() view returns (uint160 sqrtPriceX96, int24 tick)',
  'function positions(bytes32 key) view returns (uint128 liquidity)',
])
const managerAbi = parseAbi([
  'event IncreaseLiquidity(uint256 indexed tokenId, uint128 liquidity, uint256 amount0, uint256 amount1)',
  'function positions(uint256 tokenId) view returns (uint96 nonce, address operator, address token0, address token1, uint24 fee, int24 tickLower, int24 tickUpper, uint128 liquidity)',
  'function ownerOf(uint256 tokenId) view returns (address)',
])
/** Positions whose owners are looked up; a pool with more is said to be known in part. */
const MOST_POSITIONS = 80
/** Of each pool's creation so far back that no public node refuses the question. */
const BLOCKS_BACK = 10_000n

/** A share of the liquidity that trades at the present price, and who can take it away. */
export interface PositionHolder {
  address: Hex
  pct: number
}

export interface Positions {
  burnedPct: number
  lockedPct: number
  /** Share whose holders were found, per cent; the rest is not known. */
  knownPct: number
  /** Largest holders that are neither nobody nor a locker. */
  holders: readonly PositionHolder[]
}

interface Minted {
  owner: Hex
  lower: number
  upper: number
  transaction: Hex
}

/**
 * Who holds the positions of a pool with ranges: from the pool's Mint events to its position manager's tokens and their owners, each read back at the block.
 * Undefined when no event can be had or nothing trades at the price. Throws PetrelError rpc_failed, cancelled.
 */
export async function readPositions(pool: RiskPool, where: Where): Promise<Positions | undefined> {
  const { chain, block, signal } = where
  const read = { address: pool.address, abi: poolAbi, blockNumber: block } as const
  const [liquidity, slot0, minted] = await Promise.all([
    chain.client.readContract({ ...read, functionName: 'liquidity' }),
    chain.client.readContract({ ...read, functionName: 'slot0' }),
    mints(pool, where),
  ])
  if (!minted || minted.length === 0 || liquidity === 0n) return undefined
  signal.throwIfAborted()
  const tick = slot0[1]
  const active = minted.filter(({ lower, upper }) => lower <= tick && tick < upper)
  const held = new Map<Hex, bigint>()
  for (const { owner, amount } of await holdings(active, pool, where)) held.set(owner, (held.get(owner) ?? 0n) + amount)
  const sum = (fits: (owner: Hex) => boolean): bigint =>
    [...held].reduce((total, [owner, amount]) => total + (fits(owner) ? amount : 0n), 0n)
  const free = [...held].filter(([owner]) => !isNobody(owner) && !isLocker(owner)).sort(([, a], [, b]) => (a < b ? 1 : -1))
  return {
    burnedPct: sharePct(sum(isNobody), liquidity),
    lockedPct: sharePct(sum(isLocker), liquidity),
    knownPct: Math.min(100, sharePct(sum(() => true), liquidity)),
    holders: free.slice(0, 5).map(([address, amount]) => ({ address, pct: sharePct(amount, liquidity) })),
  } // biome-ignore format: short
}

/** The pool's Mint events, all of them or, where the node refuses so long a span, the newest. */
async function mints(pool: RiskPool, { chain, block }: Where): Promise<Minted[] | undefined> {
  const [event] = poolAbi
  for (const fromBlock of [0n, block > BLOCKS_BACK ? block - BLOCKS_BACK : 0n]) {
    try {
      const logs = await chain.client.getLogs({ address: pool.address, event, fromBlock, toBlock: block, strict: true })
      return logs.map(({ args, transactionHash }) => ({
        ...{ owner: args.owner.toLowerCase() as Hex, lower: args.tickLower, upper: args.tickUpper },
        transaction: transactionHash,
      }))
    } catch {
      // A span that is too long for this node: the newest events are asked for next.
    }
  }
  return undefined
}

interface Held {
  owner: Hex
  amount: bigint
}

async function holdings(active: readonly Minted[], pool: RiskPool, where: Where): Promise<Held[]> {
  const transactions = [...new Set(active.map(({ transaction }) => transaction))].slice(0, MOST_POSITIONS)
  const lists = await Promise.all(transactions.map((hash) => tokensOf(hash, where)))
  const tokens = [...new Map(lists.flat().map((one) => [`${one.manager}:${one.id}`, one])).values()]
  const managed = (await Promise.all(tokens.map((one) => ofToken(one, pool, where)))).filter((one) => one !== undefined)
  // What stands in the pool under a manager's name belongs to its tokens; everybody else holds in their own name.
  const managers = new Set(tokens.map(({ manager }) => manager))
  const own = [
    ...new Map(active.filter(({ owner }) => !managers.has(owner)).map((one) => [`${one.owner}:${one.lower}:${one.upper}`, one])).values(),
  ]
  const direct = await Promise.all(own.slice(0, MOST_POSITIONS).map((one) => inOwnName(one, pool, where)))
  return [...managed, ...direct]
}

interface Token {
  manager: Hex
  id: bigint
}

async function tokensOf(hash: Hex, { chain }: Where): Promise<Token[]> {
  const receipt = await chain.client.getTransactionReceipt({ hash }).catch(() => undefined)
  const logs = parseEventLogs({ abi: managerAbi, eventName: 'IncreaseLiquidity', logs: receipt?.logs ?? [] })
  return logs.map(({ address, args }) => ({ manager: address.toLowerCase() as Hex, id: args.tokenId }))
}

/** The position of a manager's token, when it is one of this pool at the present price. A token that is gone holds nothing. */
async function ofToken({ manager, id }: Token, pool: RiskPool, { chain, block }: Where): Promise<Held | undefined> {
  const read = { address: manager, abi: managerAbi, args: [id], blockNumber: block } as const
  try {
    const [position, owner] = await Promise.all([
      chain.client.readContract({ ...read, functionName: 'positions' }),
      chain.client.readContract({ ...read, functionName: 'ownerOf' }),
    ])
    const [, , token0, token1, fee, , , amount] = position
    const same = token0.toLowerCase() === pool.token0 && token1.toLowerCase() === pool.token1 && fee === pool.feePpm
    return same ? { owner: owner.toLowerCase() as Hex, amount } : undefined
  } catch {
    return undefined
  }
}

async function inOwnName({ owner, lower, upper }: Minted, pool: RiskPool, { chain, block }: Where): Promise<Held> {
  const key = keccak256(encodePacked(['address', 'int24', 'int24'], [owner, lower, upper]))
  const read = { address: pool.address, abi: poolAbi, functionName: 'positions', args: [key], blockNumber: block } as const
  return { owner, amount: await chain.client.readContract(read).catch(() => 0n) }
}
