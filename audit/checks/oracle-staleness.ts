import { sourceCheck } from '../check.ts'
import type { CallAction } from '../model/actions.ts'
import { readLocals } from '../model/reads.ts'
import type { Stmt } from '../parse/ast.ts'
import { allSpots, atAction, kinds } from './kit.ts'

/** Position of the time in the answer of a price feed, by the feed's standard interface. */
const TIME: Readonly<Record<string, number>> = { latestRoundData: 3, getRoundData: 3 }
const NO_TIME = /^(?:latestAnswer|latestPrice|getPriceUnsafe|getEmaPriceUnsafe)$/

/** Whether the time that came with the price goes anywhere. */
function looksAtTime(call: CallAction): boolean {
  const stmt: Stmt | undefined = call.step.stmt
  const at = TIME[call.method] ?? 3
  if (stmt?.k === 'var') {
    const name = stmt.decls[at]?.name
    return name !== undefined && readLocals(call.frame.fn).has(name)
  }
  if (stmt?.k === 'expr' && stmt.expr.k === 'assign' && stmt.expr.left.k === 'tuple') {
    const target = stmt.expr.left.items[at]
    return (
      target !== undefined && (target.k !== 'id' || !call.frame.fn.locals.has(target.name) || readLocals(call.frame.fn).has(target.name))
    )
  }
  // Handed on whole: whoever receives it may look.
  return true
}

export const oracleStaleness = sourceCheck({
  id: 'oracle-staleness',
  title: 'A price is used whatever its age',
  severity: 'medium',
  category: 'defi',
  explanation:
    'A price feed that stops answers with its last price for ever. Nobody here looks at the time that comes with it, so an old price buys, borrows and liquidates as if it were today’s.',
  fix: 'Require the time of the answer to be younger than the heartbeat of the feed, and the price to be above zero; on a rollup also ask whether the sequencer is up.',
  references: ['OWASP SC02:2025'],
  *run(subject) {
    for (const { entry } of allSpots(subject))
      for (const call of kinds(entry, 'call')) {
        if (NO_TIME.test(call.method) && call.args.length <= 1)
          yield atAction(call, { message: `"${call.method}" gives a price without its time.`, certainty: 'likely' })
        else if (Object.hasOwn(TIME, call.method) && !looksAtTime(call))
          yield atAction(call, { message: `Nobody looks at the time that "${call.method}" gives.`, certainty: 'likely' })
      }
  },
})
