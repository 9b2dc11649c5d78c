import type { Expr } from '../parse/ast.ts'
import type { Action, WriteAction } from './actions.ts'
import { implies } from './conditions.ts'
import type { ContractModel, FunctionModel } from './contracts.ts'
import { type Cond, enter } from './flow.ts'
import { type Frame, globalName, meaning, typeOf } from './scope.ts'
import { sourcesOf } from './sources.ts'
import { type Location, locate } from './storage.ts'
import { eachExprIn, someExpr } from './walk.ts'

/** What decides who may pass: a state variable compared with the caller, a constant, a signature, or another contract's word. */
export interface Gate {
  k: 'state' | 'constant' | 'signature' | 'external' | 'self'
  variable?: string
  /** Field of the record that it looks at, where it is one. */
  field?: string
  /** True for a role: an address that must equal the caller, or a yes under the caller's key. False for a figure under it. */
  role: boolean
  cond: Cond
}

/** Gates among the conditions that dominate an action. Names play no part: only comparisons of the caller with something stored. */
export const gatesOf = (conds: readonly Cond[]): Gate[] => conds.flatMap(gatesIn)

/** A condition is asked about by every check that meets an action behind it. */
const answers = new WeakMap<Cond, readonly Gate[]>()

function gatesIn(cond: Cond): readonly Gate[] {
  const old = answers.get(cond)
  if (old) return old
  const gates = findGates(cond)
  answers.set(cond, gates)
  return gates
}

function findGates(cond: Cond): Gate[] {
  if (cond.how === 'hook') return [{ k: 'external', role: true, cond }]
  const found: Omit<Gate, 'cond'>[] = []
  const passes = implies(cond, (expr, frame, truth) => {
    const gate = gateLeaf(expr, frame, truth)
    if (gate) found.push(gate)
    return gate !== undefined
  })
  return passes ? found.map((gate) => ({ ...gate, cond })) : []
}

/** True for `msg.sender` and what is only another name of it. */
export function isCaller(expr: Expr, frame: Frame, depth = 0): boolean {
  if (depth > 6) return false
  if (globalName(expr) === 'msg.sender' || globalName(expr) === 'tx.origin') return true
  if (expr.k === 'call') {
    const cast = expr.callee.k === 'type' || (expr.callee.k === 'id' && (expr.callee.name === 'payable' || expr.args.length === 1))
    if (cast && expr.args[0] && expr.args.length === 1 && expr.callee.k !== 'member') return isCaller(expr.args[0], frame, depth + 1)
    if (expr.args.length > 0) return false
    const sources = sourcesOf(expr, frame)
    return sources.has('sender') && [...sources].every((source) => source === 'sender' || source === 'data' || source.startsWith('state:'))
  }
  if (expr.k !== 'id') return false
  const found = meaning(expr.name, frame)
  if (found.k === 'bound') return isCaller(found.expr, found.frame, depth + 1)
  if (found.k !== 'local' || found.local.role === 'param' || found.local.values.length !== 1) return false
  const value = found.local.values[0]
  return value !== undefined && value.op === '=' && isCaller(value.expr, frame, depth + 1)
}

function gateLeaf(expr: Expr, frame: Frame, truth: boolean): Omit<Gate, 'cond'> | undefined {
  if (expr.k === 'binary') return comparison(expr, frame, truth)
  if (!truth) return undefined
  return membership(expr, frame) ?? authority(expr, frame)
}

function comparison(expr: Extract<Expr, { k: 'binary' }>, frame: Frame, truth: boolean): Omit<Gate, 'cond'> | undefined {
  const equal = (expr.op === '==' && truth) || (expr.op === '!=' && !truth)
  for (const [one, other] of [
    [expr.left, expr.right],
    [expr.right, expr.left],
  ] as const) {
    if (equal && isCaller(one, frame)) return holder(other, frame)
    if (equal && recovers(one, frame)) return { k: 'signature', role: true }
    const place = callerKeyed(one, frame)
    const excludesZero = equal ? !isZero(other) : (isZero(other) && /^[!=]=$/.test(expr.op)) || isAbove(expr, one, truth)
    if (place && excludesZero && isFixed(other, frame))
      return {
        k: 'state',
        variable: place.state.def.name,
        role: isRoleNumber(other) && recordHolder(place).role && !isCounted(place, frame),
      }
  }
  return undefined
}

/** The comparison says that this side is the greater one. */
const isAbove = (expr: Extract<Expr, { k: 'binary' }>, side: Expr, truth: boolean): boolean =>
  /^[<>]=?$/.test(expr.op) && (expr.op.startsWith('>') === (side === expr.left)) === truth

/** The holder of a record that the caller names (a channel, a token id) has no power over the others, so that is no role. */
function recordHolder(place: Location): Omit<Gate, 'cond'> {
  if (place.state.def.constant) return { k: 'constant', role: true }
  const named = place.path.some((key) => key.k === 'index' && key.expr && sourcesOf(key.expr, key.frame).has('param'))
  const field = place.path.find((key) => key.k === 'field')
  return { k: 'state', variable: place.state.def.name, role: !named, ...(field?.k === 'field' ? { field: field.name } : {}) }
}

/** Who the caller is compared with. Nothing, when it is a value that the caller gives. */
function holder(expr: Expr, frame: Frame): Omit<Gate, 'cond'> | undefined {
  if (expr.k === 'id' && expr.name === 'this') return { k: 'self', role: true }
  const place = locate(expr, frame)
  if (place) return recordHolder(place)
  const sources = [...sourcesOf(expr, frame)]
  if (isComputedAddress(expr, frame)) return { k: 'external', role: true }
  if (sources.some((source) => source === 'origin' || source === 'sender')) return undefined
  const state = sources.find((source) => source.startsWith('state:'))
  if (state) return { k: 'state', variable: state.slice(6), role: !asksAbout(expr, frame) }
  if (sources.includes('returned')) return { k: 'external', role: true }
  if (sources.length > 0) return undefined
  return someExpr(
    expr,
    (part) => part.k === 'call' && part.callee.k === 'type' && part.args.some((arg) => arg.k === 'id' && arg.name === 'this'),
  )
    ? { k: 'self', role: true }
    : { k: 'constant', role: true }
}

/** An address computed by a hash (`pairFor(factory, a, b)`): nobody can choose a caller that meets it. */
function isComputedAddress(expr: Expr, frame: Frame): boolean {
  const inner = expr.k === 'call' ? enter(expr, frame) : undefined
  let found = false
  if (inner)
    eachExprIn(inner.fn.def.body, (part) => {
      if (!found && part.k === 'call' && part.callee.k === 'id' && part.callee.name === 'keccak256')
        found = someExpr(part, (piece) => piece.k === 'lit' && /ff$/.test(piece.value))
    })
  return found
}

/** The caller names the record whose holder is asked for: `ownerOf(id)`, or a local that was set from such a call. */
function asksAbout(expr: Expr, frame: Frame): boolean {
  if (expr.k === 'call') return expr.args.some((arg) => sourcesOf(arg, frame).has('param'))
  if (expr.k === 'index') {
    const place = locate(expr, frame)
    return place !== undefined && !recordHolder(place).role
  }
  if (expr.k !== 'id') return false
  const found = meaning(expr.name, frame)
  if (found.k === 'bound') return asksAbout(found.expr, found.frame)
  return found.k === 'local' && found.local.values.some((value) => value.expr.k !== 'id' && asksAbout(value.expr, frame))
}

const isZero = (expr: Expr): boolean =>
  (expr.k === 'lit' && (/^(?:0x)?0*$/.test(expr.value) || expr.value === 'false')) ||
  (expr.k === 'call' && expr.args.length === 1 && !!expr.args[0] && expr.callee.k === 'type' && isZero(expr.args[0]))

/** A value that the caller cannot choose. */
const isFixed = (expr: Expr, frame: Frame): boolean =>
  ![...sourcesOf(expr, frame)].some((source) => source === 'param' || source === 'value' || source === 'data')

/** Compared with a small constant, a figure says what kind of user one is (`wards[msg.sender] == 1`). */
const isRoleNumber = (expr: Expr): boolean => expr.k === 'lit' && Number(expr.value) < 16

const counted = new WeakMap<ContractModel, ReadonlySet<string>>()

/** A figure that goes up and down, or follows payments, is an amount and no role. */
function isCounted(place: Location, frame: Frame): boolean {
  const known = counted.get(frame.self) ?? new Set<string>()
  if (!counted.has(frame.self)) {
    counted.set(frame.self, known)
    for (const fn of frame.self.functions) eachExprIn(fn.def.body, (expr) => countedBy(expr, known as Set<string>))
  }
  return known.has(place.state.def.name)
}

const rootName = (expr: Expr): string | undefined =>
  expr.k === 'index' || expr.k === 'member' ? rootName(expr.object) : expr.k === 'id' ? expr.name : undefined

function countedBy(expr: Expr, names: Set<string>): void {
  if (expr.k === 'unary' && (expr.op === '++' || expr.op === '--')) {
    const name = rootName(expr.arg)
    if (name) names.add(name)
  }
  if (expr.k !== 'assign') return
  const name = rootName(expr.left)
  if (!name) return
  const follows = someExpr(expr.right, (part) => (part.k === 'id' && part.name === name) || globalName(part) === 'msg.value')
  if (expr.op !== '=' || follows) names.add(name)
}

/** Place in storage that is looked up by the caller's address, also through a local that holds a copy. */
function callerKeyed(expr: Expr, frame: Frame): Location | undefined {
  if (expr.k === 'id' && !locate(expr, frame)) {
    const found = meaning(expr.name, frame)
    const only = found.k === 'local' && found.local.values.length === 1 ? found.local.values[0] : undefined
    return only && only.op === '=' && only.expr.k !== 'id' && only.part === undefined ? callerKeyed(only.expr, frame) : undefined
  }
  const place = locate(expr, frame)
  return place?.path.some((key) => key.k === 'index' && key.expr && isCaller(key.expr, key.frame)) ? place : undefined
}

function membership(expr: Expr, frame: Frame): Omit<Gate, 'cond'> | undefined {
  const place = callerKeyed(expr, frame)
  if (!place) return undefined
  const type = typeOf(expr, frame)
  return type?.k === 'elementary' && type.name === 'bool' ? { k: 'state', variable: place.state.def.name, role: true } : undefined
}

/** `registry.canCall(msg.sender, …)`: another contract decides. */
function authority(expr: Expr, frame: Frame): Omit<Gate, 'cond'> | undefined {
  if (expr.k !== 'call' || expr.callee.k !== 'member') return undefined
  const asks = expr.args.some((arg) => isCaller(arg, frame))
  const type = typeOf(expr.callee.object, frame)
  if (!asks || type?.k !== 'user' || !isFixed(expr.callee.object, frame)) return undefined
  if (/^(?:call|send|delegatecall|transfer|transferFrom|approve)$/.test(expr.callee.name)) return undefined
  return { k: 'external', role: true }
}

/** The signer of something: `ecrecover`, a function that ends in it, or a library that says so and is not among the sources. */
const recovers = (expr: Expr, frame: Frame): boolean => {
  if (someExpr(expr, (part) => part.k === 'call' && isRecovery(part, frame))) return true
  if (expr.k !== 'id') return false
  const found = meaning(expr.name, frame)
  return found.k === 'local' && found.local.values.some((value) => value.expr.k !== 'id' && recovers(value.expr, frame))
}

function isRecovery(call: Extract<Expr, { k: 'call' }>, frame: Frame): boolean {
  const inner = enter(call, frame)
  if (inner) return endsInRecovery(inner)
  return (call.callee.k === 'id' || call.callee.k === 'member') && /recover/i.test(call.callee.name)
}

const recovering = new WeakMap<FunctionModel, boolean>()

function endsInRecovery(frame: Frame): boolean {
  const known = recovering.get(frame.fn)
  if (known !== undefined) return known
  recovering.set(frame.fn, false)
  let found = false
  eachExprIn(frame.fn.def.body, (expr) => {
    if (!found && expr.k === 'call') found = isRecovery(expr, frame)
  })
  recovering.set(frame.fn, found)
  return found
}

/** Conditions under which a write happens at most once: they test the place that it changes, or a flag set in the same call. */
export function isOneShot(conds: readonly Cond[], writes: readonly WriteAction[]): boolean {
  const written = new Set(writes.map((write) => write.place.state.def.name))
  // what is set back in the same call is a lock
  for (const write of writes)
    if (write.value && write.place.path.length === 0 && isZero(write.value)) written.delete(write.place.state.def.name)
  return conds.some((cond) =>
    implies(cond, (expr, frame, truth) => {
      const tested = expr.k === 'binary' && isEmptyTest(expr, truth) ? (isZero(expr.right) ? expr.left : expr.right) : expr
      if (tested === expr && truth && !(expr.k === 'binary')) return false
      const place = locate(tested, frame)
      // biome-ignore lint/complexity/useOptionalChain: the result must be a boolean
      return place !== undefined && place.path.every((key) => key.k === 'field') && written.has(place.state.def.name)
    }),
  )
}

const isEmptyTest = (expr: Extract<Expr, { k: 'binary' }>, truth: boolean): boolean =>
  (expr.op === '==' || expr.op === '!=') && (isZero(expr.left) || isZero(expr.right)) && (expr.op === '==') === truth

/** What is known about one contract's entry functions, for the fixpoint below. */
export interface EntryActions {
  isConstructor: boolean
  actions: readonly Action[]
}

/**
 * State variables that anyone can set, so that a comparison with them stops nobody. Starts from none and adds until nothing changes:
 * a write is open when no gate dominates it that rests on a variable which is not open itself.
 */
export function openVariables(entries: readonly EntryActions[]): ReadonlySet<string> {
  const writes = entries
    .filter((entry) => !entry.isConstructor)
    .map((entry) => entry.actions.filter((action): action is WriteAction => action.k === 'write'))
  const facts = writes.flatMap((list) => {
    return list.map((write) => ({ name: write.place.state.def.name, gates: gatesOf(write.conds), once: isOneShot(write.conds, list) }))
  })
  const open = new Set<string>()
  for (let changed = true; changed; ) {
    changed = false
    for (const fact of facts) {
      if (open.has(fact.name) || fact.once || fact.gates.some((gate) => !gate.variable || !open.has(gate.variable))) continue
      open.add(fact.name)
      changed = true
    }
  }
  return open
}
