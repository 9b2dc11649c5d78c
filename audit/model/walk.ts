import type { Block, Expr, Stmt } from '../parse/ast.ts'

/** Direct sub-expressions, in order of evaluation as far as Solidity fixes one (right before left in assignments). */
export function children(expr: Expr): readonly (Expr | undefined)[] {
  switch (expr.k) {
    case 'member':
      return [expr.object]
    case 'index':
      return [expr.object, expr.index, expr.end]
    case 'call':
      return [expr.callee, ...expr.options.map((option) => option.value), ...expr.args]
    case 'unary':
      return [expr.arg]
    case 'binary':
      return [expr.left, expr.right]
    case 'assign':
      return [expr.right, expr.left]
    case 'cond':
      return [expr.test, expr.yes, expr.no]
    case 'tuple':
      return expr.items
    case 'id':
    case 'lit':
    case 'new':
    case 'type':
      return []
  }
}

/** Calls `visit` for the expression and everything inside it, parents first. */
export function eachExpr(expr: Expr | undefined, visit: (expr: Expr) => void): void {
  if (!expr) return
  visit(expr)
  for (const child of children(expr)) eachExpr(child, visit)
}

/** True when some part of the expression satisfies the test. */
export function someExpr(expr: Expr | undefined, test: (expr: Expr) => boolean): boolean {
  if (!expr) return false
  return test(expr) || children(expr).some((child) => someExpr(child, test))
}

/** Statements directly inside a statement. */
function substatements(stmt: Stmt): readonly (Stmt | undefined)[] {
  switch (stmt.k) {
    case 'block':
      return stmt.stmts
    case 'if':
      return [stmt.yes, stmt.no]
    case 'while':
      return [stmt.body]
    case 'for':
      return [stmt.init, stmt.body, stmt.step && isStmt(stmt.step) ? stmt.step : undefined]
    case 'assembly':
    case 'yulFunction':
      return [stmt.body]
    case 'try':
      return [stmt.body, ...stmt.catches]
    default:
      return []
  }
}

const isStmt = (node: Expr | Stmt): node is Stmt => !('d' in node)

/** Expressions directly inside a statement. */
function expressionsOf(stmt: Stmt): readonly (Expr | undefined)[] {
  switch (stmt.k) {
    case 'if':
    case 'while':
      return [stmt.test]
    case 'for':
      return [stmt.test, stmt.step && !isStmt(stmt.step) ? stmt.step : undefined]
    case 'return':
      return [stmt.value]
    case 'expr':
      return [stmt.expr]
    case 'var':
      return [stmt.init]
    case 'emit':
    case 'try':
    case 'revert':
      return [stmt.call]
    default:
      return []
  }
}

/** Calls `visit` for the statement and every statement inside it, parents first. */
export function eachStmt(stmt: Stmt | undefined, visit: (stmt: Stmt) => void): void {
  if (!stmt) return
  visit(stmt)
  for (const sub of substatements(stmt)) eachStmt(sub, visit)
}

/** Every expression of a body, nested ones included. */
export function eachExprIn(body: Block | undefined, visit: (expr: Expr) => void): void {
  eachStmt(body, (stmt) => {
    for (const expr of expressionsOf(stmt)) eachExpr(expr, visit)
  })
}
