import fc from 'fast-check'
import { expect, test } from 'vitest'
import { GRAINS } from '../query.ts'
import { bucketEnd } from './period.ts'

const LETTERS = { minute: 16, hour: 13, day: 10, month: 7, year: 4 } as const
const key = (grain: keyof typeof LETTERS, ms: number): string => new Date(ms).toISOString().slice(0, LETTERS[grain])

test('a bucket ends where the next one of the calendar begins', () => {
  const start = fc.date({ min: new Date('1990-01-01'), max: new Date('2090-01-01'), noInvalidDate: true })
  fc.assert(
    fc.property(start, fc.constantFrom(...GRAINS), (date, grain) => {
      if (grain === 'week') return bucketEnd('week', date.getTime()) - date.getTime() === 7 * 86_400_000
      const begins = Date.parse(`${key(grain, date.getTime())}${'-01-01T00:00:00.000Z'.slice(LETTERS[grain] - 4)}`)
      const end = bucketEnd(grain, begins)
      return key(grain, end - 1) === key(grain, begins) && key(grain, end) > key(grain, begins)
    }),
  )
})

test('a leap year has its day', () => {
  expect(bucketEnd('month', Date.UTC(2024, 1, 1))).toBe(Date.UTC(2024, 2, 1))
})
