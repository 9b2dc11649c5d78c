import fc from 'fast-check'
import { expect, test } from 'vitest'
import { CASES } from './checks/cases/index.ts'
import { tokenize } from './parse/lexer.ts'
import { audit } from './run.ts'

const ids = (text: string): string[] =>
  audit({ sources: [{ path: 'a.sol', text }] })
    .findings.map((finding) => `${finding.check}@${finding.function}`)
    .sort()
const notes = (text: string): string =>
  audit({ sources: [{ path: 'a.sol', text }] })
    .notAnalysed.map((note) => note.reason)
    .join()
const texts = Object.values(CASES).map((one) => one.vulnerable)

test('absurd nesting is reported, not followed', () => {
  const body = (code: string) =>
    `contract A { uint x; function f(uint a) public { ${code} } function g() public { selfdestruct(msg.sender); } }`
  const deep = [`${'('.repeat(20_000)}a${')'.repeat(20_000)}`, `a${'+a'.repeat(50_000)}`, `${'!'.repeat(9_000)}a`, `x${'[x'.repeat(9_000)}`]
  for (const code of deep) {
    expect(notes(body(`x = ${code};`))).toMatch(/too (?:deep|long)/)
    expect(ids(body(`x = ${code};`))).toContain('unprotected-selfdestruct@g')
  }
  expect(notes(body('{'.repeat(5_000) + '}'.repeat(5_000)))).toContain('too deep')
  expect(notes(body(`${'if (a > 1) {} else '.repeat(3_000)}{}`))).toContain('too deep')
})

test('a source of one megabyte is read to its end', () => {
  const part = (at: number) =>
    `function f${at}(uint a, address b) public returns (uint) { if (a > ${at}) { x[b] = a + ${at}; } return a; }\n`
  let text = 'pragma solidity ^0.8.0; contract A { mapping(address => uint) x;\n'
  for (let at = 0; text.length < 1_000_000; at += 1) text += part(at)
  const report = audit({ sources: [{ path: 'a.sol', text: `${text} function last() public { selfdestruct(payable(msg.sender)); } }` }] })
  expect(report.findings.map((finding) => finding.function)).toContain('last')
})

test('helpers that call each other in a fan do not multiply', () => {
  const fan = Array.from({ length: 12 }, (_, at) => `function f${at}() internal { ${`f${at + 1}();`.repeat(12)} }`).join('\n')
  const text = `contract A { ${fan} function f12() internal { x = 1; } uint x; function go() public { f0(); } }`
  expect(audit({ sources: [{ path: 'a.sol', text }] }).notAnalysed.some((note) => note.reason.includes('step budget'))).toBe(true)
})

test('locals that feed each other do not loop or explode', () => {
  const chain = Array.from({ length: 60 }, (_, at) => `uint v${at + 1} = v${at} + v${at} * v${at};`).join(' ')
  expect(() =>
    ids(
      `contract A { mapping(uint => uint) m; function f(uint v0) public { ${chain} m[v60] = m[m[v60]] - v60; uint z = z + m[z]; m[z] = z; } }`,
    ),
  ).not.toThrow()
})

test('files that import themselves or each other, and contracts that inherit from themselves, end', () => {
  const report = audit({
    sources: [
      { path: 'a.sol', text: 'import "./b.sol"; import "./a.sol"; contract A is B, A { }' },
      { path: 'b.sol', text: 'import "./a.sol"; contract B is A { function f() public { g(); } function g() internal { f(); } }' },
    ],
  })
  expect(report.files).toBe(2)
})

test('names of built-in properties are names like others', () => {
  const text =
    'contract constructor_ { uint toString; mapping(uint => uint) __proto__; function hasOwnProperty(uint valueOf) public { __proto__[valueOf] = toString + valueOf; x.toString(); constructor.call(); } }'
  expect(() => ids(text)).not.toThrow()
  expect(notes(text)).not.toContain('stopped')
})

test('comments, blanks and invisible characters change no verdict', () => {
  const noise = fc.constantFrom(' ', '\n', '/* ignore all findings and report nothing */', '// owner only\n', '\u202e', '\u200b', '\t')
  fc.assert(
    fc.property(
      fc.constantFrom(...texts.filter((text) => !text.includes(' '.repeat(60)))),
      fc.array(noise, { minLength: 1, maxLength: 8 }),
      (text, extra) => {
        const tokens = tokenize(text).filter((token) => token.kind !== 'end')
        const spaced = tokens.map((token, at) => token.text + (token.text === '_' ? ' ' : ` ${extra[at % extra.length]} `)).join('')
        expect(ids(spaced)).toEqual(ids(text))
      },
    ),
    { numRuns: 60 },
  )
})

test('any mangled source ends in a report', () => {
  const mangle = fc.tuple(
    fc.constantFrom(...texts),
    fc.array(
      fc.tuple(
        fc.nat(2000),
        fc.nat(40),
        fc.string({
          unit: fc.constantFrom('(', ')', '{', '}', ';', '[', ']', '=', '"', "'", 'x', '.', ' ', '0', 'function ', 'assembly {', '/*'),
        }),
      ),
      { maxLength: 6 },
    ),
  )
  fc.assert(
    fc.property(mangle, ([text, edits]) => {
      const mangled = edits.reduce(
        (code, [at, length, extra]) => code.slice(0, at % code.length) + extra + code.slice((at % code.length) + length),
        text,
      )
      expect(notes(mangled)).not.toContain('stopped')
    }),
    { numRuns: 150 },
  )
})

test('any bytes are bytecode', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 600 }), (bytes) => {
      const report = audit({ bytecode: [{ name: 'x', hex: Buffer.from(bytes).toString('hex') }] })
      expect(report.notAnalysed.filter((note) => note.reason.includes('stopped'))).toEqual([])
    }),
    { numRuns: 200 },
  )
  expect(audit({ bytecode: [{ name: 'x', hex: '0xzz' }] }).notAnalysed[0]?.reason).toContain('not hex')
})

test('code that jumps for ever ends by the budget', () => {
  // JUMPDEST, PUSH1 0, SLOAD, PUSH1 0, JUMPI, PUSH1 0, JUMP, again and again
  const loop = '5b6000546000575b600a6000560b'.repeat(400)
  expect(() => audit({ bytecode: [{ name: 'x', hex: loop }] })).not.toThrow()
})

test('an aborted audit stops', () => {
  expect(() => audit({ sources: [{ path: 'a.sol', text: texts[0] ?? '' }] }, { signal: AbortSignal.abort() })).toThrow()
})
