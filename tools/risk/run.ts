import type { Hex } from 'viem'
import type { ToolContext } from '../../core/tool.ts'
import type { Handles } from '../define.ts'
import { one } from '../token/find.ts'
import { assess } from './assess.ts'
import { keep, type Records } from './records.ts'
import type { RiskReport } from './report.ts'
import { type Level, type Reason, verdictOf } from './verdict.ts'

export interface RiskResult {
  report: RiskReport
  level: Level
  reasons: readonly Reason[]
  records: Records
}

/** Assesses a token at the newest block. Throws PetrelError token_unknown, token_ambiguous, chain_unknown, rpc_failed. */
export async function run(input: { token: string; chain?: string | undefined }, context: ToolContext<Handles>): Promise<RiskResult> {
  const { chains, warehouse, links } = context.handles
  const chain = input.chain === undefined ? chains.main : chains.get(input.chain)
  const match = await one(input.token, [chain.id], context.resolve)
  const { resolve, signal } = context
  const report = await assess(chain, match.address.toLowerCase() as Hex, {
    resolve,
    signal,
    warehouse,
    ...(links ? { links } : {}),
    scope: 'full',
    progress: context.progress,
  })
  const { level, reasons } = verdictOf(report)
  return { report, level, reasons, records: keep(report, reasons, context.ledger) }
}
