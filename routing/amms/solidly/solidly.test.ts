import fc from 'fast-check'
import { conformance, type Vector } from '../conformance.case.ts'
import type { SolidlyPool } from './math.ts'
import { solidly } from './solidly.ts'

const E18 = 10n ** 18n

const pools: fc.Arbitrary<SolidlyPool> = fc
  .record({
    stable: fc.boolean(),
    size: fc.double({ min: 10, max: 1e7, noNaN: true }),
    skew: fc.double({ min: 0.05, max: 20, noNaN: true }),
    decimals: fc.constantFrom([18, 18], [6, 18], [18, 6], [6, 6]),
    feeBps: fc.constantFrom(1, 5, 30, 100),
  })
  .map(({ stable, size, skew, decimals, feeBps }) => {
    const units = decimals.map((places) => 10n ** BigInt(places)) as [bigint, bigint]
    const raw = (tokens: number, unit: bigint) => (BigInt(Math.floor(tokens * 1e6)) * unit) / 1_000_000n
    return {
      kind: 'solidly',
      id: '0xp',
      tokens: ['0xa', '0xb'],
      stable,
      units,
      feeBps,
      reserves: [raw(size, units[0]), raw(size * skew, units[1])],
    }
  })

const pool = (state: Pick<SolidlyPool, 'stable' | 'reserves' | 'units' | 'feeBps'>): SolidlyPool => ({
  kind: 'solidly',
  id: '0xp',
  tokens: ['0xa', '0xb'],
  ...state,
})
const volatile = (reserve0: bigint, reserve1: bigint) =>
  pool({ stable: false, reserves: [reserve0, reserve1], units: [1_000_000n, E18], feeBps: 100 })
const stable = pool({ stable: true, reserves: [165363502891169888414n, 70707320014274856246n], units: [E18, E18], feeBps: 5 })

// Results of getAmountOut of the named pools on Optimism.
const vectors: Vector<SolidlyPool>[] = [
  {
    name: 'volatile 0x8134a2fd, first token in',
    pool: volatile(2458244583526n, 48437610421475879640774762n),
    swap: { tokenIn: 0, tokenOut: 1 },
    amountIn: 33762029n,
    amountOut: 658590483453928603087n,
  },
  {
    name: 'volatile 0x8134a2fd, second token in',
    pool: volatile(2458244583526n, 48437697487082485250805965n),
    swap: { tokenIn: 1, tokenOut: 0 },
    amountIn: 4843761042147587964077n,
    amountOut: 243341685n,
  },
  {
    name: 'stable 0x1ad06ca5, second token in',
    pool: stable,
    swap: { tokenIn: 1, tokenOut: 0 },
    amountIn: 7070085324939016n,
    amountOut: 8040168956751976n,
  },
  {
    name: 'stable 0x1ad06ca5, first token in',
    pool: stable,
    swap: { tokenIn: 0, tokenOut: 1 },
    amountIn: 7070085324939016n,
    amountOut: 6210478971090850n,
  },
]

conformance({ amm: solidly, pools, vectors, runs: 120, wobble: 1e-18, recycled: 1e-12 })
