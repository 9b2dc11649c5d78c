import { decodeFunctionResult, encodeFunctionData, type Hex, numberToHex, type PublicClient } from 'viem'
import { PetrelError } from '../../core/errors.ts'
import { probeAbi, probeCode } from './probe.ts'
import { mergeOverrides, overridesOf, rawRequest } from './raw.ts'
import { revertReason } from './revert-reason.ts'
import type { SimCall, SimRequest, SimResult, Simulator } from './simulator.ts'

const RICH = 10n ** 26n

/**
 * One `eth_call` whose overrides put a runner of calls in the asker's place: all calls come from one address, in one block. The asker
 * is then a contract while it runs, which a token could notice.
 */
export function withOverrides(client: PublicClient): Simulator {
  return {
    kind: 'call',
    logs: false,
    blocks: false,
    whole: false,
    run: async (request, signal) => {
      signal.throwIfAborted()
      const calls = request.blocks.flatMap((block) => block.calls)
      const from = onlySender(calls)
      const results = from === undefined ? [] : await runAs(client, { from, calls, request }, signal)
      let next = 0
      return request.blocks.map((block) => block.calls.map(() => results[next++] as SimResult))
    },
  }
}

/** Throws PetrelError simulation_failed when several senders take part. */
function onlySender(calls: readonly SimCall[]): Hex | undefined {
  const senders = [...new Set(calls.map(({ from }) => from.toLowerCase()))]
  if (senders.length <= 1) return calls[0]?.from
  throw new PetrelError('simulation_failed', {
    message: `The node can simulate one sender at a time, not ${senders.length}.`,
    hint: 'Use an RPC endpoint that offers eth_simulateV1.',
  })
}

interface Job {
  from: Hex
  calls: readonly SimCall[]
  request: SimRequest
}

async function runAs(client: PublicClient, { from, calls, request }: Job, signal: AbortSignal): Promise<SimResult[]> {
  const list = calls.map(({ to, value, data }) => ({ to, value: value ?? 0n, data: data ?? '0x' }) as const)
  const asker = from.toLowerCase() as Hex
  const given = mergeOverrides(...request.blocks.map((block) => block.overrides))
  const overrides = mergeOverrides(given, { [asker]: { code: probeCode(), balance: given[asker]?.balance ?? RICH } })
  const data = encodeFunctionData({ abi: probeAbi, functionName: 'run', args: [list] })
  const params = [{ from: asker, to: asker, data }, numberToHex(request.block), overridesOf(overrides)]
  const answer = (await rawRequest(client, { method: 'eth_call', params }, signal)) as Hex
  return decodeFunctionResult({ abi: probeAbi, functionName: 'run', data: answer }).map(({ ok, data: output, gas }) => {
    const reason = ok ? undefined : revertReason(output)
    return { ok, data: output, gas, ...(reason === undefined ? {} : { reason }), logs: [] }
  })
}
