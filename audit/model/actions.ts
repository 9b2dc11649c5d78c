import type { Expr } from '../parse/ast.ts'
import type { ContractModel, StateModel } from './contracts.ts'
import type { Cond, Flow, Step } from './flow.ts'
import { enter } from './flow.ts'
import { readLocals } from './reads.ts'
import { type Frame, functionNamed, libraryFunction, meaning, typeOf } from './scope.ts'
import { type Location, locate } from './storage.ts'
import { children, eachExprIn } from './walk.ts'

interface Base {
  expr: Expr
  frame: Frame
  step: Step
  /** Order of evaluation inside the step. */
  order: number
  /** Conditions that dominate it, those inside the same expression included. */
  conds: readonly Cond[]
}
export interface ReadAction extends Base {
  k: 'read'
  place: Location
}
export interface WriteAction extends Base {
  k: 'write'
  place: Location
  /** What is written; undefined for `delete` and for pops. */
  value?: Expr
  op: string
}
export type CallKind = 'send' | 'transfer' | 'call' | 'delegatecall' | 'callcode' | 'staticcall' | 'method' | 'create'
export interface CallAction extends Base {
  k: 'call'
  kind: CallKind
  target: Expr
  method: string
  args: readonly Expr[]
  value?: Expr
  gas?: Expr
  /** False when nothing looks at the success flag or result. */
  used: boolean
}
export interface DestroyAction extends Base {
  k: 'destroy'
  target?: Expr
}
export type Action = ReadAction | WriteAction | CallAction | DestroyAction

type Usage = 'dropped' | 'used'

/** What the steps of a flow do, in order of evaluation. */
export function actionsOf(flow: Flow): readonly Action[] {
  const out: Action[] = []
  for (const step of flow.steps) {
    if (!step.expr) continue
    const scan: Scan = { step, out, order: 0 }
    visit(step.expr, scan, step.conds, topUsage(step))
    if (step.kind === 'var' && step.stmt?.k === 'var') pointerReads(step, scan)
  }
  return out
}

interface Scan {
  step: Step
  out: Action[]
  order: number
}

/** The result of a call that is a whole statement, or goes into a local that nobody reads, is dropped. */
function topUsage(step: Step): Usage {
  if (step.kind === 'expr' && step.stmt?.k === 'expr') return step.expr?.k === 'call' ? 'dropped' : assignedUsage(step)
  if (step.kind !== 'var' || step.stmt?.k !== 'var') return 'used'
  const first = step.stmt.decls[0]
  return first?.name && readLocals(step.frame.fn).has(first.name) ? 'used' : 'dropped'
}

function assignedUsage(step: Step): Usage {
  if (step.expr?.k !== 'assign') return 'used'
  const { left } = step.expr
  const target = left.k === 'tuple' ? left.items[0] : left
  if (left.k === 'tuple' && !target) return 'dropped'
  if (target?.k !== 'id' || !step.frame.fn.locals.has(target.name)) return 'used'
  return readLocals(step.frame.fn).has(target.name) ? 'used' : 'dropped'
}

function pointerReads(step: Step, scan: Scan): void {
  // `S storage s = map[k]` reads nothing yet, but the place matters to those who ask what was looked at
  if (step.expr) emitRead(step.expr, scan, step.conds)
}

const base = (expr: Expr, scan: Scan, conds: readonly Cond[]): Base => ({
  expr,
  frame: scan.step.frame,
  step: scan.step,
  order: scan.order++,
  conds,
})

function emitRead(expr: Expr, scan: Scan, conds: readonly Cond[]): void {
  const place = locate(expr, scan.step.frame)
  if (place && !place.state.def.constant) scan.out.push({ k: 'read', place, ...base(expr, scan, conds) })
}

function visit(expr: Expr, scan: Scan, conds: readonly Cond[], usage: Usage): void {
  switch (expr.k) {
    case 'id':
    case 'member':
    case 'index':
      visitPlace(expr, scan, conds)
      return
    case 'assign':
      visitAssign(expr, scan, conds, usage)
      return
    case 'unary':
      visitUnary(expr, scan, conds)
      return
    case 'binary':
      visitBinary(expr, scan, conds)
      return
    case 'call':
      visitCall(expr, scan, conds, usage)
      return
    default:
      for (const child of children(expr)) if (child) visit(child, scan, conds, 'used')
  }
}

function visitPlace(expr: Extract<Expr, { k: 'id' | 'member' | 'index' }>, scan: Scan, conds: readonly Cond[]): void {
  visitKeys(expr, scan, conds)
  emitRead(expr, scan, conds)
}

/** The keys of a place are read whether the place is read or written. */
function visitKeys(expr: Expr, scan: Scan, conds: readonly Cond[]): void {
  if (expr.k === 'index') {
    visitKeys(expr.object, scan, conds)
    if (expr.index) visit(expr.index, scan, conds, 'used')
  } else if (expr.k === 'member') visitKeys(expr.object, scan, conds)
  else if (expr.k !== 'id') visit(expr, scan, conds, 'used')
}

function visitAssign(expr: Extract<Expr, { k: 'assign' }>, scan: Scan, conds: readonly Cond[], usage: Usage): void {
  visit(expr.right, scan, conds, usage)
  const targets = expr.left.k === 'tuple' ? expr.left.items : [expr.left]
  targets.forEach((target, at) => {
    if (!target) return
    if (expr.op !== '=') visit(target, scan, conds, 'used')
    else visitKeys(target, scan, conds)
    const value = targets.length > 1 && expr.right.k === 'tuple' ? expr.right.items[at] : expr.right
    emitWrite({ target, op: expr.op, ...(value ? { value } : {}) }, expr, scan, conds)
  })
}

function emitWrite(write: { target: Expr; op: string; value?: Expr }, expr: Expr, scan: Scan, conds: readonly Cond[]): void {
  const { frame } = scan.step
  // assigning to a storage pointer itself moves the pointer, it writes nothing
  if (write.target.k === 'id') {
    const found = meaning(write.target.name, frame)
    if (found.k !== 'state') return
  }
  const place = locate(write.target, frame)
  if (!place) return
  scan.out.push({ k: 'write', place, op: write.op, ...(write.value ? { value: write.value } : {}), ...base(expr, scan, conds) })
}

function visitUnary(expr: Extract<Expr, { k: 'unary' }>, scan: Scan, conds: readonly Cond[]): void {
  visit(expr.arg, scan, conds, 'used')
  if (expr.op === 'delete') emitWrite({ target: expr.arg, op: 'delete' }, expr, scan, conds)
  if (expr.op === '++' || expr.op === '--') emitWrite({ target: expr.arg, op: expr.op }, expr, scan, conds)
}

function visitBinary(expr: Extract<Expr, { k: 'binary' }>, scan: Scan, conds: readonly Cond[]): void {
  visit(expr.left, scan, conds, 'used')
  const short = expr.op === '&&' || expr.op === '||'
  const known: Cond = { expr: expr.left, frame: scan.step.frame, truth: expr.op === '&&', how: 'branch', step: scan.step.id }
  visit(expr.right, scan, short ? [...conds, known] : conds, 'used')
}

const LOW = new Set(['send', 'transfer', 'call', 'delegatecall', 'callcode', 'staticcall'])

function visitCall(expr: Extract<Expr, { k: 'call' }>, scan: Scan, conds: readonly Cond[], usage: Usage): void {
  const { callee } = expr
  if (callee.k === 'member') visit(callee.object, scan, conds, 'used')
  for (const option of expr.options) visit(option.value, scan, conds, 'used')
  const thrown = scan.step.assembly && callee.k === 'id' && callee.name === 'pop'
  for (const arg of expr.args) visit(arg, scan, conds, thrown ? 'dropped' : 'used')
  if (scan.step.assembly) {
    yulCall(expr, scan, conds, usage)
    return
  }
  if (callee.k === 'id') {
    namedCall(callee.name, expr, scan, conds)
    return
  }
  if (callee.k === 'new') {
    createCall(expr, scan, conds)
    return
  }
  if (callee.k !== 'member') return
  if (callee.name === 'push' || callee.name === 'pop') {
    emitWrite(pushWrite(callee, expr), expr, scan, conds)
    return
  }
  const kind = externalKind(callee, expr, scan.step.frame)
  if (!kind) return
  const option = (name: string) => expr.options.find((one) => one.name === name)?.value
  const sends = kind === 'send' || kind === 'transfer'
  const value = sends ? expr.args[0] : option('value')
  const gas = option('gas')
  const extra = { ...(value ? { value } : {}), ...(gas ? { gas } : {}) }
  scan.out.push({
    k: 'call',
    kind,
    target: callee.object,
    method: callee.name,
    args: expr.args,
    used: usage === 'used',
    ...extra,
    ...base(expr, scan, conds),
  })
}

const pushWrite = (callee: Extract<Expr, { k: 'member' }>, expr: Extract<Expr, { k: 'call' }>) => ({
  target: callee.object,
  op: callee.name,
  ...(expr.args[0] ? { value: expr.args[0] } : {}),
})

function createCall(expr: Extract<Expr, { k: 'call' }>, scan: Scan, conds: readonly Cond[]): void {
  if (expr.callee.k !== 'new' || expr.callee.type.k !== 'user') return
  scan.out.push({
    k: 'call',
    kind: 'create',
    target: expr.callee,
    method: expr.callee.type.name,
    args: expr.args,
    used: true,
    ...base(expr, scan, conds),
  })
}

function namedCall(name: string, expr: Extract<Expr, { k: 'call' }>, scan: Scan, conds: readonly Cond[]): void {
  const isOwn = functionNamed(name, expr.args.length, scan.step.frame) !== undefined
  if (/^(?:selfdestruct|suicide)$/.test(name) && !isOwn)
    scan.out.push({ k: 'destroy', ...(expr.args[0] ? { target: expr.args[0] } : {}), ...base(expr, scan, conds) })
}

/** How a member call leaves the contract; undefined when it stays inside. */
function externalKind(callee: Extract<Expr, { k: 'member' }>, expr: Extract<Expr, { k: 'call' }>, frame: Frame): CallKind | undefined {
  if (callee.object.k === 'id' && /^(?:abi|super|bytes|string|type|block)$/.test(callee.object.name)) return undefined
  if (enter(expr, frame) || libraryFunction(callee, expr.args.length, frame)) return undefined
  const type = typeOf(callee.object, frame)
  const contract = type?.k === 'user' ? frame.project.find(type.name, frame.fn.owner.file) : undefined
  const hasMethod = contract?.own.some((fn) => fn.def.name === callee.name) || contract?.functions.some((fn) => fn.def.name === callee.name)
  if (type?.k === 'user' && !contract && frame.project.values.has(type.name.slice(type.name.lastIndexOf('.') + 1))) return undefined
  if (LOW.has(callee.name) && !hasMethod) {
    if (callee.name === 'transfer' && expr.args.length !== 1) return 'method'
    if (callee.name === 'send' && expr.args.length !== 1) return 'method'
    return callee.name as CallKind
  }
  if (contract && contract.def.kind !== 'library') return staticMethod(contract, callee.name, frame) ? 'staticcall' : 'method'
  if (type?.k === 'user' && !contract && !frame.fn.owner.libraries.includes(type.name))
    return isStructMember(type.name, frame) ? undefined : 'method'
  return undefined
}

/** Since 0.5 calls of view and pure functions cannot change state. */
const staticMethod = (contract: ContractModel, name: string, frame: Frame): boolean =>
  frame.fn.owner.minor >= 5 &&
  contract.linear.some((base) => base.own.some((fn) => fn.def.name === name && /^(?:view|pure)$/.test(fn.def.mutability)))

const isStructMember = (name: string, frame: Frame): boolean =>
  frame.self.structs.has(name) || frame.self.enums.has(name) || frame.fn.owner.structs.has(name)

const YUL: Readonly<Record<string, { kind: CallKind; target: number; value?: number }>> = {
  call: { kind: 'call', target: 1, value: 2 },
  callcode: { kind: 'callcode', target: 1, value: 2 },
  delegatecall: { kind: 'delegatecall', target: 1 },
  staticcall: { kind: 'staticcall', target: 1 },
}

function yulCall(expr: Extract<Expr, { k: 'call' }>, scan: Scan, conds: readonly Cond[], usage: Usage): void {
  if (expr.callee.k !== 'id') return
  const name = expr.callee.name
  if (name === 'sstore') slotWrite(expr, scan, conds)
  if (name === 'selfdestruct')
    scan.out.push({ k: 'destroy', ...(expr.args[0] ? { target: expr.args[0] } : {}), ...base(expr, scan, conds) })
  const shape = Object.hasOwn(YUL, name) ? YUL[name] : undefined
  const target = shape && expr.args[shape.target]
  if (!shape || !target) return
  const value = shape.value === undefined ? undefined : expr.args[shape.value]
  const paid = value && !(value.k === 'lit' && Number(value.value) === 0) ? { value } : {}
  scan.out.push({
    k: 'call',
    kind: shape.kind,
    target,
    method: name,
    args: expr.args,
    used: usage === 'used',
    ...paid,
    ...base(expr, scan, conds),
  })
}

/** `sstore` at a variable's own slot, or at a hash for which that slot was put into memory: an element of a mapping. */
function slotWrite(expr: Extract<Expr, { k: 'call' }>, scan: Scan, conds: readonly Cond[]): void {
  const [slot, value] = expr.args
  const { frame } = scan.step
  const own = slot && slotVariable(slot, frame)
  const hash = slot?.k === 'id' ? isHashed(slot.name, frame) : slot !== undefined && isKeccak(slot)
  const state = own ?? (hash ? hashedVariable(frame) : undefined)
  if (!state) return
  const path: Location['path'] = own ? [] : [{ k: 'index', expr: undefined, frame }]
  scan.out.push({ k: 'write', place: { state, path }, op: '=', ...(value ? { value } : {}), ...base(expr, scan, conds) })
}

/** `x.slot`, or `x_slot` before 0.7. */
function slotVariable(expr: Expr, frame: Frame): StateModel | undefined {
  const name =
    expr.k === 'member' && expr.name === 'slot' && expr.object.k === 'id'
      ? expr.object.name
      : expr.k === 'id' && expr.name.endsWith('_slot')
        ? expr.name.slice(0, -5)
        : undefined
  const found = name === undefined ? undefined : meaning(name, frame)
  return found?.k === 'state' ? found.state : undefined
}

const isKeccak = (expr: Expr): boolean => expr.k === 'call' && expr.callee.k === 'id' && expr.callee.name === 'keccak256'

const isHashed = (local: string, frame: Frame): boolean => frame.fn.locals.get(local)?.values.some((value) => isKeccak(value.expr)) ?? false

/** The variable whose slot was put into memory to be hashed. */
function hashedVariable(frame: Frame): StateModel | undefined {
  let found: StateModel | undefined
  eachExprIn(frame.fn.def.body, (expr) => {
    if (expr.k === 'call' && expr.callee.k === 'id' && expr.callee.name === 'mstore' && expr.args[1])
      found ??= slotVariable(expr.args[1], frame)
  })
  return found
}
