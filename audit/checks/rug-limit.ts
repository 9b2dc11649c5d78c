import { type Found, sourceCheck } from '../check.ts'
import type { WriteAction } from '../model/actions.ts'
import { implies } from '../model/conditions.ts'
import { numberOf } from '../model/constants.ts'
import type { Step } from '../model/flow.ts'
import { render } from '../model/render.ts'
import { sourcesOf } from '../model/sources.ts'
import { eachExpr } from '../model/walk.ts'
import type { Stmt, TypeName } from '../parse/ast.ts'
import type { ContractSubject, Entry } from '../subject.ts'
import { at, kinds, shows } from './kit.ts'
import { type TokenModel, tokenOf } from './token-model.ts'

const stops = (stmt: Stmt | undefined): boolean => {
  if (!stmt) return false
  if (stmt.k === 'revert') return true
  if (
    stmt.k === 'expr' &&
    stmt.expr.k === 'call' &&
    stmt.expr.callee.k === 'id' &&
    /^(?:revert|require|assert)$/.test(stmt.expr.callee.name)
  )
    return true
  return stmt.k === 'block' && stmt.stmts.some(stops)
}

/** Tests of a transfer that can stop it: what is required, and branches that lead to a revert. */
const stoppers = (entry: Entry): Step[] =>
  entry.flow.steps.filter(
    (step) =>
      step.kind === 'test' &&
      !isOverflowTest(step) &&
      (step.stmt?.k === 'expr' || (step.stmt?.k === 'if' && (stops(step.stmt.yes) || stops(step.stmt.no)))),
  )

/** `c >= a` where c is `a + b`, `c / a == b` where c is `a * b`: arithmetic that looks after itself. */
function isOverflowTest(step: Step): boolean {
  const test = step.expr
  if (test?.k !== 'binary') return false
  const [left, right] = [render(test.left, step.frame), render(test.right, step.frame)]
  const grown = (sum: string, part: string): boolean =>
    part.length > 0 && (sum.startsWith(`(${part}+`) || sum.endsWith(`+${part})`)) && sum.length > part.length
  const scaled = (text: string): boolean => /^\(\(.*\*.*\)\/.*\)$/.test(text)
  return /^[<>]=?$/.test(test.op) ? grown(left, right) || grown(right, left) : test.op === '==' && (scaled(left) || scaled(right))
}

const switches = (type: TypeName): boolean =>
  type.k === 'mapping' ? switches(type.value) : type.k === 'elementary' && /^(?:bool|u?int\d*)$/.test(type.name)

/** Function outside the transfer by which a privileged account sets the variable. */
function setter(contract: ContractSubject, token: TokenModel, name: string): WriteAction | undefined {
  for (const entry of contract.entries) {
    if (entry.isConstructor || token.moves.includes(entry)) continue
    const write = kinds(entry, 'write').find((one) => one.place.state.def.name === name && !entry.unasked(one))
    if (write) return write
  }
  return undefined
}

/** The new value has a floor that the caller does not choose, so the limit cannot be closed altogether. */
const floored = (write: WriteAction): boolean => {
  const value = write.value && render(write.value, write.frame)
  return write.conds.some((cond) =>
    implies(cond, (expr, frame, truth) => {
      if (expr.k !== 'binary' || !/^[<>]=?$/.test(expr.op)) return false
      const [small, big] = expr.op.startsWith('<') === truth ? [expr.left, expr.right] : [expr.right, expr.left]
      return render(big, frame) === value && numberOf(small, frame) !== 0 && !sourcesOf(small, frame).has('param')
    }),
  )
}

function* limits(contract: ContractSubject, token: TokenModel): Iterable<Found> {
  const told = new Set<string>()
  for (const entry of token.moves) {
    const changed = new Set(kinds(entry, 'write').map((write) => write.place.state.def.name))
    for (const step of stoppers(entry)) {
      for (const source of sourcesOf(step.expr, step.frame)) {
        const name = source.startsWith('state:') ? source.slice(6) : ''
        const state = contract.model.state.get(name)
        if (!state || told.has(name) || token.balances.has(name) || changed.has(name) || !switches(state.def.type)) continue
        const by = setter(contract, token, name)
        if (!by) continue
        told.add(name)
        const span = step.expr ?? { s: 0, e: 0 }
        yield at(step.frame, span, {
          message: `Transfers stop here depending on "${name}", which a privileged account can change.`,
          certainty: floored(by) ? 'possible' : 'likely',
          ...(floored(by) ? { severity: 'low' as const } : {}),
          evidence: [shows(`"${name}" is changed here`, by)],
        })
      }
    }
    yield* outside(entry, contract, told)
  }
}

/** A settable contract that is called on every transfer can stop it. */
function* outside(entry: Entry, contract: ContractSubject, told: Set<string>): Iterable<Found> {
  for (const call of kinds(entry, 'call')) {
    // a call that only reads stops a transfer where its answer is required
    const asked = call.kind === 'staticcall' && call.step.kind === 'test' && call.step.stmt?.k === 'expr' && call.step.expr === call.expr
    if (call.kind !== 'method' && call.kind !== 'call' && !asked) continue
    let name: string | undefined
    eachExpr(call.target, (part) => {
      if (part.k === 'id' && contract.model.state.has(part.name)) name ??= part.name
    })
    const state = name === undefined ? undefined : contract.model.state.get(name)
    if (!name || !state || state.def.constant || state.def.immutable || told.has(name) || call.step.loops.length > 0) continue
    if (!asked && call.conds.some((cond) => cond.how === 'branch')) continue
    told.add(name)
    yield at(call.frame, call.expr, { message: `Every transfer calls "${name}", which can refuse it.`, certainty: 'possible' })
  }
}

export const transferLimit = sourceCheck({
  id: 'token-transfer-limit',
  title: 'A privileged account can stop transfers',
  severity: 'medium',
  category: 'rug_pull',
  explanation:
    'Transfers are refused depending on a switch, list or limit that a privileged account can change at any time. Holders can be kept from selling, all of them or chosen ones.',
  fix: 'Remove the switch after launch, bound the limit, or put it behind a timelock.',
  references: ['OWASP SC01:2025'],
  *run(subject) {
    for (const contract of subject.contracts) {
      const token = tokenOf(contract)
      if (token) yield* limits(contract, token)
    }
  },
})
