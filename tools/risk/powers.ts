import { type Hex, parseAbi } from 'viem'
import { factsOf } from '../../audit/bytecode/facts.ts'
import { type Power, powersOf, renounceSlot } from '../../audit/bytecode/powers.ts'
import type { Simulator } from '../../chain/simulate/simulator.ts'
import type { Resolve } from '../../core/resolve.ts'
import { type Effect, NO_EFFECT, type Opened, type Use, useAgainst } from './adversary.ts'
import type { Code } from './code.ts'
import { inStandard, joinsOf, overOwner, worksOnce } from './hidden-powers.ts'
import type { PowerReport } from './report.ts'
import { functionName } from './selectors.ts'
import type { Where } from './where.ts'
import { described, type Who, whoMay } from './who.ts'

const STRANGER: Hex = '0x00000000000000000000000000000000005742a9'
/** Functions that are tried out: more than any honest token has. */
const MOST = 14

/** A power as it is tried out; `owner` for functions that name a new owner without being made for it. */
export type Tried = Omit<Power, 'kind'> & {
  kind: Power['kind'] | 'owner'
  /** It stands in a function that is meant for something else. */
  hidden?: true
}

export interface Found {
  /** Whose storage it writes. */
  token: Hex
  power: Tried
  who: Who
  survives: boolean | undefined
  /** It works once, and asks whether it did: an initialiser. */
  once: boolean
  /** Functions by which anybody puts something on the lists that it asks: a holder's consent, or a way in for everyone. */
  joins: readonly string[]
}

/** Whether the code has a function that gives ownership up. */
export const renounces = ({ parts }: Code): boolean => parts.some(({ bytes }) => renounceSlot(factsOf(bytes)) !== undefined)

/** Powers in the code of the token and what it forwards to, with who has each now. Throws PetrelError rpc_failed. */
export async function findPowers(
  code: Code,
  { token, owner }: { token: Hex; owner: Hex | undefined },
  { where, resolve }: { where: Where; resolve: Resolve },
) {
  const found: Found[] = []
  let truncated = false
  for (const { bytes } of code.parts) {
    const facts = factsOf(bytes)
    truncated ||= facts.truncated
    const gone = renounceSlot(facts)
    for (const power of [...powersOf(facts), ...overOwner(facts, gone), ...inStandard(facts)]) {
      const who = await whoMay({ token, asked: power.asked, owner }, where, resolve)
      const survives = gone === undefined || power.asked.length === 0 ? undefined : !power.asked.every((tag) => tag === `s:${gone}`)
      found.push({ token, power, who, survives, once: worksOnce(facts, power.selector), joins: joinsOf(facts, power) })
    }
  }
  return { found: found.slice(0, MOST * 2), truncated }
}

interface Trying {
  simulator: Simulator
  opened: Opened
  /** Accounts that may be behind a list or an account in the code. */
  insiders: readonly Hex[]
  where: Where
}

/**
 * Uses each function as those who may, then those together that did no harm alone, and reports what came of it; a few at a time.
 * Throws PetrelError rpc_failed, simulation_failed.
 */
export async function tryPowers(found: readonly Found[], trying: Trying | undefined, where: Where): Promise<PowerReport[]> {
  const tried = new Map<string, Trial>()
  const selectors = [...new Map(found.filter(({ who }) => who.kind !== 'nobody').map((one) => [one.power.selector, one])).values()]
  const trials = trying ? selectors.slice(0, MOST) : []
  await Promise.all(trials.map(async (one) => void (trying && tried.set(one.power.selector, await tryOne(one, trying)))))
  // What needs the holder's consent is no power over the holder.
  const powers = found.filter(({ power, joins }) => joins.length === 0 || !isQuiet(tried.get(power.selector)))
  const reports = await Promise.all(powers.map((one) => report(one, tried.get(one.power.selector), where)))
  const shown = reports.filter(isSeen)
  return trying ? [...shown, ...(await together(found, tried, trying))] : shown
}

/** What writes the owner's slot and makes nobody owner writes something else that is packed with it. */
const isSeen = ({ kind, effect }: PowerReport): boolean => kind !== 'owner' || effect?.owns === true

const isQuiet = (trial: Trial | undefined): boolean => trial !== undefined && !harms(trial.effect)
const harms = (effect: Effect): boolean => effect.takes || effect.stops !== undefined || effect.mints || (effect.taxBps ?? 0) > 0

/** Functions that worked and did no harm alone, all used before one sale. */
async function together(
  found: readonly Found[],
  tried: ReadonlyMap<string, Trial>,
  { simulator, opened, where }: Trying,
): Promise<PowerReport[]> {
  const quiet = found.filter(({ power, who }) => {
    const trial = tried.get(power.selector)
    return trial?.caller !== undefined && !harms(trial.effect) && who.kind !== 'nobody'
  })
  const once = [...new Map(quiet.map((one) => [one.power.selector, one])).values()]
  const [first] = once
  if (!first || once.length < 2) return []
  const uses = once.map(({ power }): Use => ({ selector: power.selector, caller: tried.get(power.selector)?.caller ?? STRANGER }))
  const effect = await useAgainst(simulator, { ...opened, uses }, where)
  if (!harms(effect)) return []
  const name = once.map(({ power }) => functionName(power.selector)).join(' + ')
  return [
    {
      kind: effect.takes ? 'take' : effect.mints ? 'mint' : 'stop',
      name,
      who: first.who,
      usable: 'yes',
      survives: first.survives,
      perAccount: false,
      effect,
    },
  ]
}

async function report({ token, power, who, survives, once }: Found, trial: Trial | undefined, where: Where): Promise<PowerReport> {
  const [first] = power.slots
  const now = first && !first.mapping ? await valueAt(token, first.slot, where) : undefined
  const { effect, caller } = trial ?? {}
  // Whom the code does not name, the trial may have found.
  const user: Who = caller !== undefined && who.address === undefined && who.kind !== 'anyone' ? { ...who, address: caller } : who
  const hidden = who.kind === 'anyone' && effect?.worked === true && caller !== STRANGER && caller !== undefined
  return {
    ...{ kind: power.kind, name: functionName(power.selector), who: hidden ? { kind: 'fixed', address: caller } : user, survives },
    usable: usable(who, effect, once),
    perAccount: power.slots.length > 0 && power.slots.every(({ mapping }) => mapping),
    ...(now === undefined ? {} : { now }),
    ...(power.hidden ? { hidden: true as const } : {}),
    ...(effect ? { effect } : {}),
  }
}

/** A number or an address as it stands in storage; undefined for words in which several values are packed, and where the slot is not known. */
async function valueAt(token: Hex, slot: string, { chain, block }: Where): Promise<string | undefined> {
  if (!/^[0-9a-f]{1,64}$/.test(slot)) return undefined
  const word = await chain.client
    .getStorageAt({ address: token, slot: `0x${slot.padStart(64, '0')}`, blockNumber: block })
    .catch(() => undefined)
  if (word === undefined) return undefined
  const value = BigInt(word)
  if (value < 1n << 112n) return value.toString()
  return value >> 160n === 0n ? `0x${word.slice(-40).toLowerCase()}` : undefined
}

interface Trial {
  effect: Effect
  /** For whom it worked. */
  caller?: Hex
}

async function tryOne({ power, who, joins }: Found, { simulator, opened, insiders, where }: Trying): Promise<Trial> {
  // A condition may be hidden: what seems open to anyone is tried by those who are close too.
  const callers = who.address ? [who.address] : who.kind === 'anyone' ? [STRANGER, ...insiders] : insiders
  let best: Trial = { effect: NO_EFFECT }
  if (joins.length > 0) {
    const uses = [...joins, power.selector].map((selector): Use => ({ selector, caller: STRANGER }))
    const effect = await useAgainst(simulator, { ...opened, uses }, where)
    if (harms(effect)) return { effect, caller: STRANGER }
  }
  for (const caller of callers) {
    const effect = await useAgainst(simulator, { ...opened, uses: [{ selector: power.selector, caller }] }, where)
    const harmed = harms(effect) || effect.owns === true
    if (effect.worked && (harmed || best.caller === undefined)) best = { effect, caller }
    // Code may do nothing for strangers and something for its own without refusing either.
    if (harmed || (effect.worked && who.kind !== 'anyone')) break
  }
  return best
}

function usable(who: Who, effect: Effect | undefined, once: boolean): PowerReport['usable'] {
  if (who.kind === 'nobody') return 'no'
  if (effect?.worked) return 'yes'
  // What anyone may call, works once and does not work now is over.
  if (effect && who.kind === 'anyone' && once) return 'no'
  return 'unknown'
}

/** Whom a beacon obeys. */
const ownerOf = async (address: Hex, { chain, block }: Where): Promise<Hex | undefined> => {
  const owner = await chain.client
    .readContract({ address, abi: parseAbi(['function owner() view returns (address)']), functionName: 'owner', blockNumber: block })
    .catch(() => undefined)
  return owner?.toLowerCase() as Hex | undefined
}

/** The power to exchange the code of a proxy; undefined when the code is not exchangeable by a slot that is known. */
export async function upgradePower(code: Code, where: Where, resolve: Resolve): Promise<PowerReport | undefined> {
  const kind = code.parts[0]?.proxy?.kind
  if (kind === undefined || kind === 'minimal') return undefined
  const holder = code.admin ?? (code.beacon && (await ownerOf(code.beacon, where)))
  const who: Who = holder ? await described(holder, where, resolve) : { kind: 'unknown' }
  return {
    ...{ kind: 'upgrade', name: 'upgradeTo(address)', who, perAccount: false },
    usable: who.kind === 'nobody' ? 'no' : holder ? 'yes' : 'unknown',
    survives: holder ? true : undefined,
  }
}
