import { expect, test } from 'vitest'
import { cleanLine, cleanText } from './clean-text.ts'

test.each([
  ['\u001b[31mred\u001b[0m', '[31mred[0m'],
  ['a\u0000b\u0007', 'ab'],
  ['gpj\u202eexe.', 'gpjexe.'],
  ['half \ud800 pair', 'half \ufffd pair'],
  ['🐦 stays', '🐦 stays'],
  ['tab\there', 'tab here'],
  ['one\r\ntwo\u2028three', 'one\ntwo\nthree'],
])('%j becomes %j', (dirty, clean) => {
  expect(cleanText(dirty)).toBe(clean)
})

test('a line has no breaks and no space at its ends', () => {
  expect(cleanLine(' a \n\n b ')).toBe('a b')
})
