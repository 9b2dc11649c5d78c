import { decodeFunctionResult, encodeFunctionData, type Hex } from 'viem'
import { erc20Abi, multicallAbi, v2PairAbi, v3PoolAbi } from './abi.ts'
import type { DemoPool } from './deployment.ts'
import type { Rpc } from './rpc.ts'

/** A view call; its answer is the raw return data, '0x' when it reverted. */
export interface Read {
  to: Hex
  data: Hex
}

/** All reads at the head in one request. */
export async function readAll(rpc: Rpc, multicall3: Hex, reads: readonly Read[]): Promise<Hex[]> {
  if (reads.length === 0) return []
  const calls = reads.map(({ to, data }) => ({ target: to, allowFailure: true, callData: data }))
  const data = encodeFunctionData({ abi: multicallAbi, functionName: 'aggregate3', args: [calls] })
  const answer = (await rpc.call('eth_call', { to: multicall3, data, gas: '0x1c9c380' }, 'latest')) as Hex
  const results = decodeFunctionResult({ abi: multicallAbi, functionName: 'aggregate3', data: answer })
  return results.map((result) => (result.success ? result.returnData : '0x'))
}

/** The n-th 32-byte word of return data; 0 when it is missing. */
export function word(data: Hex | undefined, n = 0): bigint {
  const digits = data?.slice(2 + 64 * n, 66 + 64 * n)
  return digits?.length === 64 ? BigInt(`0x${digits}`) : 0n
}

export const balanceOf = (token: Hex, owner: Hex): Read => ({
  to: token,
  data: encodeFunctionData({ abi: erc20Abi, functionName: 'balanceOf', args: [owner] }),
})

export const allowance = (token: Hex, owner: Hex, spender: Hex): Read => ({
  to: token,
  data: encodeFunctionData({ abi: erc20Abi, functionName: 'allowance', args: [owner, spender] }),
})

const RESERVES = encodeFunctionData({ abi: v2PairAbi, functionName: 'getReserves' })
const SLOT0 = encodeFunctionData({ abi: v3PoolAbi, functionName: 'slot0' })

export const poolState = (pool: DemoPool): Read => ({ to: pool.address, data: pool.version === '2' ? RESERVES : SLOT0 })

/** Price of token0 in base units of token1, and the V2 reserves, out of poolState's answer. */
export function poolPrice(pool: DemoPool, answer: Hex | undefined): { ratio: number; reserve0: number; reserve1: number } {
  if (pool.version === '3') return { ratio: (Number(word(answer)) / 2 ** 96) ** 2, reserve0: 0, reserve1: 0 }
  const reserve0 = Number(word(answer, 0))
  const reserve1 = Number(word(answer, 1))
  return { ratio: reserve0 > 0 ? reserve1 / reserve0 : 0, reserve0, reserve1 }
}
