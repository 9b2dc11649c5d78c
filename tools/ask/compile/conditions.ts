import { PetrelError } from '../../../core/errors.ts'
import type { FilterId } from '../layer/types.ts'
import type { Bound, Excluded } from './bound.ts'
import type { Parameters } from './parameters.ts'
import type { Span } from './period.ts'
import { stepConditions } from './within.ts'

const refuse = (bound: Bound, what: string): never => {
  throw new PetrelError('cannot_answer', {
    message: `"${bound.metric.title.en}" cannot be narrowed by ${what}.`,
    hint: 'Leave that part out, or ask about trades or transfers.',
    facts: { metric: bound.metric.id, filter: what },
  })
}

/** One condition that a query asks for; `name` says which field it came from. */
export interface Condition {
  name: string
  sql: string
}

function filter(bound: Bound, id: FilterId, p: string): string {
  const make = bound.subject.filters[id]
  return make ? make(p) : refuse(bound, id)
}

const PLACE = { from: 'from', to: 'to' } as const
const LABEL_PLACE = { from: 'fromLabel', to: 'toLabel' } as const

const listed = (addresses: readonly string[], parameters: Parameters): string =>
  addresses.map((each) => parameters.add(each)).join(', ') || 'NULL'

function excluding(bound: Bound, excluded: Excluded, parameters: Parameters): string {
  const p = excluded.kind === 'label' ? listed(excluded.addresses, parameters) : parameters.add(excluded.value)
  // Grouped by token, the token itself is left out; else every row that touches it.
  if (
    excluded.kind === 'token' &&
    bound.metric.kind === 'aggregate' &&
    bound.query.by.includes('token') &&
    bound.subject.dimensions.token?.relation
  )
    return `x.token_address <> ${p}`
  return `NOT coalesce(${filter(bound, excluded.kind, p)}, FALSE)`
}

function named(bound: Bound, parameters: Parameters): Condition[] {
  const { query } = bound
  const out: Condition[] = []
  const add = (name: string, id: FilterId, value: string | number) => out.push({ name, sql: filter(bound, id, parameters.add(value)) })
  const limit = (name: 'minUsd' | 'minAmount' | 'maxUsd' | 'maxAmount') => {
    const value = query[name]
    if (value === undefined) return
    const p = parameters.add(value)
    const sql = filter(bound, name, p)
    // "more than" leaves the bound itself out.
    out.push({ name, sql: query.strict ? sql.replaceAll(`= ${p}`, ` ${p}`) : sql })
  }
  if (bound.token) add('token', query.side ?? 'token', bound.token.address)
  if (bound.token2) add('token2', 'token', bound.token2.address)
  if (query.pool) add('pool', 'pool', query.pool.toLowerCase())
  if (query.dex) add('dex', 'dex', query.dex.toLowerCase())
  if (query.version) add('version', 'version', query.version)
  if (bound.address) add('address', query.direction ? PLACE[query.direction] : 'address', bound.address)
  if (bound.labelled)
    out.push({
      name: 'address',
      sql: filter(bound, query.direction ? LABEL_PLACE[query.direction] : 'label', listed(bound.labelled, parameters)),
    })
  if (bound.other) {
    const far = query.direction === 'to' ? 'from' : 'to'
    const sql =
      'address' in bound.other
        ? filter(bound, PLACE[far], parameters.add(bound.other.address))
        : filter(bound, LABEL_PLACE[far], listed(bound.other.labelled, parameters))
    out.push({ name: 'other', sql })
  }
  limit('minUsd')
  limit('minAmount')
  limit('maxUsd')
  limit('maxAmount')
  if (query.method !== undefined) add('method', 'method', query.method.toLowerCase())
  if (query.outcome !== undefined) add('outcome', 'outcome', query.outcome)
  if (query.block !== undefined) out.push({ name: 'block', sql: blocks(bound, parameters) })
  return out
}

/** One block, or a range of blocks. */
function blocks(bound: Bound, parameters: Parameters): string {
  const { block = 0, toBlock } = bound.query
  const column = bound.subject.filters.block?.('') ?? refuse(bound, 'block')
  return toBlock === undefined
    ? `${column} = ${parameters.add(block)}`
    : `${column} >= ${parameters.add(Math.min(block, toBlock))} AND ${column} <= ${parameters.add(Math.max(block, toBlock))}`
}

/** What groups demand of rows: a name, and to be one of those that were asked for. */
function grouped(bound: Bound, parameters: Parameters): Condition[] {
  const { by } = bound.query
  return by.flatMap((id, index) => {
    const dimension = bound.subject.dimensions[id]
    const [first] = dimension?.columns ?? []
    if (!dimension || !first) return []
    const among = index === 0 && bound.among.length > 0 ? bound.among.map((value) => parameters.add(value)).join(', ') : undefined
    return [
      ...(dimension.notNull ? [{ name: 'named', sql: `${first.sql} IS NOT NULL` }] : []),
      ...(among ? [{ name: 'among', sql: `lower(CAST(${dimension.among ?? first.sql} AS VARCHAR)) IN (${among})` }] : []),
    ]
  })
}

function period(bound: Bound, span: Span, parameters: Parameters): Condition[] {
  const time = bound.subject.time
  if (!time || (span.from === undefined && span.to === undefined)) return []
  const ends = [
    ...(span.from === undefined ? [] : [`${time} >= ${parameters.time(span.from)}`]),
    ...(span.to === undefined ? [] : [`${time} < ${parameters.time(span.to)}`]),
  ]
  return [{ name: 'period', sql: ends.join(' AND ') }]
}

/** Everything that narrows the rows, one entry a field of the query. Throws PetrelError cannot_answer when the subject has no such field. */
export function conditions(bound: Bound, span: Span, parameters: Parameters): Condition[] {
  return all(bound, span, parameters)
}

const NARROWING = new Set([
  'token',
  'token2',
  'pool',
  'dex',
  'version',
  'address',
  'other',
  'minUsd',
  'minAmount',
  'maxUsd',
  'maxAmount',
  'method',
  'outcome',
  'where',
  'within',
  'than',
])

/** The same rows without what the question narrows them to: the whole of a share. */
export const wholeConditions = (bound: Bound, span: Span, parameters: Parameters): Condition[] =>
  all(bound, span, parameters).filter(({ name }) => !NARROWING.has(name) || (bound.query.whole as readonly string[]).includes(name))

function all(bound: Bound, span: Span, parameters: Parameters): Condition[] {
  const metric = bound.metric
  const chains = bound.chains.map((chain) => parameters.add(chain.id))
  return [
    { name: 'chain', sql: chains.length === 1 ? `x.chain_id = ${chains[0]}` : `x.chain_id IN (${chains.join(', ') || 'NULL'})` },
    ...named(bound, parameters),
    ...(bound.where ?? []),
    ...stepConditions(bound),
    ...(metric.kind === 'aggregate' ? grouped(bound, parameters) : []),
    ...bound.excluded.map((each) => ({ name: 'exclude', sql: excluding(bound, each, parameters) })),
    ...period(bound, span, parameters),
    ...(metric.kind !== 'live' && metric.where ? [{ name: 'metric', sql: metric.where }] : []),
  ]
}
