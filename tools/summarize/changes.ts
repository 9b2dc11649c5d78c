import { countOf } from './cues/bounded.ts'
import { CHANGE, FROM_TO, IMPERATIVE, MAYBE, NO_CHANGE, PROPOSE } from './cues/change.ts'
import { OPEN } from './cues/decision.ts'
import { ASIDE, NOTES, TO_DO } from './cues/section.ts'
import { opinionsIn } from './stance.ts'
import type { Unit } from './text/document.ts'

const under = (unit: Unit, pattern: RegExp): boolean => unit.path.slice(-2).some((heading) => pattern.test(heading))

/** "v2.8.0", "Wallet 7.1", "[1.4.0] - 2026-04-02": what is listed under a version is what is new in it. */
const VERSION = /(?:^|[\sv[])\d{1,4}\.\d{1,4}(?:\.\d{1,6})?(?![\d.,]*\s?%)/i

/** How plainly a sentence says what changes; 0: not at all. A release note's items, what is proposed, and verbs of changing. */
export function changeIn(unit: Unit, title = ''): number {
  const { text, kind } = unit
  if (NO_CHANGE.test(text) || /[?？]\s*$/.test(text)) return 0
  if (under(unit, NOTES) && kind === 'item') return 2
  if (PROPOSE.test(text)) return CHANGE.test(text) || FROM_TO.test(text) || !unit.who ? 2 : 1.5
  if (under(unit, ASIDE)) return 0
  if (kind === 'item' && [title, ...unit.path].some((heading) => heading.length < 60 && VERSION.test(heading))) return 1.5
  if (opinionsIn(text, unit.who).some(({ weight }) => weight >= 2)) return FROM_TO.test(text) ? 1 : 0
  if (kind === 'item' && (IMPERATIVE.test(text) || under(unit, TO_DO))) return 1.5
  if (MAYBE.test(text) || OPEN.test(text)) return 0
  const verbs = Math.min(2, countOf(text, CHANGE))
  const figures = FROM_TO.test(text) ? 1 : 0
  return verbs + (verbs > 0 ? figures : 0)
}
