import { sourceCheck } from '../check.ts'
import { implies } from '../model/conditions.ts'
import { isCaller } from '../model/privilege.ts'
import { globalName } from '../model/scope.ts'
import { someExpr } from '../model/walk.ts'
import type { Expr } from '../parse/ast.ts'
import { allSpots, at } from './kit.ts'

const isOrigin = (expr: Expr): boolean => globalName(expr) === 'tx.origin'
const isSender = (expr: Expr): boolean => globalName(expr) === 'msg.sender'

export const txOrigin = sourceCheck({
  id: 'tx-origin',
  title: 'tx.origin decides who is allowed',
  severity: 'medium',
  category: 'access_control',
  explanation:
    "tx.origin is the account that signed the transaction, not the one that calls. A contract that the owner is lured into calling passes the test in the owner's name.",
  fix: 'Compare msg.sender instead.',
  references: ['SWC-115', 'OWASP SC01:2025'],
  *run(subject) {
    for (const { entry } of allSpots(subject)) {
      for (const step of entry.flow.steps) {
        if (step.kind !== 'test' && step.kind !== 'return' && step.kind !== 'var') continue
        const authorises = (expr: Expr): boolean => {
          if (expr.k !== 'binary' || !/^[=!]=$/.test(expr.op)) return false
          const [one, other] = isOrigin(expr.left) ? [expr.left, expr.right] : [expr.right, expr.left]
          // "msg.sender == tx.origin" asks whether the caller is an account, which is another matter
          return isOrigin(one) && !isSender(other) && !isCaller(other, step.frame)
        }
        const inside = step.expr && someExpr(step.expr, authorises)
        const keyed =
          step.expr &&
          implies({ expr: step.expr, frame: step.frame, truth: true }, (expr) => expr.k === 'index' && !!expr.index && isOrigin(expr.index))
        if (step.expr && (inside || keyed))
          yield at(step.frame, step.expr, {
            message: 'Authority is taken from tx.origin, which a contract in between inherits.',
            certainty: 'certain',
          })
      }
    }
  },
})
