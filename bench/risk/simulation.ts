import { EXPECTED, type Expected } from '../../tools/risk/testing/expected.ts'
import { judge } from '../../tools/risk/testing/judge.ts'
import { openTestMarket, type TestMarket } from '../../tools/risk/testing/market.ts'
import { MORE_TRAPS } from '../../tools/risk/testing/more-traps.ts'
import { TRAPS } from '../../tools/risk/testing/traps.ts'
import type { BenchOptions, Figure } from '../figures.ts'

interface Judged {
  wrong: number
  /** Milliseconds a token, sorted. */
  times: readonly number[]
}

/** Every kind of test token on a local node, and the traps that were written later: which are misjudged, and how long an assessment takes. */
export async function simulation({ log }: BenchOptions): Promise<Figure[]> {
  const market = await openTestMarket()
  try {
    // The first one opens the simulator and compiles the machine's hot paths.
    const [first] = EXPECTED
    if (first) await judge(market, first)
    const kinds = await judgeAll(market, EXPECTED, log)
    const traps = [...TRAPS, ...MORE_TRAPS]
    const trapped = await judgeAll(market, traps, log)
    return [
      { id: 'tokens_wrong', value: kinds.wrong, unit: `of ${EXPECTED.length}`, better: 'lower' },
      { id: 'simulate_p50_ms', value: Math.round(kinds.times[Math.floor(kinds.times.length / 2)] ?? 0), unit: 'ms', better: 'lower' },
      { id: 'traps_wrong', value: trapped.wrong, unit: `of ${traps.length}`, better: 'lower' },
    ]
  } finally {
    await market.stop()
  }
}

async function judgeAll(market: TestMarket, list: readonly Expected[], log: (line: string) => void): Promise<Judged> {
  const times: number[] = []
  let wrong = 0
  for (const expected of list) {
    const { fault, ms } = await judge(market, expected)
    times.push(ms)
    if (fault) log(`Misjudged: ${fault}`)
    wrong += fault ? 1 : 0
  }
  return { wrong, times: times.sort((a, b) => a - b) }
}
