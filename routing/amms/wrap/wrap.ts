import type { Amm } from '../../amm.ts'
import type { Fill, PoolBase, Swap } from '../../pool.ts'

/** Two names of one thing: native coin and its wrapped token, or two tokens redeemable one for one. */
export interface WrapPool extends PoolBase {
  kind: 'wrap'
  tokens: readonly [string, string]
}

const same = (pool: WrapPool, _swap: Swap, amount: bigint): Fill<WrapPool> | undefined =>
  amount <= 0n ? undefined : { amountIn: amount, amountOut: amount, crossings: 0, after: pool }

/** Search treats both tokens as one node, so the segment is only for those who ask a wrap pool alone. Gas: WETH9 deposit or withdraw. */
export const wrap: Amm<WrapPool> = {
  kind: 'wrap',
  title: 'wrap and other one-for-one exchanges',
  gas: { swap: 30_000, crossing: 0 },
  inverseWei: 0n,
  flaw: (pool) => (pool.tokens[0] === pool.tokens[1] ? { reason: 'tokens', detail: 'Both sides are the same token.' } : undefined),
  out: same,
  in: same,
  segments: () => ({ gamma: 1, q: [1, 0], liquidity: [1e40] }),
  spot: () => 1,
  depth: () => [1e40, 1e40],
  state: {
    created: [],
    read: (identity) => ({
      pool: { kind: 'wrap', id: identity.id, tokens: [identity.tokens[0] ?? '', identity.tokens[1] ?? ''] },
    }),
    events: [],
  },
  call: (pool, swap, order) =>
    pool.tokens[swap.tokenIn] === 'native'
      ? { to: pool.id, signature: 'function deposit() payable', args: [], value: order.amountIn }
      : { to: pool.id, signature: 'function withdraw(uint256 amount)', args: [order.amountIn] },
}
