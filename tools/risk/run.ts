import type { Hex } from 'viem'
import { plain } from '../../core/answer.ts'
import type { ToolContext } from '../../core/tool.ts'
import { publishedSource } from '../audit/published.ts'
import type { Handles } from '../define.ts'
import { one } from '../token/find.ts'
import { assess } from './assess.ts'
import { type Explained, explain, type Fact } from './explain.ts'
import { keep, type Records } from './records.ts'
import type { RiskReport } from './report.ts'
import { reasonWords, SHARES } from './sentences.ts'
import { type Level, type Reason, verdictOf } from './verdict.ts'

export interface RiskResult {
  report: RiskReport
  level: Level
  reasons: readonly Reason[]
  records: Records
  /** Sentences of the model about the reasons, checked. */
  explained?: readonly Explained[]
}

/** Assesses a token at the newest block. Throws PetrelError token_unknown, token_ambiguous, chain_unknown, rpc_failed. */
export async function run(input: { token: string; chain?: string | undefined }, context: ToolContext<Handles>): Promise<RiskResult> {
  const { chains, warehouse, links, fetcher } = context.handles
  const chain = input.chain === undefined ? chains.main : chains.get(input.chain)
  const match = await one(input.token, [chain.id], context.resolve)
  const { resolve, signal } = context
  const report = await assess(chain, match.address.toLowerCase() as Hex, {
    resolve,
    signal,
    warehouse,
    ...(links ? { links } : {}),
    sourceOf: (address) => publishedSource({ chain: chain.id, address }, { fetcher, signal }),
    scope: 'full',
    progress: context.progress,
  })
  const { level, reasons } = verdictOf(report)
  const records = keep(report, reasons, context.ledger)
  const { model, comment, locale } = context
  const explained = await explain(reasons.map((reason, index) => factOf(reason, index, { records, locale })), { model, comment, locale, signal }) // biome-ignore format: short
  return { report, level, reasons, records, ...(explained ? { explained } : {}) }
}

/** A reason without the contract's own words, names and addresses. */
function factOf({ words: _, power, ...reason }: Reason, index: number, { records, locale }: { records: Records; locale: string }): Fact {
  const nameless = power && { ...power, name: 'f', who: { kind: power.who.kind } }
  const text = plain(reasonWords({ ...reason, ...(nameless ? { power: nameless } : {}) }, records, locale)).replace(/\s*[（(]f[)）]/g, '')
  const unit = SHARES.has(reason.key) ? '%' : ''
  const figures = [reason.value, reason.total].flatMap((value) => (value === undefined ? [] : [{ value, unit }]))
  return { id: `F${index + 1}`, severity: reason.level, text, figures }
}
