import type { Expr, TypeName } from '../parse/ast.ts'
import type { ContractModel, FunctionModel, LocalVar, Project, StateModel } from './contracts.ts'

/** One activation of a function: which contract it runs in, and what its parameters stand for at the caller. */
export interface Frame {
  fn: FunctionModel
  /** The contract that is being analysed: `this`. */
  self: ContractModel
  project: Project
  /** Parameter → the caller's expression; empty in an entry function. */
  args: ReadonlyMap<string, Expr>
  parent?: Frame
  /** The call in the parent. */
  site?: Expr
  depth: number
}

export const rootFrame = (fn: FunctionModel, self: ContractModel, project: Project): Frame => ({
  fn,
  self,
  project,
  args: new Map(),
  depth: 0,
})

/** What a name means inside a frame. */
export type Meaning =
  | { k: 'local'; local: LocalVar }
  | { k: 'bound'; expr: Expr; frame: Frame }
  | { k: 'state'; state: StateModel }
  | { k: 'contract'; contract: ContractModel }
  | { k: 'unknown' }

/** Looks a name up: parameter bound by the caller, local, state variable, contract. */
export function meaning(name: string, frame: Frame): Meaning {
  const bound = frame.parent && frame.args.get(name)
  const local = frame.fn.locals.get(name)
  // writing through a storage pointer does not change what it points to
  const moved = local?.values.some((value) => value.op !== 'into' || local.decl.location !== 'storage') ?? false
  if (bound && frame.parent && !moved) return { k: 'bound', expr: bound, frame: frame.parent }
  if (local) return { k: 'local', local }
  const state = stateNamed(name, frame)
  if (state) return { k: 'state', state }
  const contract = frame.project.find(name, frame.fn.owner.file)
  return contract ? { k: 'contract', contract } : { k: 'unknown' }
}

/** A function sees the variables of the contract that defines it first, then of the one that runs. */
const stateNamed = (name: string, frame: Frame): StateModel | undefined => frame.fn.owner.state.get(name) ?? frame.self.state.get(name)

const elementary = (name: string): TypeName => ({ k: 'elementary', name, s: 0, e: 0 })
export const ADDRESS = elementary('address')
export const UINT = elementary('uint256')
export const BOOL = elementary('bool')
export const BYTES = elementary('bytes')

const GLOBAL_TYPES: Readonly<Record<string, TypeName>> = {
  'msg.sender': ADDRESS,
  'tx.origin': ADDRESS,
  'block.coinbase': ADDRESS,
  'msg.value': UINT,
  'msg.gas': UINT,
  'msg.data': BYTES,
  'tx.gasprice': UINT,
  'block.timestamp': UINT,
  'block.number': UINT,
  'block.difficulty': UINT,
  'block.prevrandao': UINT,
  'block.gaslimit': UINT,
  'block.basefee': UINT,
  now: UINT,
}

/** "msg.sender" and the like, when the expression is a global of the language. */
export function globalName(expr: Expr): string | undefined {
  if (expr.k === 'id') return expr.name === 'now' ? 'now' : undefined
  if (expr.k !== 'member' || expr.object.k !== 'id') return undefined
  const path = `${expr.object.name}.${expr.name}`
  return path in GLOBAL_TYPES ? path : undefined
}

/** Type of an expression as far as it can be told without a compiler. */
export function typeOf(expr: Expr, frame: Frame, depth = 0): TypeName | undefined {
  if (depth > 12 || frame.project.fuel.left <= 0) return undefined
  frame.project.fuel.left -= 1
  const global = globalName(expr)
  if (global) return GLOBAL_TYPES[global]
  switch (expr.k) {
    case 'id':
      return nameType(expr.name, frame, depth)
    case 'lit':
      return expr.kind === 'bool' ? BOOL : expr.kind === 'number' ? literalType(expr.value) : elementary('string')
    case 'member':
      return memberType(expr.object, expr.name, frame, depth)
    case 'index':
      return indexType(typeOf(expr.object, frame, depth + 1))
    case 'call':
      return callType(expr, frame, depth)
    case 'unary':
      return expr.op === '!' ? BOOL : typeOf(expr.arg, frame, depth + 1)
    case 'binary':
      return binaryType(expr, frame, depth)
    case 'assign':
      return typeOf(expr.left, frame, depth + 1)
    case 'cond':
      return typeOf(expr.yes, frame, depth + 1) ?? typeOf(expr.no, frame, depth + 1)
    default:
      return undefined
  }
}

const literalType = (value: string): TypeName => (/^0x[0-9a-fA-F]{40}$/.test(value) ? ADDRESS : UINT)

function binaryType(expr: Extract<Expr, { k: 'binary' }>, frame: Frame, depth: number): TypeName | undefined {
  if (/^(?:==|!=|<|>|<=|>=|&&|\|\|)$/.test(expr.op)) return BOOL
  const left = typeOf(expr.left, frame, depth + 1)
  return expr.left.k === 'lit' ? (typeOf(expr.right, frame, depth + 1) ?? left) : left
}

function nameType(name: string, frame: Frame, depth: number): TypeName | undefined {
  if (name === 'this') return { k: 'user', name: frame.self.name, s: 0, e: 0 }
  const local = frame.fn.locals.get(name)
  if (local?.decl.type) return local.decl.type
  const found = meaning(name, frame)
  if (found.k === 'bound') return typeOf(found.expr, found.frame, depth + 1)
  if (found.k === 'state') return found.state.def.type
  if (found.k !== 'local') return undefined
  const value = found.local.values.find((one) => one.op === '=')
  return value && value.part === undefined ? typeOf(value.expr, frame, depth + 1) : undefined
}

function memberType(object: Expr, name: string, frame: Frame, depth: number): TypeName | undefined {
  if (name === 'balance') return UINT
  if (name === 'length') return UINT
  const type = typeOf(object, frame, depth + 1)
  const struct = type?.k === 'user' ? structNamed(type.name, frame) : undefined
  if (struct) return struct.fields.find((field) => field.name === name)?.type
  if (object.k === 'id') {
    const found = meaning(object.name, frame)
    if (found.k === 'contract') return found.contract.state.get(name)?.def.type
  }
  return undefined
}

export function structNamed(path: string, frame: Frame) {
  const last = path.slice(path.lastIndexOf('.') + 1)
  const near = frame.fn.owner.structs.get(last) ?? frame.self.structs.get(last)
  if (near) return near
  const owner = path.includes('.') ? frame.project.find(path.slice(0, path.lastIndexOf('.')), frame.fn.owner.file) : undefined
  return owner?.structs.get(last) ?? frame.project.find('', frame.fn.owner.file)?.structs.get(last)
}

function indexType(type: TypeName | undefined): TypeName | undefined {
  if (type?.k === 'mapping') return type.value
  if (type?.k === 'array') return type.base
  return type?.k === 'elementary' && type.name.startsWith('bytes') ? elementary('bytes1') : undefined
}

function callType(expr: Extract<Expr, { k: 'call' }>, frame: Frame, depth: number): TypeName | undefined {
  const { callee } = expr
  if (callee.k === 'type') return callee.type
  if (callee.k === 'new') return callee.type
  if (callee.k === 'id') {
    if (callee.name === 'payable') return ADDRESS
    if (callee.name === 'ecrecover') return ADDRESS
    if (/^(?:keccak256|sha3|sha256|blockhash)$/.test(callee.name)) return elementary('bytes32')
    if (/^(?:addmod|mulmod|gasleft)$/.test(callee.name)) return UINT
    const found = meaning(callee.name, frame)
    if (found.k === 'contract' || structNamed(callee.name, frame)) return { k: 'user', name: callee.name, s: 0, e: 0 }
    const fn = functionNamed(callee.name, expr.args.length, frame)
    if (fn) return fn.def.returns[0]?.type
    // an address cast to an interface that is not among the sources
    return found.k === 'unknown' && expr.args.length === 1 && /^[A-Z]/.test(callee.name)
      ? { k: 'user', name: callee.name, s: 0, e: 0 }
      : undefined
  }
  if (callee.k === 'member') return memberCallType(callee, expr.args.length, frame, depth)
  return undefined
}

function memberCallType(callee: Extract<Expr, { k: 'member' }>, args: number, frame: Frame, depth: number): TypeName | undefined {
  if (/^(?:send|call|delegatecall|callcode|staticcall)$/.test(callee.name)) return BOOL
  if (callee.object.k === 'id' && callee.object.name === 'block' && callee.name === 'blockhash') return elementary('bytes32')
  const type = typeOf(callee.object, frame, depth + 1)
  const target = type?.k === 'user' ? frame.project.find(type.name, frame.fn.owner.file) : undefined
  const method = target?.functions.find((fn) => fn.def.name === callee.name) ?? target?.own.find((fn) => fn.def.name === callee.name)
  if (method) return method.def.returns[0]?.type
  return libraryFunction(callee, args, frame)?.def.returns[0]?.type
}

/** An internal function by name and number of arguments: of the running contract, of the defining one, or free. */
export function functionNamed(name: string, args: number, frame: Frame): FunctionModel | undefined {
  const owner = frame.fn.owner
  if (owner.def.kind === 'library') return inside(owner, name, args) ?? freeFunction(name, args, frame)
  return inside(frame.self, name, args) ?? inside(owner, name, args) ?? freeFunction(name, args, frame)
}

const tables = new WeakMap<ContractModel, Map<string, FunctionModel>>()

/** A contract's function by name and number of arguments; every call expression asks, so the answers are kept. */
function inside(contract: ContractModel, name: string, args: number): FunctionModel | undefined {
  let table = tables.get(contract)
  if (!table) {
    table = new Map()
    for (const fn of contract.functions) {
      const key = `${fn.def.kind === 'function' ? fn.def.name : ''}/${fn.def.params.length}`
      if (!table.has(key)) table.set(key, fn)
    }
    tables.set(contract, table)
  }
  return name === '' ? undefined : table.get(`${name}/${args}`)
}

function freeFunction(name: string, args: number, frame: Frame): FunctionModel | undefined {
  const free = frame.project.find('', frame.fn.owner.file)
  return free && inside(free, name, args)
}

/** `Lib.f(…)`, `Base.f(…)`, `super.f(…)` and `x.f(…)` by `using`: the function that runs, or undefined. */
export function libraryFunction(callee: Extract<Expr, { k: 'member' }>, args: number, frame: Frame): FunctionModel | undefined {
  const { object, name } = callee
  const fits = (fn: FunctionModel): boolean => fn.def.name === name && fn.def.params.length === args
  if (object.k === 'id' && object.name === 'super') {
    const at = frame.self.linear.indexOf(frame.fn.owner)
    for (const base of frame.self.linear.slice(at + 1)) {
      const fn = base.own.find((one) => fits(one) && one.def.body)
      if (fn) return fn
    }
    return undefined
  }
  if (object.k === 'id' && !frame.fn.locals.has(object.name)) {
    const found = meaning(object.name, frame)
    if (found.k === 'contract' && (found.contract.def.kind === 'library' || frame.self.linear.includes(found.contract)))
      return found.contract.functions.find(fits) ?? found.contract.own.find((fn) => fits(fn) && fn.def.body)
    if (found.k === 'contract') return undefined
  }
  return attached(name, args + 1, frame)
}

function attached(name: string, params: number, frame: Frame): FunctionModel | undefined {
  for (const library of [...frame.fn.owner.libraries, ...frame.self.libraries]) {
    const found = frame.project
      .find(library, frame.fn.owner.file)
      ?.own.find((fn) => fn.def.name === name && fn.def.params.length === params)
    if (found) return found
  }
  return undefined
}

/** True when the call is by `using`, so that its receiver is the first argument. */
export const takesReceiver = (fn: FunctionModel, args: number): boolean => fn.def.params.length === args + 1
