import fc from 'fast-check'
import { expect, it } from 'vitest'
import { missing, nextSize } from './ranges.ts'

it('finds exactly the blocks that are not there', () => {
  const range = fc.tuple(fc.nat(60), fc.nat(10)).map(([from, length]) => ({ from, to: from + length }))
  fc.assert(
    fc.property(range, fc.array(range, { maxLength: 6 }), (want, have) => {
      const gaps = missing(want, have)
      const covered = (number: number, ranges: typeof have) => ranges.some(({ from, to }) => number >= from && number <= to)
      for (let number = 0; number < 80; number++)
        expect(covered(number, gaps)).toBe(number >= want.from && number <= want.to && !covered(number, have))
      expect(gaps).toEqual([...gaps].sort((a, b) => a.from - b.from))
    }),
  )
})

it('grows at most twofold, shrinks when rows are many, stays positive', () => {
  expect(nextSize(20, 10)).toBe(40)
  expect(nextSize(400, 0)).toBe(400)
  expect(nextSize(100, 200_000)).toBe(10)
  expect(nextSize(1, 1_000_000)).toBe(1)
})
