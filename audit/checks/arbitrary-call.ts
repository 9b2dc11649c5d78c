import { sourceCheck } from '../check.ts'
import { enter } from '../model/flow.ts'
import { type Frame, meaning, typeOf } from '../model/scope.ts'
import { sourcesOf } from '../model/sources.ts'
import { eachExprIn, someExpr } from '../model/walk.ts'
import type { Expr } from '../parse/ast.ts'
import { atAction, kinds, spots } from './kit.ts'

/** The expression, or a function that it calls, looks something up in a mapping. */
function asksMapping(expr: Expr, frame: Frame, depth: number): boolean {
  if (depth > 5 || frame.project.fuel.left <= 0) return false
  frame.project.fuel.left -= 1
  return someExpr(expr, (part) => {
    if (part.k === 'id') {
      const found = meaning(part.name, frame)
      if (found.k === 'bound') return asksMapping(found.expr, found.frame, depth + 1)
      if (found.k === 'local') return found.local.values.some((value) => asksMapping(value.expr, frame, depth + 1))
      return found.k === 'state' && found.state.def.type.k === 'mapping'
    }
    const inner = part.k === 'call' ? enter(part, frame) : undefined
    let asks = false
    if (inner)
      eachExprIn(inner.fn.def.body, (one) => {
        if (one.k === 'id' || one.k === 'call') asks ||= asksMapping(one, inner, depth + 1)
      })
    return asks
  })
}

/** What a parameter of a helper, or a local that is set once, stands for. */
function origin(expr: Expr | undefined, frame: Frame, depth = 0): { expr: Expr | undefined; frame: Frame } {
  const found = expr?.k === 'id' && depth < 8 ? meaning(expr.name, frame) : undefined
  if (found?.k === 'bound') return origin(found.expr, found.frame, depth + 1)
  const only = found?.k === 'local' && found.local.role === 'local' && found.local.values.length === 1 ? found.local.values[0] : undefined
  return only?.op === '=' && only.part === undefined ? origin(only.expr, frame, depth + 1) : { expr, frame }
}

export const arbitraryCall = sourceCheck({
  id: 'arbitrary-call',
  title: 'Anyone can make the contract call anything',
  severity: 'high',
  category: 'access_control',
  explanation:
    'Both the callee and the call data come from the caller. Whatever this contract owns or was allowed to spend can be taken by calling transfer or transferFrom in its name.',
  fix: 'Call known contracts only, or build the call data here; never let a contract that holds allowances forward calls.',
  references: ['OWASP SC01:2025', 'OWASP SC04:2025'],
  *run(subject) {
    for (const { entry } of spots(subject)) {
      for (const call of kinds(entry, 'call')) {
        if (call.kind !== 'call' || entry.isConstructor || !entry.unasked(call) || !entry.anyone(call)) continue
        const passed = call.args[0]
        const { expr: data, frame } = origin(passed, call.frame)
        if (!data || !sourcesOf(call.target, call.frame).has('param') || !sourcesOf(data, frame).has('param')) continue
        const type = typeOf(data, frame)
        // Call data that is put together here begins with a selector that was chosen here.
        if (type?.k !== 'elementary' || type.name !== 'bytes' || data.k === 'call') continue
        // A proposal that was stored, an operation that is due: something under a key decides, not the caller alone.
        const bound = call.conds.some((cond) => cond.how === 'hook' || asksMapping(cond.expr, cond.frame, 0))
        if (!bound) yield atAction(call, { message: 'The caller chooses whom this contract calls and with what.', certainty: 'likely' })
      }
    }
  },
})
