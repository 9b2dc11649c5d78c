import type { Found, SourceCheck } from '../check.ts'
import { sourceCheck } from '../check.ts'
import type { CallAction, ReadAction, WriteAction } from '../model/actions.ts'
import { gatesOf, isCaller } from '../model/privilege.ts'
import { render } from '../model/render.ts'
import type { Frame } from '../model/scope.ts'
import { sourcesOf } from '../model/sources.ts'
import { locate, placeKey } from '../model/storage.ts'
import type { Span } from '../parse/ast.ts'
import type { ContractSubject, Entry } from '../subject.ts'
import { at, kinds, shows, spots } from './kit.ts'
import { hasLock } from './lock.ts'

const text = {
  fix: 'Change state before the call (checks, effects, interactions), or hold a lock that every function sharing this state respects.',
  references: ['SWC-107', 'OWASP SC05:2025'],
}

/** How much control of execution a call hands to whom. */
export function hands(call: CallAction, contract: ContractSubject): 'ether' | 'stranger' | 'stipend' | 'trusted' | 'none' {
  if (call.kind === 'send' || call.kind === 'transfer') return 'stipend'
  if (call.kind === 'staticcall' || call.kind === 'create') return 'none'
  if (call.kind === 'delegatecall' || call.kind === 'callcode') return 'none'
  if (call.kind === 'call' && call.value && render(call.value, call.frame) !== '0') return isZeroGas(call) ? 'stipend' : 'ether'
  return strangers(call, contract) ? 'stranger' : 'trusted'
}

const isZeroGas = (call: CallAction): boolean => call.gas?.k === 'lit' && Number(call.gas.value) <= 2300

/** True when a stranger chose the callee: the caller, a parameter, or storage that anyone can set. */
function strangers(call: CallAction, contract: ContractSubject): boolean {
  if (isCaller(call.target, call.frame)) return true
  const place = locate(call.target, call.frame)
  if (place) return contract.open.has(place.state.def.name)
  return [...sourcesOf(call.target, call.frame)].some(
    (source) => source === 'param' || source === 'sender' || (source.startsWith('state:') && contract.open.has(source.slice(6))),
  )
}

export interface Reentry {
  call: CallAction
  write: WriteAction
  read: ReadAction
}

/** A state write after the call, of a variable that was looked at before it. */
export function reentries(entry: Entry, contract: ContractSubject, wanted: (call: CallAction) => boolean): Reentry[] {
  const reads = kinds(entry, 'read')
  const writes = kinds(entry, 'write')
  return kinds(entry, 'call').flatMap((call) => {
    if (!wanted(call) || !(entry.unasked(call) || joins(call, entry, contract)) || hasLock(entry, call)) return []
    for (const write of writes) {
      // a write that stands before the call is only met again in the next round of a loop
      if (write.step.id < call.step.id || !entry.follows(call, write) || (write.step === call.step && write.order < call.order)) continue
      if (restores(write) || rechecked(call, write, reads)) continue
      const name = write.place.state.def.name
      const read = reads.find(
        (one) => one.place.state.def.name === name && (one.order < call.order || one.step !== call.step) && entry.follows(one, call),
      )
      if (read && contract.model.state.size > 0) return [{ call, write, read }]
    }
    return []
  })
}

/** A list that anyone can join keeps nobody out; where ether leaves, nor does a role that anyone can take. */
const joins = (call: CallAction, entry: Entry, contract: ContractSubject): boolean =>
  entry.anyone(call) &&
  (hands(call, contract) === 'ether' ||
    gatesOf(call.conds).every((gate) => !gate.role || contract.model.state.get(gate.variable ?? '')?.def.type.k === 'mapping'))

/** Where the order is wrong: in the function that writes too late, the call itself or the call of the helper that makes it. */
function callSite({ call, write }: Reentry): [Frame, Span] {
  let frame: Frame = call.frame
  let span: Span = call.expr
  while (frame !== write.frame && frame.parent) {
    const site = frame.site
    if (!site || frame.fn.def.kind === 'modifier' || !encloses(frame.parent, write.frame)) return [call.frame, call.expr]
    span = site
    frame = frame.parent
  }
  return frame === write.frame ? [frame, span] : [call.frame, call.expr]
}

const encloses = (frame: Frame, wanted: Frame): boolean =>
  frame === wanted || (frame.parent !== undefined && encloses(frame.parent, wanted))

/** The value that was there before is put back. */
function restores(write: WriteAction): boolean {
  if (write.op !== '=' || write.value?.k !== 'id') return false
  const saved = write.frame.fn.locals.get(write.value.name)?.values
  return saved?.length === 1 && !!saved[0] && locate(saved[0].expr, write.frame)?.state === write.place.state
}

/** After the call the variable is looked at again, and that decides whether it is written. */
const rechecked = (call: CallAction, write: WriteAction, reads: readonly ReadAction[]): boolean =>
  reads.some(
    (read) =>
      read.place.state === write.place.state &&
      read.step.id > call.step.id &&
      read.step.id < write.step.id &&
      write.conds.some((cond) => cond.how !== 'hook' && cond.step >= read.step.id),
  )

/** The call takes tokens from the caller: who calls back pays again, and gets nothing that he has not paid for. */
const pulls = (call: CallAction): boolean =>
  /^(?:safeT|t)ransferFrom$/.test(call.method) && call.args.length >= 3 && !!call.args[0] && isCaller(call.args[0], call.frame)

/** `token.transfer(msg.sender, amount)` of a token that the contract chose. */
const paysOut = (call: CallAction): boolean =>
  call.frame.fn.owner.minor >= 5 && /^(?:safeT|t)ransfer$/.test(call.method) && !!call.args[0] && isCaller(call.args[0], call.frame)

/** Payments before the call that calling back would have made again: they depend on what is written too late. */
function repeated(reentry: Reentry, entry: Entry): CallAction[] {
  const { call, write } = reentry
  return kinds(entry, 'call').filter(
    (pay) =>
      pay !== call &&
      pay.value !== undefined &&
      (pay.kind === 'send' || pay.kind === 'transfer') &&
      entry.follows(pay, call) &&
      !entry.follows(call, pay) &&
      sourcesOf(pay.value, pay.frame).has(`state:${write.place.state.def.name}`) &&
      !settledBefore(pay, call, entry),
  )
}

/** The books on which the payment rests are settled before the call that lets strangers in. */
function settledBefore(pay: CallAction, call: CallAction, entry: Entry): boolean {
  const values = pay.value?.k === 'id' ? (pay.frame.fn.locals.get(pay.value.name)?.values ?? []).map((value) => value.expr) : [pay.value]
  const places = values.flatMap((value) => (value ? (locate(value, pay.frame) ?? []) : [])).map((place) => placeKey(place))
  return kinds(entry, 'write').some((write) => entry.follows(write, call) && places.includes(placeKey(write.place)))
}

const evidence = ({ write, read }: Reentry) => [
  shows(`"${read.place.state.def.name}" is read here, before the call`, read),
  shows(`"${write.place.state.def.name}" is changed here, after the call`, write),
]

function family(
  facts: Pick<SourceCheck, 'id' | 'title' | 'severity' | 'explanation'>,
  power: ReturnType<typeof hands>,
  say: (reentry: Reentry) => Pick<Found, 'message' | 'certainty'>,
): SourceCheck {
  return sourceCheck({
    ...facts,
    ...text,
    category: 'reentrancy',
    *run(subject) {
      for (const { contract, entry } of spots(subject)) {
        if (entry.isConstructor) continue
        for (const reentry of reentries(entry, contract, (call) => hands(call, contract) === power))
          yield at(...callSite(reentry), {
            ...say(reentry),
            evidence: evidence(reentry),
            ...(pulls(reentry.call) ? { severity: 'info' as const } : {}),
          })
        if (power !== 'stranger') continue
        for (const reentry of reentries(entry, contract, (call) => hands(call, contract) === 'trusted' && paysOut(call)))
          if (reentry.write.place.path.some((key) => key.k === 'index' && key.expr && isCaller(key.expr, key.frame)))
            yield at(...callSite(reentry), {
              message: `A token that calls its receiver (ERC-777 and the like) lets him in before "${reentry.write.place.state.def.name}" is updated.`,
              certainty: 'possible',
              severity: 'low',
              evidence: evidence(reentry),
            })
        for (const reentry of reentries(entry, contract, (call) => hands(call, contract) === power))
          for (const pay of repeated(reentry, entry))
            yield at(pay.frame, pay.expr, {
              message: `This payment is made again when the contract that is called further down calls back before "${reentry.write.place.state.def.name}" is updated.`,
              certainty: 'likely',
              evidence: evidence(reentry),
            })
      }
    },
  })
}

export const reentrancyEther = family(
  {
    id: 'reentrancy-ether',
    title: 'Ether is sent before the state is settled',
    severity: 'high',
    explanation:
      'A call that carries ether lets the receiver run code with all remaining gas. State that was read before the call and is written after it is stale while the receiver runs, so it can call back and be paid again.',
  },
  'ether',
  ({ write }) => ({
    message: `Ether leaves before "${write.place.state.def.name}" is updated; the receiver can call back in between.`,
    certainty: 'likely',
  }),
)

export const reentrancyCall = family(
  {
    id: 'reentrancy-call',
    title: "A stranger's contract is called before the state is settled",
    severity: 'medium',
    explanation:
      'The callee is chosen by the caller or by anyone. While it runs, state that was read before the call and is written after it is stale, so calling back sees and uses the old values.',
  },
  'stranger',
  ({ write }) => ({
    message: `A contract that a stranger chooses runs before "${write.place.state.def.name}" is updated.`,
    certainty: 'likely',
  }),
)

export const reentrancyStipend = family(
  {
    id: 'reentrancy-stipend',
    title: 'State is settled after a payment that relies on the gas stipend',
    severity: 'info',
    explanation:
      "send and transfer leave the receiver 2300 gas, too little to call back under today's gas costs. Those costs have changed before; the order of effects should not depend on them.",
  },
  'stipend',
  ({ write }) => ({
    message: `"${write.place.state.def.name}" is updated after the payment; only the 2300 gas stipend prevents a call back.`,
    certainty: 'possible',
  }),
)
