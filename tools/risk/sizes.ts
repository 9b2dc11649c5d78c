import type { Hex } from 'viem'
import type { Simulator } from '../../chain/simulate/simulator.ts'
import { approveCall, balanceCall, lostBps, means, numberOf, swapCall, swapped } from './calls.ts'
import type { RiskPool } from './pools.ts'
import type { Where } from './where.ts'

/** Parts of the pool that purchases of growing size take, per million. */
const SHARES = [100n, 1_000n, 10_000n, 50_000n]
/** Sizes between the largest that went through and the smallest that did not, tried at once; two rounds of them find a limit to within some per cent. */
const BETWEEN = 6
const ROUNDS = 2
const buyer = (index: number): Hex => `0x${(0xb0b000 + index).toString(16).padStart(40, '0')}`

/** One side's limits. Amounts in base units; `most` went through, `refused` did not. */
export interface Limits {
  most?: bigint
  refused?: bigint
  /** A stranger's words. */
  reason?: string
  /** Largest loss on the way of those that went through, hundredths of a percent, and the size that it was seen at. */
  taxBps?: number
  taxAt?: bigint
}

/** How large a trade may be, and what it loses then. `sell` is of the whole holding at once. */
export interface Sizes {
  buy: Limits
  sell: Limits
}

interface At {
  simulator: Simulator
  token: Hex
  pool: RiskPool
}

/** A purchase with its sale: what was spent, got and sold. */
interface Outcome {
  spend: bigint
  /** Base units that the purchase came to, and that the pool gave for it. */
  held: bigint
  owed: bigint
  bought: boolean
  sold: boolean
  /** Base units of the holding that reached the pool. */
  arrived: bigint
  reason?: string
}

/**
 * Buys growing parts of the pool with fresh accounts, then sells each holding whole in the next block; where one is refused, looks between the sizes for the
 * limit. Undefined when nothing could be bought or the node simulates one sender at a time. Throws PetrelError rpc_failed, simulation_failed.
 */
export async function trySizes(
  simulator: Simulator,
  { token, pool }: { token: Hex; pool: RiskPool },
  where: Where,
): Promise<Sizes | undefined> {
  if (!simulator.whole) return undefined
  const at: At = { simulator, token, pool }
  const spends = SHARES.map((share) => (pool.quoteReserve * share) / 1_000_000n).filter((spend) => spend > 0n)
  const outcomes = await trial(at, spends, where)
  if (!outcomes?.some(({ held }) => held > 0n)) return undefined
  for (let round = 0; round < ROUNDS; round += 1) {
    const next = [
      gap(outcomes, ({ bought }) => bought),
      gap(
        outcomes.filter(({ bought }) => bought),
        ({ sold }) => sold,
      ),
    ].flat()
    if (next.length > 0) outcomes.push(...((await trial(at, next, where)) ?? []))
  }
  outcomes.sort((a, b) => (a.spend < b.spend ? -1 : 1))
  return {
    buy: limits(outcomes, { works: ({ bought }) => bought, amount: (one) => sizeOf(one, outcomes), lost: ({ owed, held }) => lostBps(owed, held) }),
    sell: limits(outcomes.filter(({ held }) => held > 0n), { works: ({ sold }) => sold, amount: ({ held }) => held, lost: ({ held, arrived }) => lostBps(held, arrived) }),
  } // biome-ignore format: short
}

/** Sizes between the largest that works and the smallest above it that does not, evenly by ratio. */
function gap(outcomes: readonly Outcome[], works: (one: Outcome) => boolean): bigint[] {
  const good = outcomes.filter(works).map(({ spend }) => spend)
  const low = [...good].sort((a, b) => (a < b ? 1 : -1))[0] ?? 0n
  const [high = 0n] = outcomes.filter((one) => !works(one) && one.spend > low).map(({ spend }) => spend).sort((a, b) => (a < b ? -1 : 1)) // biome-ignore format: short
  if (low === 0n || high === 0n) return []
  const step = (Number(high) / Number(low)) ** (1 / (BETWEEN + 1))
  const between = Array.from({ length: BETWEEN }, (_, index) => (low * BigInt(Math.round(step ** (index + 1) * 1e6))) / 1_000_000n)
  return between.filter((one) => one > low && one < high)
}

async function trial({ simulator, token, pool }: At, spends: readonly bigint[], where: Where): Promise<Outcome[] | undefined> {
  const tries = spends.map((spend, index) => ({ spend, who: buyer(index) }))
  const given = await means(pool, tries.map(({ who, spend }) => ({ who, amount: spend })), where) // biome-ignore format: short
  if (!given) return undefined
  const calls = tries.flatMap(({ who, spend }) => [
    approveCall(who, pool.quote),
    swapCall(pool, { who, tokenIn: pool.quote, amountIn: spend }),
    balanceCall(who, token),
  ])
  const first = { calls: [...given.calls, ...calls], overrides: given.overrides }
  const [bought = []] = await simulator.run({ block: where.block, blocks: [first] }, where.signal)
  const own = bought.slice(given.calls.length)
  const held = tries.map((_, index) => numberOf(own[index * 3 + 2]) ?? 0n)
  const selling = tries.flatMap(({ who }, index) => [
    approveCall(who, token),
    swapCall(pool, { who, tokenIn: token, amountIn: held[index] || 1n }),
  ])
  const [, sales = []] = await simulator.run({ block: where.block, blocks: [first, { calls: selling, secondsLater: 13 }] }, where.signal)
  return tries.map(({ spend }, index): Outcome => {
    const [buy, sale] = [own[index * 3 + 1], sales[index * 2 + 1]]
    const [swap, sold] = [swapped(buy), swapped(sale)]
    const reason = swap ? sale?.reason : buy?.reason
    return {
      ...{ spend, held: held[index] ?? 0n, owed: swap?.amountOut ?? 0n, bought: swap !== undefined },
      ...{ sold: swap !== undefined && sold !== undefined, arrived: sold?.arrived ?? 0n },
      ...(reason === undefined ? {} : { reason }),
    }
  })
}

interface Side {
  works(one: Outcome): boolean
  amount(one: Outcome): bigint
  lost(one: Outcome): number
}

/** The largest that went through, the smallest above it that did not, and what was lost most. */
function limits(outcomes: readonly Outcome[], { works, amount, lost }: Side): Limits {
  const good = outcomes.filter(works)
  const largest = good.at(-1)
  const bad = outcomes.find((one) => !works(one) && (largest === undefined || one.spend > largest.spend))
  const worst = good.reduce<Outcome | undefined>((most, one) => (most === undefined || lost(one) > lost(most) ? one : most), undefined)
  const refused = bad && amount(bad)
  return {
    ...(largest ? { most: amount(largest) } : {}),
    ...(refused ? { refused } : {}),
    ...(bad?.reason === undefined ? {} : { reason: bad.reason }),
    ...(worst && lost(worst) > 0 ? { taxBps: lost(worst), taxAt: amount(worst) } : {}),
  }
}

/** A refused purchase has no amount of the token: what the spending would have bought at the smallest one's rate stands for it. */
function sizeOf({ held, spend }: Outcome, outcomes: readonly Outcome[]): bigint {
  const [first] = outcomes
  return held > 0n || !first || first.spend === 0n ? held : (first.held * spend) / first.spend
}
