import { expect, test } from 'vitest'
import { parseSolidity } from '../parse/parse.ts'
import { type ContractSubject, type Entry, openSource } from '../subject.ts'
import type { WriteAction } from './actions.ts'
import { gatesOf } from './privilege.ts'
import { sourcesOf } from './sources.ts'
import { placeKey } from './storage.ts'
import { compilerMinor } from './version.ts'

const open = (text: string, name = 'A'): ContractSubject => {
  const found = openSource([{ path: 'a.sol', text: `pragma solidity ^0.8.0; ${text}` }]).contracts.find(
    (contract) => contract.model.name === name,
  )
  if (!found) throw new Error(`no contract ${name}`)
  return found
}
const entry = (contract: ContractSubject, name: string): Entry => {
  const found = contract.entries.find((one) => one.fn.def.name === name)
  if (!found) throw new Error(`no function ${name}`)
  return found
}
const write = (one: Entry): WriteAction => {
  const found = one.actions.find((action): action is WriteAction => action.k === 'write')
  if (!found) throw new Error('no write')
  return found
}

test('bases are ordered as the compiler orders them', () => {
  const model = open('contract O {} contract P is O {} contract Q is O {} contract A is P, Q {}').model
  expect(model.linear.map((one) => one.name)).toEqual(['A', 'Q', 'P', 'O'])
  expect(open('contract A is Missing {}').model.incomplete).toBe(true)
})

test('the version is the oldest that all pragmas allow', () => {
  const minor = (text: string) => compilerMinor(parseSolidity('a', text))
  expect(minor('pragma solidity >=0.4.22 <0.9.0;')).toBe(4)
  expect(minor('pragma solidity ^0.4.0 || ^0.8.0;')).toBe(4)
  expect(minor('pragma solidity ^0.6.0; pragma solidity 0.8.19;')).toBe(8)
  expect(minor('contract A { function f() { unchecked { x++; } } }')).toBe(8)
  expect(minor('contract A {}')).toBe(4)
})

const GUARDED: readonly (readonly [string, string, boolean])[] = [
  ['an address in storage', 'address z = msg.sender; function f() public { require(z == msg.sender); x = 1; }', true],
  ['the same turned round, with a revert', 'address z = msg.sender; function f() public { if (msg.sender != z) revert(); x = 1; }', true],
  ['a modifier', 'address z = msg.sender; modifier m { require(msg.sender == z); _; } function f() public m { x = 1; }', true],
  [
    'a helper that answers',
    'address z = msg.sender; function h() internal view returns (bool) { return msg.sender == z; } function f() public { require(h()); x = 1; }',
    true,
  ],
  [
    'a helper for the caller',
    'address z = msg.sender; function s() internal view returns (address) { return msg.sender; } function f() public { require(s() == z); x = 1; }',
    true,
  ],
  [
    'a list of the trusted',
    'mapping(address => bool) m; constructor() { m[msg.sender] = true; } function f() public { require(m[msg.sender]); x = 1; }',
    true,
  ],
  [
    'one of two roles',
    'address z = msg.sender; address y = msg.sender; function f() public { require(msg.sender == z || msg.sender == y); x = 1; }',
    true,
  ],
  ['a list of the excluded', 'mapping(address => bool) m; function f() public { require(!m[msg.sender]); x = 1; }', false],
  ['an argument', 'function f(address a) public { require(a == msg.sender); x = 1; }', false],
  ['a role or anything', 'address z = msg.sender; function f(uint n) public { require(msg.sender == z || n > 1); x = 1; }', false],
  ['a modifier that checks nothing', 'modifier onlyOwner { _; } function f() public onlyOwner { x = 1; }', false],
  [
    'a role that anyone can take',
    'address z; function t() public { z = msg.sender; } function f() public { require(z == msg.sender); x = 1; }',
    false,
  ],
  [
    'a role behind a role that anyone can take',
    'address z; address y; function t() public { z = msg.sender; } function u() public { require(z == msg.sender); y = msg.sender; } function f() public { require(y == msg.sender); x = 1; }',
    false,
  ],
  [
    'a balance',
    'mapping(address => uint) b; function d() public payable { b[msg.sender] += msg.value; } function f() public { require(b[msg.sender] > 0); x = 1; }',
    false,
  ],
]

test.each(GUARDED)('who passes: %s', (_name, body, guarded) => {
  const one = entry(open(`contract A { uint x; ${body} }`), 'f')
  expect(one.anyone(write(one))).toBe(!guarded)
})

test('a hook that only heirs implement counts as unknown, not as open', () => {
  const one = entry(open('abstract contract A { uint x; function hook() internal virtual; function f() public { hook(); x = 1; } }'), 'f')
  expect(gatesOf(write(one).conds).length).toBe(1)
})

test('a storage pointer, a parameter and the place itself are the same place', () => {
  const body =
    'struct S { uint n; } mapping(address => S) m; function g(S storage p) internal { p.n = 1; } function f() public { S storage s = m[msg.sender]; s.n = 2; g(s); m[msg.sender].n = 3; }'
  const one = entry(open(`contract A { ${body} }`), 'f')
  const places = one.actions.filter((action): action is WriteAction => action.k === 'write').map((action) => placeKey(action.place))
  expect(new Set(places).size).toBe(1)
  expect(places.length).toBe(3)
})

test('sources pass through locals, helpers and libraries', () => {
  const lib = 'library L { function add(uint a, uint b) internal pure returns (uint) { return a + b; } }'
  const one = entry(
    open(
      `${lib} contract A { using L for uint; uint x; uint y; function f(uint n) public { uint t = block.timestamp; x = y.add(n).add(t); } }`,
    ),
    'f',
  )
  expect([...sourcesOf(write(one).value, write(one).frame)].sort()).toEqual(['param', 'state:y', 'time'])
})

test('what follows what: branches exclude each other, loops come round again', () => {
  const one = entry(
    open(
      'contract A { uint x; uint y; uint z; function f(bool b) public { if (b) { x = 1; return; } y = 1; while (b) { z = 1; x = 2; } } }',
    ),
    'f',
  )
  const [x1, y1, z1, x2] = one.actions.filter((action): action is WriteAction => action.k === 'write')
  if (!x1 || !y1 || !z1 || !x2) throw new Error('four writes expected')
  expect([one.follows(x1, y1), one.follows(y1, z1), one.follows(x2, z1), one.follows(z1, y1)]).toEqual([false, true, true, false])
})

test('assembly writes and guards count', () => {
  const body =
    'address z = msg.sender; mapping(address => uint) m; function f(uint n) public { assembly { if iszero(eq(caller(), sload(z.slot))) { revert(0, 0) } mstore(0, caller()) mstore(32, m.slot) let s := keccak256(0, 64) sstore(s, n) } }'
  const one = entry(open(`contract A { ${body} }`), 'f')
  expect(write(one).place.state.def.name).toBe('m')
  expect(one.anyone(write(one))).toBe(false)
})
