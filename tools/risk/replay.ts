import type { Hex } from 'viem'
import { PROBE, probeCode } from '../../chain/simulate/probe.ts'
import { mergeOverrides } from '../../chain/simulate/raw.ts'
import type { Overrides, Simulator } from '../../chain/simulate/simulator.ts'
import { approveCall, lostBps, swapCall, swapped } from './calls.ts'
import type { RiskPool } from './pools.ts'
import type { Where } from './where.ts'

export interface Holding {
  address: Hex
  /** Base units. */
  amount: bigint
}

/** Sales of real holders, replayed. */
export interface Replay {
  tried: number
  failed: number
  /** Hundredths of a percent that the worst sale lost on its way to the pool. */
  worstBps: number
  /** Most frequent reason of those that failed: a stranger's words. */
  reason?: string
}

const MOST = 12

/**
 * Lets real holders sell a little at the same block, each by its own account. Undefined when there are none or the node cannot act for
 * several senders. Throws PetrelError rpc_failed, simulation_failed.
 */
export async function replayHolders(
  simulator: Simulator,
  { token, pool, holders }: { token: Hex; pool: RiskPool; holders: readonly Holding[] },
  { block, signal }: Where,
): Promise<Replay | undefined> {
  if (!simulator.whole || holders.length === 0) return undefined
  const chosen = spread(holders)
  const sales = chosen.map(({ address, amount }) => {
    const part = [amount / 10n, pool.reserve / 2_000n].reduce((a, b) => (a < b ? a : b))
    return { address, amount: part > 0n ? part : amount }
  })
  const coins = sales.map(({ address }): Overrides => ({ [address]: { balance: 10n ** 20n } }))
  const overrides = mergeOverrides({ [PROBE]: { code: probeCode() } }, ...coins)
  const calls = sales.flatMap(({ address, amount }) => [
    approveCall(address, token),
    swapCall(pool, { who: address, tokenIn: token, amountIn: amount }),
  ])
  const [results = []] = await simulator.run({ block, blocks: [{ calls, overrides }] }, signal)
  const outcomes = sales.map(({ amount }, index) => ({ amount, result: results[index * 2 + 1] }))
  const failed = outcomes.filter(({ result }) => !result?.ok)
  const reason = failed[0]?.result?.reason
  return {
    tried: outcomes.length,
    failed: failed.length,
    worstBps: Math.max(0, ...outcomes.map(({ amount, result }) => lostBps(amount, swapped(result)?.arrived ?? amount))),
    ...(reason === undefined ? {} : { reason }),
  }
}

/** The largest and, evenly, the rest: insiders are often among the largest, victims among the small. */
function spread(holders: readonly Holding[]): Holding[] {
  if (holders.length <= MOST) return [...holders]
  const step = (holders.length - 1) / (MOST - 1)
  return Array.from({ length: MOST }, (_, index) => holders[Math.round(index * step)]).filter((one) => one !== undefined)
}
