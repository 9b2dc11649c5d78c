import type { Hex } from 'viem'
import type { Resolve } from '../../../core/resolve.ts'
import { assess } from '../assess.ts'
import type { RiskReport } from '../report.ts'
import { verdictOf } from '../verdict.ts'
import { type Expected, faultOf } from './expected.ts'
import type { TestMarket } from './market.ts'

/** A registry that knows nothing. */
export const NOTHING: Resolve = { tokens: async () => [], labels: async () => [], labelOf: async () => undefined, values: async () => [] }

/** Largest loss of the tried sales, per cent. */
export const taxOf = ({ trials }: RiskReport): number =>
  Math.max(0, ...trials.flatMap(({ trial }) => [trial.sell, ...trial.later.map(({ sell }) => sell)].map(({ taxBps = 0 }) => taxBps / 100)))

/** Launches a test token, judges it and compares; `fault` is "" when all is right. */
export async function judge(market: TestMarket, expected: Expected): Promise<{ fault: string; report: RiskReport; ms: number }> {
  const token: Hex = await market.launch(expected.token, { renounced: expected.renounced === true })
  const start = performance.now()
  const report = await assess(market.chain, token, { resolve: NOTHING, signal: AbortSignal.timeout(60_000), scope: 'full' })
  const ms = performance.now() - start
  const { level, reasons } = verdictOf(report)
  return {
    fault: faultOf(expected, { level, reasons, taxPct: taxOf(report), refusesBuy: report.sizes?.buy.refused !== undefined }),
    report,
    ms,
  }
}
