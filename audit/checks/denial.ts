import { sourceCheck } from '../check.ts'
import type { CallAction, WriteAction } from '../model/actions.ts'
import { implies } from '../model/conditions.ts'
import type { Step } from '../model/flow.ts'
import { isCaller } from '../model/privilege.ts'
import { sourcesOf } from '../model/sources.ts'
import { locate } from '../model/storage.ts'
import { eachExpr, someExpr } from '../model/walk.ts'
import type { Expr } from '../parse/ast.ts'
import type { Entry } from '../subject.ts'
import { at, atAction, kinds, perContract, shows, spots } from './kit.ts'

/** A failed payment stops the function: transfer reverts by itself, send and call when their result is required. */
const reverts = (call: CallAction, entry: Entry): boolean => {
  if (call.kind === 'transfer') return true
  if (call.kind !== 'send' && call.kind !== 'call') return false
  const { stmt, frame } = call.step
  const flag = call.step.kind === 'var' && stmt?.k === 'var' ? stmt.decls[0]?.name : undefined
  if (flag !== undefined) return entry.flow.steps.some((step) => step.id > call.step.id && step.frame === frame && requires(step, flag))
  if (!call.used || call.step.kind !== 'test') return false
  if (stmt?.k !== 'if') return stmt?.k === 'expr'
  const refused = call.step.expr?.k === 'unary' && call.step.expr.op === '!' ? stmt.yes : stmt.no
  return (refused?.k === 'block' ? refused.stmts[0] : refused)?.k === 'revert'
}

/** `require(ok)`, or `if (!ok) revert()`. */
function requires(step: Step, flag: string): boolean {
  if (step.kind !== 'test' || !someExpr(step.expr, (part) => part.k === 'id' && part.name === flag)) return false
  const branch = step.stmt?.k === 'if' ? step.stmt.yes : undefined
  const [first] = branch?.k === 'block' ? branch.stmts : [branch]
  return (
    step.stmt?.k === 'expr' ||
    first?.k === 'revert' ||
    (first?.k === 'expr' && first.expr.k === 'call' && first.expr.callee.k === 'id' && first.expr.callee.name === 'revert')
  )
}

const inLoop = (call: CallAction): boolean => call.step.loops.length > 0

export const pushPayment = sourceCheck({
  id: 'push-payment',
  title: 'One receiver can block everybody',
  severity: 'medium',
  category: 'denial_of_service',
  explanation:
    'The function pays an address that somebody else stored and reverts when that payment fails. A receiver that refuses ether stops the function for all, for example to stay the leader of an auction for ever.',
  fix: 'Record what is owed and let each receiver withdraw it.',
  references: ['SWC-113', 'OWASP SC10:2025'],
  *run(subject) {
    for (const { contract, entry } of spots(subject)) {
      if (entry.isConstructor) continue
      for (const call of kinds(entry, 'call')) {
        if (!call.value || !reverts(call, entry) || !entry.anyone(call)) continue
        const place = locate(call.target, call.frame)
        const name = place?.state.def.name ?? ''
        const replaced = kinds(entry, 'write').find(
          (write) =>
            write.place.state.def.name === name && entry.follows(call, write) && !!write.value && isCaller(write.value, write.frame),
        )
        if (place && !isCaller(call.target, call.frame) && contract.open.has(name) && replaced)
          yield atAction(call, {
            message: `"${name}" can refuse the payment and so keep its place.`,
            certainty: 'likely',
            evidence: [shows(`only then is "${name}" replaced`, replaced)],
          })
        else if (inLoop(call) && !isCaller(call.target, call.frame) && place && contract.open.has(name))
          yield atAction(call, { message: 'One receiver in this loop that refuses ether stops all payments.', certainty: 'likely' })
      }
    }
  },
})

/** Storage arrays that anyone can make longer. */
export const growable = perContract((contract): Set<string> => {
  const names = new Set<string>()
  for (const entry of contract.entries) {
    if (entry.isConstructor) continue
    for (const write of kinds(entry, 'write')) {
      const grows =
        write.op === 'push' ||
        (write.place.path.at(-1)?.k === 'field' && (write.place.path.at(-1) as { name: string }).name === 'length' && write.op !== '--')
      const type = write.place.state.def.type
      const indexed = type.k === 'array' && write.place.path[0]?.k === 'index' && write.op === '='
      if ((grows || (indexed && write.step.loops.length > 0)) && entry.anyone(write) && !asksCaller(write))
        names.add(write.place.state.def.name)
    }
  }
  return names
})

/** Who calls plays some part: a list that is searched, a figure under the caller's key. */
const asksCaller = (write: WriteAction): boolean =>
  write.conds.some((cond) => {
    const sources = sourcesOf(cond.expr, cond.frame)
    return (sources.has('sender') || sources.has('origin')) && !sources.has('value')
  })

const lengthOf = (expr: Expr, entry: { frame: Parameters<typeof locate>[1] }): string | undefined => {
  let name: string | undefined
  eachExpr(expr, (part) => {
    if (part.k === 'member' && part.name === 'length') name ??= locate(part.object, entry.frame)?.state.def.name
  })
  return name
}

export const unboundedLoop = sourceCheck({
  id: 'unbounded-loop',
  title: 'A loop grows with what strangers add',
  severity: 'low',
  category: 'denial_of_service',
  explanation:
    'The loop, or the clearing of an array, costs gas for each element, and anyone can add elements. Sooner or later it needs more gas than a block holds, and the function never succeeds again.',
  fix: 'Work in bounded pages, or let each user act on their own element.',
  references: ['SWC-128', 'OWASP SC10:2025'],
  *run(subject) {
    for (const { contract, entry } of spots(subject)) {
      if (entry.isConstructor || /^(?:view|pure)$/.test(entry.fn.def.mutability)) continue
      const names = growable(contract)
      for (const step of entry.flow.steps) {
        if (step.kind !== 'test' || !step.expr || !(step.stmt?.k === 'for' || step.stmt?.k === 'while')) continue
        const name = lengthOf(step.expr, step)
        if (name && names.has(name) && !capped(step.expr))
          yield at(step.frame, step.expr, { message: `The loop runs over "${name}", which anyone can make longer.`, certainty: 'likely' })
      }
      yield* clearing(entry, names)
    }
  },
})

/** `i < list.length && i < 50`: the loop ends after a fixed number of rounds, however long the list. */
const capped = (test: Expr): boolean =>
  test.k === 'binary' &&
  (test.op === '&&'
    ? capped(test.left) || capped(test.right)
    : /^[<>]=?$/.test(test.op) && (test.left.k === 'lit' || test.right.k === 'lit'))

/** `delete list` and `list = new T[](0)` touch every slot of the old array. */
function* clearing(entry: Entry, names: ReadonlySet<string>) {
  for (const write of kinds(entry, 'write')) {
    const { state, path } = write.place
    if (state.def.type.k !== 'array' || path.length > 0 || !names.has(state.def.name)) continue
    const fresh = write.op === '=' && write.value && someExpr(write.value, (part) => part.k === 'new')
    if (write.op !== 'delete' && !fresh) continue
    const test = write.conds.find((cond) => implies(cond, (expr) => lengthOf(expr, cond) === state.def.name))
    const span = { s: test && test.frame.fn === write.frame.fn ? test.expr.s : write.expr.s, e: write.expr.e }
    yield at(write.frame, span, {
      message: `Clearing "${state.def.name}" costs gas for every element that strangers added.`,
      certainty: 'likely',
    })
  }
}

export const strictBalance = sourceCheck({
  id: 'strict-balance',
  title: 'Logic depends on an exact ether balance',
  severity: 'low',
  category: 'denial_of_service',
  explanation:
    'Ether can be forced into any contract (selfdestruct, block rewards, an address that was paid before deployment), so an equality with the balance can be broken by anyone for ever.',
  fix: 'Keep your own account of deposits, or compare with >= and <=.',
  references: ['SWC-132', 'OWASP SC10:2025'],
  *run(subject) {
    for (const { entry } of spots(subject)) {
      for (const step of entry.flow.steps) {
        if (step.kind !== 'test' || !step.expr) continue
        const exact = someExpr(step.expr, (part) => {
          if (part.k !== 'binary' || !/^[=!]=$/.test(part.op)) return false
          const sides = [part.left, part.right].filter((side) => sourcesOf(side, step.frame).has('balance'))
          return sides.length === 1 && ![part.left, part.right].some((side) => side.k === 'lit' && side.value === '0')
        })
        if (exact)
          yield at(step.frame, step.expr, {
            message: 'The exact balance is compared, which anyone can upset by forcing ether in.',
            certainty: 'possible',
          })
      }
    }
  },
})
