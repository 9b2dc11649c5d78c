import type { ToolContext } from '../../../core/tool.ts'
import type { Handles } from '../../define.ts'
import { cleanText } from '../../format.ts'
import type { Bound } from '../compile/bound.ts'
import { inlined } from '../compile/parameters.ts'
import type { ResultTable } from '../result.ts'
import { PART_IDS, PARTS, type PartId } from './parts.ts'

/** What the index knows of one address; a part that could not be had within its deadline is named instead. */
export interface About {
  address: string
  parts: Readonly<Partial<Record<PartId, ResultTable>>>
  missed: readonly PartId[]
  /** The statements that ran, for people to read. */
  sql: string
}

/** Each part has this long, in milliseconds; all run at once. */
const DEADLINE = 5000
const SKIPPED = ['query_deadline', 'query_failed']

const unitOf = (unit: string): string => (['USD', 'block', '%'].includes(unit) ? unit : unit === 'time' ? 'ms since 1970, UTC' : '')

async function part(id: PartId, { address, chains }: { address: string; chains: readonly number[] }, context: ToolContext<Handles>) {
  const { columns, name, sql } = PARTS[id]
  const statement = sql(chains.join(', ') || 'NULL')
  const set = await context.handles.warehouse.query(statement, [address], { limits: { deadlineMs: DEADLINE }, signal: context.signal })
  return {
    name: `${name.en} of ${address}`,
    columns: columns.map((column) => ({ name: column.name, type: column.type, unit: unitOf(column.unit) })),
    shown: columns,
    rows: set.rows.map((row) => row.map((value) => (typeof value === 'string' ? cleanText(value) : value))),
    source: inlined(statement, [address]),
    ...(chains.length === 1 && chains[0] !== undefined ? { chain: chains[0] } : {}),
  }
}

/** A question about one pasted address and nothing else: "what is 0x…". */
export const isAbout = ({ query, address }: Bound): boolean =>
  query.metric === 'label_rows' && address !== undefined && query.by.length === 0 && query.limit === undefined && query.file === undefined

/** Looks an address up in all that is held, every part in a statement of its own with a deadline. Throws PetrelError warehouse_down. */
export async function about(bound: Bound, context: ToolContext<Handles>): Promise<About> {
  const address = bound.address ?? ''
  const chains = bound.chains.map((chain) => chain.id)
  const settled = await Promise.allSettled(PART_IDS.map((id) => part(id, { address, chains }, context)))
  context.signal.throwIfAborted()
  const [parts, missed, statements]: [Partial<Record<PartId, ResultTable>>, PartId[], string[]] = [{}, [], []]
  // Records are made in the order of the list, whichever statement ended first.
  settled.forEach((each, index) => {
    const id = PART_IDS[index] as PartId
    if (each.status === 'rejected') {
      if (!SKIPPED.includes((each.reason as { code?: string }).code ?? '')) throw each.reason
      missed.push(id)
      return
    }
    const { shown, ...set } = each.value
    const record = context.ledger.table(set)
    parts[id] = { record: record.id, columns: shown, rows: set.rows, truncated: false }
    statements.push(set.source)
  })
  return { address, parts, missed, sql: statements.join(';\n\n') }
}
