import { type Found, sourceCheck } from '../check.ts'
import { numberOf } from '../model/constants.ts'
import type { Step } from '../model/flow.ts'
import { globalName, rootFrame } from '../model/scope.ts'
import { type Source, sourcesOf } from '../model/sources.ts'
import { children, eachExpr, eachExprIn, someExpr } from '../model/walk.ts'
import type { Expr } from '../parse/ast.ts'
import type { ContractSubject, Entry } from '../subject.ts'
import { allSpots, at, kinds, perContract } from './kit.ts'

const HASHES = /^(?:keccak256|sha3|sha256|ripemd160)$/
const ENTROPY: readonly Source[] = ['time', 'block', 'blockhash']

const isHash = (expr: Expr): boolean => expr.k === 'call' && expr.callee.k === 'id' && HASHES.test(expr.callee.name)
const isBlockhash = (expr: Expr): boolean =>
  expr.k === 'call' &&
  ((expr.callee.k === 'id' && expr.callee.name === 'blockhash') || (expr.callee.k === 'member' && expr.callee.name === 'blockhash'))
const named = (expr: Expr): boolean => /^block\.(?:difficulty|prevrandao|coinbase|gaslimit)$/.test(globalName(expr) ?? '')

/** The part of an expression where block data is turned into chance. */
export function chance(step: Step): Expr | undefined {
  if (!step.expr) return undefined
  const old = chances.get(step)
  if (old) return old.part
  const part = findChance(step)
  chances.set(step, { part })
  return part
}

/** Several checks ask about the same step. */
const chances = new WeakMap<Step, { part: Expr | undefined }>()

function findChance(step: Step): Expr | undefined {
  const entropy = (expr: Expr | undefined): boolean => {
    const sources = sourcesOf(expr, step.frame)
    return ENTROPY.some((source) => sources.has(source))
  }
  let found: Expr | undefined
  const visit = (expr: Expr | undefined, computed: boolean): void => {
    if (!expr || found) return
    if (isBlockhash(expr) || named(expr)) found = computed || step.kind !== 'return' ? expr : undefined
    else if (isHash(expr) && expr.k === 'call' && expr.args.some(entropy) && (computed || (expr === whole(step) && !isLabel(step, expr))))
      found = expr
    else if (expr.k === 'binary' && expr.op === '%' && !isTruncation(expr, step) && (entropy(expr.left) || isDraw(expr.left, step)))
      found = expr
    else if (step.assembly && expr.k === 'call' && expr.callee.k === 'id' && expr.callee.name === 'mod' && entropy(expr.args[0]))
      found = expr
    const computes = (expr.k === 'binary' && expr.op !== '&&' && expr.op !== '||') || (expr.k === 'call' && expr.callee.k === 'type')
    for (const child of children(expr))
      visit(child, (computed && expr.k !== 'index' && !(expr.k === 'call' && expr.callee.k !== 'type')) || computes)
  }
  visit(step.expr, false)
  return found
}

/** `now % 2**32`: the time cut to the width of its slot, not a draw. */
const isTruncation = (expr: Extract<Expr, { k: 'binary' }>, step: Step): boolean => {
  const by = numberOf(expr.right, step.frame)
  return by !== undefined && by >= 2 ** 32 && Math.log2(by) % 8 === 0 && !someExpr(expr.left, isHash)
}

/** What a step computes, without the assignment around it. */
const whole = (step: Step): Expr | undefined => (step.expr?.k === 'assign' ? step.expr.right : step.expr)

/** `uint(msg.sender) % n`: a draw that the caller makes by choosing an account. */
const isDraw = (expr: Expr, step: Step): boolean => {
  const sources = [...sourcesOf(expr, step.frame)]
  return sources.length > 0 && sources.every((source) => source === 'sender' || source === 'gas')
}

/** The name itself, or a cast of it; not a place that it is the key of. */
const direct = (expr: Expr, name: string): boolean =>
  (expr.k === 'id' && expr.name === name) || (expr.k === 'call' && expr.callee.k === 'type' && expr.args.some((arg) => direct(arg, name)))

/** A hash that is only stored or returned, never computed with, is an identifier and no chance. */
function isLabel(step: Step, hash: Expr): boolean {
  const { expr } = step
  if (!expr || (expr !== hash && !(expr.k === 'assign' && expr.right === hash))) return false
  const name = expr.k === 'assign' && expr.left.k === 'id' ? expr.left.name : step.stmt?.k === 'var' ? step.stmt.decls[0]?.name : undefined
  if (!name) return step.kind === 'return' && step.frame.depth === 0
  let computed = false
  eachExprIn(step.frame.fn.def.body, (part) => {
    if (part.k === 'binary' && (direct(part.left, name) || direct(part.right, name))) computed = true
    if (part.k === 'call' && part.callee.k === 'type' && part.args.some((arg) => direct(arg, name))) computed = true
    if (part.k === 'index' && part.object.k === 'id' && part.object.name === name) computed = true
  })
  return !computed && step.frame.fn.locals.has(name)
}

/** Variables that hold the number of a block whose hash is asked for later. */
const luckyBlocks = perContract((contract): Set<string> => {
  const names = new Set<string>()
  for (const entry of contract.entries)
    for (const step of entry.flow.steps)
      eachExpr(step.expr, (expr) => {
        if (expr.k !== 'call' || !isBlockhash(expr)) return
        for (const source of sourcesOf(expr.args[0], step.frame)) if (source.startsWith('state:')) names.add(source.slice(6))
      })
  return names
})

/** Statements that choose or test such a block. */
function* scheme(entry: Entry, lucky: ReadonlySet<string>): Iterable<Step> {
  if (lucky.size === 0) return
  for (const write of kinds(entry, 'write'))
    if (write.value && lucky.has(write.place.state.def.name) && sourcesOf(write.value, write.frame).has('block')) yield write.step
  for (const step of entry.flow.steps) {
    if (step.kind !== 'test' || !step.expr) continue
    const sources = sourcesOf(step.expr, step.frame)
    if (sources.has('block') && [...sources].some((source) => source.startsWith('state:') && lucky.has(source.slice(6)))) yield step
  }
}

/** Statements of the same function that take the block data which ends in this step. */
function* takings(step: Step, entry: Entry, salted: ReadonlyMap<string, unknown>): Iterable<Step> {
  const wanted = new Set<string>()
  eachExpr(step.expr, (part) => part.k === 'id' && wanted.add(part.name))
  for (let id = step.id - 1; id >= 0; id -= 1) {
    const before = entry.flow.steps[id]
    const taken = before?.frame === step.frame ? assigned(before) : undefined
    if (!before || !taken || !wanted.has(taken.name)) continue
    eachExpr(taken.value, (part) => part.k === 'id' && wanted.add(part.name))
    if (someExpr(taken.value, (part) => isBlockData(part) || (part.k === 'id' && salted.has(part.name)))) yield before
  }
}

const isBlockData = (expr: Expr): boolean =>
  isBlockhash(expr) || globalName(expr) === 'now' || globalName(expr)?.startsWith('block.') === true

/** The local that a step sets, and to what. */
function assigned(step: Step): { name: string; value: Expr } | undefined {
  const { expr } = step
  if (step.kind === 'var' && step.stmt?.k === 'var' && expr) return { name: step.stmt.decls[0]?.name ?? '', value: expr }
  return expr?.k === 'assign' && expr.left.k === 'id' ? { name: expr.left.name, value: expr.right } : undefined
}

/** State variables that are filled from block data. */
const filled = perContract((contract): ReadonlyMap<string, 'time' | 'block'> => {
  const found = new Map<string, 'time' | 'block'>()
  const note = (name: string, sources: ReadonlySet<Source>): void => {
    if (sources.has('block') || sources.has('blockhash')) found.set(name, 'block')
    else if (sources.has('time') && !found.has(name)) found.set(name, 'time')
  }
  for (const { def } of contract.model.state.values()) {
    const fn = contract.model.functions[0]
    if (def.init && fn) note(def.name, sourcesOf(def.init, rootFrame(fn, contract.model, contract.project)))
  }
  for (const entry of contract.entries)
    for (const write of kinds(entry, 'write')) if (write.value) note(write.place.state.def.name, sourcesOf(write.value, write.frame))
  return found
})

/** Chances that are computed from such variables, and the statements that fill them. */
function* salts(entry: Entry, contract: ContractSubject, salted: ReadonlyMap<string, 'time' | 'block'>): Iterable<Found> {
  if (salted.size === 0) return
  for (const step of entry.flow.steps) {
    const names = step.assembly ? [] : saltsIn(step, salted)
    if (names.length > 0 && step.expr)
      yield at(step.frame, step.expr, { message: `"${names[0]}" holds block data and decides an outcome here.`, certainty: 'likely' })
    for (const name of names) {
      const state = contract.model.state.get(name)
      if (state?.def.init)
        yield {
          file: state.owner.file.path,
          span: state.def,
          contract: state.owner.name,
          function: '',
          message: `"${name}" takes block data that later decides an outcome.`,
          certainty: 'likely',
        }
    }
  }
}

/** Variables that end in a remainder, or in the argument of blockhash, in this step. Time that is only compared is none. */
function saltsIn(step: Step, salted: ReadonlyMap<string, 'time' | 'block'>): string[] {
  const names = new Set<string>()
  eachExpr(step.expr, (expr) => {
    const chanced = expr.k === 'binary' && expr.op === '%' ? expr.left : expr.k === 'call' && isBlockhash(expr) ? expr.args[0] : undefined
    for (const source of sourcesOf(chanced, step.frame))
      if (source.startsWith('state:') && salted.has(source.slice(6))) names.add(source.slice(6))
  })
  return [...names]
}

/** In a contract that draws from blocks: the number of the block is put on record. */
function* recorded(contract: ContractSubject): Iterable<Found> {
  const drawn = [...contract.entries, ...contract.orphans].some((entry) =>
    entry.flow.steps.some((step) => !step.assembly && step.expr !== undefined && chance(step) !== undefined),
  )
  if (!drawn) return
  const rest = {
    message: 'The number of a block is recorded in a contract that draws from block data; its builder knows both.',
    certainty: 'possible',
    severity: 'low',
  } as const
  for (const entry of contract.entries)
    for (const write of kinds(entry, 'write')) if (write.value && someExpr(write.value, isNumber)) yield at(write.frame, write.expr, rest)
  for (const { def, owner } of contract.model.state.values())
    if (someExpr(def.init, isNumber)) yield { file: owner.file.path, span: def, contract: owner.name, function: '', ...rest }
}

const isNumber = (expr: Expr): boolean => globalName(expr) === 'block.number'

export const weakRandomness = sourceCheck({
  id: 'weak-randomness',
  title: 'Chance is taken from block data',
  severity: 'medium',
  category: 'bad_randomness',
  explanation:
    'Block hash, number, time, difficulty and coinbase are known to every contract in the same block and can be steered by whoever builds it. Blockhash is zero for blocks older than 256. A player can compute the outcome before playing.',
  fix: 'Use a commit and reveal scheme with a deadline, or a verifiable random function.',
  references: ['SWC-120', 'OWASP SC09:2025'],
  *run(subject) {
    for (const contract of subject.contracts) yield* recorded(contract)
    for (const { contract, entry } of allSpots(subject)) {
      const salted = filled(contract)
      for (const step of entry.flow.steps) {
        if (!step.expr) continue
        const part = chance(step)
        if (!part) continue
        const taken = [...takings(step, entry, salted)]
        // where the data was taken by statements before, those are the finding, and the statement that the outcome leaves by
        if (taken.length === 0 || step.kind === 'return' || step.kind === 'test' || someExpr(step.expr, isBlockData))
          yield at(step.frame, step.expr, {
            message: 'Block data decides an outcome here; it can be known or steered beforehand.',
            certainty: 'likely',
          })
        for (const taking of taken)
          if (taking.expr)
            yield at(taking.frame, taking.expr, { message: 'The block data that decides an outcome is taken here.', certainty: 'likely' })
      }
      yield* salts(entry, contract, salted)
      for (const step of scheme(entry, luckyBlocks(contract)))
        if (step.expr)
          yield at(step.frame, step.expr, {
            message: 'The outcome hangs on the hash of this block, which is lost after 256 blocks and known to its builder.',
            certainty: 'possible',
          })
    }
  },
})
