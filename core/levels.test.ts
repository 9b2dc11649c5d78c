import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { changePercent, checkLevel, type Level, type LevelMemory, newKeys, rewordLevel, zScore } from './levels.ts'

/** The indexes at which a rule fires over a series of figures. */
function firings(rule: Level, values: readonly number[]): number[] {
  let memory: LevelMemory | undefined
  const fired: number[] = []
  values.forEach((value, index) => {
    const checked = checkLevel(rule, value, memory)
    memory = checked.memory
    if (checked.fired !== undefined) fired.push(index)
  })
  return fired
}

describe('checkLevel', () => {
  test('above fires at once when it holds, once a crossing, and not for trembling around the level', () => {
    expect(firings({ op: 'above', level: 100 }, [101, 102, 99.9, 100.1, 99, 101])).toEqual([0, 5])
    expect(firings({ op: 'below', level: 100 }, [101, 99, 98, 100.1, 99, 101, 99])).toEqual([1, 6])
  })
  test('cross fires in both directions, not at the first look', () => {
    expect(firings({ op: 'cross', level: 10 }, [12, 11, 9, 8, 11])).toEqual([2, 4])
  })
  test('a change is measured against the last firing', () => {
    expect(firings({ op: 'change', percent: 10, direction: 'any' }, [100, 105, 110, 115, 99])).toEqual([2, 4])
    expect(firings({ op: 'change', percent: 10, direction: 'down' }, [100, 120, 95, 90])).toEqual([3])
  })
  test('the number of an event grows by one and the same check repeated gives the same number', () => {
    fc.assert(
      fc.property(fc.array(fc.double({ min: 1, max: 1000, noNaN: true }), { minLength: 1, maxLength: 40 }), (values) => {
        let memory: LevelMemory | undefined
        let count = 0
        for (const value of values) {
          const once = checkLevel({ op: 'cross', level: 500 }, value, memory)
          expect(checkLevel({ op: 'cross', level: 500 }, value, memory)).toEqual(once)
          if (once.fired !== undefined) expect(once.fired).toBe(++count)
          memory = once.memory
        }
      }),
    )
  })
})

test('changes, scores and new keys', () => {
  expect(changePercent(200, 150)).toBe(-25)
  expect(changePercent(0, 1)).toBe(Number.POSITIVE_INFINITY)
  expect(zScore(20, [10, 10, 10, 10, 12, 12, 12, 12])).toBe(9)
  expect(zScore(20, [10, 12])).toBe(0)
  expect(newKeys(['a', 'b'], undefined)).toEqual({ known: ['a', 'b'], fresh: [] })
  expect(newKeys(['b', 'c'], ['a', 'b'])).toEqual({ known: ['a', 'b', 'c'], fresh: ['c'] })
})

describe('rewordLevel', () => {
  const above: Level = { op: 'above', level: 10 }
  const change: Level = { op: 'change', percent: 5, direction: 'down' }
  test.each([
    [above, { value: 12 }, { op: 'above', level: 12 }],
    [above, { op: 'below' as const }, { op: 'below', level: 10 }],
    [above, { value: 5, percent: true }, { op: 'change', percent: 5, direction: 'any' }],
    [change, { value: 8 }, { op: 'change', percent: 8, direction: 'down' }],
    [change, { value: 8, percent: true, direction: 'up' as const }, { op: 'change', percent: 8, direction: 'up' }],
    [change, { op: 'above' as const, value: 4000 }, { op: 'above', level: 4000 }],
    [change, { op: 'above' as const }, undefined],
    [change, { value: -3 }, undefined],
    [above, {}, undefined],
  ])('%o with %o', (rule, words, expected) => expect(rewordLevel(rule, words)).toEqual(expected))
})
