import { encodeFunctionData, type Hex } from 'viem'
import { positionsAbi, v2RouterAbi } from './abi.ts'
import { approve, GAS } from './calls.ts'
import type { DemoPool, Deployment } from './deployment.ts'
import { fairRatio, sqrtPriceX96, tickBelow, tickSpacing, worth } from './units.ts'
import type { Tx } from './writer.ts'

const FAR_TICK = 887_200

export interface Provision {
  pool: DemoPool
  from: Hex
  /** US dollars on each side. */
  usd: number
  /** Unix seconds. */
  seconds: number
}

/** Approves and adds to a V2 pool, creating the pair when it is new. */
export function addV2(known: Deployment, { pool, from, usd, seconds }: Provision): Tx[] {
  const { token0, token1 } = pool
  const amount = (token: DemoPool['token0']) => worth(known.seed, token, { usd, seconds })
  const args = [token0.address, token1.address, amount(token0), amount(token1), 0n, 0n, from, BigInt(seconds + 3600)] as const
  const data = encodeFunctionData({ abi: v2RouterAbi, functionName: 'addLiquidity', args })
  // A new pair is a new contract.
  return [...approvals(known, pool, from), { from, to: known.v2.router, gas: GAS.createPool / 2, data }]
}

/** Opens a V3 pool at the fair price. */
export function createV3(known: Deployment, { pool, from, seconds }: Omit<Provision, 'usd'>): Tx {
  const args = [pool.token0.address, pool.token1.address, pool.fee, sqrtPriceX96(fairRatio(known.seed, pool, seconds))] as const
  const data = encodeFunctionData({ abi: positionsAbi, functionName: 'createAndInitializePoolIfNecessary', args })
  return { from, to: known.v3.positions, gas: GAS.createPool, data }
}

/** Approves and mints a V3 position that reaches from the fair price divided by `reach` to it times `reach`; Infinity is the whole range. */
export function mintV3(known: Deployment, { pool, from, usd, seconds, reach }: Provision & { reach: number }): Tx[] {
  const spacing = tickSpacing(pool.fee)
  const ratio = fairRatio(known.seed, pool, seconds)
  const far = Math.floor(FAR_TICK / spacing) * spacing
  const tickLower = reach === Infinity ? -far : tickBelow(ratio / reach, spacing)
  const tickUpper = reach === Infinity ? far : tickBelow(ratio * reach, spacing) + spacing
  const params = {
    token0: pool.token0.address,
    token1: pool.token1.address,
    fee: pool.fee,
    tickLower,
    tickUpper,
    amount0Desired: worth(known.seed, pool.token0, { usd, seconds }),
    amount1Desired: worth(known.seed, pool.token1, { usd, seconds }),
    amount0Min: 0n,
    amount1Min: 0n,
    recipient: from,
    deadline: BigInt(seconds + 3600),
  }
  const data = encodeFunctionData({ abi: positionsAbi, functionName: 'mint', args: [params] })
  return [...approvals(known, pool, from), { from, to: known.v3.positions, gas: GAS.liquidity, data }]
}

function approvals(known: Deployment, pool: DemoPool, from: Hex): Tx[] {
  const spender = pool.version === '2' ? known.v2.router : known.v3.positions
  return [approve(from, pool.token0.address, spender), approve(from, pool.token1.address, spender)]
}

/** The first liquidity of a pool: V3 gets a whole-range position and two narrower ones, as real pools have. */
export function openPool(known: Deployment, provision: Provision): Tx[] {
  if (provision.pool.version === '2') return addV2(known, provision)
  const part = (share: number, reach: number) => mintV3(known, { ...provision, usd: provision.usd * share, reach })
  const narrow = provision.pool.token0.kind === 'stable' && provision.pool.token1.kind === 'stable' ? 1.005 : 1.12
  return [createV3(known, provision), ...part(0.4, Infinity), ...part(0.35, narrow ** 3), ...part(0.25, narrow)]
}

export function removeV2(known: Deployment, { pool, from, amount, seconds }: Omit<Provision, 'usd'> & { amount: bigint }): Tx[] {
  const args = [pool.token0.address, pool.token1.address, amount, 0n, 0n, from, BigInt(seconds + 3600)] as const
  const data = encodeFunctionData({ abi: v2RouterAbi, functionName: 'removeLiquidity', args })
  return [approve(from, pool.address, known.v2.router), { from, to: known.v2.router, gas: GAS.liquidity, data }]
}

/** Takes liquidity out of a V3 position and collects it with its fees. */
export function removeV3(
  known: Deployment,
  { from, tokenId, liquidity, seconds }: { from: Hex; tokenId: bigint; liquidity: bigint; seconds: number },
): Tx[] {
  const most = 2n ** 128n - 1n
  const decrease = { tokenId, liquidity, amount0Min: 0n, amount1Min: 0n, deadline: BigInt(seconds + 3600) }
  const collect = { tokenId, recipient: from, amount0Max: most, amount1Max: most }
  const to = known.v3.positions
  return [
    { from, to, gas: GAS.liquidity, data: encodeFunctionData({ abi: positionsAbi, functionName: 'decreaseLiquidity', args: [decrease] }) },
    { from, to, gas: GAS.liquidity, data: encodeFunctionData({ abi: positionsAbi, functionName: 'collect', args: [collect] }) },
  ]
}
