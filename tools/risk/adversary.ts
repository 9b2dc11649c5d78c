import { encodeAbiParameters, type Hex } from 'viem'
import type { Power } from '../../audit/bytecode/powers.ts'
import { mergeOverrides } from '../../chain/simulate/raw.ts'
import type { SimBlock, SimCall, SimResult, Simulator } from '../../chain/simulate/simulator.ts'
import { approveCall, balanceCall, lostBps, means, numberOf, supplyCall, swapCall, swapped } from './calls.ts'
import type { RiskPool } from './pools.ts'
import type { Where } from './where.ts'

const VICTIM: Hex = '0x000000000000000000000000000000000001c71a'
const FRIEND: Hex = '0x0000000000000000000000000000000000f71e4d'

/** What a function did to somebody who holds the token, when those who may call it did. */
export interface Effect {
  /** At least one of the calls went through. */
  worked: boolean
  /** Sales that went through before did not any more: a stranger's words, or "". */
  stops?: string
  /** Highest share of a sale that went missing after a call, hundredths of a percent, when it is more than before. */
  taxBps?: number
  /** A sale that failed before went through after a call: whoever may call it picks who can sell. */
  opens?: boolean
  /** The holder's balance fell without its doing. */
  takes: boolean
  /** The supply grew. */
  mints: boolean
}

const MAX = (1n << 160n) - 1n
/** Small to large: percent, per mille and basis points are all in use. */
const NUMBERS = [
  1n,
  5n,
  10n,
  15n,
  20n,
  25n,
  30n,
  50n,
  90n,
  99n,
  100n,
  300n,
  500n,
  900n,
  990n,
  1000n,
  2000n,
  2500n,
  3000n,
  5000n,
  9000n,
  9900n,
  10_000n,
  MAX,
]

const words = (...values: readonly (bigint | Hex)[]): Hex => {
  const types = values.map(() => ({ type: 'uint256' as const }))
  return encodeAbiParameters(types, values.map((value) => BigInt(value))) // biome-ignore format: short
}

/**
 * Arguments that harm: switches off and on, every kind of rate, the victim and the pool on lists, and money to a friend. A function reads as many words as it
 * has parameters and ignores the others.
 */
function variants(pool: Hex, held: bigint): Hex[] {
  const zero = words(0n, 0n, 0n, 0n, 0n)
  const rates = NUMBERS.map((rate) => words(rate, rate, rate, rate, rate))
  const lists = [words(VICTIM, 1n, 0n), words(pool, 1n, 0n), words(VICTIM, 0n, 0n), words(pool, 0n, 0n)]
  const arrays = [words(0x20n, 1n, VICTIM), words(0x40n, 1n, 1n, VICTIM)]
  const grabs = [words(FRIEND, 10n ** 30n), words(VICTIM, held / 4n), words(VICTIM, FRIEND, held / 8n)]
  return [zero, ...rates, ...lists, ...arrays, ...grabs]
}

interface Scene {
  token: Hex
  pool: RiskPool
  /** What the victim holds after buying, base units. */
  held: bigint
  spend: bigint
}

/** Buys as the victim; undefined when that is not possible. Throws PetrelError rpc_failed, simulation_failed. */
export async function openScene(
  simulator: Simulator,
  { token, pool }: { token: Hex; pool: RiskPool },
  where: Where,
): Promise<{ scene: Scene; buying: SimBlock } | undefined> {
  if (!simulator.whole) return undefined
  const spend = pool.quoteReserve / 2_000n || 1n
  const given = await means(pool, [{ who: VICTIM, amount: spend }], where)
  if (!given) return undefined
  const calls = [
    ...given.calls,
    ...[approveCall(VICTIM, pool.quote), approveCall(VICTIM, token), swapCall(pool, { who: VICTIM, tokenIn: pool.quote, amountIn: spend })],
    balanceCall(VICTIM, token),
  ]
  const buying = { calls, overrides: given.overrides }
  const [list = []] = await simulator.run({ block: where.block, blocks: [buying] }, where.signal)
  const held = numberOf(list.at(-1)) ?? 0n
  return held > 0n ? { scene: { token, pool, held, spend }, buying } : undefined
}

const CALLS = 4

/** Calls one function as those who may, with every kind of argument, and looks after each call what a sale of the victim comes to. */
export async function useAgainst(
  simulator: Simulator,
  { scene, buying, power, caller }: { scene: Scene; buying: SimBlock; power: Power; caller: Hex },
  { block, signal }: Where,
): Promise<Effect> {
  const { token, pool, held } = scene
  const list = variants(pool.address, held)
  const part = held / BigInt(2 * list.length + 4) || 1n
  const look = (call?: SimCall): SimCall[] => [
    ...(call ? [call] : [balanceCall(VICTIM, token)]),
    ...[balanceCall(VICTIM, token), supplyCall(VICTIM, token), swapCall(pool, { who: VICTIM, tokenIn: token, amountIn: part })],
  ]
  const calls = list.map((args): SimCall => ({ from: caller, to: token, data: `0x${power.selector}${args.slice(2)}` }))
  const overrides = mergeOverrides(buying.overrides, { [caller]: { balance: 10n ** 21n } })
  const blocks = [
    { ...buying, overrides },
    { calls: look(), secondsLater: 13 },
    ...calls.map((call, index) => ({ calls: look(call), secondsLater: 14 + index })),
  ]
  const results = await simulator.run({ block, blocks }, signal)
  return judge(results.slice(1), { part })
}

/** The second block is the state before any call. */
function judge([before = [], ...after]: readonly (readonly SimResult[])[], { part }: { part: bigint }): Effect {
  const base = state(before, part)
  const effect: Effect = { worked: false, takes: false, mints: false }
  let last = base
  for (const group of after.filter((one) => one.length === CALLS)) {
    const now = state(group, part)
    const expected = last.balance - (last.sold ? part : 0n)
    if (group[0]?.ok) {
      effect.worked = true
      if (base.sold && last.sold && !now.sold && effect.stops === undefined) effect.stops = now.reason
      if (!base.sold && now.sold) effect.opens = true
      if (now.sold && now.taxBps > base.taxBps + 1 && now.taxBps > (effect.taxBps ?? 0)) effect.taxBps = now.taxBps
      if (now.balance < expected - expected / 10_000n) effect.takes = true
      if (now.supply > last.supply) effect.mints = true
    }
    last = now
  }
  return effect
}

interface State {
  balance: bigint
  supply: bigint
  sold: boolean
  taxBps: number
  reason: string
}

function state(group: readonly SimResult[], part: bigint): State {
  const sale = group[3]
  const moved = swapped(sale)
  return {
    balance: numberOf(group[1]) ?? 0n,
    supply: numberOf(group[2]) ?? 0n,
    sold: moved !== undefined,
    taxBps: moved ? lostBps(part, moved.arrived) : 0,
    reason: sale?.reason ?? '',
  }
}
