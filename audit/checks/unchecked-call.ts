import { sourceCheck } from '../check.ts'
import type { CallAction } from '../model/actions.ts'
import type { Step } from '../model/flow.ts'
import type { Frame } from '../model/scope.ts'
import { eachStmt, someExpr } from '../model/walk.ts'
import type { Expr, Span, Stmt } from '../parse/ast.ts'
import type { Entry } from '../subject.ts'
import { allSpots, at, atAction, kinds, shows } from './kit.ts'

/** The result is tested, but neither branch does anything. */
const idle = ({ step }: CallAction): boolean => step.stmt?.k === 'if' && empty(step.stmt.yes) && empty(step.stmt.no)
const empty = (stmt: Stmt | undefined): boolean => !stmt || (stmt.k === 'block' && stmt.stmts.length === 0)

/** `to.call.value(x);` sets an option and never calls. */
const unfinished = (expr: Expr | undefined): boolean =>
  expr?.k === 'call' &&
  expr.callee.k === 'member' &&
  /^(?:value|gas)$/.test(expr.callee.name) &&
  expr.callee.object.k === 'member' &&
  expr.callee.object.name === 'call'

const LOW_LEVEL = new Set(['send', 'call', 'delegatecall', 'callcode'])

/** The result is all that a helper returns, and the statement that calls the helper drops it. */
function droppedSite(call: CallAction): { frame: Frame; span: Span } | undefined {
  const { frame, step } = call
  const { parent, site } = frame
  const handedOn =
    step.kind === 'return' ? step.expr === call.expr : takenBy(step) !== undefined && takenBy(step) === frame.fn.def.returns[0]?.name
  if (!handedOn || !parent || !site || frame.fn.def.kind === 'modifier') return undefined
  let dropped = false
  eachStmt(parent.fn.def.body, (stmt) => {
    if (stmt.k === 'expr' && stmt.expr === site) dropped = true
  })
  return dropped ? { frame: parent, span: site } : undefined
}

/** The local that takes the result, where the call is all that is assigned. */
function takenBy(step: Step): string | undefined {
  const { expr, stmt } = step
  if (step.kind === 'var' && stmt?.k === 'var') return stmt.decls[0]?.name
  const target = expr?.k === 'assign' && expr.op === '=' ? (expr.left.k === 'tuple' ? expr.left.items[0] : expr.left) : undefined
  return target?.k === 'id' && step.frame.fn.locals.has(target.name) ? target.name : undefined
}

/** On every way on from the call its result is replaced before anything looks at it. */
function overwritten(call: CallAction, entry: Entry): boolean {
  const name = takenBy(call.step)
  if (name === undefined || call.step.loops.length > 0 || call.frame.fn.def.returns.some((one) => one.name === name)) return false
  const seen = new Set<number>()
  const todo = [...call.step.next]
  let replaced = false
  for (let id = todo.pop(); id !== undefined; id = todo.pop()) {
    const step = entry.flow.steps[id]
    if (!step || seen.has(id)) continue
    seen.add(id)
    const here = step.frame === call.frame
    const right = step.expr?.k === 'assign' && takenBy(step) === name ? step.expr.right : step.expr
    // inside a helper the name may have been handed on
    if (here ? someExpr(right, (part) => part.k === 'id' && part.name === name) : isInside(step.frame, call.frame)) return false
    if (here && takenBy(step) === name) replaced = true
    else todo.push(...step.next)
  }
  return replaced
}

const isInside = (frame: Frame, outer: Frame): boolean =>
  frame.parent !== undefined && (frame.parent === outer || isInside(frame.parent, outer))

export const uncheckedCall = sourceCheck({
  id: 'unchecked-call',
  title: 'Result of a low-level call is ignored',
  severity: 'medium',
  category: 'unchecked_low_level_calls',
  explanation:
    'send, call, delegatecall and callcode return false when the callee fails; they do not revert. When nobody looks at the result, the function goes on as if the payment or call had happened.',
  fix: 'Require the result: `(bool ok, ) = to.call{value: amount}(""); require(ok);`, or use a helper that reverts.',
  references: ['SWC-104', 'OWASP SC06:2025'],
  *run(subject) {
    for (const { entry } of allSpots(subject)) {
      for (const step of entry.flow.steps)
        if (step.kind === 'expr' && step.expr && unfinished(step.expr))
          yield at(step.frame, step.expr, { message: 'The call is prepared but never made.', certainty: 'certain' })
      for (const call of kinds(entry, 'call')) {
        const site = LOW_LEVEL.has(call.kind) ? droppedSite(call) : undefined
        if (site)
          yield at(site.frame, site.span, {
            message: `The helper hands on whether ".${call.method}" worked, and nobody looks at it.`,
            certainty: 'likely',
            evidence: [shows('the call', call)],
          })
        if (!LOW_LEVEL.has(call.kind) || (call.used && !idle(call) && !overwritten(call, entry))) continue
        if (call.step.assembly && call.kind !== 'call') continue
        yield atAction(call, {
          message: `The result of ".${call.method}" is ignored, so a failed call goes unnoticed.`,
          certainty: 'certain',
        })
      }
    }
  },
})
