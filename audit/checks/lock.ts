import type { Action } from '../model/actions.ts'
import { implies } from '../model/conditions.ts'
import { locate } from '../model/storage.ts'
import type { Entry } from '../subject.ts'
import { kinds } from './kit.ts'

/**
 * A lock around an action: a condition tests a simple storage variable, and before the action that variable is written to a value that
 * the condition would refuse. Recognised by what it does, whatever it is called.
 */
export function hasLock(entry: Entry, action: Action): boolean {
  const writes = kinds(entry, 'write')
  return action.conds.some((cond) =>
    implies(cond, (expr, frame) => {
      const sides = expr.k === 'binary' && /^(?:==|!=)$/.test(expr.op) ? [expr.left, expr.right] : [expr]
      return sides.some((side) => {
        const place = locate(side, frame)
        if (!place || place.path.length > 0) return false
        const sets = writes.filter((write) => write.place.state === place.state && write.place.path.length === 0)
        const before = sets.some(
          (write) =>
            write.op === '=' &&
            write.step.id > cond.step &&
            write.step.conds.includes(cond as never) &&
            entry.follows(write, action) &&
            !entry.follows(action, write),
        )
        return before
      })
    }),
  )
}
