import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { startVitest } from 'vitest/node'
import { secondTries } from './second-try.ts'

const TESTS = `import { expect, test } from 'vitest'
let tries = 0
test('steady', () => {})
test('shaky', () => expect(++tries).toBe(2))
test('broken', () => expect(1).toBe(2))`

test('a test that passes on the second try passes and is named, one that fails twice fails', { retry: 0 }, async () => {
  // Inside the repository, so that the tests written there find vitest.
  const home = join(import.meta.dirname, '../.petrel')
  await mkdir(home, { recursive: true })
  const root = await mkdtemp(join(home, 'second-try-'))
  try {
    await writeFile(join(root, 'a.test.ts'), TESTS)
    const lines: string[] = []
    const options = { root, config: false as const, watch: false, retry: 1, reporters: [secondTries((line) => lines.push(line))] }
    const code = process.exitCode
    const vitest = await startVitest('test', [], options)
    const failed = vitest.state.getTestModules().flatMap((module) => [...module.children.allTests('failed')])
    await vitest.close()
    process.exitCode = code
    expect(failed.map(({ name }) => name)).toEqual(['broken'])
    expect(lines).toEqual([expect.stringMatching(/^\nPassed only on the second try:\n {2}a\.test\.ts > shaky$/)])
  } finally {
    await rm(root, { recursive: true, force: true })
  }
})
