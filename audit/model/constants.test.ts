import { expect, test } from 'vitest'
import { audit } from '../run.ts'
import { openSource } from '../subject.ts'
import { decided, numberOf } from './constants.ts'
import { rootFrame } from './scope.ts'

/** The test of the `if` in a function that is called with the given arguments, as the activation sees it. */
function flowOf(call: string): string[] {
  const text = `pragma solidity ^0.8.0; contract A { uint x; uint constant TOP = 2 * 1 days; function f(address a, bool b) internal { if (a == address(0) || b) x = 1; else x = 2; } function go(address p) external { ${call} } }`
  const [contract] = openSource([{ path: 'a.sol', text }]).contracts
  const entry = contract?.entries.find(({ fn }) => fn.def.name === 'go')
  return (entry?.actions ?? []).flatMap((action) =>
    action.k === 'write' && action.value?.k === 'lit' ? [`${action.value.value} under ${action.conds.length}`] : [],
  )
}

test('a branch that the call decides is the only one that runs', () => {
  expect(flowOf('f(address(0), false);')).toEqual(['1 under 0'])
  expect(flowOf('f(address(0x1), false);')).toEqual(['2 under 0'])
  expect(flowOf('f(p, true);')).toEqual(['1 under 0'])
  expect(flowOf('f(p, false);')).toEqual(['1 under 1', '2 under 1'])
})

test('numbers are followed through units, powers and constants, and nothing else is a number', () => {
  const text =
    'contract A { uint constant TOP = 2 * 1 days; uint free = 3; function f(uint p) public { uint[5] memory v; v[0] = TOP; v[1] = 2**32; v[2] = 1_000 + 1 ether; v[3] = free; v[4] = p; } }'
  const [contract] = openSource([{ path: 'a.sol', text }]).contracts
  const [fn] = contract?.model.functions ?? []
  if (!contract || !fn) throw new Error('the contract was not read')
  const frame = rootFrame(fn, contract.model, contract.project)
  const values = fn.locals.get('v')?.values.map((value) => numberOf(value.expr, frame))
  expect(values).toEqual([172_800, 4_294_967_296, 1e18 + 1000, undefined, undefined])
  expect(fn.locals.get('v')?.values.map((value) => decided(value.expr, frame))).toEqual([
    undefined,
    undefined,
    undefined,
    undefined,
    undefined,
  ])
})

test('a modifier of a base that is not among the sources is taken to ask something; one that asks nothing is not', () => {
  const found = (head: string, modifier: string): string[] =>
    audit({
      sources: [
        {
          path: 'a.sol',
          text: `pragma solidity ^0.8.0; contract A ${head} { address o = msg.sender; ${modifier} function s(address a) external only { o = a; } function k() external { require(msg.sender == o); payable(o).transfer(address(this).balance); } }`,
        },
      ],
    }).findings.map(({ check }) => check)
  expect(found('is Elsewhere', '')).not.toContain('unprotected-ownership')
  expect(found('', 'modifier only() { _; }')).toContain('unprotected-ownership')
})
