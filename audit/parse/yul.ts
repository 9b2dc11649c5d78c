import type { Block, Expr, Stmt, VarDecl } from './ast.ts'
import { accept, type Cursor, ended, expect, height, is, name, nested, peek, SyntaxFault, skipBalanced, span, take } from './cursor.ts'

/** A Yul block. Its parts take the shapes of Solidity's statements, so one walk serves both. */
export function yulBlock(c: Cursor): Block {
  return nested(c, (inner) => {
    const s = expect(inner, '{').s
    const stmts: Stmt[] = []
    while (!is(inner, '}')) {
      if (peek(inner).kind === 'end') throw new SyntaxFault('assembly does not end', s)
      const stmt = yulStatement(inner)
      if (stmt) stmts.push(stmt)
    }
    take(inner)
    return { k: 'block', stmts, unchecked: true, ...span(inner, s) }
  })
}

function yulStatement(c: Cursor): Stmt | undefined {
  const s = peek(c).s
  if (is(c, '{')) return yulBlock(c)
  if (accept(c, 'let')) return letStatement(c, s)
  if (accept(c, 'if')) return { k: 'if', test: yulExpression(c), yes: yulBlock(c), ...span(c, s) }
  if (accept(c, 'for')) return forStatement(c, s)
  if (accept(c, 'switch')) return switchStatement(c, s)
  if (accept(c, 'function')) return functionStatement(c, s)
  if (is(c, 'break', 'continue')) return { k: take(c).text as 'break', ...span(c, s) }
  if (accept(c, 'leave')) return { k: 'return', ...span(c, s) }
  return expressionStatement(c, s)
}

function letStatement(c: Cursor, s: number): Stmt {
  const decls: VarDecl[] = []
  do {
    const id = name(c)
    if (accept(c, ':')) name(c)
    decls.push({ name: id.text, s: id.s, e: id.e })
  } while (accept(c, ','))
  const init = accept(c, ':=') ? yulExpression(c) : undefined
  return { k: 'var', decls, init, ...span(c, s) }
}

function forStatement(c: Cursor, s: number): Stmt {
  const init = yulBlock(c)
  const test = yulExpression(c)
  const step = yulBlock(c)
  return { k: 'for', init, test, step, body: yulBlock(c), ...span(c, s) }
}

function switchStatement(c: Cursor, s: number): Stmt {
  const subject = yulExpression(c)
  const cases: Stmt[] = [{ k: 'expr', expr: subject, s: subject.s, e: subject.e }]
  while (is(c, 'case', 'default')) {
    const at = peek(c).s
    const test = take(c).text === 'case' ? yulExpression(c) : undefined
    const body = yulBlock(c)
    const equal: Expr | undefined = test && {
      k: 'binary',
      op: '==',
      left: subject,
      right: test,
      s: test.s,
      e: test.e,
      d: height(c, subject, test),
    }
    cases.push(equal ? { k: 'if', test: equal, yes: body, ...span(c, at) } : body)
  }
  return { k: 'block', stmts: cases, unchecked: true, ...span(c, s) }
}

function functionStatement(c: Cursor, s: number): Stmt {
  const id = name(c).text
  const params: string[] = []
  expect(c, '(')
  while (!is(c, ')')) {
    params.push(name(c).text)
    if (!accept(c, ',')) break
  }
  expect(c, ')')
  if (accept(c, '->')) {
    do name(c)
    while (accept(c, ','))
  }
  return { k: 'yulFunction', name: id, params, body: yulBlock(c), ...span(c, s) }
}

function expressionStatement(c: Cursor, s: number): Stmt | undefined {
  // "=: x" and bare labels belong to the stack-machine assembly of 0.4
  if (accept(c, '=:')) {
    name(c)
    return undefined
  }
  const left = yulExpression(c)
  if (accept(c, ':')) return undefined
  const targets = [left]
  while (accept(c, ',')) targets.push(yulExpression(c))
  if (!accept(c, ':=')) return { k: 'expr', expr: left, ...span(c, s) }
  const right = yulExpression(c)
  const target: Expr = targets.length === 1 ? left : { k: 'tuple', items: targets, array: false, s, e: ended(c), d: height(c, ...targets) }
  const expr: Expr = { k: 'assign', op: '=', left: target, right, ...span(c, s), d: height(c, target, right) }
  return { k: 'expr', expr, ...span(c, s) }
}

function yulExpression(c: Cursor): Expr {
  return nested(c, (inner) => {
    const token = take(inner)
    const base = { s: token.s, e: token.e, d: 1 }
    if (token.kind === 'num') return { k: 'lit', kind: 'number', value: token.text, ...base }
    if (token.kind === 'str') return { k: 'lit', kind: 'string', value: token.text.slice(1, -1), ...base }
    if (token.kind !== 'id') throw new SyntaxFault(`unexpected "${token.text.slice(0, 20)}" in assembly`, token.s)
    if (token.text === 'hex' && peek(inner).kind === 'str') return { k: 'lit', kind: 'hex', value: take(inner).text.slice(1, -1), ...base }
    if (token.text === 'true' || token.text === 'false') return { k: 'lit', kind: 'bool', value: token.text, ...base }
    return yulTail(inner, { k: 'id', name: token.text, ...base })
  })
}

function yulTail(c: Cursor, id: Expr): Expr {
  let object = id
  while (accept(c, '.')) {
    const member = name(c)
    object = { k: 'member', object, name: member.text, s: id.s, e: member.e, d: height(c, object) }
  }
  if (!is(c, '(')) return object
  take(c)
  const args: Expr[] = []
  while (!is(c, ')')) {
    args.push(yulExpression(c))
    if (!accept(c, ',')) break
  }
  if (!is(c, ')')) {
    c.at -= 1
    skipBalanced(c)
  } else take(c)
  return { k: 'call', callee: object, args, options: [], s: id.s, e: ended(c), d: height(c, object, ...args) }
}
