import type { Flaw } from '../../amm.ts'
import type { TickedPool } from './math.ts'
import { MAX_SQRT_RATIO, MIN_SQRT_RATIO, sqrtRatioAtTick } from './tick-math.ts'

function tickFlaw(pool: TickedPool): Flaw | undefined {
  let [inside, total] = [0n, 0n]
  for (const [index, [tick, net]] of pool.ticks.entries()) {
    if (index > 0 && tick <= (pool.ticks[index - 1]?.[0] ?? 0)) return { reason: 'state', detail: `Tick ${tick} is out of order.` }
    if (Math.abs(tick) > 887272) return { reason: 'state', detail: `Tick ${tick} is outside the contract's range.` }
    total += net
    if (total < 0n) return { reason: 'state', detail: `Liquidity falls below zero at tick ${tick}.` }
    if (tick <= pool.tick) inside = total
  }
  if (total !== 0n) return { reason: 'state', detail: 'The ticks do not add up to zero.' }
  if (inside !== pool.liquidity)
    return { reason: 'state', detail: `The ticks give ${inside} liquidity at the price, the pool says ${pool.liquidity}.` }
  return undefined
}

/** Why a pool of ticks cannot be quoted: a price outside the contract's range, no liquidity, or ticks that contradict the state. */
export function tickedFlaw(pool: TickedPool): Flaw | undefined {
  const { sqrtPriceX96: price, tick } = pool
  if (price === 0n) return { reason: 'no-liquidity', detail: 'The pool was never initialised.' }
  if (price < MIN_SQRT_RATIO || price >= MAX_SQRT_RATIO)
    return { reason: 'price', detail: `sqrtPriceX96 ${price} is outside the contract's range.` }
  for (const fee of [pool.feePpm, ...(pool.feesPpm ?? [])])
    if (!(Number.isInteger(fee) && fee >= 0 && fee < 1_000_000)) return { reason: 'fee', detail: `The fee is ${fee} ppm.` }
  if (!Number.isInteger(pool.tickSpacing) || pool.tickSpacing <= 0)
    return { reason: 'state', detail: `The tick spacing is ${pool.tickSpacing}.` }
  if (pool.ticks.length === 0) return { reason: 'no-liquidity', detail: 'No tick holds liquidity.' }
  if (!Number.isInteger(tick) || Math.abs(tick) > 887272) return { reason: 'state', detail: `The tick is ${tick}.` }
  // A price that fell exactly onto a tick is recorded one tick below it.
  const above = tick < 887272 ? sqrtRatioAtTick(tick + 1) : MAX_SQRT_RATIO
  if (price < sqrtRatioAtTick(tick) || price > above) return { reason: 'state', detail: `Price and tick ${tick} do not belong together.` }
  return tickFlaw(pool)
}
