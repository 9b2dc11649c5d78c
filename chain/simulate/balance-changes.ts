import { type Address, decodeAbiParameters, encodeFunctionData, erc20Abi, type Hex } from 'viem'
import { PROBE, probeAbi, probeCode } from './probe.ts'
import { mergeOverrides } from './raw.ts'
import type { Overrides, SimCall, SimResult, Simulator } from './simulator.ts'

/** A balance that is watched; `native` is the chain's coin. */
export interface Watched {
  token: Address | 'native'
  owner: Address
}

export interface BalanceChange extends Watched {
  /** Base units; undefined where the token gave no number. */
  before: bigint | undefined
  after: bigint | undefined
}

export interface Rehearsal {
  /** All calls went through. */
  ok: boolean
  /** Why the first that failed did. */
  reason?: string
  results: readonly SimResult[]
  /** Sum of the calls' gas. */
  gas: bigint
  changes: readonly BalanceChange[]
}

export interface RehearsalRequest {
  block: bigint
  calls: readonly SimCall[]
  watch: readonly Watched[]
  overrides?: Overrides
}

const look = ({ token, owner }: Watched, from: Address): SimCall =>
  token === 'native'
    ? { from, to: PROBE, data: encodeFunctionData({ abi: probeAbi, functionName: 'nativeBalance', args: [owner] }) }
    : { from, to: token, data: encodeFunctionData({ abi: erc20Abi, functionName: 'balanceOf', args: [owner] }) }

function seen(result: SimResult | undefined): bigint | undefined {
  if (!result?.ok || result.data.length < 66) return undefined
  return decodeAbiParameters([{ type: 'uint256' }], result.data.slice(0, 66) as Hex)[0]
}

/**
 * Runs calls on the state of a block and says what they changed in the watched balances, gas not counted in. Nothing is sent.
 * Throws PetrelError simulation_failed, rpc_failed.
 */
export async function rehearse(simulator: Simulator, request: RehearsalRequest, signal: AbortSignal): Promise<Rehearsal> {
  const { block, calls, watch } = request
  const from = calls[0]?.from ?? PROBE
  const looks = watch.map((one) => look(one, from))
  const overrides = mergeOverrides({ [PROBE]: { code: probeCode() } }, request.overrides)
  const [list = []] = await simulator.run({ block, blocks: [{ calls: [...looks, ...calls, ...looks], overrides }] }, signal)
  const results = list.slice(looks.length, looks.length + calls.length)
  const failed = results.find(({ ok }) => !ok)
  const last = looks.length + calls.length
  return {
    ok: failed === undefined,
    ...(failed ? { reason: failed.reason ?? 'reverted without a reason' } : {}),
    results,
    gas: results.reduce((sum, { gas }) => sum + gas, 0n),
    changes: watch.map((one, index) => ({ ...one, before: seen(list[index]), after: seen(list[last + index]) })),
  }
}
