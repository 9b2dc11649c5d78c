import type { Expr } from '../parse/ast.ts'
import { type Frame, meaning } from './scope.ts'

const UNITS: Readonly<Record<string, number>> = {
  wei: 1,
  gwei: 1e9,
  szabo: 1e12,
  finney: 1e15,
  ether: 1e18,
  seconds: 1,
  minutes: 60,
  hours: 3600,
  days: 86_400,
  weeks: 604_800,
  years: 31_536_000,
}

/** Value of a literal with its unit, arithmetic of these, a constant of the contract, or a parameter that stands for one; undefined otherwise. */
export function numberOf(expr: Expr, frame: Frame, depth = 0): number | undefined {
  if (depth > 8) return undefined
  const next = (inner: Expr): number | undefined => numberOf(inner, frame, depth + 1)
  if (expr.k === 'lit')
    return expr.kind === 'number' ? Number(expr.value.replaceAll('_', '')) * (UNITS[expr.unit ?? 'wei'] ?? 1) : undefined
  if (expr.k === 'tuple' && expr.items.length === 1 && expr.items[0]) return next(expr.items[0])
  if (isCast(expr)) return expr.args[0] && next(expr.args[0])
  if (expr.k === 'binary') {
    const [left, right] = [next(expr.left), next(expr.right)]
    if (left === undefined || right === undefined) return undefined
    return { '**': left ** right, '*': left * right, '/': left / right, '+': left + right, '-': left - right }[expr.op]
  }
  if (expr.k !== 'id') return undefined
  const found = meaning(expr.name, frame)
  if (found.k === 'bound') return numberOf(found.expr, found.frame, depth + 1)
  return found.k === 'state' && found.state.def.init && (found.state.def.constant || found.state.def.immutable)
    ? next(found.state.def.init)
    : undefined
}

const isCast = (expr: Expr): expr is Extract<Expr, { k: 'call' }> =>
  expr.k === 'call' && expr.args.length === 1 && (expr.callee.k === 'type' || (expr.callee.k === 'id' && expr.callee.name === 'payable'))

/** How a test always comes out in this activation, when that hangs on nothing but literals: `from == address(0)` inside a call `f(address(0), …)`. */
export function decided(test: Expr, frame: Frame, depth = 0): boolean | undefined {
  if (depth > 8) return undefined
  if (test.k === 'lit') return test.kind === 'bool' ? test.value === 'true' : undefined
  if (test.k === 'tuple' && test.items.length === 1 && test.items[0]) return decided(test.items[0], frame, depth + 1)
  if (test.k === 'unary' && test.op === '!') {
    const inner = decided(test.arg, frame, depth + 1)
    return inner === undefined ? undefined : !inner
  }
  if (test.k === 'id') {
    const found = meaning(test.name, frame)
    return found.k === 'bound' ? decided(found.expr, found.frame, depth + 1) : undefined
  }
  return test.k === 'binary' ? decidedBinary(test, frame, depth) : undefined
}

function decidedBinary(test: Extract<Expr, { k: 'binary' }>, frame: Frame, depth: number): boolean | undefined {
  if (test.op === '&&' || test.op === '||') {
    const sides = [test.left, test.right].map((side) => decided(side, frame, depth + 1))
    const ends = test.op === '||'
    return sides.includes(ends) ? ends : sides.includes(undefined) ? undefined : !ends
  }
  if (test.op !== '==' && test.op !== '!=') return undefined
  const [left, right] = [numberOf(test.left, frame), numberOf(test.right, frame)]
  return left === undefined || right === undefined ? undefined : (left === right) === (test.op === '==')
}
