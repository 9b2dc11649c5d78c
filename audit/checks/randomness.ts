import { type Found, sourceCheck } from '../check.ts'
import type { ContractModel } from '../model/contracts.ts'
import type { Step } from '../model/flow.ts'
import { globalName } from '../model/scope.ts'
import { type Source, sourcesOf } from '../model/sources.ts'
import { eachExpr, eachExprIn, someExpr } from '../model/walk.ts'
import type { Expr, Span } from '../parse/ast.ts'
import type { ContractSubject, Entry } from '../subject.ts'
import { at, kinds, spots } from './kit.ts'

const HASHES = /^(?:keccak256|sha3|sha256|ripemd160)$/
const ENTROPY: readonly Source[] = ['time', 'block', 'blockhash']

const isHash = (expr: Expr): boolean => expr.k === 'call' && expr.callee.k === 'id' && HASHES.test(expr.callee.name)
const isBlockhash = (expr: Expr): boolean => expr.k === 'call' && ((expr.callee.k === 'id' && expr.callee.name === 'blockhash') || (expr.callee.k === 'member' && expr.callee.name === 'blockhash'))
const named = (expr: Expr): boolean => /^block\.(?:difficulty|prevrandao|coinbase|gaslimit)$/.test(globalName(expr) ?? '')

/** The part of an expression where block data is turned into chance. */
export function chance(step: Step): Expr | undefined {
  let found: Expr | undefined
  const entropy = (expr: Expr | undefined): boolean => {
    const sources = sourcesOf(expr, step.frame)
    return ENTROPY.some((source) => sources.has(source))
  }
  eachExpr(step.expr, (expr) => {
    if (found) return
    if (isBlockhash(expr) || named(expr)) found = expr
    else if (isHash(expr) && expr.k === 'call' && expr.args.some(entropy) && !isLabel(step, expr)) found = expr
    else if (expr.k === 'binary' && expr.op === '%' && (entropy(expr.left))) found = expr
  })
  return found
}

/** A hash that is only stored or returned, never computed with, is an identifier and no chance. */
function isLabel(step: Step, hash: Expr): boolean {
  const { expr } = step
  if (!expr || (expr !== hash && !(expr.k === 'assign' && expr.right === hash))) return false
  const name = expr.k === 'assign' && expr.left.k === 'id' ? expr.left.name : step.stmt?.k === 'var' ? step.stmt.decls[0]?.name : undefined
  if (!name) return step.kind === 'return' && step.frame.depth === 0
  let computed = false
  eachExprIn(step.frame.fn.def.body, (part) => {
    const uses = (side: Expr | undefined): boolean => someExpr(side, (inner) => inner.k === 'id' && inner.name === name)
    if (part.k === 'binary' && (uses(part.left) || uses(part.right))) computed = true
    if (part.k === 'call' && part.callee.k === 'type' && part.args.some(uses)) computed = true
    if (part.k === 'index' && part.object.k === 'id' && part.object.name === name) computed = true
  })
  return !computed && step.frame.fn.locals.has(name)
}

/** Variables that hold the number of a block whose hash is asked for later. */
function luckyBlocks(contract: ContractSubject): Set<string> {
  const names = new Set<string>()
  for (const entry of contract.entries)
    for (const step of entry.flow.steps)
      eachExpr(step.expr, (expr) => {
        if (expr.k !== 'call' || !isBlockhash(expr)) return
        for (const source of sourcesOf(expr.args[0], step.frame)) if (source.startsWith('state:')) names.add(source.slice(6))
      })
  return names
}

/** Statements that choose or test such a block. */
function* scheme(entry: Entry, lucky: ReadonlySet<string>): Iterable<Step> {
  if (lucky.size === 0) return
  for (const write of kinds(entry, 'write')) if (write.value && lucky.has(write.place.state.def.name) && sourcesOf(write.value, write.frame).has('block')) yield write.step
  for (const step of entry.flow.steps) {
    if (step.kind !== 'test' || !step.expr) continue
    const sources = sourcesOf(step.expr, step.frame)
    if (sources.has('block') && [...sources].some((source) => source.startsWith('state:') && lucky.has(source.slice(6)))) yield step
  }
}

/** Where the block data that ends in this step was taken, if that was just before in the same function. */
function origin(step: Step, entry: Entry): number {
  let from = step.expr?.s ?? 0
  const wanted = new Set<string>()
  eachExpr(step.expr, (part) => part.k === 'id' && wanted.add(part.name))
  for (let id = step.id - 1; id >= 0; id -= 1) {
    const before = entry.flow.steps[id]
    if (before?.frame !== step.frame || !before.expr || before.stmt === undefined) break
    const name = before.kind === 'var' && before.stmt.k === 'var' ? before.stmt.decls[0]?.name : before.expr.k === 'assign' && before.expr.left.k === 'id' ? before.expr.left.name : undefined
    const sources = sourcesOf(before.kind === 'var' ? before.expr : before.expr.k === 'assign' ? before.expr.right : undefined, before.frame)
    if (!name || !wanted.has(name) || !ENTROPY.some((source) => sources.has(source))) break
    from = before.stmt.s
    eachExpr(before.expr, (part) => part.k === 'id' && wanted.add(part.name))
  }
  return from
}

/** State variables that hold block data and end in a chance. */
function* salts(entry: Entry, contract: ContractSubject): Iterable<Found> {
  for (const step of entry.flow.steps) {
    const part = step.assembly ? undefined : salted(step, contract)
    if (part && step.expr) yield at(step.frame, { s: origin(step, entry), e: step.expr.e }, { message: `"${part.name}" holds block data and decides an outcome here.`, certainty: 'likely' })
    if (part) yield { file: part.owner.file.path, span: part.def, contract: part.owner.name, function: '', message: `"${part.name}" takes block data that later decides an outcome.`, certainty: 'likely' }
  }
}

function salted(step: Step, contract: ContractSubject): { name: string; def: Span; owner: ContractModel } | undefined {
  let found: string | undefined
  eachExpr(step.expr, (expr) => {
    if (expr.k !== 'binary' || expr.op !== '%') return
    for (const source of sourcesOf(expr.left, step.frame)) if (source.startsWith('state:')) found ??= source.slice(6)
  })
  const state = found === undefined ? undefined : contract.model.state.get(found)
  if (!state?.def.init || !someExpr(state.def.init, (part) => globalName(part)?.startsWith('block.') === true || globalName(part) === 'now')) return undefined
  return { name: state.def.name, def: state.def, owner: state.owner }
}

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
    for (const { contract, entry } of spots(subject)) {
      for (const step of entry.flow.steps) {
        if (step.assembly || !step.expr) continue
        const part = chance(step)
        if (part) yield at(step.frame, { s: origin(step, entry), e: step.expr.e }, { message: 'Block data decides an outcome here; it can be known or steered beforehand.', certainty: 'likely' })
      }
      yield* salts(entry, contract)
      for (const step of scheme(entry, luckyBlocks(contract)))
        if (step.expr) yield at(step.frame, step.expr, { message: 'The outcome hangs on the hash of this block, which is lost after 256 blocks and known to its builder.', certainty: 'possible' })
    }
  },
})
