import type { Amm, Flaw } from '../../amm.ts'
import { consistent, into, out, segments, spot } from './math.ts'
import type { CurveCryptoPool } from './pool.ts'
import { state } from './state.ts'

const E18 = 10n ** 18n
const MOST_FEE = 10n ** 10n

function numbersFlaw(pool: CurveCryptoPool): Flaw | undefined {
  const { ann, gamma, d, midFee, outFee, feeGamma, reserves, precisions, priceScale } = pool
  const coins = BigInt(pool.tokens.length)
  if (reserves.some((reserve) => reserve <= 0n)) return { reason: 'zero-reserve', detail: `The reserves are ${reserves.join(', ')}.` }
  if (priceScale.some((price) => price <= 0n || price >= 1n << 128n))
    return { reason: 'price', detail: `The price scale is ${priceScale.join(', ')} of 1e18.` }
  if (precisions.some((precision) => precision <= 0n)) return { reason: 'state', detail: `The precisions are ${precisions.join(', ')}.` }
  if (reserves.some((reserve, at) => reserve * (precisions[at] as bigint) >= 1n << 112n))
    return { reason: 'overflow', detail: 'A balance does not fit in 112 bits.' }
  // The contracts' own bounds.
  if (d < 10n ** 17n || d > 10n ** 33n) return { reason: 'state', detail: `The invariant is ${d}.` }
  const unit = coins ** coins * 10_000n
  if (ann < unit / 100n || ann > unit * 100_000n || gamma < 10n ** 10n || gamma > 199n * 10n ** 15n)
    return { reason: 'state', detail: `A is ${ann} and gamma ${gamma}.` }
  if (midFee < 0n || outFee < midFee || outFee > MOST_FEE || feeGamma <= 0n || feeGamma > E18)
    return { reason: 'fee', detail: `The fees are ${midFee} to ${outFee} of 1e10, by ${feeGamma}.` }
  return undefined
}

function flaw(pool: CurveCryptoPool): Flaw | undefined {
  const coins = pool.tokens.length
  const { reserves, precisions, priceScale, profit } = pool
  if (coins < 2 || coins > 3) return { reason: 'kind', detail: `It has ${coins} coins.` }
  if (reserves.length !== coins || precisions.length !== coins || priceScale.length !== coins - 1)
    return { reason: 'state', detail: `${coins} coins, ${reserves.length} balances and ${priceScale.length} prices.` }
  if (profit && (profit.oracle.length !== coins - 1 || profit.supply <= 0n || profit.virtualPrice <= 0n))
    return { reason: 'state', detail: `The supply is ${profit.supply}, the virtual price ${profit.virtualPrice}.` }
  const flawed = numbersFlaw(pool)
  if (flawed) return flawed
  if (!consistent(pool))
    return { reason: 'state', detail: 'Balances and invariant do not belong together, or lie outside what the contract allows.' }
  return undefined
}

/** Curve's crypto pools of two and three coins, the first contracts and the newer ones (ng). */
export const curveCrypto: Amm<CurveCryptoPool> = {
  kind: 'curve-crypto',
  title: 'Curve crypto pools (two and three coins, v2 and ng)',
  gas: { swap: 250_000, crossing: 0 },
  inverseWei: 1n,
  flaw,
  out,
  in: into,
  segments,
  spot,
  depth: (pool) => pool.reserves.map(Number),
  state,
  // The first contracts pay out to the caller alone, so this is the call that all of them have.
  call: (pool, swap, order) => ({
    to: pool.id,
    signature: 'function exchange(uint256 i, uint256 j, uint256 dx, uint256 min_dy) payable returns (uint256)',
    args: [BigInt(swap.tokenIn), BigInt(swap.tokenOut), order.amountIn, order.amountOutMin],
  }),
}
