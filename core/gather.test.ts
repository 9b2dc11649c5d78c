import fc from 'fast-check'
import { expect, test } from 'vitest'
import { gathered, MOST_FILES } from './gather.ts'

const file = fc.integer({ min: 0, max: 15 }).map((number) => ({ name: `${number}.csv`, mime: 'text/csv', size: 1, ref: `r${number}` }))
const part = fc.record({ text: fc.constantFrom('', 'what is this?'), files: fc.array(file, { maxLength: 4 }) })

test('parts that come again change nothing, whatever came between, and no file stands twice', () => {
  fc.assert(
    fc.property(fc.array(part, { minLength: 1, maxLength: 6 }), (parts) => {
      const once = parts.reduce(gathered, { text: '', files: [] })
      expect(parts.reduce(gathered, once)).toEqual(once)
      expect(new Set(once.files.map(({ ref }) => ref)).size).toBe(once.files.length)
      expect(once.files.length).toBeLessThanOrEqual(MOST_FILES)
    }),
  )
})
