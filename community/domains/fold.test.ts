import fc from 'fast-check'
import { expect, it } from 'vitest'
import { distance } from './distance.ts'
import { disguised, skeleton } from './fold.ts'

it.each([
  ['ΜetаМаsk', 'metamask'],
  ['ｍｅｔａｍａｓｋ', 'metamask'],
  ['meta​mask', 'metamask'],
  ['𝓾𝓷𝓲𝓼𝔀𝓪𝓹', 'uniswap'],
  ['BINANCE', 'binance'],
  ['bınance', 'binance'],
  ['Víctor', 'victor'],
])('%s looks like %s', (a, b) => expect(skeleton(a)).toBe(skeleton(b)))

it.each([
  ['metamask', 'metabase'],
  ['ada', 'eve'],
  ['王小明', '王小红'],
])('%s does not look like %s', (a, b) => expect(skeleton(a)).not.toBe(skeleton(b)))

it('is the same when done twice', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), (text) => {
      expect(skeleton(skeleton(text))).toBe(skeleton(text))
    }),
  )
})

it('sees letters of two scripts in one word, and what cannot be seen', () => {
  expect(disguised('Аda')).toBe(true)
  expect(disguised('a\u200bda')).toBe(true)
  expect(disguised('Ада Lovelace')).toBe(false)
  expect(disguised('Ольга')).toBe(false)
})

/** Edit distance by its definition, for short texts. */
function slow(a: string, b: string): number {
  if (a === '' || b === '') return a.length + b.length
  const same = a[0] === b[0] ? 0 : 1
  const swap = a.length > 1 && b.length > 1 && a[0] === b[1] && a[1] === b[0] ? 1 + slow(a.slice(2), b.slice(2)) : 99
  return Math.min(slow(a.slice(1), b) + 1, slow(a, b.slice(1)) + 1, slow(a.slice(1), b.slice(1)) + same, swap)
}

it('distance is the edit distance, cut at the limit', () => {
  const word = fc.string({ maxLength: 5, unit: fc.constantFrom('a', 'b', 'c') })
  fc.assert(
    fc.property(word, word, fc.integer({ min: 0, max: 4 }), (a, b, limit) => {
      expect(distance(a, b, limit)).toBe(Math.min(slow(a, b), limit + 1))
    }),
  )
})
