import type { ContractDef, FunctionDef, Gap, Invocation, MemberDef, StateVar, TypeName } from './ast.ts'
import { accept, type Cursor, ended, expect, is, name, peek, skipBalanced, span, take } from './cursor.ts'
import { expression } from './expressions.ts'
import { recovering } from './recovering.ts'
import { block, parameters } from './statements.ts'
import { typeName } from './types.ts'

/** A contract, interface or library from its keyword on. */
export function contract(c: Cursor, gaps: Gap[]): ContractDef {
  const s = peek(c).s
  const abstract = accept(c, 'abstract')
  const word = take(c).text
  const kind = abstract ? 'abstract' : (word as 'contract')
  const id = name(c).text
  if (accept(c, 'layout')) while (!is(c, '{', 'is') && peek(c).kind !== 'end') take(c)
  const bases = accept(c, 'is') ? invocations(c) : []
  if (accept(c, 'layout')) while (!is(c, '{') && peek(c).kind !== 'end') take(c)
  expect(c, '{')
  const members: MemberDef[] = []
  while (!is(c, '}') && peek(c).kind !== 'end') members.push(...recovering(c, gaps, member))
  if (!accept(c, '}')) gaps.push({ reason: `contract ${id} does not end`, ...span(c, s) })
  return { k: 'contract', kind, name: id, bases, members, ...span(c, s) }
}

function invocations(c: Cursor): Invocation[] {
  const list: Invocation[] = []
  do list.push(invocation(c))
  while (accept(c, ','))
  return list
}

function invocation(c: Cursor): Invocation {
  const first = name(c)
  let path = first.text
  while (accept(c, '.')) path += `.${name(c).text}`
  const args = []
  if (accept(c, '(')) {
    while (!is(c, ')')) {
      args.push(expression(c))
      if (!accept(c, ',')) break
    }
    expect(c, ')')
  }
  return { name: path, args, ...span(c, first.s) }
}

/** One member of a contract or of a file. */
export function member(c: Cursor, gaps: Gap[]): MemberDef {
  const word = peek(c).text
  const after = peek(c, 1)
  if (word === 'function' || word === 'modifier') return callable(c, gaps)
  if (/^(?:constructor|fallback|receive)$/.test(word) && after.text === '(') return callable(c, gaps)
  if (word === 'struct' && after.kind === 'id') return struct(c)
  if (word === 'enum' && after.kind === 'id') return enumeration(c)
  if ((word === 'event' || word === 'error') && after.kind === 'id' && peek(c, 2).text === '(') return signature(c, word)
  if (word === 'using') return using(c)
  if (word === 'type' && after.kind === 'id') return typedef(c)
  return stateVariable(c)
}

function struct(c: Cursor): MemberDef {
  const s = take(c).s
  const id = name(c).text
  expect(c, '{')
  const fields = []
  while (!is(c, '}')) {
    const type = typeName(c, expression)
    const field = name(c)
    expect(c, ';')
    fields.push({ type, name: field.text, s: type.s, e: field.e })
  }
  take(c)
  return { k: 'struct', name: id, fields, ...span(c, s) }
}

function enumeration(c: Cursor): MemberDef {
  const s = take(c).s
  const id = name(c).text
  expect(c, '{')
  const values: string[] = []
  while (!is(c, '}')) {
    values.push(name(c).text)
    if (!accept(c, ',')) break
  }
  expect(c, '}')
  return { k: 'enum', name: id, values, ...span(c, s) }
}

function signature(c: Cursor, kind: 'event' | 'error'): MemberDef {
  const s = take(c).s
  const id = name(c).text
  const params = parameters(c)
  accept(c, 'anonymous')
  expect(c, ';')
  return { k: kind, name: id, params, ...span(c, s) }
}

function using(c: Cursor): MemberDef {
  const s = take(c).s
  let library = ''
  if (is(c, '{')) skipBalanced(c)
  else library = invocation(c).name
  expect(c, 'for')
  const type = accept(c, '*') ? undefined : typeName(c, expression)
  accept(c, 'global')
  expect(c, ';')
  return { k: 'using', library, type, ...span(c, s) }
}

function typedef(c: Cursor): MemberDef {
  const s = take(c).s
  const id = name(c).text
  expect(c, 'is')
  const type = typeName(c, expression)
  expect(c, ';')
  return { k: 'typedef', name: id, type, ...span(c, s) }
}

const FLAGS = new Set(['public', 'private', 'internal', 'external', 'constant', 'immutable', 'transient', 'override', 'virtual'])

function stateVariable(c: Cursor): StateVar {
  const type: TypeName = typeName(c, expression)
  const flags: string[] = []
  while (FLAGS.has(peek(c).text)) {
    flags.push(take(c).text)
    if (is(c, '(')) skipBalanced(c)
  }
  const id = name(c).text
  const init = accept(c, '=') ? expression(c) : undefined
  expect(c, ';')
  const visibility = flags.find((flag) => /^(?:public|private|internal)$/.test(flag)) ?? ''
  const [constant, immutable] = [flags.includes('constant'), flags.includes('immutable')]
  return { k: 'state', name: id, type, visibility, constant, immutable, init, ...span(c, type.s) }
}

function callable(c: Cursor, gaps: Gap[]): FunctionDef {
  const first = take(c)
  const named = (first.text === 'function' || first.text === 'modifier') && peek(c).kind === 'id' ? take(c).text : ''
  const params = is(c, '(') ? parameters(c) : []
  const head = { ...attributes(c), params, name: named }
  const returns = head.returns
  const header = ended(c)
  const body = is(c, '{') ? block(c, gaps) : undefined
  if (!body) expect(c, ';')
  return { ...head, k: 'function', kind: kindOf(first.text, named), returns, body, header, ...span(c, first.s) }
}

function kindOf(word: string, named: string): FunctionDef['kind'] {
  if (word !== 'function') return word as FunctionDef['kind']
  return named === '' ? 'fallback' : 'function'
}

type Attributes = Pick<FunctionDef, 'visibility' | 'mutability' | 'modifiers' | 'virtual' | 'override' | 'returns'>

function attributes(c: Cursor): Attributes {
  const found = { visibility: '', mutability: '', virtual: false, override: false } as { -readonly [K in keyof Attributes]: Attributes[K] }
  const modifiers: Invocation[] = []
  let returns: FunctionDef['returns'] = []
  while (!is(c, '{', ';') && peek(c).kind !== 'end') {
    if (is(c, 'public', 'external', 'internal', 'private')) found.visibility = take(c).text as 'public'
    else if (is(c, 'pure', 'view', 'payable')) found.mutability = take(c).text as 'pure'
    else if (accept(c, 'constant')) found.mutability = 'view'
    else if (accept(c, 'virtual')) found.virtual = true
    else if (accept(c, 'override')) {
      found.override = true
      if (is(c, '(')) skipBalanced(c)
    } else if (accept(c, 'returns')) returns = parameters(c)
    else modifiers.push(invocation(c))
  }
  return { ...found, modifiers, returns }
}
