import { type Address, decodeFunctionResult, encodeFunctionData, erc20Abi, maxUint256, type PublicClient, parseAbi } from 'viem'
import { PetrelError } from '../../core/errors.ts'
import { deal } from './find-slots.ts'
import { PROBE, probeAbi, probeCode } from './probe.ts'
import { mergeOverrides } from './raw.ts'
import type { SimCall, SimResult, Simulator } from './simulator.ts'

/** The pool in which a token is tried out; `kind` says how it is paid. */
export interface TryPool {
  address: Address
  kind: 'pair' | 'pool'
  /** In the pool's own order, lower case. */
  token0: Address
  token1: Address
  /** Parts per million; a pair's fee is the caller's to know. */
  feePpm: number
}

/** One step of the trial. */
export interface Step {
  ok: boolean
  /** The contract's own words when it reverted: strangers' text. */
  reason?: string
  gas: bigint
  /** Hundredths of a percent that went missing on the way; undefined when the step failed. */
  taxBps?: number
  /** Base units sent and arrived. */
  sent?: bigint
  arrived?: bigint
}

export interface TokenTrial {
  block: bigint
  /** How the node was asked, since a runner of calls in the asker's place can be noticed by a token. */
  simulator: Simulator['kind']
  decimals: number | undefined
  buy: Step
  /** From the buyer to another wallet. */
  transfer: Step
  approve: Step
  /** In the block after the purchase, by transferFrom through a router, as wallets do. */
  sell: Step
  /** Again after the given waits (seconds), where blocks can follow one another. */
  later: readonly { seconds: number; sell: Step }[]
}

export interface TrialRequest {
  client: PublicClient
  wrappedNative: Address
  token: Address
  pool: TryPool
  block: bigint
  /** Base units of the pool's other token that are spent. */
  spend: bigint
  /** Waits before further sales, seconds, rising; default one day. */
  waits?: readonly number[]
  /** Plays mined blocks whose heights go along with the clock; seconds a block. */
  blockTime?: number
}

const BUYER: Address = '0x000000000000000000000000000000000b0b0b0b'
const OTHER: Address = '0x00000000000000000000000000000000000a11ce'
const wethAbi = parseAbi(['function deposit() payable'])

const swap = (pool: TryPool, tokenIn: Address, amount: bigint): SimCall => {
  const zeroForOne = tokenIn === pool.token0
  const data =
    pool.kind === 'pair'
      ? encodeFunctionData({
          abi: probeAbi,
          functionName: 'swapPair',
          args: [pool.address, zeroForOne, tokenIn, amount, BigInt(pool.feePpm), BUYER],
        })
      : encodeFunctionData({ abi: probeAbi, functionName: 'swapPool', args: [pool.address, zeroForOne, tokenIn, amount, BUYER] })
  return { from: BUYER, to: PROBE, data }
}

const erc20 = (token: Address, functionName: 'approve' | 'transfer', [to, amount]: [Address, bigint]): SimCall => ({
  from: BUYER,
  to: token,
  data: encodeFunctionData({ abi: erc20Abi, functionName, args: [to, amount] }),
})

const balance = (token: Address, owner: Address): SimCall => ({
  from: BUYER,
  to: token,
  data: encodeFunctionData({ abi: erc20Abi, functionName: 'balanceOf', args: [owner] }),
})

const number = (result: SimResult | undefined): bigint => (result?.ok && result.data.length >= 66 ? BigInt(result.data.slice(0, 66)) : 0n)

/** Buys on block + 1 and sees what came of it. */
async function purchase(simulator: Simulator, request: TrialRequest, signal: AbortSignal) {
  const { token, pool, block, spend } = request
  const start = await funds(request, signal)
  const base = other(request)
  const decimals = { from: BUYER, to: token, data: encodeFunctionData({ abi: erc20Abi, functionName: 'decimals' }) }
  const calls = [decimals, ...start.calls, erc20(base, 'approve', [PROBE, maxUint256]), swap(pool, base, spend), balance(token, BUYER)]
  const mined = request.blockTime !== undefined
  const [list = []] = await simulator.run({ block, mined, blocks: [{ calls, overrides: start.overrides }] }, signal)
  const [held, bought] = [list.at(-1), list.at(-2)]
  return { start, calls: calls.slice(1, -1), decimals: list[0], buy: stepOf(bought, (sent) => ({ sent, arrived: number(held) })) }
}

const other = ({ token, pool }: TrialRequest): Address => (pool.token0 === token ? pool.token1 : pool.token0)

/** The buyer's means: coins to wrap, or the pool's other token put into its books. Throws PetrelError simulation_failed. */
async function funds({ client, wrappedNative, block, spend, ...request }: TrialRequest, signal: AbortSignal) {
  const base = other({ client, wrappedNative, block, spend, ...request })
  const common = { [PROBE]: { code: probeCode() }, [BUYER]: { balance: 10n ** 24n + spend } }
  if (base === wrappedNative) {
    return {
      overrides: common,
      calls: [{ from: BUYER, to: base, value: spend, data: encodeFunctionData({ abi: wethAbi, functionName: 'deposit' }) }],
    }
  }
  const given = await deal({ client, token: base, owner: BUYER, block, amount: spend }, signal)
  if (given) return { overrides: mergeOverrides(common, given), calls: [] }
  throw new PetrelError('simulation_failed', {
    message: `The books of ${base} were not found, so nothing can be bought with it in a simulation.`,
  })
}

/** Words of a swap: what arrived in the pool and what it owed. */
function amounts(result: SimResult): { arrived: bigint; amountOut: bigint } {
  const [arrived, amountOut] = decodeFunctionResult({ abi: probeAbi, functionName: 'swapPair', data: result.data })
  return { arrived, amountOut }
}

function stepOf(result: SimResult | undefined, flow: (amountOut: bigint) => { sent: bigint; arrived: bigint }): Step {
  if (!result?.ok) return { ok: false, reason: result?.reason ?? 'reverted without a reason', gas: result?.gas ?? 0n }
  const { sent, arrived } = flow(result.data.length >= 130 ? amounts(result).amountOut : 0n)
  return { ok: true, gas: result.gas, sent, arrived, taxBps: lost(sent, arrived) }
}

/** Hundredths of a percent, rounded up to the next hundredth of one, so that no tax reads as none. */
const lost = (sent: bigint, arrived: bigint): number =>
  sent <= 0n || arrived >= sent ? 0 : Math.ceil(Number(((sent - arrived) * 1_000_000n) / sent) / 100)

/**
 * Buys, sends, approves and sells a token in a simulation, by an address that nobody favours, and measures what each step keeps for
 * itself. Throws PetrelError simulation_failed, rpc_failed.
 */
export async function tradeToken(simulator: Simulator, request: TrialRequest, signal: AbortSignal): Promise<TokenTrial> {
  const { token, pool, block } = request
  const bought = await purchase(simulator, request, signal)
  const base = { block, simulator: simulator.kind, decimals: bought.decimals?.ok ? Number(number(bought.decimals)) : undefined }
  const held = bought.buy.arrived ?? 0n
  if (!bought.buy.ok || held === 0n) return { ...base, buy: bought.buy, ...untried }
  const waits = simulator.blocks ? (request.waits ?? [86_400]) : []
  // The sales and the transfer together spend no more than was bought.
  const part = held / BigInt(Math.max(4, waits.length + 2)) || 1n
  const selling = [erc20(token, 'approve', [PROBE, maxUint256]), swap(pool, token, part)]
  const blocks = [
    { calls: bought.calls, overrides: bought.start.overrides },
    { calls: [...selling, erc20(token, 'transfer', [OTHER, part]), balance(token, OTHER)], secondsLater: 13 },
    ...waits.map((seconds) => ({ calls: [swap(pool, token, part)], secondsLater: seconds + 13, ...height(seconds, request) })),
  ]
  const [, second = [], ...later] = await simulator.run({ block, blocks, mined: request.blockTime !== undefined }, signal)
  const [approve, sell, sent, received] = second
  return {
    ...base,
    buy: bought.buy,
    approve: stepOf(approve, () => ({ sent: 0n, arrived: 0n })),
    sell: sale(sell, part),
    transfer: stepOf(sent, () => ({ sent: part, arrived: number(received) })),
    later: waits.map((seconds, index) => ({ seconds, sell: sale(later[index]?.[0], part) })),
  }
}

/** Blocks that pass in so many seconds. */
const height = (seconds: number, { blockTime }: TrialRequest): { blocksLater?: number } =>
  blockTime === undefined ? {} : { blocksLater: Math.max(3, Math.ceil(seconds / Math.max(0.1, blockTime))) }

function sale(result: SimResult | undefined, part: bigint): Step {
  return stepOf(result, () => ({ sent: part, arrived: result?.ok ? amounts(result).arrived : 0n }))
}

const NOT_TRIED: Step = { ok: false, reason: 'not tried: nothing could be bought', gas: 0n }
const untried = { transfer: NOT_TRIED, approve: NOT_TRIED, sell: NOT_TRIED, later: [] }
