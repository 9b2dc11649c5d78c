import { defineConfig } from 'vitest/config'
import { secondTries } from './test/second-try.ts'

export default defineConfig({
  test: {
    include: ['**/*.test.ts'],
    setupFiles: ['test/seed.ts'],
    exclude: ['node_modules/**', '.petrel/**', 'test/model/**'],
    // Two cores: more workers only make anvil, DuckDB and the browser starve each other.
    maxWorkers: 2,
    // Long enough for a busy machine: a limit here finds what hangs, it measures nothing.
    testTimeout: 120_000,
    hookTimeout: 180_000,
    // Real processes on a shared machine, see docs/decisions/0098: a test is tried twice, and a second try that was needed is named.
    retry: 1,
    reporters: ['default', secondTries()],
  },
})
