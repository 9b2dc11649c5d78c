import { type Hex, numberToHex, type PublicClient } from 'viem'
import { overridesOf, rawRequest } from './raw.ts'
import { revertReason } from './revert-reason.ts'
import type { SimBlock, SimResult, Simulator } from './simulator.ts'

interface RawResult {
  status: Hex
  returnData: Hex
  gasUsed: Hex
  logs?: { address: Hex; topics: Hex[]; data: Hex }[]
  error?: { message?: string; data?: Hex }
}

/** The node runs blocks of calls itself (`eth_simulateV1`). */
export function simulateV1(client: PublicClient): Simulator {
  return {
    kind: 'simulate-v1',
    logs: true,
    blocks: true,
    whole: true,
    run: async ({ block, blocks }, signal) => {
      signal.throwIfAborted()
      const base = await client.getBlock({ blockNumber: block })
      const blockStateCalls = blocks.map((one, index) => stateCalls(one, { base, index }))
      const params = [{ blockStateCalls, validation: false, traceTransfers: false }, numberToHex(block)]
      const raw = (await rawRequest(client, { method: 'eth_simulateV1', params }, signal)) as { calls: RawResult[] }[]
      return raw.map(({ calls }) => calls.map(resultOf))
    },
  }
}

function stateCalls(one: SimBlock, { base, index }: { base: { number: bigint; timestamp: bigint }; index: number }) {
  const time = base.timestamp + BigInt(one.secondsLater ?? index + 1)
  const number = base.number + BigInt(one.blocksLater ?? index + 1)
  return {
    // A free base fee: the asker need not hold the coin that gas would cost.
    blockOverrides: { time: numberToHex(time), number: numberToHex(number), baseFeePerGas: '0x0' },
    ...(one.overrides ? { stateOverrides: overridesOf(one.overrides) } : {}),
    calls: one.calls.map(({ from, to, data, value }) => ({ from, to, data: data ?? '0x', value: numberToHex(value ?? 0n) })),
  }
}

function resultOf({ status, returnData, gasUsed, logs, error }: RawResult): SimResult {
  const ok = BigInt(status) === 1n
  const data = ok || returnData !== '0x' ? returnData : (error?.data ?? '0x')
  const reason = ok ? undefined : (revertReason(data) ?? error?.message)
  return { ok, data, gas: BigInt(gasUsed), ...(reason === undefined ? {} : { reason }), logs: ok ? (logs ?? []) : [] }
}
