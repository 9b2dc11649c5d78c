import type { Listing } from '../layer/types.ts'
import type { Bound } from './bound.ts'
import type { Compiled, ResultColumn } from './compile.ts'
import { conditions } from './conditions.ts'
import type { Parameters } from './parameters.ts'
import type { Span } from './period.ts'

type Made = Pick<Compiled, 'sql' | 'columns' | 'main' | 'time' | 'limit' | 'conditions'>

function orderOf(bound: Bound, metric: Listing): string {
  const { newest, most, mostOfToken } = metric.sorts
  const biggest = bound.token && mostOfToken ? mostOfToken : most
  switch (bound.query.order ?? 'most') {
    case 'most':
      return `${biggest} DESC NULLS LAST, ${newest} DESC`
    case 'least':
      return `${biggest} ASC NULLS LAST, ${newest} DESC`
    case 'newest':
      return `${newest} DESC NULLS LAST`
    default:
      return `${newest} ASC NULLS LAST`
  }
}

/** A list of single rows: the largest transfers, the newest pools. */
export function listing(bound: Bound, metric: Listing, span: Span, parameters: Parameters): Made {
  const where = conditions(bound, span, parameters)
  // All rows beyond a threshold were asked for; of everything else the first few.
  const { minUsd, minAmount, maxUsd, maxAmount } = bound.query
  const limit = bound.query.limit ?? ((minUsd ?? minAmount ?? maxUsd ?? maxAmount ?? bound.query.file) === undefined ? 10 : 1000)
  const hidden = metric.columns.flatMap((column) => (column.decimals ? [`${column.decimals} AS _decimals_${column.name}`] : []))
  const select = [...metric.columns.map((column) => `${column.sql} AS "${column.name}"`), ...hidden].join(',\n  ')
  const columns: ResultColumn[] = metric.columns.map(({ name, title, type, unit, decimals }) => ({
    name,
    title,
    type,
    unit,
    ...(decimals ? { scale: `_decimals_${name}` } : {}),
  }))
  const main =
    bound.token && metric.sorts.mostOfToken && metric.columns.some((column) => column.name === 'amount')
      ? metric.columns.findIndex((column) => column.name === 'amount')
      : metric.main
  return {
    // The few rows are picked first: amounts as text and names of tokens are then worked out for those alone.
    sql: `SELECT ${select}\nFROM (SELECT * FROM ${bound.subject.light ?? bound.subject.relation} AS x\nWHERE ${where.map((each) => each.sql).join('\n  AND ')}\nORDER BY ${orderOf(bound, metric)}\nLIMIT ${limit}) AS x\nORDER BY ${orderOf(bound, metric)}`,
    columns,
    main,
    time: undefined,
    limit,
    conditions: where.map((each) => each.name),
  }
}
