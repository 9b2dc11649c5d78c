import type { Step } from '../model/flow.ts'
import { render } from '../model/render.ts'
import { type Frame, typeOf } from '../model/scope.ts'
import { eachExpr } from '../model/walk.ts'
import type { Expr } from '../parse/ast.ts'
import type { Entry } from '../subject.ts'

/** One addition, subtraction or multiplication that the compiler does not check. */
export interface Operation {
  op: '+' | '-' | '*'
  left: Expr
  right: Expr
  /** The whole expression, for its place. */
  expr: Expr
  /** What takes the result in a compound assignment. */
  target?: Expr
  frame: Frame
  step: Step
}

const OPS = new Map<string, Operation['op']>([
  ['+', '+'], ['-', '-'], ['*', '*'], ['+=', '+'], ['-=', '-'], ['*=', '*'],
]) // biome-ignore format: one table

/** Unchecked operations of an entry function, in the order in which they run. */
export function* operations(entry: Entry): Iterable<Operation> {
  for (const step of entry.flow.steps) {
    if (!step.expr || step.assembly || (step.frame.fn.owner.minor >= 8 && !step.unchecked)) continue
    const found: Operation[] = []
    eachExpr(step.expr, (expr) => {
      if (expr.k !== 'binary' && expr.k !== 'assign') return
      const op = OPS.get(expr.op)
      if (!op || isText(expr.left, step.frame)) return
      found.push({
        op,
        left: expr.left,
        right: expr.right,
        expr,
        frame: step.frame,
        step,
        ...(expr.k === 'assign' ? { target: expr.left } : {}),
      })
    })
    yield* found
  }
}

const isText = (expr: Expr, frame: Frame): boolean => {
  const type = typeOf(expr, frame)
  return type !== undefined && !(type.k === 'elementary' && /^u?int/.test(type.name)) && !(type.k === 'user')
}

/** A comparison that some step tests, with its sides in canonical text. */
export interface Comparison {
  op: string
  left: string
  right: string
  step: number
  truth: boolean | undefined
}

const known = new WeakMap<Entry, Map<Frame, Comparison[]>>()

/** Comparisons that a function of the flow makes anywhere, per activation. */
export function comparisons(entry: Entry, frame: Frame): readonly Comparison[] {
  let all = known.get(entry)
  if (!all) {
    all = new Map()
    for (const step of entry.flow.steps) {
      if (step.kind !== 'test' && step.kind !== 'return' && step.kind !== 'var') continue
      const list = all.get(step.frame) ?? []
      eachExpr(step.expr, (expr) => {
        if (expr.k !== 'binary' || !/^(?:[<>]=?|==|!=)$/.test(expr.op)) return
        list.push({
          op: expr.op,
          left: render(expr.left, step.frame),
          right: render(expr.right, step.frame),
          step: step.id,
          truth: undefined,
        })
      })
      all.set(step.frame, list)
    }
    known.set(entry, all)
  }
  return all.get(frame) ?? []
}
