import { readFileSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import { expect, test } from 'vitest'
import { sourceFiles } from './kits/source-files.ts'

/**
 * Who may import whom. A file's folder is the longest key that begins its path; test files may import anything of their own
 * folder's kind plus the test kits. `types` edges are allowed for `import type` only.
 */
const ALLOWED: Record<string, { code: readonly string[]; types?: readonly string[] }> = {
  config: { code: ['core/errors.ts', 'core/operator.ts'] },
  core: { code: [], types: ['config'] },
  models: { code: ['core'], types: ['config'] },
  adapters: { code: ['core'], types: ['config'] },
  tools: { code: ['core', 'routing', 'audit', 'store', 'chain'] },
  routing: { code: [] },
  audit: { code: [] },
  chain: { code: ['core'], types: ['routing', 'audit', 'config'] },
  store: { code: ['core'] },
  community: { code: ['core', 'chain', 'store'] },
  test: { code: [''] },
  bench: { code: [''] },
  examples: { code: [''] },
  'main.ts': { code: [''] },
}

const top = (path: string): string => path.split('/')[0] ?? path
const IMPORT = /^\s*(import|export)\s+(type\s+)?(?:[^'"]*?\sfrom\s+)?['"](\.[^'"]+)['"]|import\(\s*['"](\.[^'"]+)['"]\s*\)/gm

function edges(file: string): { to: string; typeOnly: boolean }[] {
  const text = readFileSync(file, 'utf8')
  return [...text.matchAll(IMPORT)].map((match) => ({
    to: relative('.', join(dirname(file), match[3] ?? match[4] ?? '')),
    typeOnly: match[2] !== undefined,
  }))
}

const allowed = (from: string, to: string, typeOnly: boolean): boolean => {
  const rule = ALLOWED[top(from)]
  if (!rule || top(to) === top(from)) return true
  const fits = (list: readonly string[]) => list.some((prefix) => prefix === '' || to === prefix || to.startsWith(`${prefix}/`))
  return fits(rule.code) || (typeOnly && fits(rule.types ?? []))
}

test('no folder imports what the architecture forbids', () => {
  const wrong = sourceFiles()
    .filter((file) => !file.endsWith('.test.ts') && !file.endsWith('.case.ts'))
    .flatMap((file) =>
      edges(file)
        .filter(({ to, typeOnly }) => !allowed(file, to, typeOnly))
        .map(({ to }) => `${file} imports ${to}`),
    )
  expect(wrong).toEqual([])
})

test('adapters know no model and no tool, engines know no network', () => {
  const forbidden: [string, RegExp][] = [
    ['adapters/', /from '(node-llama-cpp|viem|better-sqlite3|@duckdb\/node-api|drizzle-orm)/],
    ['core/', /from '(node-llama-cpp|viem|better-sqlite3|@duckdb\/node-api|drizzle-orm|fastify|telegraf|discord\.js)/],
    ['tools/', /from '(node-llama-cpp|fastify|telegraf|discord\.js)/],
    ['models/', /from '(viem|fastify|better-sqlite3)/],
  ]
  const wrong = sourceFiles()
    .filter((file) => !file.endsWith('.test.ts'))
    .flatMap((file) =>
      forbidden
        .filter(([folder, pattern]) => file.startsWith(folder) && pattern.test(readFileSync(file, 'utf8')))
        .map(([, pattern]) => `${file}: ${pattern}`),
    )
  expect(wrong).toEqual([])
})

test('only main.ts reads the environment', () => {
  const readers = sourceFiles().filter(
    (file) =>
      !/^(main\.ts|test\/|bench\/|examples\/)/.test(file) && !/\.test\.ts$/.test(file) && /process\.env\b/.test(readFileSync(file, 'utf8')),
  )
  expect(readers).toEqual([])
})
