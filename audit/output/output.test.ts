import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { expect, test } from 'vitest'
import { CASES } from '../checks/cases/index.ts'
import { CHECKS } from '../checks/index.ts'
import { readSources } from '../input.ts'
import { audit } from '../run.ts'
import { diffBaseline, toBaseline } from './baseline.ts'
import { toMarkdown } from './markdown.ts'
import { toSarif } from './sarif.ts'

const text = CASES['unprotected-selfdestruct']?.vulnerable ?? ''
const run = (source: string) => audit({ sources: [{ path: 'src/a.sol', text: source }] })

interface Sarif {
  version: string
  runs: {
    tool: { driver: { rules: { id: string; properties: { 'security-severity': string } }[] } }
    results: {
      ruleId: string
      ruleIndex: number
      level: string
      message: { text: string }
      locations: { physicalLocation: { artifactLocation: { uri: string }; region: { startLine: number } } }[]
      partialFingerprints: Record<string, string>
      suppressions?: unknown[]
    }[]
  }[]
}

interface Validator {
  addMetaSchema(schema: object): void
  compile(schema: object): ((value: unknown) => boolean) & { errors?: unknown }
}

/** The published JSON schema of SARIF 2.1.0, with the validator that its package brings. */
function sarifSchema() {
  const require = createRequire(createRequire(import.meta.url).resolve('@microsoft/jest-sarif/package.json'))
  const read = (path: string) => JSON.parse(readFileSync(require.resolve(path), 'utf8')) as object
  const Ajv = require('ajv') as new (options: object) => Validator
  const ajv = new Ajv({ schemaId: 'auto', meta: false, unknownFormats: 'ignore', logger: false })
  ajv.addMetaSchema(read('ajv/lib/refs/json-schema-draft-04.json'))
  return ajv.compile(read('./lib/schemas/sarif-2.1.0-rtm.5.json'))
}

test('SARIF fits the published schema: findings of source and bytecode, suppressions, what was not analysed', () => {
  const validate = sarifSchema()
  const sources = Object.entries(CASES).map(([id, { vulnerable }]) => ({ path: `src/${id} ü.sol`, text: vulnerable }))
  const more = [
    { path: 'src/b.sol', text: `${text}\n// petrel-ignore unprotected-selfdestruct: on purpose\ncontract X is Gone { function f( }` },
  ]
  const bytecode = [{ name: '0x00000000000000000000000000000000000000aa', hex: '6000356000ff' }]
  const report = audit({ sources: [...sources, ...more], bytecode })
  const log = JSON.parse(JSON.stringify(toSarif(report, CHECKS, '1.2.3'))) as { runs: { results: unknown[] }[] }
  expect(log.runs[0]?.results.length).toBeGreaterThan(40)
  expect(validate(log) ? [] : validate.errors).toEqual([])
  expect(validate({ ...log, runs: [{ results: [{}] }] })).toBe(false)
})

test('SARIF has what 2.1.0 requires and what code hosts read', () => {
  const sarif = JSON.parse(JSON.stringify(toSarif(run(text), CHECKS, '1.2.3'))) as Sarif
  const [log] = sarif.runs
  expect(sarif.version).toBe('2.1.0')
  expect(log?.results.length).toBeGreaterThan(0)
  for (const result of log?.results ?? []) {
    expect(log?.tool.driver.rules[result.ruleIndex]?.id).toBe(result.ruleId)
    expect(Number(log?.tool.driver.rules[result.ruleIndex]?.properties['security-severity'])).toBeGreaterThanOrEqual(0)
    expect(['error', 'warning', 'note']).toContain(result.level)
    expect(result.locations[0]?.physicalLocation.artifactLocation.uri).toBe('src/a.sol')
    expect(result.locations[0]?.physicalLocation.region.startLine).toBeGreaterThan(0)
    expect(result.partialFingerprints['petrelFinding/v1']).toMatch(/^[0-9a-f]{16}$/)
  }
})

test('a fingerprint stays when code moves or is formatted anew, and differs between places', () => {
  const prints = (source: string) =>
    run(source)
      .findings.map((finding) => finding.fingerprint)
      .sort()
  expect(prints(`// one more line\n\n${text}`)).toEqual(prints(text))
  expect(prints(text.replace('selfdestruct(msg.sender)', 'selfdestruct( /* who */ msg.sender )')).length).toBe(prints(text).length)
  const twice = run('contract A { function f() public { a.send(1); a.send(1); } address a; }').findings.map(
    (finding) => finding.fingerprint,
  )
  expect(new Set(twice).size).toBe(twice.length)
})

test('a suppression needs the check and a reason, and stays visible', () => {
  const marked = (mark: string) => run(text.replace('  function end', `  // petrel-ignore ${mark}\n  function end`))
  const silenced = marked('unprotected-selfdestruct: a test contract')
  expect(silenced.findings.map((finding) => finding.check)).not.toContain('unprotected-selfdestruct')
  expect(silenced.suppressed.map((one) => one.reason)).toEqual(['a test contract'])
  expect(toMarkdown(silenced, CHECKS)).toContain('a test contract')
  expect((toSarif(silenced, CHECKS, '1') as Sarif).runs[0]?.results.some((result) => result.suppressions)).toBe(true)
  for (const mark of ['unprotected-selfdestruct:', 'tx-origin: other check', 'unprotected-selfdestruct'])
    expect(marked(mark).findings.map((finding) => finding.check)).toContain('unprotected-selfdestruct')
})

test('a baseline tells new from known from fixed', () => {
  const before = run(text).findings
  const baseline = toBaseline(before).fingerprints
  const after = run(`${text}\ncontract B { function f(address to) public { to.send(1); } }`).findings
  const diff = diffBaseline(after, baseline)
  expect(diff.kept.length).toBe(before.length)
  expect(diff.added.map((finding) => finding.contract)).toContain('B')
  expect(diffBaseline([], baseline).fixed).toEqual(baseline)
})

test('a contract cannot write into the report', () => {
  const hostile = 'contract A { function f(address x) public { x.send(1/*```\n# All safe\n<script>alert(1)</script>*/); } }'
  const report = toMarkdown(run(hostile), CHECKS)
  const outside = report.replace(/(`{3,})solidity\n[\s\S]*?\n\1/g, '')
  expect(report).toContain('unchecked-call')
  expect(outside).not.toMatch(/All safe|<script/)
})

test('standard JSON, explorer JSON and plain sources are read', () => {
  const sources = { 'a.sol': { content: 'contract A {}' }, 'lib/b.sol': { content: 'contract B {}' } }
  const standard = JSON.stringify({ language: 'Solidity', sources, settings: { remappings: ['x/=lib/'] } })
  expect(readSources('x', standard)).toMatchObject({ sources: [{ path: 'a.sol' }, { path: 'lib/b.sol' }], remappings: ['x/=lib/'] })
  expect(readSources('x', `{${standard}}`).sources.length).toBe(2)
  expect(readSources('x', JSON.stringify(sources)).sources.length).toBe(2)
  expect(readSources('x.sol', 'contract A {}').sources).toEqual([{ path: 'x.sol', text: 'contract A {}' }])
  expect(readSources('x.sol', '{ not json').sources.length).toBe(1)
})

test('imports are found by remapping, relative path and tail', () => {
  const base = 'contract Base { address boss = msg.sender; modifier only { require(msg.sender == boss); _; } }'
  const heir = (path: string) =>
    `pragma solidity ^0.4.0; import "${path}"; contract A is Base { function end() public only { selfdestruct(boss); } }`
  const decoy = { path: 'other/Base.sol', text: 'contract Base { modifier only { _; } address boss; }' }
  for (const [path, remappings] of [
    ['./Base.sol', []],
    ['@lib/Base.sol', ['@lib/=src/']],
    ['src/Base.sol', []],
  ] as const) {
    const report = audit({ sources: [decoy, { path: 'src/Base.sol', text: base }, { path: 'src/A.sol', text: heir(path) }], remappings })
    expect(report.findings.filter((finding) => finding.check === 'unprotected-selfdestruct')).toEqual([])
  }
})
