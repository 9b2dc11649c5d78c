import type { PoolBase } from '../../pool.ts'

/** Curve's crypto pools of two or three coins: balances are concentrated round a price scale that the pool moves by itself. */
export interface CurveCryptoPool extends PoolBase {
  kind: 'curve-crypto'
  /** `v2`: the first contracts (crypto factory, tricrypto2), which iterate; `ng`: tricrypto-ng and twocrypto-ng, which solve a cubic. */
  generation: 'v2' | 'ng'
  reserves: readonly bigint[]
  /** 10^(18 - decimals) of each coin. */
  precisions: readonly bigint[]
  /** Price of each coin but the first in the first, of 1e18, round which the pool is concentrated. */
  priceScale: readonly bigint[]
  /** A n^n in ten-thousandths. */
  ann: bigint
  /** Of 1e18. */
  gamma: bigint
  d: bigint
  /** Of 1e10: the fee in balance, and far from it. */
  midFee: bigint
  outFee: bigint
  /** Of 1e18: how soon the fee grows. */
  feeGamma: bigint
  /** The pool holds the wrapped coin and also takes and pays the coin itself, by a call of its own. */
  coinToo?: boolean
  /** What decides whether a swap moves the price scale; without it, nothing is said of the pool after a swap. */
  profit?: Profit
  /** Set after a swap that may have moved the price scale: what the next one would give is not known. */
  unsettled?: boolean
}

/** Each of 1e18 but the supply. */
export interface Profit {
  supply: bigint
  virtualPrice: bigint
  xcpProfit: bigint
  allowedExtra: bigint
  adjustmentStep: bigint
  /** The pool's own moving averages of the prices. */
  oracle: readonly bigint[]
}
