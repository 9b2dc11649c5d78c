import type { Block, Expr, Stmt } from '../parse/ast.ts'
import { decided } from './constants.ts'
import type { ContractModel, FunctionModel, Project } from './contracts.ts'
import { type Frame, functionNamed, libraryFunction, rootFrame, takesReceiver } from './scope.ts'
import { children } from './walk.ts'

/** A condition that holds wherever it is listed: `expr` evaluated in `frame` was `truth`. */
export interface Cond {
  expr: Expr
  frame: Frame
  truth: boolean
  /** hook: an internal function without a body was called; what heirs check there is not known. */
  how: 'require' | 'branch' | 'loop' | 'hook'
  /** Step that tested it. */
  step: number
}

/** A node of the control flow graph: one expression is evaluated, or (without one) paths meet. */
export interface Step {
  id: number
  frame: Frame
  kind: 'expr' | 'var' | 'test' | 'return' | 'emit' | 'revert' | 'join'
  expr?: Expr
  stmt?: Stmt
  /** Conditions that dominate this step. */
  conds: readonly Cond[]
  /** Loops that it runs in, outermost first. */
  loops: readonly number[]
  unchecked: boolean
  assembly: boolean
  next: number[]
}

/** An entry function with its modifiers and internal calls inlined. */
export interface Flow {
  entry: FunctionModel
  self: ContractModel
  steps: readonly Step[]
  /** True when the step budget ended before the function did. */
  truncated: boolean
}

/** Where a walk stands; copied, never changed, except for the lists that collect jumps. */
interface Place {
  frame: Frame
  conds: readonly Cond[]
  loops: readonly number[]
  unchecked: boolean
  assembly: boolean
  /** Runs what `_` stands for. */
  inner?: (place: Place) => readonly Cond[]
  exits: { from: number[]; conds: readonly Cond[] }[]
  breaks: number[]
  continues: number[]
}

const MOST_STEPS = 1500
const MOST_DEPTH = 6

interface Builder {
  steps: Step[]
  /** Steps whose successor is the next step to come; empty when nothing gets here. */
  edge: number[]
  truncated: boolean
  loops: number
}

/** Control flow of an entry function as `self` runs it. */
export function buildFlow(entry: FunctionModel, self: ContractModel, project: Project): Flow {
  const builder: Builder = { steps: [], edge: [], truncated: false, loops: 0 }
  const frame = rootFrame(entry, self, project)
  const place: Place = { frame, conds: [], loops: [], unchecked: false, assembly: false, exits: [], breaks: [], continues: [] }
  add(builder, place, { kind: 'join' })
  runFunction(builder, place)
  return { entry, self, steps: builder.steps, truncated: builder.truncated }
}

function add(b: Builder, place: Place, part: Pick<Step, 'kind'> & Partial<Pick<Step, 'expr' | 'stmt'>>): number {
  if (b.steps.length >= MOST_STEPS) {
    b.truncated = true
    return b.steps.length - 1
  }
  const { frame, conds, loops, unchecked, assembly } = place
  const id = b.steps.length
  b.steps.push({ id, frame, conds, loops, unchecked, assembly, next: [], ...part })
  for (const from of b.edge) b.steps[from]?.next.push(id)
  b.edge = [id]
  return id
}

/** A function with its modifiers around it. Returns the conditions that hold after it, whichever way it ended. */
function runFunction(b: Builder, place: Place): readonly Cond[] {
  const { fn } = place.frame
  const exits: Place['exits'] = []
  const body = (at: Place): readonly Cond[] => (fn.def.body ? block(b, fn.def.body, { ...at, frame: place.frame, exits }) : at.conds)
  let run = body
  for (const call of [...fn.def.modifiers].reverse()) {
    const modifier = place.frame.self.modifiers.get(call.name) ?? fn.owner.modifiers.get(call.name)
    if (!modifier && place.frame.self.incomplete && !fn.isConstructor) {
      // the modifier stands in a base that is not among the sources: what it asks is not known
      const inner = run
      const expr: Expr = { k: 'id', name: call.name, s: call.s, e: call.e, d: 1 }
      run = (at) => inner({ ...at, conds: [...at.conds, { expr, frame: place.frame, truth: true, how: 'hook', step: b.steps.length }] })
    }
    if (!modifier?.def.body) continue
    const args = new Map(
      modifier.def.params.map((param, at) => [param.name, call.args[at] as Expr]).filter((pair): pair is [string, Expr] => !!pair[1]),
    )
    const frame: Frame = { ...place.frame, fn: modifier, args, parent: place.frame, depth: place.frame.depth + 1 }
    run = wrap(b, modifier.def.body, frame, run)
  }
  const end = run({ ...place, exits })
  if (b.edge.length > 0) exits.push({ from: b.edge, conds: end })
  b.edge = exits.flatMap((exit) => exit.from)
  return common(exits.map((exit) => exit.conds)) ?? place.conds
}

/** A modifier's body around what it wraps; `return` inside the wrapped part goes on after `_`. */
function wrap(b: Builder, body: Block, frame: Frame, inner: (place: Place) => readonly Cond[]): (place: Place) => readonly Cond[] {
  return (place) => {
    const run = (at: Place): readonly Cond[] => {
      const exits: Place['exits'] = []
      const end = inner({ ...at, exits })
      if (b.edge.length > 0) exits.push({ from: b.edge, conds: end })
      b.edge = exits.flatMap((exit) => exit.from)
      return common(exits.map((exit) => exit.conds)) ?? at.conds
    }
    return block(b, body, { ...place, frame, inner: run })
  }
}

/** Conditions that are in all lists. */
function common(lists: readonly (readonly Cond[])[]): readonly Cond[] | undefined {
  const [first, ...rest] = lists
  return first && rest.reduce((kept, list) => kept.filter((cond) => list.includes(cond)), first)
}

function block(b: Builder, stmt: Block, place: Place): readonly Cond[] {
  let conds = place.conds
  for (const inner of stmt.stmts) {
    if (b.edge.length === 0 || b.truncated) break
    conds = statement(b, inner, { ...place, conds, unchecked: place.unchecked || stmt.unchecked })
  }
  return conds
}

function statement(b: Builder, stmt: Stmt, place: Place): readonly Cond[] {
  switch (stmt.k) {
    case 'block':
      return block(b, stmt, place)
    case 'assembly':
      return block(b, stmt.body, { ...place, assembly: true })
    case 'if':
      return branch(b, stmt, place)
    case 'while':
    case 'for':
      return loop(b, stmt, place)
    case 'try':
      return attempt(b, stmt, place)
    case 'expr':
      return expressionStatement(b, stmt, place)
    case 'var':
      return evaluated(b, stmt.init, { ...place }, { kind: 'var', stmt })
    case 'emit':
      return evaluated(b, stmt.call, place, { kind: 'emit', stmt })
    case 'return':
      return leave(b, stmt, place)
    case 'revert':
      evaluated(b, stmt.call, place, { kind: 'revert', stmt })
      b.edge = []
      return place.conds
    case 'placeholder':
      return place.inner ? place.inner(place) : place.conds
    case 'break':
      place.breaks.push(...b.edge)
      b.edge = []
      return place.conds
    case 'continue':
      place.continues.push(...b.edge)
      b.edge = []
      return place.conds
    case 'yulFunction':
      return place.conds
  }
}

/** Adds the step of an expression after the internal calls inside it; returns the conditions that hold then. */
function evaluated(b: Builder, expr: Expr | undefined, place: Place, part: { kind: Step['kind']; stmt?: Stmt }): readonly Cond[] {
  const conds = expr ? inlineCalls(b, expr, place) : place.conds
  if (b.edge.length > 0) add(b, { ...place, conds }, { ...part, ...(expr ? { expr } : {}) })
  return conds
}

function leave(b: Builder, stmt: Extract<Stmt, { k: 'return' }>, place: Place): readonly Cond[] {
  const conds = evaluated(b, stmt.value, place, { kind: 'return', stmt })
  if (b.edge.length > 0) place.exits.push({ from: b.edge, conds })
  b.edge = []
  return conds
}

function expressionStatement(b: Builder, stmt: Extract<Stmt, { k: 'expr' }>, place: Place): readonly Cond[] {
  const { expr } = stmt
  const called = expr.k === 'call' && expr.callee.k === 'id' ? expr.callee.name : ''
  const test = expr.k === 'call' ? expr.args[0] : undefined
  if ((called === 'require' || called === 'assert') && test) {
    const conds = evaluated(b, test, place, { kind: 'test', stmt })
    return [...conds, { expr: test, frame: place.frame, truth: true, how: 'require', step: b.steps.length - 1 }]
  }
  const conds = evaluated(b, expr, place, { kind: 'expr', stmt })
  const ends =
    called === 'revert' || /^(?:selfdestruct|suicide)$/.test(called) || (place.assembly && /^(?:revert|stop|return|invalid)$/.test(called))
  if (ends) b.edge = []
  return conds
}

function branch(b: Builder, stmt: Extract<Stmt, { k: 'if' }>, place: Place): readonly Cond[] {
  const before = evaluated(b, stmt.test, place, { kind: 'test', stmt })
  if (b.edge.length === 0) return before
  const known = decided(stmt.test, place.frame)
  // the other side never runs in this activation
  if (known !== undefined)
    return known
      ? statement(b, stmt.yes, { ...place, conds: before })
      : stmt.no
        ? statement(b, stmt.no, { ...place, conds: before })
        : before
  const step = b.steps.length - 1
  const cond = (truth: boolean): Cond => ({ expr: stmt.test, frame: place.frame, truth, how: 'branch', step })
  const fork = b.edge
  const yes = statement(b, stmt.yes, { ...place, conds: [...before, cond(true)] })
  const afterYes = b.edge
  b.edge = fork
  const otherwise = [...before, cond(false)]
  const no = stmt.no ? statement(b, stmt.no, { ...place, conds: otherwise }) : otherwise
  const afterNo = b.edge
  b.edge = [...afterYes, ...afterNo]
  if (afterYes.length === 0) return no
  return afterNo.length === 0 ? yes : before
}

function loop(b: Builder, stmt: Extract<Stmt, { k: 'while' | 'for' }>, place: Place): readonly Cond[] {
  const isFor = stmt.k === 'for'
  let conds = isFor && stmt.init ? statement(b, stmt.init, place) : place.conds
  if (b.edge.length === 0) return conds
  b.loops += 1
  const inside: Place = { ...place, conds, loops: [...place.loops, b.loops], breaks: [], continues: [] }
  const head = add(b, inside, { kind: 'join' })
  const first = !isFor && stmt.post ? undefined : stmt.test
  if (first) conds = evaluated(b, first, inside, { kind: 'test', stmt })
  const test = b.steps.length - 1
  const held: readonly Cond[] = first ? [...conds, { expr: first, frame: place.frame, truth: true, how: 'loop', step: test }] : conds
  const out = first ? [...b.edge] : []
  statement(b, stmt.body, { ...inside, conds: held })
  b.edge.push(...inside.continues)
  if (b.edge.length > 0) loopEnd(b, stmt, { ...inside, conds })
  if (!isFor && stmt.post) out.push(...b.edge)
  for (const from of b.edge) b.steps[from]?.next.push(head)
  b.edge = [...out, ...inside.breaks]
  return place.conds.concat(conds.filter((cond) => !place.conds.includes(cond) && inside.breaks.length === 0 && cond.how !== 'loop'))
}

function loopEnd(b: Builder, stmt: Extract<Stmt, { k: 'while' | 'for' }>, place: Place): void {
  if (stmt.k === 'while') {
    if (stmt.post) evaluated(b, stmt.test, place, { kind: 'test', stmt })
  } else if (stmt.step && 'd' in stmt.step) evaluated(b, stmt.step, place, { kind: 'expr', stmt })
  else if (stmt.step) statement(b, stmt.step as Stmt, place)
}

function attempt(b: Builder, stmt: Extract<Stmt, { k: 'try' }>, place: Place): readonly Cond[] {
  const conds = evaluated(b, stmt.call, place, { kind: 'test', stmt })
  const fork = b.edge
  const ends: number[] = []
  for (const body of [stmt.body, ...stmt.catches]) {
    b.edge = [...fork]
    block(b, body, { ...place, conds })
    ends.push(...b.edge)
  }
  b.edge = ends
  return conds
}

/** Walks the internal calls inside an expression, arguments first, as if their bodies stood before it. */
function inlineCalls(b: Builder, expr: Expr, place: Place): readonly Cond[] {
  let conds = place.conds
  for (const child of children(expr)) if (child && b.edge.length > 0) conds = inlineCalls(b, child, { ...place, conds })
  if (expr.k !== 'call' || b.edge.length === 0) return conds
  const frame = enter(expr, place.frame)
  if (!frame && isHook(expr, place.frame)) return [...conds, { expr, frame: place.frame, truth: true, how: 'hook', step: b.steps.length }]
  return frame ? runFunction(b, { ...place, conds, frame, unchecked: false, assembly: false, exits: [], breaks: [], continues: [] }) : conds
}

/** Frame of an internal call; undefined when it is none, is recursive, or goes too deep. */
export function enter(expr: Extract<Expr, { k: 'call' }>, frame: Frame): Frame | undefined {
  const fn = callee(expr, frame)
  if (!fn?.def.body || frame.depth >= MOST_DEPTH) return undefined
  for (let up: Frame | undefined = frame; up; up = up.parent) if (up.fn === fn) return undefined
  const receiver = expr.callee.k === 'member' && takesReceiver(fn, expr.args.length) ? [expr.callee.object] : []
  const given = expr.names ? fn.def.params.map((param) => expr.args[expr.names?.indexOf(param.name) ?? -1]) : [...receiver, ...expr.args]
  const pairs = fn.def.params.map((param, at) => [param.name, given[at]] as const)
  const args = new Map(pairs.filter((pair): pair is readonly [string, Expr] => pair[1] !== undefined))
  return { ...frame, fn, args, parent: frame, site: expr, depth: frame.depth + 1 }
}

/** A call of an internal function that only heirs implement. */
const isHook = (expr: Extract<Expr, { k: 'call' }>, frame: Frame): boolean => {
  const { callee: called } = expr
  if (called.k !== 'id' || frame.fn.locals.has(called.name)) return false
  const declared = frame.self.linear
    .flatMap((base) => base.own)
    .filter((fn) => fn.def.name === called.name && fn.def.params.length === expr.args.length)
  return declared.length > 0 && declared.every((fn) => !fn.def.body)
}

function callee(expr: Extract<Expr, { k: 'call' }>, frame: Frame): FunctionModel | undefined {
  if (expr.callee.k === 'id')
    return frame.fn.locals.has(expr.callee.name) ? undefined : functionNamed(expr.callee.name, expr.args.length, frame)
  return expr.callee.k === 'member' ? libraryFunction(expr.callee, expr.args.length, frame) : undefined
}
