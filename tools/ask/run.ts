import { PetrelError } from '../../core/errors.ts'
import type { ToolContext } from '../../core/tool.ts'
import type { Handles } from '../define.ts'
import { about, isAbout } from './about/about.ts'
import { bind, chainsOf } from './bind.ts'
import { bindEvent } from './bind-event.ts'
import type { Bound } from './compile/bound.ts'
import { metricOf } from './layer/index.ts'
import { isEventMetric } from './layer/own-events.ts'
import { coverage, latestBlock, supply } from './live.ts'
import { outside } from './outside.ts'
import { ownSql } from './own-sql.ts'
import { type Query, querySchema } from './query.ts'
import { readQuestion } from './read/read.ts'
import { asSql } from './read/sql.ts'
import { rerouted } from './reroute.ts'
import type { AskResult } from './result.ts'
import { isEmpty, runQuery } from './run-query.ts'

/** A question in words as a query; the same reader as in chat, without a conversation before it. */
async function understood(question: string, context: ToolContext<Handles>): Promise<Query> {
  const [best] = await readQuestion(question, { previous: undefined, resolve: context.resolve, locale: context.locale, now: context.now() })
  if (best && best.score >= 0.9 && best.missing.length === 0 && best.ambiguous.length === 0) return querySchema.parse(best.input)
  const doubt = best?.ambiguous[0]?.question ?? best?.missing[0]?.question
  throw new PetrelError('cannot_answer', {
    message: doubt ?? 'This question was not understood well enough to answer it.',
    hint: best ? `The nearest reading is: ${best.reading}.` : 'Ask about volume, trades, prices, transfers, holders, gas, blocks or pools.',
    facts: { question },
  })
}

/** What is not compiled has no first step. Throws PetrelError cannot_answer. */
function oneStep({ metric, within, than }: Query): void {
  const compiled = !isEventMetric(metric) && metricOf(metric ?? '')?.metric.kind !== 'live'
  if (compiled || (within.length === 0 && than === undefined)) return
  throw new PetrelError('cannot_answer', {
    message: `"${metric}" cannot be asked in two steps.`,
    hint: 'Ask the two questions one after the other.',
    facts: { metric: metric ?? '' },
  })
}

/** Runs a structured query, a question in words, or the asker's own SQL. Throws PetrelError cannot_answer, token_unknown, token_ambiguous, query_*. */
export async function run(input: Query, context: ToolContext<Handles>): Promise<AskResult> {
  const sql = input.sql ?? (input.metric === undefined && input.question !== undefined ? asSql(input.question) : undefined)
  if (sql !== undefined && input.metric === undefined) return ownSql(sql, context)
  const query = input.metric === undefined && input.question !== undefined ? await understood(input.question, context) : input
  if (query.sql !== undefined && query.metric === undefined) return ownSql(query.sql, context)
  if (query.metric === 'coverage') return coverage(context)
  oneStep(query)
  if (isEventMetric(query.metric)) {
    const { chains, warehouse } = context.handles
    const { resolve, signal } = context
    return answered(await bindEvent(query, { chains, resolve, warehouse, now: context.now(), signal }), context)
  }
  const [chain] = chainsOf(query, context.handles.chains)
  const routed = await rerouted(query, chain, { warehouse: context.handles.warehouse, signal: context.signal })
  const bound = await bind(routed, { chains: context.handles.chains, resolve: context.resolve, now: context.now() })
  if (query.metric === 'latest_block') return latestBlock(bound, context)
  if (query.metric === 'supply') return supply(bound, context)
  return answered(bound, context)
}

/** The result, or what is held instead of an empty period. */
async function answered(bound: Bound, context: ToolContext<Handles>): Promise<AskResult> {
  const result = await runQuery(bound, context)
  if (isAbout(bound)) return { ...result, about: await about(bound, context) }
  const empty = !result.state && isEmpty(result.table.rows, result.main)
  return (empty ? await outside(bound, result.span, context) : undefined) ?? result
}
