import { type Block, type ChartBlock, figure, type Inline, note, plain, text } from '../../core/answer.ts'
import { cleanText, formatBucket, formatInteger, formatPercent, formatUsd } from '../format.ts'
import { freshNotes, tableBlock, timeFigure } from './answer.ts'
import { shown } from './cells.ts'
import { metricOf } from './layer/index.ts'
import { caveat, fieldWord, grainWord, MESSAGES, type MessageKey, message, periodWords, say } from './messages.ts'
import type { Fact, QueryResult } from './result.ts'
import { isEmpty } from './run-query.ts'

const asked = (fact: Fact | undefined, words: string): Inline => (fact ? figure(words, fact.id) : words)

/** "trading volume of WETH on uniswap v3": the metric and everything that narrows it. */
function subjectWords(result: QueryResult, locale: string): Inline[] {
  const { query, said, symbols } = result
  const found = metricOf(query.metric ?? '')
  const details: Inline[] = []
  const add = (...parts: Inline[]) => details.push(...(details.length > 0 ? [', '] : []), ...parts)
  const tokens = [symbols.token, symbols.token2].filter((each) => each !== undefined).join(' / ')
  if (tokens) add(tokens)
  if (query.dex) add(cleanText(query.dex))
  if (query.version) add('v', asked(said.version, query.version))
  if (query.pool) add(asked(said.pool, query.pool))
  if (query.address) add(query.direction === 'from' ? '→ ' : '', asked(said.address, cleanText(query.address)))
  if (query.minUsd !== undefined) add('≥ ', asked(said.minUsd, formatUsd(query.minUsd, locale)))
  if (query.minAmount !== undefined) add('≥ ', asked(said.minAmount, formatInteger(query.minAmount, locale)))
  const title = found ? say(found.metric.title, locale) : ''
  const per = query.each ? ` / ${query.each}` : ''
  const first = `${title.charAt(0).toUpperCase()}${title.slice(1)}${per}`
  return details.length > 0 ? [`${first} (`, ...details.filter((each) => each !== ''), ')'] : [first]
}

const cellFigure = (result: QueryResult, row: number, column: number, locale: string): Inline => {
  const spec = result.table.columns[column]
  const value = result.table.rows[row]?.[column] ?? null
  const symbols = spec?.unit === 'token' && result.symbols.token === undefined ? { native: result.symbols.native } : result.symbols
  return figure(spec ? shown(value, spec, locale, symbols) : '', result.table.record, row, column)
}

function scalarSentences(result: QueryResult, locale: string, base: Readonly<Record<string, Inline[]>>): Block[] {
  const { rows, columns } = result.table
  if ((rows[0]?.[result.main] ?? null) === null) return [text(...message('unknown', locale, base))]
  const change = columns.findIndex((column) => column.name === 'change_pct')
  const sentence = message('scalar', locale, { ...base, value: cellFigure(result, 0, result.main, locale) })
  if (change < 0) return [text(...sentence)]
  if ((rows[0]?.[change] ?? null) === null) return [text(...sentence, ' ', ...message('before_none', locale))]
  const before = message('change', locale, {
    before: cellFigure(result, 0, change - 1, locale),
    change: cellFigure(result, 0, change, locale),
  })
  return [text(...sentence, ' ', ...before)]
}

function seriesSentence(result: QueryResult, locale: string, base: Readonly<Record<string, Inline[]>>): Block {
  const { rows } = result.table
  const ranked = result.query.order === 'most' || result.query.order === 'least'
  const last = ranked || result.query.order === 'newest' ? 0 : rows.length - 1
  const time = figure(formatBucket(Number(rows[last]?.[0] ?? 0)), result.table.record, last, 0)
  const grain = grainWord(result.query.per ?? 'day', false, locale)
  return text(
    ...message(result.query.order === 'most' ? 'series_top' : 'series', locale, {
      ...base,
      grain,
      time,
      value: cellFigure(result, last, result.main, locale),
    }),
  )
}

const LISTED: Record<string, MessageKey> = { most: 'rows_most', least: 'rows_least', newest: 'rows_newest', oldest: 'rows_oldest' }

function listSentence(result: QueryResult, locale: string, base: Readonly<Record<string, Inline[]>>): Block {
  const { query, table, main } = result
  const value = cellFigure(result, 0, main, locale)
  if (metricOf(query.metric ?? '')?.metric.kind === 'rows') {
    const name = table.columns[main]?.unit === 'USD' || table.columns[main]?.unit === 'token' ? namedToken(result, locale) : []
    const key = query.metric === 'price' || query.metric === 'balance_rows' ? 'rows_plain' : (LISTED[query.order ?? 'most'] ?? 'rows_plain')
    return text(...message(key, locale, { ...base, value: [value, ...name] }))
  }
  const column = query.by[0] ?? 'token'
  const by = table.columns[0] ? say(table.columns[0].title, locale) : column
  const name = figure(String(table.rows[0]?.[0] ?? '—'), table.record, 0, 0)
  return text(...message(query.order === 'least' ? 'bottom' : 'top', locale, { ...base, by, name, value }))
}

/** The token that an amount of the first row is of, when the question named none. */
function namedToken(result: QueryResult, locale: string): Inline[] {
  const { table, main } = result
  const token = table.columns.findIndex((column) => column.name === 'token')
  if (token < 0 || result.symbols.token) return []
  const amount = table.columns.findIndex((column) => column.name === 'amount')
  const symbol = figure(String(table.rows[0]?.[token] ?? ''), table.record, 0, token)
  return amount >= 0 && amount !== main ? [' (', cellFigure(result, 0, amount, locale), ' ', symbol, ')'] : [' ', symbol]
}

function sentences(result: QueryResult, locale: string): Block[] {
  const n = asked(result.said.n, String(result.query.n ?? ''))
  const base = { what: subjectWords(result, locale), period: periodWords(result.query, n, locale) }
  const { rows } = result.table
  const grouped = result.table.columns.length > 1
  const single =
    !grouped || (result.query.by.length === 0 && !result.query.per && metricOf(result.query.metric ?? '')?.metric.kind === 'aggregate')
  if (rows.length === 0) return [text(...message('none', locale, base)), ...blamed(result, locale)]
  const main = single
    ? scalarSentences(result, locale, base)
    : [result.time === undefined ? listSentence(result, locale, base) : seriesSentence(result, locale, base)]
  return [...main, ...(isEmpty(rows, result.main) ? blamed(result, locale) : [])]
}

const blamed = (result: QueryResult, locale: string): Block[] =>
  result.blame.length === 0
    ? [note(...message('none_data', locale))]
    : result.blame.map(({ field, count }) =>
        note(
          ...message('none_filter', locale, {
            field: fieldWord(field, locale),
            count: figure(formatInteger(Number(count.value), locale), count.id),
          }),
        ),
      )

function chart(result: QueryResult, locale: string): ChartBlock[] {
  const { table, main, query, time } = result
  const wanted = query.show === 'chart' || (query.show === 'auto' && time !== undefined)
  if (!wanted || table.rows.length < 2) return []
  const x = time ?? 0
  // A second dimension would need one line each: the table shows it instead.
  if (time !== undefined && query.by.length > 0) return []
  const column = table.columns[main]
  const what = plain(subjectWords(result, locale))
  const title = query.per ? plain(message('alt', locale, { what, grain: grainWord(query.per, false, locale) })) : what
  const unit =
    column?.unit === 'native'
      ? result.symbols.native
      : column?.unit === 'token'
        ? (result.symbols.token ?? '')
        : column?.unit === 'count'
          ? ''
          : (column?.unit ?? '')
  return [{ kind: 'chart', title, shape: time === undefined ? 'bar' : 'line', record: table.record, x, y: [main], unit, alt: `${title}.` }]
}

function periodNotes({ span, before, query, periodIgnored }: QueryResult, locale: string): Block[] {
  if (periodIgnored) return [note(...message('period_ignored', locale))]
  const { fromFact, toFact, partial } = span
  const definition =
    query.period === 'last_week'
      ? [note(...message('last_week', locale))]
      : query.period === 'this_week'
        ? [note(...message('this_week', locale))]
        : []
  if (!toFact) return definition
  const from = fromFact ? timeFigure(fromFact) : '…'
  const ends = note(...message(partial ? 'span_partial' : 'span', locale, { from, to: timeFigure(toFact) }))
  const compared = before ? [note(...message('span_before', locale, { from: timeFigure(before.from), to: timeFigure(before.to) }))] : []
  return [ends, ...compared, ...definition]
}

function moneyNotes({ unpriced, query, symbols }: QueryResult, locale: string): Block[] {
  const share =
    unpriced && Number(unpriced.value) > 0
      ? [note(...message('unpriced', locale, { share: figure(formatPercent(Number(unpriced.value), locale), unpriced.id) }))]
      : []
  const all = unpriced && Number(unpriced.value) === 0 ? [note(...message('priced', locale))] : []
  return [...share, ...all, ...(query.currency === 'native' ? [note(...message('native', locale, { native: symbols.native }))] : [])]
}

function usesUsd(result: QueryResult): boolean {
  return result.table.columns.some((column) => column.unit === 'USD') || result.unpriced !== undefined
}

function assumptions(result: QueryResult, locale: string): Block[] {
  const metric = result.query.metric ?? ''
  const fits: Partial<Record<string, boolean>> = {
    usd_method: usesUsd(result),
    sender_is_trader: /trader/.test(metric) || result.query.by.includes('trader') || result.query.each === 'trader',
    liquidity_now: /liquidity|pool_rows/.test(metric),
    first_transfer: result.query.period !== 'all' || /rows/.test(metric),
  }
  return result.caveats.filter((id) => fits[id] ?? true).map((id) => note(caveat(id, locale)))
}

function buttons(result: QueryResult, locale: string): Block[] {
  const { query, time } = result
  const found = metricOf(query.metric ?? '')
  if (!found?.subject.time || found.metric.kind !== 'aggregate' || found.metric.state) return []
  const keys: MessageKey[] = [
    ...(time === undefined && query.by.length === 0 ? (['say_daily'] as const) : []),
    ...(time !== undefined && query.show !== 'chart' ? (['say_chart'] as const) : []),
    ...(query.period !== 'last_week' ? (['say_last_week'] as const) : []),
    ...(!query.compare && query.period !== 'all' && query.by.length === 0 && !query.per ? (['say_compare'] as const) : []),
    ...(query.period === 'all' ? (['say_24h'] as const) : []),
    ...(!query.by.length && !query.per && found.subject.dimensions.dex && !query.dex ? (['say_dex'] as const) : []),
  ]
  const items = keys.slice(0, 4).map((key) => ({ label: say(MESSAGES[key], locale), say: say(MESSAGES[key], locale) }))
  return items.length > 0 ? [{ kind: 'buttons', items }] : []
}

/** The answer to a compiled query: sentence, chart, table, assumptions, SQL, follow-ups. */
export function answerQuery(result: QueryResult, locale: string): Block[] {
  const { table, query } = result
  const asTable = table.rows.length > 1 || table.columns.length > 1
  const excluded =
    query.exclude.length > 0
      ? [note(...message('excluded', locale, { names: query.exclude.map((each) => cleanText(each)).join(', ') }))]
      : []
  return [
    ...sentences(result, locale),
    ...chart(result, locale),
    ...(asTable && table.rows.length > 0 ? [tableBlock(table, locale)] : []),
    ...(table.truncated ? [note(...message('truncated', locale))] : []),
    ...periodNotes(result, locale),
    ...excluded,
    ...(result.both ? [note(...message('both_tokens', locale))] : []),
    ...moneyNotes(result, locale),
    ...assumptions(result, locale),
    ...freshNotes(result.fresh, locale),
    { kind: 'code', language: 'sql', title: say(MESSAGES.sql_title, locale), text: result.sql },
    ...buttons(result, locale),
  ]
}
