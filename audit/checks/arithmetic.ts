import type { Found } from '../check.ts'
import { sourceCheck } from '../check.ts'
import type { Severity } from '../finding.ts'
import { implies } from '../model/conditions.ts'
import { numberOf } from '../model/constants.ts'
import { render } from '../model/render.ts'
import { type Frame, meaning, typeOf } from '../model/scope.ts'
import { type Source, sourcesOf } from '../model/sources.ts'
import { locate } from '../model/storage.ts'
import { someExpr } from '../model/walk.ts'
import type { Expr, TypeName } from '../parse/ast.ts'
import type { ContractSubject, Entry } from '../subject.ts'
import { alone, comparisons, type Operation, operations } from './arithmetic-ops.ts'
import { at, perContract, spots } from './kit.ts'

/** Dominating condition that `small <= big`. */
function bounded(operation: Operation, small: string, big: string): boolean {
  return operation.step.conds.some((cond) =>
    implies(cond, (expr, frame, truth) => {
      if (expr.k !== 'binary' || !/^(?:[<>]=?|==)$/.test(expr.op)) return false
      const op = truth ? expr.op : ({ '<': '>=', '>': '<=', '<=': '>', '>=': '<' } as Record<string, string>)[expr.op]
      const [left, right] = [render(expr.left, frame), render(expr.right, frame)]
      if (op === '==') return (left === small && right === big) || (left === big && right === small)
      return op?.startsWith('<') ? left === small && right === big : op?.startsWith('>') === true && left === big && right === small
    }),
  )
}

/** A test in the same function that compares the result with an operand, as SafeMath does by whatever name. */
function checkedAfter(operation: Operation, entry: Entry): boolean {
  const { left, right, op } = operation
  const frame = alone(operation.frame)
  const [a, b] = [render(left, frame), render(right, frame)]
  const results = [`(${a}${op}${b})`, ...(op !== '-' ? [`(${b}${op}${a})`] : []), ...(operation.target ? [a] : [])]
  return comparisons(entry, operation.frame).some((test) => {
    const sides = [test.left, test.right]
    if (op === '*') return sides.some((side) => results.some((result) => side.startsWith(`(${result}/`))) || divides(sides, a, b)
    const sum = sides.find((side) => results.includes(side) && !(operation.target && side === a && test.step < operation.step.id))
    if (sum === undefined || !/^[<>]=?$/.test(test.op)) return false
    const other = sides[sides.indexOf(sum) === 0 ? 1 : 0]
    return operation.target ? other !== '0' : other === a || other === b || isBound(other)
  })
}

/** The sum is held against a number in the code. */
const isBound = (text: string | undefined): boolean => text !== undefined && /^\(?\d[\d_e]*(?:\*\*\d+)?\)?$/.test(text) && text !== '0'

/** `a <= MAX / b` */
const divides = (sides: readonly string[], a: string, b: string): boolean =>
  sides.some((side) => side.endsWith(`/${b})`) && sides.includes(a)) || sides.some((side) => side.endsWith(`/${a})`) && sides.includes(b))

const constant = (expr: Expr, frame?: Frame): boolean =>
  expr.k === 'lit' ||
  (expr.k === 'id' && frame !== undefined && isConstantState(expr.name, frame)) ||
  (expr.k === 'binary' && constant(expr.left, frame) && constant(expr.right, frame)) ||
  (expr.k === 'call' && expr.callee.k === 'type' && expr.args.every((arg) => constant(arg, frame)))
const isConstantState = (name: string, frame: Frame): boolean => {
  const found = meaning(name, frame)
  return found.k === 'state' && found.state.def.constant
}
const isOne = (expr: Expr): boolean => expr.k === 'lit' && expr.value === '1' && !expr.unit

/** The subtrahend is a share of the minuend: `a - a * fee / 100`, `a - a / 2`. */
const isShare = (operation: Operation, a: string, b: string): boolean =>
  b.includes(`${a}/`) ||
  (b.includes(a) && b.includes('/')) ||
  b.includes(`(${a}%`) ||
  someExpr(operation.right, (part) => part.k === 'binary' && part.op === '%')

export function isSafe(operation: Operation, entry: Entry): boolean {
  const { frame, left, right, op } = operation
  const [a, b] = [render(left, frame), render(right, frame)]
  if (op === '-' && (a === b || isShare(operation, a, b) || bounded(operation, b, a))) return true
  if (op === '-' && isOne(right) && nonZero(operation, a)) return true
  if (op !== '-' && [left, right].every((side) => constant(side, frame) || isSmall(operation, side))) return true
  return checkedAfter(operation, entry)
}

/** What grows only by amounts that a condition keeps small (the time, or a count that nothing else feeds) never gets to the top. */
function isSlow(operation: Operation, contract: ContractSubject): boolean {
  const { op, left, right, frame } = operation
  if (op !== '+' || !isSmall(operation, right)) return false
  const sources = [...sourcesOf(left, frame)]
  const place = locate(left, frame)
  if (sources.length > 0 && sources.every((source) => source === 'time' || source === 'block')) return true
  if (!place || !operation.target) return false
  return contract.entries.every((entry) =>
    entry.actions.every(
      (action) =>
        action.k !== 'write' ||
        action.place.state !== place.state ||
        action.expr === operation.expr ||
        !sourcesOf(action.value, action.frame).has('param'),
    ),
  )
}

/** A dominating condition holds the operand below a number in the code that is far from the top of its type. */
const isSmall = (operation: Operation, side: Expr): boolean => {
  const text = render(side, operation.frame)
  return (
    operation.step.conds.some((cond) =>
      implies(cond, (expr, frame, truth) => {
        if (expr.k !== 'binary' || !/^[<>]=?$/.test(expr.op)) return false
        const [small, big] = expr.op.startsWith('<') === truth ? [expr.left, expr.right] : [expr.right, expr.left]
        return (numberOf(big, frame) ?? 1e60) < 1e60 && render(small, frame) === text
      }),
    ) && !narrow(operation)
  )
}

const nonZero = (operation: Operation, a: string): boolean =>
  operation.step.conds.some((cond) =>
    implies(
      cond,
      (expr, frame, truth) =>
        expr.k === 'binary' &&
        ((truth && /^(?:>|>=|!=)$/.test(expr.op)) || (!truth && /^(?:<=|<|==)$/.test(expr.op))) &&
        render(expr.left, frame) === a,
    ),
  )

/** State variables into which a parameter flows in some function. */
const fed = perContract((contract): Set<string> => {
  const names = new Set<string>()
  for (const entry of contract.entries) {
    if (entry.isConstructor) continue
    for (const action of entry.actions)
      if (action.k === 'write' && action.value && sourcesOf(action.value, action.frame).has('param')) names.add(action.place.state.def.name)
  }
  return names
})

type Influence = 'param' | 'fed' | undefined

function influence(expr: Expr, operation: Operation, feeds: ReadonlySet<string>): Influence {
  const sources = sourcesOf(expr, operation.frame)
  // what another contract answers is not at the caller's choice, though the caller may choose what it is asked
  if (sources.has('returned') && !sources.has('value')) return 'fed'
  if (sources.has('param') || sources.has('data')) return 'param'
  return [...sources].some((source: Source) => source.startsWith('state:') && feeds.has(source.slice(6)) && numeric(expr, operation))
    ? 'fed'
    : undefined
}

const numeric = (expr: Expr, operation: Operation): boolean => {
  const type = typeOf(expr, operation.frame)
  return !type || (type.k === 'elementary' && /^u?int/.test(type.name))
}

/** A narrow local that starts as a literal and is taken below zero or over its top at once. */
function foldsOver(operation: Operation): boolean {
  if (operation.op !== '-' || operation.left.k !== 'id' || operation.right.k !== 'lit') return false
  const local = operation.frame.fn.locals.get(operation.left.name)
  const first = local?.values[0]?.expr
  return local?.role === 'local' && first?.k === 'lit' && Number(first.value) < Number(operation.right.value)
}

interface Judged {
  operation: Operation
  privileged: boolean
  /** Why it hardly matters: no free operand, or an amount that was checked against the books before. */
  mild: boolean
}

function judge(operation: Operation, entry: Entry, contract: ContractSubject): Judged | undefined {
  const feeds = fed(contract)
  if (foldsOver(operation)) return { operation, privileged: false, mild: false }
  if (constant(operation.left) && constant(operation.right)) return undefined
  const [left, right] = [influence(operation.left, operation, feeds), influence(operation.right, operation, feeds)]
  const strong = left === 'param' || right === 'param'
  if (!strong && !((left === 'fed' || right === 'fed') && operation.op !== '+')) return undefined
  if (operation.op === '+' && (constant(operation.right) || constant(operation.left)) && !narrow(operation)) return undefined
  if (isCounter(operation) || isSafe(operation, entry) || isSlow(operation, contract)) return undefined
  if (operation.op === '-' && operation.left.k === 'id' && covered(operation)) return undefined
  return { operation, privileged: !entry.anyone(operation.step), mild: !strong || (covered(operation) && hasOrigin(operation, contract)) }
}

/** Only a narrow type overflows by adding a constant. */
const narrow = (operation: Operation): boolean => {
  const type = typeOf(operation.left, operation.frame)
  return type?.k === 'elementary' && /^u?int(?:8|16|24|32)$/.test(type.name)
}

/** Loop counters and array positions. */
const isCounter = (operation: Operation): boolean => operation.step.stmt?.k === 'for' || isOne(operation.right)

/** The operand has been compared with some stored amount, so it is bounded by the supply unless that overflowed first. */
function covered(operation: Operation): boolean {
  const added = render(operation.right, operation.frame)
  return operation.step.conds.some((cond) =>
    implies(cond, (expr, frame, truth) => {
      if (expr.k !== 'binary' || !/^[<>]=?$/.test(expr.op)) return false
      const [left, right] = [render(expr.left, frame), render(expr.right, frame)]
      const above = (expr.op.startsWith('>') === truth && right === added) || (expr.op.startsWith('<') === truth && left === added)
      const other = right === added ? left : right
      return above && other.includes('[') && !other.includes(added)
    }),
  )
}

/** A ledger is bounded by its supply only where something fills it: a constructor, a payment, a figure of the code. */
const filled = perContract((contract): ReadonlySet<string> => {
  const names = new Set<string>()
  const entries = [...contract.entries, ...contract.orphans]
  for (const entry of entries)
    for (const action of entry.actions) {
      if (action.k !== 'write' || !action.value) continue
      const sources = [...sourcesOf(action.value, action.frame)]
      if (entry.isConstructor || sources.every((source) => source !== 'param')) names.add(action.place.state.def.name)
    }
  return names
})

/** The constructors of bases are not among the entries: what bases declare is taken to have one. */
function hasOrigin(operation: Operation, contract: ContractSubject): boolean {
  const place = locate(operation.target ?? operation.left, operation.frame)
  return !place || place.state.owner !== contract.model || contract.model.linear.length > 1 || filled(contract).has(place.state.def.name)
}

const WORDS = { '+': 'addition can overflow', '-': 'subtraction can go below zero', '*': 'multiplication can overflow' } as const

function severityOf({ operation, privileged, mild }: Judged): Severity {
  // a signed difference may be negative
  if (operation.op === '-' && signed(operation)) return 'info'
  // who may mint or set what he likes needs no overflow; text and memory pointers are nobody's money
  if (mild || privileged || handlesText(operation)) return 'info'
  // an unchecked block says that somebody thought about it
  if (operation.frame.fn.owner.minor >= 8) return 'low'
  return operation.op === '-' || operation.target ? 'high' : 'medium'
}

const signed = (operation: Operation): boolean => {
  const type = typeOf(operation.left, operation.frame)
  return type?.k === 'elementary' && /^int/.test(type.name)
}

/** The function works on text or on pointers into memory. */
function handlesText({ frame }: Operation): boolean {
  const { params, returns } = frame.fn.def
  const isText = (type: TypeName | undefined): boolean => type?.k === 'elementary' && /^(?:string|bytes(?:[0-9]+)?)$/.test(type.name)
  const pointers =
    frame.fn.owner.def.kind === 'library' &&
    [...params, ...returns].some(({ type, location }) => type?.k === 'user' && location === 'memory')
  return pointers || [...params, ...returns].some(({ type }) => isText(type))
}

const describe = (judged: Judged): Found =>
  at(judged.operation.frame, judged.operation.step.expr ?? judged.operation.expr, {
    message: `This ${WORDS[judged.operation.op]}: an operand comes from ${judged.privileged ? 'a privileged caller' : 'the caller'} and nothing bounds it.`,
    certainty: judged.mild ? 'possible' : 'likely',
    severity: severityOf(judged),
  })

/** Of equal results in one function only the last is told: the earlier ones are the checks that wrap in the same way. */
const sameResult = (a: Judged, b: Judged): boolean =>
  a.operation.expr.k === 'binary' &&
  b.operation.expr.k === 'binary' &&
  a.operation.frame === b.operation.frame &&
  render(a.operation.expr, a.operation.frame) === render(b.operation.expr, b.operation.frame)

export const arithmetic = sourceCheck({
  id: 'unchecked-arithmetic',
  title: 'Arithmetic can wrap around',
  severity: 'high',
  category: 'arithmetic',
  explanation:
    'Before Solidity 0.8, and inside unchecked blocks since, results wrap around without an error. A sum that wraps becomes small, a difference huge, and the balance or price that is made of it with it.',
  fix: 'Compile with 0.8 or later, or compare before: `require(b <= a)` for a - b, `require(c >= a)` after c = a + b, `require(c / a == b)` after c = a * b.',
  references: ['SWC-101', 'OWASP SC08:2025'],
  *run(subject) {
    for (const { contract, entry } of spots(subject)) {
      if (entry.isConstructor || /^(?:view|pure)$/.test(entry.fn.def.mutability)) continue
      const seen = new Set<number>()
      const list: Judged[] = []
      for (const operation of operations(entry)) {
        const judged = judge(operation, entry, contract)
        // one finding a statement: the outermost operation
        if (!judged || seen.has(operation.step.id)) continue
        seen.add(operation.step.id)
        list.push(judged)
      }
      for (const [index, judged] of list.entries())
        if (!list.slice(index + 1).some((later) => sameResult(judged, later))) yield describe(judged)
    }
  },
})
