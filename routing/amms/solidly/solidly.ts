import type { Amm, Flaw } from '../../amm.ts'
import { into, out, type SolidlyPool, segments, spot } from './math.ts'
import { state } from './state.ts'

function flaw(pool: SolidlyPool): Flaw | undefined {
  const [reserve0, reserve1] = pool.reserves
  if (reserve0 <= 0n || reserve1 <= 0n) return { reason: 'zero-reserve', detail: `The reserves are ${reserve0} and ${reserve1}.` }
  if (reserve0 >= 1n << 112n || reserve1 >= 1n << 112n) return { reason: 'overflow', detail: 'A reserve does not fit in 112 bits.' }
  if (!(Number.isInteger(pool.feeBps) && pool.feeBps >= 0 && pool.feeBps < 10_000))
    return { reason: 'fee', detail: `The fee is ${pool.feeBps} bps.` }
  if (pool.units.some((unit) => unit <= 0n || unit > 10n ** 30n))
    return { reason: 'state', detail: `The units are ${pool.units.join(' and ')}.` }
  const [x, y] = [Number(reserve0) / Number(pool.units[0]), Number(reserve1) / Number(pool.units[1])]
  // The invariant is of the fourth power in 18 decimals: a side far too small loses all its digits, far too large overflows 256 bits.
  if (pool.stable && (Math.min(x, y) < 1e-6 || Math.max(x, y) > 1e13))
    return { reason: 'state', detail: `It holds ${x} and ${y} whole tokens.` }
  if (pool.stable && Math.max(x / y, y / x) > 1e4) return { reason: 'price', detail: `A stable pool of ${x} to ${y} has no price.` }
  return undefined
}

/** Velodrome V2 and Aerodrome, stable and volatile. */
export const solidly: Amm<SolidlyPool> = {
  kind: 'solidly',
  title: 'Solidly family (Velodrome V2, Aerodrome), stable and volatile',
  gas: { swap: 130_000, crossing: 0 },
  inverseWei: 1n,
  flaw,
  out,
  in: into,
  segments,
  spot,
  depth: (pool) => pool.reserves.map(Number),
  state,
  call: (pool, swap, order) => ({
    to: pool.id,
    signature: 'function swap(uint256 amount0Out, uint256 amount1Out, address to, bytes data)',
    args: swap.tokenOut === 0 ? [order.amountOut, 0n, order.recipient, '0x'] : [0n, order.amountOut, order.recipient, '0x'],
  }),
}
