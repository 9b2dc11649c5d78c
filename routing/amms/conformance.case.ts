import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Amm } from '../amm.ts'
import type { PoolBase, Swap } from '../pool.ts'

/** A known result of the real contract. */
export interface Vector<P extends PoolBase> {
  name: string
  pool: P
  swap: Swap
  amountIn?: bigint
  amountOut: bigint
  exactOut?: boolean
}

export interface Conformance<P extends PoolBase> {
  amm: Amm<P>
  /** Random sound pools of the kind. */
  pools: fc.Arbitrary<P>
  vectors: readonly Vector<P>[]
  /** Largest relative difference of the float curve to the exact one for trades of at least a millionth of the pool. */
  floatError?: number
  /** Part of the amount out by which the contract's own iteration, or a fee that grows with the trade, may step back; default none. */
  wobble?: number
  /** Part by which a trade in two halves may beat the whole where the fee stays on the side that is paid out; default none. */
  recycled?: number
  /** Part of the pool's reserves by which the contract's own rounding may shift an amount, where it is worse than a wei; default none. */
  noise?: number
  /** Part of the pool's reserves that a way there and back may gain where the contract's own roots are no better; default none. */
  drift?: number
  runs?: number
}

const both: readonly Swap[] = [
  { tokenIn: 0, tokenOut: 1 },
  { tokenIn: 1, tokenOut: 0 },
]

/** Amount out along constant-liquidity segments: the float side, written again here so that the engine's own is not its judge. */
export function floatOut(amm: Amm<never>, pool: unknown, trade: { swap: Swap; amountIn: number }): number | undefined {
  const { gamma, q, liquidity } = amm.segments(pool as never, trade.swap)
  let [left, out] = [trade.amountIn * gamma, 0]
  for (const [index, depth] of liquidity.entries()) {
    const [from, to] = [q[index] as number, q[index + 1] as number]
    const whole = to === 0 ? Number.POSITIVE_INFINITY : depth * (1 / to - 1 / from)
    if (left <= whole) return depth === 0 ? out : out + (depth * from * ((left * from) / depth)) / (1 + (left * from) / depth)
    left -= whole
    out += depth * (from - to)
  }
  return undefined
}

/** The suite that every pool kind passes. */
export function conformance<P extends PoolBase>({ amm, pools, vectors, ...laws }: Conformance<P>): void {
  const { floatError = 1e-6, wobble = 0, recycled = 0, noise = 0, drift = 0, runs = 200 } = laws
  const slack = (amount: bigint, rough = 0n): bigint => 3n + rough + BigInt(Math.ceil(Number(amount) * Math.max(1e-15, recycled)))
  const rough = (pool: P, token: number): bigint => (noise === 0 ? 0n : BigInt(Math.ceil((amm.depth(pool)[token] ?? 0) * noise)))
  const amounts = fc.bigInt({ min: 1n, max: 10n ** 24n })
  const options = { numRuns: runs }

  describe(`${amm.kind} conforms`, () => {
    test.each(vectors.map((vector) => [vector.name, vector] as const))('equals the contract: %s', (_name, { pool, swap, ...vector }) => {
      if (vector.exactOut) expect(amm.in(pool, swap, vector.amountOut)?.amountIn).toBe(vector.amountIn)
      else expect(amm.out(pool, swap, vector.amountIn as bigint)?.amountOut).toBe(vector.amountOut)
    })

    test('sound pools have no flaw', () => {
      const law = fc.property(pools, (pool) => {
        expect(amm.flaw(pool)).toBeUndefined()
      })
      fc.assert(law, options)
    })

    test('more in never gives less out', () => {
      const law = fc.property(pools, fc.constantFrom(...both), amounts, amounts, (pool, swap, a, b) => {
        const [less, more] = [amm.out(pool, swap, a < b ? a : b), amm.out(pool, swap, a < b ? b : a)]
        const step = wobble === 0 || !less ? 0n : 2n + BigInt(Math.ceil(Number(less.amountOut) * wobble))
        if (less && more) expect(more.amountOut + step + rough(pool, swap.tokenOut)).toBeGreaterThanOrEqual(less.amountOut)
      })
      fc.assert(law, options)
    })

    // A few wei, or the part of a trade that integer rounding can shift.
    test('two halves, one after the other, never beat the whole by more than rounding', () => {
      const law = fc.property(pools, fc.constantFrom(...both), amounts, (pool, swap, amount) => {
        const [whole, first] = [amm.out(pool, swap, 2n * amount), amm.out(pool, swap, amount)]
        const second = first && amm.out(first.after, swap, amount)
        // The price falls as one trades: the second half gives no more than the first.
        if (first && second)
          expect(second.amountOut).toBeLessThanOrEqual(first.amountOut + slack(first.amountOut, rough(pool, swap.tokenOut)))
        if (first && second && whole)
          expect(first.amountOut + second.amountOut).toBeLessThanOrEqual(
            whole.amountOut + slack(whole.amountOut, rough(pool, swap.tokenOut)),
          )
      })
      fc.assert(law, options)
    })

    test('there and back again never makes a profit', () => {
      const law = fc.property(pools, fc.constantFrom(...both), amounts, (pool, swap, amount) => {
        const there = amm.out(pool, swap, amount)
        const back = there && amm.out(there.after, { tokenIn: swap.tokenOut, tokenOut: swap.tokenIn }, there.amountOut)
        const gain = drift === 0 ? 0n : BigInt(Math.ceil((amm.depth(pool)[swap.tokenIn] ?? 0) * drift))
        if (back) expect(back.amountOut).toBeLessThanOrEqual(amount + gain)
      })
      fc.assert(law, options)
    })

    test('`in` is the inverse of `out` within the wei it declares', () => {
      const law = fc.property(pools, fc.constantFrom(...both), amounts, (pool, swap, amount) => {
        const sold = amm.out(pool, swap, amount)
        const bought = sold && amm.in(pool, swap, sold.amountOut)
        if (!sold || !bought) return
        expect(bought.amountOut).toBe(sold.amountOut)
        const tolerance = amm.inverseWei + rough(pool, swap.tokenIn)
        expect(bought.amountIn).toBeLessThanOrEqual(amount + tolerance)
        const again = amm.out(pool, swap, bought.amountIn + tolerance)
        if (again) expect(again.amountOut + rough(pool, swap.tokenOut)).toBeGreaterThanOrEqual(sold.amountOut)
      })
      fc.assert(law, options)
    })

    test('the float curve lies on the exact one, and begins at the spot price', () => {
      const law = fc.property(pools, fc.constantFrom(...both), amounts, (pool, swap, amount) => {
        const exact = amm.out(pool, swap, amount)
        const spot = amm.spot(pool, swap)
        const { gamma, q } = amm.segments(pool, swap)
        // A spot price of 0 says that nothing can be sold this way.
        if (spot > 0) expect(Math.abs(gamma * (q[0] as number) ** 2 - spot)).toBeLessThanOrEqual(spot * 1e-6)
        else expect(amm.out(pool, swap, amount)).toBeUndefined()
        // Below a hundred million wei, rounding to whole wei is what differs.
        const least = 100_000_000n + 1_000_000n * rough(pool, swap.tokenOut)
        if (!exact || exact.amountOut < least || amount < 100_000_000n) return
        const float = floatOut(amm as unknown as Amm<never>, pool, { swap, amountIn: Number(amount) })
        // A sampled curve ends where the pool is all but empty.
        if (float === undefined && amm.segments(pool, swap).sampled) return
        expect(Math.abs((float as number) / Number(exact.amountOut) - 1)).toBeLessThan(floatError)
      })
      fc.assert(law, options)
    })

    test('nonsense amounts are refused, not thrown', () => {
      const law = fc.property(pools, fc.constantFrom(...both), (pool, swap) => {
        for (const amount of [0n, -1n, (1n << 256n) - 1n]) {
          expect(() => amm.out(pool, swap, amount)).not.toThrow()
          expect(() => amm.in(pool, swap, amount)).not.toThrow()
          if (amount <= 0n) expect([amm.out(pool, swap, amount), amm.in(pool, swap, amount)]).toEqual([undefined, undefined])
        }
      })
      fc.assert(law, { numRuns: 20 })
    })
  })
}
