import type { Hex } from 'viem'
import type { Simulator } from '../../chain/simulate/simulator.ts'
import { approveCall, balanceCall, means, numberOf, swapCall, swapped } from './calls.ts'
import type { RiskPool } from './pools.ts'
import type { Where } from './where.ts'

/** Parts of the pool that purchases of growing size take, per million. */
const SHARES = [100n, 1_000n, 10_000n, 50_000n]
const buyer = (index: number): Hex => `0x${(0xb0b000 + index).toString(16).padStart(40, '0')}`

/** How large a trade may be. Amounts in base units; `most` went through, `refused` did not. */
export interface Sizes {
  buy: { most?: bigint; refused?: bigint; reason?: string }
  /** Of the whole holding at once. */
  sell: { most?: bigint; refused?: bigint; reason?: string }
}

interface Try {
  spend: bigint
  who: Hex
}

/**
 * Buys growing parts of the pool with fresh accounts, then sells each holding whole in the next block. Undefined when nothing could be bought or the
 * node simulates one sender at a time. Throws PetrelError rpc_failed, simulation_failed.
 */
export async function trySizes(
  simulator: Simulator,
  { token, pool }: { token: Hex; pool: RiskPool },
  where: Where,
): Promise<Sizes | undefined> {
  if (!simulator.whole) return undefined
  const tries = SHARES.map((share, index): Try => ({ spend: (pool.quoteReserve * share) / 1_000_000n, who: buyer(index) })).filter(
    ({ spend }) => spend > 0n,
  )
  const given = await means(pool, tries.map(({ who, spend }) => ({ who, amount: spend })), where) // biome-ignore format: short
  if (!given) return undefined
  const calls = [
    ...given.calls,
    ...tries.flatMap(({ who, spend }) => [
      approveCall(who, pool.quote),
      swapCall(pool, { who, tokenIn: pool.quote, amountIn: spend }),
      balanceCall(who, token),
    ]),
  ]
  const first = { calls, overrides: given.overrides }
  const [bought = []] = await simulator.run({ block: where.block, blocks: [first] }, where.signal)
  const own = bought.slice(given.calls.length)
  const held = tries.map((_, index) => numberOf(own[index * 3 + 2]) ?? 0n)
  const sold = tries.flatMap(({ who }, index) => {
    const amount = held[index] ?? 0n
    return amount > 0n
      ? [{ index, amount, calls: [approveCall(who, token), swapCall(pool, { who, tokenIn: token, amountIn: amount })] }]
      : []
  })
  if (sold.length === 0) return undefined
  const [, sales = []] = await simulator.run(
    { block: where.block, blocks: [first, { calls: sold.flatMap((one) => one.calls), secondsLater: 13 }] },
    where.signal,
  )
  return {
    buy: limits(tries.map((_, index) => ({ amount: held[index] ?? 0n, result: own[index * 3 + 1] })), tries), // biome-ignore format: short
    sell: limits(sold.map(({ amount }, index) => ({ amount, result: sales[index * 2 + 1] }))), // biome-ignore format: short
  }
}

type Outcome = { amount: bigint; result: Parameters<typeof swapped>[0] }

/** The largest that went through and, where a larger one did not, the smallest of those. */
function limits(outcomes: readonly Outcome[], tries?: readonly Try[]): Sizes['buy'] {
  const good = outcomes.filter(({ result }) => swapped(result) !== undefined).map(({ amount }) => amount)
  const most = [...good].sort((a, b) => (a < b ? 1 : -1))[0]
  const at = outcomes.findIndex(({ result, amount }) => swapped(result) === undefined && (tries !== undefined || amount > (most ?? 0n)))
  const bad = outcomes[at]
  if (!bad) return most === undefined ? {} : { most }
  const reason = bad.result?.reason
  // A refused purchase has no amount of the token: what the spending would have bought at the first one's rate stands for it.
  const refused = bad.amount > 0n ? bad.amount : scaled(outcomes, tries, at)
  return {
    ...(most === undefined ? {} : { most }),
    ...(refused === undefined ? {} : { refused }),
    ...(reason === undefined ? {} : { reason }),
  }
}

function scaled(outcomes: readonly Outcome[], tries: readonly Try[] | undefined, at: number): bigint | undefined {
  const [first, wanted] = [tries?.[0], tries?.[at]]
  const got = outcomes[0]?.amount ?? 0n
  return first && wanted && got > 0n && first.spend > 0n ? (got * wanted.spend) / first.spend : undefined
}
