import fc from 'fast-check'
import { expect, test } from 'vitest'
import { fitText, padText, textWidth, wrapText } from './text-width.ts'

test.each([
  ['WETH', 4],
  ['', 0],
  ['中文', 4],
  ['한국', 4],
  ['é', 1],
  ['e\u0301', 1],
  ['🐦', 2],
  ['👩‍👩‍👧', 2],
  ['＄', 2],
])('%s takes %i columns', (text, width) => {
  expect(textWidth(text)).toBe(width)
})

test('cut text fits, ends in an ellipsis, and keeps characters whole', () => {
  expect(fitText('a long name', 6)).toBe('a lon…')
  expect(fitText('中文字符', 5)).toBe('中文…')
  expect(fitText('short', 5)).toBe('short')
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', maxLength: 30 }), fc.integer({ min: 0, max: 20 }), (text, width) => {
      expect(textWidth(fitText(text, width))).toBeLessThanOrEqual(width)
    }),
  )
})

test('padding fills exactly', () => {
  expect(padText('中', 4, 'right')).toBe('  中')
  expect(padText('ab', 4, 'left')).toBe('ab  ')
})

test('wrapping loses no word and no line is wider than asked, unless one character is', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', maxLength: 80 }), fc.integer({ min: 2, max: 30 }), (text, width) => {
      const lines = wrapText(text, width)
      for (const line of lines) expect(textWidth(line)).toBeLessThanOrEqual(width)
      expect(lines.join('').replace(/\s/g, '')).toBe(text.replace(/\s/g, ''))
    }),
  )
})
