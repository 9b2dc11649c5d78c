import { fileURLToPath } from 'node:url'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { CASES } from './checks/cases/index.ts'
import { readVariants } from './checks/variants/read.ts'
import { eachStmt } from './model/walk.ts'
import type { FileAst, MemberDef, Stmt } from './parse/ast.ts'
import { tokenize } from './parse/lexer.ts'
import { parseSolidity } from './parse/parse.ts'
import { audit } from './run.ts'

/** Names that standards or the language fix: their meaning is known by name, so they stay. */
const FIXED = new Set(
  (
    'transfer transferFrom safeTransfer safeTransferFrom balanceOf approve allowance totalSupply permit mint burn send call delegatecall callcode staticcall ' +
    'value gas length push pop balance slot constructor fallback receive now this super msg tx block abi ecrecover recover uniswapV3SwapCallback getReserves slot0 ' +
    'latestRoundData latestAnswer lzReceive swapExactTokensForTokens getPastVotes convertToShares getRate deposit withdraw totalAssets upgradeTo upgradeToAndCall ' +
    'ccipReceive _authorizeUpgrade add sub mul div selector data sender timestamp number coinbase difficulty gaslimit prevrandao origin'
  ).split(' '),
)

/** Everything that a file declares. */
function declared(file: FileAst): Set<string> {
  const names = new Set<string>()
  const statement = (stmt: Stmt): void => {
    if (stmt.k === 'var') for (const decl of stmt.decls) if (decl) names.add(decl.name)
    if (stmt.k === 'try') for (const decl of stmt.returns) names.add(decl.name)
  }
  const member = (one: MemberDef): void => {
    if ('name' in one) names.add(one.name)
    if (one.k === 'struct') for (const field of one.fields) names.add(field.name)
    if (one.k === 'enum') for (const value of one.values) names.add(value)
    if (one.k !== 'function') return
    for (const decl of [...one.params, ...one.returns]) names.add(decl.name)
    eachStmt(one.body, statement)
  }
  for (const contract of file.contracts) {
    names.add(contract.name)
    contract.members.forEach(member)
  }
  file.members.forEach(member)
  return new Set([...names].filter((name) => name !== '' && !FIXED.has(name)))
}

/** The text with every declared name replaced by one that says nothing, and other blanks and comments between. */
function rewritten(text: string, salt: number, blanks: readonly string[]): string {
  const names = [...declared(parseSolidity('a.sol', text))]
  const map = new Map(names.map((name, at) => [name, `${'qzkxvw'[(at + salt) % 6]}${(at * 7919 + salt) % 99_991}_${at}`]))
  const tokens = tokenize(text).filter((token) => token.kind !== 'end')
  return tokens.map((token, at) => `${(token.kind === 'id' && map.get(token.text)) || token.text}${blanks[at % blanks.length]}`).join('')
}

const verdict = (text: string): string[] =>
  audit({ sources: [{ path: 'a.sol', text }] })
    .findings.map((finding) => `${finding.check} ${finding.severity} ${finding.certainty}`)
    .sort()

/** Where a name is the weakness itself: a constructor that is spelled otherwise, code that is pushed out of sight by blanks. */
const BY_FORM = /wrong-constructor|misnamed|hidden-code|far-right/

const folder = (path: string): string => fileURLToPath(new URL(`checks/${path}`, import.meta.url))
const TEXTS = [
  ...['variants', 'variants/second', 'variants/third', 'variants/fourth', 'tokens', 'tokens/second'].flatMap((path) =>
    readVariants(folder(path)).flatMap(({ name, weak, fixed }) => (BY_FORM.test(name) ? [] : [weak, fixed])),
  ),
  ...Object.entries(CASES).flatMap(([id, { vulnerable, fixed }]) => (BY_FORM.test(id) ? [] : [vulnerable, fixed])),
]

/** Each public function without results hands over to an internal one that has its body. */
function moved(text: string): string {
  const edits: { s: number; e: number; put: string }[] = []
  for (const contract of parseSolidity('a.sol', text).contracts)
    for (const one of contract.kind === 'contract' ? contract.members : []) {
      if (one.k !== 'function' || one.kind !== 'function' || !one.body || one.name === '' || one.name === contract.name) continue
      const body = text.slice(one.body.s, one.body.e)
      const fits = one.returns.length === 0 && !/^(?:internal|private)$/.test(one.visibility) && one.body.stmts.length > 0
      if (!fits || /\breturn\b/.test(body) || one.params.some((param) => param.name === '')) continue
      const params = one.params.map((param) => text.slice(param.s, param.e)).join(', ')
      const call = `inner_${one.name}(${one.params.map((param) => param.name).join(', ')})`
      edits.push({ s: one.body.s, e: one.body.e, put: `{ ${call}; } function inner_${one.name}(${params}) internal ${body}` })
    }
  return edits.sort((a, b) => b.s - a.s).reduce((code, edit) => code.slice(0, edit.s) + edit.put + code.slice(edit.e), text)
}

const shown = (text: string): string[] => [
  ...new Set(audit({ sources: [{ path: 'a.sol', text }] }).findings.flatMap(({ check, severity }) => (severity === 'info' ? [] : [check]))),
]

/** A callback is known by its own name, and it must do itself what it does. */
const NAMED = /uniswapV3SwapCallback/

test('a function that is split in two keeps its verdict', () => {
  fc.assert(
    fc.property(fc.constantFrom(...TEXTS.filter((text) => moved(text) !== text && !NAMED.test(text))), (text) => {
      expect(shown(moved(text)).sort()).toEqual(shown(text).sort())
    }),
    { numRuns: 80 },
  )
})

test('names, blanks and comments change no verdict', () => {
  const blank = fc.constantFrom(' ', '\n', '\t ', ' /* owner only */ ', ' // checked\n')
  fc.assert(
    fc.property(fc.constantFrom(...TEXTS), fc.nat(9_999), fc.array(blank, { minLength: 1, maxLength: 7 }), (text, salt, blanks) => {
      expect(verdict(rewritten(text, salt, blanks))).toEqual(verdict(text))
    }),
    { numRuns: 40 },
  )
})

test('every contract of the suites keeps its verdict under other names', () => {
  for (const text of TEXTS) expect({ text, verdict: verdict(rewritten(text, 5, [' '])) }).toEqual({ text, verdict: verdict(text) })
})
