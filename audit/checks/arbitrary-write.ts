import { sourceCheck } from '../check.ts'
import type { WriteAction } from '../model/actions.ts'
import { implies } from '../model/conditions.ts'
import type { Cond } from '../model/flow.ts'
import { sourcesOf } from '../model/sources.ts'
import { locate } from '../model/storage.ts'
import { someExpr } from '../model/walk.ts'
import type { Expr } from '../parse/ast.ts'
import type { Entry } from '../subject.ts'
import { at, kinds, shows, spots } from './kit.ts'

/** The write changes the length of a storage array without regard to what it holds. */
const isLength = (write: WriteAction): boolean => {
  const last = write.place.path.at(-1)
  return last?.k === 'field' && last.name === 'length'
}

/** A test that is always true: an unsigned number is never below zero. */
export const neverFails = (cond: Pick<Cond, 'expr' | 'frame' | 'truth'>): boolean =>
  implies(cond, (expr, _frame, truth) => {
    if (expr.k !== 'binary' || !truth) return false
    const { left, right } = expr
    const zero = (side: Expr): boolean => side.k === 'lit' && side.value === '0'
    const length = (side: Expr): boolean => side.k === 'member' && side.name === 'length'
    return (expr.op === '<=' && zero(left) && length(right)) || (expr.op === '>=' && length(left) && zero(right))
  })

/** True when a condition says that the array is not empty. */
const bounded = (write: WriteAction): boolean =>
  write.conds.some(
    (cond) =>
      !neverFails(cond) &&
      implies(
        cond,
        (expr) =>
          expr.k === 'binary' &&
          /^[<>!]=?$/.test(expr.op) &&
          [expr.left, expr.right].some((side) => side.k === 'member' && side.name === 'length'),
      ),
  )

/** The last element was looked at before, which fails when there is none. */
const touchedLast = (write: WriteAction, entry: Entry): boolean =>
  entry.flow.steps.some(
    (step) =>
      step.id < write.step.id &&
      someExpr(
        step.expr,
        (part) =>
          part.k === 'index' &&
          part.index?.k === 'binary' &&
          part.index.op === '-' &&
          part.index.left.k === 'member' &&
          part.index.left.name === 'length' &&
          locate(part.object, step.frame)?.state === write.place.state,
      ),
  )

const dangerous = (write: WriteAction, entry: Entry): boolean =>
  isLength(write) &&
  ((write.op === '--' && !bounded(write) && !touchedLast(write, entry)) ||
    (write.op === '-=' && !bounded(write)) ||
    (write.op === '=' && !!write.value && sourcesOf(write.value, write.frame).has('param')))

function* indexed(entry: Entry, array: string): Iterable<WriteAction> {
  for (const write of kinds(entry, 'write')) {
    const key = write.place.path.find((one) => one.k === 'index')
    if (
      write.place.state.def.name === array &&
      key?.k === 'index' &&
      key.expr &&
      sourcesOf(key.expr, key.frame).has('param') &&
      entry.anyone(write)
    )
      yield write
  }
}

export const arbitraryWrite = sourceCheck({
  id: 'arbitrary-storage-write',
  title: 'The caller can write any storage slot',
  severity: 'high',
  category: 'access_control',
  explanation:
    "Before Solidity 0.6 the length of a storage array could be set. Made larger than it is, or decremented below zero, the array covers the whole storage, and a write at a chosen index reaches the owner's slot.",
  fix: 'Use push and pop, and check indexes against the length.',
  references: ['SWC-124', 'OWASP SC01:2025'],
  *run(subject) {
    for (const { contract, entry } of spots(subject)) {
      if (entry.isConstructor) continue
      for (const write of kinds(entry, 'write')) {
        if (!dangerous(write, entry) || !entry.anyone(write)) continue
        const name = write.place.state.def.name
        const targets = contract.entries.flatMap((other) => [...indexed(other, name)])
        if (targets.length === 0 && write.op === '=') continue
        // one cause, one finding: at the write where both stand in one function, else where the length goes wrong
        const here = targets.find((target) => target.frame.fn === write.frame.fn)
        const evidence = targets.slice(0, 2).map((target) => shows(`"${name}" is written at an index of the caller's choice`, target))
        if (here) {
          const set = [shows('the length is set here', write)]
          yield at(here.frame, here.expr, {
            message: `With the length of "${name}" out of bounds this writes any slot.`,
            certainty: 'certain',
            evidence: set,
          })
          continue
        }
        const guard = write.conds.find((cond) => neverFails(cond) && cond.frame.fn === write.frame.fn)
        const span = { s: guard?.expr.s ?? write.expr.s, e: write.expr.e }
        yield at(write.frame, span, {
          message: `The length of "${name}" can be made larger than what it holds.`,
          certainty: 'certain',
          evidence,
        })
      }
    }
  },
})
