import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    include: ['**/*.test.ts'],
    setupFiles: ['test/seed.ts'],
    exclude: ['node_modules/**', '.petrel/**', 'test/model/**'],
    // Two cores: more workers only make anvil, DuckDB and the browser starve each other.
    maxWorkers: 2,
    testTimeout: 30_000,
    hookTimeout: 60_000,
  },
})
