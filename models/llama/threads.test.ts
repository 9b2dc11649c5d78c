import { describe, expect, it } from 'vitest'
import { bestOf, threadCandidates } from './threads.ts'

describe('threadCandidates', () => {
  it.each([
    [1, [1]],
    [2, [1, 2]],
    [4, [1, 2, 3, 4]],
    [16, [4, 8, 15, 16]],
  ])('tries few numbers on %d cores', (cores, expected) => {
    expect(threadCandidates(cores)).toEqual(expected)
  })
})

describe('bestOf', () => {
  it('takes the fastest, and of nearly equal ones the most threads', () => {
    expect(
      bestOf(
        new Map([
          [1, 9],
          [2, 17],
          [4, 12],
        ]),
      ).threads,
    ).toBe(2)
    expect(
      bestOf(
        new Map([
          [1, 10],
          [2, 9.5],
        ]),
      ).threads,
    ).toBe(2)
    expect(
      bestOf(
        new Map([
          [1, 10],
          [2, 0.2],
        ]),
      ).threads,
    ).toBe(1)
  })
})
