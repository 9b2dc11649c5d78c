import type { PoolBase } from '../../pool.ts'

/** Pools of Balancer's third vault without hooks: weighted where they have weights, stable where they have an amplification. */
export interface BalancerV3Pool extends PoolBase {
  kind: 'balancer-v3'
  /** Raw balances. */
  reserves: readonly bigint[]
  /** The vault's own count of them at the last change or read, 18 digits, with the rates in. */
  live: readonly bigint[]
  /** 10^(18 - decimals) of each token. */
  scales: readonly bigint[]
  /** Of 1e18: what the tokens' rate providers say; 1e18 for plain tokens. */
  rates: readonly bigint[]
  /** Of 1e18, of the input. */
  fee: bigint
  /** Of 1e18, of the fee: what leaves the pool for protocol and creator. */
  aggregateFee: bigint
  /** Of 1e18, adding up to it. */
  weights?: readonly bigint[]
  /** Amplification times 1000. */
  amp?: bigint
  /** A contract that may change what a swap gives. */
  hooks?: string
}
