import { countOf } from './cues/bounded.ts'
import { CHANGE, FROM_TO, IMPERATIVE, MAYBE, NO_CHANGE, PROPOSE } from './cues/change.ts'
import { OPEN } from './cues/decision.ts'
import { ASIDE, NOTES, TO_DO } from './cues/section.ts'
import { opinionsIn } from './stance.ts'
import type { Unit } from './text/document.ts'

const under = (unit: Unit, pattern: RegExp): boolean => unit.path.slice(-2).some((heading) => pattern.test(heading))

/** How plainly a sentence says what changes; 0: not at all. A release note's items, what is proposed, and verbs of changing. */
export function changeIn(unit: Unit): number {
  const { text, kind } = unit
  if (NO_CHANGE.test(text) || /[?？]\s*$/.test(text)) return 0
  if (under(unit, NOTES) && kind === 'item') return 2
  if (PROPOSE.test(text)) return CHANGE.test(text) || FROM_TO.test(text) || !unit.who ? 2 : 1.5
  if (under(unit, ASIDE)) return 0
  if (opinionsIn(text, unit.who).some(({ weight }) => weight >= 2)) return FROM_TO.test(text) ? 1 : 0
  if (kind === 'item' && (IMPERATIVE.test(text) || under(unit, TO_DO))) return 1.5
  if (MAYBE.test(text) || OPEN.test(text)) return 0
  const verbs = Math.min(2, countOf(text, CHANGE))
  const figures = FROM_TO.test(text) ? 1 : 0
  return verbs + (verbs > 0 ? figures : 0)
}
