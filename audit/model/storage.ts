import type { Expr, TypeName } from '../parse/ast.ts'
import type { StateModel } from './contracts.ts'
import { render } from './render.ts'
import { type Frame, libraryFunction, meaning, takesReceiver, typeOf } from './scope.ts'

/** A place in storage: the state variable and the way into it. */
export interface Location {
  state: StateModel
  /** Keys and fields after the variable, with the frame that they are read in. */
  path: readonly Key[]
}
export type Key = { k: 'index'; expr: Expr | undefined; frame: Frame } | { k: 'field'; name: string }

/** Place in storage that an expression denotes, storage pointers followed; undefined for memory and values. */
export function locate(expr: Expr, frame: Frame, depth = 0): Location | undefined {
  if (depth > 12 || frame.project.fuel.left <= 0) return undefined
  frame.project.fuel.left -= 1
  if (expr.k === 'index') {
    const base = locate(expr.object, frame, depth + 1)
    return base && { state: base.state, path: [...base.path, { k: 'index', expr: expr.index, frame }] }
  }
  if (expr.k === 'member') return memberLocation(expr, frame, depth)
  if (expr.k === 'id') return nameLocation(expr.name, frame, depth)
  if (expr.k === 'call') return callLocation(expr, frame, depth)
  if (expr.k === 'cond') return locate(expr.yes, frame, depth + 1) ?? locate(expr.no, frame, depth + 1)
  return undefined
}

function memberLocation(expr: Extract<Expr, { k: 'member' }>, frame: Frame, depth: number): Location | undefined {
  if (expr.object.k === 'id' && !frame.fn.locals.has(expr.object.name)) {
    const found = meaning(expr.object.name, frame)
    const state = found.k === 'contract' && frame.self.linear.includes(found.contract) ? found.contract.state.get(expr.name) : undefined
    if (state) return { state, path: [] }
  }
  const base = locate(expr.object, frame, depth + 1)
  return base && { state: base.state, path: [...base.path, { k: 'field', name: expr.name }] }
}

function nameLocation(name: string, frame: Frame, depth: number): Location | undefined {
  const found = meaning(name, frame)
  if (found.k === 'state') return { state: found.state, path: [] }
  const local = frame.fn.locals.get(name)
  if (local && !isPointer(local.decl.location, local.decl.type, frame, name)) return undefined
  if (found.k === 'bound') return locate(found.expr, found.frame, depth + 1)
  if (found.k !== 'local') return undefined
  for (const value of found.local.values) {
    const place = value.op === '=' && value.part === undefined ? locate(value.expr, frame, depth + 1) : undefined
    if (place) return place
  }
  return undefined
}

/** A local that may point into storage: said so, or of a reference type without a location (before 0.5), or `var`. */
function isPointer(location: string | undefined, type: TypeName | undefined, frame: Frame, name: string): boolean {
  if (location) return location === 'storage'
  if (
    frame.fn.def.params.some((param) => param.name === name) &&
    frame.fn.def.visibility !== 'internal' &&
    frame.fn.def.visibility !== 'private'
  )
    return false
  if (type) return type.k === 'array' || type.k === 'mapping' || (type.k === 'user' && frame.fn.owner.minor < 5)
  const value = frame.fn.locals.get(name)?.values[0]
  const inferred = value && value.part === undefined ? typeOf(value.expr, frame) : undefined
  return inferred?.k === 'array' || inferred?.k === 'mapping' || inferred?.k === 'user'
}

/** Functions that return a storage pointer: follow their only return expression. */
function callLocation(expr: Extract<Expr, { k: 'call' }>, frame: Frame, depth: number): Location | undefined {
  const [slot] = expr.args
  // sload(x.slot)
  if (expr.callee.k === 'id' && expr.callee.name === 'sload' && slot?.k === 'member' && slot.name === 'slot')
    return locate(slot.object, frame, depth + 1)
  if (expr.callee.k === 'member' && expr.callee.name === 'push') return locate(expr.callee.object, frame, depth + 1)
  const fn = expr.callee.k === 'member' ? libraryFunction(expr.callee, expr.args.length, frame) : undefined
  if (fn && takesReceiver(fn, expr.args.length) && expr.callee.k === 'member' && fn.def.returns[0]?.location === 'storage')
    return locate(expr.callee.object, frame, depth + 1)
  return undefined
}

/** Text that is equal for equal places, parameters replaced by what the caller passed. */
export function placeKey(place: Location, depth = 0): string {
  const keys = place.path.map((key) => (key.k === 'field' ? `.${key.name}` : `[${key.expr ? render(key.expr, key.frame, depth + 1) : ''}]`))
  return `${place.state.owner.name}.${place.state.def.name}${keys.join('')}`
}
