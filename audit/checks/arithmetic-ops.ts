import type { Step } from '../model/flow.ts'
import { render } from '../model/render.ts'
import { type Frame, typeOf } from '../model/scope.ts'
import { children, eachExpr } from '../model/walk.ts'
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
    collect(step.expr, step, found)
    yield* found
  }
}

/** Parts that run only when a test inside the same expression came out one way know that test. */
function collect(expr: Expr | undefined, step: Step, found: Operation[]): void {
  if (!expr) return
  const after = (test: Expr, truth: boolean): Step => ({
    ...step,
    conds: [...step.conds, { expr: test, frame: step.frame, truth, how: 'branch', step: step.id }],
  })
  const op = expr.k === 'binary' || expr.k === 'assign' ? OPS.get(expr.op) : undefined
  if (op && (expr.k === 'binary' || expr.k === 'assign') && !isText(expr.left, step.frame))
    found.push({
      op,
      left: expr.left,
      right: expr.right,
      expr,
      frame: step.frame,
      step,
      ...(expr.k === 'assign' ? { target: expr.left } : {}),
    })
  if (expr.k === 'cond') {
    collect(expr.test, step, found)
    collect(expr.yes, after(expr.test, true), found)
    collect(expr.no, after(expr.test, false), found)
  } else if (expr.k === 'binary' && (expr.op === '&&' || expr.op === '||')) {
    collect(expr.left, step, found)
    collect(expr.right, after(expr.left, expr.op === '&&'), found)
  } else for (const child of children(expr)) collect(child, step, found)
}

/** `(z = x + y)` inside a comparison is what was assigned. */
const assigned = (expr: Expr): Expr => (expr.k === 'assign' && expr.op === '=' ? expr.right : expr)

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

const shallow = new WeakMap<Frame, Frame>()

/** The activation without its caller: parameters are called by their own names, so that deep arguments do not blur what is compared. */
export function alone(frame: Frame): Frame {
  const old = shallow.get(frame)
  if (old) return old
  const { parent: _, ...rest } = frame
  const fresh: Frame = { ...rest, args: new Map() }
  shallow.set(frame, fresh)
  return fresh
}

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
          left: render(assigned(expr.left), alone(step.frame)),
          right: render(assigned(expr.right), alone(step.frame)),
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
