import type { ContractDef, FileAst, Gap, ImportDef, MemberDef } from './ast.ts'
import { accept, type Cursor, ended, expect, is, open, peek, SyntaxFault, span, take } from './cursor.ts'
import { contract, member } from './definitions.ts'
import { lineStarts, tokenize } from './lexer.ts'
import { recovering } from './recovering.ts'

interface Parts {
  pragmas: string[]
  imports: ImportDef[]
  contracts: ContractDef[]
  members: MemberDef[]
  gaps: Gap[]
}

/**
 * Reads Solidity 0.4 to 0.8 without a compiler. Never throws: what cannot be read is listed in `gaps` with its reason. Work is linear in
 * the length of the text.
 * @example parseSolidity('a.sol', 'contract A { uint x; }').contracts[0]?.name // 'A'
 */
export function parseSolidity(path: string, text: string): FileAst {
  const c = open(tokenize(text))
  const parts: Parts = { pragmas: [], imports: [], contracts: [], members: [], gaps: [] }
  while (peek(c).kind !== 'end') unit(c, text, parts)
  return { path, text, lines: lineStarts(text), ...parts }
}

function unit(c: Cursor, text: string, parts: Parts): void {
  recovering(c, parts.gaps, () => {
    if (is(c, 'pragma')) pragma(c, text, parts)
    else if (is(c, 'import')) parts.imports.push(importDirective(c))
    else if (isContract(c)) parts.contracts.push(contract(c, parts.gaps))
    else parts.members.push(member(c, parts.gaps))
  })
}

const isContract = (c: Cursor): boolean =>
  (is(c, 'contract', 'interface', 'library') && peek(c, 1).kind === 'id') || (is(c, 'abstract') && peek(c, 1).text === 'contract')

function pragma(c: Cursor, text: string, parts: Parts): void {
  take(c)
  const kind = take(c).text
  const s = peek(c).s
  while (!is(c, ';') && peek(c).kind !== 'end') take(c)
  if (kind === 'solidity') parts.pragmas.push(text.slice(s, ended(c)))
  accept(c, ';')
}

function importDirective(c: Cursor): ImportDef {
  const s = take(c).s
  let path = ''
  while (!is(c, ';')) {
    const token = take(c)
    if (token.kind === 'end') throw new SyntaxFault('an import does not end', s)
    if (token.kind === 'str') path = token.text.slice(1, -1)
  }
  expect(c, ';')
  return { path, ...span(c, s) }
}
