import { sourceCheck } from '../check.ts'
import type { CallAction } from '../model/actions.ts'
import { globalName } from '../model/scope.ts'
import { sourcesOf } from '../model/sources.ts'
import { locate } from '../model/storage.ts'
import type { ContractSubject, Entry } from '../subject.ts'
import { atAction, kinds, spots } from './kit.ts'

type Control = 'chosen' | 'settable' | 'data' | 'shared' | undefined

/** What the caller decides about a delegatecall: the code, through storage the code, or the arguments. */
function control(call: CallAction, contract: ContractSubject, entry: Entry): Control {
  const target = sourcesOf(call.target, call.frame)
  const place = locate(call.target, call.frame)
  if (target.has('param') || target.has('data') || target.has('sender')) return place ? 'data' : 'chosen'
  if (place && contract.open.has(place.state.def.name)) return 'settable'
  if ([...target].some((source) => source.startsWith('state:') && contract.open.has(source.slice(6)))) return 'settable'
  const [first] = call.args
  // the call data of a named function names that function again: it is passed on, not chosen
  const named = entry.fn.def.kind === 'function' && entry.fn.def.name !== '' && first !== undefined && globalName(first) === 'msg.data'
  if (named && /^(?:view|pure)$/.test(entry.fn.def.mutability)) return undefined
  const raw =
    !named &&
    !call.step.assembly &&
    first &&
    (sourcesOf(first, call.frame).has('data') || (call.args.length > 0 && sourcesOf(first, call.frame).has('param')))
  if (raw) return 'data'
  return !call.step.assembly && place && !place.state.def.constant && !place.state.def.immutable ? 'shared' : undefined
}

export const controlledDelegatecall = sourceCheck({
  id: 'controlled-delegatecall',
  title: 'A stranger decides what code delegatecall runs',
  severity: 'high',
  category: 'access_control',
  explanation:
    "delegatecall and callcode run foreign code on this contract's storage and balance. Who chooses the target, or reaches any of its functions through raw call data, can take the contract over.",
  fix: 'Call only a fixed implementation, or one that a trusted role set; forward only known functions.',
  references: ['SWC-112', 'OWASP SC01:2025'],
  *run(subject) {
    for (const { contract, entry } of spots(subject)) {
      if (entry.isConstructor || entry.fn.owner.def.kind === 'library') continue
      for (const call of kinds(entry, 'call')) {
        if ((call.kind !== 'delegatecall' && call.kind !== 'callcode') || !entry.anyone(call)) continue
        const how = control(call, contract, entry)
        if (how === 'shared')
          yield atAction(call, {
            severity: 'low',
            certainty: 'possible',
            message: 'Foreign code runs on this storage; where its layout differs, it overwrites variables that it does not know.',
          })
        else if (how === 'data')
          yield atAction(call, {
            severity: 'low',
            certainty: 'possible',
            message: "Any function of the target can be run on this storage, because the caller's data is passed on as it is.",
          })
        else if (how)
          yield atAction(call, {
            certainty: how === 'chosen' ? 'certain' : 'likely',
            message:
              how === 'chosen'
                ? 'The caller chooses the code that delegatecall runs.'
                : 'The target of delegatecall stands in storage that anyone can set.',
          })
      }
    }
  },
})
