import { sourceCheck } from '../check.ts'
import type { CallAction } from '../model/actions.ts'
import { implies } from '../model/conditions.ts'
import { gatesOf, isCaller } from '../model/privilege.ts'
import { render } from '../model/render.ts'
import { type Frame, meaning } from '../model/scope.ts'
import { sourcesOf } from '../model/sources.ts'
import { type Location, locate } from '../model/storage.ts'
import { someExpr } from '../model/walk.ts'
import type { Expr } from '../parse/ast.ts'
import type { ContractSubject, Entry } from '../subject.ts'
import { atAction, kinds, perContract, spots } from './kit.ts'
import { gateVariables } from './ownership.ts'

/** The receiver is the caller, an address that the caller names, or a role that anyone can take. */
const toStranger = (call: CallAction, contract: ContractSubject): boolean => {
  if (isCaller(call.target, call.frame)) return true
  const place = locate(call.target, call.frame)
  if (place) return place.path.length === 0 && contract.open.has(place.state.def.name) && gateVariables(contract).has(place.state.def.name)
  return sourcesOf(call.target, call.frame).has('param')
}

/** What is paid is the figure under the caller's key, and nothing in the function lowers it: it can be had again and again. */
function keepsDebt(call: CallAction, entry: Entry): boolean {
  const place = call.value && locate(call.value, call.frame)
  if (!place?.path.some((key) => key.k === 'index' && key.expr && isCaller(key.expr, key.frame))) return false
  // a flag or a date that is set in the same call may stand for the debt
  return !entry.actions.some((action) => action.k === 'write' || (action.k === 'call' && action !== call && action.kind !== 'staticcall'))
}

/** The amount must be at least what the caller has: the comparison is the wrong way round. */
const asksTooMuch = (call: CallAction): boolean =>
  call.value !== undefined &&
  call.conds.some((cond) =>
    implies(cond, (expr, frame, truth) => {
      if (expr.k !== 'binary' || !/^[<>]=?$/.test(expr.op) || !call.value) return false
      const [small, big] = expr.op.startsWith('<') === truth ? [expr.left, expr.right] : [expr.right, expr.left]
      const mine = locate(small, frame)?.path.some((key) => key.k === 'index' && key.expr && isCaller(key.expr, key.frame)) === true
      return mine && sourcesOf(big, frame).has('param') && render(big, frame) === render(call.value, call.frame)
    }),
  )

/** Place in storage that an amount was taken from, through one local. */
function taken(expr: Expr | undefined, frame: Frame): Location | undefined {
  const found = expr?.k === 'id' ? meaning(expr.name, frame) : undefined
  if (found?.k === 'bound') return taken(found.expr, found.frame)
  const only = found?.k === 'local' && found.local.values.length === 1 ? found.local.values[0] : undefined
  if (only?.op === '=' && only.part === undefined && only.expr.k !== 'id') return locate(only.expr, frame)
  return expr && locate(expr, frame)
}

/** What is paid is filed under a key that the caller names, goes to somebody else than that key, and nothing asks what the caller has to do with it. */
function isOthers(call: CallAction, entry: Entry): boolean {
  const place = taken(call.value, call.frame)
  const key = place?.path.find((one) => one.k === 'index')
  if (!place || key?.k !== 'index' || !key.expr || place.path.length > 1 || !sourcesOf(key.expr, key.frame).has('param')) return false
  if (isCaller(key.expr, key.frame) || render(key.expr, key.frame) === render(call.target, call.frame)) return false
  const mine = (path: Location['path']): boolean => path.some((one) => one.k === 'index' && !!one.expr && isCaller(one.expr, one.frame))
  return (
    !call.conds.some((cond) => sourcesOf(cond.expr, cond.frame).has('sender')) &&
    !entry.actions.some((action) => (action.k === 'read' || action.k === 'write') && mine(action.place.path))
  )
}

/** What the caller is owed by the books: something stored under the caller's key bounds the amount or stands before the payment. */
function isOwed(call: CallAction, entry: Entry): boolean {
  if (keepsDebt(call, entry) || asksTooMuch(call) || isOthers(call, entry)) return false
  const keyed = (action: { place: { path: readonly { k: string; expr?: unknown }[] } }): boolean =>
    action.place.path.some((key) => key.k === 'index')
  const touched = entry.actions.filter((action) => (action.k === 'read' || action.k === 'write') && keyed(action))
  if (
    touched.some(
      (action) => entry.follows(action, call) || action.step === call.step || (action.k === 'write' && entry.follows(call, action)),
    )
  )
    return true
  return false
}

/** Conditions that ask the caller for something: a payment, a secret, a turn in a game. */
const isAsked = (call: CallAction): boolean =>
  call.conds.some((cond) => {
    const sources = sourcesOf(cond.expr, cond.frame)
    return (
      sources.has('value') ||
      sources.has('blockhash') ||
      someExpr(cond.expr, (part) => part.k === 'call' && part.callee.k === 'id' && /^(?:keccak256|sha3|sha256)$/.test(part.callee.name))
    )
  })

/** Plain payments are refused but from one fixed address, so that ether is there only within a transaction: a router that hands on what is left. */
const refusesPayments = perContract((contract): boolean => {
  const takers = contract.entries.filter(
    ({ fn }) => fn.def.kind === 'receive' || (fn.def.kind === 'fallback' && fn.def.mutability === 'payable'),
  )
  return (
    takers.length > 0 &&
    takers.every(({ fn, flow }) =>
      flow.steps.some((step) => {
        if (step.kind !== 'test' || step.stmt?.k !== 'expr' || !step.expr) return false
        const asked = gatesOf([{ expr: step.expr, frame: step.frame, truth: true, how: 'require', step: step.id }])
        return asked.some(({ k, variable }) => {
          const state = variable === undefined ? undefined : fn.owner.state.get(variable)?.def
          return k === 'constant' || (state !== undefined && (state.immutable || state.constant))
        })
      }),
    )
  )
})

export const arbitrarySend = sourceCheck({
  id: 'arbitrary-send',
  title: 'Anyone can take ether out of the contract',
  severity: 'high',
  category: 'access_control',
  explanation:
    'Ether goes to the caller, or to an address that the caller names, and nothing before it asks who is calling, what was paid in, or what the books say the caller is owed.',
  fix: 'Restrict the function to a trusted role, or pay out only what is recorded for the caller.',
  references: ['SWC-105', 'OWASP SC01:2025'],
  *run(subject) {
    for (const { contract, entry } of spots(subject)) {
      if (entry.isConstructor || entry.fn.owner.def.kind === 'library') continue
      for (const call of kinds(entry, 'call')) {
        if (!call.value || call.kind === 'create' || !toStranger(call, contract) || !entry.anyone(call)) continue
        const amount = sourcesOf(call.value, call.frame)
        if (amount.has('value') && !amount.has('balance')) continue
        if (isOwed(call, entry) || isAsked(call)) continue
        // where a role has to be taken first, that is the finding; this is what follows from it
        const follows = !entry.unasked(call) || !(isCaller(call.target, call.frame) || !locate(call.target, call.frame))
        const how = follows ? 'pays whoever takes the role that it trusts' : 'pays anyone who asks'
        yield atAction(call, {
          message: `"${entry.fn.def.name || entry.fn.def.kind}" ${how}.`,
          certainty: follows ? 'possible' : 'likely',
          ...(follows
            ? { severity: 'info' }
            : (amount.has('balance') || amount.has('returned')) && refusesPayments(contract)
              ? { severity: 'low' }
              : {}),
        })
      }
    }
  },
})
