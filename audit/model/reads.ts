import type { Expr, Stmt } from '../parse/ast.ts'
import type { FunctionModel } from './contracts.ts'
import { children, eachStmt } from './walk.ts'

const cache = new WeakMap<FunctionModel, ReadonlySet<string>>()

/** Names that a function looks at, other than to assign them. */
export function readLocals(fn: FunctionModel): ReadonlySet<string> {
  const known = cache.get(fn)
  if (known) return known
  const names = new Set<string>()
  for (const value of fn.def.returns) if (value.name) names.add(value.name)
  for (const call of fn.def.modifiers) for (const arg of call.args) visit(arg, names)
  eachStmt(fn.def.body, (stmt) => statement(stmt, names))
  cache.set(fn, names)
  return names
}

function statement(stmt: Stmt, names: Set<string>): void {
  if (stmt.k === 'if' || stmt.k === 'while') visit(stmt.test, names)
  if (stmt.k === 'for') {
    visit(stmt.test, names)
    if (stmt.step && 'd' in stmt.step) visit(stmt.step, names)
  }
  if (stmt.k === 'return') visit(stmt.value, names)
  if (stmt.k === 'expr') visit(stmt.expr, names)
  if (stmt.k === 'var') visit(stmt.init, names)
  if (stmt.k === 'emit' || stmt.k === 'revert' || stmt.k === 'try') visit(stmt.call, names)
}

function visit(expr: Expr | undefined, names: Set<string>): void {
  if (!expr) return
  if (expr.k === 'id') names.add(expr.name)
  if (expr.k === 'assign' && expr.op === '=') {
    visit(expr.right, names)
    target(expr.left, names)
    return
  }
  for (const child of children(expr)) visit(child, names)
}

function target(expr: Expr, names: Set<string>): void {
  if (expr.k === 'id') return
  if (expr.k === 'tuple') for (const item of expr.items) item && target(item, names)
  else visit(expr, names)
}
