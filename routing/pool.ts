/** What every pool of the engine has in common. A pool is plain data: a new state is a new object. */

/** A token inside the engine: its address in lower case, or `native` for the chain's coin. Amounts are always raw units. */
export type TokenKey = string

export interface PoolBase {
  kind: string
  /** Unique in a pool set: the pool's address, or a pool id where one contract holds many pools; lower case. */
  id: string
  tokens: readonly TokenKey[]
  /** The exchange, for people and for allow and deny lists. */
  dex?: string
  /** Gas of one swap without tick crossings, where it was measured for this very pool; else the kind's figure counts. */
  gas?: number
  /** The block whose state this is. */
  block?: number
}

/** Which two of a pool's tokens are traded: indexes into `pool.tokens`. */
export interface Swap {
  readonly tokenIn: number
  readonly tokenOut: number
}

/** What one swap does, to the wei. */
export interface Fill<P extends PoolBase = PoolBase> {
  amountIn: bigint
  amountOut: bigint
  /** Initialised ticks crossed: each costs gas. */
  crossings: number
  /** The pool once the swap has happened. */
  after: P
}

/** Swap from one token of the pool to another by key; undefined when the pool does not hold both or they are the same. */
export function swapOf(pool: PoolBase, tokenIn: TokenKey, tokenOut: TokenKey): Swap | undefined {
  const swap = { tokenIn: pool.tokens.indexOf(tokenIn), tokenOut: pool.tokens.indexOf(tokenOut) }
  return swap.tokenIn < 0 || swap.tokenOut < 0 || swap.tokenIn === swap.tokenOut ? undefined : swap
}
