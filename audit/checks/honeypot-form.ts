import { type Found, sourceCheck } from '../check.ts'
import type { ContractModel, FunctionModel } from '../model/contracts.ts'
import { isCaller } from '../model/privilege.ts'
import { globalName, rootFrame } from '../model/scope.ts'
import { eachExprIn, eachStmt, someExpr } from '../model/walk.ts'
import type { Expr, Stmt } from '../parse/ast.ts'
import type { SourceSubject } from '../subject.ts'

const references = ['SWC-130', 'OWASP SC01:2025']
const fix = 'Do not send ether to this contract.'

function* functions(subject: SourceSubject): Iterable<{ fn: FunctionModel; model: ContractModel }> {
  for (const { model } of subject.contracts) for (const fn of model.own) yield { fn, model }
}

const place = (model: ContractModel, fn: FunctionModel | undefined, span: { s: number; e: number }) => ({
  file: model.file.path,
  span,
  contract: model.name,
  function: fn?.def.name ?? '',
})

export const hiddenTransfer = sourceCheck({
  id: 'honeypot-hidden-code',
  title: 'Code is pushed out of sight',
  severity: 'high',
  category: 'honeypot',
  explanation:
    'A long run of blanks moves a statement far to the right, where a reader who does not scroll never sees it. It usually takes the ether before the shown payout can.',
  fix: 'Read the hidden statement; do not send ether to this contract.',
  references,
  *run(subject) {
    for (const { fn, model } of functions(subject)) {
      const found: Found[] = []
      eachStmt(fn.def.body, (stmt: Stmt) => {
        const before = model.file.text.slice(Math.max(0, stmt.s - 120), stmt.s)
        const blanks = /\S?[ \t\u00a0]{60,}$/.exec(before)
        // far to the right because of blanks that follow other code, or that no indentation explains
        if (blanks && (/^\S/.test(blanks[0]) || blanks[0].length >= 100))
          found.push({
            ...place(model, fn, stmt),
            message: 'This statement stands behind a long run of blanks, out of sight.',
            certainty: 'certain',
          })
      })
      yield* found
    }
    // blanks in front of code that the statements above do not begin with, such as an opening "if" after a brace
  },
})

export const emptyString = sourceCheck({
  id: 'honeypot-skipped-argument',
  title: 'An empty string literal shifts the arguments behind it',
  severity: 'high',
  category: 'honeypot',
  explanation:
    'Old compilers leave an empty string literal out when they encode an external call, so the arguments behind it move up by one and, for instance, the payout goes to the owner.',
  fix: 'Compile with 0.4.15 or later, or pass a variable.',
  references,
  *run(subject) {
    for (const { fn, model } of functions(subject)) {
      if (model.minor >= 5) continue
      const found: Found[] = []
      eachExprIn(fn.def.body, (expr) => {
        if (expr.k !== 'call' || expr.callee.k !== 'member') return
        const empty = expr.args.findIndex((arg) => arg.k === 'lit' && arg.kind === 'string' && arg.value === '')
        if (empty >= 0 && empty < expr.args.length - 1)
          found.push({
            ...place(model, fn, expr),
            message: 'The empty string is left out of the call data and the arguments behind it move up.',
            certainty: 'likely',
          })
      })
      yield* found
    }
  },
})

export const typeDeduction = sourceCheck({
  id: 'honeypot-narrow-counter',
  title: 'A counter that var makes eight bits wide',
  severity: 'medium',
  category: 'honeypot',
  explanation:
    'Before 0.5 `var i = 0` declares a uint8. It wraps to zero after 255, so a loop up to a larger bound never ends, or ends through a break long before the number that the reader expects.',
  fix: 'Write the type.',
  references: ['SWC-101'],
  *run(subject) {
    for (const { fn, model } of functions(subject)) {
      if (model.minor >= 5) continue
      const narrow = new Map<string, Stmt>()
      eachStmt(fn.def.body, (stmt) => {
        const [decl] = stmt.k === 'var' ? stmt.decls : []
        if (
          stmt.k === 'var' &&
          decl &&
          !decl.type &&
          stmt.init?.k === 'lit' &&
          stmt.init.kind === 'number' &&
          Number(stmt.init.value) < 256 &&
          !stmt.init.unit
        )
          narrow.set(decl.name, stmt)
      })
      const found: Found[] = []
      eachStmt(fn.def.body, (stmt) => {
        if ((stmt.k !== 'for' && stmt.k !== 'while') || !narrow.size) return
        const names = loopNames(stmt).filter((name) => narrow.has(name))
        for (const name of names)
          found.push({
            ...place(model, fn, narrow.get(name) ?? stmt),
            message: `"${name}" is a uint8 and wraps to zero after 255.`,
            certainty: 'likely',
          })
      })
      yield* found
    }
  },
})

/** Counters that are compared with something other than a small literal. */
function loopNames(stmt: Extract<Stmt, { k: 'for' | 'while' }>): string[] {
  const names: string[] = []
  const visit = (expr: Expr | undefined): void => {
    if (expr?.k !== 'binary') return
    if (
      /^[<>!]=?$/.test(expr.op) &&
      expr.left.k === 'id' &&
      !(expr.right.k === 'lit' && Number(expr.right.value) < 256 && !expr.right.unit)
    )
      names.push(expr.left.name)
    visit(expr.left)
    visit(expr.right)
  }
  visit(stmt.test)
  if (names.length === 0 && stmt.test?.k === 'lit') eachStmt(stmt.body, (inner) => inner.k === 'if' && visit(inner.test))
  return names
}

/** A variable of a base is declared again here; a modifier or function of the base reads the first, functions here write the second. */
export const inheritanceDisorder = sourceCheck({
  id: 'honeypot-inheritance',
  title: 'The owner that is set is not the owner that is asked for',
  severity: 'high',
  category: 'honeypot',
  explanation:
    'The contract declares a variable that a base already has. Paying in sets the one declared here; the modifier of the base compares with its own, which only the deployer ever set.',
  fix,
  references: ['SWC-119', 'OWASP SC01:2025'],
  *run(subject) {
    for (const { model } of subject.contracts) {
      if (model.minor >= 6) continue
      for (const member of model.def.members) {
        if (member.k !== 'state') continue
        const base = model.linear.slice(1).find((one) => one.def.members.some((other) => other.k === 'state' && other.name === member.name))
        if (!base || !readBy(base, member.name)) continue
        if (writes(model, member.name))
          yield {
            ...place(model, undefined, member),
            message: `"${member.name}" is a second variable; the checks of "${base.name}" look at the first.`,
            certainty: 'likely',
          }
      }
    }
  },
})

/** Some function or modifier of the base compares the caller with it. */
const readBy = (base: ContractModel, name: string): boolean =>
  base.own.some((fn) => {
    let found = false
    eachExprIn(fn.def.body, (expr) => {
      if (expr.k !== 'binary' || !/^[=!]=$/.test(expr.op)) return
      const sides = [expr.left, expr.right]
      if (
        sides.some((side) => globalName(side) === 'msg.sender') &&
        sides.some((side) => someExpr(side, (part) => part.k === 'id' && part.name === name))
      )
        found = true
    })
    return found
  })

const writes = (model: ContractModel, name: string): boolean =>
  model.own.some((fn) => {
    let found = false
    eachExprIn(fn.def.body, (expr) => {
      if (
        expr.k === 'assign' &&
        expr.left.k === 'id' &&
        expr.left.name === name &&
        (isCaller(expr.right, rootFrame(fn, model, NO_PROJECT)) || expr.right.k === 'id')
      )
        found = true
    })
    return found
  })

const NO_PROJECT = { fuel: { left: 1000 }, files: [], contracts: [], values: new Set<string>(), find: () => undefined }
