import type { Expr, TypeName } from './ast.ts'
import { accept, type Cursor, ended, expect, is, name, nested, peek, skipBalanced, take } from './cursor.ts'

const ELEMENTARY = /^(?:address|bool|string|bytes\d*|byte|u?int\d*|u?fixed(?:\d+x\d+)?|var)$/

export const isElementary = (text: string): boolean => ELEMENTARY.test(text)

/** A type name; `expression` reads the length of an array. */
export function typeName(c: Cursor, expression: (c: Cursor) => Expr): TypeName {
  let type = nested(c, (inner) => baseType(inner, expression))
  while (is(c, '[')) {
    take(c)
    const length = is(c, ']') ? undefined : expression(c)
    expect(c, ']')
    type = { k: 'array', base: type, length, s: type.s, e: ended(c) }
  }
  return type
}

function baseType(c: Cursor, expression: (c: Cursor) => Expr): TypeName {
  const s = peek(c).s
  if (accept(c, 'mapping')) return mappingType(c, s, expression)
  if (is(c, 'function') && peek(c, 1).text === '(') return functionType(c, s)
  const first = name(c).text
  if (isElementary(first)) {
    if (first === 'address') accept(c, 'payable')
    return { k: 'elementary', name: first, s, e: ended(c) }
  }
  let path = first
  while (is(c, '.') && peek(c, 1).kind === 'id') {
    take(c)
    path += `.${take(c).text}`
  }
  return { k: 'user', name: path, s, e: ended(c) }
}

function mappingType(c: Cursor, s: number, expression: (c: Cursor) => Expr): TypeName {
  expect(c, '(')
  const key = typeName(c, expression)
  if (!is(c, '=>')) name(c)
  expect(c, '=>')
  const value = typeName(c, expression)
  if (!is(c, ')')) name(c)
  expect(c, ')')
  return { k: 'mapping', key, value, s, e: ended(c) }
}

function functionType(c: Cursor, s: number): TypeName {
  take(c)
  skipBalanced(c)
  while (is(c, 'external', 'internal', 'public', 'private', 'pure', 'view', 'payable', 'constant')) take(c)
  if (accept(c, 'returns')) skipBalanced(c)
  return { k: 'functionType', s, e: ended(c) }
}

const NOT_A_TYPE = new Set(['delete', 'new', 'after', 'true', 'false', 'hex', 'unicode', 'emit', 'return'])

/**
 * Length in tokens of a type name that begins `ahead` tokens from the cursor, 0 when there is none. Only looks; brackets are matched
 * without reading what is inside them.
 */
export function typeLength(c: Cursor, ahead: number): number {
  let at = ahead
  const token = peek(c, at)
  if (token.kind !== 'id' || NOT_A_TYPE.has(token.text)) return 0
  if ((token.text === 'mapping' || token.text === 'function') && peek(c, at + 1).text === '(') at = functionTail(c, closing(c, at + 1))
  else at = path(c, at)
  while (peek(c, at).text === '[' && peek(c, at).kind === 'op') at = closing(c, at)
  return at - ahead
}

function path(c: Cursor, from: number): number {
  let at = from + 1
  if (peek(c, from).text === 'address' && peek(c, at).text === 'payable') at += 1
  while (peek(c, at).text === '.' && peek(c, at + 1).kind === 'id') at += 2
  return at
}

const TAIL = new Set(['external', 'internal', 'pure', 'view', 'payable', 'constant'])

function functionTail(c: Cursor, from: number): number {
  let at = from
  while (TAIL.has(peek(c, at).text)) at += 1
  return peek(c, at).text === 'returns' ? closing(c, at + 1) : at
}

/** Offset in tokens after the bracket that closes the one at `ahead`. */
function closing(c: Cursor, ahead: number): number {
  let depth = 0
  let at = ahead
  do {
    const token = peek(c, at)
    if (token.kind === 'end') return at
    if (token.kind === 'op' && /^[([{]$/.test(token.text)) depth += 1
    if (token.kind === 'op' && /^[)\]}]$/.test(token.text)) depth -= 1
    at += 1
  } while (depth > 0)
  return at
}
