import { spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { READS_TYPESCRIPT, TYPESCRIPT_ARGS } from './typescript.ts'

test('a child process with these arguments runs a TypeScript file', () => {
  const script = `import(${JSON.stringify(fileURLToPath(new URL('./typescript.ts', import.meta.url)))}).then((m) => console.log(m.READS_TYPESCRIPT))`
  const run = spawnSync(process.execPath, [...TYPESCRIPT_ARGS, '-e', script], { encoding: 'utf8', timeout: 25_000 })
  expect(run.stdout.trim()).toBe(String(READS_TYPESCRIPT))
})
