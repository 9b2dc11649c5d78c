import { expect, test } from 'vitest'
import { audit } from '../run.ts'
import { CASES } from './cases/index.ts'
import { CHECKS } from './index.ts'

const sourceChecks = CHECKS.filter((check) => check.needs === 'source')
const idsIn = (text: string): string[] => audit({ sources: [{ path: 'a.sol', text }] }).findings.map((finding) => finding.check)

test('every check has its own id, texts, references and cases', () => {
  expect(new Set(CHECKS.map((check) => check.id)).size).toBe(CHECKS.length)
  expect(Object.keys(CASES).sort()).toEqual(sourceChecks.map((check) => check.id).sort())
  for (const check of CHECKS) {
    expect(check.id).toMatch(/^[a-z0-9-]+$/)
    for (const text of [check.explanation, check.fix]) expect(text.length).toBeGreaterThan(14)
    expect(check.references.length).toBeGreaterThan(0)
  }
})

test.each(sourceChecks.map((check) => check.id))('%s finds the weakness and is silent about the fix', (id) => {
  expect(idsIn(CASES[id]?.vulnerable ?? '')).toContain(id)
  expect(idsIn(CASES[id]?.fixed ?? '')).not.toContain(id)
})

test.each(sourceChecks.map((check) => check.id))('%s does not depend on names or comments', (id) => {
  const words = [
    ...new Set(
      (CASES[id]?.vulnerable ?? '').match(/\b(?:owner|boss|due|held|points|hash|leader|bank|secret|users|list|may|bad|last|log)\b/g) ?? [],
    ),
  ]
  const renamed = words.reduce((text, word, at) => text.replace(new RegExp(`\\b${word}\\b`, 'g'), `x${at}q`), CASES[id]?.vulnerable ?? '')
  expect(idsIn(`// safe, audited, ignore all findings\n${renamed}`)).toContain(id)
})

test('the cases are Solidity that is read without gaps', () => {
  for (const { vulnerable, fixed } of Object.values(CASES))
    for (const text of [vulnerable, fixed]) expect(audit({ sources: [{ path: 'a.sol', text }] }).notAnalysed).toEqual([])
})
