import { ANSWERS, ASSIGNED, CONDITION, DECIDED, IDLE, OPEN, WISH } from './cues/decision.ts'
import { DECISIONS, QUESTIONS } from './cues/section.ts'
import { opinionsIn } from './stance.ts'
import type { Unit } from './text/document.ts'

const under = (unit: Unit, pattern: RegExp): boolean => pattern.test(unit.path.at(-1) ?? '')
const asks = (text: string): boolean => /[?？]["”’)\]]*\s*$/.test(text)

/** Messages that are looked at for the answer to a question. */
const SOON = 3

/** True when somebody else soon says something that answers it: it begins as answers do, or takes up two of its words. */
function answered(unit: Unit, after: readonly Unit[]): boolean {
  if (unit.who === undefined) return false
  return after
    .filter(({ who, text }) => who !== unit.who && !asks(text))
    .slice(0, SOON)
    .some(({ text, terms }, i) => {
      const shared = terms.filter((term) => unit.terms.includes(term)).length
      return !OPEN.test(text) && ((i === 0 && (ANSWERS.test(text) || shared >= unit.terms.length / 3)) || shared >= 3)
    })
}

/** A question in running text that the text itself answers, as rhetoric does. */
const rhetorical = (unit: Unit, next: Unit | undefined): boolean =>
  unit.who === undefined && next !== undefined && next.block === unit.block && ANSWERS.test(next.text) && !OPEN.test(next.text)

/** Whether a sentence says that something is open; `after` are the sentences that follow it. */
export function isOpen(unit: Unit, after: readonly Unit[]): boolean {
  if (under(unit, QUESTIONS)) return true
  if (under(unit, DECISIONS)) return false
  if (OPEN.test(unit.text) && !asks(unit.text)) return true
  if (!asks(unit.text) || IDLE.test(unit.text)) return false
  return OPEN.test(unit.text) || (!rhetorical(unit, after[0]) && !answered(unit, after))
}

/** Whether a sentence says what was settled, or who does what. */
export function isDecided(unit: Unit): boolean {
  const { text } = unit
  if (under(unit, DECISIONS)) return true
  if (under(unit, QUESTIONS) || asks(text) || OPEN.test(text) || CONDITION.test(text) || WISH.test(text)) return false
  if (ASSIGNED.test(text)) return true
  return DECIDED.test(text) && !opinionsIn(text, undefined).some(({ holders }) => holders.length > 0)
}
