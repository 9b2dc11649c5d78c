import type { Amm, Flaw } from '../../amm.ts'
import { depth, type Erc4626Pool, into, out, segments, spot } from './math.ts'
import { state } from './state.ts'

function flaw(pool: Erc4626Pool): Flaw | undefined {
  const { totalAssets, totalSupply, virtualAssets, virtualShares } = pool
  if (totalAssets <= 0n || totalSupply <= 0n)
    return { reason: 'no-liquidity', detail: `The vault holds ${totalAssets} assets for ${totalSupply} shares.` }
  if (totalAssets >= 1n << 128n || totalSupply >= 1n << 128n)
    return { reason: 'overflow', detail: 'Assets or shares do not fit in 128 bits.' }
  if (virtualAssets < 0n || virtualShares < 0n || pool.mostDeposit < 0n || pool.mostWithdraw < 0n)
    return { reason: 'state', detail: 'An amount is below zero.' }
  return undefined
}

/** ERC-4626 vaults that price a share at assets by supply. */
export const erc4626: Amm<Erc4626Pool> = {
  kind: 'erc4626',
  title: 'ERC-4626 vaults (deposit and redeem)',
  gas: { swap: 120_000, crossing: 0 },
  inverseWei: 1n,
  flaw,
  out,
  in: into,
  segments,
  spot,
  depth,
  state,
  call: (pool, swap, order) =>
    swap.tokenIn === 0
      ? {
          to: pool.id,
          signature: 'function deposit(uint256 assets, address receiver) returns (uint256)',
          args: [order.amountIn, order.recipient],
        }
      : {
          to: pool.id,
          signature: 'function redeem(uint256 shares, address receiver, address owner) returns (uint256)',
          args: [order.amountIn, order.recipient, order.recipient],
        },
}
