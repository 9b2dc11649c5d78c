import type { ContractDef, Expr, FileAst, FunctionDef, StateVar, StructDef } from '../parse/ast.ts'
import { compilerMinor } from './version.ts'
import { eachExprIn, eachStmt } from './walk.ts'

export interface FunctionModel {
  def: FunctionDef
  /** Contract that defines it; undefined for a free function. */
  owner: ContractModel
  /** Declared names (parameters, returns, locals) with their declarations. */
  locals: ReadonlyMap<string, LocalVar>
  isConstructor: boolean
}

export interface LocalVar {
  name: string
  decl: import('../parse/ast.ts').VarDecl
  role: 'param' | 'return' | 'local'
  /** Everything that is assigned to it; tuple parts come with the index of the part. */
  values: { expr: Expr; part?: number; op: string }[]
}

export interface StateModel {
  def: StateVar
  owner: ContractModel
}

export interface ContractModel {
  def: ContractDef
  file: FileAst
  name: string
  /** 4 for 0.4.x … 8 for 0.8.x: the lowest the pragma allows. */
  minor: number
  /** The contract itself, then its bases from the most derived on (C3). */
  linear: readonly ContractModel[]
  /** Visible state variables by name, most derived first. */
  state: ReadonlyMap<string, StateModel>
  structs: ReadonlyMap<string, StructDef>
  enums: ReadonlySet<string>
  own: readonly FunctionModel[]
  /** Own and inherited functions that are not overridden; constructors of the contract itself only. */
  functions: readonly FunctionModel[]
  modifiers: ReadonlyMap<string, FunctionModel>
  /** Names of the libraries attached by `using`. */
  libraries: readonly string[]
  /** True when a base was not among the sources. */
  incomplete: boolean
}

/** Refilled for each entry function. */
export const FUEL = 400_000

interface Draft extends Omit<ContractModel, 'linear' | 'state' | 'structs' | 'enums' | 'own' | 'functions' | 'modifiers' | 'libraries'> {
  linear: ContractModel[]
  state: Map<string, StateModel>
  structs: Map<string, StructDef>
  enums: Set<string>
  own: FunctionModel[]
  functions: FunctionModel[]
  modifiers: Map<string, FunctionModel>
  libraries: string[]
}

export interface Project {
  /** Steps that the searches of one function may still take; what lies beyond is left out. */
  fuel: { left: number }
  files: readonly FileAst[]
  contracts: readonly ContractModel[]
  /** Names of user-defined value types (`type Price is uint256`). */
  values: ReadonlySet<string>
  /** A contract by name as seen from a file: the file's own, then imported, then any. */
  find(name: string, from: FileAst): ContractModel | undefined
}

/** Builds the contracts of all files: linearised, with members resolved. Unknown bases are left out and flagged. */
export function buildProject(files: readonly FileAst[], imported: (file: FileAst) => ReadonlySet<FileAst>): Project {
  const byName = new Map<string, Draft[]>()
  const drafts: Draft[] = []
  for (const file of files) {
    const free = file.members.length > 0 ? draft(freeContract(file), file) : undefined
    for (const one of [...file.contracts.map((def) => draft(def, file)), ...(free ? [free] : [])]) {
      drafts.push(one)
      byName.set(one.name, [...(byName.get(one.name) ?? []), one])
    }
  }
  const find = (name: string, from: FileAst): Draft | undefined => {
    const last = name.slice(name.lastIndexOf('.') + 1)
    const candidates = byName.get(last) ?? []
    if (candidates.length < 2) return candidates[0]
    const near = imported(from)
    return candidates.find((one) => one.file === from) ?? candidates.find((one) => near.has(one.file)) ?? candidates[0]
  }
  for (const one of drafts) one.linear = linearise(one, find)
  for (const one of drafts) collect(one)
  const members = files.flatMap((file) => [...file.members, ...file.contracts.flatMap((contract) => contract.members)])
  const values = new Set(members.flatMap((member) => (member.k === 'typedef' ? [member.name] : [])))
  return { fuel: { left: FUEL }, files, contracts: drafts, values, find }
}

/** Free functions and file-level types live in a nameless library, so that names are looked up in one way. */
const freeContract = (file: FileAst): ContractDef => ({
  k: 'contract', kind: 'library', name: '', bases: [], members: file.members, s: 0, e: 0,
}) // biome-ignore format: short

function draft(def: ContractDef, file: FileAst): Draft {
  const base = { def, file, name: def.name, minor: compilerMinor(file), incomplete: false, linear: [] }
  const one: Draft = {
    ...base,
    state: new Map(),
    structs: new Map(),
    enums: new Set(),
    own: [],
    functions: [],
    modifiers: new Map(),
    libraries: [],
  }
  one.own = def.members.filter((member): member is FunctionDef => member.k === 'function').map((member) => functionModel(member, one))
  return one
}

function functionModel(def: FunctionDef, owner: ContractModel): FunctionModel {
  const old = owner.minor < 5 && def.kind === 'function' && def.name === owner.name && owner.def.kind !== 'library'
  return { def, owner, locals: localsOf(def), isConstructor: def.kind === 'constructor' || old }
}

function localsOf(def: FunctionDef): Map<string, LocalVar> {
  const locals = new Map<string, LocalVar>()
  const add = (decl: LocalVar['decl'] | undefined, role: LocalVar['role']) => {
    if (decl?.name && !locals.has(decl.name)) locals.set(decl.name, { name: decl.name, decl, role, values: [] })
  }
  for (const param of def.params) add(param, 'param')
  for (const value of def.returns) add(value, 'return')
  eachStmt(def.body, (stmt) => {
    if (stmt.k === 'try') for (const decl of stmt.returns) add(decl, 'local')
    if (stmt.k !== 'var') return
    stmt.decls.forEach((decl, part) => {
      add(decl, 'local')
      if (decl && stmt.init) assign(locals, decl.name, stmt.init, stmt.decls.length > 1 ? part : undefined, '=')
    })
  })
  eachExprIn(def.body, (expr) => {
    if (expr.k === 'assign') assignTo(locals, expr.left, expr.right, expr.op)
    if (expr.k === 'unary' && /^(?:\+\+|--)$/.test(expr.op) && expr.arg.k === 'id') assign(locals, expr.arg.name, expr, undefined, expr.op)
  })
  return locals
}

function assignTo(locals: Map<string, LocalVar>, left: Expr, right: Expr, op: string): void {
  if (left.k === 'id') assign(locals, left.name, right, undefined, op)
  else if (left.k === 'tuple') {
    left.items.forEach((item, part) => {
      if (item?.k === 'id') assign(locals, item.name, right, part, op)
    })
  } else {
    // a write into a memory array or struct taints the whole of it
    let root: Expr = left
    while (root.k === 'index' || root.k === 'member') root = root.object
    if (root.k === 'id') assign(locals, root.name, right, undefined, 'into')
  }
}

function assign(locals: Map<string, LocalVar>, name: string, expr: Expr, part: number | undefined, op: string): void {
  const value = expr.k === 'tuple' && part !== undefined ? expr.items[part] : expr
  if (!value) return
  locals.get(name)?.values.push({ expr: value, op, ...(part === undefined || value !== expr ? {} : { part }) })
}

/** C3 linearisation, most derived first; where it fails, the order of a depth-first walk. */
function linearise(one: Draft, find: (name: string, from: FileAst) => Draft | undefined, path: readonly Draft[] = []): Draft[] {
  if (one.linear.length > 0) return one.linear as Draft[]
  if (path.includes(one)) return [one]
  const bases: Draft[] = []
  for (const { name } of one.def.bases) {
    const base = find(name, one.file)
    if (base && base !== one) bases.push(base)
    else one.incomplete = true
  }
  // Solidity writes bases from most base-like to most derived
  const lists = [...bases].reverse().map((base) => linearise(base, find, [...path, one]))
  if (lists.some((list) => list.some((base) => base.incomplete))) one.incomplete = true
  return [one, ...(merge([...lists.map((list) => [...list]), [...bases].reverse()]) ?? [...new Set(lists.flat())])].filter(unique)
}

const unique = <T>(item: T, index: number, list: readonly T[]): boolean => list.indexOf(item) === index

function merge(lists: Draft[][]): Draft[] | undefined {
  const out: Draft[] = []
  for (;;) {
    const rest = lists.filter((list) => list.length > 0)
    if (rest.length === 0) return out
    const head = rest.map((list) => list[0]).find((candidate) => candidate && rest.every((list) => list.indexOf(candidate) < 1))
    if (!head) return undefined
    out.push(head)
    for (const list of rest) if (list[0] === head) list.shift()
  }
}

const signature = (fn: FunctionModel): string =>
  `${fn.def.kind === 'function' ? fn.def.name : fn.def.kind}(${fn.def.params.map((param) => typeKey(param.type)).join()})`

const typeKey = (type: LocalVar['decl']['type']): string => {
  if (!type) return '?'
  if (type.k === 'elementary') return type.name === 'uint' ? 'uint256' : type.name
  if (type.k === 'user') return type.name.slice(type.name.lastIndexOf('.') + 1)
  return type.k === 'array' ? `${typeKey(type.base)}[]` : type.k
}

function collect(one: Draft): void {
  const seen = new Set<string>()
  for (const base of one.linear as Draft[]) {
    for (const member of base.def.members) {
      if (member.k === 'state' && !one.state.has(member.name)) one.state.set(member.name, { def: member, owner: base })
      if (member.k === 'struct' && !one.structs.has(member.name)) one.structs.set(member.name, member)
      if (member.k === 'enum') one.enums.add(member.name)
      if (member.k === 'using' && member.library) one.libraries.push(member.library)
    }
    for (const fn of base.own) {
      if (fn.def.kind === 'modifier') {
        if (!one.modifiers.has(fn.def.name) || !one.modifiers.get(fn.def.name)?.def.body) one.modifiers.set(fn.def.name, fn)
      } else if (fn.isConstructor ? base === one : fn.def.body && !seen.has(signature(fn))) {
        seen.add(signature(fn))
        one.functions.push(fn)
      }
    }
  }
}
