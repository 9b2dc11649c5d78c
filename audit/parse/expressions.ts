import type { Call, Expr } from './ast.ts'
import { accept, type Cursor, ended, expect, height, is, name, nested, peek, SyntaxFault, take } from './cursor.ts'
import { isElementary, typeName } from './types.ts'

// biome-ignore format: one table
const POWER: Readonly<Record<string, number>> = {
  '||': 1, '&&': 2, '==': 3, '!=': 3, '<': 4, '>': 4, '<=': 4, '>=': 4, '|': 5, '^': 6, '&': 7,
  '<<': 8, '>>': 8, '>>>': 8, '+': 9, '-': 9, '*': 10, '/': 10, '%': 10, '**': 12,
}
const ASSIGN = new Set(['=', '+=', '-=', '*=', '/=', '%=', '|=', '&=', '^=', '<<=', '>>=', '>>>='])
const UNITS = new Set(['wei', 'gwei', 'szabo', 'finney', 'ether', 'seconds', 'minutes', 'hours', 'days', 'weeks', 'years'])

/** Any expression, assignments included. */
export function expression(c: Cursor): Expr {
  return nested(c, (inner) => {
    const left = conditional(inner)
    const op = peek(inner)
    if (op.kind !== 'op' || !ASSIGN.has(op.text)) return left
    take(inner)
    const right = expression(inner)
    return { k: 'assign', op: op.text, left, right, s: left.s, e: right.e, d: height(inner, left, right) }
  })
}

function conditional(c: Cursor): Expr {
  const test = binary(c, 1)
  if (!accept(c, '?')) return test
  const yes = expression(c)
  expect(c, ':')
  const no = expression(c)
  return { k: 'cond', test, yes, no, s: test.s, e: no.e, d: height(c, test, yes, no) }
}

function binary(c: Cursor, least: number): Expr {
  let left = unary(c)
  for (;;) {
    const op = peek(c)
    const power = op.kind === 'op' ? POWER[op.text] : undefined
    if (power === undefined || power < least) return left
    take(c)
    // ** is right associative
    const right = nested(c, (inner) => binary(inner, op.text === '**' ? power : power + 1))
    left = { k: 'binary', op: op.text, left, right, s: left.s, e: right.e, d: height(c, left, right) }
  }
}

const PREFIX = new Set(['!', '~', '-', '+', '++', '--', 'delete', 'after'])

function unary(c: Cursor): Expr {
  const token = peek(c)
  if (token.kind !== 'str' && PREFIX.has(token.text) && !(token.text === 'after' && peek(c, 1).kind !== 'id')) {
    take(c)
    const arg = nested(c, unary)
    return { k: 'unary', op: token.text, arg, prefix: true, s: token.s, e: arg.e, d: height(c, arg) }
  }
  return postfix(c, primary(c))
}

function postfix(c: Cursor, start: Expr): Expr {
  let expr = start
  for (;;) {
    const next = postfixStep(c, expr)
    if (!next) return expr
    expr = next
  }
}

function postfixStep(c: Cursor, object: Expr): Expr | undefined {
  if (accept(c, '.')) {
    const member = name(c)
    return { k: 'member', object, name: member.text, s: object.s, e: member.e, d: height(c, object) }
  }
  if (is(c, '[')) return indexed(c, object)
  if (is(c, '(')) return fold(call(c, object, []))
  if (is(c, '{') && peek(c, 1).kind === 'id' && peek(c, 2).text === ':') return withOptions(c, object)
  if (is(c, '++', '--')) {
    const op = take(c)
    return { k: 'unary', op: op.text, arg: object, prefix: false, s: object.s, e: op.e, d: height(c, object) }
  }
  return undefined
}

function indexed(c: Cursor, object: Expr): Expr {
  expect(c, '[')
  const index = is(c, ']', ':') ? undefined : expression(c)
  const end = accept(c, ':') && !is(c, ']') ? expression(c) : undefined
  expect(c, ']')
  return { k: 'index', object, index, end, s: object.s, e: ended(c), d: height(c, object, index, end) }
}

function call(c: Cursor, callee: Expr, options: Call['options']): Call {
  expect(c, '(')
  const named = is(c, '{') ? namedValues(c) : undefined
  const args: Expr[] = named ? named.map((one) => one.value) : []
  while (!is(c, ')')) {
    args.push(expression(c))
    if (!accept(c, ',')) break
  }
  expect(c, ')')
  const d = height(c, callee, ...args, ...options.map((option) => option.value))
  return { k: 'call', callee, args, names: named?.map((one) => one.name), options, s: callee.s, e: ended(c), d }
}

function namedValues(c: Cursor): { name: string; value: Expr }[] {
  expect(c, '{')
  const values: { name: string; value: Expr }[] = []
  while (!is(c, '}')) {
    const key = name(c).text
    expect(c, ':')
    values.push({ name: key, value: expression(c) })
    if (!accept(c, ',')) break
  }
  expect(c, '}')
  return values
}

function withOptions(c: Cursor, callee: Expr): Expr {
  const options = namedValues(c)
  return is(c, '(') ? call(c, callee, options) : callee
}

/** Turns the old `x.call.value(v).gas(g)(d)` into a call of `x.call` with options. */
function fold(outer: Call): Expr {
  const options: { name: string; value: Expr }[] = []
  let callee = outer.callee
  while (callee.k === 'call' && callee.callee.k === 'member' && /^(?:value|gas)$/.test(callee.callee.name) && callee.args.length === 1) {
    const target = callee.callee.object
    if (target.k !== 'member' && target.k !== 'new' && target.k !== 'id' && target.k !== 'call') break
    options.unshift({ name: callee.callee.name, value: callee.args[0] as Expr })
    callee = target
  }
  return options.length > 0 ? { ...outer, callee, options } : outer
}

function primary(c: Cursor): Expr {
  const token = peek(c)
  const s = token.s
  if (token.kind === 'num') return number(c)
  if (token.kind === 'str') return string(c)
  if (is(c, '(', '[')) return tuple(c)
  if (token.kind !== 'id') throw new SyntaxFault(`unexpected "${token.text.slice(0, 20)}"`, s)
  if ((token.text === 'hex' || token.text === 'unicode') && peek(c, 1).kind === 'str') {
    take(c)
    return { ...string(c), s, kind: token.text === 'hex' ? 'hex' : 'string' }
  }
  if (token.text === 'true' || token.text === 'false') return { k: 'lit', kind: 'bool', value: take(c).text, s, e: token.e, d: 1 }
  if (token.text === 'new') {
    take(c)
    const type = typeName(c, expression)
    return { k: 'new', type, s, e: type.e, d: 1 }
  }
  if (isElementary(token.text) && token.text !== 'var') return { k: 'type', type: elementary(c), s, e: ended(c), d: 1 }
  take(c)
  return { k: 'id', name: token.text, s, e: token.e, d: 1 }
}

function elementary(c: Cursor): { k: 'elementary'; name: string; s: number; e: number } {
  const token = take(c)
  if (token.text === 'address') accept(c, 'payable')
  return { k: 'elementary', name: token.text, s: token.s, e: ended(c) }
}

function number(c: Cursor): Expr {
  const token = take(c)
  const unit = peek(c).kind === 'id' && UNITS.has(peek(c).text) ? take(c).text : undefined
  return { k: 'lit', kind: 'number', value: token.text.replaceAll('_', ''), unit, s: token.s, e: ended(c), d: 1 }
}

function string(c: Cursor): Extract<Expr, { k: 'lit' }> {
  const first = take(c)
  let value = first.text.slice(1, -1)
  while (peek(c).kind === 'str') value += take(c).text.slice(1, -1)
  return { k: 'lit', kind: 'string', value, s: first.s, e: ended(c), d: 1 }
}

function tuple(c: Cursor): Expr {
  const begin = take(c)
  const close = begin.text === '(' ? ')' : ']'
  const items: (Expr | undefined)[] = []
  while (!is(c, close)) {
    items.push(is(c, ',') ? undefined : expression(c))
    if (!accept(c, ',')) break
    if (is(c, close)) items.push(undefined)
  }
  expect(c, close)
  const only = items[0]
  // Parentheses around one expression add nothing but their span.
  if (begin.text === '(' && items.length === 1 && only) return { ...only, s: begin.s, e: ended(c) }
  return { k: 'tuple', items, array: close === ']', s: begin.s, e: ended(c), d: height(c, ...items) }
}
