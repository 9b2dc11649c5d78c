import { invariantOf } from './newton.ts'
import type { CurveCryptoPool, Profit } from './pool.ts'
import { cbrt, isqrt } from './roots.ts'

const E18 = 10n ** 18n

/** Balances times their prices, 18 digits. */
export const scaled = ({ precisions, priceScale }: CurveCryptoPool, reserves: readonly bigint[]): bigint[] =>
  reserves.map((reserve, at) =>
    at === 0 ? reserve * (precisions[0] as bigint) : (reserve * (precisions[at] as bigint) * (priceScale[at - 1] as bigint)) / E18,
  )

/** The virtual price for an invariant, of 1e18: the geometric mean of what the pool would hold in balance, by share. */
function virtualPrice(priceScale: readonly bigint[], d: bigint, supply: bigint): bigint {
  const n = BigInt(priceScale.length + 1)
  const [a = 0n, b = 0n, c = 0n] = [d / n, ...priceScale.map((price) => (d * E18) / (n * price))]
  return (E18 * (n === 2n ? isqrt(a * b) : cbrt((((a * b) / E18) * c) / E18))) / supply
}

/** The price scale moved a step towards the pool's averages, and how far away they are; undefined when they are near enough. */
function nearer(priceScale: readonly bigint[], { oracle, adjustmentStep }: Profit): readonly bigint[] | undefined {
  const distance = isqrt(priceScale.reduce((sum, scale, at) => sum + (((oracle[at] as bigint) * E18) / scale - E18) ** 2n, 0n))
  const step = distance / 5n > adjustmentStep ? distance / 5n : adjustmentStep
  if (distance <= step) return undefined
  return priceScale.map((scale, at) => (scale * (distance - step) + step * (oracle[at] as bigint)) / distance)
}

/** The pool with another price scale, when that leaves it half of its profit; undefined when it does not, or cannot be solved. */
function moved(pool: CurveCryptoPool, priceScale: readonly bigint[], profit: Profit): CurveCryptoPool | undefined {
  const xp = scaled(pool, pool.reserves).map((x, at) =>
    at === 0 ? x : (x * (priceScale[at - 1] as bigint)) / (pool.priceScale[at - 1] as bigint),
  )
  const d = invariantOf(pool, xp, { generation: 'ng' })
  const price = d === undefined ? 0n : virtualPrice(priceScale, d, profit.supply)
  if (d === undefined || price <= E18 || 2n * price - E18 <= profit.xcpProfit) return undefined
  return { ...pool, priceScale, d, profit: { ...profit, virtualPrice: price } }
}

/**
 * The pool once a swap has left these reserves. The newer contracts then move their price scale towards their own averages as far as half
 * of the profit pays for it (whitepaper, "Algorithm for changing price scale"); averages change once a block, and the state's are those
 * of its block. What the first contracts do hangs on a flag that they do not show: they are not quoted twice (`unsettled`).
 */
export function after(pool: CurveCryptoPool, reserves: readonly bigint[], k0: bigint): CurveCryptoPool {
  const next: CurveCryptoPool = { ...pool, reserves }
  const { generation, profit } = pool
  const d = invariantOf(pool, scaled(pool, reserves), { generation, k0 })
  if (generation === 'v2' || !profit || d === undefined) return { ...next, unsettled: true }
  const price = virtualPrice(pool.priceScale, d, profit.supply)
  // The contract refuses a swap that loses by its own measure.
  if (price < profit.virtualPrice) return { ...next, unsettled: true }
  const grown = { ...profit, virtualPrice: price, xcpProfit: (profit.xcpProfit * price) / profit.virtualPrice }
  const rich = price * 2n - E18 > grown.xcpProfit + 2n * profit.allowedExtra
  const priceScale = rich ? nearer(pool.priceScale, profit) : undefined
  return (priceScale && moved(next, priceScale, grown)) ?? { ...next, d, profit: grown }
}
