import { type Block, figure, type Inline, note } from '../../core/answer.ts'
import { formatTime } from '../format.ts'
import { shown } from './cells.ts'
import { message } from './messages.ts'
import type { QueryResult, StepResult } from './result.ts'
import { subjectWords } from './wording.ts'

const cell = (step: StepResult, row: number, column: number, locale: string): Inline => {
  const spec = step.table.columns[column]
  return figure(spec ? shown(step.table.rows[row]?.[column] ?? null, spec, locale, step.symbols) : '', step.table.record, row, column)
}

/** What the step measured, of what, and when, where that is its own. */
function what(step: StepResult, locale: string): Inline[] {
  const words = subjectWords({ ...step, query: { ...step.query, transform: undefined } }, locale, false)
  const end = (fact: NonNullable<StepResult['to']>): Inline => figure(formatTime(Number(fact.value)), fact.id)
  const { from, to } = step
  if (!to) return words
  return [
    ...words,
    ', ',
    ...(from ? message('range', locale, { from: end(from), to: end(to) }) : message('range_open', locale, { to: end(to) })),
  ]
}

/** "2021-06-14 (9,859)", or how many there are. */
function found(step: StepResult, locale: string): Inline[] {
  const { rows, columns } = step.table
  if (rows.length === 0) return message('step_nothing', locale)
  if (columns.length === 1) return [cell(step, 0, 0, locale)]
  return rows.flatMap((_, index): Inline[] => [
    ...(index > 0 ? [', '] : []),
    cell(step, index, 0, locale),
    ' (',
    cell(step, index, 1, locale),
    ')',
  ])
}

function words(step: StepResult, locale: string): Inline[] {
  const places = { what: what(step, locale), found: found(step, locale) }
  const asked = step.step
  if ('bound' in asked) return message(asked.bound === 'more' ? 'step_more' : 'step_less', locale, places)
  if (asked.order || asked.per) return message(asked.not ? 'step_without' : 'step_found', locale, places)
  return message(asked.not ? 'step_not' : asked.later ? 'step_later' : 'step_set', locale, places)
}

/** The first steps of an answer in words, what they found included: a sentence each. */
export const stepNotes = (result: QueryResult, locale: string): Block[] => (result.steps ?? []).map((step) => note(...words(step, locale)))
