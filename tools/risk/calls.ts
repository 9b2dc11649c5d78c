import { decodeFunctionResult, encodeFunctionData, erc20Abi, type Hex, maxUint256, parseAbi } from 'viem'
import { deal } from '../../chain/simulate/find-slots.ts'
import { PROBE, probeAbi, probeCode } from '../../chain/simulate/probe.ts'
import { mergeOverrides } from '../../chain/simulate/raw.ts'
import type { Overrides, SimCall, SimResult } from '../../chain/simulate/simulator.ts'
import type { RiskPool } from './pools.ts'
import type { Where } from './where.ts'

const wethAbi = parseAbi(['function deposit() payable'])

/** A swap of `amountIn` in a pool, paid and received by `who`, who must have approved the probe. */
export function swapCall(pool: RiskPool, { who, tokenIn, amountIn }: { who: Hex; tokenIn: Hex; amountIn: bigint }): SimCall {
  const zeroForOne = tokenIn === pool.token0
  const data =
    pool.kind === 'pair'
      ? encodeFunctionData({
          abi: probeAbi,
          functionName: 'swapPair',
          args: [pool.address, zeroForOne, tokenIn, amountIn, BigInt(pool.feePpm), who],
        })
      : encodeFunctionData({ abi: probeAbi, functionName: 'swapPool', args: [pool.address, zeroForOne, tokenIn, amountIn, who] })
  return { from: who, to: PROBE, data }
}

export const approveCall = (who: Hex, token: Hex): SimCall => ({
  from: who,
  to: token,
  data: encodeFunctionData({ abi: erc20Abi, functionName: 'approve', args: [PROBE, maxUint256] }),
})

export const balanceCall = (who: Hex, token: Hex, owner: Hex = who): SimCall => ({
  from: who,
  to: token,
  data: encodeFunctionData({ abi: erc20Abi, functionName: 'balanceOf', args: [owner] }),
})

export const supplyCall = (who: Hex, token: Hex): SimCall => ({
  from: who,
  to: token,
  data: encodeFunctionData({ abi: erc20Abi, functionName: 'totalSupply' }),
})

/** The number that a call returned; undefined when it failed. */
export const numberOf = (result: SimResult | undefined): bigint | undefined =>
  result?.ok && result.data.length >= 66 ? BigInt(result.data.slice(0, 66)) : undefined

/** What a swap moved: base units that arrived in the pool, and that the pool owed for them. */
export function swapped(result: SimResult | undefined): { arrived: bigint; amountOut: bigint } | undefined {
  if (!result?.ok || result.data.length < 130) return undefined
  const [arrived, amountOut] = decodeFunctionResult({ abi: probeAbi, functionName: 'swapPair', data: result.data })
  return { arrived, amountOut }
}

/** Hundredths of a percent that went missing; a loss of a millionth or less is rounding. */
export const lostBps = (sent: bigint, arrived: bigint): number =>
  sent <= 0n || arrived >= sent ? 0 : Math.round(Number(((sent - arrived) * 1_000_000n) / sent) / 100)

export interface Means {
  overrides: Overrides
  /** Calls that turn the means into the pool's other token. */
  calls: SimCall[]
}

/** Means for several buyers, each with so much of the pool's other token; undefined when its books are not found. Throws PetrelError rpc_failed. */
export async function means(
  pool: RiskPool,
  buyers: readonly { who: Hex; amount: bigint }[],
  { chain, block, signal }: Where,
): Promise<Means | undefined> {
  const coins = buyers.map(({ who, amount }): Overrides => ({ [who]: { balance: 10n ** 24n + amount } }))
  const common = mergeOverrides({ [PROBE]: { code: probeCode() } }, ...coins)
  if (pool.quote === chain.wrappedNative.toLowerCase()) {
    const data = encodeFunctionData({ abi: wethAbi, functionName: 'deposit' })
    return { overrides: common, calls: buyers.map(({ who, amount }) => ({ from: who, to: pool.quote, value: amount, data })) }
  }
  const dealt: Overrides[] = []
  for (const { who, amount } of buyers) {
    const given = await deal({ client: chain.client, token: pool.quote, owner: who, block, amount }, signal)
    if (!given) return undefined
    dealt.push(given)
  }
  return { overrides: mergeOverrides(common, ...dealt), calls: [] }
}
