import { PetrelError } from '../../../core/errors.ts'
import { TITLES, title } from '../layer/columns.ts'
import type { Aggregate, Column, Dimension } from '../layer/types.ts'
import type { Bound } from './bound.ts'
import type { Compiled, ResultColumn } from './compile.ts'
import { conditions, wholeConditions } from './conditions.ts'
import { dailyOf } from './daily.ts'
import type { Parameters } from './parameters.ts'
import { type Span, wholeBefore } from './period.ts'
import { groupBound } from './within.ts'

type Made = Pick<Compiled, 'sql' | 'columns' | 'main' | 'time' | 'limit' | 'conditions'>

/** An address may bear several labels: it counts for each of them, once. */
const LABELS = '(SELECT DISTINCT chain_id, address, category FROM labels.addresses)'

const labelJoin = ({ of, alias }: { of: string; alias: string }): string =>
  `JOIN ${LABELS} AS ${alias} ON ${alias}.chain_id = x.chain_id AND ${alias}.address = ${of}`

function dimensionsOf(bound: Bound): Dimension[] {
  return [...new Set(bound.query.by)].map((id) => {
    const found = bound.subject.dimensions[id]
    if (found) return found
    throw new PetrelError('cannot_answer', {
      message: `"${bound.metric.title.en}" cannot be grouped by ${id}.`,
      hint: `It can be grouped by ${Object.keys(bound.subject.dimensions).join(', ') || 'time only'}.`,
      facts: { metric: bound.metric.id, by: id },
    })
  })
}

/** Column names are unique even when two dimensions share one (pool and pair). */
const columnsOf = (dimensions: readonly Dimension[]): Column[] => [
  ...new Map(dimensions.flatMap((dimension) => dimension.columns).map((column) => [column.name, column])).values(),
]

function usdOf(bound: Bound, metric: Aggregate, parameters: Parameters): { usd: string; join: string } {
  const usd = bound.subject.usd ?? 'NULL'
  if (!metric.usd || bound.query.currency === 'usd') return { usd, join: '' }
  const wrapped = bound.chains.map((chain) => parameters.add(chain.wrappedNative)).join(', ') || 'NULL'
  const match = 'np.chain_id = x.chain_id'
  const join =
    metric.state || !bound.subject.time
      ? `LEFT JOIN (SELECT chain_id, price AS close FROM prices.latest WHERE contract_address IN (${wrapped})) AS np ON ${match}`
      : `ASOF LEFT JOIN (SELECT chain_id, hour, CASE WHEN close > 0 THEN close END AS close FROM prices.hour WHERE contract_address IN (${wrapped})) AS np ON ${match} AND np.hour <= ${bound.subject.time}`
  return { usd: `(${usd} / np.close)`, join }
}

/** True when the sum can be given in base units: nothing divides or rates it. */
const isExact = ({ query, token, also }: Bound, metric: Aggregate): boolean =>
  metric.exact !== undefined &&
  // What is compared with a number of whole tokens must be one.
  (query.atLeast ?? query.atMost ?? query.than) === undefined &&
  token !== undefined &&
  !query.transform &&
  !query.each &&
  !query.compare &&
  also.length === 0

function measureOf(bound: Bound, metric: Aggregate, usd: string, parameters: Parameters): string {
  const { each } = bound.query
  const raw = isExact(bound, metric) ? (metric.exact as string) : metric.value(usd)
  const value = raw.includes('{token}')
    ? raw.replaceAll('{token}', bound.token ? parameters.add(bound.token.address) : 'x.token_address')
    : raw
  // No rows are a zero; rows of which none has a price are not known.
  const filled = !metric.zero ? value : metric.usd ? `CASE WHEN count(*) = 0 THEN 0 ELSE ${value} END` : `coalesce(${value}, 0)`
  if (isExact(bound, metric)) return `CAST(coalesce(${value}, 0) AS VARCHAR)`
  if (!each) return filled
  const divisor = bound.subject.divisors?.[each]
  if (divisor && metric.additive) return `(${filled}) / nullif(${divisor}, 0)`
  throw new PetrelError('cannot_answer', {
    message: `"${metric.title.en}" cannot be given per ${each}.`,
    hint: 'Leave "per …" out.',
    facts: { metric: metric.id, each },
  })
}

/** Names of the columns of further measures: value2, value3. */
const more = (index: number): string => `value${index + 2}`

interface Core {
  bound: Bound
  metric: Aggregate
  dimensions: readonly Dimension[]
  columns: readonly Column[]
}

/** Where the rows come from: a grouping's own relation, a metric's, the one without joins where nothing needs them. */
const relationOf = ({
  subject,
  metric,
  dimensions,
}: {
  subject: Bound['subject']
  metric: Aggregate
  dimensions: readonly Dimension[]
}): string =>
  dimensions.find((dimension) => dimension.relation)?.relation ??
  metric.relation ??
  (dimensions.some((dimension) => dimension.heavy) ? subject.relation : (subject.light ?? subject.relation))

/** Milliseconds added to the time before it is cut to a bucket: lays an earlier span over a later one. */
function core(
  { bound, metric, dimensions, columns }: Core,
  { span, shift, whole = false }: { span: Span; shift: number; whole?: boolean },
  parameters: Parameters,
): { sql: string; conditions: string[] } {
  const { subject, query } = bound
  const { usd, join } = usdOf(bound, metric, parameters)
  const where = (whole ? wholeConditions : conditions)(bound, span, parameters)
  const daily = whole
    ? undefined
    : dailyOf(bound, metric, { dimensions, span, shift, conditions: where.map(({ name }) => name) }, parameters)
  // The roll-up keeps to the period by itself.
  const narrowed = daily ? where.filter(({ name }) => name !== 'period') : where
  const time = shift === 0 ? subject.time : `(${subject.time} + to_milliseconds(${shift}))`
  const joins = dimensions.flatMap((dimension) => (dimension.join ? [labelJoin(dimension.join)] : []))
  const select = [
    ...(query.per ? [`date_trunc('${query.per}', ${time}) AS "time"`] : []),
    ...columns.map((column) => `${column.sql} AS "${column.name}"`),
    `${measureOf(bound, daily ? { ...metric, value: daily.value } : metric, usd, parameters)} AS value`,
    ...bound.also.map((other, index) => `${measureOf(bound, other, usdOf(bound, other, parameters).usd, parameters)} AS ${more(index)}`),
    ...(metric.usd
      ? [
          `${daily?.rows ?? 'count(*)'} AS rows_all`,
          `${daily?.unpriced ?? `count(*) FILTER (WHERE ${subject.usd} IS NULL)`} AS rows_unpriced`,
        ]
      : []),
  ]
  const relation = daily?.relation ?? relationOf({ subject, metric, dimensions })
  const wanted = [metric.join, ...bound.also.map((other) => other.join), join, ...joins].filter((each) => each)
  const from = [`${relation} AS x`, ...new Set(wanted)].join('\n  ')
  const group = query.per || columns.length > 0 ? '\nGROUP BY ALL' : ''
  return {
    sql: `SELECT ${select.join(',\n  ')}\nFROM ${from}\nWHERE ${narrowed.map((each) => each.sql).join('\n  AND ')}${group}`,
    conditions: where.map((each) => each.name),
  }
}

/** Every bucket of the span with an indexed block: a day without trades is a zero, a day that nobody indexed is not. */
function buckets(bound: Bound, span: Span, parameters: Parameters): string {
  const ids = bound.chains.map((chain) => parameters.add(chain.id)).join(', ') || 'NULL'
  const ends = [
    ...(span.from === undefined ? [] : [`AND block_timestamp >= ${parameters.time(span.from)}`]),
    ...(span.to === undefined ? [] : [`AND block_timestamp < ${parameters.time(span.to)}`]),
  ]
  return `SELECT DISTINCT date_trunc('${bound.query.per}', block_timestamp) AS "time" FROM main.blocks WHERE chain_id IN (${ids}) ${ends.join(' ')}`
}

const list = (names: readonly string[], prefix = ''): string => names.map((name) => `${prefix}"${name}"`).join(', ')

function withPrevious(q: string, p: string, keys: readonly string[]): string {
  const on = keys.length === 0 ? 'TRUE' : keys.map((key) => `p."${key}" IS NOT DISTINCT FROM q."${key}"`).join(' AND ')
  return `SELECT q.*, p.value AS previous, 100 * (q.value - p.value) / nullif(abs(p.value), 0) AS change_pct\nFROM (${q}) AS q\nLEFT JOIN (${p}) AS p ON ${on}`
}

/** Beside the same part of the period before, all of it. */
const withWhole = (q: string, p: string, keys: readonly string[]): string =>
  `SELECT q.*, w.value AS previous_whole\nFROM (${q}) AS q\nLEFT JOIN (${p}) AS w ON ${keys.length === 0 ? 'TRUE' : keys.map((key) => `w."${key}" IS NOT DISTINCT FROM q."${key}"`).join(' AND ')}`

/** A sum as percent of the same sum over everything, in each bucket. */
const ofWhole = (part: string, whole: string, keys: readonly string[]): string =>
  `SELECT n.* REPLACE (100 * n.value / nullif(w.value, 0) AS value)\nFROM (${part}) AS n LEFT JOIN (${whole}) AS w ON ${keys.length > 0 ? 'w."time" = n."time"' : 'TRUE'}`

/**
 * A transformed series or ranking, as joins: window functions of this engine fail now and then on several threads
 * ("index 0 within vector of size 0"), and what fails now and then may not stand in an answer.
 */
function transformed(bound: Bound, sql: string, keys: readonly string[]): string {
  const { transform, per } = bound.query
  if (transform === 'average') {
    const rest = keys.filter((key) => key !== 'time')
    const counts = rest.length > 0 ? `${list(rest)}, ` : ''
    const rows =
      bound.metric.kind === 'aggregate' && bound.metric.usd ? ', sum(rows_all) AS rows_all, sum(rows_unpriced) AS rows_unpriced' : ''
    return `WITH s AS MATERIALIZED (${sql})\nSELECT ${counts}avg(value) AS value${rows} FROM s${rest.length > 0 ? ' GROUP BY ALL' : ''}`
  }
  if (transform === 'top_share' || transform === 'top_sum') {
    const top = `(SELECT sum(value) FROM (SELECT value FROM s ORDER BY value DESC NULLS LAST LIMIT ${Math.floor(bound.query.limit ?? 10)}))`
    const value = transform === 'top_sum' ? top : `100 * ${top} / nullif((SELECT sum(value) FROM s), 0)`
    return `WITH s AS MATERIALIZED (${sql})\nSELECT ${value} AS value${bound.metric.kind === 'aggregate' && bound.metric.usd ? ', (SELECT sum(rows_all) FROM s) AS rows_all, (SELECT sum(rows_unpriced) FROM s) AS rows_unpriced' : ''}`
  }
  if (transform === 'share')
    return `WITH s AS MATERIALIZED (${sql})\nSELECT * REPLACE (100 * value / nullif((SELECT sum(value) FROM s), 0) AS value) FROM s`
  const same = keys.filter((key) => key !== 'time').map((key) => ` AND b."${key}" IS NOT DISTINCT FROM a."${key}"`)
  const since = transform === 'moving_average' ? ` AND b."time" > a."time" - INTERVAL ${bound.query.window ?? 7} ${per}` : ''
  const made = transform === 'moving_average' ? 'avg' : 'sum'
  return `WITH s AS MATERIALIZED (${sql})\nSELECT a.* REPLACE ((SELECT ${made}(b.value) FROM s AS b WHERE b."time" <= a."time"${since}${same.join('')}) AS value)\nFROM s AS a`
}

/** Those of some people who are in another set too: a share of a count, though counts of people do not add up. */
const isSubset = ({ query }: Bound, metric: Aggregate): boolean => query.within.length > 0 && metric.unit === 'count'

function checkTransform(bound: Bound, metric: Aggregate, keys: readonly string[]): void {
  const { transform, per } = bound.query
  if (!transform) return
  const fits =
    transform === 'groups'
      ? keys.length > 0
      : transform === 'top_share' || transform === 'top_sum'
        ? metric.additive && keys.length > 0 && per === undefined
        : transform === 'part'
          ? (metric.additive || isSubset(bound, metric)) && keys.every((key) => key === 'time')
          : transform === 'average'
            ? per !== undefined
            : transform === 'share'
              ? metric.additive && keys.length > 0
              : per !== undefined && (transform === 'moving_average' || metric.additive)
  if (fits) return
  throw new PetrelError('cannot_answer', {
    message: `"${metric.title.en}" cannot be shown as ${transform.replace('_', ' ')} this way.`,
    hint: transform === 'share' ? 'Say by what: "share of volume by DEX".' : 'Say per what: "cumulative daily volume".',
    facts: { metric: metric.id, transform },
  })
}

function order(bound: Bound, columns: readonly Column[]): { sql: string; limit: number; rewind: boolean } {
  const { order: asked, limit } = bound.query
  const per = bound.query.transform === 'average' ? undefined : bound.query.per
  const names = list(columns.map((column) => column.name))
  const ties = names ? `, ${names}` : ''
  const value = columns.length === 0 && !per ? '' : 'value_order'
  if (per && asked !== 'most' && asked !== 'least') {
    return {
      sql: `"time" ${asked === 'oldest' ? 'ASC' : 'DESC'}, value_order DESC NULLS LAST${ties}`,
      limit: limit ?? 5000,
      rewind: asked !== 'newest' && asked !== 'oldest',
    }
  }
  if (!value) return { sql: '1', limit: 1, rewind: false }
  return {
    sql: `value_order ${asked === 'least' ? 'ASC' : 'DESC'} NULLS LAST${per ? ', "time" DESC' : ''}${ties}`,
    limit: limit ?? ((asked || bound.query.among.length > 0) && bound.query.file === undefined ? 10 : 1000),
    rewind: false,
  }
}

const PREVIOUS = title('before', 'antes', '之前')
const CHANGE = title('change', 'cambio', '变化')
const SHARE = title('share', 'parte', '占比')

const WHOLE = title('all of the period before', 'todo el periodo anterior', '上一完整周期', {
  ru: 'весь предыдущий период',
  tr: 'önceki dönemin tamamı',
  vi: 'toàn bộ kỳ trước',
})

function resultColumns(bound: Bound, metric: Aggregate, columns: readonly Column[], span: Span): ResultColumn[] {
  const { query } = bound
  const share = query.transform === 'share' || query.transform === 'part' || query.transform === 'top_share'
  const per = query.transform === 'average' ? undefined : query.per
  const unit = share ? '%' : metric.usd && query.currency === 'native' ? 'native' : metric.unit
  const type: ResultColumn['type'] =
    metric.unit === 'count' && metric.zero && !query.each && query.transform !== 'moving_average' && query.transform !== 'average' && !share
      ? 'integer'
      : 'number'
  const value: ResultColumn = {
    name: 'value',
    title: share ? SHARE : metric.title,
    type,
    unit,
    ...(isExact(bound, metric) ? { scale: bound.token?.decimals ?? 0 } : {}),
  }
  return [
    ...(per ? [{ name: 'time', title: TITLES.time, type: 'time' as const, unit: 'time' as const }] : []),
    ...columns.map(({ name, title: words, type: kind, unit: of }) => ({ name, title: words, type: kind, unit: of })),
    value,
    ...bound.also.map((other, index) => ({
      name: more(index),
      title: other.title,
      type: (other.unit === 'count' && other.zero ? 'integer' : 'number') as ResultColumn['type'],
      unit: other.usd && query.currency === 'native' ? ('native' as const) : other.unit,
    })),
    ...(query.compare
      ? [
          { name: 'previous', title: PREVIOUS, type, unit },
          { name: 'change_pct', title: CHANGE, type: 'number' as const, unit: '%' as const },
          ...(!query.per && wholeBefore(query, span) ? [{ name: 'previous_whole', title: WHOLE, type, unit }] : []),
        ]
      : []),
  ]
}

/** Only groups whose value keeps within the asked bounds. */
function withinBounds(bound: Bound, sql: string, parameters: Parameters): string {
  const { query } = bound
  const found = groupBound(bound)
  const bounds = [
    ...(found === undefined ? [] : [found]),
    ...(query.atLeast === undefined ? [] : [`CAST(value AS DOUBLE) >= ${parameters.add(query.atLeast)}`]),
    ...(query.atMost === undefined ? [] : [`CAST(value AS DOUBLE) <= ${parameters.add(query.atMost)}`]),
  ]
  return bounds.length === 0 ? sql : `SELECT * FROM (${sql}) WHERE ${bounds.join(' AND ')}`
}

const GROUPS = title('how many', 'cuántos', '个数', { ru: 'сколько', tr: 'kaç tane', vi: 'bao nhiêu' })

/** How many groups there are: one number. */
function numberOfGroups(metric: Aggregate, made: { sql: string; conditions: string[] }): Made {
  const hidden = ['count(*) AS _total', ...(metric.usd ? ['sum(rows_all) AS _rows', 'sum(rows_unpriced) AS _unpriced'] : [])]
  return {
    sql: `SELECT count(*) AS value, ${hidden.join(', ')} FROM (${made.sql})`,
    columns: [{ name: 'value', title: GROUPS, type: 'integer', unit: 'count' }],
    main: 0,
    time: undefined,
    limit: 1,
    conditions: made.conditions,
  }
}

/** Every group and its measure, unsorted and without a limit: the set that a first step finds. */
export function ungrouped(bound: Bound, metric: Aggregate, span: Span, parameters: Parameters): string {
  const dimensions = dimensionsOf(bound)
  const made = core({ bound, metric, dimensions, columns: columnsOf(dimensions) }, { span, shift: 0 }, parameters)
  return withinBounds(bound, made.sql, parameters)
}

/** One number, a ranking, or a series. */
export function aggregate(bound: Bound, metric: Aggregate, spans: { span: Span; before: Span | undefined }, parameters: Parameters): Made {
  const dimensions = dimensionsOf(bound)
  const grouped = columnsOf(dimensions)
  const { per, transform, compare } = bound.query
  // The share of the largest groups together is one number, whatever they are called.
  const columns = transform === 'top_share' || transform === 'top_sum' ? [] : grouped
  const keys = [...(per ? ['time'] : []), ...grouped.map((column) => column.name)]
  checkTransform(bound, metric, keys)
  const parts: Core = { bound, metric, dimensions, columns: grouped }
  const now = core(parts, { span: spans.span, shift: 0 }, parameters)
  let sql = now.sql
  if (per && metric.zero && columns.length === 0 && transform !== 'average') {
    const zero = isExact(bound, metric) ? "'0'" : '0'
    const others = bound.also
      .map((other, index) => `, ${other.zero ? `coalesce(c.${more(index)}, 0)` : `c.${more(index)}`} AS ${more(index)}`)
      .join('')
    const counts = others + (metric.usd ? ', coalesce(c.rows_all, 0) AS rows_all, coalesce(c.rows_unpriced, 0) AS rows_unpriced' : '')
    sql = `WITH c AS MATERIALIZED (${sql})\nSELECT g."time", CASE WHEN c."time" IS NULL THEN ${zero} ELSE c.value END AS value${counts}\nFROM (${buckets(bound, spans.span, parameters)} UNION SELECT "time" FROM c) AS g\nLEFT JOIN c ON c."time" = g."time"`
  }
  sql = withinBounds(bound, sql, parameters)
  if (transform === 'groups') return numberOfGroups(metric, { sql, conditions: now.conditions })
  if (transform === 'part') sql = ofWhole(sql, core(parts, { span: spans.span, shift: 0, whole: true }, parameters).sql, keys)
  else if (transform) sql = transformed(bound, sql, keys)
  if (compare) {
    const { span, before } = spans
    const shift = before ? (span.from as number) - (before.from as number) : 0
    const earlier = before ? core(parts, { span: before, shift: per ? shift : 0 }, parameters).sql : `${now.sql} LIMIT 0`
    sql = withPrevious(sql, earlier, keys)
    const all = per ? undefined : wholeBefore(bound.query, span)
    if (all) sql = withWhole(sql, core(parts, { span: all, shift: 0 }, parameters).sql, keys)
  }
  const { sql: by, limit, rewind } = order(bound, columns)
  const shown = resultColumns(bound, metric, columns, spans.span)
  const hidden = [
    '(SELECT count(*) FROM r) AS _total',
    ...(metric.usd ? ['(SELECT sum(rows_all) FROM r) AS _rows', '(SELECT sum(rows_unpriced) FROM r) AS _unpriced'] : []),
  ]
  const sorted = by.replaceAll('value_order', isExact(bound, metric) ? 'CAST(value AS DOUBLE)' : 'value')
  const limited = `WITH r AS MATERIALIZED (${sql})\nSELECT ${list(shown.map((column) => column.name))}, ${hidden.join(', ')}\nFROM r\nORDER BY ${sorted}\nLIMIT ${limit}`
  return {
    sql: rewind
      ? `SELECT * FROM (${limited}) ORDER BY "time"${columns.length > 0 ? `, value DESC NULLS LAST, ${list(columns.map((column) => column.name))}` : ''}`
      : limited,
    columns: shown,
    main: shown.findIndex((column) => column.name === 'value'),
    time: per && transform !== 'average' ? 0 : undefined,
    limit,
    conditions: now.conditions,
  }
}
