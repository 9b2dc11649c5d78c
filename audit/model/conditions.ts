import type { Expr, Stmt } from '../parse/ast.ts'
import { type Cond, enter } from './flow.ts'
import { type Frame, meaning } from './scope.ts'

/** A test at the leaves of a condition: an expression known to be `truth`. */
export type Leaf = (expr: Expr, frame: Frame, truth: boolean) => boolean

/** True when the condition cannot hold unless `leaf` accepts one of the facts that it states. Helpers that return bool are looked into. */
export const implies = (cond: Pick<Cond, 'expr' | 'frame' | 'truth'>, leaf: Leaf): boolean =>
  holds(cond.expr, cond.frame, cond.truth, { leaf, left: 60 })

interface Search {
  leaf: Leaf
  left: number
}

function holds(expr: Expr, frame: Frame, truth: boolean, search: Search): boolean {
  search.left -= 1
  if (search.left < 0) return false
  if (expr.k === 'unary' && expr.op === '!') return holds(expr.arg, frame, !truth, search)
  const yul = yulTest(expr)
  if (yul) return holds(yul.expr, frame, yul.truth ? truth : !truth, search)
  if (expr.k === 'binary' && (expr.op === '&&' || expr.op === '||')) {
    const sides = [expr.left, expr.right].map((side) => holds(side, frame, truth, search))
    // "a && b" true states both; "a || b" true states only what both state
    return (expr.op === '&&') === truth ? sides.some(Boolean) : sides.every(Boolean)
  }
  if (search.leaf(expr, frame, truth)) return true
  if (expr.k === 'call') return helper(expr, frame, truth, search)
  if (expr.k === 'id') return local(expr, frame, truth, search)
  return false
}

/** `iszero(x)` and `eq(a, b)` of Yul in the language's own terms. */
function yulTest(expr: Expr): { expr: Expr; truth: boolean } | undefined {
  if (expr.k !== 'call' || expr.callee.k !== 'id') return undefined
  const [left, right] = expr.args
  if (expr.callee.name === 'iszero' && left) return { expr: left, truth: false }
  if (expr.callee.name === 'eq' && left && right)
    return { expr: { k: 'binary', op: '==', left, right, s: expr.s, e: expr.e, d: expr.d }, truth: true }
  return undefined
}

/** A bool local states what was assigned to it, when all assignments do. */
function local(expr: Extract<Expr, { k: 'id' }>, frame: Frame, truth: boolean, search: Search): boolean {
  const found = meaning(expr.name, frame)
  if (found.k === 'bound') return holds(found.expr, found.frame, truth, search)
  if (found.k !== 'local' || found.local.values.length === 0 || found.local.values.length > 4) return false
  return found.local.values.every((value) => value.op === '=' && value.part === undefined && holds(value.expr, frame, truth, search))
}

function helper(call: Extract<Expr, { k: 'call' }>, frame: Frame, truth: boolean, search: Search): boolean {
  const inner = enter(call, frame)
  if (!inner?.fn.def.body) return false
  const returns: Returned[] = []
  collect(inner.fn.def.body, inner, [], returns)
  const possible = returns.filter((one) => !(one.value.k === 'lit' && one.value.value === String(!truth)))
  if (possible.length === 0 || possible.length > 6) return false
  return possible.every(
    (one) => holds(one.value, inner, truth, search) || one.conds.some((cond) => holds(cond.expr, cond.frame, cond.truth, search)),
  )
}

interface Returned {
  value: Expr
  conds: readonly Pick<Cond, 'expr' | 'frame' | 'truth'>[]
}

function collect(stmt: Stmt | undefined, frame: Frame, conds: Returned['conds'], out: Returned[]): void {
  if (!stmt) return
  if (stmt.k === 'block') {
    let known = conds
    for (const inner of stmt.stmts) {
      collect(inner, frame, known, out)
      // what follows "if (c) return" runs only when c was false
      if (inner.k === 'if' && !inner.no && ends(inner.yes)) known = [...known, { expr: inner.test, frame, truth: false }]
    }
  }
  if (stmt.k === 'return' && stmt.value) out.push({ value: stmt.value, conds })
  if (stmt.k === 'for' || stmt.k === 'while') collect(stmt.body, frame, conds, out)
  if (stmt.k !== 'if') return
  collect(stmt.yes, frame, [...conds, { expr: stmt.test, frame, truth: true }], out)
  collect(stmt.no, frame, [...conds, { expr: stmt.test, frame, truth: false }], out)
}

const ends = (stmt: Stmt): boolean => {
  const last = stmt.k === 'block' ? stmt.stmts.at(-1) : stmt
  return last?.k === 'return' || last?.k === 'revert'
}
