import { type Block, figure, text } from '../../core/answer.ts'
import { cleanText, formatInteger } from '../format.ts'
import type { DoctorResult } from './run.ts'

const STATES = { ok: 'ok', warn: 'look', fail: 'broken' } as const

/** All checks as a table; the first sentence says whether something needs doing. */
export function answer({ record, checks, problems }: DoctorResult, locale: string): Block[] {
  const opening =
    problems.value === 0
      ? text('All is well.')
      : text(figure(formatInteger(problems.value, locale), problems.record), ' of the checks below need a look.')
  return [
    opening,
    {
      kind: 'table',
      record,
      columns: ['Check', 'State', 'Found', 'What to do'].map((title) => ({ title, align: 'left' as const })),
      rows: checks.map(({ name, state, found, hint }) => [cleanText(name, 60), STATES[state], cleanText(found, 160), cleanText(hint, 200)]),
    },
  ]
}
