import { encodeAbiParameters, type Hex } from 'viem'
import { PROBE } from '../../chain/simulate/probe.ts'
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
  /** owner() named somebody else afterwards. */
  owns?: true
  /** Of the numbers that were tried as its arguments, the least and the largest that it took; `all` when it refused none. */
  accepts?: { least: bigint; most: bigint; all: boolean }
}

export const NO_EFFECT: Effect = { worked: false, takes: false, mints: false }

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

/** Parts of the supply that limits of wallets and trades are usually set to. */
const PARTS = [1_000_000n, 10_000n, 1_000n, 200n, 100n, 50n]

const words = (...values: readonly (bigint | Hex)[]): Hex => {
  const types = values.map(() => ({ type: 'uint256' as const }))
  return encodeAbiParameters(types, values.map((value) => BigInt(value))) // biome-ignore format: short
}

interface Variant {
  args: Hex
  /** The number that stands for every argument. */
  number?: bigint
}

/**
 * Arguments that harm: switches off and on, every kind of rate, limits of parts of the supply, the victim and the pool on lists, and money to a friend. A
 * function reads as many words as it has parameters and ignores the others.
 */
function variants(pool: Hex, { held, supply }: Pick<Scene, 'held' | 'supply'>): Variant[] {
  const same = (number: bigint): Variant => ({ args: words(number, number, number, number, number), number })
  const limits = PARTS.map((part) => supply / part).filter((number) => number > 10_000n)
  // Who sells, where, and through whom.
  const named = [VICTIM, pool, PROBE]
  const lists = [1n, 0n].flatMap((on) => named.map((one) => words(one, on, 0n)))
  const arrays = [words(0x20n, 1n, VICTIM), words(0x40n, 1n, 1n, VICTIM)]
  const grabs = [words(FRIEND, 10n ** 30n), words(VICTIM, held / 4n), words(VICTIM, FRIEND, held / 8n)]
  const others = [...lists, ...arrays, ...grabs].map((args): Variant => ({ args }))
  return [same(0n), ...[...NUMBERS, ...limits].sort((x, y) => (x < y ? -1 : 1)).map(same), ...others]
}

interface Scene {
  token: Hex
  pool: RiskPool
  /** What the victim holds after buying, base units. */
  held: bigint
  /** Base units in existence. */
  supply: bigint
}

/** A holder and how it became one. */
export interface Opened {
  scene: Scene
  buying: SimBlock
}

/** Buys as the victim; undefined when that is not possible. Throws PetrelError rpc_failed, simulation_failed. */
export async function openScene(
  simulator: Simulator,
  { token, pool }: { token: Hex; pool: RiskPool },
  where: Where,
): Promise<Opened | undefined> {
  if (!simulator.whole) return undefined
  const spend = pool.quoteReserve / 2_000n || 1n
  const given = await means(pool, [{ who: VICTIM, amount: spend }], where)
  if (!given) return undefined
  const calls = [
    ...given.calls,
    ...[approveCall(VICTIM, pool.quote), approveCall(VICTIM, token), swapCall(pool, { who: VICTIM, tokenIn: pool.quote, amountIn: spend })],
    supplyCall(VICTIM, token),
    balanceCall(VICTIM, token),
  ]
  const buying = { calls, overrides: given.overrides }
  const [list = []] = await simulator.run({ block: where.block, blocks: [buying] }, where.signal)
  const held = numberOf(list.at(-1)) ?? 0n
  const supply = numberOf(list.at(-2)) ?? 0n
  return held > 0n ? { scene: { token, pool, held, supply }, buying } : undefined
}

const CALLS = 5
const ownerCall = (token: Hex): SimCall => ({ from: VICTIM, to: token, data: '0x8da5cb5b' })

/** A function and who calls it. */
export interface Use {
  selector: string
  caller: Hex
}

/** Calls functions as those who may, with every kind of argument, all of them with one kind before a sale of the victim is looked at. */
export async function useAgainst(
  simulator: Simulator,
  { scene, buying, uses }: Opened & { uses: readonly Use[] },
  { chain, block, signal }: Where,
): Promise<Effect> {
  const { token, pool, held } = scene
  const list = variants(pool.address, scene)
  const part = held / BigInt(2 * list.length + 8) || 1n
  const look = (calls: readonly SimCall[]): SimCall[] => [
    ...calls,
    ...[balanceCall(VICTIM, token), supplyCall(VICTIM, token), swapCall(pool, { who: VICTIM, tokenIn: token, amountIn: part })],
    ownerCall(token),
  ]
  const calls = list.map(({ args }) =>
    uses.map(({ selector, caller }): SimCall => ({ from: caller, to: token, data: `0x${selector}${args.slice(2)}` })),
  )
  const coins = uses.map(({ caller }) => ({ [caller]: { balance: 10n ** 21n } }))
  const overrides = mergeOverrides(buying.overrides, ...coins)
  const idle = uses.map(() => balanceCall(VICTIM, token))
  const blocks = [
    { ...buying, overrides },
    { calls: look(idle), secondsLater: 13 },
    { calls: look(idle), secondsLater: 14 },
    ...calls.map((call, index) => ({ calls: look(call), secondsLater: 15 + index })),
  ]
  // Blocks that look mined, with a price for gas: a switch may hang on it.
  const mined = chain.blockTime !== undefined
  const results = (await simulator.run({ block, blocks, mined }, signal)).map((group, index) =>
    index === 0 ? group : joined(group, uses.length),
  )
  return { ...judge(results.slice(1), { part }), ...accepted(list, results.slice(3)) }
}

/** The calls of a group as one: it went through when each did. */
function joined(group: readonly SimResult[], count: number): SimResult[] {
  const [first, ...others] = group.slice(0, count)
  return first ? [{ ...first, ok: first.ok && others.every(({ ok }) => ok) }, ...group.slice(count)] : []
}

/** Which numbers the function took. */
function accepted(list: readonly Variant[], results: readonly (readonly SimResult[])[]): Pick<Effect, 'accepts'> {
  const numbers = list.flatMap(({ number }, index) => (number === undefined ? [] : [{ number, ok: results[index]?.[0]?.ok === true }]))
  const taken = numbers.filter(({ ok }) => ok).map(({ number }) => number)
  const [least, most] = [taken[0], taken.at(-1)]
  return least === undefined || most === undefined ? {} : { accepts: { least, most, all: taken.length === numbers.length } }
}

/** The first two blocks are the state before any call, twice: what changes between them is nobody's doing. */
function judge([first = [], second = [], ...after]: readonly (readonly SimResult[])[], { part }: { part: bigint }): Effect {
  const [start, base] = [state(first, part), state(second, part)]
  const melts = base.balance < start.balance - (start.sold ? part : 0n)
  const grows = base.supply > start.supply
  const effect: Effect = { worked: false, takes: false, mints: false }
  let last = base
  for (const group of after.filter((one) => one.length === CALLS)) {
    const now = state(group, part)
    const expected = last.balance - (last.sold ? part : 0n)
    if (group[0]?.ok) {
      effect.worked = true
      if (!melts && base.sold && last.sold && !now.sold && effect.stops === undefined) effect.stops = now.reason
      if (!base.sold && now.sold) effect.opens = true
      if (now.sold && now.taxBps > base.taxBps + 1 && now.taxBps > (effect.taxBps ?? 0)) effect.taxBps = now.taxBps
      if (!melts && now.balance < expected - expected / 10_000n) effect.takes = true
      if (!grows && now.supply > last.supply) effect.mints = true
      if (now.owner !== base.owner) effect.owns = true
    }
    last = now
  }
  return effect
}

interface State {
  balance: bigint
  supply: bigint
  owner: string
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
    owner: group[4]?.ok ? group[4].data : '',
    sold: moved !== undefined,
    taxBps: moved ? lostBps(part, moved.arrived) : 0,
    reason: sale?.reason ?? '',
  }
}
