import type { Hex } from 'viem'
import { factsOf } from '../../audit/bytecode/facts.ts'
import { type Power, powersOf, renounceSlot } from '../../audit/bytecode/powers.ts'
import type { Simulator } from '../../chain/simulate/simulator.ts'
import type { Resolve } from '../../core/resolve.ts'
import { type Effect, type openScene, useAgainst } from './adversary.ts'
import type { Code } from './code.ts'
import type { PowerReport } from './report.ts'
import { functionName } from './selectors.ts'
import type { Where } from './where.ts'
import { described, type Who, whoMay } from './who.ts'

const STRANGER: Hex = '0x00000000000000000000000000000000005742a9'
/** Functions that are tried out: more than any honest token has. */
const MOST = 14

export interface Found {
  power: Power
  who: Who
  survives: boolean | undefined
}

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
    for (const power of powersOf(facts)) {
      const who = await whoMay({ token, asked: power.asked, owner }, where, resolve)
      const survives = gone === undefined || power.asked.length === 0 ? undefined : !power.asked.every((tag) => tag === `s:${gone}`)
      found.push({ power, who, survives })
    }
  }
  return { found: found.slice(0, MOST * 2), truncated }
}

interface Trying {
  simulator: Simulator
  opened: NonNullable<Awaited<ReturnType<typeof openScene>>>
  /** Accounts that may be behind a list or an account in the code. */
  insiders: readonly Hex[]
  where: Where
}

/** Uses each function as those who may and reports what came of it; a few at a time. Throws PetrelError rpc_failed, simulation_failed. */
export async function tryPowers(found: readonly Found[], trying: Trying | undefined): Promise<PowerReport[]> {
  const effects = new Map<string, Effect>()
  const selectors = [...new Map(found.filter(({ who }) => who.kind !== 'nobody').map((one) => [one.power.selector, one])).values()]
  if (trying)
    await Promise.all(selectors.slice(0, MOST).map(async (one) => void effects.set(one.power.selector, await tryOne(one, trying))))
  return found.map(({ power, who, survives }) => {
    const effect = effects.get(power.selector)
    return {
      kind: power.kind,
      name: functionName(power.selector),
      who,
      survives,
      usable: usable(who, effect),
      ...(effect ? { effect } : {}),
    }
  })
}

async function tryOne({ power, who }: Found, { simulator, opened, insiders, where }: Trying): Promise<Effect> {
  const callers = who.address ? [who.address] : who.kind === 'anyone' ? [STRANGER] : insiders
  let effect: Effect = { worked: false, takes: false, mints: false }
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
    kind: 'upgrade',
    name: 'upgradeTo(address)',
    who,
    usable: code.admin ? 'yes' : 'unknown',
    survives: code.admin ? true : undefined,
  }
}
