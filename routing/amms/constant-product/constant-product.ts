import type { Amm, Flaw } from '../../amm.ts'
import { type ConstantProductPool, into, out, segments, spot } from './math.ts'
import { state } from './state.ts'

function flaw(pool: ConstantProductPool): Flaw | undefined {
  const [reserve0, reserve1] = pool.reserves
  if (reserve0 <= 0n || reserve1 <= 0n) return { reason: 'zero-reserve', detail: `The reserves are ${reserve0} and ${reserve1}.` }
  if (reserve0 >= 1n << 112n || reserve1 >= 1n << 112n) return { reason: 'overflow', detail: 'A reserve does not fit in 112 bits.' }
  if (!(Number.isInteger(pool.feePpm) && pool.feePpm >= 0 && pool.feePpm < 1_000_000))
    return { reason: 'fee', detail: `The fee is ${pool.feePpm} ppm.` }
  return undefined
}

/** Uniswap V2 and its forks, any fee. Gas: 57,500 measured by bench/routing/gas.ts with a bare token, and 16,500 for what real tokens add. */
export const constantProduct: Amm<ConstantProductPool> = {
  kind: 'constant-product',
  title: 'constant product (Uniswap V2 and forks)',
  gas: { swap: 74_000, crossing: 0 },
  inverseWei: 1n,
  flaw,
  out,
  in: into,
  segments,
  spot,
  depth: (pool) => pool.reserves.map(Number),
  state,
  // The pair pays what it is asked for once the input lies in it: the caller transfers `amountIn` first.
  call: (pool, swap, order) => ({
    to: pool.id,
    signature: 'function swap(uint256 amount0Out, uint256 amount1Out, address to, bytes data)',
    args: swap.tokenOut === 0 ? [order.amountOut, 0n, order.recipient, '0x'] : [0n, order.amountOut, order.recipient, '0x'],
  }),
}
