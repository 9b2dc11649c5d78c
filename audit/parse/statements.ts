import type { Block, Expr, Gap, Stmt, VarDecl } from './ast.ts'
import { accept, type Cursor, expect, is, name, nested, peek, SyntaxFault, skipBalanced, span, take } from './cursor.ts'
import { expression } from './expressions.ts'
import { recovering } from './recovering.ts'
import { typeLength, typeName } from './types.ts'
import { yulBlock } from './yul.ts'

/** A block. A statement that cannot be read becomes a gap and the next one is tried. */
export function block(c: Cursor, gaps: Gap[], unchecked = false): Block {
  return nested(c, (inner) => {
    const s = expect(inner, '{').s
    const stmts: Stmt[] = []
    while (!is(inner, '}')) {
      if (peek(inner).kind === 'end') throw new SyntaxFault('a block does not end', s)
      stmts.push(...recovering(inner, gaps, statement))
    }
    take(inner)
    return { k: 'block', stmts, unchecked, ...span(inner, s) }
  })
}

export function statement(c: Cursor, gaps: Gap[]): Stmt {
  return nested(c, (inner) => {
    const token = peek(inner)
    const rule = token.kind === 'id' && Object.hasOwn(RULES, token.text) ? RULES[token.text] : undefined
    const read = rule?.(inner, gaps)
    if (read) return read
    if (is(inner, '{')) return block(inner, gaps)
    return simple(inner)
  })
}

type Rule = (c: Cursor, gaps: Gap[]) => Stmt | undefined

const RULES: Readonly<Record<string, Rule>> = {
  if(c, gaps) {
    const s = take(c).s
    const test = parenthesised(c)
    const yes = statement(c, gaps)
    const no = accept(c, 'else') ? statement(c, gaps) : undefined
    return { k: 'if', test, yes, no, ...span(c, s) }
  },
  while(c, gaps) {
    const s = take(c).s
    const test = parenthesised(c)
    return { k: 'while', test, body: statement(c, gaps), post: false, ...span(c, s) }
  },
  do(c, gaps) {
    const s = take(c).s
    const body = statement(c, gaps)
    expect(c, 'while')
    const test = parenthesised(c)
    semicolon(c)
    return { k: 'while', test, body, post: true, ...span(c, s) }
  },
  for(c, gaps) {
    const s = take(c).s
    expect(c, '(')
    const init = accept(c, ';') ? undefined : simple(c)
    const test = is(c, ';') ? undefined : expression(c)
    expect(c, ';')
    const step = is(c, ')') ? undefined : expression(c)
    expect(c, ')')
    return { k: 'for', init, test, step, body: statement(c, gaps), ...span(c, s) }
  },
  return(c) {
    const s = take(c).s
    const value = is(c, ';', '}') ? undefined : expression(c)
    semicolon(c)
    return { k: 'return', value, ...span(c, s) }
  },
  throw(c) {
    const s = take(c).s
    semicolon(c)
    return { k: 'revert', ...span(c, s) }
  },
  revert(c) {
    if (peek(c, 1).kind !== 'id') return revertCall(c)
    const s = take(c).s
    const call = expression(c)
    semicolon(c)
    return { k: 'revert', call, ...span(c, s) }
  },
  emit(c) {
    if (peek(c, 1).kind !== 'id') return undefined
    const s = take(c).s
    const call = expression(c)
    semicolon(c)
    return { k: 'emit', call, ...span(c, s) }
  },
  break: keyword,
  continue: keyword,
  _(c) {
    if (!/^[;}]$/.test(peek(c, 1).text)) return undefined
    const s = take(c).s
    semicolon(c)
    return { k: 'placeholder', ...span(c, s) }
  },
  unchecked(c, gaps) {
    if (peek(c, 1).text !== '{') return undefined
    take(c)
    return block(c, gaps, true)
  },
  assembly(c, gaps) {
    const s = take(c).s
    if (peek(c).kind === 'str') take(c)
    if (is(c, '(')) skipBalanced(c)
    return assembly(c, gaps, s)
  },
  try(c, gaps) {
    const s = take(c).s
    const call = expression(c)
    const returns = accept(c, 'returns') ? parameters(c) : []
    const body = block(c, gaps)
    const catches: Block[] = []
    while (accept(c, 'catch')) {
      if (peek(c).kind === 'id') take(c)
      if (is(c, '(')) skipBalanced(c)
      catches.push(block(c, gaps))
    }
    return { k: 'try', call, returns, body, catches, ...span(c, s) }
  },
}

function revertCall(c: Cursor): Stmt {
  const s = peek(c).s
  const call = expression(c)
  semicolon(c)
  return { k: 'revert', call, ...span(c, s) }
}

function keyword(c: Cursor): Stmt {
  const token = take(c)
  semicolon(c)
  return { k: token.text as 'break' | 'continue', s: token.s, e: token.e }
}

/** Assembly that this parser does not follow (0.4's stack machine) is skipped whole and said so. */
function assembly(c: Cursor, gaps: Gap[], s: number): Stmt {
  const from = c.at
  const depth = c.depth
  try {
    return { k: 'assembly', body: yulBlock(c), ...span(c, s) }
  } catch (fault) {
    if (!(fault instanceof SyntaxFault)) throw fault
    c.at = from
    c.depth = depth
    skipBalanced(c)
    gaps.push({ reason: fault.message, ...span(c, s) })
    return { k: 'assembly', body: { k: 'block', stmts: [], unchecked: true, ...span(c, s) }, ...span(c, s) }
  }
}

function parenthesised(c: Cursor): Expr {
  expect(c, '(')
  const inner = expression(c)
  expect(c, ')')
  return inner
}

/** Code of 0.3 leaves it out after "_" and the last statement. */
const semicolon = (c: Cursor): void => {
  if (!accept(c, ';') && !is(c, '}')) expect(c, ';')
}

function simple(c: Cursor): Stmt {
  const s = peek(c).s
  const decls = declarations(c)
  if (decls) {
    const init = accept(c, '=') ? expression(c) : undefined
    semicolon(c)
    return { k: 'var', decls, init, ...span(c, s) }
  }
  const expr = expression(c)
  semicolon(c)
  return { k: 'expr', expr, ...span(c, s) }
}

const LOCATION = new Set(['memory', 'storage', 'calldata'])

/** True when "type [location] name" begins `ahead` tokens from the cursor. */
function declares(c: Cursor, ahead: number): number {
  const length = typeLength(c, ahead)
  if (length === 0) return 0
  const at = ahead + length
  const after = LOCATION.has(peek(c, at).text) ? at + 1 : at
  return peek(c, after).kind === 'id' ? after + 1 - ahead : 0
}

function declarations(c: Cursor): (VarDecl | undefined)[] | undefined {
  if (is(c, 'var') && peek(c, 1).text === '(') {
    take(c)
    return untyped(c)
  }
  if (is(c, '(')) return tupleDeclares(c) ? parameters(c) : undefined
  return declares(c, 0) > 0 ? [declaration(c)] : undefined
}

function untyped(c: Cursor): (VarDecl | undefined)[] {
  expect(c, '(')
  const decls: (VarDecl | undefined)[] = []
  while (!is(c, ')')) {
    const id = is(c, ',') ? undefined : name(c)
    decls.push(id && { name: id.text, s: id.s, e: id.e })
    if (!accept(c, ',')) break
    if (is(c, ')')) decls.push(undefined)
  }
  expect(c, ')')
  return decls
}

function tupleDeclares(c: Cursor): boolean {
  let at = 1
  while (peek(c, at).text === ',') at += 1
  const length = declares(c, at)
  return length > 0 && /^[,)]$/.test(peek(c, at + length).text)
}

function declaration(c: Cursor): VarDecl {
  const type = typeName(c, expression)
  const location = LOCATION.has(peek(c).text) ? (take(c).text as 'memory') : undefined
  const id = name(c)
  return { type: type.k === 'elementary' && type.name === 'var' ? undefined : type, name: id.text, location, s: type.s, e: id.e }
}

/** A parenthesised list of parameters; holes and missing names are allowed. */
export function parameters(c: Cursor): VarDecl[] {
  expect(c, '(')
  const list: VarDecl[] = []
  while (!is(c, ')')) {
    if (is(c, ',')) list.push({ name: '', s: peek(c).s, e: peek(c).s })
    else list.push(parameter(c))
    if (!accept(c, ',')) break
  }
  expect(c, ')')
  return list
}

function parameter(c: Cursor): VarDecl {
  const type = typeName(c, expression)
  const indexed = accept(c, 'indexed')
  const location = LOCATION.has(peek(c).text) ? (take(c).text as 'memory') : undefined
  const id = peek(c).kind === 'id' ? take(c).text : ''
  return { type, name: id, location, indexed, ...span(c, type.s) }
}
