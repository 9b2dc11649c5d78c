import type { Expr } from '../parse/ast.ts'
import { type Frame, meaning } from './scope.ts'
import { locate, placeKey } from './storage.ts'

/**
 * Canonical text of an expression: storage pointers, bound parameters and locals that are set once are replaced by what they stand for,
 * so that equal texts mean equal values as long as nothing was written between.
 */
export function render(expr: Expr, frame: Frame, depth = 0): string {
  if (depth > 14 || frame.project.fuel.left <= 0) return '…'
  frame.project.fuel.left -= 1
  const at = (inner: Expr | undefined): string => (inner ? render(inner, frame, depth + 1) : '')
  switch (expr.k) {
    case 'id':
      return nameText(expr.name, frame, depth)
    case 'lit':
      return `${expr.value}${expr.unit ? ` ${expr.unit}` : ''}`
    case 'member':
      return place(expr, frame, depth) ?? `${at(expr.object)}.${expr.name}`
    case 'index':
      return place(expr, frame, depth) ?? `${at(expr.object)}[${at(expr.index)}]`
    case 'call':
      return callText(expr, at)
    case 'unary':
      return expr.prefix ? `${expr.op}${at(expr.arg)}` : `${at(expr.arg)}${expr.op}`
    case 'binary':
    case 'assign':
      return `(${at(expr.left)}${expr.op}${at(expr.right)})`
    case 'cond':
      return `(${at(expr.test)}?${at(expr.yes)}:${at(expr.no)})`
    case 'tuple':
      return `(${expr.items.map(at).join()})`
    case 'new':
      return 'new'
    case 'type':
      return expr.type.k
  }
}

/** A cast does not change what is compared. */
function callText(expr: Extract<Expr, { k: 'call' }>, at: (inner: Expr | undefined) => string): string {
  if (expr.callee.k === 'type' && expr.args.length === 1) return at(expr.args[0])
  if (expr.callee.k === 'id' && expr.callee.name === 'payable' && expr.args.length === 1) return at(expr.args[0])
  return `${at(expr.callee)}(${expr.args.map(at).join()})`
}

const place = (expr: Expr, frame: Frame, depth: number): string | undefined => {
  const found = locate(expr, frame)
  return found && placeKey(found, depth)
}

function nameText(name: string, frame: Frame, depth: number): string {
  const found = meaning(name, frame)
  if (found.k === 'bound') return render(found.expr, found.frame, depth + 1)
  if (found.k === 'state') return `${found.state.owner.name}.${found.state.def.name}`
  if (found.k !== 'local') return name
  const values = found.local.values
  const only = values.length === 1 ? values[0] : undefined
  if (only && only.op === '=' && only.part === undefined && found.local.role !== 'param') return render(only.expr, frame, depth + 1)
  return `${frame.depth}:${name}`
}
