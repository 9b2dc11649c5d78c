import { createRequire } from 'node:module'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { audit } from '../run.ts'
import { disassemble } from './disassemble.ts'
import { factsOf } from './facts.ts'
import { parseHex } from './hex.ts'
import { detectProxy } from './proxy.ts'

interface Output {
  contracts: Record<string, Record<string, { evm: { deployedBytecode: { object: string }; methodIdentifiers: Record<string, string> } }>>
}

/** Runtime code of contract A, optimised or not. */
function compile(body: string, optimise: boolean): { hex: string; selectors: Record<string, string> } {
  const solc = createRequire(import.meta.url)('solc') as { compile(input: string): string }
  const settings = {
    optimizer: { enabled: optimise, runs: 200 },
    outputSelection: { '*': { '*': ['evm.deployedBytecode.object', 'evm.methodIdentifiers'] } },
  }
  const output = JSON.parse(
    solc.compile(JSON.stringify({ language: 'Solidity', sources: { 'a.sol': { content: `pragma solidity ^0.8.0; ${body}` } }, settings })),
  ) as Output
  const { evm } = output.contracts['a.sol']?.A ?? { evm: { deployedBytecode: { object: '' }, methodIdentifiers: {} } }
  return { hex: evm.deployedBytecode.object, selectors: evm.methodIdentifiers }
}

const TOKEN = `interface I { function transfer(address a, uint b) external returns (bool); }
contract A { address boss; bool open; mapping(address => bool) bad; mapping(address => uint) b; uint public totalSupply;
  constructor() { boss = msg.sender; }
  modifier only { require(msg.sender == boss); _; }
  function balanceOf(address a) public view returns (uint) { return b[a]; }
  function transfer(address to, uint n) public returns (bool) { CHECK b[msg.sender] -= n; b[to] += n; return true; }
  MORE }`
const EVIL = TOKEN.replace('CHECK', 'require(!bad[msg.sender], "listed"); b[address(this)] += n * fee / 100; n -= n * fee / 100;').replace(
  'MORE',
  `function gift(address a, uint n) public only { b[a] += n; totalSupply += n; }
  function mark(address a) public only { bad[a] = true; } uint fee; function tax(uint n) public only { fee = n; }
  function less(uint n) public only { require(n <= fee); fee = n; } function rescue(I t, uint n) public only { t.transfer(boss, n); }
  function end() public only { selfdestruct(payable(boss)); }`,
)
const GOOD = TOKEN.replace('CHECK', '').replace('MORE', 'function burn(uint n) public { b[msg.sender] -= n; totalSupply -= n; }')

test.each([true, false])('powers over a token are read from its code (optimised: %s)', (optimise) => {
  const evil = compile(EVIL, optimise)
  const found = audit({ bytecode: [{ name: 'evil', hex: evil.hex }] }).findings
  const where = (check: string) =>
    found.filter((finding) => finding.check === check).map((finding) => ('pc' in finding.at ? finding.at.selector : ''))
  expect(where('code-free-mint')).toEqual([evil.selectors['gift(address,uint256)']])
  expect(where('code-privileged-drain')).toEqual([evil.selectors['rescue(address,uint256)']])
  expect(where('code-fee-raise')).toEqual([evil.selectors['tax(uint256)']])
  expect(where('code-transfer-limit').length).toBe(1)
  expect(found.find((finding) => finding.check === 'code-selfdestruct')?.severity).toBe('low')
  expect(audit({ bytecode: [{ name: 'good', hex: compile(GOOD, optimise).hex }] }).findings).toEqual([])
})

test('all selectors and the slot of balances are found', () => {
  const { hex, selectors } = compile(EVIL, true)
  const facts = factsOf(parseHex(hex) ?? new Uint8Array())
  expect([...facts.selectors].sort()).toEqual(Object.values(selectors).sort())
  expect([...facts.balances]).toEqual(['2'])
})

test('proxies are told from what they run', () => {
  const target = 'bebebebebebebebebebebebebebebebebebebebe'
  const minimal = parseHex(`0x363d3d373d3d3d363d73${target}5af43d82803e903d91602b57fd5bf3`)
  expect(detectProxy(minimal ?? new Uint8Array())).toEqual({ kind: 'minimal', implementation: `0x${target}` })
  const slot = '0x360894a13ba1a3210667c828492db98dca3e2076cc3735a920a3ca505d382bbc'
  const proxy = compile(
    `contract A { fallback() external payable { assembly { calldatacopy(0, 0, calldatasize()) let r := delegatecall(gas(), sload(${slot}), 0, calldatasize(), 0, 0) returndatacopy(0, 0, returndatasize()) if iszero(r) { revert(0, returndatasize()) } return(0, returndatasize()) } } }`,
    true,
  )
  expect(detectProxy(parseHex(proxy.hex) ?? new Uint8Array())).toEqual({ kind: 'eip1967', slot: slot.slice(2) })
  expect(detectProxy(parseHex(compile(GOOD, true).hex) ?? new Uint8Array())).toBeUndefined()
})

test('instructions cover the code without overlap', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 300 }), (code) => {
      let next = 0
      for (const { pc, op } of disassemble(code)) {
        expect(pc).toBe(next)
        next = pc + 1 + (op >= 0x5f && op <= 0x7f ? op - 0x5f : 0)
      }
    }),
  )
})
