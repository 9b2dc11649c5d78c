import type { Expr } from '../parse/ast.ts'
import { enter } from './flow.ts'
import { type Frame, globalName, meaning, typeOf } from './scope.ts'
import { locate } from './storage.ts'
import { eachStmt } from './walk.ts'

/**
 * Where a value comes from. `param`: the caller of the transaction chose it. `state:NAME`: storage. `returned`: an external call.
 * Sources are joined over all assignments of a local, so they say "may".
 */
export type Source =
  | 'param'
  | 'sender'
  | 'value'
  | 'origin'
  | 'data'
  | 'time'
  | 'block'
  | 'blockhash'
  | 'balance'
  | 'gas'
  | 'returned'
  | `state:${string}`

const GLOBALS: Readonly<Record<string, Source>> = {
  'msg.sender': 'sender',
  'msg.value': 'value',
  'msg.data': 'data',
  'tx.origin': 'origin',
  'tx.gasprice': 'gas',
  'msg.gas': 'gas',
  'block.timestamp': 'time',
  now: 'time',
  'block.number': 'block',
  'block.difficulty': 'block',
  'block.prevrandao': 'block',
  'block.coinbase': 'block',
  'block.gaslimit': 'block',
  'block.basefee': 'block',
}

interface Walk {
  found: Set<Source>
  seen: Set<string>
  left: number
}

/** Sources of an expression. Work is bounded; what lies beyond the bound is left out. */
export function sourcesOf(expr: Expr | undefined, frame: Frame): ReadonlySet<Source> {
  if (!expr) return NOTHING
  const known = answers.get(frame) ?? new Map<Expr, ReadonlySet<Source>>()
  if (known.size === 0) answers.set(frame, known)
  const old = known.get(expr)
  if (old) return old
  const walk: Walk = { found: new Set(), seen: new Set(), left: 3000 }
  visit(expr, frame, walk)
  known.set(expr, walk.found)
  return walk.found
}

const NOTHING: ReadonlySet<Source> = new Set()
/** Many checks ask the same of the same place. */
const answers = new WeakMap<Frame, Map<Expr, ReadonlySet<Source>>>()

function visit(expr: Expr, frame: Frame, walk: Walk): void {
  walk.left -= 1
  if (walk.left < 0) return
  const global = globalName(expr)
  if (global) {
    const source = GLOBALS[global]
    if (source) walk.found.add(source)
    return
  }
  const place = expr.k === 'index' || expr.k === 'member' ? locate(expr, frame) : undefined
  if (place) walk.found.add(`state:${place.state.def.name}`)
  if (expr.k === 'id') name(expr.name, frame, walk)
  else if (expr.k === 'call') call(expr, frame, walk)
  else if (expr.k === 'member') member(expr, frame, walk)
  else if (expr.k === 'index') for (const part of place ? [] : [expr.object, expr.index]) part && visit(part, frame, walk)
  else if (expr.k === 'cond') for (const part of [expr.test, expr.yes, expr.no]) visit(part, frame, walk)
  else if (expr.k === 'binary') for (const part of [expr.left, expr.right]) visit(part, frame, walk)
  else if (expr.k === 'assign') visit(expr.right, frame, walk)
  else if (expr.k === 'unary') visit(expr.arg, frame, walk)
  else if (expr.k === 'tuple') for (const part of expr.items) part && visit(part, frame, walk)
}

function member(expr: Extract<Expr, { k: 'member' }>, frame: Frame, walk: Walk): void {
  // nobody can afford an argument so long that its length matters as a number
  if (expr.name === 'length' && !locate(expr, frame)) return
  if (expr.name === 'balance') {
    const type = typeOf(expr.object, frame)
    if (type?.k !== 'user' || (expr.object.k === 'id' && expr.object.name === 'this')) walk.found.add('balance')
  }
  if (!locate(expr, frame)) visit(expr.object, frame, walk)
}

function name(id: string, frame: Frame, walk: Walk): void {
  const found = meaning(id, frame)
  if (found.k === 'bound') visit(found.expr, found.frame, walk)
  if (found.k === 'state') {
    if (!found.state.def.constant) walk.found.add(`state:${id}`)
    return
  }
  if (found.k !== 'local') return
  const key = `${frame.depth}:${frame.fn.owner.name}.${frame.fn.def.name}:${id}`
  if (walk.seen.has(key)) return
  walk.seen.add(key)
  if (found.local.role === 'param') {
    const bound = frame.args.get(id)
    if (bound && frame.parent) visit(bound, frame.parent, walk)
    else walk.found.add('param')
  }
  for (const value of found.local.values) visit(value.expr, frame, walk)
}

/** Built-in functions, of Yul too, that are sources themselves. */
const CALL_SOURCES: Readonly<Record<string, Source>> = {
  blockhash: 'blockhash',
  caller: 'sender',
  origin: 'origin',
  callvalue: 'value',
  calldataload: 'data',
  timestamp: 'time',
  number: 'block',
  selfbalance: 'balance',
  prevrandao: 'block',
  difficulty: 'block',
  coinbase: 'block',
  gaslimit: 'block',
}

function call(expr: Extract<Expr, { k: 'call' }>, frame: Frame, walk: Walk): void {
  for (const arg of expr.args) visit(arg, frame, walk)
  const { callee } = expr
  const name = callee.k === 'id' || callee.k === 'member' ? callee.name : ''
  const inner = enter(expr, frame)
  const known = !inner && Object.hasOwn(CALL_SOURCES, name) ? CALL_SOURCES[name] : undefined
  if (known && (callee.k === 'id' || name === 'blockhash')) walk.found.add(known)
  // what a function may return depends on what it is applied to, also when its body was looked into before
  if (callee.k === 'member' && !isNamespace(callee.object, frame)) visit(callee.object, frame, walk)
  if (inner) returns(inner, walk)
  else if (callee.k === 'member' && typeOf(callee.object, frame)?.k === 'user') walk.found.add('returned')
}

const isNamespace = (expr: Expr, frame: Frame): boolean =>
  expr.k === 'id' && (/^(?:abi|block|super)$/.test(expr.name) || meaning(expr.name, frame).k === 'contract')

/** The values that a function can return: its return expressions and its named return variables. */
function returns(frame: Frame, walk: Walk): void {
  const key = `return:${frame.depth}:${frame.fn.owner.name}.${frame.fn.def.name}:${frame.fn.def.s}`
  if (walk.seen.has(key)) return
  walk.seen.add(key)
  eachStmt(frame.fn.def.body, (stmt) => {
    if (stmt.k === 'return' && stmt.value) visit(stmt.value, frame, walk)
  })
  for (const value of frame.fn.def.returns) if (value.name) name(value.name, frame, walk)
}
