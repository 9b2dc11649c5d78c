import type { Aggregate, Dimension } from '../layer/types.ts'
import type { Bound } from './bound.ts'
import type { Parameters } from './parameters.ts'
import { DAY, type Span } from './period.ts'

/** Where a measure of transfers is read when whole days are summed already. */
export interface Daily {
  /** Relation with the columns of one or many rows: transfers, priced, amount, amount_raw, amount_usd, senders, receivers. */
  relation: string
  value: (usd: string) => string
  rows: string
  unpriced: string
}

/** Spans below this are read row by row: that is as fast. */
const LEAST_DAYS = 3
/** Conditions that sums of days can be narrowed by; any other needs the transfers themselves. */
const KNOWN: ReadonlySet<string> = new Set(['chain', 'token', 'period', 'among', 'named'])
const PERIODS: readonly (string | undefined)[] = [undefined, 'day', 'week', 'month']

function fits(bound: Bound, metric: Aggregate, asked: Asked): boolean {
  const { dimensions, span, shift } = asked
  const { query, chains } = bound
  if (!metric.daily || metric.where || metric.join || metric.relation || chains.length !== 1) return false
  if (bound.also.length > 0 || query.each || (metric.usd && query.currency !== 'usd')) return false
  if (!asked.conditions.every((name) => KNOWN.has(name))) return false
  if (!PERIODS.includes(query.per) || shift % DAY !== 0) return false
  // Distinct addresses of days cannot be added up to those of a week.
  if (metric.daily.distinct && query.per !== 'day') return false
  const ofTokens = dimensions.every((dimension) => dimension === bound.subject.dimensions.token)
  const long = span.from === undefined || (span.to ?? bound.now) - span.from >= LEAST_DAYS * DAY
  return ofTokens && long
}

interface Asked {
  dimensions: readonly Dimension[]
  span: Span
  shift: number
  /** Names of the conditions on the rows. */
  conditions: readonly string[]
}

/** Sums of one row each, or of each day where addresses are counted. */
function raw(distinct: boolean, where: string): string {
  const columns = distinct
    ? `date_trunc('day', block_timestamp) AS block_time, token_address AS contract_address, count(*) AS transfers, count(amount * price_usd) AS priced,
    NULL AS amount_raw, NULL AS amount, sum(amount * price_usd) AS amount_usd, count(DISTINCT hash(from_address)) AS senders, count(DISTINCT hash(to_address)) AS receivers`
    : `block_timestamp AS block_time, token_address AS contract_address, 1 AS transfers, CASE WHEN amount * price_usd IS NULL THEN 0 ELSE 1 END AS priced,
    value AS amount_raw, amount, amount * price_usd AS amount_usd, NULL AS senders, NULL AS receivers`
  return `SELECT chain_id, ${columns} FROM main.token_transfers WHERE ${where}${distinct ? ' GROUP BY ALL' : ''}`
}

/** Per token when a token is asked for or grouped by; else the row of all tokens together. */
function union(bound: Bound, metric: Aggregate, { dimensions, span }: Asked, parameters: Parameters): string {
  const byToken = dimensions.length > 0 || bound.token !== undefined
  const chain = parameters.add(bound.chains[0]?.id ?? 0)
  const token = bound.token ? ` AND token_address = ${parameters.add(bound.token.address)}` : ''
  const [first, last] = [
    parameters.time(Math.ceil((span.from ?? 0) / DAY) * DAY),
    parameters.time(Math.floor((span.to ?? bound.now + 10_000 * DAY) / DAY) * DAY),
  ]
  const seals = `FROM main.transfer_seals WHERE chain_id = ${chain}`
  const low = `(SELECT greatest(max(from_day), ${first}) ${seals})`
  const high = `(SELECT greatest(greatest(max(from_day), ${first}), least(coalesce(max(to_day), ${first}), ${last})) ${seals})`
  const distinct = metric.daily?.distinct === true
  const all = distinct && !byToken
  const rest = (bounds: string) =>
    raw(distinct, `chain_id = ${chain}${token} AND ${bounds}`).replace('token_address AS', all ? "'' AS" : 'token_address AS')
  const from = span.from === undefined ? '' : `block_timestamp >= ${parameters.time(span.from)} AND `
  const to = span.to === undefined ? '' : ` AND block_timestamp < ${parameters.time(span.to)}`
  return `SELECT chain_id, day AS block_time, token_address AS contract_address, transfers, priced, amount_raw, amount, amount_usd, senders, receivers
  FROM main.transfer_days WHERE chain_id = ${chain} AND ${byToken ? (token === '' ? "token_address <> ''" : token.slice(5)) : "token_address = ''"} AND day >= ${low} AND day < ${high}
  UNION ALL ${rest(`${from}block_timestamp < ${low}`)}
  UNION ALL ${rest(`block_timestamp >= ${high}${to}`)}`
}

/**
 * The same measure over sums of whole days and the transfers of what is left at both ends; undefined where that would not be the same.
 * The result is the one of the transfers themselves: chain/warehouse/daily.ts says which days hold.
 */
export function dailyOf(bound: Bound, metric: Aggregate, asked: Asked, parameters: Parameters): Daily | undefined {
  if (!metric.daily || !fits(bound, metric, asked)) return undefined
  const { value } = metric.daily
  const rows = union(bound, metric, asked, parameters)
  const named = `SELECT u.*, t.symbol FROM (${rows}) AS u LEFT JOIN main.tokens AS t ON t.chain_id = u.chain_id AND t.address = u.contract_address`
  return {
    relation: `(${asked.dimensions.length > 0 ? named : rows})`,
    value: value ? () => value : metric.value,
    rows: 'CAST(coalesce(sum(x.transfers), 0) AS BIGINT)',
    unpriced: 'CAST(coalesce(sum(x.transfers) - sum(x.priced), 0) AS BIGINT)',
  }
}
