import { sourceCheck } from '../check.ts'
import { rootFrame, structNamed } from '../model/scope.ts'
import { eachExprIn, eachStmt, someExpr } from '../model/walk.ts'
import type { Expr, Stmt } from '../parse/ast.ts'
import type { ContractSubject } from '../subject.ts'

export const uninitialisedPointer = sourceCheck({
  id: 'uninitialised-pointer',
  title: 'A storage pointer that points to slot zero',
  severity: 'high',
  category: 'uninitialised_storage',
  explanation:
    'Before Solidity 0.5 a local struct or array without a location is a pointer into storage, and until it is set it points to slot 0. Writing its fields overwrites the first state variables, often the owner or the prize.',
  fix: 'Write `memory`, or set the pointer where it is declared.',
  references: ['SWC-109', 'OWASP SC01:2025'],
  *run(subject) {
    for (const contract of subject.contracts) {
      for (const fn of contract.model.own) {
        const frame = rootFrame(fn, contract.model, subject.project)
        const found: { s: number; e: number; name: string }[] = []
        eachStmt(fn.def.body, (stmt) => {
          if (stmt.k !== 'var' || stmt.init || stmt.decls.length !== 1) return
          const [decl] = stmt.decls
          if (!decl?.type || (decl.location && decl.location !== 'storage')) return
          const reference =
            decl.type.k === 'array' ||
            decl.type.k === 'mapping' ||
            (decl.type.k === 'user' && structNamed(decl.type.name, frame) !== undefined)
          const assigned = definitelySet(decl.name, stmt, fn.def.body)
          if (reference && !assigned && contract.model.minor < 5)
            found.push({ ...stmt, name: decl.name, e: firstUses(fn.def.body?.e ?? stmt.e, stmt.e, decl.name, contract.model.file.text) })
        })
        for (const { s, e, name } of found)
          yield {
            file: contract.model.file.path,
            span: { s, e },
            contract: contract.model.name,
            function: fn.def.name,
            message: `"${name}" points to slot 0, so its fields overwrite the contract's first variables.`,
            certainty: 'certain',
          }
      }
    }
  },
})

/** The pointer is assigned before anything is done with it, whichever way the code goes. */
function definitelySet(name: string, declared: Stmt, body: Stmt | undefined): boolean {
  let result = true
  const uses = (expr: Expr | undefined): boolean => someExpr(expr, (part) => part.k === 'id' && part.name === name)
  const sets = (expr: Expr): boolean => expr.k === 'assign' && expr.op === '=' && expr.left.k === 'id' && expr.left.name === name
  // 'set' once every path has assigned it; 'open' while some path has not
  const walk = (stmt: Stmt | undefined, state: 'unseen' | 'open' | 'set'): 'unseen' | 'open' | 'set' => {
    if (!stmt) return state
    if (stmt === declared) return 'open'
    if (stmt.k === 'block') return stmt.stmts.reduce<'unseen' | 'open' | 'set'>((known, inner) => walk(inner, known), state)
    if (stmt.k === 'if') {
      if (state === 'open' && uses(stmt.test)) result = false
      const [yes, no] = [walk(stmt.yes, state), walk(stmt.no, state)]
      if (ends(stmt.yes)) return no
      if (stmt.no && ends(stmt.no)) return yes
      return yes === no ? yes : 'open'
    }
    if (stmt.k === 'for' || stmt.k === 'while') {
      const inside = walk(stmt.body, stmt.k === 'for' ? walk(stmt.init, state) : state)
      return state === 'unseen' && inside !== 'unseen' ? inside : state
    }
    const expr = stmt.k === 'expr' ? stmt.expr : stmt.k === 'var' ? stmt.init : stmt.k === 'return' ? stmt.value : undefined
    if (state !== 'open' || !expr) return state
    if (sets(expr)) return 'set'
    if (uses(expr)) result = false
    return state
  }
  walk(body, 'unseen')
  return result
}

const ends = (stmt: Stmt | undefined): boolean => {
  const last = stmt?.k === 'block' ? stmt.stmts.at(-1) : stmt
  return last?.k === 'return' || last?.k === 'revert'
}

/** End of the run of statements that write through the pointer directly after its declaration. */
function firstUses(limit: number, from: number, name: string, text: string): number {
  let end = from
  for (let at = from; at < limit; ) {
    const next = text.indexOf(';', at)
    if (next < 0 || next >= limit || !text.slice(at, next).trimStart().startsWith(`${name}.`)) return end
    end = next + 1
    at = end
  }
  return end
}

/** Also in the constructor of a base, which is no entry of the heir. */
function assignedSomewhere(name: string, contract: ContractSubject): boolean {
  let found = false
  for (const fn of contract.model.linear.flatMap((base) => base.own))
    eachExprIn(fn.def.body, (expr) => {
      if (expr.k === 'assign' && expr.left.k === 'id' && expr.left.name === name) found = true
    })
  return found
}

export const uninitialisedState = sourceCheck({
  id: 'uninitialised-state',
  title: 'A state variable that nobody sets is relied on',
  severity: 'low',
  category: 'uninitialised_storage',
  explanation:
    'The variable is read but never written, so it is always zero. Money that is sent to it, or checks that rest on it, do not do what was meant.',
  fix: 'Set the variable in the constructor, or remove it.',
  references: ['SWC-109'],
  *run(subject) {
    for (const contract of subject.contracts) {
      if (contract.model.incomplete || contract.model.def.kind !== 'contract') continue
      const written = new Set(
        contract.entries.flatMap((entry) => entry.actions.filter((action) => action.k === 'write').map((action) => action.place.state)),
      )
      for (const entry of contract.entries) {
        for (const action of entry.actions) {
          if (action.k !== 'call' || !action.value) continue
          const state = [...contract.model.state.values()].find((one) => action.target.k === 'id' && one.def.name === action.target.name)
          if (
            state &&
            !state.def.init &&
            !state.def.constant &&
            !written.has(state) &&
            !assignedSomewhere(state.def.name, contract) &&
            !contract.model.functions.some((fn) => fn.isConstructor && fn.def.body?.stmts.length === 0)
          )
            yield {
              file: entry.fn.owner.file.path,
              span: action.expr,
              contract: contract.model.name,
              function: entry.fn.def.name,
              message: `"${state.def.name}" is never set, so this pays the zero address.`,
              certainty: 'likely',
            }
        }
      }
    }
  },
})
