import { createRequire } from 'node:module'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { CASES } from '../checks/cases/index.ts'
import type { FileAst } from './ast.ts'
import { lineStarts, position, tokenize } from './lexer.ts'
import { parseSolidity } from './parse.ts'

const parse = (text: string): FileAst => parseSolidity('a.sol', text)
const functionsOf = (text: string) =>
  parse(text).contracts.flatMap((contract) => contract.members.filter((member) => member.k === 'function'))

test('old and new syntax is read', () => {
  const old = parse(`pragma solidity ^0.4.11; contract A is B(1), C { modifier m { if (x) _ } function () payable { throw; }
    function f(uint a) constant returns (uint, bool b) { var (x, y) = g(); x = a ** 2 ** 3; to.call.value(1).gas(2)(d); for (var i = 0; i < 3; i++) continue; } }`)
  const modern = parse(`pragma solidity ^0.8.25; type Id is uint256; using {f as +} for Id global; error Bad(uint a); uint constant X = 1;
    abstract contract A layout at 0x10 { mapping(address owner => uint count) public m; uint transient t; function(uint) external returns (bool) cb;
    constructor() payable {} receive() external payable {} fallback(bytes calldata) external returns (bytes memory) {}
    function f(uint[] calldata a) external virtual override(B, C) m(1) returns (uint r) { unchecked { r += a[1:2].length; } (uint p, , bool q) = g();
      try this.h{value: 1, gas: 2}({a: 1}) returns (uint z) { r = z; } catch Error(string memory) { revert Bad({a: 1}); } catch {} delete m[msg.sender];
      assembly ("memory-safe") { let v := mload(0x40) switch v case 0 { r := 1 } default { leave } function q2(a1) -> b1 { b1 := a1 } } } }`)
  expect([old.gaps, modern.gaps]).toEqual([[], []])
  expect(old.contracts[0]?.bases.map((base) => base.name)).toEqual(['B', 'C'])
  expect(modern.members.map((member) => member.k)).toEqual(['typedef', 'using', 'error', 'state'])
})

test('the old value and gas options are folded into the call', () => {
  const [f] = functionsOf('contract A { function f() public { to.call.value(1).gas(2)(d); } }')
  const stmt = f?.body?.stmts[0]
  expect(stmt?.k === 'expr' && stmt.expr.k === 'call' && stmt.expr.options.map((option) => option.name)).toEqual(['value', 'gas'])
})

test('operators bind as the language says', () => {
  const shape = (text: string): string => {
    const [f] = functionsOf(`contract A { function f() public { ${text}; } }`)
    const show = (expr: unknown): string => {
      const node = expr as { k: string; op: string; left: unknown; right: unknown; name: string }
      return node.k === 'binary' ? `(${show(node.left)}${node.op}${show(node.right)})` : node.name
    }
    const stmt = f?.body?.stmts[0]
    return stmt?.k === 'expr' ? show(stmt.expr) : ''
  }
  expect(shape('a - b - c')).toBe('((a-b)-c)')
  expect(shape('a ** b ** c')).toBe('(a**(b**c))')
  expect(shape('a || b && c == d + e * f')).toBe('(a||(b&&(c==(d+(e*f)))))')
})

test('a broken statement or member costs only itself', () => {
  const file = parse('contract A { function f() public { a = = 1; b = 2; } function 9() {} function g() public { c = 3; } }')
  expect(file.gaps.length).toBe(2)
  expect(
    file.contracts[0]?.members.filter((member) => member.k === 'function').map((member) => member.k === 'function' && member.name),
  ).toEqual(['f', 'g'])
})

interface SolcNode {
  nodeType?: string
  src?: string
  [key: string]: unknown
}

/** Offsets at which solc sees nodes of the given types. */
function solcOffsets(text: string, types: readonly string[]): Set<string> {
  const solc = createRequire(import.meta.url)('solc') as { compile(input: string): string }
  const input = {
    language: 'Solidity',
    sources: { 'a.sol': { content: text } },
    settings: { outputSelection: { '*': { '': ['ast'] } }, stopAfter: 'parsing' },
  }
  const output = JSON.parse(solc.compile(JSON.stringify(input))) as { sources?: Record<string, { ast: SolcNode }> }
  const found = new Set<string>()
  const visit = (node: unknown): void => {
    if (Array.isArray(node)) node.forEach(visit)
    else if (typeof node === 'object' && node !== null) {
      const { nodeType, src } = node as SolcNode
      if (nodeType && src && types.includes(nodeType)) found.add(src.split(':').slice(0, 2).join(':'))
      Object.values(node).forEach(visit)
    }
  }
  visit(output.sources?.['a.sol']?.ast)
  return found
}

test('functions stand where the compiler sees them', () => {
  for (const { vulnerable } of Object.values(CASES).filter((one) => one.vulnerable.includes('0.8'))) {
    const ours = new Set(functionsOf(vulnerable).map((fn) => `${fn.s}:${fn.e - fn.s}`))
    expect(ours).toEqual(solcOffsets(vulnerable, ['FunctionDefinition', 'ModifierDefinition']))
  }
}, 120_000)

test('positions and offsets agree', () => {
  fc.assert(
    fc.property(fc.string({ unit: fc.constantFrom('a', '\n', '\r', '"') }), fc.nat(60), (text, at) => {
      const offset = Math.min(at, text.length)
      const { line, column } = position(lineStarts(text), offset)
      expect((lineStarts(text)[line - 1] ?? 0) + column - 1).toBe(offset)
      expect(line).toBe(text.slice(0, offset).split('\n').length)
    }),
  )
})

test('tokens cover a text in order and never overlap', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (text) => {
      let end = 0
      for (const token of tokenize(text)) {
        expect(token.s).toBeGreaterThanOrEqual(end)
        end = token.e
      }
      expect(end).toBe(text.length)
    }),
  )
})
