import { sourceCheck } from '../check.ts'
import type { Step } from '../model/flow.ts'
import { sourcesOf } from '../model/sources.ts'
import { eachExpr, someExpr } from '../model/walk.ts'
import type { Expr } from '../parse/ast.ts'
import { at, atAction } from './kit.ts'
import { balanceWrites, direction, tokenOf } from './token-model.ts'

/** `token.transfer(to, amount)`, directly or by a library, of a token that the caller names. */
function tokenTransfer(step: Step): Expr | undefined {
  let found: Expr | undefined
  eachExpr(step.expr, (expr) => {
    if (expr.k !== 'call' || expr.callee.k !== 'member' || !/^(?:transfer|safeTransfer)$/.test(expr.callee.name) || expr.args.length < 2)
      return
    if (sourcesOf(expr.callee.object, step.frame).has('param')) found = expr
  })
  return found
}

export const privilegedDrain = sourceCheck({
  id: 'token-privileged-drain',
  title: 'A privileged account can take what the contract holds',
  severity: 'low',
  category: 'rug_pull',
  explanation:
    "A privileged function moves tokens that it is told the address of out of the contract, or moves other people's balances. What users, pools or fees have put into the contract is at the mercy of one account.",
  fix: 'Exclude the tokens that users deposited, send only to a fixed treasury behind a timelock, and never touch foreign balances.',
  references: ['OWASP SC01:2025'],
  *run(subject) {
    for (const contract of subject.contracts) {
      const token = tokenOf(contract)
      for (const entry of contract.entries) {
        if (entry.isConstructor) continue
        for (const step of entry.flow.steps) {
          const sent = step.frame.depth < 3 && !entry.unasked(step) ? tokenTransfer(step) : undefined
          if (sent)
            yield at(step.frame, sent, {
              message: `"${entry.fn.def.name}" sends any token that the contract holds to where a privileged account wants it.`,
              certainty: 'likely',
            })
        }
        if (!token || token.moves.includes(entry)) continue
        for (const write of balanceWrites(entry, token)) {
          const key = write.place.path.find((one) => one.k === 'index')
          const foreign =
            key?.k === 'index' && key.expr && sourcesOf(key.expr, key.frame).has('param') && !sourcesOf(key.expr, key.frame).has('sender')
          const asked = write.conds.some((cond) =>
            someExpr(cond.expr, (part) => part.k === 'index' && !!part.index && part.object.k === 'index'),
          )
          if (foreign && direction(write) !== 'up' && !entry.unasked(write) && !asked)
            yield atAction(write, {
              message: `"${entry.fn.def.name}" changes the balance of any holder.`,
              certainty: 'likely',
              severity: 'medium',
            })
        }
      }
    }
  },
})
