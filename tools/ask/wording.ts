import { type Block, figure, type Inline, note, text } from '../../core/answer.ts'
import { cleanText, formatBucket, formatInteger, formatTime, formatUsd } from '../format.ts'
import { shown } from './cells.ts'
import { TITLES } from './layer/columns.ts'
import { metricOf } from './layer/index.ts'
import { fieldWord, grainWord, type MessageKey, message, periodWords, say } from './messages.ts'
import type { Fact, QueryResult } from './result.ts'
import { isEmpty } from './run-query.ts'

type Base = Readonly<Record<string, Inline[]>>

const asked = (fact: Fact | undefined, words: string): Inline => (fact ? figure(words, fact.id) : words)
type Narrowed = Pick<QueryResult, 'query' | 'said' | 'symbols' | 'made'>
const kindOf = (result: Pick<QueryResult, 'query' | 'made'>) => result.made ?? metricOf(result.query.metric ?? '')?.metric

/** One number, with nothing to list. */
export const isScalar = (result: QueryResult): boolean =>
  kindOf(result)?.kind === 'aggregate' &&
  !result.apart &&
  (result.query.transform === 'groups' ||
    result.query.transform === 'top_share' ||
    result.query.transform === 'top_sum' ||
    (result.query.by.length === 0 && (result.query.per === undefined || result.query.transform === 'average')))

/** What narrows the rows: "WETH / USDC, uniswap, v3". */
function details({ query, said, symbols }: Narrowed, locale: string): Inline[] {
  const tokens = [symbols.token, symbols.token2].filter((each) => each !== undefined).join(' / ')
  const least = query.strict ? '> ' : '≥ '
  const parts: Inline[][] = [
    ...(tokens ? [[query.side ? `${tokens} ${say(TITLES[query.side], locale)}` : tokens]] : []),
    ...(query.dex ? [[cleanText(query.dex)]] : []),
    ...(query.version ? [['v', asked(said.version, query.version)]] : []),
    ...(query.pool ? [[asked(said.pool, query.pool)]] : []),
    ...(query.address
      ? [[query.direction === 'to' ? '→ ' : '', asked(said.address, cleanText(query.address)), query.direction === 'from' ? ' →' : '']]
      : []),
    ...query.where.map((text, index) => [asked(said[`where${index}`], cleanText(text.replace(/^\*=/, '')))]),
    ...(query.minUsd === undefined ? [] : [[least, asked(said.minUsd, formatUsd(query.minUsd, locale))]]),
    ...(query.minAmount === undefined ? [] : [[least, asked(said.minAmount, formatInteger(query.minAmount, locale))]]),
  ]
  return parts.flatMap((part, index) => (index > 0 ? [', ', ...part] : part)).filter((part) => part !== '')
}

/** The metric and everything that narrows it; `first` when it begins a sentence. */
export function subjectWords(result: Narrowed, locale: string, first: boolean): Inline[] {
  const { query } = result
  const title = say(kindOf(result)?.title ?? { en: '', es: '', zh: '' }, locale)
  const each = query.each ? ` / ${query.each}` : ''
  const words = `${first ? title.charAt(0).toUpperCase() + title.slice(1) : title}${each}`
  const narrowed = details(result, locale)
  const what: Inline[] = narrowed.length > 0 ? [`${words} (`, ...narrowed, ')'] : [words]
  return query.transform ? message(query.transform, locale, { what, n: asked(result.said.limit, String(query.limit ?? '')) }) : what
}

/** The period in words; a range names its ends, a state is of now. */
function period(result: QueryResult, locale: string): Inline[] {
  const { query, said, span, state } = result
  if (state) return message('state', locale)
  const end = (fact: Fact): Inline => figure(formatTime(Number(fact.value)), fact.id)
  if (query.period === 'range' && span.toFact)
    return span.fromFact
      ? message('range', locale, { from: end(span.fromFact), to: end(span.toFact) })
      : message('range_open', locale, { to: end(span.toFact) })
  return periodWords(query, asked(said.n, String(query.n ?? '')), locale)
}

function cell(result: QueryResult, row: number, column: number, locale: string): Inline {
  const spec = result.table.columns[column]
  const value = result.table.rows[row]?.[column] ?? null
  return figure(spec ? shown(value, spec, locale, result.symbols) : '', result.table.record, row, column)
}

function scalar(result: QueryResult, locale: string, base: Base): Block[] {
  const { rows, columns } = result.table
  if ((rows[0]?.[result.main] ?? null) === null) return [text(...message('unknown', locale, base))]
  const change = columns.findIndex((column) => column.name === 'change_pct')
  const sentence = message('scalar', locale, { ...base, value: cell(result, 0, result.main, locale) })
  if (change < 0) return [text(...sentence)]
  if ((rows[0]?.[change] ?? null) === null) return [text(...sentence, ' ', ...message('before_none', locale))]
  const places = { before: cell(result, 0, change - 1, locale), change: cell(result, 0, change, locale) }
  return [text(...sentence, ' ', ...message('change', locale, places))]
}

function series(result: QueryResult, locale: string, base: Base): Block {
  const { rows, record } = result.table
  const { order, per } = result.query
  const at = order === undefined || order === 'oldest' ? rows.length - 1 : 0
  const places = {
    ...base,
    grain: grainWord(per ?? 'day', false, locale),
    time: figure(formatBucket(Number(rows[at]?.[0] ?? 0)), record, at, 0),
    value: cell(result, at, result.main, locale),
  }
  return text(...message(order === 'most' ? 'series_top' : 'series', locale, places))
}

const LISTED = { most: 'rows_most', least: 'rows_least', newest: 'rows_newest', oldest: 'rows_oldest' } as const satisfies Record<
  string,
  MessageKey
>
const PLAIN = new Set(['price', 'balance_rows'])

/** What the first row of a list is, beside its value: the holder, the pool, the token of an amount. */
function rowName(result: QueryResult, locale: string): { before: Inline[]; after: Inline[] } {
  const metric = kindOf(result)
  const { columns } = result.table
  if (metric?.kind === 'rows' && metric.name !== undefined) return { before: [cell(result, 0, metric.name, locale), ', '], after: [] }
  const token = columns.findIndex((column) => column.name === 'token')
  if (token < 0 || result.symbols.token || token === result.main) return { before: [], after: [] }
  const symbol = cell(result, 0, token, locale)
  const amount = columns.findIndex((column) => column.name === 'amount')
  return {
    before: [],
    after: amount >= 0 && amount !== result.main ? [' (', cell(result, 0, amount, locale), ' ', symbol, ')'] : [' ', symbol],
  }
}

function list(result: QueryResult, locale: string, period: Inline[]): Block {
  const { query, table, main } = result
  const order = query.order ?? 'most'
  const plain = PLAIN.has(query.metric ?? '')
  const { before, after } = rowName(result, locale)
  const known = (table.rows[0]?.[main] ?? null) !== null
  // Without a value (a pool whose liquidity nobody can price) the name alone stands.
  const value = known
    ? [...before, cell(result, 0, main, locale), ...after]
    : before.length > 0
      ? before.slice(0, 1)
      : [cell(result, 0, main, locale)]
  return text(...message(plain ? 'rows_plain' : LISTED[order], locale, { what: subjectWords(result, locale, plain), period, value }))
}

function ranking(result: QueryResult, locale: string, base: Base): Block {
  const { table, main, query } = result
  const places = {
    ...base,
    by: table.columns[0] ? say(table.columns[0].title, locale) : '',
    name: cell(result, 0, 0, locale),
    value: cell(result, 0, main, locale),
  }
  return text(...message(query.order === 'least' ? 'bottom' : 'top', locale, places))
}

/** "Trading volume: 12 from 1 May, 15 from 1 June." */
function twoPeriods(result: QueryResult, locale: string): Block {
  const when = (row: number): Inline => figure(formatTime(Number(result.table.rows[row]?.[0] ?? 0)), result.table.record, row, 0)
  const value = (row: number): Inline => cell(result, row, result.main, locale)
  const places = { what: subjectWords(result, locale, true), first: when(0), a: value(0), second: when(1), b: value(1) }
  return text(...message('two_periods', locale, places))
}

/** Which condition emptied the result; an additive zero needs no excuse. */
function blamed(result: QueryResult, locale: string): Block[] {
  if (result.blame.length === 0) return result.table.rows.length === 0 && !result.fresh.block ? [note(...message('none_data', locale))] : []
  return result.blame.map(({ field, count }) => {
    const places = { field: fieldWord(field, locale), count: figure(formatInteger(Number(count.value), locale), count.id) }
    return note(...message('none_filter', locale, places))
  })
}

/** What the result says, in one or two sentences. */
export function sentences(result: QueryResult, locale: string): Block[] {
  const when = period(result, locale)
  const base = { what: subjectWords(result, locale, true), period: when }
  const { rows } = result.table
  if (rows.length === 0) return [text(...message('none', locale, base)), ...blamed(result, locale)]
  const excuse = isEmpty(rows, result.main) ? blamed(result, locale) : []
  if (result.apart) return [twoPeriods(result, locale)]
  if (isScalar(result)) return [...scalar(result, locale, base), ...excuse]
  if (result.time !== undefined) return [series(result, locale, base), ...excuse]
  return [kindOf(result)?.kind === 'rows' ? list(result, locale, when) : ranking(result, locale, base), ...excuse]
}
