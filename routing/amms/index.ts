import type { Amm } from '../amm.ts'
import type { PoolBase } from '../pool.ts'
import { type AlgebraPool, algebra } from './algebra/algebra.ts'
import { balancerStable } from './balancer-stable/balancer-stable.ts'
import type { BalancerStablePool } from './balancer-stable/math.ts'
import { balancerV3 } from './balancer-v3/balancer-v3.ts'
import type { BalancerV3Pool } from './balancer-v3/pool.ts'
import { balancerWeighted } from './balancer-weighted/balancer-weighted.ts'
import type { BalancerWeightedPool } from './balancer-weighted/math.ts'
import { type ConcentratedPool, concentrated } from './concentrated/concentrated.ts'
import { constantProduct } from './constant-product/constant-product.ts'
import type { ConstantProductPool } from './constant-product/math.ts'
import { curveCrypto } from './curve-crypto/curve-crypto.ts'
import type { CurveCryptoPool } from './curve-crypto/pool.ts'
import { curveStable } from './curve-stable/curve-stable.ts'
import type { CurveStablePool } from './curve-stable/math.ts'
import { erc4626 } from './erc4626/erc4626.ts'
import type { Erc4626Pool } from './erc4626/math.ts'
import type { SolidlyPool } from './solidly/math.ts'
import { solidly } from './solidly/solidly.ts'
import { type UniswapV4Pool, uniswapV4 } from './uniswap-v4/uniswap-v4.ts'
import { type WrapPool, wrap } from './wrap/wrap.ts'

/** Every pool that the engine can quote. */
export type Pool =
  | ConstantProductPool
  | ConcentratedPool
  | UniswapV4Pool
  | AlgebraPool
  | SolidlyPool
  | CurveStablePool
  | CurveCryptoPool
  | BalancerWeightedPool
  | BalancerStablePool
  | BalancerV3Pool
  | Erc4626Pool
  | WrapPool

/** The kinds, each proved to the wei. To add one: its folder, its line here, its page in docs/pools. */
export const AMMS = [
  constantProduct,
  concentrated,
  uniswapV4,
  algebra,
  solidly,
  curveStable,
  curveCrypto,
  balancerWeighted,
  balancerStable,
  balancerV3,
  erc4626,
  wrap,
] as const

const BY_KIND = new Map<string, Amm>(AMMS.map((amm) => [amm.kind, amm as unknown as Amm]))

/** The kind's mathematics, or undefined when the engine does not know the kind. */
export const ammOf = (pool: PoolBase): Amm | undefined => BY_KIND.get(pool.kind)
