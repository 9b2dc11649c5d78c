import type { Reporter, TestCase } from 'vitest/node'

/** Names at the end of a run every test that passed only when it was tried again: each is a defect to find, in the test or in Petrel. */
export function secondTries(print: (line: string) => void = console.warn): Reporter {
  const retried: string[] = []
  return {
    onTestCaseResult: (test: TestCase) => {
      if (test.diagnostic()?.flaky) retried.push(`${test.module.relativeModuleId} > ${test.fullName}`)
    },
    onTestRunEnd: () => {
      if (retried.length > 0) print(`\nPassed only on the second try:\n${retried.map((name) => `  ${name}`).join('\n')}`)
    },
  }
}
