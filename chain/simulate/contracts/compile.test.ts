import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { artifactOf, compileRuntime } from './compile.ts'

test.each(['probe', 'lens'] as const)('%s: the committed artifact is what its source compiles to', (name) => {
  const committed: unknown = JSON.parse(readFileSync(artifactOf(name), 'utf8'))
  expect(compileRuntime(name)).toEqual(committed)
})
