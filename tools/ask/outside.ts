import type { Ledger } from '../../core/ledger.ts'
import type { ToolContext } from '../../core/tool.ts'
import type { Handles } from '../define.ts'
import type { Bound } from './compile/bound.ts'
import type { Span } from './compile/period.ts'
import type { OutsideResult } from './result.ts'

/** From where to where there are rows of a subject; blocks without any count too, for their zero is known. */
async function extent(
  bound: Bound,
  { handles, signal }: ToolContext<Handles>,
): Promise<{ sql: string; from: number; to: number } | undefined> {
  const { subject, chains } = bound
  const ids = chains.map((chain) => chain.id).join(', ') || 'NULL'
  const blocks =
    subject.id === 'pool_minutes' || subject.id === 'prices'
      ? ''
      : ` UNION ALL SELECT min(block_timestamp), max(block_timestamp) FROM main.blocks WHERE chain_id IN (${ids})`
  const sql = `SELECT min(a), max(b) FROM (SELECT min(${subject.time}) AS a, max(${subject.time}) AS b FROM ${subject.relation} AS x WHERE x.chain_id IN (${ids})${blocks})`
  const { rows } = await handles.warehouse.query(sql, [], { signal })
  const [from, to] = rows[0] ?? []
  return from === null || from === undefined || to === null || to === undefined ? undefined : { sql, from: Number(from), to: Number(to) }
}

function facts(extent: { sql: string; from: number; to: number }, ledger: Ledger): Pick<OutsideResult, 'first' | 'last'> {
  const fact = (name: string, value: number) => {
    const { id } = ledger.measured({ name, value, unit: 'ms since 1970, UTC', source: extent.sql })
    return { id, value }
  }
  return { first: fact('first moment with such data', extent.from), last: fact('last moment with such data', extent.to) }
}

/** What there is instead, when a period lies wholly before or after all that is held: a zero would be a lie. Undefined when it does not. */
export async function outside(bound: Bound, span: Span, context: ToolContext<Handles>): Promise<OutsideResult | undefined> {
  if (!bound.subject.time || (span.from === undefined && span.to === undefined)) return undefined
  const held = await extent(bound, context)
  if (!held) return undefined
  const early = span.to !== undefined && span.to <= held.from
  const late = span.from !== undefined && span.from > held.to + (bound.subject.id === 'prices' ? 86_400_000 : 0)
  if (!early && !late) return undefined
  return { kind: 'outside', chain: bound.chains[0]?.name ?? '', title: bound.metric.title, ...facts(held, context.ledger) }
}
