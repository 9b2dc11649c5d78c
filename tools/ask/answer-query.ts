import { type Block, type ChartBlock, figure, note, plain } from '../../core/answer.ts'
import { cleanText, formatInteger, formatPercent } from '../format.ts'
import { freshNotes, tableBlock, timeFigure } from './blocks.ts'
import { bucketEnd } from './compile/period.ts'
import { metricOf } from './layer/index.ts'
import { caveat, grainWord, MESSAGES, type MessageKey, message, say } from './messages.ts'
import type { Fact, QueryResult } from './result.ts'
import { stepNotes } from './step-words.ts'
import { isScalar, sentences, subjectWords } from './wording.ts'

function chart(result: QueryResult, locale: string): ChartBlock[] {
  const { table, main, query, time } = result
  const wanted = query.show === 'chart' || (query.show === 'auto' && time !== undefined)
  if (!wanted || table.rows.length < 2) return []
  const x = time ?? 0
  // A second dimension would need one line each: the table shows it instead.
  if (time !== undefined && query.by.length > 0) return []
  const column = table.columns[main]
  const what = plain(subjectWords(result, locale, true))
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

/** The newest bucket of a series is still filling when the index has not reached its end: a falling line there means nothing. */
function unfinishedNote({ time, table, query, fresh }: QueryResult, locale: string): Block[] {
  if (time === undefined || !query.per || !fresh.time || table.rows.length < 2) return []
  const newest = table.rows.reduce((latest, row) => Math.max(latest, Number(row[time])), 0)
  if (bucketEnd(query.per, newest) <= Number(fresh.time.value)) return []
  return [note(...message('unfinished', locale, { grain: grainWord(query.per, false, locale) }))]
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
    fee_by_tier: metric === 'fees',
    first_transfer: result.query.period !== 'all' || /rows/.test(metric),
  }
  return result.caveats.filter((id) => fits[id] ?? true).map((id) => note(caveat(id, locale)))
}

function buttons(result: QueryResult, locale: string): Block[] {
  const { query, table } = result
  const csv: MessageKey[] = table.rows.length > 1 && !query.file ? ['say_csv'] : []
  const holders = query.metric === 'holders' && result.symbols.token
  const offer = holders ? say(MESSAGES.offer_holders, locale).replace('{token}', holders) : undefined
  const words = [
    ...(offer ? [offer] : []),
    ...[...(offer ? [] : edits(result)).slice(0, 4 - csv.length), ...csv].map((key) => say(MESSAGES[key], locale)),
  ]
  return words.length > 0 ? [{ kind: 'buttons', items: words.map((each) => ({ label: each, say: each })) }] : []
}

/** What a press may change about a measure in time. */
function edits(result: QueryResult): MessageKey[] {
  const { query, time } = result
  const found = metricOf(query.metric ?? '')
  const metric = result.made ?? found?.metric
  if (!found || !(result.made || found.subject.time) || metric?.kind !== 'aggregate' || metric.state) return []
  return [
    ...(time === undefined && query.by.length === 0 ? (['say_daily'] as const) : []),
    ...(time === undefined && query.by.length === 1 && query.show !== 'chart' && result.table.rows.length > 1
      ? (['say_chart'] as const)
      : []),
    ...(query.period !== 'last_week' ? (['say_last_week'] as const) : []),
    ...(!query.compare && query.period !== 'all' && query.by.length === 0 && !query.per ? (['say_compare'] as const) : []),
    ...(query.period === 'all' ? (['say_24h'] as const) : []),
    ...(!query.by.length && !query.per && found.subject.dimensions.dex && !query.dex ? (['say_dex'] as const) : []),
  ]
}

/** How much of the result the file holds. */
const fileNotes = ({ file }: QueryResult, locale: string): Block[] => {
  if (!file) return []
  const shown = (fact: Fact) => figure(formatInteger(Number(fact.value), locale), fact.id)
  const places = { rows: shown(file.rows), ...(file.all ? { all: shown(file.all) } : {}) }
  return [note(...message(file.all ? 'file_part' : 'file_rows', locale, places))]
}

/** The answer to a compiled query: sentence, chart, table, assumptions, SQL, follow-ups. */
export function answerQuery(result: QueryResult, locale: string): Block[] {
  const { table, query } = result
  const asTable = !isScalar(result) || query.file !== undefined
  const excluded =
    query.exclude.length > 0
      ? [note(...message('excluded', locale, { names: query.exclude.map((each) => cleanText(each)).join(', ') }))]
      : []
  return [
    ...sentences(result, locale),
    ...stepNotes(result, locale),
    ...chart(result, locale),
    ...(asTable && table.rows.length > 0 ? [{ ...tableBlock(table, locale), ...(query.file ? { file: query.file } : {}) }] : []),
    ...fileNotes(result, locale),
    ...(table.truncated ? [note(...message('truncated', locale))] : []),
    ...periodNotes(result, locale),
    ...unfinishedNote(result, locale),
    ...excluded,
    ...(result.both ? [note(...message('both_tokens', locale))] : []),
    ...moneyNotes(result, locale),
    ...assumptions(result, locale),
    ...freshNotes(result.fresh, locale),
    { kind: 'code', language: 'sql', title: say(MESSAGES.sql_title, locale), text: result.sql },
    ...buttons(result, locale),
  ]
}
