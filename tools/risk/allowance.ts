import { encodeFunctionData, erc20Abi, type Hex } from 'viem'
import { mergeOverrides } from '../../chain/simulate/raw.ts'
import type { Simulator } from '../../chain/simulate/simulator.ts'
import type { Resolve } from '../../core/resolve.ts'
import type { Opened } from './adversary.ts'
import { balanceCall, numberOf } from './calls.ts'
import type { PowerReport } from './report.ts'
import type { Where } from './where.ts'
import { described } from './who.ts'

const VICTIM: Hex = '0x000000000000000000000000000000000001c71a'
const STRANGER: Hex = '0x00000000000000000000000000000000005742a9'
const FRIEND: Hex = '0x0000000000000000000000000000000000f71e4d'

interface Asked {
  simulator: Simulator
  opened: Opened
  insiders: readonly Hex[]
}

/** Who can move a holder's tokens without an allowance, of a stranger and those that are close: one simulation for all. Throws PetrelError rpc_failed, simulation_failed. */
export async function allowancePowers({ simulator, opened, insiders }: Asked, where: Where, resolve: Resolve): Promise<PowerReport[]> {
  const { scene, buying } = opened
  const callers = [STRANGER, ...insiders]
  const data = encodeFunctionData({ abi: erc20Abi, functionName: 'transferFrom', args: [VICTIM, FRIEND, scene.held / 20n || 1n] })
  const overrides = mergeOverrides(buying.overrides, ...callers.map((caller) => ({ [caller]: { balance: 10n ** 21n } })))
  const calls = callers.flatMap((from) => [{ from, to: scene.token, data }, balanceCall(VICTIM, scene.token)])
  const blocks = [
    { ...buying, overrides },
    { calls: [balanceCall(VICTIM, scene.token), ...calls], secondsLater: 13 },
  ]
  const [, results = []] = await simulator.run({ block: where.block, blocks }, where.signal)
  const balances = [results[0], ...callers.map((_, index) => results[2 * index + 2])].map((result) => numberOf(result) ?? 0n)
  const taker = callers.find((_, index) => results[2 * index + 1]?.ok && (balances[index + 1] ?? 0n) < (balances[index] ?? 0n))
  if (taker === undefined) return []
  const who = taker === STRANGER ? { kind: 'anyone' as const } : await described(taker, where, resolve)
  const effect = { worked: true, takes: true, mints: false }
  return [
    { kind: 'take', name: 'transferFrom(address,address,uint256)', who, usable: 'yes', survives: undefined, perAccount: false, effect },
  ]
}
