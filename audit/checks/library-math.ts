import { enter } from '../model/flow.ts'
import type { Frame } from '../model/scope.ts'
import { eachExprIn } from '../model/walk.ts'
import type { Expr } from '../parse/ast.ts'

/** One arithmetic operation, written out or by a library. */
export interface Arithmetic {
  op: string
  left: Expr
  right: Expr
}

/** `a - b`, `a.sub(b)`, `Lib.minus(a, b)`: what is computed of what, by what the function does, whatever it is called. */
export function arithmeticOf(expr: Expr, frame: Frame): Arithmetic | undefined {
  if (expr.k === 'binary') return /^[-+*/]$/.test(expr.op) ? { op: expr.op, left: expr.left, right: expr.right } : undefined
  if (expr.k !== 'call') return undefined
  const inner = enter(expr, frame)
  if (!inner) return byName(expr)
  const [first, second] = inner.fn.def.params
  if (!first || !second) return undefined
  const [left, right] = [inner.args.get(first.name), inner.args.get(second.name)]
  let op: string | undefined
  eachExprIn(inner.fn.def.body, (part) => {
    if (part.k === 'binary' && /^[-+*/]$/.test(part.op) && isName(part.left, first.name) && isName(part.right, second.name)) op ??= part.op
  })
  return op && left && right ? { op, left, right } : undefined
}

const isName = (expr: Expr, name: string): boolean => expr.k === 'id' && expr.name === name

const NAMES: Readonly<Record<string, string>> = { add: '+', sub: '-', mul: '*', div: '/' }

/** The library is not among the sources: only its name can be gone by. */
function byName(expr: Extract<Expr, { k: 'call' }>): Arithmetic | undefined {
  const { callee } = expr
  if (callee.k !== 'member' || !Object.hasOwn(NAMES, callee.name)) return undefined
  const [left, right] = expr.args.length === 1 ? [callee.object, expr.args[0]] : [expr.args[0], expr.args[1]]
  const op = NAMES[callee.name]
  return op && left && right ? { op, left, right } : undefined
}
