import { EXPECTED } from '../../tools/risk/testing/expected.ts'
import { judge } from '../../tools/risk/testing/judge.ts'
import { openTestMarket } from '../../tools/risk/testing/market.ts'
import type { BenchOptions, Figure } from '../figures.ts'

/** Every kind of test token on a local node: which are misjudged, and how long an assessment takes. */
export async function simulation({ log }: BenchOptions): Promise<Figure[]> {
  const market = await openTestMarket()
  try {
    // The first one opens the simulator and compiles the machine's hot paths.
    const [first] = EXPECTED
    if (first) await judge(market, first)
    const times: number[] = []
    let wrong = 0
    for (const expected of EXPECTED) {
      const { fault, ms } = await judge(market, expected)
      times.push(ms)
      if (fault) log(`Misjudged: ${fault}`)
      wrong += fault ? 1 : 0
    }
    times.sort((a, b) => a - b)
    return [
      { id: 'tokens_wrong', value: wrong, unit: `of ${EXPECTED.length}`, better: 'lower' },
      { id: 'simulate_p50_ms', value: Math.round(times[Math.floor(times.length / 2)] ?? 0), unit: 'ms', better: 'lower' },
    ]
  } finally {
    await market.stop()
  }
}
