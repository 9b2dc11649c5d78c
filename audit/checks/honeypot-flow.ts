import { type Found, sourceCheck } from '../check.ts'
import type { CallAction, WriteAction } from '../model/actions.ts'
import { implies } from '../model/conditions.ts'
import { gatesOf, isCaller } from '../model/privilege.ts'
import { globalName } from '../model/scope.ts'
import { sourcesOf } from '../model/sources.ts'
import { locate } from '../model/storage.ts'
import { someExpr } from '../model/walk.ts'
import type { Expr } from '../parse/ast.ts'
import type { ContractSubject, Entry } from '../subject.ts'
import { atAction, kinds, shows, spots } from './kit.ts'

const references = ['OWASP SC01:2025']
const fix = 'Do not send ether to this contract.'

/** Payments to the caller, to an address that the caller names, or to where the caller has just been written down. */
const payouts = (entry: Entry): CallAction[] =>
  kinds(entry, 'call').filter((call) => {
    if (call.value === undefined || call.kind === 'create' || call.kind === 'method') return false
    if (isCaller(call.target, call.frame)) return true
    const place = locate(call.target, call.frame)
    if (!place) return sourcesOf(call.target, call.frame).has('param')
    return kinds(entry, 'write').some(
      (write) => write.place.state === place.state && !!write.value && isCaller(write.value, write.frame) && entry.follows(write, call),
    )
  })

const ownBalance = (expr: Expr): boolean => expr.k === 'member' && expr.name === 'balance'

/** `msg.value >= this.balance`: the balance already holds what was just sent. */
export const balanceDisorder = sourceCheck({
  id: 'honeypot-balance-disorder',
  title: 'A payout that can never happen',
  severity: 'high',
  category: 'honeypot',
  explanation:
    "The payout asks that the ether sent is at least the contract's balance. The balance already includes what was sent, so with any ether in the contract the condition is never true, and the sender's ether stays.",
  fix,
  references,
  *run(subject) {
    for (const { entry } of spots(subject)) {
      for (const call of kinds(entry, 'call')) {
        if (!call.value) continue
        const trap = call.conds.some((cond) =>
          implies(cond, (expr, _frame, truth) => {
            if (expr.k !== 'binary') return false
            const [left, right] = [expr.left, expr.right]
            const above =
              (truth && /^>=?$/.test(expr.op) && globalName(left) === 'msg.value' && ownBalance(right)) ||
              (truth && /^<=?$/.test(expr.op) && ownBalance(left) && globalName(right) === 'msg.value')
            const below =
              !truth &&
              ((/^<=?$/.test(expr.op) && globalName(left) === 'msg.value' && ownBalance(right)) ||
                (/^>=?$/.test(expr.op) && ownBalance(left) && globalName(right) === 'msg.value'))
            return above || below
          }),
        )
        if (trap)
          yield atAction(call, {
            message: 'This payment needs msg.value to reach a balance that already includes it, so it never happens.',
            certainty: 'certain',
          })
      }
    }
  },
})

/** Another function can change what the payout asks for. */
function hiddenUpdate(call: CallAction, entry: Entry, contract: ContractSubject): { name: string; write: WriteAction } | undefined {
  for (const cond of call.conds) {
    // that only one account may take it is no promise to others
    if (cond.expr.k === 'binary' && /^[=!]=$/.test(cond.expr.op) && gatesOf([cond]).some((gate) => gate.role)) continue
    for (const source of sourcesOf(cond.expr, cond.frame)) {
      if (!source.startsWith('state:')) continue
      const name = source.slice(6)
      const state = contract.model.state.get(name)
      if (state?.def.type.k !== 'elementary') continue
      for (const other of contract.entries) {
        if (other.isConstructor) continue
        const write = kinds(other, 'write').find((one) => one.place.state === state && (other !== entry || !entry.follows(call, one)))
        if (write && other !== entry) return { name, write }
      }
    }
  }
  return undefined
}

const wholeBalance = (call: CallAction): boolean => !!call.value && someExpr(call.value, ownBalance)

export const hiddenState = sourceCheck({
  id: 'honeypot-hidden-state',
  title: 'The condition of the prize can be changed unseen',
  severity: 'medium',
  category: 'honeypot',
  explanation:
    'Anyone may win the whole balance if they meet a condition that stands in storage, usually after sending ether. The condition can be changed by another function, also through an internal transaction that block explorers do not list, so what was read before playing is no longer true.',
  fix,
  references,
  *run(subject) {
    for (const { contract, entry } of spots(subject)) {
      if (entry.isConstructor) continue
      for (const call of payouts(entry)) {
        if (!wholeBalance(call) || call.conds.length === 0) continue
        const found = hiddenUpdate(call, entry, contract)
        const bait =
          entry.fn.def.mutability === 'payable' ||
          call.conds.some((cond) => sourcesOf(cond.expr, cond.frame).has('value')) ||
          found?.write.conds.some((cond) => sourcesOf(cond.expr, cond.frame).has('value'))
        if (found && bait)
          yield atAction(call, {
            message: `The whole balance is promised under a condition on "${found.name}", which can be changed unseen.`,
            certainty: 'possible',
            evidence: [shows(`"${found.name}" is changed here`, found.write)],
          })
      }
    }
  },
})

/** A contract that stands in storage and that nobody can see through: its address was given at deployment or written in. */
function strawMan(call: CallAction): string | undefined {
  const place = locate(call.target, call.frame)
  return place && place.path.length === 0 && !place.state.def.constant ? place.state.def.name : undefined
}

export const strawManContract = sourceCheck({
  id: 'honeypot-straw-man',
  title: 'A helper contract of unknown code decides whether the payout succeeds',
  severity: 'medium',
  category: 'honeypot',
  explanation:
    'The function pays the caller and also calls a contract whose address was chosen by the deployer. The source shows a harmless helper, but the code at that address may be another one that reverts for everybody except its owner.',
  fix,
  references,
  *run(subject) {
    for (const { contract, entry } of spots(subject)) {
      if (entry.isConstructor) continue
      yield* straw(entry, contract)
    }
  },
})

function* straw(entry: Entry, contract: ContractSubject): Iterable<Found> {
  const calls = kinds(entry, 'call')
  for (const pay of payouts(entry)) {
    if (gatesOf(pay.conds).some((gate) => gate.role && gate.variable && !contract.open.has(gate.variable))) continue
    if (pay.kind !== 'call' && !wholeBalance(pay)) continue
    for (const helper of calls) {
      const name = strawMan(helper)
      const foreign =
        helper.kind === 'method' ||
        helper.kind === 'delegatecall' ||
        helper.kind === 'callcode' ||
        (helper.kind === 'call' && helper !== pay && !helper.value)
      // an answer that is looked at is a permission, not a trap
      if (
        !name ||
        !foreign ||
        // a payment is a payment, and no log that is kept aside
        helper.value !== undefined ||
        (helper.kind === 'method' && helper.used) ||
        helper === pay ||
        !(entry.follows(helper, pay) || entry.follows(pay, helper))
      )
        continue
      yield atAction(helper, {
        message: `"${name}" runs with every payout; what code stands at its address cannot be told from here.`,
        certainty: 'possible',
        evidence: [shows('the payout', pay)],
      })
      return
    }
  }
}
