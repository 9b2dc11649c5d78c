import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { compileProbe } from './compile.ts'

test('the committed artifact is what its source compiles to', () => {
  const committed: unknown = JSON.parse(readFileSync(new URL('probe.artifact.json', import.meta.url), 'utf8'))
  expect(compileProbe()).toEqual(committed)
})
