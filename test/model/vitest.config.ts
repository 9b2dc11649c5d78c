import { defineConfig } from 'vitest/config'
import { secondTries } from '../second-try.ts'

/** Tests that need model weights: they run apart, one file at a time, because a model takes every core. */
export default defineConfig({
  test: {
    root: new URL('../..', import.meta.url).pathname,
    include: ['test/model/**/*.test.ts'],
    fileParallelism: false,
    testTimeout: 300_000,
    hookTimeout: 900_000,
    retry: 1,
    reporters: ['default', secondTries()],
  },
})
