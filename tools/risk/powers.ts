import type { Hex } from 'viem'
import { type CodeFacts, eventsOf, factsOf, isAsked, STANDARD } from '../../audit/bytecode/facts.ts'
import { type Power, powersOf, renounceSlot } from '../../audit/bytecode/powers.ts'
import type { Simulator } from '../../chain/simulate/simulator.ts'
import type { Resolve } from '../../core/resolve.ts'
import { type Effect, NO_EFFECT, type openScene, useAgainst } from './adversary.ts'
import type { Code } from './code.ts'
import type { PowerReport } from './report.ts'
import { functionName } from './selectors.ts'
import type { Where } from './where.ts'
import { described, type Who, whoMay } from './who.ts'

const STRANGER: Hex = '0x00000000000000000000000000000000005742a9'
/** Functions that are tried out: more than any honest token has. */
const MOST = 14
/** transferOwnership, renounceOwnership, acceptOwnership. */
const USUAL: ReadonlySet<string> = new Set(['f2fde38b', '715018a6', '79ba5097'])

/** A power as it is tried out; `owner` for functions that name a new owner without being made for it. */
export type Tried = Omit<Power, 'kind'> & { kind: Power['kind'] | 'owner' }

export interface Found {
  /** Whose storage it writes. */
  token: Hex
  power: Tried
  who: Who
  survives: boolean | undefined
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
    for (const power of [...powersOf(facts), ...overOwner(facts, gone)]) {
      const who = await whoMay({ token, asked: power.asked, owner }, where, resolve)
      const survives = gone === undefined || power.asked.length === 0 ? undefined : !power.asked.every((tag) => tag === `s:${gone}`)
      found.push({ token, power, who, survives })
    }
  }
  return { found: found.slice(0, MOST * 2), truncated }
}

/** Functions besides the usual ones that write the slot of the owner. In a packed slot they may write something else: trying tells. */
function overOwner(facts: CodeFacts, slot: string | undefined): Tried[] {
  if (slot === undefined) return []
  return facts.selectors
    .filter((selector) => !USUAL.has(selector) && !STANDARD.has(selector))
    .flatMap((selector): Tried[] => {
      const writes = eventsOf(facts, selector).filter((event) => event.k === 'write' && !event.mapping && event.slot === slot)
      const asked = writes.every(isAsked) ? [...new Set(writes.flatMap((event) => event.asked))] : []
      return writes.length > 0 ? [{ kind: 'owner', selector, slots: [{ slot, mapping: false }], asked }] : []
    })
}

interface Trying {
  simulator: Simulator
  opened: NonNullable<Awaited<ReturnType<typeof openScene>>>
  /** Accounts that may be behind a list or an account in the code. */
  insiders: readonly Hex[]
  where: Where
}

/** Uses each function as those who may and reports what came of it; a few at a time. Throws PetrelError rpc_failed, simulation_failed. */
export async function tryPowers(found: readonly Found[], trying: Trying | undefined, where: Where): Promise<PowerReport[]> {
  const effects = new Map<string, Effect>()
  const selectors = [...new Map(found.filter(({ who }) => who.kind !== 'nobody').map((one) => [one.power.selector, one])).values()]
  const trials = trying ? selectors.slice(0, MOST) : []
  await Promise.all(trials.map(async (one) => void (trying && effects.set(one.power.selector, await tryOne(one, trying)))))
  const reports = await Promise.all(found.map((one) => report(one, effects.get(one.power.selector), where)))
  // What writes the owner's slot and makes nobody owner writes something else that is packed with it.
  return reports.filter(({ kind, effect }) => kind !== 'owner' || effect?.owns === true)
}

async function report({ token, power, who, survives }: Found, effect: Effect | undefined, where: Where): Promise<PowerReport> {
  const [first] = power.slots
  const now = first && !first.mapping ? await valueAt(token, first.slot, where) : undefined
  return {
    ...{ kind: power.kind, name: functionName(power.selector), who, survives, usable: usable(who, effect) },
    perAccount: power.slots.length > 0 && power.slots.every(({ mapping }) => mapping),
    ...(now === undefined ? {} : { now }),
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

async function tryOne({ power, who }: Found, { simulator, opened, insiders, where }: Trying): Promise<Effect> {
  const callers = who.address ? [who.address] : who.kind === 'anyone' ? [STRANGER] : insiders
  let effect: Effect = NO_EFFECT
  for (const caller of callers) {
    effect = await useAgainst(simulator, { ...opened, power, caller }, where)
    if (effect.worked) break
  }
  return effect
}

function usable(who: Who, effect: Effect | undefined): PowerReport['usable'] {
  if (who.kind === 'nobody') return 'no'
  if (effect?.worked) return 'yes'
  // What anyone may call and nobody can is over: an initialiser that has run.
  if (effect && who.kind === 'anyone') return 'no'
  return 'unknown'
}

/** The power to exchange the code of a proxy; undefined when the code is not exchangeable by a slot that is known. */
export async function upgradePower(code: Code, where: Where, resolve: Resolve): Promise<PowerReport | undefined> {
  const kind = code.parts[0]?.proxy?.kind
  if (kind === undefined || kind === 'minimal') return undefined
  const who: Who = code.admin ? await described(code.admin, where, resolve) : { kind: 'unknown' }
  return {
    ...{ kind: 'upgrade', name: 'upgradeTo(address)', who, perAccount: false },
    usable: code.admin ? 'yes' : 'unknown',
    survives: code.admin ? true : undefined,
  }
}
