import { type Hex, numberToHex, type PublicClient } from 'viem'
import { PetrelError } from '../../core/errors.ts'
import { overridesOf, rawRequest } from './raw.ts'
import { revertReason } from './revert-reason.ts'
import type { SimBlock, SimRequest, SimResult, Simulator } from './simulator.ts'

interface RawResult {
  status: Hex
  returnData: Hex
  gasUsed: Hex
  logs?: { address: Hex; topics: Hex[]; data: Hex }[]
  error?: { message?: string; data?: Hex }
}

/** How far a node goes along: whether it plays a mined block, and how many blocks it skips. */
interface Play {
  mined: boolean
  span: number
}
/** Nodes that fill gaps with empty blocks take 256 at most. */
const SPANS = [Number.POSITIVE_INFINITY, 250, 0]
const PLAYS: readonly Play[] = [true, false].flatMap((mined) => SPANS.map((span) => ({ mined, span })))

/** The node runs blocks of calls itself (`eth_simulateV1`). */
export function simulateV1(client: PublicClient): Simulator {
  // What a node refused once is not asked of it again.
  const refused = new Set<Play>()
  const once = async ({ block, blocks }: SimRequest, play: Play, signal: AbortSignal): Promise<SimResult[][]> => {
    const base = await client.getBlock({ blockNumber: block })
    const blockStateCalls = blocks.map((one, index) => stateCalls(one, { base, index, play }))
    const params = [{ blockStateCalls, validation: play.mined, traceTransfers: false }, numberToHex(block)]
    const raw = (await rawRequest(client, { method: 'eth_simulateV1', params }, signal)) as { calls: RawResult[] }[]
    return raw.map(({ calls }) => calls.map(resultOf))
  }
  return {
    kind: 'simulate-v1',
    logs: true,
    blocks: true,
    whole: true,
    run: async (request, signal) => {
      signal.throwIfAborted()
      const jumps = request.blocks.some(({ blocksLater }) => blocksLater !== undefined)
      const able = PLAYS.filter((play) => (request.mined === true || !play.mined) && (jumps || play.span === 0) && !refused.has(play))
      for (const play of able.slice(0, -1)) {
        try {
          return await once(request, play, signal)
        } catch (error) {
          if (signal.aborted || error instanceof PetrelError) throw error
          refused.add(play)
        }
      }
      return await once(request, able.at(-1) ?? { mined: false, span: 0 }, signal)
    },
  }
}

interface At {
  base: { number: bigint; timestamp: bigint; baseFeePerGas: bigint | null; miner: Hex }
  index: number
  play: Play
}
const GWEI = 10n ** 9n
const NO_ONE = /^0x0{40}$/
/** A proposer for chains whose blocks name none. */
const PROPOSER: Hex = '0x95222290dd7278aa3ddd389cc1e1d165cc4bafe5'

function stateCalls(one: SimBlock, { base, index, play }: At) {
  const time = base.timestamp + BigInt(one.secondsLater ?? index + 1)
  const later = Math.max(index + 1, Math.min(one.blocksLater ?? 0, play.span + index))
  const fee = base.baseFeePerGas || GWEI
  const priced = play.mined ? { gasPrice: numberToHex(fee * 2n) } : {}
  return {
    blockOverrides: {
      time: numberToHex(time),
      number: numberToHex(base.number + BigInt(later)),
      // A free base fee, unless the block is to look mined: the asker need not hold the coin that gas would cost.
      baseFeePerGas: play.mined ? numberToHex(fee) : '0x0',
      ...(play.mined ? { feeRecipient: NO_ONE.test(base.miner) ? PROPOSER : base.miner } : {}),
    },
    ...(one.overrides ? { stateOverrides: overridesOf(one.overrides) } : {}),
    calls: one.calls.map(({ from, to, data, value }) => ({ from, to, data: data ?? '0x', value: numberToHex(value ?? 0n), ...priced })),
  }
}

function resultOf({ status, returnData, gasUsed, logs, error }: RawResult): SimResult {
  const ok = BigInt(status) === 1n
  const data = ok || returnData !== '0x' ? returnData : (error?.data ?? '0x')
  const reason = ok ? undefined : (revertReason(data) ?? error?.message)
  return { ok, data, gas: BigInt(gasUsed), ...(reason === undefined ? {} : { reason }), logs: ok ? (logs ?? []) : [] }
}
