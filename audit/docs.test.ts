import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { CHECKS } from './checks/index.ts'
import { checkPage } from './docs.ts'

const FOLDER = 'docs/checks'

test('docs/checks holds one page a check, as the check itself says (PETREL_WRITE_DOCS=1 writes them)', () => {
  if (process.env.PETREL_WRITE_DOCS) {
    mkdirSync(FOLDER, { recursive: true })
    for (const check of CHECKS) writeFileSync(`${FOLDER}/${check.id}.md`, checkPage(check))
  }
  expect(readdirSync(FOLDER).sort()).toEqual(CHECKS.map((check) => `${check.id}.md`).sort())
  for (const check of CHECKS) expect(readFileSync(`${FOLDER}/${check.id}.md`, 'utf8')).toBe(checkPage(check))
})

test('docs/audit.md names every check', () => {
  const page = readFileSync('docs/audit.md', 'utf8')
  for (const check of CHECKS) expect(page).toContain(`checks/${check.id}.md`)
})
