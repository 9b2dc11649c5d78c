import fc from 'fast-check'
import type { TickedPool } from './math.ts'
import { tickAtSqrtRatio } from './tick-math.ts'

export type Ticked = Omit<TickedPool, 'kind'>

const SPACING: Readonly<Record<number, number>> = { 100: 1, 500: 10, 3000: 60, 10000: 200 }

/** Random V3-like states: a few positions, the price anywhere, possibly inside a gap. */
export const tickedPools: fc.Arbitrary<Ticked> = fc
  .record({
    feePpm: fc.constantFrom(100, 500, 3000, 10_000),
    positions: fc.array(
      fc.record({
        at: fc.integer({ min: -300, max: 300 }),
        width: fc.integer({ min: 1, max: 400 }),
        size: fc.bigInt({ min: 10n ** 12n, max: 10n ** 24n }),
      }),
      { minLength: 1, maxLength: 6 },
    ),
    root: fc.double({ min: 0.2, max: 5, noNaN: true }),
  })
  .map(({ feePpm, positions, root }) => build({ feePpm, tickSpacing: SPACING[feePpm] ?? 1, positions, root }))
  .filter((pool) => pool.ticks.length > 0)

interface Recipe {
  feePpm: number
  tickSpacing: number
  positions: { at: number; width: number; size: bigint }[]
  root: number
}

function build({ feePpm, tickSpacing, positions, root }: Recipe): Ticked {
  const nets = new Map<number, bigint>()
  const add = (tick: number, size: bigint) => nets.set(tick, (nets.get(tick) ?? 0n) + size)
  for (const { at, width, size } of positions) {
    add(at * tickSpacing, size)
    add((at + width) * tickSpacing, -size)
  }
  const ticks = [...nets].filter(([, net]) => net !== 0n).sort((a, b) => a[0] - b[0])
  const sqrtPriceX96 = BigInt(Math.floor(root * 2 ** 60)) << 36n
  const tick = tickAtSqrtRatio(sqrtPriceX96)
  const liquidity = ticks.filter(([at]) => at <= tick).reduce((sum, [, net]) => sum + net, 0n)
  return { id: '0xp', tokens: ['0xa', '0xb'], feePpm, tickSpacing, ticks, sqrtPriceX96, tick, liquidity }
}
