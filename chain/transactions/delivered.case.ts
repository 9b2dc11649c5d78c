import { expect } from 'vitest'
import type { Quote } from '../../routing/quote.ts'

/** Exact in: to the wei. Exact out: what was asked for, and what rounding up by a unit of a coarse token on the way brings on top. */
export function expectDelivered(quote: Quote, got: bigint): void {
  if (quote.exact === 'in') expect(got).toBe(quote.amountOut)
  const [units = 1n] = quote.legs.map(({ amountIn }) => amountIn).sort((a, b) => (a < b ? -1 : 1))
  const extra = (4n * quote.amountOut) / units + quote.amountOut / 1_000_000n + 1000n
  expect(got - quote.amountOut).toBeGreaterThanOrEqual(0n)
  expect(got - quote.amountOut).toBeLessThanOrEqual(extra)
}
