import type { Segments } from '../../amm.ts'
import type { Fill, PoolBase, Swap } from '../../pool.ts'

/** A vault whose shares are priced at assets by supply. `tokens` are the asset, then the share. */
export interface Erc4626Pool extends PoolBase {
  kind: 'erc4626'
  tokens: readonly [asset: string, share: string]
  totalAssets: bigint
  totalSupply: bigint
  /** What the vault's implementation adds to both before it divides: 0 and 0, or 1 and a power of ten. */
  virtualAssets: bigint
  virtualShares: bigint
  /** Assets that the vault still takes. */
  mostDeposit: bigint
  /** Assets that the vault can pay out now. */
  mostWithdraw: bigint
}

const upwards = (a: bigint, b: bigint): bigint => (a + b - 1n) / b

/** Price of a share as a fraction: assets over shares. */
const assetsOf = (pool: Erc4626Pool): bigint => pool.totalAssets + pool.virtualAssets
const sharesOf = (pool: Erc4626Pool): bigint => pool.totalSupply + pool.virtualShares

function filled(pool: Erc4626Pool, deposit: boolean, { amountIn, amountOut }: { amountIn: bigint; amountOut: bigint }) {
  if (amountIn <= 0n || amountOut <= 0n) return undefined
  const [assets, shares] = deposit ? [amountIn, amountOut] : [-amountOut, -amountIn]
  if (deposit ? amountIn > pool.mostDeposit : amountOut > pool.mostWithdraw || -shares > pool.totalSupply) return undefined
  const mostDeposit = pool.mostDeposit - assets
  const after = { totalAssets: pool.totalAssets + assets, totalSupply: pool.totalSupply + shares, mostDeposit }
  return { amountIn, amountOut, crossings: 0, after: { ...pool, ...after, mostWithdraw: pool.mostWithdraw + assets } }
}

/** `deposit` or `redeem`, rounded down. Source: EIP-4626, convertToShares and convertToAssets. */
export function out(pool: Erc4626Pool, swap: Swap, amountIn: bigint): Fill<Erc4626Pool> | undefined {
  const deposit = swap.tokenIn === 0
  const [assets, shares] = [assetsOf(pool), sharesOf(pool)]
  if (amountIn <= 0n || assets <= 0n || shares <= 0n) return undefined
  return filled(pool, deposit, { amountIn, amountOut: deposit ? (amountIn * shares) / assets : (amountIn * assets) / shares })
}

/** `mint` or `withdraw`, rounded up. */
export function into(pool: Erc4626Pool, swap: Swap, amountOut: bigint): Fill<Erc4626Pool> | undefined {
  const deposit = swap.tokenIn === 0
  const [assets, shares] = [assetsOf(pool), sharesOf(pool)]
  if (amountOut <= 0n || assets <= 0n || shares <= 0n) return undefined
  return filled(pool, deposit, { amountIn: deposit ? upwards(amountOut * assets, shares) : upwards(amountOut * shares, assets), amountOut })
}

/** More than any trade; keeps a vault without a limit finite in floats. */
const ENDLESS = 1e40

/** Shares that can be turned back at most: what is paid out and what exists. */
const mostShares = (pool: Erc4626Pool): number =>
  Math.min(Number(pool.totalSupply), (Number(pool.mostWithdraw) * Number(sharesOf(pool))) / Number(assetsOf(pool)))

const mostIn = (pool: Erc4626Pool, deposit: boolean): number => Math.min(ENDLESS, deposit ? Number(pool.mostDeposit) : mostShares(pool))

/** Raw out per raw in; 0 where the vault takes or gives nothing. */
export function spot(pool: Erc4626Pool, swap: Swap): number {
  const deposit = swap.tokenIn === 0
  const price = Number(assetsOf(pool)) / Number(sharesOf(pool))
  if (!(mostIn(pool, deposit) >= 1)) return 0
  return deposit ? 1 / price : price
}

/** The price falls by this part over all that the vault can take: a straight line as a segment of constant liquidity. */
const FALL = 1e-8

/** One segment, so deep that its price hardly moves, which ends where the vault's limit does. */
export function segments(pool: Erc4626Pool, swap: Swap): Segments {
  const first = Math.sqrt(spot(pool, swap) * (1 + 2 * FALL))
  const last = first * (1 - FALL)
  const most = mostIn(pool, swap.tokenIn === 0)
  return { gamma: 1, q: [first, last], liquidity: [first === 0 ? 0 : (most * first * last) / (first - last)], sampled: true }
}

export const depth = (pool: Erc4626Pool): readonly number[] => [Number(pool.mostWithdraw), Math.min(ENDLESS, Number(pool.totalSupply))]
