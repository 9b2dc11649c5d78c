import { sourceCheck } from '../check.ts'
import type { CallAction, WriteAction } from '../model/actions.ts'
import { type Frame, meaning } from '../model/scope.ts'
import { someExpr } from '../model/walk.ts'
import type { ContractSubject, Entry } from '../subject.ts'
import { at, atHeader, kinds, perContract, shows, spots } from './kit.ts'
import { hasLock } from './lock.ts'
import { hands } from './reentrancy.ts'

const text = {
  category: 'reentrancy' as const,
  references: ['SWC-107', 'OWASP SC05:2025'],
}

interface Gap {
  entry: Entry
  call: CallAction
  write: WriteAction
  locked: boolean
}

/** Calls that hand control away before a variable is settled, one a variable. */
const gaps = perContract((contract: ContractSubject): Gap[] => {
  const found = new Map<string, Gap>()
  for (const entry of contract.entries) {
    if (entry.isConstructor) continue
    for (const call of kinds(entry, 'call')) {
      if (!/^(?:ether|stranger)$/.test(hands(call, contract)) || !entry.unasked(call)) continue
      const late = kinds(entry, 'write').filter(
        (write) => write.step.id > call.step.id && entry.follows(call, write) && !isLockWrite(write),
      )
      for (const write of late) {
        const name = write.place.state.def.name
        if (!found.has(name)) found.set(name, { entry, call, write, locked: hasLock(entry, call) })
      }
    }
  }
  return [...found.values()]
})

/** The lock's own variable, set back at the end. */
const isLockWrite = (write: WriteAction): boolean =>
  write.place.path.length === 0 &&
  write.op === '=' &&
  (write.value?.k === 'lit' || (write.value?.k === 'id' && isConstant(write.value.name, write.frame)))

const isConstant = (name: string, frame: Frame): boolean => {
  const found = meaning(name, frame)
  return found.k === 'state' && (found.state.def.constant || found.state.def.immutable)
}

const reads = (entry: Entry, name: string) => kinds(entry, 'read').find((read) => read.place.state.def.name === name)
const isView = (entry: Entry): boolean => /^(?:view|pure|constant)$/.test(entry.fn.def.mutability)

export const reentrancyCrossFunction = sourceCheck({
  ...text,
  id: 'reentrancy-cross-function',
  title: 'The lock leaves another function open that uses the same state',
  severity: 'medium',
  explanation:
    'One function holds a lock while it calls out and settles its state afterwards. Another function uses the same state and does not ask for the lock, so the callee enters there and acts on values that are no longer true.',
  fix: 'Put the same lock on every function that shares the state, or settle the state before the call.',
  *run(subject) {
    for (const contract of subject.contracts)
      for (const gap of gaps(contract)) {
        if (!gap.locked) continue
        const name = gap.write.place.state.def.name
        const other = contract.entries.find((entry) => {
          if (entry === gap.entry || entry.isConstructor || isView(entry)) return false
          const acts = entry.actions.find(
            (action) =>
              (action.k === 'write' && action.place.state.def.name === name) || (action.k === 'call' && action.value !== undefined),
          )
          return acts !== undefined && reads(entry, name) !== undefined && entry.unasked(acts) && !hasLock(entry, acts)
        })
        if (other)
          yield atHeader(other.fn, {
            message: `"${other.fn.def.name}" uses "${name}" without the lock under which "${gap.entry.fn.def.name}" changes it.`,
            certainty: 'likely',
            evidence: [shows('control leaves here', gap.call), shows(`"${name}" is settled here`, gap.write)],
          })
      }
  },
})

export const reentrancyReadOnly = sourceCheck({
  ...text,
  id: 'reentrancy-read-only',
  title: 'A price that others read is wrong while a call runs',
  severity: 'low',
  explanation:
    'A view computes a ratio from state that a function settles only after it called out. A lock does not help: views do not ask for it. Another protocol that reads the view during the call acts on a false price.',
  fix: 'Settle the state before the call, or let the view revert while the lock is held.',
  *run(subject) {
    for (const { contract, entry } of spots(subject)) {
      if (!isView(entry)) continue
      const ratio = entry.flow.steps.find((step) => someExpr(step.expr, (part) => part.k === 'binary' && part.op === '/'))
      if (!ratio?.expr) continue
      for (const gap of gaps(contract)) {
        const name = gap.write.place.state.def.name
        const read = reads(entry, name)
        const guarded = entry.flow.steps.some((step) => step.conds.length > 0)
        if (!read || guarded) continue
        yield at(ratio.frame, ratio.expr, {
          message: `"${entry.fn.def.name}" is computed from "${name}", which "${gap.entry.fn.def.name}" settles after a call.`,
          certainty: 'possible',
          evidence: [shows('control leaves here', gap.call), shows(`"${name}" is settled here`, gap.write)],
        })
        break
      }
    }
  },
})
