import type { Found } from '../check.ts'
import type { Action, CallAction } from '../model/actions.ts'
import type { FunctionModel } from '../model/contracts.ts'
import type { Frame } from '../model/scope.ts'
import type { Span } from '../parse/ast.ts'
import type { ContractSubject, Entry, SourceSubject } from '../subject.ts'

export interface Spot {
  contract: ContractSubject
  entry: Entry
}

/** Every entry function of every contract. */
export function* spots(subject: SourceSubject): Iterable<Spot> {
  for (const contract of subject.contracts) for (const entry of contract.entries) yield { contract, entry }
}

/** The same, and internal functions that nothing calls: for checks that need not know who calls. */
export function* allSpots(subject: SourceSubject): Iterable<Spot> {
  for (const contract of subject.contracts) for (const entry of [...contract.entries, ...contract.orphans]) yield { contract, entry }
}

/** Name of a function as people call it. */
export const nameOf = (fn: FunctionModel): string => (fn.def.kind === 'function' || fn.def.kind === 'modifier' ? fn.def.name : fn.def.kind)

type Rest = Pick<Found, 'message' | 'certainty'> & Partial<Pick<Found, 'severity' | 'evidence'>>

/** A finding at a span inside the function of a frame. */
export const at = (frame: Frame, span: Span, rest: Rest): Found => ({
  file: frame.fn.owner.file.path,
  span,
  contract: frame.fn.owner.name,
  function: nameOf(frame.fn),
  ...rest,
})

/** A finding at the statement of an action. */
export const atAction = (action: Action, rest: Rest): Found => at(action.frame, action.expr, rest)

/** A finding at the header of a function. */
export const atHeader = (fn: FunctionModel, rest: Rest): Found => ({
  file: fn.owner.file.path,
  span: { s: fn.def.s, e: fn.def.header },
  contract: fn.owner.name,
  function: nameOf(fn),
  ...rest,
})

/** Evidence that points at another action. */
export const shows = (note: string, action: Pick<Action, 'frame' | 'expr'>) => ({
  note,
  file: action.frame.fn.owner.file.path,
  span: action.expr,
})

export const kinds = <K extends Action['k']>(entry: Entry, k: K): Extract<Action, { k: K }>[] =>
  entry.actions.filter((action): action is Extract<Action, { k: K }> => action.k === k)

/** Every call that leaves a contract, with the entry function that makes it. */
export function* calls(subject: SourceSubject): Iterable<{ entry: Entry; call: CallAction }> {
  for (const { entry } of spots(subject)) for (const call of kinds(entry, 'call')) yield { entry, call }
}

/** Remembers what was found out about a contract, so that asking once for each function does not make work quadratic. */
export function perContract<R>(find: (contract: ContractSubject) => R): (contract: ContractSubject) => R {
  const known = new WeakMap<ContractSubject, { value: R }>()
  return (contract) => {
    const old = known.get(contract)
    if (old) return old.value
    const value = find(contract)
    known.set(contract, { value })
    return value
  }
}
