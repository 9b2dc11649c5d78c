import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { compile, SOURCES } from './compile.ts'

test.each(SOURCES)('%s: the committed artifact is what its source compiles to', (name) => {
  const committed: unknown = JSON.parse(readFileSync(new URL(`${name}.artifact.json`, import.meta.url), 'utf8'))
  expect(compile(name)).toEqual(committed)
})
